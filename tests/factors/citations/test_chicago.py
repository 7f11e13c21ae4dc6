"""Chicago notes and bibliography, after the seventeenth edition of the manual: each row is a kind of source and the rule that it follows."""

import pytest

from factors.citations import STYLES, Work
from tests.factors.citations import works
from tests.factors.citations.works import shown

CHICAGO = STYLES["chicago"]


@pytest.mark.parametrize(
    ("work", "in_the_text", "in_the_note", "in_the_list"),
    [
        pytest.param(
            works.BOOK,
            "Carr, *Socialism in One Country, 1924–1926*, 1:126",
            "E. H. Carr, *Socialism in One Country, 1924–1926* (London: Macmillan, 1958), 1:126.",
            "Carr, E. H. *Socialism in One Country, 1924–1926*. Vol. 1. London: Macmillan, 1958.",
            id="book: volume and page as 1:126",
        ),
        pytest.param(
            works.TWO_AUTHORS,
            "Heller and Nekrich, *Utopia in Power*, 126",
            "Mikhail Heller and Aleksandr M. Nekrich, *Utopia in Power: The History of the Soviet Union* (New York: Summit Books, 1986), 126.",
            "Heller, Mikhail, and Aleksandr M. Nekrich. *Utopia in Power: The History of the Soviet Union*. New York: Summit Books, 1986.",
            id="two authors: comma after the inverted name",
        ),
        pytest.param(
            works.THREE_AUTHORS,
            "Ash, Birch, and Cedar, *Three Hands*, 126",
            "Ann Ash, Ben Jay Birch, and Cy Cedar, *Three Hands* (Oxford: Oxford University Press, 2001), 126.",
            "Ash, Ann, Ben Jay Birch, and Cy Cedar. *Three Hands*. Oxford: Oxford University Press, 2001.",
            id="three authors: all three",
        ),
        pytest.param(
            works.FOUR_AUTHORS,
            "Ash et al., *Many Hands*, 126",
            "Ann Ash et al., *Many Hands* (Leeds: Press, 2001), 126.",
            "Ash, Ann, Ben Jay Birch, Cy Cedar, and Di Dogwood. *Many Hands*. Leeds: Press, 2001.",
            id="four authors: et al. in notes, all in the bibliography",
        ),
        pytest.param(
            works.EDITORS_ONLY,
            "Kershaw and Lewin, *Stalinism and Nazism*, 126",
            "Ian Kershaw and Moshe Lewin, eds., *Stalinism and Nazism: Dictatorships in Comparison* (Cambridge: Cambridge University Press, 1997), 126.",
            "Kershaw, Ian, and Moshe Lewin, eds. *Stalinism and Nazism: Dictatorships in Comparison*. Cambridge: Cambridge University Press, 1997.",
            id="editors only: eds. before the title",
        ),
        pytest.param(
            works.ONE_EDITOR,
            "Tucker, *Stalinism*, 126",
            "Robert C. Tucker, ed., *Stalinism: Essays in Historical Interpretation* (New York: W. W. Norton & Company, 1977), 126.",
            "Tucker, Robert C., ed. *Stalinism: Essays in Historical Interpretation*. New York: W. W. Norton & Company, 1977.",
            id="one editor: ed. before the title",
        ),
        pytest.param(
            works.TRANSLATED,
            "Volkogonov, *Stalin*, 126",
            "Dmitri Volkogonov, *Stalin: Triumph and Tragedy*, trans. Harold Shukman, 2nd ed. (London: Weidenfeld & Nicolson, 1995), 126.",
            "Volkogonov, Dmitri. *Stalin: Triumph and Tragedy*. Translated by Harold Shukman. 2nd ed. London: Weidenfeld & Nicolson, 1995.",
            id="translated: trans. in a note, Translated by in the entry",
        ),
        pytest.param(
            works.REPRINT,
            "Deutscher, *Stalin*, 126",
            "Isaac Deutscher, *Stalin: A Political Biography* (1949; repr., London: Penguin, 1990), 126.",
            "Deutscher, Isaac. *Stalin: A Political Biography*. 1949. Reprint, London: Penguin, 1990.",
            id="reprint: first year; repr. and Reprint",
        ),
        pytest.param(
            works.NEW_EDITION,
            "Conquest, *Great Terror*, 126",
            "Robert Conquest, *The Great Terror: A Reassessment*, rev. ed. (1968; New York: Oxford University Press, 1990), 126.",
            "Conquest, Robert. *The Great Terror: A Reassessment*. 1968. Rev. ed. New York: Oxford University Press, 1990.",
            id="revised edition: first year, rev. ed., no reprint",
        ),
        pytest.param(
            works.CHAPTER,
            "Suny, “Stalin and his Stalinism,” 126",
            "Ronald Grigor Suny, “Stalin and his Stalinism,” in *Stalinism and Nazism: Dictatorships in Comparison*, ed. Ian Kershaw and Moshe Lewin (Cambridge: Cambridge University Press, 1997), 126.",
            "Suny, Ronald Grigor. “Stalin and his Stalinism.” In *Stalinism and Nazism: Dictatorships in Comparison*, edited by Ian Kershaw and Moshe Lewin, 126–52. Cambridge: Cambridge University Press, 1997.",
            id="chapter: in/In, editors, pages shortened, before the imprint in the entry",
        ),
        pytest.param(
            works.JOURNAL_ARTICLE,
            "Harris, “Bolshevik Party Transformed,” 126",
            "James Harris, “The Bolshevik Party Transformed: Stalin’s Rise to Power,” *Quaestio Rossica* 5, no. 2 (2017): 126.",
            "Harris, James. “The Bolshevik Party Transformed: Stalin’s Rise to Power.” *Quaestio Rossica* 5, no. 2 (2017): 326–38.",
            id="journal article: volume, no. issue (year): pages",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            "Ransome, “Russia After Lenin,” 126",
            "Arthur Ransome, “Russia After Lenin,” *Manchester Guardian*, January 23, 1924, p. 126.",
            "Ransome, Arthur. “Russia After Lenin.” *Manchester Guardian*, January 23, 1924.",
            id="newspaper article: no article, month day, year, no pages",
        ),
        pytest.param(
            works.UNSIGNED_NEWS,
            "“Death of Lenin,” 126",
            "“Death of Lenin,” *Times*, January 23, 1924, p. 126.",
            "“Death of Lenin.” *Times*, January 23, 1924.",
            id="unsigned newspaper article: title first",
        ),
        pytest.param(
            works.ENTRY,
            "Rigby, “General Secretary,” 126",
            "T. H. Rigby, “General Secretary,” in *Encyclopedia of Russian History*, ed. James R. Millar (New York: Macmillan, 2004), 2:126.",
            "Rigby, T. H. “General Secretary.” In *Encyclopedia of Russian History*, edited by James R. Millar, 2:554–55. New York: Macmillan, 2004.",
            id="encyclopedia entry: signed: as a chapter with volume:page",
        ),
        pytest.param(
            works.UNSIGNED_ENTRY,
            "*Encyclopedia of Russian History*, s.v. “General Secretary”",
            "*Encyclopedia of Russian History*, ed. James R. Millar (New York: Macmillan, 2004), s.v. “General Secretary.”",
            "“General Secretary.” In *Encyclopedia of Russian History*, edited by James R. Millar. New York: Macmillan, 2004.",
            id="unsigned entry: s.v. in notes",
        ),
        pytest.param(
            works.WEB_PAGE,
            "Siegelbaum, “Lenin Succession,” 126",
            "Lewis H. Siegelbaum, “The Lenin Succession,” Seventeen Moments in Soviet History, June 17, 2015, p. 126, https://soviethistory.example/1924-2/.",
            "Siegelbaum, Lewis H. “The Lenin Succession.” Seventeen Moments in Soviet History. June 17, 2015. https://soviethistory.example/1924-2/.",
            id="web page: site in roman, date of its own so no access date",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            "British Library, “Lenin’s Testament,” 126",
            "British Library, “Lenin’s Testament,” accessed May 3, 2024, p. 126, https://library.example/testament.",
            "British Library. “Lenin’s Testament.” Accessed May 3, 2024. https://library.example/testament.",
            id="undated web page: access date in place of a date",
        ),
        pytest.param(
            works.SPEECH,
            "Stalin, “Political Report of the Central Committee,” 126",
            "J. V. Stalin, “Political Report of the Central Committee” (speech, Sixteenth Party Congress, Moscow, June 27, 1930), 126.",
            "Stalin, J. V. “Political Report of the Central Committee.” Speech, Sixteenth Party Congress, Moscow, June 27, 1930.",
            id="speech: (speech, event, place, date)",
        ),
        pytest.param(
            works.PRINTED_SPEECH,
            "Stalin, “First Results of the Procurement Campaign,” 126",
            "J. V. Stalin, “First Results of the Procurement Campaign” (speech, Central Committee plenum, February 13, 1928), in *Works* (Moscow: Foreign Languages Publishing House, 1954), 11:126.",
            "Stalin, J. V. “First Results of the Procurement Campaign.” Speech, Central Committee plenum, February 13, 1928. In *Works*, 11:12–22. Moscow: Foreign Languages Publishing House, 1954.",
            id="speech in collected works: occasion, then the collected works",
        ),
        pytest.param(
            works.DOCUMENT,
            "Russian Communist Party (Bolsheviks), *On Party Unity*, 126",
            "Russian Communist Party (Bolsheviks), *On Party Unity* (Moscow: Progress Publishers, 1921), 126.",
            "Russian Communist Party (Bolsheviks). *On Party Unity*. Moscow: Progress Publishers, 1921.",
            id="published document: as a book",
        ),
        pytest.param(
            works.ANONYMOUS,
            "*Declaration of the Forty-Six*, 126",
            "*Declaration of the Forty-Six* (1923), 126.",
            "*Declaration of the Forty-Six*. 1923.",
            id="document without author: title first",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            "Lenin, “Letter to the Congress,” 126",
            "V. I. Lenin, “Letter to the Congress,” 1922, in *Collected Works* (Moscow: Progress Publishers, 1966), 36:126.",
            "Lenin, V. I. “Letter to the Congress.” 1922. In *Collected Works*, 36:593–611. Moscow: Progress Publishers, 1966.",
            id="document in collected works: its own year before in",
        ),
        pytest.param(
            works.ARCHIVAL,
            "Stalin, “Letter to Molotov,” 126",
            "J. V. Stalin, “Letter to Molotov,” September 12, 1925, f. 558, op. 11, d. 1, RGASPI, Moscow, 126.",
            "Stalin, J. V. “Letter to Molotov.” September 12, 1925. F. 558, op. 11, d. 1. RGASPI, Moscow.",
            id="archival document: item, date, reference, archive, place",
        ),
        pytest.param(
            works.BARE,
            "*Notes*, 126",
            "*Notes* (n.d.), 126.",
            "*Notes*. N.d.",
            id="title alone: n.d.",
        ),
        pytest.param(
            works.NO_DATE,
            "Ash, *Notes*, 126",
            "Ann Ash, *Notes* (London: Macmillan, n.d.), 126.",
            "Ash, Ann. *Notes*. London: Macmillan, n.d.",
            id="no date: n.d. in the imprint",
        ),
        pytest.param(
            works.QUESTION,
            "Carr, “Was ‘Socialism in One Country’ New?,” 126",
            "E. H. Carr, “Was ‘Socialism in One Country’ New?,” *Soviet Studies* 3 (Spring 1951): 126.",
            "Carr, E. H. “Was ‘Socialism in One Country’ New?” *Soviet Studies* 3 (Spring 1951).",
            id="title that asks: a question mark keeps the comma and replaces the stop",
        ),
    ],
)
def test_a_source_is_cited_in_chicago_style(
    work: Work, in_the_text: str, in_the_note: str, in_the_list: str
) -> None:
    assert CHICAGO.note
    cited = (
        shown(CHICAGO.label(work, "126")),
        shown(CHICAGO.note(work, "126")),
        shown(CHICAGO.reference(work)),
    )
    assert cited == (in_the_text, in_the_note, in_the_list)
