"""A quotation from a source without a year, or with one of its two years."""

import pytest
from django.template.loader import render_to_string

from factors.models import Quotation
from tests.library.banks import read, rich, says

pytestmark = pytest.mark.django_db

SPEECH = {
    "type": "speech",
    "slug": "sermon",
    "title": "A sermon at Paul’s Cross",
    "authors": [{"family": "Latimer", "given": "Hugh"}],
    "date": "1536-03-12",
    "event": "London",
}


def shown(**changes: object) -> tuple[str, str]:
    """The line on its source below a quotation, in the library and beside a plan."""
    bank = rich({"sources.+": SPEECH | changes, "quotations.0.source": "sermon"})
    quotation = Quotation.objects.get(bank=bank, source__slug="sermon")
    context = {"row": quotation, "bearings": [], "tests": []}
    beside = says(render_to_string("factors/quotation.html", context))
    return says(read("historians/")), beside


@pytest.mark.parametrize(
    ("changes", "years"),
    [
        ({}, "(Latimer, 1536"),
        ({"date": None, "original": 1536}, "(1536"),
        ({"type": "book", "date": None, "issued": 1844}, "(1844"),
        ({"type": "book", "date": None, "issued": 1844, "original": 1536}, "edition of 1844"),
    ],
)
def test_the_source_of_a_quotation_never_says_none(changes: dict[str, object], years: str) -> None:
    for page in shown(**changes):
        assert years in page
        assert "None" not in page
