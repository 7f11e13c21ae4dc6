"""MHRA style, after the fourth edition of the guide: each row is a kind of source and the rule that it follows."""

import pytest

from factors.citations import STYLES, Work
from tests.factors.citations import works
from tests.factors.citations.works import shown

MHRA = STYLES["mhra"]


@pytest.mark.parametrize(
    ("work", "in_the_text", "in_the_note", "in_the_list"),
    [
        pytest.param(
            works.BOOK,
            "Carr, *Socialism in One Country, 1924–1926*, I, p. 126",
            "E. H. Carr, *Socialism in One Country, 1924–1926* (Macmillan, 1958), I, p. 126.",
            "Carr, E. H., *Socialism in One Country, 1924–1926* (Macmillan, 1958), I",
            id="book: no place, volume in Roman numerals after the imprint",
        ),
        pytest.param(
            works.TWO_AUTHORS,
            "Heller and Nekrich, *Utopia in Power*, p. 126",
            "Mikhail Heller and Aleksandr M. Nekrich, *Utopia in Power: The History of the Soviet Union* (Summit Books, 1986), p. 126.",
            "Heller, Mikhail, and Aleksandr M. Nekrich, *Utopia in Power: The History of the Soviet Union* (Summit Books, 1986)",
            id="two authors: comma after the inverted name in the list only",
        ),
        pytest.param(
            works.THREE_AUTHORS,
            "Ash, Birch, and Cedar, *Three Hands*, p. 126",
            "Ann Ash, Ben Jay Birch, and Cy Cedar, *Three Hands* (Oxford University Press, 2001), p. 126.",
            "Ash, Ann, Ben Jay Birch, and Cy Cedar, *Three Hands* (Oxford University Press, 2001)",
            id="three authors: all three, comma before and",
        ),
        pytest.param(
            works.FOUR_AUTHORS,
            "Ash and others, *Many Hands*, p. 126",
            "Ann Ash and others, *Many Hands* (Press, 2001), p. 126.",
            "Ash, Ann, and others, *Many Hands* (Press, 2001)",
            id="four authors: first and others",
        ),
        pytest.param(
            works.EDITORS_ONLY,
            "Kershaw and Lewin, *Stalinism and Nazism*, p. 126",
            "*Stalinism and Nazism: Dictatorships in Comparison*, ed. by Ian Kershaw and Moshe Lewin (Cambridge University Press, 1997), p. 126.",
            "Kershaw, Ian, and Moshe Lewin, eds, *Stalinism and Nazism: Dictatorships in Comparison* (Cambridge University Press, 1997)",
            id="editors only: ed. by after the title in a note, eds in the list",
        ),
        pytest.param(
            works.ONE_EDITOR,
            "Tucker, *Stalinism*, p. 126",
            "*Stalinism: Essays in Historical Interpretation*, ed. by Robert C. Tucker (W. W. Norton & Company, 1977), p. 126.",
            "Tucker, Robert C., ed., *Stalinism: Essays in Historical Interpretation* (W. W. Norton & Company, 1977)",
            id="one editor: ed. in the list",
        ),
        pytest.param(
            works.TRANSLATED,
            "Volkogonov, *Stalin*, p. 126",
            "Dmitri Volkogonov, *Stalin: Triumph and Tragedy*, trans. by Harold Shukman, 2nd edn (Weidenfeld & Nicolson, 1995), p. 126.",
            "Volkogonov, Dmitri, *Stalin: Triumph and Tragedy*, trans. by Harold Shukman, 2nd edn (Weidenfeld & Nicolson, 1995)",
            id="translated: trans. by, then edn",
        ),
        pytest.param(
            works.REPRINT,
            "Deutscher, *Stalin*, p. 126",
            "Isaac Deutscher, *Stalin: A Political Biography* (1949; repr. Penguin, 1990), p. 126.",
            "Deutscher, Isaac, *Stalin: A Political Biography* (1949; repr. Penguin, 1990)",
            id="reprint: first year; repr.",
        ),
        pytest.param(
            works.NEW_EDITION,
            "Conquest, *Great Terror*, p. 126",
            "Robert Conquest, *The Great Terror: A Reassessment*, rev. edn (1968; Oxford University Press, 1990), p. 126.",
            "Conquest, Robert, *The Great Terror: A Reassessment*, rev. edn (1968; Oxford University Press, 1990)",
            id="revised edition: first year; imprint of the new edition",
        ),
        pytest.param(
            works.CHAPTER,
            "Suny, ‘Stalin and his Stalinism’, p. 126",
            "Ronald Grigor Suny, ‘Stalin and his Stalinism’, in *Stalinism and Nazism: Dictatorships in Comparison*, ed. by Ian Kershaw and Moshe Lewin (Cambridge University Press, 1997), pp. 126–52 (p. 126).",
            "Suny, Ronald Grigor, ‘Stalin and his Stalinism’, in *Stalinism and Nazism: Dictatorships in Comparison*, ed. by Ian Kershaw and Moshe Lewin (Cambridge University Press, 1997), pp. 126–52",
            id="chapter: in, ed. by, pp. with the last two digits, the page in brackets",
        ),
        pytest.param(
            works.JOURNAL_ARTICLE,
            "Harris, ‘Bolshevik Party Transformed’, p. 126",
            "James Harris, ‘The Bolshevik Party Transformed: Stalin’s Rise to Power’, *Quaestio Rossica*, 5.2 (2017), pp. 326–38 (p. 126).",
            "Harris, James, ‘The Bolshevik Party Transformed: Stalin’s Rise to Power’, *Quaestio Rossica*, 5.2 (2017), pp. 326–38",
            id="journal article: volume.issue (year), pp.",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            "Ransome, ‘Russia After Lenin’, p. 126",
            "Arthur Ransome, ‘Russia After Lenin’, *Manchester Guardian*, 23 January 1924, p. 7 (p. 126).",
            "Ransome, Arthur, ‘Russia After Lenin’, *Manchester Guardian*, 23 January 1924, p. 7",
            id="newspaper article: no article before the newspaper, full date, page",
        ),
        pytest.param(
            works.UNSIGNED_NEWS,
            "‘Death of Lenin’, p. 126",
            "‘Death of Lenin’, *The Times*, 23 January 1924, p. 12 (p. 126).",
            "‘Death of Lenin’, *The Times*, 23 January 1924, p. 12",
            id="unsigned newspaper article: The Times keeps its article",
        ),
        pytest.param(
            works.ENTRY,
            "Rigby, ‘General Secretary’, p. 126",
            "T. H. Rigby, ‘General Secretary’, *Encyclopedia of Russian History*, ed. by James R. Millar (Macmillan, 2004), II, pp. 554–55 (p. 126).",
            "Rigby, T. H., ‘General Secretary’, *Encyclopedia of Russian History*, ed. by James R. Millar (Macmillan, 2004), II, pp. 554–55",
            id="encyclopedia entry: no in before a work of reference",
        ),
        pytest.param(
            works.UNSIGNED_ENTRY,
            "‘General Secretary’, p. 126",
            "‘General Secretary’, *Encyclopedia of Russian History*, ed. by James R. Millar (Macmillan, 2004), p. 126.",
            "‘General Secretary’, *Encyclopedia of Russian History*, ed. by James R. Millar (Macmillan, 2004)",
            id="unsigned entry: title first",
        ),
        pytest.param(
            works.WEB_PAGE,
            "Siegelbaum, ‘Lenin Succession’, p. 126",
            "Lewis H. Siegelbaum, ‘The Lenin Succession’, *Seventeen Moments in Soviet History*, 17 June 2015, p. 126 <https://soviethistory.example/1924-2/> [accessed 3 May 2024].",
            "Siegelbaum, Lewis H., ‘The Lenin Succession’, *Seventeen Moments in Soviet History*, 17 June 2015 <https://soviethistory.example/1924-2/> [accessed 3 May 2024]",
            id="web page: address in angle brackets, [accessed date]",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            "British Library, ‘Lenin’s Testament’, p. 126",
            "British Library, ‘Lenin’s Testament’, p. 126 <https://library.example/testament> [accessed 3 May 2024].",
            "British Library, ‘Lenin’s Testament’ <https://library.example/testament> [accessed 3 May 2024]",
            id="undated web page: no comma before the address",
        ),
        pytest.param(
            works.SPEECH,
            "Stalin, ‘Political Report of the Central Committee’, p. 126",
            "J. V. Stalin, ‘Political Report of the Central Committee’, speech, Sixteenth Party Congress, Moscow, 27 June 1930, p. 126.",
            "Stalin, J. V., ‘Political Report of the Central Committee’, speech, Sixteenth Party Congress, Moscow, 27 June 1930",
            id="speech: what it is, event, place, date",
        ),
        pytest.param(
            works.PRINTED_SPEECH,
            "Stalin, ‘First Results of the Procurement Campaign’, p. 126",
            "J. V. Stalin, ‘First Results of the Procurement Campaign’, speech, Central Committee plenum, 13 February 1928, in *Works* (Foreign Languages Publishing House, 1954), XI, pp. 12–22 (p. 126).",
            "Stalin, J. V., ‘First Results of the Procurement Campaign’, speech, Central Committee plenum, 13 February 1928, in *Works* (Foreign Languages Publishing House, 1954), XI, pp. 12–22",
            id="speech in collected works: its own date before in",
        ),
        pytest.param(
            works.DOCUMENT,
            "Russian Communist Party (Bolsheviks), *On Party Unity*, p. 126",
            "Russian Communist Party (Bolsheviks), *On Party Unity* (Progress Publishers, 1921), p. 126.",
            "Russian Communist Party (Bolsheviks), *On Party Unity* (Progress Publishers, 1921)",
            id="published document: as a book",
        ),
        pytest.param(
            works.ANONYMOUS,
            "*Declaration of the Forty-Six*, p. 126",
            "*Declaration of the Forty-Six* (1923), p. 126.",
            "*Declaration of the Forty-Six* (1923)",
            id="document without author: title first",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            "Lenin, ‘Letter to the Congress’, p. 126",
            "V. I. Lenin, ‘Letter to the Congress’, 1922, in *Collected Works* (Progress Publishers, 1966), XXXVI, pp. 593–611 (p. 126).",
            "Lenin, V. I., ‘Letter to the Congress’, 1922, in *Collected Works* (Progress Publishers, 1966), XXXVI, pp. 593–611",
            id="document in collected works: its own year before in",
        ),
        pytest.param(
            works.ARCHIVAL,
            "Stalin, ‘Letter to Molotov’, p. 126",
            "J. V. Stalin, ‘Letter to Molotov’, 12 September 1925, Moscow, RGASPI, f. 558, op. 11, d. 1, p. 126.",
            "Stalin, J. V., ‘Letter to Molotov’, 12 September 1925, Moscow, RGASPI, f. 558, op. 11, d. 1",
            id="archival document: place, archive, reference",
        ),
        pytest.param(
            works.BARE,
            "*Notes*, p. 126",
            "*Notes* ([n.d.]), p. 126.",
            "*Notes* ([n.d.])",
            id="title alone: [n.d.]",
        ),
        pytest.param(
            works.NO_DATE,
            "Ash, *Notes*, p. 126",
            "Ann Ash, *Notes* (Macmillan, [n.d.]), p. 126.",
            "Ash, Ann, *Notes* (Macmillan, [n.d.])",
            id="no date: [n.d.] in the imprint",
        ),
        pytest.param(
            works.QUESTION,
            "Carr, ‘Was “Socialism in One Country” New?’, p. 126",
            "E. H. Carr, ‘Was “Socialism in One Country” New?’, *Soviet Studies*, 3 (Spring 1951), p. 126.",
            "Carr, E. H., ‘Was “Socialism in One Country” New?’, *Soviet Studies*, 3 (Spring 1951)",
            id="title that asks: inner quotation marks doubled",
        ),
    ],
)
def test_a_source_is_cited_in_mhra_style(
    work: Work, in_the_text: str, in_the_note: str, in_the_list: str
) -> None:
    assert MHRA.note
    cited = (
        shown(MHRA.label(work, "126")),
        shown(MHRA.note(work, "126")),
        shown(MHRA.reference(work)),
    )
    assert cited == (in_the_text, in_the_note, in_the_list)
