"""What a plan is marked on: how its levels are called."""

import pytest

from essayplanner.reviews.rubric import Rubric, lay_rubric
from factors.models import ExamFormat


def laid(*names: str) -> Rubric:
    bands = [{"name": name, "lowest": at, "highest": at} for at, name in enumerate(names)]
    return lay_rubric(ExamFormat(bands=bands, strands=[]), {})


@pytest.mark.parametrize(
    ("names", "count", "spoken"),
    [
        (
            ("Level 1", "Level 2", "Level 3", "Level 4", "Level 5"),
            "Level",
            ("Levels 1–2", "Level 3", "Levels 4–5"),
        ),
        (("Band 1", "Band 2"), "Band", ("Band 1", "", "Band 2")),
        (("weak", "fair", "Level 3", "best"), "", ("weak to fair", "", "Level 3 to best")),
        (("1", "2", "3"), "", ("1", "2", "3")),
        (("Level 1",), "Level", ("", "Level 1", "")),
    ],
)
def test_each_descriptor_says_of_which_levels_it_speaks(
    names: tuple[str, ...], count: str, spoken: tuple[str, str, str]
) -> None:
    rubric = laid(*names)
    assert rubric.count == count
    assert rubric.spoken == dict(zip(("low", "middle", "top"), spoken, strict=True))


def test_levels_without_bands_are_called_as_their_descriptors() -> None:
    rubric = laid()
    assert (rubric.count, rubric.spoken) == ("", {})
