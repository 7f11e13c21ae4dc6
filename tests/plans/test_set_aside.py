"""“I mean it”: findings that are left as they are, on purpose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.argument import bank, findings
from essayplanner.argument.findings import check, find
from essayplanner.argument.outline import MOST_ABOUT, Outline, Question, SetAside
from essayplanner.argument.plan_file import PlanFileError, read, write
from essayplanner.argument.rule import Case, Gap
from essayplanner.plans import actions, drawing, keeping, revisions, setting_aside
from essayplanner.plans.build import build_outline
from essayplanner.plans.checked import lay_check
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.plan_files import storable
from factors.exam_formats import copy_format, load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NO_LINE = "no_line_of_argument/argument/"
MEANT = SetAside(rule="no_line_of_argument", place="argument")
SCRIPT = {"X-Parts": "changed"}
SAYS = "You have not yet said what you argue."


def post(cast: Cast, verb: str, data: dict[str, Any], **headers: str) -> Any:
    path = reverse(f"plans:{verb}", args=[cast.plan.pk])
    return cast.student.post(path, data, headers=headers)


def desk(cast: Cast) -> Any:
    return cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))


def aside(plan: Plan) -> tuple[SetAside, ...]:
    return build_outline(Plan.objects.get(pk=plan.pk)).set_aside


def key(cast: Cast) -> int:
    return cast.plan.set_aside.get().pk


def test_a_finding_is_set_aside_and_the_box_for_its_reason_comes_next(cast: Cast) -> None:
    answer = post(cast, "set_aside", {"finding": NO_LINE})
    place = reverse("plans:desk", args=[cast.plan.pk], fragment=f"aside-{key(cast)}")
    assertRedirects(answer, place, fetch_redirect_response=False)
    assert aside(cast.plan) == (MEANT,)
    page = desk(cast)
    assertContains(page, f'<p class="what">{SAYS}</p>')
    assertContains(page, f'<textarea dir="auto" id="aside-{key(cast)}"')
    assertContains(page, "Why (your teacher reads this)")
    assertNotContains(page, 'id="finding-no_line_of_argument-argument"')


def test_the_script_is_answered_with_the_parts(cast: Cast) -> None:
    answer = post(cast, "set_aside", {"finding": NO_LINE}, **SCRIPT)
    assertContains(answer, f'id="aside-{key(cast)}"')
    assertNotContains(answer, "<html")


def test_no_teacher_is_promised_where_none_reads(cast: Cast) -> None:
    path = reverse("plans:set_aside", args=[cast.guest_plan.pk])
    page = cast.guest.post(path, {"finding": NO_LINE}, follow=True)
    assertContains(page, "Why (for yourself, later)")
    assertNotContains(page, "Why (your teacher reads this)")


def test_the_reason_is_saved_like_every_text(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    place = f"aside-{key(cast)}"
    post(cast, "save", {f"{place}.was": "", place: "I write it last."})
    assert aside(cast.plan) == (replace(MEANT, reason="I write it last."),)
    assert actions.save_text(cast.plan, place, "", "Else").state == "conflict"


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_twice_is_once(headers: dict[str, str], cast: Cast) -> None:
    for _ in range(2):
        post(cast, "set_aside", {"finding": NO_LINE}, **headers)
        actions.save_text(cast.plan, f"aside-{key(cast)}", "", "Last.")
    assert aside(cast.plan) == (replace(MEANT, reason="Last."),)


@pytest.mark.parametrize(
    "finding",
    [
        "",
        "no_line_of_argument",
        "no_line_of_argument/argument",
        "no_line_of_argument/argument/1936",
        "no_line_of_argument/judgement/",
        "no_such_rule/argument/",
        "\0/\0/\0",
        "/" * 5000,
        "é" * 5000,
        "<hole>/%s/{}",
    ],
)
def test_nothing_is_set_aside_that_the_check_does_not_find(finding: str, cast: Cast) -> None:
    if finding == "no_line_of_argument/argument":
        actions.save_text(cast.plan, "argument", "", "It was skill.")
    before = Plan.objects.values_list("modified_at", flat=True).get(pk=cast.plan.pk)
    refused = post(cast, "set_aside", {"finding": finding}, **SCRIPT)
    assert (refused.status_code, refused.content.decode()) == (422, setting_aside.GONE)
    post(cast, "set_aside", {"finding": finding})
    assertContains(desk(cast), setting_aside.GONE)
    assert aside(cast.plan) == ()
    assert Plan.objects.values_list("modified_at", flat=True).get(pk=cast.plan.pk) == before


def test_the_texts_that_came_with_it_are_saved_first(cast: Cast) -> None:
    texts = {"argument.was": "", "argument": "It was skill."}
    refused = post(cast, "set_aside", {"finding": NO_LINE, **texts}, **SCRIPT)
    assert (refused.status_code, refused.content.decode()) == (422, setting_aside.GONE)
    assert Plan.objects.get(pk=cast.plan.pk).argument == "It was skill."


def test_a_finding_set_aside_whose_gap_is_gone_is_shown_as_long_as_there_are_words_in_it(
    cast: Cast,
) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    place = f"aside-{key(cast)}"
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    assertNotContains(desk(cast), f'data-finding="{NO_LINE}"')
    actions.save_text(cast.plan, "argument", "It was skill.", "")
    assertContains(desk(cast), f'data-finding="{NO_LINE}"')
    # Its box may be open in another tab.
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    assert actions.save_text(cast.plan, place, "", "Last.").state == "saved"
    page = desk(cast)
    assertContains(page, f'<li data-finding="{NO_LINE}"')
    assertContains(page, "Not found any more: The plan does not yet say", count=3)
    assertContains(page, "Last.</textarea>")
    assertContains(page, ">Take out<")
    assertContains(page, "Why (for yourself, later)")  # the class overview tells what is found
    post(cast, "look_again", {"aside": str(key(cast))})
    assert aside(cast.plan) == ()


def test_one_whose_subject_has_changed_keeps_its_reason(cast: Cast) -> None:
    cast.plan.set_aside.create(
        rule="evidence_outside_the_dates", place="skill-explanation", about="1937", reason="Why."
    )
    page = desk(cast)
    assertContains(page, 'data-finding="evidence_outside_the_dates/skill-explanation/1937"')
    assertContains(page, "Why.</textarea>")


def test_one_of_a_rule_that_is_no_more_can_be_read_and_taken_out(cast: Cast) -> None:
    cast.plan.set_aside.create(rule="<hole>", place="%s", about="{{ hole }}", reason="Why.")
    page = desk(cast)
    assertContains(page, 'data-finding="&lt;hole&gt;/%s/{{ hole }}"')
    assertContains(page, "Not found any more: an older finding.", count=3)


def test_words_for_one_that_is_not_found_any_more_come_back_in_its_box(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    place = f"aside-{key(cast)}"
    texts = {"argument.was": "", "argument": "Skill.", f"{place}.was": "", place: "x" * 10_001}
    page = post(cast, "save", texts)
    assertContains(page, "x" * 10_001, count=1, status_code=422)
    assertNotContains(page, '<pre class="given-back"', status_code=422)


def test_what_is_set_aside_in_one_plan_is_drawn_for_the_next_without_a_template(
    cast: Cast,
) -> None:
    def mean(about: str) -> None:
        names = [finding.name for finding in find(build_outline(cast.plan))]
        rows = [setting_aside.set_aside(cast.plan, name) for name in names]
        rows.append(cast.plan.set_aside.create(rule="old", place="x", about=about, reason=about))
        desk(cast)
        for row in rows:
            row.delete()

    mean("What one student wrote.")
    # What is kept for the next time knows neither a row nor a word of this plan.
    before = drawing._drawn.cache_info().misses
    mean("What another student wrote.")
    assert drawing._drawn.cache_info().misses == before


def test_it_can_be_looked_at_again_and_its_reason_is_in_the_history(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    actions.save_text(cast.plan, f"aside-{key(cast)}", "", "Last.")
    answer = post(cast, "look_again", {"aside": str(key(cast))})
    place = reverse("plans:desk", args=[cast.plan.pk], fragment="check")
    assertRedirects(answer, place, fetch_redirect_response=False)
    assert aside(cast.plan) == ()
    assertContains(desk(cast), 'id="finding-no_line_of_argument-argument"')
    kept = cast.plan.revisions.first()
    assert kept
    assert kept.reason == Revision.Reason.TAKEN_OUT
    assert revisions.read(kept).set_aside == (replace(MEANT, reason="Last."),)
    page = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, kept.pk]))
    assertContains(page, "Last.")


def test_looking_again_at_what_is_back_already_changes_nothing(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    number = str(key(cast))
    post(cast, "look_again", {"aside": number})
    count = cast.plan.revisions.count()
    assert post(cast, "look_again", {"aside": number}).status_code == 302
    assert cast.plan.revisions.count() == count


def test_a_reason_that_is_not_saved_is_settled_first(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    place = f"aside-{key(cast)}"
    actions.save_text(cast.plan, place, "", "Stored.")
    texts = {f"{place}.was": "", place: "Typed."}
    data = {"aside": str(key(cast)), **texts}
    assert post(cast, "look_again", data, **SCRIPT).status_code == 422
    page = post(cast, "look_again", data)
    assertContains(page, "Typed.", status_code=409)
    assert aside(cast.plan) == (replace(MEANT, reason="Stored."),)


def test_words_for_a_reason_that_is_not_asked_any_more_are_given_back(cast: Cast) -> None:
    place = "aside-999"
    page = post(cast, "save", {f"{place}.was": "", place: "My words."})
    assertContains(page, '<pre class="given-back" id="aside-999"', status_code=422)
    assertContains(page, "My words.", status_code=422)


def test_a_reason_with_trouble_is_given_back_in_its_own_box_alone(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    place = f"aside-{key(cast)}"
    page = post(cast, "save", {f"{place}.was": "", place: "x" * 10_001})
    assertContains(page, "x" * 10_001, count=1, status_code=422)
    assertNotContains(page, '<pre class="given-back"', status_code=422)


@pytest.mark.parametrize("number", ["", "x", "1/1", "-1", "٣x", "9" * 400, "\0"])
def test_what_cannot_be_a_finding_set_aside_is_not_found(number: str, cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    assert post(cast, "look_again", {"aside": number}).status_code == 404
    assert aside(cast.plan) == (MEANT,)


def test_a_finding_set_aside_in_another_plan_stays(cast: Cast) -> None:
    other = setting_aside.set_aside(cast.guest_plan, ("no_line_of_argument", "argument", ""))
    post(cast, "look_again", {"aside": str(other.pk)})
    place = f"aside-{other.pk}"
    post(cast, "save", {f"{place}.was": "", place: "Not mine."})
    assert aside(cast.guest_plan) == (MEANT,)


def test_restoring_copying_and_a_plan_file_keep_it(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    actions.save_text(cast.plan, f"aside-{key(cast)}", "", "Last.")
    meant = (replace(MEANT, reason="Last."),)
    now = timezone.now() + timedelta(hours=1)
    assert aside(keeping.duplicate(cast.plan, now)) == meant
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    assert read(write(outline), 10_000).set_aside == meant
    kept = revisions.keep(cast.plan, Revision.Reason.WORK, now)
    setting_aside.look_again(cast.plan, key(cast))
    actions.restore(cast.plan, kept, now)
    assert aside(cast.plan) == meant


def test_the_class_overview_counts_what_is_open_and_tells_what_is_not_with_its_reason(
    cast: Cast,
) -> None:
    count = len(find(build_outline(cast.plan)))
    path = reverse("reviews:overview", args=[cast.assignment.pk])
    assertContains(cast.teacher.get(path), f'<td class="n">{count}</td>')
    post(cast, "set_aside", {"finding": NO_LINE})
    page = cast.teacher.get(path)
    assertContains(page, f'<td class="n">{count - 1}</td>')
    assertContains(page, "1 gap left on purpose")
    told = f"<li>{SAYS} <span class={{}}</span></li>"
    assertContains(page, told.format('"muted">No reason given.'))
    actions.save_text(cast.plan, f"aside-{key(cast)}", "", "<b>I write it\nlast.</b>")
    reason = '"reason" dir="auto">&lt;b&gt;I write it\nlast.&lt;/b&gt;'
    assertContains(cast.teacher.get(path), told.format(reason))


def test_a_plan_in_which_all_is_left_on_purpose_does_not_pass_for_one_without_gaps(
    cast: Cast,
) -> None:
    gaps = find(build_outline(cast.plan))
    for finding in gaps:
        setting_aside.set_aside(cast.plan, finding.name)
    page = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(page, "on purpose", count=1)
    assertContains(page, f"{len(gaps)} gaps left on purpose")


@pytest.mark.parametrize("count", [0, 5])
@pytest.mark.parametrize(
    ("slug", "queries"),
    [("", 7), ("aqa-7042-essay", 8), ("twelve-b", 9)],
    ids=["no exam format", "a built-in one", "one of a teacher"],
)
def test_the_desk_asks_as_many_questions_however_much_is_set_aside(
    slug: str,
    queries: int,
    count: int,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_formats(read_formats())
    teacher = User.objects.get(username="teacher")
    built_in = ExamFormat.objects.get(slug="aqa-7042-essay")
    ExamFormat.objects.filter(pk=copy_format(built_in, teacher.pk).pk).update(slug="twelve-b")
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=slug)
    for finding in find(build_outline(cast.plan))[:count]:
        setting_aside.set_aside(cast.plan, finding.name)
    desk(cast)
    # Session, user, plan, the four of an Outline; the format, and whom its writer teaches.
    with django_assert_num_queries(queries):
        desk(cast)


def test_a_long_subject_is_cut_and_still_names_its_finding(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_case: Case) -> Iterator[Gap]:
        yield Gap("Who is that?", "argument", about="é" * 300)

    monkeypatch.setattr(findings, "RULES", (replace(findings.RULES[0], look=look),))
    [finding] = find(build_outline(cast.plan))
    assert len(finding.about) == MOST_ABOUT
    post(cast, "set_aside", {"finding": "/".join(finding.name)})
    row = cast.plan.set_aside.get()
    row.full_clean()  # no longer than its column, which SQLite does not mind
    assert check(build_outline(cast.plan)).findings == ()
    file = build_outline(cast.plan)
    assert storable(file) == file
    longer = replace(file.set_aside[0], about="é" * (MOST_ABOUT + 1))
    with pytest.raises(PlanFileError, match="more than 255 characters"):
        storable(replace(file, set_aside=(longer,)))


def test_in_coursework_a_finding_is_its_question_and_the_place_says_where(cast: Cast) -> None:
    outline = build_outline(cast.plan)
    coursework = bank.ExamFormat(key="nea", name="NEA", coursework=True)
    urls = dict.fromkeys(("set_aside", "look_again", "mend_quotation"), "/verb/")
    found = check(outline, exam=coursework)
    markup = lay_check(outline, found, [], "reason", {}, urls).first_markup()
    assert found.findings[0].what in markup
    assert "Go to Line of argument" in markup
    assert 'class="why"' not in markup


def test_where_nothing_is_found_it_says_what_was_read_and_what_it_cannot_tell(cast: Cast) -> None:
    for finding in find(build_outline(cast.plan)):
        setting_aside.set_aside(cast.plan, finding.name)
    page = desk(cast)
    assertContains(page, "Check: nothing more found")
    assertContains(
        page,
        "The check has read your line of argument, 3 paragraphs with 0 pieces of evidence and "
        "0 quotations, 0 links and your judgement",
    )
    assertContains(page, "It cannot tell whether your argument convinces")
    assertContains(page, f'href="{reverse("rules")}"')


def test_going_back_keeps_the_box_of_a_reason_that_is_open_elsewhere(cast: Cast) -> None:
    post(cast, "set_aside", {"finding": NO_LINE})
    open_box = key(cast)
    actions.save_text(cast.plan, f"aside-{open_box}", "", "I write it in class.")
    revision = revisions.keep(cast.plan, Revision.Reason.WORK, timezone.now())
    actions.save_text(cast.plan, f"aside-{open_box}", "I write it in class.", "Later.")
    actions.restore(cast.plan, revision, timezone.now())
    assert (key(cast), cast.plan.set_aside.get().reason) == (open_box, "I write it in class.")
    saved = actions.save_text(cast.plan, f"aside-{open_box}", "I write it in class.", "So.")
    assert saved.state == "saved"


def test_looking_again_at_what_is_gone_is_not_to_be_settled_first(cast: Cast) -> None:
    data = {"aside": "9", "aside-9": "My words.", "aside-9.was": ""}
    answer = post(cast, "look_again", data)
    assertContains(answer, "My words.", status_code=422)
    assertNotContains(answer, "Settle that first", status_code=422)


@pytest.mark.parametrize(
    ("rules", "order"),
    [
        ("aaabcd", [0, 3, 4, 1, 2, 5]),
        ("aaab", [0, 3, 1, 2]),
        ("aaaa", [0, 1, 2, 3]),
        ("abcd", [0, 1, 2, 3]),
        ("", []),
    ],
)
def test_one_rule_is_shown_once_at_first_unless_nothing_else_is_left(
    rules: str, order: list[int]
) -> None:
    found = tuple(
        findings.Finding(
            rule=rule, what=f"{number}", why="", place="links", strand="Analysis", weight=1
        )
        for number, rule in enumerate(rules)
    )
    checked = lay_check(
        Outline(question=Question(text="Why?")), findings.Check(found, ()), [], "reason", {}, {}
    )
    assert [int(row.what) for row in checked.findings] == order
