"""The pack on Stalin’s repression: right figures, both sides of a dispute, exact quotations."""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from factors.dates import HistoricalDate
from factors.pack import PACKS_DIR, read_pack
from factors.records import EvidenceRecord, Pack, QuotationRecord, TableRecord

FACTORS = ["opposition", "war", "personality", "institutions"]


@cache
def repression() -> Pack:
    return read_pack(PACKS_DIR / "stalin-repression")


def evidence(slug: str) -> EvidenceRecord:
    return next(item for item in repression().evidence if item.slug == slug)


def table(slug: str) -> TableRecord:
    return next(table for table in repression().tables if table.slug == slug)


def test_there_are_four_factors() -> None:
    assert [(factor.slug, factor.name) for factor in repression().topic.factors] == [
        ("opposition", "Opposition inside the party"),
        ("war", "Fear of war"),
        ("personality", "Stalin’s personality and suspicion"),
        ("institutions", "The institutions of party and police"),
    ]


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_can_be_argued_for_and_against(factor: str) -> None:
    pack = repression()
    assert sum(factor in item.supports for item in pack.evidence) >= 15
    assert sum(factor in item.turns_against for item in pack.evidence) >= 8
    assert sum(factor in item.supports for item in pack.quotations) >= 2
    assert factor in {question.named_factor for question in pack.topic.questions}


@pytest.mark.parametrize(
    "stem",
    [
        "Why",
        "How far",
        "To what extent",
        "How accurate",
        "Assess the view",
        "How far do you agree",
        "How significant",
        "Discuss",
    ],
)
def test_every_stem_of_an_exam_question_is_there(stem: str) -> None:
    assert [question for question in repression().topic.questions if stem in question.text]


@pytest.mark.parametrize("item", repression().evidence, ids=lambda item: item.slug)
def test_every_piece_of_evidence_falls_in_the_years_of_the_topic(item: EvidenceRecord) -> None:
    topic, date = repression().topic, HistoricalDate.parse(item.date)
    assert datetime.date(topic.starts, 1, 1) <= date.starts
    assert date.ends <= datetime.date(topic.ends, 12, 31)


@pytest.mark.parametrize(
    "item", [*repression().evidence, *repression().quotations], ids=lambda item: item.slug
)
def test_every_item_can_be_turned_round(item: EvidenceRecord | QuotationRecord) -> None:
    assert item.turns_against


def test_no_source_is_listed_on_which_nothing_rests() -> None:
    pack = repression()
    rest = {item.source for item in (*pack.evidence, *pack.quotations)}
    rest |= {person.source for person in pack.people} | {event.source for event in pack.events}
    rest |= {row.source for table in pack.tables for row in table.rows if row.source}
    rest |= {document.source for document in pack.documents}
    assert {source.slug for source in pack.sources} == rest


# Letter for letter as each was found, the marks of the page included.
QUOTATIONS = {
    "conquest-drives-of-stalin": (
        "The nature of the whole purge depends in the last analysis on the personal and political"
        " drives of Stalin."
    ),
    "khlevniuk-potential-threat": (
        "This list of targets suggests that the operation’s purpose was the extermination or"
        " imprisonment of anyone the Stalinist leadership considered a current or potential threat."
    ),
    "jansen-petrov-fifth-column": (
        "The potential ‘‘fifth column,’’ in Stalin’s perception, had to be deprived of its social"
        " base."
    ),
    "service-disordered-personality": (
        "His capacity to turn on friends and subordinates and subject them to torture, forced"
        " labour and execution manifested a deeply disordered personality"
    ),
    "rieber-matter-of-speculation": (
        "the precise proportions of political calculation and psychological derangement that drove"
        " Stalin to these extreme measures will always be a matter of speculation."
    ),
    "kotkin-structural-paranoia": (
        "Both the revolution as a whole, and Stalin’s personal dictatorship within it, found"
        " themselves locked in a kind of in-built, structural paranoia, triumphant yet enveloped by"
        " ill-wishers and enemies."
    ),
    "rayfield-lone-killer": (
        "Party commissions between 1956 and 1990, witnesses’ testimonies, and archival searches"
        " have not proved Stalin’s complicity, and the simplest explanation seems the best: that"
        " Leonid Nikolaev was a demented, aggrieved killer acting on his own, aided only by luck in"
        " encountering Kirov when he was unguarded."
    ),
    "sheehan-jealous-and-vengeful": (
        "jealous of his intellectual acuity and all round popularity and vengeful against any"
        " alternative to his absolute authority"
    ),
}


