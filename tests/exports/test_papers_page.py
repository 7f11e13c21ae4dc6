"""Print and download: a paper is seen before it is taken, and the choice is there next time."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
import typst
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.argument.outline import Outline
from essayplanner.exports.papers import FORMS, PAPERS, Paper
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.plans import actions, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import lay_back
from essayplanner.plans.models import Plan, Revision
from factors.loading import load_pack
from factors.models import Bank, Topic
from tests.conftest import Cast
from tests.exports.reading import text_of
from tests.plans.test_renewal import CHANGES, changed_pack, renew

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 7, 3, 14, 5, tzinfo=UTC)  # five past three by a clock in London
HUGE = 999_999_999_999
HOSTILE = ("", "../../etc", "one-side\r\nSet-Cookie: a=b", "<script>", "\x00", "9" * 5000, "ä")


def papers(client: Client, plan: Plan, *version: int, **asked: Any) -> Any:
    return client.get(reverse("exports:papers", args=[plan.pk, *version]), asked)


def chosen(answer: Any) -> tuple[str, ...]:
    """The paper and the size that a page has chosen."""
    return tuple(re.findall(r'value="([\w-]+)"[^>]* checked', answer.content.decode()))


def pictures(answer: Any) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', unescape(answer.content.decode()))


def version(plan: Plan, argument: str = "It was luck.") -> Revision:
    """Return a version of a plan with this argument, which is not its argument any more."""
    actions.save_text(plan, "argument", "", argument)
    kept = revisions.keep(plan, Revision.Reason.WORK, THEN)
    actions.save_text(plan, "argument", argument, "It was skill.")
    return kept


def test_a_paper_is_shown_as_a_picture_with_the_size_of_its_page(cast: Cast) -> None:
    answer = papers(cast.student, cast.plan)
    assert chosen(answer) == ("one-side", "a4")
    assert pictures(answer) == ["one-side/1.png?size=a4"]
    assertContains(answer, 'width="595" height="842" alt="Page 1 of 1 as it will be printed.')
    answer = papers(cast.student, cast.plan, size="letter")
    assert pictures(answer) == ["one-side/1.png?size=letter"]
    assertContains(answer, 'width="612" height="792"')
    picture = cast.student.get(f"{answer.request['PATH_INFO']}{pictures(answer)[0]}")
    assert picture["Content-Type"] == "image/png"
    assert picture.content[16:24] == bytes.fromhex("000003fc00000528")  # 1020 by 1320


class Long(Sheet):
    """A paper of three pages, the last of them lying."""

    def sides(self, outline: Outline, told: Told) -> list[tuple[float, float]]:
        return [(595.2, 841.8), (595.2, 841.8), (841.8, 595.2)]


def test_the_pages_of_a_long_paper_are_turned_one_by_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Long("one_side", lambda outline, told: {})
    monkeypatch.setitem(PAPERS, "long", Paper("Long", "Of three pages.", {}, sheet))
    pages = [papers(cast.student, cast.plan, paper="long", page=page) for page in (1, 2, 3)]
    for number, page in enumerate(pages, 1):
        assertContains(page, f"Page {number} of 3</span>")
        assert pictures(page) == [f"long/{number}.png?size=a4"]
    assertContains(pages[2], 'width="842" height="595"')
    turned = [re.findall(r'rel="(next|prev)" href="([^"]+)"', str(page.content)) for page in pages]
    one, two, three = (f"?paper=long&amp;size=a4&amp;page={page}#shown" for page in (1, 2, 3))
    assert turned == [[("next", two)], [("prev", one), ("next", three)], [("prev", two)]]
    for wrong in ("0", "-1", "4", str(HUGE), "x", "", "9" * 5000):
        answer = papers(cast.student, cast.plan, paper="long", page=wrong)
        assert pictures(answer) == ["long/1.png?size=a4"]


@pytest.mark.parametrize("slug", PAPERS)
def test_every_paper_says_what_it_is_for_and_leads_to_each_of_its_forms(
    slug: str, cast: Cast
) -> None:
    answer = papers(cast.student, cast.plan, paper=slug, size="letter")
    assertContains(answer, f'<h2 id="shown-paper">{PAPERS[slug].name}</h2>')
    taken = re.findall(r'<a class="take" href="([^"]+)"', answer.content.decode())
    assert taken == [f"{slug}.{form}?size=letter" for form in PAPERS[slug].forms]
    for form in PAPERS[slug].forms:
        assertContains(answer, FORMS[form].good_for)
    assert bool(pictures(answer)) == bool(PAPERS[slug].sheet)


def test_a_file_without_a_picture_says_in_words_what_it_holds(cast: Cast) -> None:
    assertContains(papers(cast.student, cast.plan, paper="plan"), "<li>3 factors</li>")
    empty = papers(cast.student, cast.plan, paper="sources")
    assertContains(empty, "no work is cited in this plan")
    paragraph = cast.plan.paragraphs.get(factor="skill")
    actions.choose(paragraph, "evidence", "oath-speech")
    answer = papers(cast.student, cast.plan, paper="plan")
    assertContains(answer, "<li>1 piece of evidence</li>")
    assertContains(answer, "<li>1 source, in full</li>")
    cited = build_outline(cast.plan).sources[0].reference
    assertContains(papers(cast.student, cast.plan, paper="sources"), f"<li>{cited[0].text}")


def test_the_page_says_which_edition_of_the_topic_a_paper_is_made_from(cast: Cast) -> None:
    edition = cast.plan.edition
    assertContains(
        papers(cast.student, cast.plan),
        f"Made from the topic {cast.plan.topic_title}, edition {edition}.",
    )
    Plan.objects.filter(pk=cast.plan.pk).update(topic_title="", edition=0)
    assertContains(papers(cast.student, cast.plan), "Its question is in no topic of the library.")


def test_a_teacher_sees_whose_plan_it_is_and_the_way_back_to_the_class(cast: Cast) -> None:
    answer = papers(cast.teacher, cast.plan)
    assertContains(answer, "The plan of Student.")
    assertContains(answer, reverse("reviews:overview", args=[cast.assignment.pk]))
    assertNotContains(answer, "Back to your plan")
    assert chosen(answer) == ("teacher", "a4")
    overview = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(overview, reverse("exports:papers", args=[cast.plan.pk]))


# The last choice


def take(client: Client, plan: Plan, paper: str, form: str, **asked: Any) -> Any:
    return client.get(reverse("exports:paper", args=[plan.pk, paper, form]), asked)


def test_what_was_taken_last_is_chosen_next_time_and_on_the_next_plan(cast: Cast) -> None:
    plan = cast.guest_plan
    assert chosen(papers(cast.guest, plan)) == ("one-side", "a4")
    papers(cast.guest, plan, paper="full", size="letter")  # only looked at
    assert chosen(papers(cast.guest, plan)) == ("one-side", "a4")
    take(cast.guest, plan, "full", "pdf", size="letter")
    assert chosen(papers(cast.guest, plan)) == ("full", "letter")
    take(cast.guest, plan, "sources", "ris", size="a4")  # no paper to print
    assert chosen(papers(cast.guest, plan)) == ("full", "letter")
    assert chosen(papers(cast.guest, plan, size="a4")) == ("full", "a4")


def test_the_way_from_the_desk_to_the_pdf_stays_a4_and_changes_no_choice(cast: Cast) -> None:
    take(cast.student, cast.plan, "full", "pdf", size="letter")
    answer = take(cast.student, cast.plan, "one-side", "pdf")
    assert PdfReader(BytesIO(answer.content)).pages[0].mediabox[2:] == pytest.approx(
        [595.28, 841.89], abs=0.1
    )
    assert chosen(papers(cast.student, cast.plan)) == ("full", "letter")


def test_a_button_says_the_size_where_it_makes_a_difference(cast: Cast) -> None:
    answer = papers(cast.student, cast.plan, paper="full", size="letter")
    for said in ("Download PDF (US Letter)", "Download Word (US Letter)", "Download Markdown"):
        assertContains(answer, f">{said}</a>")
    assertContains(papers(cast.student, cast.plan, paper="sources"), ">Download RIS</a>")


def test_the_keyboard_can_pass_by_the_choice(cast: Cast) -> None:
    page = papers(cast.student, cast.plan).content.decode()
    skip = page.index('<a class="skip" href="#shown">')
    assert skip < page.index('name="paper"') < page.index('id="shown"')


def test_what_zotero_opens_best_comes_first() -> None:
    assert list(PAPERS["sources"].forms) == ["ris", "csl-json", "bibtex"]


def test_what_is_remembered_is_a_paper_and_a_size_and_goes_with_the_session(cast: Cast) -> None:
    assert take(cast.student, cast.plan, "one-side", "html", size="letter").cookies.keys() == {
        settings.SESSION_COOKIE_NAME
    }
    assert cast.student.session["paper"] == ["one-side", "letter"]
    assert not take(cast.student, cast.plan, "one-side", "html", size="letter").cookies
    cast.student.post(reverse("account_logout"))
    cast.student.force_login(User.objects.get(username="student"))
    assert chosen(papers(cast.student, cast.plan)) == ("one-side", "a4")


@pytest.mark.parametrize("wrong", HOSTILE)
def test_a_choice_that_there_is_not_is_as_good_as_none(wrong: str, cast: Cast) -> None:
    answer = papers(cast.student, cast.plan, paper=wrong, size=wrong)
    assert chosen(answer) == ("one-side", "a4")
    assert take(cast.student, cast.plan, "one-side", "pdf", size=wrong).status_code == 404
    picture = reverse("exports:preview", args=[cast.plan.pk, "one-side", 1])
    assert cast.student.get(picture, {"size": wrong}).status_code == 404


# What there is not


@pytest.mark.parametrize("old", [False, True], ids=["now", "version"])
@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("paper", ["nothing", "pdf"]),
        ("paper", ["one-side", "exe"]),
        ("paper", ["plan", "pdf"]),
        ("preview", ["nothing", 1]),
        ("preview", ["plan", 1]),
        ("preview", ["one-side", 0]),
        ("preview", ["one-side", 2]),
        ("preview", ["one-side", HUGE]),
    ],
)
def test_a_wrong_paper_form_or_page_is_not_found(
    name: str, rest: list[Any], old: bool, cast: Cast
) -> None:
    args = [cast.plan.pk, *([version(cast.plan).pk] if old else []), *rest]
    assert cast.student.get(reverse(f"exports:{name}", args=args)).status_code == 404


# An old version


def test_a_version_is_handed_out_as_it_was(cast: Cast) -> None:
    row = version(cast.plan)
    old = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, row.pk]))
    path = reverse("exports:papers", args=[cast.plan.pk, row.pk])
    assertContains(old, path)
    answer = papers(cast.student, cast.plan, row.pk)
    assertContains(answer, "This is your plan as it was on 3 July 2026, 15:05.")
    pdf = cast.student.get(f"{path}one-side.pdf")
    assert re.search(r"2026-07-03\W*15\W*05\W*\.pdf", unquote(pdf["Content-Disposition"]))
    text = text_of(PdfReader(BytesIO(pdf.content)))
    assert "It was luck." in text
    assert "It was skill." not in text
    assert "3 July 2026" in text
    now = cast.student.get(reverse("exports:paper", args=[cast.plan.pk, "one-side", "pdf"]))
    assert "It was skill." in text_of(PdfReader(BytesIO(now.content)))
    assert cast.student.get(f"{path}one-side/1.png").status_code == 200
    assert b"It was luck." in cast.student.get(f"{path}plan.json").content


def test_a_version_says_its_own_question_in_the_title(cast: Cast) -> None:
    row = version(cast.plan)
    Plan.objects.filter(pk=cast.plan.pk).update(question="Why not Trotsky?")
    assertContains(papers(cast.student, cast.plan, row.pk), "<title>Print and download · How far")


def test_a_version_has_the_bank_of_the_edition_that_it_names(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = version(cast.plan)
    load_pack(changed_pack(CHANGES))
    renew(cast)
    new = version(Plan.objects.get(pk=cast.plan.pk), "It was chance.")

    def scaffold(*of: int) -> str:
        path = reverse("exports:paper", args=[cast.plan.pk, *of, "scaffold", "pdf"])
        return text_of(PdfReader(BytesIO(cast.student.get(path).content)))

    for text, edition, theirs in (
        (scaffold(old.pk), 1, False),
        (scaffold(new.pk), 2, True),
        (scaffold(), 2, True),
    ):
        assert f"edition {edition} ·" in text
        assert ("Found yesterday" in text) == theirs
    papers(cast.student, cast.plan, old.pk)  # reads the library, once for all
    # session, user, plan; version, its edition
    with django_assert_num_queries(5):
        papers(cast.student, cast.plan, old.pk)
    Bank.objects.filter(number=1).update(published_at=None)  # there is no such edition any more
    assert "Found yesterday" in scaffold(old.pk)


def test_a_version_that_names_a_topic_of_somebody_else_gets_nothing_of_it(cast: Cast) -> None:
    row = version(cast.plan)
    plan = Plan.objects.with_library().get(pk=cast.plan.pk)
    outline = revisions.read(row)
    theirs = Topic.objects.create(slug="theirs")
    Bank.objects.create(topic=theirs, number=1, starts=1, ends=2, published_at=THEN)
    lay_back(plan, replace(outline, question=replace(outline.question, topic_slug="theirs")))
    assert plan.bank_id == cast.plan.bank_id


def test_a_version_is_its_writers_alone_and_of_its_own_plan(cast: Cast) -> None:
    mine, theirs = version(cast.plan), version(cast.guest_plan)
    for rest, name in (
        ([], "papers"),
        (["one-side", "pdf"], "paper"),
        (["one-side", 1], "preview"),
    ):
        path = reverse(f"exports:{name}", args=[cast.plan.pk, mine.pk, *rest])
        got = {who: client.get(path).status_code for who, client in cast.clients().items()}
        assert got == {**dict.fromkeys(got, 404), "student": 200, "teacher": 403}
        for wrong in (theirs.pk, 0, HUGE, 10**30):
            path = reverse(f"exports:{name}", args=[cast.plan.pk, wrong, *rest])
            assert cast.student.get(path).status_code == 404
        path = reverse(f"exports:{name}", args=[cast.guest_plan.pk, theirs.pk, *rest])
        assert cast.guest.get(path).status_code == 200


@pytest.mark.parametrize("content", [b"", b"no zstd", b"\x00" * 100])
def test_a_version_that_cannot_be_read_is_said_to_be_so(content: bytes, cast: Cast) -> None:
    row = version(cast.plan)
    Revision.objects.filter(pk=row.pk).update(content=content)
    for name, rest in (
        ("papers", []),
        ("paper", ["one-side", "pdf"]),
        ("preview", ["one-side", 1]),
    ):
        path = reverse(f"exports:{name}", args=[cast.plan.pk, row.pk, *rest])
        answer = cast.student.get(path, follow=True)
        assertRedirects(answer, reverse("plans:history", args=[cast.plan.pk]))
        assertContains(answer, "This version was kept by another release")


# What it costs


class Counting:
    """typst’s compiler, counting what it sets."""

    def __init__(self, real: Any) -> None:
        self.real, self.count = real, 0

    def __call__(self, *args: Any, **options: Any) -> Any:
        self.count += 1
        return self.real(*args, **options)


def test_a_page_sets_its_paper_once_and_a_file_without_picture_not_at_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = Counting(typst.Compiler)
    monkeypatch.setattr(typst, "Compiler", compiler)
    papers(cast.student, cast.plan)
    assert compiler.count == 1
    papers(cast.student, cast.plan, paper="plan")
    assert compiler.count == 1


def test_the_page_asks_no_more_of_a_full_plan_than_of_an_empty_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = version(cast.plan)
    papers(cast.student, cast.plan)  # reads the library, once for all
    for _ in range(2):
        # session, user, plan; choices, paragraphs, links, set aside
        with django_assert_num_queries(7):
            papers(cast.student, cast.plan)
        # session, user, plan; version
        with django_assert_num_queries(4):
            papers(cast.student, cast.plan, row.pk)
        for item in ("oath-speech", "lessons-of-october"):
            for paragraph in cast.plan.paragraphs.all():
                actions.choose(paragraph, "evidence", item)
