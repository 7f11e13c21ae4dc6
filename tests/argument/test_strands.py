"""What each strand of an exam format asks, and what in a plan speaks to it."""

from hypothesis import given

from essayplanner.argument.bank import ExamFormat, Strand
from essayplanner.argument.findings import find
from essayplanner.argument.outline import Outline
from essayplanner.argument.rules.sound import SOUND, change
from essayplanner.argument.strands import Row, Speaks, by_strand
from tests.argument.rules.rows import EMPTY
from tests.argument.strategies import outlines

NAMES = ("Knowledge", "Analysis", "Judgement", "Argument and organisation", "Style")
EXAM = ExamFormat(
    key="ours",
    name="Ours",
    strands=tuple(Strand(name=name, asks=f"{name}?") for name in NAMES),
)


def said(outline: Outline) -> dict[str, list[str]]:
    return {row.name: [each.says for each in row.speaks] for row in by_strand(outline, EXAM, ())}


def test_what_a_sound_plan_has_is_told_strand_by_strand_in_the_formats_order() -> None:
    assert said(SOUND.outline) == {
        "Knowledge": [
            "Skill: 2 pieces of evidence, 2 dated",
            "Structure: 2 pieces of evidence, 2 dated",
            "Rivals: 2 pieces of evidence, 2 dated",
            "Quoted: Isaac Deutscher, Orlando Figes",
        ],
        "Analysis": [
            "3 of 3 factors with a point and an explanation",
            "2 of 2 causal links explained",
        ],
        "Judgement": [
            "2 criteria",
            "6 of 6 weighings of a factor by a criterion",
            "3 of 3 counter-arguments replied to",
            f"A judgement of {len(SOUND.outline.judgement.split())} words",
        ],
        "Argument and organisation": [
            f"A line of argument of {len(SOUND.outline.argument.split())} words",
            "Paragraphs in this order: Skill, Structure, Rivals",
            "3 of 3 paragraphs led on by a link",
        ],
        "Style": [],
    }


def test_an_empty_plan_is_told_what_it_lacks_in_the_same_words() -> None:
    assert said(EMPTY)["Judgement"] == [
        "0 criteria",
        "No counter-argument replied to",
        "A judgement of 0 words",
    ]
    assert said(EMPTY)["Knowledge"][0] == "Skill: 0 pieces of evidence, 0 dated"


def test_a_finding_stands_under_the_strand_of_its_rule() -> None:
    lacking = change(argument="", judgement="")
    findings = find(lacking.outline, lacking.bank)
    rows = by_strand(lacking.outline, EXAM, findings)
    assert {row.name: [one.rule for one in row.findings] for row in rows} == {
        "Knowledge": [],
        "Analysis": [],
        "Judgement": ["no_judgement"],
        "Argument and organisation": ["no_line_of_argument"],
        "Style": [],
    }


def test_of_a_strand_that_is_not_known_only_its_question_is_told() -> None:
    assert by_strand(SOUND.outline, EXAM, ())[-1] == Row("Style", "Style?", (), ())


@given(outlines)
def test_whatever_the_plan_each_strand_is_told_with_places_of_the_plan(outline: Outline) -> None:
    rows = by_strand(outline, EXAM, ())
    assert [row.name for row in rows] == list(NAMES)
    fixed = {"paragraphs-stage", "links", "criterion_1", "matrix", "challenge", "judgement"}
    places = fixed | {"argument"} | {f"{row.factor.key}-evidence" for row in outline.paragraphs}
    assert {each.place for row in rows for each in row.speaks} <= places
    assert all(isinstance(each, Speaks) and each.says for row in rows for each in row.speaks)
