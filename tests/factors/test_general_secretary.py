"""The pack on the office of General Secretary: what it must hold, and the errors it must not."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from factors.dates import HistoricalDate
from factors.pack import PACKS_DIR, read_pack
from factors.records import EvidenceRecord, Pack, PersonRecord, QuotationRecord

FACTORS = ["patronage", "skill", "structure"]


@cache
def general_secretary() -> Pack:
    return read_pack(PACKS_DIR / "general-secretary")


def evidence(slug: str) -> EvidenceRecord:
    return next(item for item in general_secretary().evidence if item.slug == slug)


def person(slug: str) -> PersonRecord:
    return next(row for row in general_secretary().people if row.slug == slug)


def quotation(slug: str) -> QuotationRecord:
    return next(row for row in general_secretary().quotations if row.slug == slug)


def years(edtf: str) -> range:
    date = HistoricalDate.parse(edtf)
    return range(date.starts.year, date.ends.year + 1)


def test_there_are_three_factors() -> None:
    assert [factor.slug for factor in general_secretary().topic.factors] == FACTORS


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_has_evidence_for_it_and_against_it(factor: str) -> None:
    pack = general_secretary()
    assert sum(factor in item.supports for item in pack.evidence) >= 12
    assert sum(factor in item.turns_against for item in pack.evidence) >= 12
    assert sum(factor in item.supports for item in pack.quotations) >= 2


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_is_named_by_a_question(factor: str) -> None:
    assert factor in {row.named_factor for row in general_secretary().topic.questions}


def test_no_two_questions_open_in_the_same_way() -> None:
    stems = [row.text.split()[:3] for row in general_secretary().topic.questions]
    assert len(stems) >= 8
    assert [stem for stem in stems if stems.count(stem) > 1] == []


@pytest.mark.parametrize(
    ("first", "last"),
    [(1917, 1922), (1922, 1934), (1934, 1953), (1953, 1964), (1964, 1985), (1985, 1991)],
)
def test_each_part_of_the_period_has_five_pieces_of_evidence(first: int, last: int) -> None:
    within = [
        item.slug
        for item in general_secretary().evidence
        if all(first <= year <= last for year in years(item.date))
    ]
    assert len(within) >= 5


@pytest.mark.parametrize("item", general_secretary().evidence, ids=lambda item: item.slug)
def test_every_piece_of_evidence_lies_in_the_period_and_can_be_turned(item: EvidenceRecord) -> None:
    topic = general_secretary().topic
    date = HistoricalDate.parse(item.date)
    assert datetime.date(topic.starts, 1, 1) <= date.starts
    assert date.ends <= datetime.date(topic.ends, 12, 31)
    assert item.turns_against


def test_the_timeline_says_nothing_twice() -> None:
    pack = general_secretary()
    told = {(item.date, item.title) for item in pack.evidence}
    assert len({row.title for row in pack.events}) == len(pack.events)
    assert [row.slug for row in pack.events if (row.date, row.title) in told] == []


# Who ran the Secretariat, and over which span, as “held” in the dated stances.
HELD = [
    ("sverdlov", ["1917-11/1919-03"]),
    ("stasova", ["1919-03/1920-04"]),
    ("krestinsky", ["1920-04/1921-03"]),
    ("preobrazhensky", ["1920-04/1921-03"]),
    ("serebryakov", ["1920-04/1921-03"]),
    ("molotov", ["1921-03/1922-04"]),
    ("stalin", ["1922-04/1953-03"]),
    ("malenkov", ["1953-03-05/1953-03-14"]),
    ("khrushchev", ["1953-03-14/1964-10-14"]),
    ("brezhnev", ["1964-10-14/1982-11-10"]),
    ("andropov", ["1982-11-12/1984-02-09"]),
    ("chernenko", ["1984-02-13/1985-03-10"]),
    ("gorbachev", ["1985-03-11/1991-08-24"]),
    ("ivashko", ["1991-08-24/1991-08-29"]),
]


def test_each_holder_has_the_dates_of_holding_the_office() -> None:
    held = {
        row.slug: [stance.date for stance in row.stances if stance.camp == "held"]
        for row in general_secretary().people
    }
    assert {slug: dates for slug, dates in held.items() if dates} == dict(HELD)


@pytest.mark.parametrize(
    ("slug", "posts"),
    [
        (
            "khrushchev",
            [
                ("1953-09-07/1964-10-14", "First Secretary"),
                ("1958-03-27/1964-10-14", "Head of government"),
            ],
        ),
        (
            "brezhnev",
            [
                ("1964-10-14/1966-04-08", "First Secretary"),
                ("1966-04-08/1982-11-10", "General Secretary"),
            ],
        ),
        ("gorbachev", [("1990-03-15/1991-12-25", "President of the Soviet Union")]),
    ],
)
def test_a_leader_has_each_title_for_as_long_as_it_was_held(
    slug: str, posts: list[tuple[str, str]]
) -> None:
    listed = [(post.date, post.text) for post in person(slug).posts]
    assert [post for post in posts if post not in listed] == []


def test_the_table_of_holders_runs_from_stasova_to_ivashko_without_a_gap_in_names() -> None:
    table = next(row for row in general_secretary().tables if row.slug == "holders")
    assert table.columns[:4] == ["Holder", "Title", "From", "To"]
    names = " ".join(row.cells[0] for row in table.rows)
    assert [slug for slug, _ in HELD if person(slug).name not in names] == []
    assert [row.cells[0] for row in table.rows if row.source is None] == []


# Each text as it was seen, so that no letter of it drifts.
QUOTATIONS = [
    (
        "tucker-machine-politics",
        "a078690b95bc3401e1b75e0e1380e75554c37891cc15c587c2ae7156eff0a198",
    ),
    (
        "heller-nekrich-appointment-system",
        "b832853659c7dec13feb2ea347548d01ec48f7abfd5c08e35048ec566c5da935",
    ),
    (
        "schapiro-controlling-the-party",
        "e19c1719c9bad4eb67a48fce13d6dcf17db43bd5269687321998946810446247",
    ),
    (
        "figes-party-apparatus",
        "6d4e8c26a3d787eb96b211bd64203911b5a8f2dcf460b3c81ed3a3d2f5554cf1",
    ),
    (
        "fitzpatrick-bureaucracy",
        "237513d01035e3af368ac17a0ae772887d802682beb36327b96b3f541388bd24",
    ),
    (
        "harris-inner-party-democracy",
        "d97cf1516f2cc7b61a5bccd93cd0ef42e593b96e858c4b242ba11afafdc88d37",
    ),
    (
        "kotkin-needed-opposition",
        "e0df5a02b19099821f0e7d9aeb45c822dae4bc33781d8c8e28306bb840a93b34",
    ),
    (
        "kotkin-structural-paranoia",
        "3e3bacf8e48f7548903b3d2576f2de556d7faa9fe792716aa806c59ed4d27edf",
    ),
    (
        "conquest-drives-of-stalin",
        "81c89bc5022490799d442c0442bc5d8c8a957f5e9e4a375c21d5faa61431430e",
    ),
    (
        "service-limits-of-the-testament",
        "41cbdbfe9b3a12c4348c44a85316fb0533cc2c9d5e82497fa74fe3e6c47610c9",
    ),
]


@pytest.mark.parametrize(("slug", "digest"), QUOTATIONS)
def test_a_quotation_has_not_drifted_by_a_letter(slug: str, digest: str) -> None:
    assert hashlib.sha256(quotation(slug).text.encode()).hexdigest() == digest


def test_every_quotation_is_held_and_says_what_is_known_of_its_wording() -> None:
    quotations = general_secretary().quotations
    assert [row.slug for row in quotations] == [slug for slug, _ in QUOTATIONS]
    assert [row.slug for row in quotations if not (row.checked or row.wording)] == []
    long = [row for row in quotations if len(row.text.split()) > 45]
    assert [row.slug for row in long if not row.short] == []


def test_stalin_asks_to_go_in_the_words_of_one_translation() -> None:
    document = next(
        row for row in general_secretary().documents if row.slug == "stalin-asks-to-resign"
    )
    assert document.date == "1927-12-19"
    assert [(passage.translation, passage.text) for passage in document.passages] == [
        (
            "kotkin-paradoxes-of-power",
            "Now it is time, in my view, to heed Lenin’s instructions. Therefore I ask the plenum "
            "to relieve me of the post of Central Committee general secretary.",
        )
    ]


def own_sentences() -> list[str]:
    """Everything that the records say in the pack’s own voice: not the quotations, nor the notes."""
    content = general_secretary().model_dump(exclude={"notes"})
    for row in content["quotations"]:
        del row["text"], row["short"]
    return list(texts(content))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@pytest.mark.parametrize(
    ("forbidden", "wrong"),
    [
        pytest.param(
            r"Lenin[^.]*\bhad a secretary|\bwas Lenin’s (personal )?secretary",
            "Lenin had a secretary, Elena Stasova.",
            id="C1",
        ),
        pytest.param(
            r"(complexity|needs|newly formed)[^.]*(USSR|Soviet Union)[^.]*General Secretary",
            "The complexity of the newly formed USSR called for a General Secretary.",
            id="C3",
        ),
        pytest.param(
            r"After Stalin’s death[^.]*renamed",
            "After Stalin’s death the position was renamed First Secretary.",
            id="C4",
        ),
        pytest.param(
            r"presidency in 198[89]|1988–89[^.]*\bpresidency",
            "In 1988–89 Gorbachev reorganised the presidency.",
            id="C7",
        ),
        pytest.param(
            r"[0-9]{6}", "Nikita Khrushchev (19531964) and Yuri Andropov (198284)", id="C10"
        ),
        pytest.param(r"\b2019\b", "Encyclopedia of Russian History, 2019", id="C11"),
        pytest.param(r"\btop position\b", "The top position in the party.", id="C12"),
    ],
)
def test_what_the_fact_check_found_wrong_is_nowhere_stated(forbidden: str, wrong: str) -> None:
    pattern = re.compile(forbidden)
    assert pattern.search(wrong)
    assert [text for text in own_sentences() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        pytest.param("party-office-1917", "not Lenin’s personal secretary", id="C1"),
        pytest.param(
            "stasova-then-three-secretaries", "In April 1920, after the Ninth Congress", id="C2"
        ),
        pytest.param(
            "stalin-general-secretary-1922",
            "the Soviet Union, founded on 30 December 1922, did not yet exist",
            id="C3",
        ),
        pytest.param("title-fades-1934", "in 1934, in 1939 or in 1952", id="C4 the title"),
        pytest.param("first-secretary-1953", "On 7 September 1953", id="C4 the new one"),
        pytest.param("khrushchev-removed-1964", "On 14 October 1964", id="C5"),
        pytest.param("title-restored-1966", "On 8 April 1966", id="C6"),
        pytest.param(
            "chairman-supreme-soviet", "An executive presidency came only in March 1990", id="C7"
        ),
        pytest.param("gorbachev-resigns-1991", "Ivashko acted until 29 August", id="C8"),
        pytest.param(
            "testament-warning",
            "to move him from that post, though not out of the leadership",
            id="C9",
        ),
        pytest.param(
            "stalin-general-secretary-1922", "meant as an administrative one", id="C12 in 1922"
        ),
        pytest.param(
            "resignation-offer-1927", "proposed to abolish the post altogether", id="C12 in 1927"
        ),
    ],
)
def test_what_the_fact_check_puts_in_place_of_an_error_is_stated(slug: str, words: str) -> None:
    assert words in evidence(slug).text


@pytest.mark.parametrize(
    ("slug", "holders"),
    [
        pytest.param("stasova-then-three-secretaries", ["Noonan", "Clements"], id="C2"),
        pytest.param("uchraspred-appointments", ["Figes", "The Uchraspred report", "Harris"]),
        pytest.param("testament-warning", ["Pipes", "Sakharov (2003) and Kotkin (2014)"], id="C9"),
    ],
)
def test_a_contested_matter_shows_who_holds_what(slug: str, holders: list[str]) -> None:
    views = [view.holders for view in evidence(slug).views]
    assert len(views) == len(holders)
    assert all(view.startswith(holder) for view, holder in zip(views, holders, strict=True))


def test_no_dispute_has_one_side_alone() -> None:
    assert [item.slug for item in general_secretary().evidence if len(item.views) == 1] == []


def test_the_entry_that_the_pack_grew_from_is_cited_as_of_2004() -> None:
    source = next(
        row for row in general_secretary().sources if row.slug == "noonan-general-secretary"
    )
    assert (source.container_title, source.issued, source.url) == (
        "Encyclopedia of Russian History",
        2004,
        "",
    )
