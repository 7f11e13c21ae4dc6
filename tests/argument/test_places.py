"""The places of a plan in words."""

import pytest

from essayplanner.argument.places import name_place
from essayplanner.argument.rules.sound import SOUND


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("argument", "Line of argument"),
        ("criterion_2", "Second criterion"),
        ("judgement", "Judgement"),
        ("ranking", "Ranking of the factors"),
        ("links", "Links between factors"),
        ("skill-point", "Skill: point"),
        ("skill-evidence", "Skill: evidence"),
        ("skill-quotation", "Skill: historian"),
        ("rivals-counter_argument", "Rivals: counter-argument"),
        ("structure-weighed_1", "Structure: first criterion"),
        ("structure-without", "Structure: without it"),
        # Of a factor that was taken out, and of what no plan has.
        ("five-year-plan-reply", "five-year-plan: reply"),
        ("nowhere", "nowhere"),
        ("", "The whole plan"),
    ],
)
def test_a_place_is_called_by_the_name_of_its_factor_and_its_part(place: str, name: str) -> None:
    assert name_place(SOUND.outline, place) == name


def test_a_place_may_be_named_in_a_sentence() -> None:
    assert name_place(SOUND.outline, "skill-reply", ", ") == "Skill, reply"
