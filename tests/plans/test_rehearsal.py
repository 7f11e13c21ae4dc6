"""Rehearsing a plan from memory, and what is told of it afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.plans import actions, rehearsing
from essayplanner.plans.models import Choice, Paragraph, Plan, Rehearsal
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXTS = {
    "argument": "Skill, but only with the party behind him.",
    "paragraphs": "SKILL: oath speech Jan 1924, Figes\nStructure: Uchraspred appointments",
    "judgement": "Structure first.",
}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan with three factors, three pieces of evidence and two historians."""
    rows = {
        row.factor: row for row in Paragraph.objects.filter(plan=cast.plan).select_related("plan")
    }
    for factor, kind, key in (
        ("skill", "evidence", "oath-speech"),
        ("skill", "quotation", "figes-party-apparatus"),
        ("rivals", "evidence", "trotsky-misses-funeral"),
        ("rivals", "quotation", "deutscher-trotsky-felt-secure"),
        ("structure", "evidence", "uchraspred-appointments"),
    ):
        actions.choose(rows[factor], kind, key)
    return cast.plan


def start(cast: Cast, minutes: str = "6") -> Rehearsal:
    answer = cast.student.post(url("start_rehearsal", cast.plan), {"minutes": minutes})
    rehearsal = Rehearsal.objects.get(finished_at=None)
    assertRedirects(answer, url("rehearse", rehearsal), fetch_redirect_response=False)
    return rehearsal


def url(name: str, row: Plan | Rehearsal) -> str:
    args = [row.pk] if isinstance(row, Plan) else [row.plan_id, row.pk]
    return reverse(f"plans:{name}", args=args)


def sent(texts: dict[str, str]) -> dict[str, str]:
    return texts | {f"{place}.was": "" for place in texts}


def finished(plan: Plan, texts: dict[str, str] | None = None, minutes: float = 5) -> Rehearsal:
    ends = NOON + timedelta(minutes=minutes)
    row = Rehearsal(plan=plan, minutes=6, started_at=NOON, finished_at=ends, **texts or {})
    row.save()
    return row


def move(rehearsal: Rehearsal, **span: float) -> None:
    """Let a rehearsal have begun so much earlier."""
    began = rehearsal.started_at - timedelta(**span)
    Rehearsal.objects.filter(pk=rehearsal.pk).update(started_at=began)


def test_a_rehearsal_is_written_finished_and_laid_beside_the_plan(cast: Cast, plan: Plan) -> None:
    rehearsal = start(cast)
    answer = cast.student.post(url("finish_rehearsal", rehearsal), sent(TEXTS))
    assertRedirects(answer, url("rehearse", rehearsal), fetch_redirect_response=False)
    page = cast.student.get(url("rehearse", rehearsal))
    assertContains(
        page, "You remembered 2 of 3 factors, 2 of 3 pieces of evidence and 1 of 2 historians."
    )
    assertContains(page, "(found: oath, speech, Jan, 1924)")
    assertContains(page, "27 Jan 1924</time> · Trotsky is absent from Lenin’s funeral")
    for text in TEXTS.values():
        assertContains(page, text)
    assertContains(page, 'class="gap">forgotten', 3)
    assertContains(page, "remembered <span", 5)


def test_what_is_laid_beside_it_is_as_honest_as_the_plan(cast: Cast, plan: Plan) -> None:
    disputed = Choice.objects.get(key="oath-speech")
    disputed.item["views"] = [{"holders": "Carr & others", "claim": "A ritual."}]
    disputed.save()
    chosen = Choice.objects.filter(kind="evidence")
    page = cast.student.get(url("rehearse", finished(plan)))
    count = sum(bool(choice.item["views"]) for choice in chosen)
    assertContains(page, "Historians disagree.", count)
    assertContains(page, "<b>Carr &amp; others:</b> A ritual.")
    assertContains(page, "Orlando Figes (Figes, 1996")
    assertContains(page, "unchecked wording", 2)
    for choice in chosen:
        assertContains(page, f"({choice.item['source']['label']}")


@pytest.mark.parametrize("minutes", ["4", "6", "10"])
def test_it_takes_as_long_as_was_chosen(minutes: str, cast: Cast) -> None:
    assert start(cast, minutes).minutes == int(minutes)


@pytest.mark.parametrize("minutes", ["", "3", "11", "6.5", "six", "9" * 400, "\x00"])
def test_no_other_time_can_be_chosen(minutes: str, cast: Cast) -> None:
    answer = cast.student.post(url("start_rehearsal", cast.plan), {"minutes": minutes})
    sentence = "Choose a whole number of minutes from 4 to 10."
    assertContains(answer, sentence, status_code=422)
    assert not Rehearsal.objects.exists()


def test_who_starts_a_second_time_goes_on_with_the_first(cast: Cast) -> None:
    first = start(cast)
    assert start(cast, "10") == first
    assertContains(cast.student.get(url("rehearsals", cast.plan)), url("rehearse", first))
    cast.student.post(url("finish_rehearsal", first))
    assert start(cast) != first


