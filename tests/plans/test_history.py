"""A plan's history: every plan can be put back to what it was, and going back can be undone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import zstandard
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.argument import plan_file
from essayplanner.argument.outline import (
    Evidence,
    Outline,
    SetAside,
    evidence_to_plain,
    to_json,
)
from essayplanner.plans import actions, linking, ranking, revisions, setting_aside
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Link, Plan, Revision
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORK, TAKEN_OUT, RESTORED = (
    Revision.Reason.WORK,
    Revision.Reason.TAKEN_OUT,
    Revision.Reason.RESTORED,
)


def write(cast: Cast, text: str, place: str = "argument") -> None:
    factor, _, field = place.rpartition("-")
    plan = Plan.objects.get(pk=cast.plan.pk)
    row = plan.paragraphs.get(factor=factor) if factor else plan
    setattr(row, field, text)
    row.save()


def keep(cast: Cast, reason: Revision.Reason = WORK, at: datetime = NOW) -> Revision:
    return revisions.keep(cast.plan, reason, at)


def now(cast: Cast) -> Outline:
    return build_outline(Plan.objects.get(pk=cast.plan.pk))


def post(cast: Cast, verb: str, *rest: Any, **data: str) -> Any:
    return cast.student.post(reverse(f"plans:{verb}", args=[cast.plan.pk, *rest]), data)


def kept(cast: Cast) -> list[tuple[str, int]]:
    """The reasons and lengths of all that is kept, the newest first."""
    return list(cast.plan.revisions.values_list("reason", "words"))


# Keeping


def test_a_plan_that_has_not_changed_is_not_kept_twice(cast: Cast) -> None:
    first = keep(cast)
    assert keep(cast, at=NOW + timedelta(hours=1)) == first
    assert kept(cast) == [("work", 0)]
    write(cast, "It was skill.")
    assert keep(cast, at=NOW + timedelta(hours=2)) != first
    assert kept(cast) == [("work", 3), ("work", 0)]


def test_the_reasons_of_what_is_left_on_purpose_are_words_of_the_plan(cast: Cast) -> None:
    write(cast, "It was skill.")
    cast.plan.set_aside.create(rule="no_links", place="links", reason="I draw them by hand.")
    keep(cast)
    assert kept(cast) == [("work", 8)]


def test_a_moment_that_matters_stays_one_where_the_plan_was_kept_already(cast: Cast) -> None:
    keep(cast)
    keep(cast, TAKEN_OUT)
    keep(cast)
    assert kept(cast) == [("taken-out", 0)]


def test_old_revisions_are_thinned_out_when_one_is_made(cast: Cast) -> None:
    for minute in range(0, 180, 3):
        write(cast, f"{'word ' * minute}")
        keep(cast, at=NOW + timedelta(minutes=minute))
    # The oldest, two hours by the quarter, the last hour whole.
    assert [words for _, words in kept(cast)][:20] == list(range(177, 117, -3))
    assert [words for _, words in kept(cast)][20:] == [117, 102, 87, 72, 57, 42, 27, 12, 0]


def test_work_is_kept_every_few_minutes_and_not_more_often(cast: Cast) -> None:
    for text in ("one", "one two", "one two three"):
        post(cast, "save", **{"argument": text, "argument.was": now(cast).argument})
    assert kept(cast) == [("work", 0)]
    Plan.objects.filter(pk=cast.plan.pk).update(kept_at=NOW - timedelta(days=400))
    post(cast, "save", **{"argument": "four", "argument.was": "one two three"})
    assert kept(cast) == [("work", 3), ("work", 0)]


def test_a_save_that_changes_nothing_keeps_nothing(cast: Cast) -> None:
    write(cast, "from the phone")
    before = Plan.objects.values().get(pk=cast.plan.pk)
    answer = post(cast, "save", **{"argument": "from here", "argument.was": ""})
    assert answer.status_code == 409
    assert Plan.objects.values().get(pk=cast.plan.pk) == before
    assert kept(cast) == []


@pytest.mark.parametrize(
    ("verb", "data", "reason"),
    [
        ("choose", {"to": "skill", "item": "evidence/oath-speech"}, "work"),
        ("move", {"move": "rivals/up"}, "work"),
        ("take_out", {"chosen": "skill/evidence/lessons-of-october"}, "taken-out"),
        ("order_as_ranked", {}, "work"),
        ("change_link", {"link": "1", "link-kind-1": "depended"}, "work"),
        ("add_link", {"cause": "skill", "effect": "rivals", "link-kind": "limited"}, "work"),
        ("factors", {"factors": "policy"}, "work"),
    ],
)
def test_choosing_ranking_and_taking_out_count_as_work(
    verb: str, data: dict[str, str], reason: str, cast: Cast
) -> None:
    actions.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "lessons-of-october")
    ranking.reorder(cast.plan, "structure", "earlier")
    linking.add_link(cast.plan, "rivals", "skill", "limited")
    Plan.objects.update(kept_at=None)
    Revision.objects.all().delete()
    before = now(cast)
    for _ in range(2):
        assert post(cast, verb, **data).status_code in (302, 422)  # a link is added once
    (revision,) = cast.plan.revisions.all()
    assert (revision.reason, revisions.read(revision)) == (reason, before)


def test_a_new_item_of_ones_own_counts_as_work(cast: Cast) -> None:
    before = now(cast)
    for key in ("own-0123456789abcdef", "own-0123456789abcde0"):
        assert post(cast, "own_evidence", "skill", key, what="Mine").status_code == 302
    (revision,) = cast.plan.revisions.all()
    assert (revision.reason, revisions.read(revision)) == ("work", before)


def test_of_a_burst_of_taking_out_one_revision_is_kept(cast: Cast) -> None:
    skill = cast.plan.paragraphs.get(factor="skill")
    for key in ("oath-speech", "lessons-of-october", "foundations-of-leninism"):
        actions.choose(skill, "evidence", key)
    Plan.objects.update(kept_at=None)
    before = now(cast)
    for key in ("oath-speech", "lessons-of-october", "foundations-of-leninism"):
        post(cast, "take_out", chosen=f"skill/evidence/{key}")
    assert kept(cast)[0][0] == "taken-out"
    assert revisions.read(cast.plan.revisions.all()[0]) == before


def test_evidence_of_ones_own_that_is_taken_out_is_in_the_history_however_fast(cast: Cast) -> None:
    skill = cast.plan.paragraphs.get(factor="skill")
    for key in ("one", "two"):
        keep(cast)
        own = Evidence(key=key, date="1924", date_text="1924", title=key, text="Mine.", own=True)
        Choice.objects.create(
            paragraph=skill, kind="evidence", key=key, item=evidence_to_plain(own)
        )
        before = now(cast)
        post(cast, "take_out", chosen=f"skill/evidence/{key}")
        assert revisions.read(cast.plan.revisions.all()[0]) == before


# Going back


def test_a_plan_is_put_back_whole_and_going_back_can_be_undone(cast: Cast) -> None:
    write(cast, "It was skill.")
    write(cast, "He used his posts.", "skill-point")
    skill = cast.plan.paragraphs.get(factor="skill")
    actions.choose(skill, "evidence", "oath-speech")
    actions.choose(skill, "quotation", "deutscher-trotsky-felt-secure")
    Link.objects.create(plan=cast.plan, number=1, cause="rivals", effect="skill", kind="limited")
    before, then = now(cast), keep(cast)
    actions.take_out(skill, "evidence", "oath-speech")
    ranking.move(cast.plan, "rivals", "up")
    write(cast, "It was luck.")
    Link.objects.all().delete()
    after = now(cast)
    answer = post(cast, "restore", then.pk)
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, desk, fetch_redirect_response=False)
    page = cast.student.get(desk)
    history = reverse("plans:history", args=[cast.plan.pk])
    assertContains(
        page,
        "The plan is as it was on 20 November 2026, 12:00. What you had before is kept: "
        f"see <a href='{history}'>History</a>.",
    )
    assert now(cast) == before
    undo = cast.plan.revisions.all()[0]
    assert undo.reason == RESTORED
    post(cast, "restore", undo.pk)
    assert now(cast) == after


def test_going_back_twice_is_going_back_once(cast: Cast) -> None:
    then = keep(cast)
    write(cast, "It was skill.")
    for _ in range(2):
        post(cast, "restore", then.pk)
    assert kept(cast) == [("restored", 3), ("work", 0)]


def test_going_back_leaves_the_owner_the_class_and_the_library(cast: Cast) -> None:
    fields = ("owner", "guest_key", "assignment", "bank", "scaffold", "view", "deleted_at")
    before = Plan.objects.values(*fields).get(pk=cast.plan.pk)
    then = keep(cast)
    write(cast, "It was skill.")
    post(cast, "restore", then.pk)
    assert Plan.objects.values(*fields).get(pk=cast.plan.pk) == before


def test_a_tab_that_is_open_meanwhile_overwrites_nothing_and_is_asked(cast: Cast) -> None:
    write(cast, "as it was")
    then = keep(cast)
    write(cast, "as it is")
    post(cast, "restore", then.pk)
    answer = post(cast, "save", **{"argument": "as it is, and more", "argument.was": "as it is"})
    assertContains(answer, "as it is, and more</textarea>", status_code=409)
    assert now(cast).argument == "as it was"


def test_a_sentence_that_is_typed_meanwhile_does_not_land_at_another_link(cast: Cast) -> None:
    def links() -> list[tuple[int, str, str]]:
        return list(Link.objects.order_by("number").values_list("number", "cause", "effect"))

    linking.add_link(cast.plan, "rivals", "skill", "limited")
    linking.add_link(cast.plan, "structure", "skill", "limited")
    then = keep(cast)
    Link.objects.filter(number=1).delete()
    post(cast, "restore", then.pk)
    # Both take numbers that no page has seen yet.
    assert links() == [(3, "rivals", "skill"), (4, "structure", "skill")]
    then = keep(cast, at=NOW + timedelta(hours=1))
    linking.add_link(cast.plan, "skill", "rivals", "limited")
    post(cast, "restore", then.pk)
    assert links() == [(6, "rivals", "skill"), (7, "structure", "skill")]


def test_a_version_that_cannot_be_read_is_said_to_be_one(cast: Cast) -> None:
    for content in (
        zstandard.compress(b'{"question": 3}'),
        b"nonsense",
        zstandard.compress(b"\xff"),
    ):
        row = Revision.objects.create(
            plan=cast.plan, made_at=NOW, reason=WORK, words=0, content=content
        )
        history = reverse("plans:history", args=[cast.plan.pk])
        before = now(cast)
        address = reverse("plans:revision", args=[cast.plan.pk, row.pk])
        for ask in (partial(cast.student.get, address), partial(post, cast, "restore", row.pk)):
            assertRedirects(ask(), history, fetch_redirect_response=False)
            assertContains(cast.student.get(history), "kept by another release")
        assert now(cast) == before


def test_a_version_of_an_older_release_that_knew_less_is_read(cast: Cast) -> None:
    content = zstandard.compress(b'{"question": {"text": "Why?"}, "of_another_time": 3}')
    row = Revision.objects.create(
        plan=cast.plan, made_at=NOW, reason=WORK, words=0, content=content
    )
    post(cast, "restore", row.pk)
    assert now(cast).question.text == "Why?"


# The pages


def test_the_history_is_listed_by_day_the_newest_first(cast: Cast) -> None:
    keep(cast, at=NOW - timedelta(days=1))
    write(cast, "It was skill.")
    last = keep(cast, TAKEN_OUT)
    page = cast.student.get(reverse("plans:history", args=[cast.plan.pk])).content.decode()
    assert page.index("Friday 20 November 2026</h2>") < page.index("Thursday 19 November 2026</h2>")
    address = reverse("plans:revision", args=[cast.plan.pk, last.pk])
    assert (
        f'<a href="{address}"><span class="sr-only">Friday 20 November 2026, </span>12:00</a>'
        in page
    )
    assert "before something was taken out" in page
    assert "3 words" in page


def test_a_plan_without_a_history_says_when_there_will_be_one(cast: Cast) -> None:
    answer = cast.student.get(reverse("plans:history", args=[cast.plan.pk]))
    assertContains(answer, "Nothing is kept yet")


@pytest.mark.parametrize("count", [1, 200])
def test_the_history_costs_as_much_for_many_as_for_few(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content = zstandard.compress(to_json(replace(now(cast), argument="Other.")).encode())
    Revision.objects.bulk_create(
        Revision(
            plan=cast.plan, made_at=NOW - timedelta(hours=n), reason=WORK, words=n, content=content
        )
        for n in range(count)
    )
    with django_assert_num_queries(4):  # session, user, plan, revisions
        answer = cast.student.get(reverse("plans:history", args=[cast.plan.pk]))
    assertContains(answer, "/history/", count)
    first = cast.plan.revisions.all()[0]
    # session, user, plan, revision, choices, paragraphs, links
    with django_assert_num_queries(8):
        cast.student.get(reverse("plans:revision", args=[cast.plan.pk, first.pk]))


def test_keeping_costs_as_much_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 150):
        for n in range(count):
            Revision.objects.create(
                plan=cast.plan,
                made_at=NOW - timedelta(seconds=n),
                reason=WORK,
                words=0,
                content=b"",
            )
        # kept_at; plan, choices, paragraphs, links; newest; insert; what is there
        with django_assert_num_queries(9):
            keep(cast, at=NOW + timedelta(seconds=count))
        write(cast, f"{count}")


def test_a_version_is_shown_beside_the_plan_and_only_what_differs(cast: Cast) -> None:
    write(cast, "It was <b>skill</b> alone.")
    then = keep(cast)
    write(cast, "It was not <b>skill</b> alone.")
    write(cast, "A point.", "rivals-point")
    page = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, then.pk]))
    text = page.content.decode()
    assert (
        '<ins><span class="sr-only">[new: </span>not <span class="sr-only">]</span></ins>' in text
    )
    assert escape("<b>skill</b> alone.") in text
    assert "<b>skill" not in text
    assertContains(page, "(nothing)", 1)
    assertNotContains(page, "Counter-argument")
    assert "The same then and now: Question, " in text


def test_a_version_that_is_like_the_plan_offers_nothing_to_go_back_to(cast: Cast) -> None:
    page = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, keep(cast).pk]))
    assertContains(page, "Your plan is the same now.")
    assertNotContains(page, "Put the plan back")


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_version_that_is_not_there_is_not_found(number: int, cast: Cast) -> None:
    keep(cast)
    path = reverse("plans:revision", args=[cast.plan.pk, number])
    assert cast.student.get(path).status_code == 404
    assert post(cast, "restore", number).status_code == 404


def test_a_version_of_somebody_elses_plan_is_not_found_at_ones_own(cast: Cast) -> None:
    theirs = revisions.keep(cast.guest_plan, WORK, NOW)
    path = reverse("plans:revision", args=[cast.plan.pk, theirs.pk])
    assert cast.student.get(path).status_code == 404
    assert post(cast, "restore", theirs.pk).status_code == 404


def test_nobody_else_reads_what_a_plan_once_said(cast: Cast) -> None:
    write(cast, "xylophone")
    then = keep(cast)
    write(cast, "It was skill.")
    for path in (
        reverse("plans:history", args=[cast.plan.pk]),
        reverse("plans:revision", args=[cast.plan.pk, then.pk]),
    ):
        for who, client in cast.clients().items():
            answer = client.get(path)
            expected = {"student": 200, "teacher": 403}.get(who, 404)
            assert (who, answer.status_code) == (who, expected)
            assert who == "student" or "xylophone" not in answer.content.decode()


# What was decided on purpose

AQA = "aqa-7042-essay"


def test_what_was_decided_on_purpose_survives_going_back_copying_aiming_and_a_file(
    cast: Cast,
) -> None:
    load_formats(read_formats())
    meant = setting_aside.set_aside(cast.plan, ("no_line_of_argument", "argument", ""))
    actions.save_text(cast.plan, f"aside-{meant.pk}", "", "It comes last.")
    write(cast, "Later, and with another leader.", "skill-without")
    assert post(cast, "strands", exam_format=AQA).status_code == 302
    full = now(cast)
    assert (full.exam_format, full.paragraphs[0].without, full.set_aside) == (
        AQA,
        "Later, and with another leader.",
        (SetAside(rule="no_line_of_argument", place="argument", reason="It comes last."),),
    )

    # A file first, and then a copy: neither is of a class.
    file = SimpleUploadedFile("my.plan.json", plan_file.write(full), "application/json")
    opened = cast.student.post(reverse("plans:open_file"), {"file": file})["Location"]
    copied = post(cast, "duplicate")["Location"]
    for address in (opened, copied):
        assert build_outline(Plan.objects.get(pk=address.split("/")[2])) == full
    aimed = post(cast, "aim", question="to-what-extent-rivals")["Location"]
    aimed_outline = build_outline(Plan.objects.get(pk=aimed.split("/")[2]))
    assert words_on_purpose(aimed_outline) == words_on_purpose(full)

    then = keep(cast)
    post(cast, "look_again", aside=str(meant.pk))
    write(cast, "", "skill-without")
    post(cast, "strands", exam_format="")
    assert words_on_purpose(now(cast)) == ("", (), set())
    page = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, then.pk]))
    for says in (
        "<h3>Exam format</h3>",
        f'<del><span class="sr-only">[gone: </span>{ExamFormat.objects.get(slug=AQA)}',
        "Later, and with another leader.",
        "It comes last.",
    ):
        assertContains(page, says)
    post(cast, "restore", then.pk)
    assert now(cast) == full


def words_on_purpose(outline: Outline) -> tuple[str, tuple[SetAside, ...], set[str]]:
    without = {row.without for row in outline.paragraphs} - {""}
    return outline.exam_format, outline.set_aside, without
