"""Other programs read back what was handed to them: read here by other people's parsers."""

import json
import re

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from factors.citations import Name, Work
from factors.citations.exports import bibtex, csl_json, keys, ris
from tests.factors.citations import works
from tests.factors.citations.works import ASH

HOSTILE = [
    '<script>alert("x")</script>',
    '$#read("x")$',
    "A title\nin two\r\nlines\u2028and a third",
    "ER  - ",
    "\nER  - \nTY  - JOUR",
    "@",
    "@book{other, title = {x}}",
    r"\input{x}",
    "}{",
    "{",
    "}}",
    r"back\\slash\ and \{ brace \}",
    "100 % & $5 #1 a_b ~ ^ | <>",
    "Stalin’s “rise” – ‘explained’",
    "Ёлка, 毛泽东, ł",
    '"quoted"',
    "&amp; &lt;b&gt;",
]
TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), codec="utf-8")
    | st.sampled_from("\n\t\\{}@%&$#_~^<>|\"',-"),
    min_size=1,
).filter(str.strip)


def titled(title: str) -> Work:
    return Work(type="book", title=title, authors=(ASH,), issued=1924)


def read_latex(text: str) -> str:
    """Read LaTeX as a typesetter would, knowing nothing of who wrote it."""
    commands = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
    commands |= {"textless": "<", "textgreater": ">", "textbar": "|"}
    text = re.sub(r"\\vphantom\{\\[{}]\}", "", text)
    token = re.compile(r"\{\\([a-z]+)\}|\\([&%$#_{}])|([&%$#_{}~^\\])")

    def said(match: re.Match[str]) -> str:
        assert not match[3], f"{match[3]} would be a command in {text}"
        return commands[match[1]] if match[1] else match[2]

    return token.sub(said, text)


