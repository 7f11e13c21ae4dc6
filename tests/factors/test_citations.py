"""Harvard references, in the shape that Pears and Shields give them."""

import pytest

from factors.citations import Runs, label, reference
from factors.models import Source

BOOK = Source(
    type="book",
    title="Socialism in One Country, 1924–1926",
    authors=[{"family": "Carr", "given": "E. H."}],
    publisher="Macmillan",
    place="London",
    volume="1",
    issued=1958,
)
REPRINT = Source(
    type="book",
    title="Stalin: A Political Biography",
    authors=[{"family": "Deutscher", "given": "Isaac"}],
    edition="reprint",
    issued=1993,
    original=1949,
)
CHAPTER = Source(
    type="chapter",
    title="Stalin and his Stalinism",
    authors=[{"family": "Suny", "given": "Ronald Grigor"}],
    editors=[{"family": "Kershaw", "given": "Ian"}, {"family": "Lewin", "given": "Moshe"}],
    container_title="Stalinism and Nazism",
    publisher="Cambridge University Press",
    place="Cambridge",
    issued=1997,
)
CHAPTER_OF_ONE_EDITOR = Source(
    type="chapter",
    title="The Social Background of Stalinism",
    authors=[{"family": "Lewin", "given": "Moshe"}],
    editors=[{"family": "Tucker", "given": "Robert C."}],
    container_title="Stalinism",
    issued=1977,
)
ARTICLE = Source(
    type="article-journal",
    title="The Bolshevik Party Transformed",
    authors=[{"family": "Harris", "given": "James"}],
    container_title="Quaestio Rossica",
    volume="5",
    issued=2017,
)
IN_COLLECTED_WORKS = Source(
    type="document",
    title="First Results of the Procurement Campaign",
    authors=[{"family": "Stalin", "given": "J. V."}],
    container_title="Works",
    publisher="Foreign Languages Publishing House",
    place="Moscow",
    volume="11",
    issued=1954,
    original=1928,
)
ANONYMOUS = Source(type="document", title="Declaration of the Forty-Six", issued=1923)
ANONYMOUS_PART = Source(
    type="entry-encyclopedia",
    title="General Secretary",
    container_title="Encyclopedia of Russian History",
    place="New York",
    issued=2004,
)
INSTITUTION = Source(
    type="document",
    title="On Party Unity",
    authors=[{"literal": "Russian Communist Party (Bolsheviks)"}],
    issued=1921,
)
TWO = Source(
    type="book",
    title="Utopia in Power",
    authors=[
        {"family": "Heller", "given": "Mikhail"},
        {"family": "Nekrich", "given": "Aleksandr M."},
    ],
    place="New York",
    issued=1986,
)
THREE = Source(
    type="book",
    title="Three Hands",
    authors=[{"family": "Ash"}, {"family": "Birch"}, {"family": "Cedar"}],
    issued=2001,
)
FOUR = Source(
    type="book",
    title="Many Hands",
    authors=[
        {"family": "Ash", "given": "Ann"},
        {"family": "Birch", "given": "Ben"},
        {"family": "Cedar", "given": "Cy"},
        {"family": "Dogwood", "given": "Di"},
    ],
    publisher="Press",
    issued=2001,
)
NO_DATE = Source(type="book", title="Notes", authors=[{"family": "Ash", "given": "Ann"}])
FIRST_YEAR_ALONE = Source(type="book", title="Notes", authors=[{"family": "Ash"}], original=1901)
SAME_YEAR_TWICE = Source(
    type="book", title="Notes", authors=[{"family": "Ash"}], issued=1901, original=1901
)