def test_every_quotation_is_letter_for_letter_what_was_found() -> None:
    assert {row.slug: row.text for row in repression().quotations} == QUOTATIONS


def test_the_telegram_is_letter_for_letter_what_khrushchev_read_out() -> None:
    passages = {
        document.slug: [(passage.translation, passage.text) for passage in document.passages]
        for document in repression().documents
        if document.passages
    }
    assert passages == {
        "telegram-september-1936": [
            (
                "khrushchev-secret-speech",
                "Yagoda has definitely proved himself to be incapable of unmasking the"
                " Trotskyite-Zinovievite bloc. The OGPU is four years behind in this matter.",
            )
        ]
    }


def test_no_quotation_is_called_checked_and_each_says_what_is_known_of_its_wording() -> None:
    rows = repression().quotations
    assert [row.slug for row in rows if row.checked or not row.wording] == []
    sheehan = next(row for row in rows if row.historian == "sheehan")
    assert "the wording is unverified" in sheehan.wording


def test_every_quotation_can_be_tested_with_evidence_of_the_bank() -> None:
    assert [row.slug for row in repression().quotations if not row.tested_by] == []


def test_the_two_years_of_executions_add_up() -> None:
    text = evidence("recorded-executions").text
    official = next(
        row.cells[1] for row in table("figures").rows if row.cells[0] == "Recorded executions"
    )
    assert 353_074 + 328_618 == 681_692
    for says in (text, official):
        assert re.findall(r"\d{3},\d{3}", says)[:3] == ["353,074", "328,618", "681,692"]


def test_official_counts_and_estimates_stand_side_by_side_with_a_source_each() -> None:
    card = table("figures")
    assert card.columns == ["Measure", "Official count", "Estimate", "What to mind"]
    assert [row.cells[0] for row in card.rows if not row.source] == []
    assert [row.cells[0] for row in card.rows if not (row.cells[1] or row.cells[2])] == []
    executions = next(row for row in card.rows if row.cells[0] == "Recorded executions")
    assert executions.cells[2] == "About 800,000 (Werth)"


def test_the_murder_of_kirov_has_both_views() -> None:
    views = evidence("kirov-murder").views
    assert [view.holders for view in views] == [
        "Conquest and, without claiming proof, Knight; Khrushchev hinted at it in 1956",
        "Lenoe and Rayfield; Khlevniuk and Getty are not convinced of Stalin’s guilt",
    ]
    card = table("kirov-murder")
    assert card.columns == ["Point", "For Stalin’s hand", "Against it"]
    assert [row.cells for row in card.rows if not all(row.cells)] == []
    assert card.rows[-1].cells[1] == "Whoever planned it, Stalin used it."


@pytest.mark.parametrize(
    ("slug", "holders"),
    [
        pytest.param(
            "ryutin-platform",
            [
                "Nicolaevsky, in the “Letter of an Old Bolshevik” (1936), followed by Conquest",
                "Getty",
            ],
            id="moderates in the Politburo",
        ),
        pytest.param(
            "seventeenth-congress",
            ["Survivors of the congress, in later memoirs", "Figes and Rayfield"],
            id="B6, votes against Stalin",
        ),
        pytest.param(
            "kirov-moderate-story",
            ["Nicolaevsky (1936), and after him Conquest", "Lenoe, Rayfield and Getty"],
            id="B7, a moderate Kirov",
        ),
        pytest.param(
            "kirov-aftermath",
            ["Conquest", "Khlevniuk, Jansen and Petrov, and Werth"],
            id="B9, what began the Terror",
        ),
        pytest.param(
            "bukharin-arrest",
            ["Some later accounts", "Gregory, and Bukharin’s own letter to Stalin of April 1937"],
            id="B14, torture of Bukharin",
        ),
    ],
)
def test_a_contested_matter_shows_who_holds_what(slug: str, holders: list[str]) -> None:
    assert [view.holders for view in evidence(slug).views] == holders


