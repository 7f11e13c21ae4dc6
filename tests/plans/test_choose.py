"""Choosing from the library, and taking out again."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.argument.outline import Outline, Segment, Source
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Plan
from factors.models import Evidence, Quotation, Topic
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def act(cast: Cast, verb: str, data: dict[str, str], script: bool = False) -> object:
    headers = {"X-Parts": "changed"} if script else {}
    return cast.student.post(reverse(f"plans:{verb}", args=[cast.plan.pk]), data, headers=headers)


def outline(cast: Cast) -> Outline:
    return build_outline(Plan.objects.get(pk=cast.plan.pk))


def test_evidence_comes_with_its_date_and_its_source(cast: Cast) -> None:
    act(cast, "choose", {"to": "rivals", "item": "evidence/trotsky-misses-funeral"})
    row = Evidence.objects.get(bank=cast.plan.bank, slug="trotsky-misses-funeral")
    (item,) = outline(cast).paragraphs[1].evidence
    assert (item.key, item.date, item.text) == (row.slug, "1924-01-27", row.text)
    assert item.date_text == "27 Jan 1924"
    assert len(item.views) >= 2
    assert item.source is not None
    assert item.source.title == row.source.title


def test_a_quotation_comes_letter_for_letter_with_work_years_and_notes(cast: Cast) -> None:
    act(cast, "choose", {"to": "skill", "item": "quotation/deutscher-trotsky-felt-secure"})
    row = Quotation.objects.get(bank=cast.plan.bank, slug="deutscher-trotsky-felt-secure")
    (item,) = outline(cast).paragraphs[0].quotations
    assert (item.text, item.historian, item.checked) == (row.text, "Isaac Deutscher", False)
    assert (item.notes, item.wording) == (tuple(row.notes), row.wording)
    assert isinstance(item.source, Source)
    assert (item.source.original, item.source.issued) == (1949, 1993)
    assert item.source.label == "Deutscher, [1949] 1993"
    assert Segment(text="Stalin: A Political Biography", italic=True) in item.source.reference


def test_choosing_twice_is_choosing_once(cast: Cast) -> None:
    for _ in range(2):
        act(cast, "choose", {"to": "skill", "item": "evidence/oath-speech"})
    assert Choice.objects.filter(paragraph__plan=cast.plan).count() == 1


def test_the_same_evidence_may_serve_two_paragraphs(cast: Cast) -> None:
    for factor in ("skill", "structure"):
        act(cast, "choose", {"to": factor, "item": "evidence/oath-speech"})
    assert [len(row.evidence) for row in outline(cast).paragraphs] == [1, 0, 1]


def test_evidence_stands_in_the_order_of_its_dates_however_it_was_chosen(cast: Cast) -> None:
    for key in ("lessons-of-october", "trotsky-misses-funeral", "new-course"):
        act(cast, "choose", {"to": "rivals", "item": f"evidence/{key}"})
    dates = [item.date for item in outline(cast).paragraphs[1].evidence]
    assert dates == ["1923-12", "1924-01-27", "1924-09/1924-10"]


def test_taking_out_leaves_the_rest_and_taking_out_again_changes_nothing(cast: Cast) -> None:
    for key in ("oath-speech", "foundations-of-leninism"):
        act(cast, "choose", {"to": "skill", "item": f"evidence/{key}"})
    for _ in range(2):
        act(cast, "take_out", {"chosen": "skill/evidence/oath-speech"})
    assert [item.key for item in outline(cast).paragraphs[0].evidence] == [
        "foundations-of-leninism"
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"to": "skill", "item": "evidence/no-such-thing"},
        {"to": "skill", "item": "quotation/oath-speech"},
        {"to": "skill", "item": "source/figes-party-apparatus"},
        {"to": "skill", "item": "some-very-long-kind/figes-party-apparatus"},
        {"to": "skill", "item": "evidence/oath-speech/more"},
        {"to": "skill", "item": "evidence/oath\x00speech"},
        {"to": "sk\x00ill", "item": "evidence/oath-speech"},
        {"to": "skill", "item": ""},
        {"to": "nothing", "item": "evidence/oath-speech"},
        {},
    ],
)
def test_what_is_not_in_the_library_or_the_plan_cannot_be_chosen(
    data: dict[str, str], cast: Cast
) -> None:
    answer = cast.student.post(reverse("plans:choose", args=[cast.plan.pk]), data)
    assert answer.status_code == 404
    assert not Choice.objects.exists()


def test_a_changed_or_vanished_bank_leaves_what_was_chosen_as_it_was(cast: Cast) -> None:
    act(cast, "choose", {"to": "skill", "item": "evidence/oath-speech"})
    act(cast, "choose", {"to": "skill", "item": "quotation/figes-party-apparatus"})
    before = outline(cast)
    Evidence.objects.update(text="rewritten", title="rewritten")
    Quotation.objects.all().delete()
    assert outline(cast) == before
    Evidence.objects.all().delete()
    cast.assignment.delete()
    Topic.objects.all().delete()
    assert outline(cast) == before
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))
    assertContains(page, "Everything that you chose from it is kept in your plan.")


def test_without_a_script_the_answer_goes_back_to_the_place(cast: Cast) -> None:
    answer = act(cast, "choose", {"to": "skill", "item": "evidence/oath-speech"})
    place = reverse("plans:desk", args=[cast.plan.pk]) + "?to=skill#skill-evidence"
    assertRedirects(answer, place)  # type: ignore[arg-type]


def test_with_the_script_the_parts_of_the_desk_come_back(cast: Cast) -> None:
    answer = act(cast, "choose", {"to": "skill", "item": "evidence/oath-speech"}, script=True)
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "<html" not in text
    assert 'id="skill-evidence"' in text
    assert "used in" in text
