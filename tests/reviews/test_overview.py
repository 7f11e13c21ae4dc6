"""One assignment of a class at a glance: a row a student, who needs help, and what recurs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.findings import check, find
from essayplanner.classes.models import Assignment, Classroom, Extension, Membership
from essayplanner.plans import actions, ranking, setting_aside, standing
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.states import State
from essayplanner.reviews import overview
from essayplanner.reviews.actions import hand_in
from essayplanner.reviews.overview import Work, look, works
from factors.models import Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def join(cast: Cast, number: int) -> None:
    """Let so many more students join and begin a plan."""
    for index in range(number):
        user = User.objects.create_user(f"extra{index}")
        Membership.objects.create(classroom=cast.classroom, user=user, role="student")
        plan = actions.start_assignment(Person(user_id=user.pk), cast.assignment)
        plan.set_aside.create(rule="no_line_of_argument", place="argument", reason="Last.")
        actions.choose(plan.paragraphs.select_related("plan__bank")[0], "evidence", "oath-speech")


def path(cast: Cast, query: str = "") -> str:
    return reverse("reviews:overview", args=[cast.assignment.pk]) + query


def page(cast: Cast, query: str = "") -> str:
    return str(cast.teacher.get(path(cast, query)).content.decode())


def seen(cast: Cast) -> dict[str, Work]:
    return {work.name: work for work in works(look(cast.assignment))}


def names(markup: str) -> list[str]:
    """The students in the order of the table."""
    cells = re.findall(r'<th scope="row">(.*?)</th>', markup)
    return [re.sub("<[^>]*>", "", cell) for cell in cells]


def row_of(markup: str, name: str) -> str:
    """The row of a student, in words."""
    rows = re.findall(r"<tr id.*?</tr>", markup, re.DOTALL)
    [row] = [row for row in rows if name in names(row)]
    bare = re.sub(r"<svg.*?</svg>|<details.*?</details>", " ", row, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", bare).split())


# A row a student


def test_every_student_has_a_row_by_surname_with_their_plan_or_without(cast: Cast) -> None:
    classmate, student = works(look(cast.assignment))
    assert classmate == Work(
        student=User.objects.get(username="classmate").pk, name="Classmate", state=State.NOT_STARTED
    )
    assert (student.name, student.plan, student.state) == ("Student", cast.plan.pk, State.DRAFTING)
    assert student.stands
    assert student.stands.gaps == len(find(build_outline(cast.plan)))
    assert student.fresh
    markup = page(cast)
    assert row_of(markup, "Classmate") == "Classmate not started"
    count = student.stands.gaps
    assert row_of(markup, "Student") == f"Student Question {count} 0 just now drafting"


def test_the_bars_of_the_factors_stay_put_however_a_student_ranks(cast: Cast) -> None:
    ranking.move(cast.plan, "structure", "up")
    stands = seen(cast)["Student"].stands
    assert stands
    bars = re.findall(r"(Skill|Rivals|Structure): ranked", stands.picture)
    assert bars == ["Skill", "Rivals", "Structure"]


def test_a_plan_of_ones_own_is_not_in_the_classs_overview(cast: Cast, question: Question) -> None:
    user = User.objects.get(username="classmate")
    actions.start_plan(Person(user_id=user.pk), question)
    assert seen(cast)["Classmate"].plan is None


def test_two_of_one_name_are_told_apart(cast: Cast) -> None:
    User.objects.filter(username__in=["student", "classmate"]).update(name="Ann O’Hara")
    assert names(page(cast)) == ["Ann O’Hara (classmate)", "Ann O’Hara (student)"]


def test_a_name_in_any_script_is_text_and_no_markup(cast: Cast) -> None:
    User.objects.filter(username="student").update(name="<b>%s 李明 O'Neill</b>")
    markup = page(cast)
    assert "<b>%s" not in markup
    assert "&lt;b&gt;%s 李明 O&#x27;Neill&lt;/b&gt;" in markup


def test_the_state_and_what_is_late_or_extended_are_said_in_words(cast: Cast) -> None:
    now = timezone.now()
    cast.assignment.due_at = now - timedelta(days=2)
    cast.assignment.save()
    was = f"{timezone.localtime(cast.assignment.due_at):%-d %b}"
    assert row_of(page(cast), "Classmate") == f"Classmate not started was due {was}"
    student = User.objects.get(username="student")
    later = now + timedelta(days=3)
    Extension.objects.create(assignment=cast.assignment, student=student, due_at=later)
    until = f"{timezone.localtime(later):%-d %b}"
    assert row_of(page(cast), "Student").endswith(f"drafting extended to {until}")
    hand_in(cast.plan, now)
    assert row_of(page(cast), "Student").endswith("handed in")
    Extension.objects.all().delete()
    assert row_of(page(cast), "Student").endswith(f"handed in late: was due {was}")


def test_what_is_left_on_purpose_can_be_read_with_its_reason(cast: Cast) -> None:
    row = setting_aside.set_aside(cast.plan, ("no_line_of_argument", "argument", ""))
    actions.save_text(cast.plan, f"aside-{row.pk}", "", "Last & <best>. " + "x" * 1000)
    answer = cast.teacher.get(path(cast))
    assertContains(answer, "<p>1 gap left on purpose:</p>")
    assertContains(answer, "Last &amp; &lt;best&gt;. xxx")
    # The whole of a long one is in the plan.
    assertNotContains(answer, "x" * 600)


def test_a_teacher_is_led_to_each_plan_as_one_argument_and_on_paper(cast: Cast) -> None:
    answer = cast.teacher.get(path(cast))
    spine = reverse("plans:spine", args=[cast.plan.pk])
    assertContains(answer, f'<a href="{spine}"')
    assertContains(answer, reverse("exports:papers", args=[cast.plan.pk]))
    assertContains(cast.teacher.get(spine), "Read as one argument")


def test_an_assignment_of_a_class_that_nobody_joined_says_so(cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    assertContains(cast.teacher.get(path(cast)), "Nobody has joined this class yet.")


def test_who_is_signed_out_is_told_that_a_class_may_be_theirs_after_signing_in(cast: Cast) -> None:
    assertContains(cast.guest.get(path(cast)), "or the class is not yours", status_code=404)
    assertContains(cast.guest.get(path(cast)), "teach the class, sign in", status_code=404)


def test_a_narrow_screen_is_told_what_it_does_not_show(cast: Cast) -> None:
    assertContains(cast.teacher.get(path(cast)), '<p class="narrow-note">A wider screen also shows')


# Sorting


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Three have begun: Student wrote most, extra0 ranked and works on it no more, extra1 is new."""
    join(cast, 2)
    actions.save_text(cast.plan, "judgement", "", "It was skill, in the end.")
    first = Plan.objects.get(owner__username="extra0")
    ranking.move(first, "structure", "up")
    ranking.move(first, "structure", "up")
    Plan.objects.filter(pk=first.pk).update(modified_at=timezone.now() - timedelta(days=3))
    hand_in(Plan.objects.get(owner__username="extra1"), timezone.now())
    return cast


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "Classmate extra0 extra1 Student"),
        ("name", "Classmate extra0 extra1 Student"),
        ("-name", "Student extra1 extra0 Classmate"),
        ("stage", "Classmate extra0 extra1 Student"),
        ("-stage", "Student extra0 extra1 Classmate"),
        ("balance", "Classmate extra1 Student extra0"),
        ("-gaps", "extra0 extra1 Student Classmate"),
        ("words", "Classmate extra0 extra1 Student"),
        ("worked", "Classmate extra0 extra1 Student"),
        ("state", "Classmate extra0 Student extra1"),
        ("-state", "extra1 extra0 Student Classmate"),
        ("nothing", "Classmate extra0 extra1 Student"),
        ("--name%00", "Classmate extra0 extra1 Student"),
    ],
)
def test_the_table_is_sorted_by_any_column_and_the_rest_stays(
    sort: str, order: str, three: Cast
) -> None:
    assert names(page(three, f"?sort={sort}")) == order.split()