def test_nothing_of_the_plan_or_the_library_is_on_the_page(cast: Cast, plan: Plan) -> None:
    plan.argument = "He outlasted them"
    plan.save()
    page = cast.student.get(url("rehearse", start(cast)))
    assertContains(page, plan.question)
    for secret in (
        *("He outlasted them", "oath", "Figes", "Deutscher", "Uchraspred", "funeral"),
        *("rivals", "Structure", "/library/"),
    ):
        assertNotContains(page, secret)


def test_coming_back_finds_every_word_and_the_time_that_is_left(cast: Cast) -> None:
    rehearsal = start(cast)
    answer = cast.student.post(url("save_rehearsal", rehearsal), sent(TEXTS), headers=JSON)
    assert answer.status_code == 200
    move(rehearsal, minutes=2)
    page = cast.student.get(url("rehearse", rehearsal))
    for text in TEXTS.values():
        assertContains(page, f"\n{text}</textarea>")
    left = int(page.content.decode().partition('data-seconds="')[2].partition('"')[0])
    assert 230 <= left <= 240


def test_when_the_time_is_up_the_boxes_stay_and_take_words(cast: Cast) -> None:
    rehearsal = start(cast)
    move(rehearsal, minutes=7)
    page = cast.student.get(url("rehearse", rehearsal))
    assertContains(page, "Time is up: finish when you have ended your sentence.")
    assertContains(page, 'data-seconds="0"')
    cast.student.post(url("finish_rehearsal", rehearsal), sent(TEXTS))
    page = cast.student.get(url("rehearse", rehearsal))
    assertContains(page, "That is 1 min over, and nothing to worry about")
    assertContains(page, TEXTS["judgement"])


@pytest.mark.parametrize(
    ("minutes", "taken", "over"),
    [
        (0, "0 s", ""),
        (5.5, "5 min 30 s", ""),
        (6, "6 min", ""),
        (6.2, "6 min 12 s", ""),  # ending a sentence
        (7.5, "7 min 30 s", "1 min 30 s"),
        (61, "61 min", ""),
    ],
)
def test_the_time_taken_is_told(minutes: float, taken: str, over: str, cast: Cast) -> None:
    row = finished(cast.plan, minutes=minutes)
    assert (rehearsing.how_long(row), rehearsing.over(row)) == (taken, over)
    assert rehearsing.left_open(row) == (minutes > 60)


def test_finishing_twice_keeps_the_first_time_and_late_words_are_kept(cast: Cast) -> None:
    rehearsal = start(cast)
    cast.student.post(url("finish_rehearsal", rehearsal), sent({"argument": "A"}))
    before = Rehearsal.objects.get().finished_at
    late = {"argument": "A late word", "argument.was": "A"}
    cast.student.post(url("finish_rehearsal", rehearsal), late)
    after = Rehearsal.objects.get()
    assert (after.finished_at, after.argument) == (before, "A late word")


def test_what_was_changed_elsewhere_is_shown_and_nothing_is_finished(cast: Cast) -> None:
    rehearsal = start(cast)
    path = url("save_rehearsal", rehearsal)
    cast.student.post(path, sent({"argument": "from the phone"}), headers=JSON)
    answer = cast.student.post(path, sent({"argument": "from the laptop"}), headers=JSON)
    assert (answer.status_code, answer.json()["conflicts"]) == (
        409,
        {"argument": "from the phone"},
    )
    data = sent({"argument": "from the laptop", "judgement": "J"})
    answer = cast.student.post(url("finish_rehearsal", rehearsal), data)
    assertContains(answer, "<blockquote>from the phone</blockquote>", status_code=409, html=True)
    assertContains(answer, "\nfrom the laptop</textarea>", status_code=409)
    stored = Rehearsal.objects.get()
    assert (stored.finished_at, stored.judgement) == (None, "J")


@pytest.mark.parametrize(("text", "says"), [("x" * 20_000, "20000 characters"), ("a\x00b", "NUL")])
def test_what_cannot_be_kept_stays_on_the_page_with_the_reason(
    text: str, says: str, cast: Cast
) -> None:
    rehearsal = start(cast)
    data = sent({"paragraphs": text, "argument": "kept"})
    answer = cast.student.post(url("finish_rehearsal", rehearsal), data)
    assertContains(answer, says, status_code=422)
    stored = Rehearsal.objects.get()
    assert (stored.finished_at, stored.argument, stored.paragraphs) == (None, "kept", "")


@pytest.mark.parametrize("place", ["minutes", "plan", "finished_at", "id", "skill-point", "a b"])
def test_what_is_not_a_text_of_a_rehearsal_cannot_be_written(place: str, cast: Cast) -> None:
    rehearsal = start(cast)
    answer = cast.student.post(url("save_rehearsal", rehearsal), sent({place: "x"}), headers=JSON)
    assert answer.status_code == 422
    assert list(answer.json()["refused"]) == [place]
    assert Rehearsal.objects.get() == rehearsal


