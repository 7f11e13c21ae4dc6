"""Harvard style, after *Cite Them Right*: each row is a kind of source and the rule that it follows."""

import pytest

from factors.citations import STYLES, Name, Work
from tests.factors.citations import works
from tests.factors.citations.works import shown

HARVARD = STYLES["harvard"]


@pytest.mark.parametrize(
    ("work", "in_the_text", "in_the_list"),
    [
        pytest.param(
            works.BOOK,
            "Carr, 1958, p. 126",
            "Carr, E.H. (1958) *Socialism in One Country, 1924–1926*, vol. 1. London: Macmillan.",
            id="book: initials unspaced, (year), italic title, volume, Place: Publisher",
        ),
        pytest.param(
            works.TWO_AUTHORS,
            "Heller and Nekrich, 1986, p. 126",
            "Heller, M. and Nekrich, A.M. (1986) *Utopia in Power: The History of the Soviet Union*. New York: Summit Books.",
            id="two authors: joined by and",
        ),
        pytest.param(
            works.THREE_AUTHORS,
            "Ash, Birch and Cedar, 2001, p. 126",
            "Ash, A., Birch, B.J. and Cedar, C. (2001) *Three Hands*. Oxford: Oxford University Press.",
            id="three authors: all three, no comma before and",
        ),
        pytest.param(
            works.FOUR_AUTHORS,
            "Ash *et al.*, 2001, p. 126",
            "Ash, A. *et al.* (2001) *Many Hands*. Leeds: Press.",
            id="four authors: first and italic et al.",
        ),
        pytest.param(
            works.EDITORS_ONLY,
            "Kershaw and Lewin, 1997, p. 126",
            "Kershaw, I. and Lewin, M. (eds) (1997) *Stalinism and Nazism: Dictatorships in Comparison*. Cambridge: Cambridge University Press.",
            id="editors only: (eds) without a stop",
        ),
        pytest.param(
            works.ONE_EDITOR,
            "Tucker, 1977, p. 126",
            "Tucker, R.C. (ed.) (1977) *Stalinism: Essays in Historical Interpretation*. New York: W. W. Norton & Company.",
            id="one editor: (ed.) with a stop",
        ),
        pytest.param(
            works.TRANSLATED,
            "Volkogonov, 1995, p. 126",
            "Volkogonov, D. (1995) *Stalin: Triumph and Tragedy*. 2nd edn. Translated by H. Shukman. London: Weidenfeld & Nicolson.",
            id="translated: edition, then Translated by with initials first",
        ),
        pytest.param(
            works.REPRINT,
            "Deutscher, [1949] 1990, p. 126",
            "Deutscher, I. ([1949] 1990) *Stalin: A Political Biography*. Paperback reprint. London: Penguin.",
            id="reprint: first year in square brackets before the edition's",
        ),
        pytest.param(
            works.NEW_EDITION,
            "Conquest, [1968] 1990, p. 126",
            "Conquest, R. ([1968] 1990) *The Great Terror: A Reassessment*. Rev. edn. New York: Oxford University Press.",
            id="revised edition: first year in square brackets, edition as edn",
        ),
        pytest.param(
            works.CHAPTER,
            "Suny, 1997, p. 126",
            "Suny, R.G. (1997) ‘Stalin and his Stalinism’, in I. Kershaw and M. Lewin (eds) *Stalinism and Nazism: Dictatorships in Comparison*. Cambridge: Cambridge University Press, pp. 126–152.",
            id="chapter: single quotes, in, editors initials first, pages last",
        ),
        pytest.param(
            works.JOURNAL_ARTICLE,
            "Harris, 2017, p. 126",
            "Harris, J. (2017) ‘The Bolshevik Party Transformed: Stalin’s Rise to Power’, *Quaestio Rossica*, 5(2), pp. 326–338.",
            id="journal article: volume(issue), pp.",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            "Ransome, 1924, p. 126",
            "Ransome, A. (1924) ‘Russia After Lenin’, *The Manchester Guardian*, 23 January, p. 7.",
            id="newspaper article: day and month after the newspaper, p.",
        ),
        pytest.param(
            works.UNSIGNED_NEWS,
            "*The Times*, 1924, p. 126",
            "*The Times* (1924) ‘Death of Lenin’, 23 January, p. 12.",
            id="unsigned newspaper article: the newspaper in the author's place",
        ),
        pytest.param(
            works.ENTRY,
            "Rigby, 2004, p. 126",
            "Rigby, T.H. (2004) ‘General Secretary’, in J.R. Millar (ed.) *Encyclopedia of Russian History*, vol. 2. New York: Macmillan, pp. 554–555.",
            id="encyclopedia entry: as a chapter, with its volume",
        ),
        pytest.param(
            works.UNSIGNED_ENTRY,
            "‘General Secretary’, 2004, p. 126",
            "‘General Secretary’ (2004) in J.R. Millar (ed.) *Encyclopedia of Russian History*. New York: Macmillan.",
            id="unsigned entry: title in the author's place, year after it",
        ),
        pytest.param(
            works.WEB_PAGE,
            "Siegelbaum, 2015, p. 126",
            "Siegelbaum, L.H. (2015) *The Lenin Succession*. Available at: https://soviethistory.example/1924-2/ (Accessed: 3 May 2024).",
            id="web page: italic title, no site, Available at: and (Accessed: day month year)",
        ),
        pytest.param(
            Work(
                type="webpage",
                title="Lenin",
                authors=(Name(literal="BBC"),),
                container_title="BBC History",
                issued=2020,
                url="https://bbc.example/lenin",
                accessed="2024-04-03",
            ),
            "BBC, 2020, p. 126",
            "BBC (2020) *Lenin*. Available at: https://bbc.example/lenin (Accessed: 3 April 2024).",
            id="web page of a body: the body in the author's place",
        ),
        pytest.param(
            Work(
                type="webpage",
                title="Lenin",
                container_title="BBC History",
                issued=2020,
                url="https://bbc.example/lenin",
            ),
            "*Lenin*, 2020, p. 126",
            "*Lenin* (2020). Available at: https://bbc.example/lenin.",
            id="web page without author: title in the author's place",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            "British Library, no date, p. 126",
            "British Library (no date) *Lenin’s Testament*. Available at: https://library.example/testament (Accessed: 3 May 2024).",
            id="undated web page: italic title, (no date)",
        ),
        pytest.param(
            works.SPEECH,
            "Stalin, 1930, p. 126",
            "Stalin, J.V. (1930) ‘Political Report of the Central Committee’ [Speech]. Sixteenth Party Congress, Moscow, 27 June.",
            id="speech: [Speech], event, place, day and month",
        ),
        pytest.param(
            works.PRINTED_SPEECH,
            "Stalin, [1928] 1954, p. 126",
            "Stalin, J.V. ([1928] 1954) ‘First Results of the Procurement Campaign’ [Speech], in *Works*, vol. 11. Moscow: Foreign Languages Publishing House, pp. 12–22.",
            id="speech in collected works: in the collected works, both years",
        ),
        pytest.param(
            works.DOCUMENT,
            "Russian Communist Party (Bolsheviks), 1921, p. 126",
            "Russian Communist Party (Bolsheviks) (1921) *On Party Unity*. Moscow: Progress Publishers.",
            id="published document: a body in the author's place, as a book",
        ),
        pytest.param(
            works.ANONYMOUS,
            "*Declaration of the Forty-Six*, 1923, p. 126",
            "*Declaration of the Forty-Six* (1923).",
            id="document without author: title in the author's place",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            "Lenin, [1922] 1966, p. 126",
            "Lenin, V.I. ([1922] 1966) ‘Letter to the Congress’, in *Collected Works*, vol. 36. Moscow: Progress Publishers, pp. 593–611.",
            id="document in collected works: as a chapter, both years",
        ),
        pytest.param(
            works.ARCHIVAL,
            "Stalin, 1925, p. 126",
            "Stalin, J.V. (1925) *Letter to Molotov*, 12 September. F. 558, op. 11, d. 1. RGASPI, Moscow.",
            id="archival document: date, reference, then archive and place",
        ),
        pytest.param(
            works.BARE,
            "*Notes*, no date, p. 126",
            "*Notes* (no date).",
            id="title alone: no date written out",
        ),
        pytest.param(
            works.NO_DATE,
            "Ash, no date, p. 126",
            "Ash, A. (no date) *Notes*. London: Macmillan.",
            id="no date: no date written out, imprint kept",
        ),
        pytest.param(
            works.QUESTION,
            "Carr, 1951, p. 126",
            "Carr, E.H. (1951) ‘Was “Socialism in One Country” New?’, *Soviet Studies*, 3.",
            id="title that asks: inner quotation marks doubled",
        ),
    ],
)
def test_a_source_is_cited_in_harvard_style(work: Work, in_the_text: str, in_the_list: str) -> None:
    cited = (shown(HARVARD.label(work, "126")), shown(HARVARD.reference(work)))
    assert cited == (in_the_text, in_the_list)
