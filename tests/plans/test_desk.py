"""The desk's page."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from essayplanner.argument.findings import find
from essayplanner.plans import actions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph, Plan
from factors.models import Evidence, Quotation
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


class Ids(HTMLParser):
    """Gathers every id and every link inside the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if (values.get("href") or "").startswith("#"):
            self.links.append(str(values["href"])[1:])


def page(cast: Cast) -> str:
    return cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()


def fill(plan: Plan) -> None:
    """Choose the whole library for every paragraph."""
    for paragraph in Paragraph.objects.filter(plan=plan).select_related("plan__bank"):
        for evidence in Evidence.objects.filter(bank=plan.bank):
            actions.choose(paragraph, "evidence", evidence.slug)
        for quotation in Quotation.objects.filter(bank=plan.bank):
            actions.choose(paragraph, "quotation", quotation.slug)


def test_every_finding_leads_to_a_place_on_the_page(cast: Cast) -> None:
    read = Ids(page(cast))
    assert set(read.links) <= set(read.ids)
    assert {finding.place for finding in find(build_outline(cast.plan))} <= set(read.links)


def test_no_id_stands_twice(cast: Cast) -> None:
    fill(cast.plan)
    ids = Ids(page(cast)).ids
    assert len(ids) == len(set(ids))


def test_at_most_three_findings_are_shown_at_once(cast: Cast) -> None:
    count = len(find(build_outline(cast.plan)))
    assert count > 3
    assertContains(
        cast.student.get(reverse("plans:desk", args=[cast.plan.pk])),
        f'<summary id="more-summary">{count - 3} more</summary>',
        html=True,
    )


def test_a_dispute_is_shown_wherever_its_evidence_is(cast: Cast) -> None:
    before = page(cast).count("Historians disagree")
    cast.student.post(
        reverse("plans:choose", args=[cast.plan.pk]),
        {"to": "rivals", "item": "evidence/trotsky-misses-funeral"},
    )
    assert page(cast).count("Historians disagree") == before + 1


@pytest.mark.parametrize("full", [False, True])
def test_the_desk_asks_as_many_questions_however_much_it_shows(
    full: bool, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    if full:
        fill(cast.plan)
    page(cast)  # the library is drawn once a version
    with django_assert_num_queries(7):  # session, user, plan, the four of an Outline
        page(cast)


@pytest.mark.parametrize(
    ("place", "queries"),
    [
        ("argument", 7),  # session, user, plan, SAVEPOINT, text, RELEASE
        ("skill-point", 7),  # … and the plan's row beside it
    ],
)
def test_one_autosave_asks_as_little_as_it_can(
    place: str, queries: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = reverse("plans:save", args=[cast.plan.pk])
    data = {place: "A", f"{place}.was": ""}
    actions.save_text(cast.plan, "judgement", "", "B")  # keeps the plan as it was, first of all
    with django_assert_num_queries(queries):
        cast.student.post(path, data, headers={"Accept": "application/json"})