def read_bibtex(text: str) -> list[dict[str, str]]:
    library = parse_string(text)
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    return [
        {"ENTRYTYPE": entry.entry_type, "ID": entry.key}
        | {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    ]


def bibtex_title(text: str) -> str:
    (entry,) = read_bibtex(text)
    assert entry["title"][0] + entry["title"][-1] == "{}"
    return read_latex(entry["title"][1:-1])


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_read_back_as_itself(title: str) -> None:
    work = titled(title)
    assert [
        json.loads(csl_json([work]))[0]["title"],
        *(entry["title"] for entry in rispy.loads(ris([work]))),
        bibtex_title(bibtex([work])),
    ] == [work.title] * 3


@given(title=TEXT)
def test_any_title_is_read_back_as_itself(title: str) -> None:
    work = titled(title)
    assert [
        json.loads(csl_json([work]))[0]["title"],
        *(entry["title"] for entry in rispy.loads(ris([work]))),
        bibtex_title(bibtex([work])),
    ] == [work.title] * 3


@given(title=TEXT)
def test_braces_balance_for_a_reader_that_counts_escaped_ones_too(title: str) -> None:
    depth = 0
    for line in bibtex([titled(title), works.BOOK]).splitlines():
        assert depth == {"@": 0, " ": 1}.get(line[:1], depth)
        depth += line.count("{") - line.count("}")
    assert depth == 0


@given(literal=TEXT)
def test_any_name_stays_one_name(literal: str) -> None:
    work = Work(type="book", title="Notes", authors=(Name(literal=literal),))
    (entry,) = read_bibtex(bibtex([work]))
    assert read_latex(entry["author"][1:-1]) == work.authors[0].literal
    assert rispy.loads(ris([work]))[0]["authors"] == [work.authors[0].literal]


def test_ris_ends_every_line_with_crlf_and_every_work_with_er() -> None:
    assert ris([works.BOOK, works.ANONYMOUS]) == (
        "TY  - BOOK\r\n"
        "ID  - carr1958socialism\r\n"
        "TI  - Socialism in One Country, 1924–1926\r\n"
        "AU  - Carr, E. H.\r\n"
        "PB  - Macmillan\r\n"
        "CY  - London\r\n"
        "VL  - 1\r\n"
        "PY  - 1958\r\n"
        "ER  - \r\n"
        "TY  - BOOK\r\n"
        "ID  - anon1923declaration\r\n"
        "TI  - Declaration of the Forty-Six\r\n"
        "PY  - 1923\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        pytest.param(
            works.CHAPTER,
            {
                "type_of_reference": "CHAP",
                "id": "suny1997stalin",
                "title": "Stalin and his Stalinism",
                "authors": ["Suny, Ronald Grigor"],
                "secondary_title": "Stalinism and Nazism: Dictatorships in Comparison",
                "publisher": "Cambridge University Press",
                "place_published": "Cambridge",
                "start_page": "126",
                "end_page": "152",
                "year": "1997",
                "unknown_tag": {"ED": ["Kershaw, Ian", "Lewin, Moshe"]},
            },
            id="chapter",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            {
                "type_of_reference": "NEWS",
                "id": "ransome1924russia",
                "title": "Russia After Lenin",
                "authors": ["Ransome, Arthur"],
                "secondary_title": "The Manchester Guardian",
                "start_page": "7",
                "year": "1924",
                "date": "1924/01/23/",
            },
            id="newspaper article",
        ),
        pytest.param(
            works.WEB_PAGE,
            {
                "type_of_reference": "ELEC",
                "id": "siegelbaum2015lenin",
                "title": "The Lenin Succession",
                "authors": ["Siegelbaum, Lewis H."],
                "secondary_title": "Seventeen Moments in Soviet History",
                "year": "2015",
                "date": "2015/06/17/",
                "urls": ["https://soviethistory.example/1924-2/"],
                "access_date": "2024/05/03/",
            },
            id="web page",
        ),
        pytest.param(
            works.SPEECH,
            {
                "type_of_reference": "SLIDE",
                "id": "stalin1930political",
                "title": "Political Report of the Central Committee",
                "authors": ["Stalin, J. V."],
                "secondary_title": "Sixteenth Party Congress",
                "place_published": "Moscow",
                "year": "1930",
                "date": "1930/06/27/",
            },
            id="speech",
        ),
        pytest.param(
            works.ARCHIVAL,
            {
                "type_of_reference": "MANSCPT",
                "id": "stalin1925letter",
                "title": "Letter to Molotov",
                "authors": ["Stalin, J. V."],
                "place_published": "Moscow",
                "year": "1925",
                "date": "1925/09/12/",
                "name_of_database": "RGASPI",
                "accession_number": "f. 558, op. 11, d. 1",
            },
            id="archival document",
        ),
    ],
)
def test_ris_is_read_back_whole(work: Work, entry: dict[str, object]) -> None:
    assert rispy.loads(ris([work])) == [entry]


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        pytest.param(
            works.REPRINT,
            {
                "ENTRYTYPE": "book",
                "ID": "deutscher1990stalin",
                "title": "{Stalin: A Political Biography}",
                "author": "Deutscher, Isaac",
                "publisher": "Penguin",
                "address": "London",
                "edition": "Paperback reprint",
                "year": "1990",
                "date": "1990",
                "origdate": "1949",
            },
            id="reprint",
        ),
        pytest.param(
            works.PRINTED_DOCUMENT,
            {
                "ENTRYTYPE": "incollection",
                "ID": "lenin1966letter",
                "title": "{Letter to the Congress}",
                "author": "Lenin, V. I.",
                "booktitle": "{Collected Works}",
                "publisher": "Progress Publishers",
                "address": "Moscow",
                "volume": "36",
                "pages": "593--611",
                "year": "1966",
                "date": "1966",
                "origdate": "1922",
            },
            id="document in collected works",
        ),
        pytest.param(
            works.NEWSPAPER_ARTICLE,
            {
                "ENTRYTYPE": "article",
                "ID": "ransome1924russia",
                "title": "{Russia After Lenin}",
                "author": "Ransome, Arthur",
                "journal": "{The Manchester Guardian}",
                "entrysubtype": "newspaper",
                "pages": "7",
                "year": "1924",
                "date": "1924-01-23",
                "month": "jan",
            },
            id="newspaper article",
        ),
        pytest.param(
            works.UNDATED_PAGE,
            {
                "ENTRYTYPE": "online",
                "ID": "britishlibrarylenins",
                "title": "{Lenin's Testament}",
                "author": "{British Library}",
                "url": "https://library.example/testament",
                "urldate": "2024-05-03",
            },
            id="web page",
        ),
    ],
)
def test_bibtex_is_read_back_whole(work: Work, entry: dict[str, str]) -> None:
    assert read_bibtex(bibtex([work])) == [entry]