def test_no_dispute_has_one_side_alone() -> None:
    assert [item.slug for item in repression().evidence if len(item.views) == 1] == []


def test_the_show_trials_end_as_they_did_and_the_secret_trial_is_none_of_them() -> None:
    trials = table("show-trials")
    assert [(row.cells[0], row.cells[2]) for row in trials.rows] == [
        ("19–24 August 1936", "All sixteen shot on 25 August 1936"),
        ("23–30 January 1937", "Thirteen shot; four imprisoned, Radek among them"),
        (
            "2–13 March 1938",
            "Eighteen shot, Bukharin, Rykov and Yagoda on 15 March 1938; three imprisoned",
        ),
    ]
    assert "Tukhachevsky" not in " ".join(row.cells[1] for row in trials.rows)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("tomsky-suicide", "He killed himself on 22 August 1936 and never stood trial."),
        ("tukhachevsky-trial", "seven other commanders were tried in secret"),
        ("mass-operations-halted", "arrests and camps went on until Stalin’s death in 1953"),
        ("order-00447-result", "about 387,000 of them shot"),
        ("polish-operation", "139,835 were convicted and 111,091 shot"),
        ("victims-were-loyal", "98 of the 139 members"),
    ],
)
def test_what_the_fact_check_puts_in_place_of_an_error_is_stated(slug: str, words: str) -> None:
    assert words in evidence(slug).text


def own_sentences() -> list[str]:
    """Everything that the pack says in its own voice to a student: not the quotations, not the notes."""
    content = repression().model_dump(exclude={"notes"})
    for row in content["quotations"]:
        del row["text"], row["short"]
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
            r"planned out|evidence shows that Stalin",
            "As evidence shows that Stalin did, the NKVD planned out the murder.",
            id="B1",
        ),
        pytest.param(
            r"\b(20|twenty) million", "In 1937, 20 million innocent people were deported.", id="B2"
        ),
        pytest.param(
            r"(murder|execution|death)s? of millions|millions (were )?(murdered|shot|killed)",
            "The Terror led to the murder of millions.",
            id="B3",
        ),
        pytest.param(
            r"Tomsky[^.;]*\b(shot|executed)\b|execut\w+ (of )?[^.;]*Tomsky",
            "Further executions were those of Tomsky and Rykov.",
            id="B4",
        ),
        pytest.param(
            r"(?<!never its )commander-in-chief|leading generals",
            "The Commander-in-Chief of the Red Army and seven leading generals were shot.",
            id="B5",
        ),
        pytest.param(r"of the neck", "Kirov was shot in the back of the neck.", id="B8"),
        pytest.param(r"sparked", "The Terror was sparked by the murder of Kirov.", id="B9"),
        pytest.param(
            r"no longer (necessary|needed)", "Mass arrests were no longer necessary.", id="B10"
        ),
        pytest.param(
            r"leader of the (party and (of )?the )?state",
            "By 1934 he was leader of the party and of the state.",
            id="B11",
        ),
        pytest.param(r"cannot cope", "Russia cannot cope without a revolution abroad.", id="B12"),
        pytest.param(r"severe(ly)? tortured?", "He underwent severe torture.", id="B14"),
        pytest.param(
            r"00447[^.]*\b68\d,", "Under Order 00447 some 681,000 were shot.", id="Gregory’s total"
        ),
    ],
)
def test_what_the_fact_check_found_wrong_is_nowhere_stated(forbidden: str, wrong: str) -> None:
    pattern = re.compile(forbidden, re.IGNORECASE)
    assert pattern.search(wrong)
    assert [text for text in own_sentences() if pattern.search(text)] == []