def test_earlier_rehearsals_are_counted_and_compared(cast: Cast, plan: Plan) -> None:
    finished(plan, {"paragraphs": "skill"})
    page = cast.student.get(url("rehearsals", plan))
    assertContains(page, "Last time you remembered 1 of 8.")
    later = finished(plan, TEXTS)
    Rehearsal.objects.filter(pk=later.pk).update(started_at=NOON + timedelta(days=1))
    page = cast.student.get(url("rehearsals", plan))
    assertContains(page, "Last time you remembered 5 of 8, 4 more than the time before.")
    for label, count in (("Factors", "2 of 3"), ("Evidence", "2 of 3"), ("Historians", "1 of 2")):
        assertContains(page, f'<td data-label="{label}">{count}</td>', html=True)
    text = page.content.decode()
    assert text.index("3 Mar 2026") < text.index("2 Mar 2026")


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["skill", "skill"], "Last time you remembered 1 of 8, as many as the time before."),
        (
            ["skill", "skill and structure"],
            "Last time you remembered 1 of 8, 1 fewer than the time before. "
            "That happens; try again tomorrow.",
        ),
    ],
)
def test_the_trend_is_told_kindly(texts: list[str], says: str, cast: Cast, plan: Plan) -> None:
    for day, text in enumerate(texts):
        row = finished(plan, {"paragraphs": text})
        Rehearsal.objects.filter(pk=row.pk).update(started_at=NOON - timedelta(days=day))
    assertContains(cast.student.get(url("rehearsals", plan)), says)


def test_an_empty_rehearsal_of_an_empty_plan_is_told_too(cast: Cast) -> None:
    Paragraph.objects.filter(plan=cast.plan).delete()
    rehearsal = start(cast)
    cast.student.post(url("finish_rehearsal", rehearsal))
    assertContains(cast.student.get(url("rehearse", rehearsal)), "0 of 0 factors")
    assertContains(cast.student.get(url("rehearsals", cast.plan)), "0 of 0")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_many_questions_however_many_there_are(
    rows: int, cast: Cast, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        finished(plan, TEXTS)
    with django_assert_num_queries(
        8
    ):  # session, user, plan, choices, paragraphs, links, rehearsals
        cast.student.get(url("rehearsals", plan))


def test_a_rehearsal_asks_as_little_as_it_can(
    cast: Cast, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rehearsal = start(cast)
    with django_assert_num_queries(4):  # session, user, plan, rehearsal
        cast.student.get(url("rehearse", rehearsal))
    with django_assert_num_queries(5):  # … and the text
        cast.student.post(url("save_rehearsal", rehearsal), sent({"argument": "A"}), headers=JSON)
    cast.student.post(url("finish_rehearsal", rehearsal))
    with django_assert_num_queries(8):  # … the four of an Outline
        cast.student.get(url("rehearse", rehearsal))


def test_a_rehearsal_is_reached_by_its_writer_and_through_its_own_plan_only(cast: Cast) -> None:
    row = finished(cast.plan, {"argument": "My own words"})
    running = start(cast)
    for name in ("rehearse", "save_rehearsal", "finish_rehearsal"):
        for number in (10**30, running.pk + 1):
            path = reverse(f"plans:{name}", args=[cast.plan.pk, number])
            method = cast.student.get if name == "rehearse" else cast.student.post
            assert method(path).status_code == 404
    for who, status in {"teacher": 403, "classmate": 404, "guest": 404, "stranger": 404}.items():
        client: Any = cast.clients()[who]
        assert client.get(url("rehearse", row)).status_code == status
        assert client.post(url("finish_rehearsal", running)).status_code == status
    path = reverse("plans:rehearse", args=[cast.guest_plan.pk, row.pk])
    assert cast.guest.get(path).status_code == 404
    assert Rehearsal.objects.get(pk=running.pk).finished_at is None


def test_a_guest_rehearses_too(cast: Cast) -> None:
    cast.guest.post(url("start_rehearsal", cast.guest_plan), {"minutes": "4"})
    rehearsal = Rehearsal.objects.get(plan=cast.guest_plan)
    assert cast.guest.get(url("rehearse", rehearsal)).status_code == 200


def test_a_deleted_plan_has_no_rehearsals_and_an_erased_one_takes_them_along(cast: Cast) -> None:
    row = finished(cast.plan)
    Plan.objects.filter(pk=cast.plan.pk).update(deleted_at=NOON)
    for name, what in (("rehearsals", cast.plan), ("rehearse", row)):
        assert cast.student.get(url(name, what)).status_code == 404
    assert cast.student.post(url("start_rehearsal", cast.plan)).status_code == 404
    cast.plan.delete()
    assert not Rehearsal.objects.exists()


def test_a_text_that_a_rehearsal_has_no_place_for_is_given_back(cast: Cast, plan: Plan) -> None:
    rehearsal = start(cast)
    data = sent({"argument": "A", "reply": "My <words>", "judgement": "B"})
    answer = cast.student.post(url("save_rehearsal", rehearsal), data)
    assertContains(answer, "\nMy &lt;words&gt;</pre>", 1, 422)
    rehearsal.refresh_from_db()
    assert (rehearsal.argument, rehearsal.judgement) == ("A", "B")
