"""The pack on Stalin’s rise: enough evidence for each factor, exact quotations, no known error."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from factors.dates import HistoricalDate
from factors.library import shelf
from factors.models import Bank
from factors.pack import PACKS_DIR, read_pack
from factors.records import EvidenceRecord, Pack, PersonRecord, QuotationRecord, TableRecord

FACTORS = [
    "skill",
    "rivals",
    "structure",
    "legacy",
    "policy",
    "economy",
    "personality",
    "luck",
]


@cache
def stalin_rise() -> Pack:
    return read_pack(PACKS_DIR / "stalin-rise")


def evidence(slug: str) -> EvidenceRecord:
    return next(item for item in stalin_rise().evidence if item.slug == slug)


def quotation(slug: str) -> QuotationRecord:
    return next(item for item in stalin_rise().quotations if item.slug == slug)


def person(slug: str) -> PersonRecord:
    return next(person for person in stalin_rise().people if person.slug == slug)


def table(slug: str) -> TableRecord:
    return next(table for table in stalin_rise().tables if table.slug == slug)


def test_the_three_classic_factors_come_before_the_five_that_are_also_asked_about() -> None:
    assert [(factor.slug, factor.name) for factor in stalin_rise().topic.factors] == [
        ("skill", "Stalin’s political skill"),
        ("rivals", "His rivals’ weakness"),
        ("structure", "The structure of the party"),
        ("legacy", "Lenin’s legacy"),
        ("policy", "Ideology and policy"),
        ("economy", "Economic crisis"),
        ("personality", "The personality of the contenders"),
        ("luck", "Luck and circumstance"),
    ]


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_can_be_argued_for_and_against(factor: str) -> None:
    pack = stalin_rise()
    assert sum(factor in item.supports for item in pack.evidence) >= 12
    assert sum(factor in item.turns_against for item in pack.evidence) >= 8
    assert factor in {question.named_factor for question in pack.topic.questions}


@pytest.mark.parametrize("factor", [factor for factor in FACTORS if factor != "economy"])
def test_each_factor_that_the_historians_of_the_pack_speak_of_has_two_quotations(
    factor: str,
) -> None:
    assert sum(factor in item.supports for item in stalin_rise().quotations) >= 2


def test_the_questions_that_plans_were_begun_on_are_as_they_were() -> None:
    classic = ["skill", "rivals", "structure"]
    assert [
        (question.slug, question.factors, question.named_factor)
        for question in stalin_rise().topic.questions[:6]
    ] == [
        ("why-stalin", classic, None),
        ("how-far-skill", classic, "skill"),
        ("to-what-extent-rivals", classic, "rivals"),
        ("how-accurate-structure", classic, "structure"),
        ("assess-trotsky-failings", classic, "rivals"),
        ("agree-general-secretary", classic, "structure"),
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "Why",
        "Explain why",
        "How far",
        "To what extent",
        "How accurate is it to say",
        "Assess the view",
        "How far do you agree?",
        "How significant",
        "How important",
        "How is",
        "Discuss.",
        "Assess the validity of this view.",
    ],
)
def test_a_question_is_asked_in_each_form_that_boards_use(stem: str) -> None:
    texts = [question.text for question in stalin_rise().topic.questions]
    assert [text for text in texts if text.startswith(stem) or text.endswith(stem)] != []


@pytest.mark.parametrize("item", stalin_rise().evidence, ids=lambda item: item.slug)
def test_every_piece_of_evidence_has_a_date_in_the_period_and_a_source(
    item: EvidenceRecord,
) -> None:
    topic = stalin_rise().topic
    date = HistoricalDate.parse(item.date)
    assert datetime.date(topic.starts, 1, 1) <= date.starts
    assert date.ends <= datetime.date(topic.ends, 12, 31)
    assert item.source in {source.slug for source in stalin_rise().sources}


@pytest.mark.parametrize(
    "item", [*stalin_rise().evidence, *stalin_rise().quotations], ids=lambda item: item.slug
)
def test_every_item_can_be_argued_in_more_than_one_way(
    item: EvidenceRecord | QuotationRecord,
) -> None:
    assert item.turns_against or len(item.supports) > 1


# The digest of each text as the seed prints it: this holds where the seed is not to be found too.
SEED_QUOTATIONS = [
    (
        "figes-party-apparatus",
        "6d4e8c26a3d787eb96b211bd64203911b5a8f2dcf460b3c81ed3a3d2f5554cf1",
    ),
    (
        "montefiore-patronage-and-trotsky",
        "01465e8c4e68b117f4f778ee9388acae1417cf521c59a1b283b1282bab3c2bca",
    ),
    (
        "pipes-trotsky-personality",
        "f950ccbf5e422f8b69af223e649b825d52f409a28f80e0365fffe0ceaa3e7aef",
    ),
    (
        "deutscher-trotsky-felt-secure",
        "4186e4129ce5624bfe0551792b13d521a207063e847df006ab1b1da7f60947b0",
    ),
    (
        "service-valuable-accomplice",
        "28b51c962a1b663aa7afdac941e487b0cdc6c3cf9be99764359aec0d28f194dd",
    ),
    (
        "fitzpatrick-bureaucracy",
        "237513d01035e3af368ac17a0ae772887d802682beb36327b96b3f541388bd24",
    ),
    (
        "suny-overlapping-groups",
        "da805dfb7148b7127399dc19ca768e9806d38f5cb4877249db6429c5d3a0e61c",
    ),
]


@pytest.mark.parametrize(("slug", "digest"), SEED_QUOTATIONS)
def test_a_quotation_of_the_seed_has_not_drifted_by_a_letter(slug: str, digest: str) -> None:
    assert hashlib.sha256(quotation(slug).text.encode()).hexdigest() == digest


def test_every_quotation_says_what_is_known_of_its_wording_until_it_is_checked() -> None:
    assert [row.slug for row in stalin_rise().quotations if not (row.checked or row.wording)] == []


@pytest.mark.parametrize(
    ("slug", "qualifications"),
    [
        pytest.param(
            "figes-party-apparatus",
            ["Rykov and Tomsky were put on both", "only about half were to responsible posts"],
            id="A21 and A22",
        ),
        pytest.param(
            "montefiore-patronage-and-trotsky",
            ["demanded Stalin's removal at the Fourteenth Congress", "19 December 1927"],
            id="A23",
        ),
    ],
)
def test_what_the_record_says_against_a_historian_stands_beside_the_words(
    bank: Bank, slug: str, qualifications: list[str]
) -> None:
    notes = " ".join(quotation(slug).notes)
    assert [words for words in qualifications if words not in notes] == []
    items = shelf(bank.pk, bank.version)
    body = next(item.body(()) for item in items if item.key == slug).replace("&#x27;", "'")
    assert [words for words in qualifications if words not in body] == []


@pytest.mark.parametrize(
    ("slug", "tests"),
    [
        pytest.param(
            "figes-party-apparatus",
            ["general-secretary-1922", "uchraspred-appointments"],
            id="A21 and A22",
        ),
        pytest.param(
            "montefiore-patronage-and-trotsky",
            ["trotsky-silent-1925", "asks-to-be-released-1927", "socialism-in-one-country"],
            id="A23",
        ),
    ],
)
def test_a_claim_that_the_record_contradicts_names_the_evidence_against_it(
    slug: str, tests: list[str]
) -> None:
    assert quotation(slug).tested_by == tests


def test_every_long_quotation_has_a_short_form_that_fits_an_essay() -> None:
    long = [row for row in stalin_rise().quotations if len(row.text.split()) > 45]
    assert [row.slug for row in long if not 0 < len(row.short.split()) <= 45] == []


MAIN = ["stalin", "trotsky", "zinoviev", "kamenev", "bukharin", "rykov", "tomsky"]


@pytest.mark.parametrize("slug", MAIN)
def test_the_chart_of_alliances_shows_each_leader_in_one_camp_at_a_time_to_the_end(
    slug: str,
) -> None:
    spans = [HistoricalDate.parse(stance.date) for stance in person(slug).stances]
    assert spans[0].starts <= datetime.date(1923, 10, 1)
    assert spans[-1].ends >= datetime.date(1929, 11, 17)
    day = datetime.timedelta(days=1)
    assert [
        (first, then) for first, then in pairwise(spans) if first.ends + day != then.starts
    ] == []


def test_nobody_stands_in_two_camps_at_once() -> None:
    for one in stalin_rise().people:
        spans = [HistoricalDate.parse(stance.date) for stance in one.stances]
        assert all(first.ends < then.starts for first, then in pairwise(spans)), one.slug


@pytest.mark.parametrize(
    ("slug", "camps"),
    [
        ("stalin", ["triumvirate", "with-bukharin", "stalin"]),
        ("trotsky", ["apart", "left", "apart", "united", "left"]),
        ("zinoviev", ["triumvirate", "new-opposition", "united", "apart"]),
        ("kamenev", ["triumvirate", "new-opposition", "united", "apart"]),
        ("bukharin", ["triumvirate", "with-bukharin", "right"]),
    ],
)
def test_a_stance_has_a_date_because_it_changed(slug: str, camps: list[str]) -> None:
    assert [stance.camp for stance in person(slug).stances] == camps


def test_every_piece_of_evidence_names_its_people_but_for_two_that_are_figures_alone() -> None:
    assert [item.slug for item in stalin_rise().evidence if not item.people] == [
        "party-census-1922",
        "industry-recovers-1926",
    ]


def test_the_testament_is_shown_for_six_men_and_no_more() -> None:
    assert [row.cells[0] for row in table("testament").rows] == [
        "Stalin",
        "Trotsky",
        "Zinoviev",
        "Kamenev",
        "Bukharin",
        "Pyatakov",
    ]


def test_the_translations_of_the_testament_stand_apart_and_say_what_is_known_of_them() -> None:
    testament = next(row for row in stalin_rise().documents if row.slug == "lenins-testament")
    assert [(part.about, part.translation) for part in testament.passages] == [
        ("trotsky", "lenin-testament-collected-works"),
        ("stalin", "lenin-testament-collected-works"),
        ("stalin", "lenin-testament-collected-works"),
        ("stalin", "figes-peoples-tragedy"),
        ("stalin", "kotkin-paradoxes-of-power"),
        ("stalin", "service-stalin"),
    ]
    assert all(part.wording for part in testament.passages)
    assert [view.holders for view in testament.views] == [
        "Pipes and most specialists",
        "Sakharov (2003) and Kotkin (2014)",
    ]


def test_the_table_of_expulsions_says_where_sources_differ() -> None:
    removed = {row.cells[0]: row.cells[1:4] for row in table("expulsions").rows}
    assert removed["Zinoviev"] == ["Out in July 1926", "October 1927", "14 November 1927"]
    assert removed["Trotsky"] == ["Out in October 1926", "October 1927", "14 November 1927"]
    assert removed["Kamenev"] == [
        "Full member to 1 January 1926, candidate to 23 October 1926",
        "Sources differ: October 1927 in some, 14 November 1927 in others",
        "December 1927, at the Fifteenth Congress",
    ]


def own_sentences() -> list[str]:
    """Everything that the pack says in its own voice: not what it quotes, nor its notes."""
    content = stalin_rise().model_dump()
    del content["notes"]
    for row in content["quotations"]:
        del row["text"], row["short"]
    for row in content["documents"]:
        for passage in row["passages"]:
            del passage["text"]
    return list(texts(content))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize(
    ("forbidden", "wrong"),
    [
        pytest.param(
            r"August 1928", "In August 1928 Bukharin looked for a new ally.", id="A1 month"
        ),
        pytest.param(
            r"Bukharin[^.]*\b(alliance|allied|ally|talk|met|meets)\b[^.]*Trotsky\b(?!’s supporters)",
            "Bukharin tried to form an alliance with Trotsky.",
            id="A1 man",
        ),
        pytest.param(
            r"\b(First|1st) (Party )?Congress",
            "At the First Party Congress (1924) Stalin allied with Zinoviev.",
            id="A2 congress",
        ),
        pytest.param(
            r"1924[^.]*Trotsky[^.]*\b(sacked|dismissed|removed|expelled from)",
            "At the congress of May 1924 Trotsky was sacked.",
            id="A2 sacking",
        ),
        pytest.param(
            r"\b1921[^.]*Stalin[^.]*General Secretary|General Secretary (in|since|from) 1921",
            "In 1921, Stalin became General Secretary of the Bolshevik Party.",
            id="A3",
        ),
        pytest.param(
            r"bullets?\b[^.]*\bhead\b|\bpoisoning",
            "A lead bullet lodged in Lenin’s head was slowly poisoning his brain.",
            id="A4",
        ),
        pytest.param(
            r"\binferior\b|\buneducated\b",
            "Lenin viewed Stalin as uneducated and Georgia as an inferior nationality.",
            id="A10",
        ),
        pytest.param(
            r"(believed in|favoured|wanted|return to) War Communism",
            "The left wing believed in War Communism.",
            id="A13",
        ),
        pytest.param(
            r"only (Politburo member|member of the Politburo)[^.]*Orgburo",
            "Stalin was the only Politburo member in the Orgburo.",
            id="A21",
        ),
    ],
)
def test_what_the_fact_check_found_wrong_is_nowhere_stated(forbidden: str, wrong: str) -> None:
    pattern = re.compile(forbidden, re.IGNORECASE)
    assert pattern.search(wrong)
    assert [text for text in own_sentences() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("bukharin-kamenev-talk", "In July 1928 Bukharin met Kamenev in secret"),
        ("general-secretary-1922", "On 3 April 1922"),
        ("molotov-runs-secretariat", "From March 1921 to April 1922 Vyacheslav Molotov"),
        ("trotsky-loses-war-commissariat", "kept his Politburo seat until October 1926"),
        ("lenin-testament-six-men", "weigh up six men"),
        ("lenin-silenced-1923", "in December 1922, but Lenin heard of it only in March 1923"),
        ("defeat-of-the-right-1929", "Rykov remained head of government until December 1930"),
    ],
)
def test_what_the_fact_check_puts_in_place_of_an_error_is_stated(slug: str, words: str) -> None:
    assert words in evidence(slug).text


@pytest.mark.parametrize(
    ("slug", "holders"),
    [
        pytest.param(
            "trotsky-misses-funeral",
            ["Trotsky, My Life (1930), ch. 41", "Patenaude", "Eastman, who knew Trotsky"],
            id="the funeral",
        ),
        pytest.param(
            "lenin-testament-six-men",
            ["Pipes and most specialists", "Sakharov (2003) and Kotkin (2014)"],
            id="who wrote the Testament",
        ),
        pytest.param(
            "uchraspred-appointments",
            ["Figes", "The Uchraspred report of 1923", "Harris"],
            id="10,000 appointments",
        ),
        pytest.param(
            "october-1917-role",
            ["Trotsky and Sukhanov", "Service and Volkogonov", "Khlevniuk"],
            id="October 1917",
        ),
    ],
)
def test_a_contested_matter_shows_who_holds_what(slug: str, holders: list[str]) -> None:
    assert [view.holders for view in evidence(slug).views] == holders


def test_no_dispute_has_one_side_alone() -> None:
    assert [item.slug for item in stalin_rise().evidence if len(item.views) == 1] == []
