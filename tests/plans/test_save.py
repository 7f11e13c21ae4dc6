"""Saving: nothing that the server acknowledged is lost, nobody's words are overwritten."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.plans.models import Paragraph, Plan
from essayplanner.plans.saving import MAX_TEXT
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def send(cast: Cast, data: dict[str, str], **extra: Any) -> Any:
    path = reverse("plans:save", args=[cast.plan.pk])
    return cast.student.post(path, data, headers=JSON, **extra)


def stored(cast: Cast, place: str) -> str:
    plan = Plan.objects.get(pk=cast.plan.pk)
    factor, _, field = place.rpartition("-")
    return str(getattr(plan.paragraphs.get(factor=factor) if factor else plan, field))


@pytest.mark.parametrize(
    "place", [*Plan.TEXTS, *(f"skill-{field}" for field in Paragraph.TEXTS), "rivals-point"]
)
def test_every_text_of_a_plan_is_saved_by_its_place(place: str, cast: Cast) -> None:
    answer = send(cast, {place: "What I think", f"{place}.was": ""})
    assert answer.status_code == 200
    assert answer.json().items() >= {"refused": {}, "conflicts": {}}.items()
    assert stored(cast, place) == "What I think"


def test_saving_says_when_and_marks_the_plan_as_worked_on(cast: Cast) -> None:
    before = cast.plan.modified_at
    send(cast, {"skill-point": "A", "skill-point.was": ""})
    cast.plan.refresh_from_db()
    assert cast.plan.modified_at > before


def test_a_repeated_request_is_answered_as_saved(cast: Cast) -> None:
    for _ in range(2):
        assert send(cast, {"argument": "B", "argument.was": ""}).status_code == 200
    assert stored(cast, "argument") == "B"


def test_a_save_that_starts_from_an_old_value_changes_nothing_and_shows_what_is_there(
    cast: Cast,
) -> None:
    send(cast, {"argument": "from the phone", "argument.was": ""})
    answer = send(cast, {"argument": "from the laptop", "argument.was": ""})
    assert answer.status_code == 409
    assert answer.json()["conflicts"] == {"argument": "from the phone"}
    assert stored(cast, "argument") == "from the phone"


def test_two_places_at_once_on_different_texts_never_disturb_each_other(cast: Cast) -> None:
    send(cast, {"skill-point": "phone", "skill-point.was": ""})
    send(cast, {"skill-reply": "laptop", "skill-reply.was": ""})
    assert (stored(cast, "skill-point"), stored(cast, "skill-reply")) == ("phone", "laptop")


def test_an_empty_text_saves_as_empty(cast: Cast) -> None:
    send(cast, {"argument": "something", "argument.was": ""})
    assert send(cast, {"argument": "", "argument.was": "something"}).status_code == 200
    assert stored(cast, "argument") == ""


def test_a_text_of_20000_characters_is_refused_in_a_sentence(cast: Cast) -> None:
    answer = send(cast, {"argument": "x" * 20_000, "argument.was": ""})
    assert answer.status_code == 422
    assert answer.json()["refused"] == {
        "argument": "This has 20000 characters, and one box holds 10000. "
        "It is still on this page but not saved: shorten it, or move some of it."
    }
    assert stored(cast, "argument") == ""


def test_the_longest_text_allowed_is_kept_whole(cast: Cast) -> None:
    assert send(cast, {"argument": "é" * MAX_TEXT, "argument.was": ""}).status_code == 200
    assert stored(cast, "argument") == "é" * MAX_TEXT


def test_a_nul_character_is_refused_in_a_sentence_and_the_other_texts_are_saved(cast: Cast) -> None:
    answer = send(
        cast,
        {"argument": "a\x00b", "argument.was": "", "criterion_1": "reach", "criterion_1.was": ""},
    )
    assert answer.status_code == 422
    assert list(answer.json()["refused"]) == ["argument"]
    assert (stored(cast, "argument"), stored(cast, "criterion_1")) == ("", "reach")


def test_a_request_larger_than_any_plan_is_refused_in_a_sentence(cast: Cast) -> None:
    answer = send(cast, {"argument": "x" * 3_000_000, "argument.was": ""})
    assert answer.status_code == 400
    assert "Nothing was saved just now" in answer.content.decode()


@pytest.mark.parametrize(
    "place",
    ["owner", "skill-plan", "nothing-point", "skill-", "-point", "id", "sk\x00ill-point", "a b"],
)
def test_what_is_not_a_text_of_the_plan_cannot_be_written(place: str, cast: Cast) -> None:
    before = list(Plan.objects.values())
    answer = send(cast, {place: "x", f"{place}.was": ""})
    assert (answer.status_code, list(answer.json()["refused"])) == (422, [place])
    path = reverse("plans:save", args=[cast.plan.pk])
    given = cast.student.post(path, {place: "x<y", f"{place}.was": ""})
    assertContains(given, "\nx&lt;y</pre>", 1, 422)
    assertContains(given, "This part is not in your plan any more", 1, 422)
    assert list(Plan.objects.values()) == before


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"))


@given(HOSTILE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_any_text_is_stored_as_typed_and_shown_as_text(accept: str, cast: Cast, text: str) -> None:
    was = stored(cast, "argument")
    path = reverse("plans:save", args=[cast.plan.pk])
    data = {"argument": text, "argument.was": was}
    assert cast.student.post(path, data, headers={"Accept": accept}).status_code in (200, 302)
    assert stored(cast, "argument") == text
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()
    from django.utils.html import escape

    assert f'aria-describedby="argument-hint">\n{escape(text)}</textarea>' in page


def test_without_a_script_one_button_saves_every_box_and_comes_back_to_the_desk(cast: Cast) -> None:
    desk = reverse("plans:desk", args=[cast.plan.pk])
    answer = cast.student.post(
        reverse("plans:save", args=[cast.plan.pk]),
        {"argument": "one\r\ntwo", "argument.was": "", "judgement": "three", "judgement.was": ""},
    )
    assertRedirects(answer, desk)
    assert (stored(cast, "argument"), stored(cast, "judgement")) == ("one\ntwo", "three")


def test_without_a_script_any_other_button_saves_every_box_too(cast: Cast) -> None:
    cast.student.post(
        reverse("plans:choose", args=[cast.plan.pk]),
        {"to": "skill", "item": "evidence/oath-speech", "argument": "kept", "argument.was": ""},
    )
    assert stored(cast, "argument") == "kept"


def test_without_a_script_a_refused_text_stays_on_the_page_with_the_reason(cast: Cast) -> None:
    long = "y" * 20_000
    answer = cast.student.post(
        reverse("plans:save", args=[cast.plan.pk]), {"argument": long, "argument.was": ""}
    )
    assertContains(answer, long, status_code=422)
    assertContains(answer, "one box holds 10000", status_code=422)


def test_without_a_script_a_conflict_shows_both_and_a_second_save_keeps_ones_own(
    cast: Cast,
) -> None:
    send(cast, {"argument": "from the phone", "argument.was": ""})
    path = reverse("plans:save", args=[cast.plan.pk])
    answer = cast.student.post(path, {"argument": "from here", "argument.was": ""})
    assertContains(answer, "<blockquote>from the phone</blockquote>", status_code=409, html=True)
    assertContains(answer, "\nfrom here</textarea>", status_code=409)
    assertContains(answer, 'name="argument.was" value="from the phone"', status_code=409)
    cast.student.post(path, {"argument": "from here", "argument.was": "from the phone"})
    assert stored(cast, "argument") == "from here"


def test_without_a_script_a_box_that_was_left_alone_is_left_alone(cast: Cast) -> None:
    send(cast, {"argument": "from the phone", "argument.was": ""})
    data = {"argument": "", "argument.was": "", "judgement": "from here", "judgement.was": ""}
    answer = cast.student.post(reverse("plans:save", args=[cast.plan.pk]), data)
    assert answer.status_code == 302
    assert (stored(cast, "argument"), stored(cast, "judgement")) == ("from the phone", "from here")


def test_a_form_without_a_token_changes_nothing_and_gives_every_word_back(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.student.cookies
    path = reverse("plans:save", args=[cast.plan.pk])
    data = {
        "argument": "my <b>words</b>",
        "argument.was": "",
        "criterion_1": "",
        "criterion_1.was": "",
    }
    answer = strict.post(path, data)
    assertContains(answer, "Nothing was saved just now", status_code=403)
    assertContains(answer, '<pre class="given-back">\nmy &lt;b&gt;words&lt;/b&gt;</pre>', 1, 403)
    assertContains(answer, "<pre", 1, 403)
    assert stored(cast, "argument") == ""


@pytest.mark.parametrize("place", ["gone-point", "link-77"])
def test_a_text_whose_place_is_gone_is_given_back_and_the_others_are_saved(
    place: str, cast: Cast
) -> None:
    path = reverse("plans:save", args=[cast.plan.pk])
    data = {"argument": "first", place: "My <words>", "judgement": "last", "skill-point": "mine"}
    Paragraph.objects.filter(plan=cast.plan, factor="skill").update(point="theirs")
    answer = cast.student.post(path, data | {f"{name}.was": "" for name in data})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'<pre class="given-back" id="{place}" tabindex="-1">\nMy &lt;words&gt;</pre>' in page
    assert f'<a href="#{place}">Not all saved' in page
    assert "<blockquote>theirs</blockquote>" in page
    texts = [stored(cast, name) for name in ("argument", "judgement", "skill-point")]
    assert texts == ["first", "last", "theirs"]


@pytest.mark.parametrize("place", ["gone-point", "link-9"])
def test_a_text_too_long_for_a_place_that_is_gone_is_given_back(place: str, cast: Cast) -> None:
    path = reverse("plans:save", args=[cast.plan.pk])
    long = "y" * (MAX_TEXT + 1)
    answer = cast.student.post(path, {place: long, f"{place}.was": ""})
    assertContains(answer, f"\n{long}</pre>", 1, 422)
    assertContains(answer, "one box holds 10000", 1, 422)


def queries(cast: Cast, data: dict[str, str], **headers: str) -> tuple[Any, int]:
    """Send texts to be saved; return the answer and how much the database was asked."""
    path = reverse("plans:save", args=[cast.plan.pk])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = cast.student.post(path, data, headers=headers)
    real = [row for row in asked if "SAVEPOINT" not in row["sql"]]
    return answer, len(real)


FORM = [
    *Plan.TEXTS,
    *(f"{row}-{field}" for row in ("skill", "rivals") for field in Paragraph.TEXTS),
]


def test_a_whole_form_is_saved_at_once_and_kept_once(cast: Cast) -> None:
    Plan.objects.update(kept_at=timezone.now())
    answer, asked = queries(cast, {"argument": "A", "argument.was": ""}, **JSON)
    # Session, user, plan, the plan's row as worked on, the text.
    assert (answer.status_code, asked) == (200, 5)
    cast.plan.revisions.all().delete()
    Plan.objects.update(kept_at=None, argument="")
    data = {name: f"new {name}" for name in FORM}
    answer, asked = queries(cast, data | {f"{name}.was": "" for name in data})
    # Session, user, plan, its row; whether there is something to keep, and keeping it (10); texts.
    assert (answer.status_code, asked) == (302, 4 + 1 + 10 + len(FORM))
    assert {name: stored(cast, name) for name in FORM} == data
    assert [row.words for row in cast.plan.revisions.all()] == [0]


def test_texts_in_conflict_keep_nothing_and_are_cheap(cast: Cast) -> None:
    Plan.objects.update(argument="theirs", judgement="theirs", kept_at=None)
    before = Plan.objects.values().get(pk=cast.plan.pk)
    data = {"argument": "A", "argument.was": "", "judgement": "B", "judgement.was": ""}
    answer, asked = queries(cast, data, **JSON)
    conflicts = {"argument": "theirs", "judgement": "theirs"}
    assert (answer.status_code, answer.json()["conflicts"]) == (409, conflicts)
    assert asked == 4 + 2 * 3  # of each text: whether it may be written, writing it, what it is
    assert Plan.objects.values().get(pk=cast.plan.pk) == before
    assert not cast.plan.revisions.exists()
