"""The built-in pack: enough evidence for each factor, exact quotations, and no known error."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from factors.dates import HistoricalDate
from factors.library import shelf
from factors.models import Topic
from factors.pack import PACKS_DIR, EvidenceRecord, Pack, QuotationRecord, read_pack

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_dd785086e90fee23.txt"


@cache
def stalin_rise() -> Pack:
    return read_pack(PACKS_DIR / "stalin-rise")


def evidence(slug: str) -> EvidenceRecord:
    return next(item for item in stalin_rise().evidence if item.slug == slug)


def quotation(slug: str) -> QuotationRecord:
    return next(item for item in stalin_rise().quotations if item.slug == slug)


def test_there_are_three_factors() -> None:
    assert [(factor.slug, factor.name) for factor in stalin_rise().topic.factors] == [
        ("skill", "Stalin’s political skill"),
        ("rivals", "His rivals’ weakness"),
        ("structure", "The structure of the party"),
    ]


@pytest.mark.parametrize("factor", ["skill", "rivals", "structure"])
def test_each_factor_has_twelve_pieces_of_evidence_and_quotations_to_choose_from(
    factor: str,
) -> None:
    assert sum(factor in item.supports for item in stalin_rise().evidence) >= 12
    assert sum(factor in item.supports for item in stalin_rise().quotations) >= 2


@pytest.mark.parametrize("factor", ["skill", "rivals", "structure"])
def test_each_factor_is_named_by_a_question_and_has_evidence_against_it(factor: str) -> None:
    pack = stalin_rise()
    assert factor in {question.named_factor for question in pack.topic.questions}
    assert sum(factor in item.turns_against for item in pack.evidence) >= 6


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


# Each text as the seed prints it, by the historian who wrote it.
SEED_QUOTATIONS = [
    (
        "figes-party-apparatus",
        "Orlando Figes",
        "6d4e8c26a3d787eb96b211bd64203911b5a8f2dcf460b3c81ed3a3d2f5554cf1",
    ),
    (
        "montefiore-patronage-and-trotsky",
        "Simon Sebag Montefiore",
        "01465e8c4e68b117f4f778ee9388acae1417cf521c59a1b283b1282bab3c2bca",
    ),
    (
        "pipes-trotsky-personality",
        "Richard Pipes",
        "f950ccbf5e422f8b69af223e649b825d52f409a28f80e0365fffe0ceaa3e7aef",
    ),
    (
        "deutscher-trotsky-felt-secure",
        "Isaac Deutscher",
        "4186e4129ce5624bfe0551792b13d521a207063e847df006ab1b1da7f60947b0",
    ),
    (
        "service-valuable-accomplice",
        "Robert Service",
        "28b51c962a1b663aa7afdac941e487b0cdc6c3cf9be99764359aec0d28f194dd",
    ),
    (
        "fitzpatrick-bureaucracy",
        "Sheila Fitzpatrick",
        "237513d01035e3af368ac17a0ae772887d802682beb36327b96b3f541388bd24",
    ),
    (
        "suny-overlapping-groups",
        "Ronald Suny",
        "da805dfb7148b7127399dc19ca768e9806d38f5cb4877249db6429c5d3a0e61c",
    ),
]


@pytest.mark.parametrize(("slug", "historian", "digest"), SEED_QUOTATIONS)
def test_a_quotation_of_the_seed_has_not_drifted_by_a_letter(
    slug: str, historian: str, digest: str
) -> None:
    assert hashlib.sha256(quotation(slug).text.encode()).hexdigest() == digest


@pytest.mark.parametrize(("slug", "historian", "digest"), SEED_QUOTATIONS)
def test_a_quotation_is_the_seed_letter_for_letter(slug: str, historian: str, digest: str) -> None:
    if not SEED.exists():
        pytest.skip("The seed texts are not beside this checkout; the digests still hold.")
    printed = {
        author.split(",")[0]: text
        for text, author in re.findall(r"^(\".+) - (.+)$", SEED.read_text("utf-8"), re.MULTILINE)
    }
    assert set(printed) == {historian for _, historian, _ in SEED_QUOTATIONS}
    # The seed closes a quotation within a quotation only once.
    text = quotation(slug).text
    assert printed[historian] == f'"{text}' + ("" if text.endswith('"') else '"')


def test_every_quotation_says_what_is_known_of_its_wording_until_it_is_checked() -> None:
    assert [row.slug for row in stalin_rise().quotations if not (row.checked or row.wording)] == []


@pytest.mark.django_db
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
    slug: str, qualifications: list[str]
) -> None:
    notes = " ".join(quotation(slug).notes)
    assert [words for words in qualifications if words not in notes] == []
    items = shelf(Topic.objects.get(slug="stalin-rise"))
    body = next(item.body for item in items if item.key == slug).replace("&#x27;", "'")
    assert [words for words in qualifications if words not in body] == []


def own_sentences() -> list[str]:
    """Everything that the pack says in its own voice: not the historians' own words."""
    content = stalin_rise().model_dump()
    for row in content["quotations"]:
        del row["text"]
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
            r"\bbullets?\b|\bpoison",
            "A lead bullet lodged in Lenin’s head was slowly poisoning his brain.",
            id="A4",
        ),
        pytest.param(
            r"\binferior\b|\buneducated\b",
            "Lenin viewed Stalin as uneducated and Georgia as an inferior nationality.",
            id="A10",
        ),
        pytest.param(r"War Communism", "The left wing believed in War Communism.", id="A13"),
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
