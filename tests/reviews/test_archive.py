"""Everything of a class in one archive."""

import csv
import io
import tracemalloc
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from essayplanner.argument import plan_file
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Membership
from essayplanner.exports import full
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.reviews.actions import hand_in
from essayplanner.reviews.models import Comment, Reply, Review, Submission
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat, Question
from tests.conftest import Cast
from tests.exports.reading import text_of
from tests.reviews.given import HOSTILE, NOON, fill, plan_of, review, saved, student

pytestmark = pytest.mark.django_db


def fetch(cast: Cast) -> ZipFile:
    response: Any = cast.teacher.get(reverse("reviews:archive", args=[cast.classroom.pk]))
    assert response.streaming
    made = ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert made.testzip() is None
    return made


def table(made: ZipFile, name: str) -> list[dict[str, str]]:
    text = made.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def folder(made: ZipFile) -> str:
    (name,) = {name.partition("/")[0] for name in made.namelist() if name.startswith("01")}
    return name


def test_it_has_the_roster_the_plans_the_submissions_and_what_was_said(cast: Cast) -> None:
    amy = plan_of(cast, student(cast, "amy", "Amy Ash"), ["skill"])
    hand_in(amy, NOON - timedelta(days=1))
    Plan.objects.filter(pk=amy.pk).update(argument="It was skill.")
    code = saved(cast, "E2", "How?")
    given = review(
        amy,
        summary="Good.",
        levels={"Argument": "Level 4"},
        mark=15,
        comments=[("skill-point", "=Which skill?", code)],
    )
    Reply.objects.create(
        comment=given.comments.get(), author=amy.owner, text="Patience.", made_at=NOON
    )
    Comment.objects.create(review=given, place="", text="A draft.", made_at=NOON)
    made = fetch(cast)
    top = folder(made)
    assert top.startswith("01 How far was")
    assert made.namelist() == [
        "roster.csv",
        *(f"{top}/Amy Ash/{name}" for name in ("plan.plan.json", "plan.pdf")),
        *(f"{top}/Amy Ash/submission {number}.plan.json" for number in (1, 2)),
        f"{top}/Amy Ash/feedback.txt",
        *(f"{top}/Student/{name}" for name in ("plan.plan.json", "plan.pdf")),
        *(f"{top}/{name}" for name in ("comments.csv", "marks.csv")),
        "README.txt",
    ]
    assert [row["User name"] for row in table(made, "roster.csv")] == [
        *("amy", "classmate", "student"),
    ]
    plan = plan_file.read(made.read(f"{top}/Amy Ash/plan.plan.json"), 10_000)
    assert plan == build_outline(Plan.objects.get(pk=amy.pk))
    first = plan_file.read(made.read(f"{top}/Amy Ash/submission 1.plan.json"), 10_000)
    assert (first.argument, plan.argument) == ("", "It was skill.")
    reader = PdfReader(io.BytesIO(made.read(f"{top}/Amy Ash/plan.pdf")))
    assert "It was skill." in text_of(reader)
    said = made.read(f"{top}/Amy Ash/feedback.txt").decode()
    for words in (
        *("SUBMISSION 2, released 20 November 2026", "Good.", "Argument: Level 4", "Mark: 15"),
        *("* Skill: point [E2]\n=Which skill?", "Amy Ash, 20 November 2026, 12:00: Patience."),
        "* The whole plan (not released)\nA draft.",
    ):
        assert words in said
    comments = table(made, f"{top}/comments.csv")
    assert [(row["By"], row["Place"], row["Text"]) for row in comments] == [
        ("Teacher", "Skill: point", "'=Which skill?"),
        ("Amy Ash", "reply", "Patience."),
        ("Teacher" if comments[2]["By"] else "", "The whole plan", "A draft."),
    ]
    assert [row["Mark"] for row in table(made, f"{top}/marks.csv")] == ["15", "", ""]
    readme = made.read("README.txt").decode("utf-8-sig")
    assert "3 students and 1 question are in it." in readme
    assert "Whoever left or was removed" in readme
    assert "COULD NOT" not in readme


def test_a_bad_plan_stops_nothing_and_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = fill(cast, 3)
    Submission.objects.filter(plan=plans[0]).update(content=b"no such thing")
    Paragraph.objects.filter(plan=plans[1]).first().choices.create(  # type: ignore[union-attr]
        kind="evidence", item={"broken": True}
    )
    made = fetch(cast)
    readme = made.read("README.txt").decode("utf-8-sig")
    about = f"on “{cast.assignment.question}”"
    assert readme.split("COULD NOT BE PUT INTO IT")[1].split() == (
        f"- submission 1 of Pupil 000 {about} - the plan of Pupil 001 {about}".split()
    )
    assert [row["Words"] for row in table(made, f"{folder(made)}/marks.csv")][:2] == ["0", ""]
    names = made.namelist()
    assert any("Pupil 002/plan.pdf" in name for name in names)
    assert not any("Pupil 001/" in name for name in names)

    def fail(*args: object) -> bytes:
        raise ValueError

    monkeypatch.setattr(full, "SHEET", type("Broken", (), {"pdf": fail}))
    assert "the PDF of Pupil 002" in fetch(cast).read("README.txt").decode("utf-8-sig")


def test_names_lead_into_no_other_folder_and_two_of_one_name_have_two(cast: Cast) -> None:
    for username, name in (("a", "../../etc"), ("b", "Tom"), ("c", "Tom"), ("d", HOSTILE)):
        plan_of(cast, student(cast, username, name))
    names = fetch(cast).namelist()
    assert len(names) == len(set(names))
    assert not [name for name in names if ".." in name or name.startswith("/") or "\\" in name]
    assert sum("/Tom (" in name for name in names) == 4


def test_who_left_is_not_in_it_and_every_question_has_a_folder(
    cast: Cast, question: Question
) -> None:
    fill(cast, 2)
    User.objects.get(username="s000").memberships.all().delete()
    set_question(cast.classroom, question, again=True)
    made = fetch(cast)
    assert not [name for name in made.namelist() if "Pupil 000" in name]
    assert "Pupil 000" not in made.read("roster.csv").decode()
    assert {name.partition("/")[0][:2] for name in made.namelist()} == {"01", "02", "RE", "ro"}


def test_a_class_of_nobody_and_one_that_is_set_nothing_have_one(cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    assert len(fetch(cast).namelist()) == 4
    cast.assignment.delete()
    made = fetch(cast)
    assert made.namelist() == ["roster.csv", "README.txt"]
    assert "0 students and 0 questions" in made.read("README.txt").decode("utf-8-sig")


def test_its_memory_does_not_grow_with_the_class(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = type("Sheet", (), {"pdf": lambda self, outline, told: b"x" * 200_000})()
    monkeypatch.setattr(full, "SHEET", page)
    for number in range(90):
        plan_of(cast, student(cast, f"s{number:03}"))
    response: Any = cast.teacher.get(reverse("reviews:archive", args=[cast.classroom.pk]))
    tracemalloc.start()
    sent = sum(map(len, response.streaming_content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent > 90 * 200_000
    assert most < 12_000_000


@pytest.mark.parametrize("number", [1, 25])
def test_it_asks_as_many_questions_for_one_as_for_many(
    number: int,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = type("Sheet", (), {"pdf": lambda self, outline, told: b"x"})()
    monkeypatch.setattr(full, "SHEET", page)
    load_formats(read_formats())
    fill(cast, number)
    Review.objects.update(exam_format=ExamFormat.objects.values("slug")[:1])
    fetch(cast)
    with django_assert_num_queries(27):
        fetch(cast)
