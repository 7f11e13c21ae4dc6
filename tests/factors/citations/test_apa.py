"""APA style, after the seventh edition of the manual, with titles as they are printed: each row is a kind of source and the rule that it follows."""

import pytest

from factors.citations import STYLES, Work
from tests.factors.citations import works
from tests.factors.citations.works import shown

APA = STYLES["apa"]


@pytest.mark.parametrize(
    ("work", "in_the_text", "in_the_list"),
    [
        pytest.param(
            works.BOOK,
            "Carr, 1958, p. 126",
            "Carr, E. H. (1958). *Socialism in One Country, 1924–1926* (Vol. 1). Macmillan.",
            id="book: initials spaced, (Vol. 1), no place",
        ),
        pytest.param(
            works.TWO_AUTHORS,
            "Heller & Nekrich, 1986, p. 126",
            "Heller, M., & Nekrich, A. M. (1986). *Utopia in Power: The History of the Soviet Union*. Summit Books.",
            id="two authors: & with a comma in the list",
        ),
        pytest.param(
            works.THREE_AUTHORS,
            "Ash et al., 2001, p. 126",
            "Ash, A., Birch, B. J., & Cedar, C. (2001). *Three Hands*. Oxford University Press.",
            id="three authors: et al. in the text only",
        ),
        pytest.param(
            works.FOUR_AUTHORS,
            "Ash et al., 2001, p. 126",
            "Ash, A., Birch, B. J., Cedar, C., & Dogwood, D. (2001). *Many Hands*. Press.",
            id="four authors: et al. in the text only",
        ),
        pytest.param(
            works.EDITORS_ONLY,
            "Kershaw & Lewin, 1997, p. 126",
            "Kershaw, I., & Lewin, M. (Eds.). (1997). *Stalinism and Nazism: Dictatorships in Comparison*. Cambridge University Press.",
            id="editors only: (Eds.).",
        ),
        pytest.param(
            works.ONE_EDITOR,
            "Tucker, 1977, p. 126",
            "Tucker, R. C. (Ed.). (1977). *Stalinism: Essays in Historical Interpretation*. W. W. Norton & Company.",
            id="one editor: (Ed.).",
        ),
        pytest.param(
            works.TRANSLATED,
            "Volkogonov, 1995, p. 126",
            "Volkogonov, D. (1995). *Stalin: Triumph and Tragedy* (H. Shukman, Trans.; 2nd ed.). Weidenfeld & Nicolson.",
            id="translated: (Trans.; 2nd ed.)",
        ),
        pytest.param(
            works.REPRINT,
            "Deutscher, 1949/1990, p. 126",
            "Deutscher, I. (1990). *Stalin: A Political Biography*. Penguin. (Original work published 1949)",
            id="reprint: both years in the text, (Original work published …)",
        ),
        pytest.param(
            works.NEW_EDITION,
            "Conquest, 1968/1990, p. 126",
            "Conquest, R. (1990). *The Great Terror: A Reassessment* (Rev. ed.). Oxford University Press. (Original work published 1968)",
            id="revised edition: (Rev. ed.), (Original work published …)",
        ),
        pytest.param(
            works.CHAPTER,
            "Suny, 1997, p. 126",
            "Suny, R. G. (1997). Stalin and his Stalinism. In I. Kershaw & M. Lewin (Eds.), *Stalinism and Nazism: Dictatorships in Comparison* (pp. 126–152). Cambridge University Press.",
            id="chapter: no quotation marks, In editors (Eds.), (pp. …)",
        ),
        pytest.param(
            works.JOURNAL_ARTICLE,
            "Harris, 2017, p. 126",
            "Harris, J. (2017). The Bolshevik Party Transformed: Stalin’s Rise to Power. *Quaestio Rossica*, *5*(2), 326–338.",
            id="journal article: italic volume, (issue), pages alone",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            "Ransome, 1924, p. 126",
            "Ransome, A. (1924, January 23). Russia After Lenin. *The Manchester Guardian*, 7.",
            id="newspaper article: (year, month day), page alone",
        ),
        pytest.param(
            works.UNSIGNED_NEWS,
            "“Death of Lenin,” 1924, p. 126",
            "Death of Lenin. (1924, January 23). *The Times*, 12.",
            id="unsigned newspaper article: title in the author's place",
        ),
        pytest.param(
            works.ENTRY,
            "Rigby, 2004, p. 126",
            "Rigby, T. H. (2004). General Secretary. In J. R. Millar (Ed.), *Encyclopedia of Russian History* (Vol. 2, pp. 554–555). Macmillan.",
            id="encyclopedia entry: (Vol. 2, pp. …)",
        ),
        pytest.param(
            works.UNSIGNED_ENTRY,
            "“General Secretary,” 2004, p. 126",
            "General Secretary. (2004). In J. R. Millar (Ed.), *Encyclopedia of Russian History*. Macmillan.",
            id="unsigned entry: title in the author's place",
        ),
        pytest.param(
            works.WEB_PAGE,
            "Siegelbaum, 2015, p. 126",
            "Siegelbaum, L. H. (2015, June 17). *The Lenin Succession*. Seventeen Moments in Soviet History. https://soviethistory.example/1924-2/",
            id="web page: italic title, site, address without a stop, no date of access",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            "British Library, n.d., p. 126",
            "British Library. (n.d.). *Lenin’s Testament*. Retrieved May 3, 2024, from https://library.example/testament",
            id="undated web page: (n.d.), Retrieved … from",
        ),
        pytest.param(
            works.SPEECH,
            "Stalin, 1930, p. 126",
            "Stalin, J. V. (1930, June 27). *Political Report of the Central Committee* [Speech]. Sixteenth Party Congress, Moscow.",
            id="speech: (year, month day), [Speech], event, place",
        ),
        pytest.param(
            works.PRINTED_SPEECH,
            "Stalin, 1928/1954, p. 126",
            "Stalin, J. V. (1954). First Results of the Procurement Campaign [Speech]. In *Works* (Vol. 11, pp. 12–22). Foreign Languages Publishing House. (Original work published 1928)",
            id="speech in collected works: In the collected works, original year",
        ),
        pytest.param(
            works.DOCUMENT,
            "Russian Communist Party (Bolsheviks), 1921, p. 126",
            "Russian Communist Party (Bolsheviks). (1921). *On Party Unity*. Progress Publishers.",
            id="published document: as a book",
        ),
        pytest.param(
            works.ANONYMOUS,
            "*Declaration of the Forty-Six*, 1923, p. 126",
            "*Declaration of the Forty-Six*. (1923).",
            id="document without author: title in the author's place",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            "Lenin, 1922/1966, p. 126",
            "Lenin, V. I. (1966). Letter to the Congress. In *Collected Works* (Vol. 36, pp. 593–611). Progress Publishers. (Original work published 1922)",
            id="document in collected works: In the collected works, original year",
        ),
        pytest.param(
            works.ARCHIVAL,
            "Stalin, 1925, p. 126",
            "Stalin, J. V. (1925, September 12). *Letter to Molotov*. RGASPI (f. 558, op. 11, d. 1), Moscow.",
            id="archival document: (year, month day), archive (reference), place",
        ),
        pytest.param(
            works.BARE,
            "*Notes*, n.d., p. 126",
            "*Notes*. (n.d.).",
            id="title alone: (n.d.)",
        ),
        pytest.param(
            works.NO_DATE,
            "Ash, n.d., p. 126",
            "Ash, A. (n.d.). *Notes*. Macmillan.",
            id="no date: (n.d.)",
        ),
        pytest.param(
            works.QUESTION,
            "Carr, 1951, p. 126",
            "Carr, E. H. (1951). Was ‘Socialism in One Country’ New? *Soviet Studies*, *3*.",
            id="title that asks: the question mark replaces the stop",
        ),
    ],
)
def test_a_source_is_cited_in_apa_style(work: Work, in_the_text: str, in_the_list: str) -> None:
    cited = (shown(APA.label(work, "126")), shown(APA.reference(work)))
    assert cited == (in_the_text, in_the_list)