def test_an_address_cannot_end_the_field_it_stands_in() -> None:
    work = Work(type="webpage", title="Page", url="https://a.example/{b}?c=%20\\&d=}")
    (entry,) = read_bibtex(bibtex([work]))
    assert entry["url"] == "https://a.example/%7Bb%7D?c=%20%5C&d=%7D"


def test_names_that_would_be_read_as_two_are_kept_in_braces() -> None:
    work = Work(type="book", title="Notes", authors=(Name("Marks and Spencer", "A"), ASH))
    (entry,) = read_bibtex(bibtex([work]))
    assert entry["author"] == "{Marks and Spencer}, A and Ash, Ann"


def test_csl_names_the_same_fields_as_the_standard() -> None:
    assert json.loads(csl_json([works.PRINTED_SPEECH, works.SPEECH])) == [
        {
            "id": "stalin1954first",
            "type": "speech",
            "title": "First Results of the Procurement Campaign",
            "author": [{"family": "Stalin", "given": "J. V."}],
            "container-title": "Works",
            "publisher": "Foreign Languages Publishing House",
            "publisher-place": "Moscow",
            "volume": "11",
            "page": "12–22",
            "issued": {"date-parts": [[1954]]},
            "original-date": {"date-parts": [[1928, 2, 13]]},
            "event-title": "Central Committee plenum",
        },
        {
            "id": "stalin1930political",
            "type": "speech",
            "title": "Political Report of the Central Committee",
            "author": [{"family": "Stalin", "given": "J. V."}],
            "event-place": "Moscow",
            "issued": {"date-parts": [[1930, 6, 27]]},
            "event-title": "Sixteenth Party Congress",
        },
    ]


@pytest.mark.parametrize(
    ("edtf", "csl", "in_ris"),
    [
        ("1922-04-03", {"date-parts": [[1922, 4, 3]]}, "1922/04/03/"),
        ("1922-04", {"date-parts": [[1922, 4]]}, "1922/04//"),
        ("1922", {"date-parts": [[1922]]}, None),
        ("1922-21", {"date-parts": [[1922]], "season": 1}, "1922///Spring"),
        (
            "1924-01-16/1924-01-18",
            {"date-parts": [[1924, 1, 16], [1924, 1, 18]]},
            "1924/01/16/to 18 January 1924",
        ),
        (
            "1922-24/1923-21",
            {"date-parts": [[1922, 12], [1923, 5]]},
            "1922///Winter to Spring 1923",
        ),
    ],
)
def test_a_date_is_handed_over_as_precisely_as_it_is_known(
    edtf: str, csl: dict[str, object], in_ris: str | None
) -> None:
    work = Work(type="webpage", title="Page", date=edtf)
    issued = json.loads(csl_json([work]))[0]["issued"]
    assert (issued, rispy.loads(ris([work]))[0].get("date")) == (csl, in_ris)


def test_keys_are_plain_and_unique() -> None:
    umlaut = Work(type="book", title="Über alles", authors=(Name("Müller-Ω"),), issued=1950)
    nothing = Work(type="book", title="毛泽东")
    assert keys([works.BOOK, umlaut, works.BOOK, nothing, works.BOOK, nothing]) == [
        "carr1958socialism",
        "muller1950uber",
        "carr1958socialism-2",
        "anon",
        "carr1958socialism-3",
        "anon-2",
    ]


def test_nothing_is_exported_as_an_empty_file_of_its_kind() -> None:
    assert (csl_json([]), ris([]), bibtex([])) == ("[]\n", "", "")
