"""MLA style, after the ninth edition of the handbook: each row is a kind of source and the rule that it follows."""

import pytest

from factors.citations import STYLES, Work
from tests.factors.citations import works
from tests.factors.citations.works import shown

MLA = STYLES["mla"]


@pytest.mark.parametrize(
    ("work", "in_the_text", "in_the_list"),
    [
        pytest.param(
            works.BOOK,
            "Carr 126",
            "Carr, E. H. *Socialism in One Country, 1924–1926*. Vol. 1, Macmillan, 1958.",
            id="book: no place, Vol. after the title",
        ),
        pytest.param(
            works.TWO_AUTHORS,
            "Heller and Nekrich 126",
            "Heller, Mikhail, and Aleksandr M. Nekrich. *Utopia in Power: The History of the Soviet Union*. Summit Books, 1986.",
            id="two authors: comma after the inverted name",
        ),
        pytest.param(
            works.THREE_AUTHORS,
            "Ash et al. 126",
            "Ash, Ann, et al. *Three Hands*. Oxford UP, 2001.",
            id="three authors: first, et al.",
        ),
        pytest.param(
            works.FOUR_AUTHORS,
            "Ash et al. 126",
            "Ash, Ann, et al. *Many Hands*. Press, 2001.",
            id="four authors: first, et al.",
        ),
        pytest.param(
            works.EDITORS_ONLY,
            "Kershaw and Lewin 126",
            "Kershaw, Ian, and Moshe Lewin, editors. *Stalinism and Nazism: Dictatorships in Comparison*. Cambridge UP, 1997.",
            id="editors only: editors written out",
        ),
        pytest.param(
            works.ONE_EDITOR,
            "Tucker 126",
            "Tucker, Robert C., editor. *Stalinism: Essays in Historical Interpretation*. W. W. Norton, 1977.",
            id="one editor: editor written out, no Company",
        ),
        pytest.param(
            works.TRANSLATED,
            "Volkogonov 126",
            "Volkogonov, Dmitri. *Stalin: Triumph and Tragedy*. Translated by Harold Shukman, 2nd ed., Weidenfeld and Nicolson, 1995.",
            id="translated: Translated by, 2nd ed., and for &",
        ),
        pytest.param(
            works.REPRINT,
            "Deutscher 126",
            "Deutscher, Isaac. *Stalin: A Political Biography*. 1949. Penguin, 1990.",
            id="reprint: first year after the title",
        ),
        pytest.param(
            works.NEW_EDITION,
            "Conquest 126",
            "Conquest, Robert. *The Great Terror: A Reassessment*. 1968. Rev. ed., Oxford UP, 1990.",
            id="revised edition: first year after the title, Rev. ed.",
        ),
        pytest.param(
            works.CHAPTER,
            "Suny 126",
            "Suny, Ronald Grigor. “Stalin and his Stalinism.” *Stalinism and Nazism: Dictatorships in Comparison*, edited by Ian Kershaw and Moshe Lewin, Cambridge UP, 1997, pp. 126–52.",
            id="chapter: container, edited by, UP, pp.",
        ),
        pytest.param(
            works.JOURNAL_ARTICLE,
            "Harris 126",
            "Harris, James. “The Bolshevik Party Transformed: Stalin’s Rise to Power.” *Quaestio Rossica*, vol. 5, no. 2, 2017, pp. 326–38.",
            id="journal article: vol., no., year, pp.",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            "Ransome 126",
            "Ransome, Arthur. “Russia After Lenin.” *The Manchester Guardian*, 23 Jan. 1924, p. 7.",
            id="newspaper article: article kept, day month year, p.",
        ),
        pytest.param(
            works.UNSIGNED_NEWS,
            "“Death of Lenin” 126",
            "“Death of Lenin.” *The Times*, 23 Jan. 1924, p. 12.",
            id="unsigned newspaper article: title in the author's place",
        ),
        pytest.param(
            works.ENTRY,
            "Rigby 126",
            "Rigby, T. H. “General Secretary.” *Encyclopedia of Russian History*, edited by James R. Millar, vol. 2, Macmillan, 2004, pp. 554–55.",
            id="encyclopedia entry: as a chapter",
        ),
        pytest.param(
            works.UNSIGNED_ENTRY,
            "“General Secretary” 126",
            "“General Secretary.” *Encyclopedia of Russian History*, edited by James R. Millar, Macmillan, 2004.",
            id="unsigned entry: title in the author's place",
        ),
        pytest.param(
            works.WEB_PAGE,
            "Siegelbaum 126",
            "Siegelbaum, Lewis H. “The Lenin Succession.” *Seventeen Moments in Soviet History*, 17 June 2015, https://soviethistory.example/1924-2/. Accessed 3 May 2024.",
            id="web page: Accessed last",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            "British Library 126",
            "British Library. *Lenin’s Testament*. https://library.example/testament. Accessed 3 May 2024.",
            id="undated web page: a page that stands alone in italics",
        ),
        pytest.param(
            works.SPEECH,
            "Stalin 126",
            "Stalin, J. V. “Political Report of the Central Committee.” Sixteenth Party Congress, 27 June 1930, Moscow. Speech.",
            id="speech: event, date, place, Speech",
        ),
        pytest.param(
            works.PRINTED_SPEECH,
            "Stalin 126",
            "Stalin, J. V. “First Results of the Procurement Campaign.” 13 Feb. 1928. *Works*, vol. 11, Foreign Languages Publishing House, 1954, pp. 12–22.",
            id="speech in collected works: its own date after the title",
        ),
        pytest.param(
            works.DOCUMENT,
            "Russian Communist Party (Bolsheviks) 126",
            "Russian Communist Party (Bolsheviks). *On Party Unity*. Progress Publishers, 1921.",
            id="published document: as a book",
        ),
        pytest.param(
            works.ANONYMOUS,
            "*Declaration of the Forty-Six* 126",
            "*Declaration of the Forty-Six*. 1923.",
            id="document without author: title in the author's place",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            "Lenin 126",
            "Lenin, V. I. “Letter to the Congress.” 1922. *Collected Works*, vol. 36, Progress Publishers, 1966, pp. 593–611.",
            id="document in collected works: its own year after the title",
        ),
        pytest.param(
            works.ARCHIVAL,
            "Stalin 126",
            "Stalin, J. V. “Letter to Molotov.” 12 Sept. 1925, RGASPI, Moscow, f. 558, op. 11, d. 1.",
            id="archival document: date, archive, place, reference",
        ),
        pytest.param(
            works.BARE,
            "*Notes* 126",
            "*Notes*.",
            id="title alone: nothing for what is missing",
        ),
        pytest.param(
            works.NO_DATE,
            "Ash 126",
            "Ash, Ann. *Notes*. Macmillan.",
            id="no date: nothing for what is missing",
        ),
        pytest.param(
            works.QUESTION,
            "Carr 126",
            "Carr, E. H. “Was ‘Socialism in One Country’ New?” *Soviet Studies*, vol. 3, spring 1951.",
            id="title that asks: inner quotation marks single, season in lower case",
        ),
    ],
)
def test_a_source_is_cited_in_mla_style(work: Work, in_the_text: str, in_the_list: str) -> None:
    cited = (shown(MLA.label(work, "126")), shown(MLA.reference(work)))
    assert cited == (in_the_text, in_the_list)