def test_the_column_that_sorts_is_announced_and_turns_round_the_next_time(cast: Cast) -> None:
    head = re.compile(r'aria-sort="(\w+)"><a id="by-(\w+)" href="([^"]+)"')
    assert head.findall(page(cast)) == [("ascending", "name", "?sort=-name#students")]
    sorted_by_gaps = page(cast, "?sort=-gaps")
    assert head.findall(sorted_by_gaps) == [("descending", "gaps", "?sort=gaps#students")]


# What is kept of a plan


def desk(cast: Cast) -> None:
    cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))


def test_the_desk_keeps_how_a_plan_for_a_class_stands_and_once(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk(cast)
    kept = Standing.objects.get(plan=cast.plan)
    assert (kept.as_of, kept.words) == (cast.plan.modified_at, 0)
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    with django_assert_num_queries(8):  # session, user, plan, the four of an Outline; to keep it
        cast.student.get(reverse("plans:check", args=[cast.plan.pk]))
    assert Standing.objects.get(plan=cast.plan).words == 3
    with django_assert_num_queries(7):
        desk(cast)


def test_of_a_plan_for_no_class_nothing_is_kept(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("plans:desk", args=[cast.guest_plan.pk])
    cast.guest.get(address)
    with django_assert_num_queries(6):  # session, plan, the four of an Outline
        cast.guest.get(address)
    assert not Standing.objects.filter(plan=cast.guest_plan).exists()


def test_the_overview_checks_no_plan_that_is_kept_as_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(cast)
    monkeypatch.setattr(standing, "check", None)
    page(cast)


def test_a_new_release_of_the_program_makes_all_that_is_kept_out_of_date(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(cast)
    Standing.objects.update(words=99)
    assert seen(cast)["Student"].stands.words == 99  # type: ignore[union-attr]
    monkeypatch.setattr(standing, "program", lambda: "a-new-one")
    monkeypatch.setattr(overview, "program", lambda: "a-new-one")
    assert seen(cast)["Student"].stands.words == 0  # type: ignore[union-attr]


def test_another_format_or_edition_makes_it_out_of_date_too(cast: Cast) -> None:
    page(cast)
    for change in ({"exam_format": "aqa-7042-essay"}, {"bank": None}):
        Standing.objects.update(words=99)
        Plan.objects.filter(pk=cast.plan.pk).update(**change)
        assert seen(cast)["Student"].stands.words == 0  # type: ignore[union-attr]


def test_what_cannot_be_checked_yet_is_said_to_be_a_moment_old(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(cast)
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    monkeypatch.setattr(overview, "MOST_REFRESHED", 0)
    assert row_of(page(cast), "Student").split("just now ")[1] == "a moment old drafting"
    Standing.objects.all().delete()
    assert row_of(page(cast), "Student") == "Student just now a moment old drafting"
    monkeypatch.undo()
    assert "a moment old" not in page(cast)


def test_a_plan_that_cannot_be_reckoned_hides_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(outline: Any, *rest: Any) -> Any:
        if outline.author == "Student":
            raise RuntimeError("boom")
        return real(outline, *rest)

    join(cast, 2)
    real = check
    monkeypatch.setattr(standing, "check", broken)
    rows = seen(cast)
    assert [row.stands is not None for row in rows.values()] == [False, True, True, False]
    assert str(cast.plan.pk) in caplog.text


# As many questions for one as for four hundred


@pytest.mark.parametrize("more", [0, 30, 400])
def test_the_overview_asks_as_many_questions_for_one_student_as_for_four_hundred(
    more: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Assignment.objects.update(due_at=timezone.now())
    kept = works(look(cast.assignment))
    assert kept
    users = User.objects.bulk_create(User(username=f"u{number}") for number in range(more))
    Membership.objects.bulk_create(
        Membership(classroom=cast.classroom, user=user, role="student") for user in users
    )
    plans = Plan.objects.bulk_create(
        Plan(
            owner=user,
            assignment=cast.assignment,
            bank=cast.plan.bank,
            modified_at=cast.plan.modified_at,
        )
        for user in users
    )
    [row] = Standing.objects.all()
    Standing.objects.bulk_create(
        Standing(
            plan=plan, as_of=row.as_of, words=5, gaps=1, set_aside=0, says="A", facts=row.facts
        )
        for plan in plans
    )
    page(cast)  # what the library offers is read once a version
    # session, user, assignment; students, extensions, plans; what is kept of them
    with django_assert_num_queries(7):
        answer = cast.teacher.get(path(cast))
    assert len(names(answer.content.decode())) == more + 2
    with django_assert_num_queries(6):
        again = cast.teacher.get(path(cast), headers=partial_of(answer))
    assert again.status_code == 304
    Plan.objects.update(exam_format="there-is-none")
    # … all out of date: plans, format, the four of an Outline, and to keep it
    with django_assert_num_queries(14):
        cast.teacher.get(path(cast))


# Live


def partial_of(answer: Any) -> dict[str, str]:
    return {"X-Parts": "live", "If-None-Match": answer["ETag"]}


def test_the_script_gets_the_part_that_changes_and_nothing_where_nothing_changed(
    cast: Cast,
) -> None:
    cast.teacher.get(path(cast))
    whole = cast.teacher.get(path(cast))
    tag = whole["ETag"].replace('"', "&quot;")
    assertContains(whole, f'data-tag="{tag}"')
    assert cast.teacher.get(path(cast), headers=partial_of(whole)).status_code == 304
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    changed = cast.teacher.get(path(cast), headers=partial_of(whole))
    assert changed.status_code == 200
    assertNotContains(changed, "<html")
    assertContains(changed, 'id="students"')
    assert changed["ETag"] != whole["ETag"]


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: User.objects.filter(username="classmate").update(name="Anew"),
        lambda cast: Membership.objects.filter(user__username="classmate").delete(),
        lambda cast: hand_in(cast.plan, timezone.now()),
        lambda cast: Standing.objects.all().delete(),
        lambda cast: Extension.objects.create(
            assignment=cast.assignment, student=cast.plan.owner, due_at=timezone.now()
        ),
    ],
    ids=["a name", "who left", "handed in", "what is kept", "an extension"],
)
def test_whatever_the_page_shows_is_asked_for_again_when_it_changes(
    change: Any, cast: Cast
) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=1))
    cast.teacher.get(path(cast))
    whole = cast.teacher.get(path(cast))
    change(cast)
    assert cast.teacher.get(path(cast), headers=partial_of(whole)).status_code == 200


def test_a_row_leads_to_an_extension_of_its_student_where_there_may_be_one(cast: Cast) -> None:
    extensions = reverse("classes:extensions", args=[cast.assignment.pk])
    ticks = [
        f"{extensions}?student={User.objects.get(username=name).pk}"
        for name in ("student", "classmate")
    ]
    cast.assignment.due_at = None
    cast.assignment.save()
    assertNotContains(cast.teacher.get(path(cast)), "?student=")
    cast.assignment.due_at = timezone.now() + timedelta(days=1)
    cast.assignment.save()
    for address in ticks:
        assertContains(cast.teacher.get(path(cast)), f'href="{address}"')
        page = cast.teacher.get(address).content.decode()
        [box] = re.findall(r"<input[^>]*\bchecked\b[^>]*>", page)
        assert f'value="{address.rpartition("=")[2]}"' in box
    Classroom.objects.update(archived_at=timezone.now())
    assertNotContains(cast.teacher.get(path(cast)), "?student=")


# The two answers


def test_above_the_table_stands_who_needs_help_and_what_recurs(cast: Cast) -> None:
    join(cast, 1)
    cast.assignment.due_at = timezone.now() + timedelta(days=1)
    cast.assignment.save()
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    actions.save_text(Plan.objects.get(owner__username="extra0"), "argument", "", "It was luck.")
    answer = cast.teacher.get(path(cast))
    assertContains(answer, "<b>Classmate</b>: not started, due tomorrow at")
    assertContains(answer, "<b>2 of 2</b> The student has not said which factor weighs most.")
    assertContains(answer, '<p class="muted">extra0, Student</p>')
    assertContains(answer, "Objections nobody has both stated and answered:</b> to Skill, Rivals")
    assertContains(answer, "Evidence nobody used:")
    assertContains(answer, "Historians nobody quoted:")


def test_what_is_handed_in_waits_for_the_teacher_the_longest_first(cast: Cast) -> None:
    join(cast, 1)
    assertNotContains(cast.teacher.get(path(cast)), "Waiting for you")
    hand_in(Plan.objects.get(owner__username="extra0"), timezone.now())
    hand_in(cast.plan, timezone.now() - timedelta(days=1))
    answer = cast.teacher.get(path(cast))
    assertContains(answer, "<strong>Waiting for you:</strong> 2 handed in.")
    assertContains(answer, "Read the first: Student, since")


def test_five_who_need_help_are_shown_and_the_rest_on_request(cast: Cast) -> None:
    join(cast, 7)
    cast.assignment.set_at = timezone.now() - timedelta(days=9)
    cast.assignment.save()
    Plan.objects.filter(assignment=cast.assignment).update(
        modified_at=timezone.now() - timedelta(days=8)
    )
    assertContains(cast.teacher.get(path(cast)), "<summary>4 more</summary>")