@pytest.mark.parametrize(
    ("source", "in_the_text", "in_the_list"),
    [
        pytest.param(
            BOOK,
            "Carr, 1958",
            [
                ("Carr, E.H. (1958) ", False),
                ("Socialism in One Country, 1924–1926", True),
                (", vol. 1. London: Macmillan.", False),
            ],
            id="book",
        ),
        pytest.param(
            REPRINT,
            "Deutscher, [1949] 1993",
            [
                ("Deutscher, I. ([1949] 1993) ", False),
                ("Stalin: A Political Biography", True),
                (". reprint.", False),
            ],
            id="reprint",
        ),
        pytest.param(
            CHAPTER,
            "Suny, 1997",
            [
                ("Suny, R.G. (1997) ‘Stalin and his Stalinism’, ", False),
                ("in Kershaw, I. and Lewin, M. (eds) ", False),
                ("Stalinism and Nazism", True),
                (". Cambridge: Cambridge University Press.", False),
            ],
            id="chapter with two editors",
        ),
        pytest.param(
            CHAPTER_OF_ONE_EDITOR,
            "Lewin, 1977",
            [
                ("Lewin, M. (1977) ‘The Social Background of Stalinism’, ", False),
                ("in Tucker, R.C. (ed.) ", False),
                ("Stalinism", True),
                (".", False),
            ],
            id="chapter with one editor",
        ),
        pytest.param(
            ARTICLE,
            "Harris, 2017",
            [
                ("Harris, J. (2017) ‘The Bolshevik Party Transformed’, ", False),
                ("Quaestio Rossica", True),
                (", vol. 5.", False),
            ],
            id="journal article",
        ),
        pytest.param(
            IN_COLLECTED_WORKS,
            "Stalin, [1928] 1954",
            [
                ("Stalin, J.V. ([1928] 1954) ‘First Results of the Procurement Campaign’, ", False),
                ("Works", True),
                (", vol. 11. Moscow: Foreign Languages Publishing House.", False),
            ],
            id="document in collected works",
        ),
        pytest.param(
            ANONYMOUS,
            "Declaration of the Forty-Six, 1923",
            [("Declaration of the Forty-Six", True), (" (1923)", False), (".", False)],
            id="document without an author",
        ),
        pytest.param(
            ANONYMOUS_PART,
            "General Secretary, 2004",
            [
                ("‘General Secretary’, ", False),
                ("Encyclopedia of Russian History", True),
                (" (2004)", False),
                (". New York.", False),
            ],
            id="part without an author",
        ),
        pytest.param(
            INSTITUTION,
            "Russian Communist Party (Bolsheviks), 1921",
            [
                ("Russian Communist Party (Bolsheviks) (1921) ", False),
                ("On Party Unity", True),
                (".", False),
            ],
            id="institution",
        ),
        pytest.param(
            TWO,
            "Heller and Nekrich, 1986",
            [
                ("Heller, M. and Nekrich, A.M. (1986) ", False),
                ("Utopia in Power", True),
                (". New York.", False),
            ],
            id="two authors",
        ),
        pytest.param(
            THREE,
            "Ash, Birch and Cedar, 2001",
            [("Ash, Birch and Cedar (2001) ", False), ("Three Hands", True), (".", False)],
            id="three authors",
        ),
        pytest.param(
            FOUR,
            "Ash et al., 2001",
            [("Ash, A. et al. (2001) ", False), ("Many Hands", True), (". Press.", False)],
            id="four authors",
        ),
        pytest.param(
            NO_DATE,
            "Ash, no date",
            [("Ash, A. (no date) ", False), ("Notes", True), (".", False)],
            id="no date",
        ),
        pytest.param(
            FIRST_YEAR_ALONE,
            "Ash, 1901",
            [("Ash (1901) ", False), ("Notes", True), (".", False)],
            id="first year alone",
        ),
        pytest.param(
            SAME_YEAR_TWICE,
            "Ash, 1901",
            [("Ash (1901) ", False), ("Notes", True), (".", False)],
            id="same year twice",
        ),
    ],
)
def test_a_source_is_cited_in_harvard_style(
    source: Source, in_the_text: str, in_the_list: Runs
) -> None:
    assert (label(source), reference(source)) == (in_the_text, in_the_list)
