"""Saved comments: who may use which, and in which order."""

from typing import Any

import hypothesis
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.classes.models import Membership
from essayplanner.reviews import saved, saved_files
from essayplanner.reviews.actions import open_review
from essayplanner.reviews.models import Comment, SavedComment
from essayplanner.reviews.saved_forms import RowForm, sound_rows
from tests.conftest import Cast


def _save(owner: User, code: str, *, shared: bool = False, question: str = "") -> SavedComment:
    return SavedComment.objects.create(
        owner=owner,
        code=code,
        text=f"About {code}?",
        shared=shared,
        question=question,
        made_at=timezone.now(),
    )


def _use(row: SavedComment, cast: Cast, times: int) -> None:
    review = open_review(cast.plan)
    for _ in range(times):
        Comment.objects.create(review=review, text=row.text, saved=row, made_at=timezone.now())


def test_what_is_offered_is_ones_own_and_the_departments_most_used_first(cast: Cast) -> None:
    users = {user.username: user for user in User.objects.all()}
    colleague = User.objects.create_user("colleague")
    for user in (users["teacher"], colleague):
        Membership.objects.get_or_create(
            classroom=cast.classroom, user=user, role=Membership.Role.TEACHER
        )
    mine = _save(users["teacher"], "weigh")
    _save(users["teacher"], "date")
    _save(users["teacher"], "skill", question="How far?")
    _save(users["teacher"], "luck", question="Why?")
    theirs = _save(colleague, "prove", shared=True)
    _save(colleague, "private")
    _save(users["other_teacher"], "elsewhere", shared=True)
    # A student who saved one, while a teacher elsewhere, shares it with no teacher of theirs.
    _save(users["student"], "student", shared=True)
    _use(theirs, cast, 3)
    _use(mine, cast, 1)
    rows: Any = saved.offered(users["teacher"], "How far?")
    assert [(row.code, row.used) for row in rows] == [
        ("prove", 3),
        ("weigh", 1),
        ("date", 0),
        ("skill", 0),
    ]
    assert [row.code for row in saved.offered(users["other_teacher"], "")] == ["elsewhere"]


@pytest.fixture
def teacher(cast: Cast) -> User:
    return User.objects.get(username="teacher")


@pytest.fixture
def colleague(cast: Cast) -> User:
    user = User.objects.create_user("colleague", name="Ms Colleague")
    Membership.objects.create(classroom=cast.classroom, user=user, role=Membership.Role.TEACHER)
    return user


PAGE = "/saved-comments/"
WORDS = {"code": "date", "text": "When was this?", "shared": "", "question": ""}


def post(cast: Cast, name: str, data: dict[str, Any], *args: Any) -> Any:
    return cast.teacher.post(reverse(f"reviews:{name}", args=args), data)


def rows_of(user: User) -> list[tuple[Any, ...]]:
    rows = SavedComment.objects.filter(owner=user).order_by("code")
    return list(rows.values_list("code", "text", "shared", "question"))


def send(cast: Cast, content: str | bytes, **data: str) -> Any:
    content = content if isinstance(content, bytes) else content.encode()
    return post(cast, "saved_upload", {"file": SimpleUploadedFile("mine.csv", content), **data})


def state(cast: Cast, path: str) -> str:
    return str(cast.teacher.get(path).context["form"]["state"].value())


def test_a_teacher_writes_changes_and_deletes_one(cast: Cast, teacher: User) -> None:
    path = reverse("reviews:saved_new")
    sent = {**WORDS, "shared": "on", "question": cast.assignment.question}
    assert cast.teacher.post(path, {**sent, "state": state(cast, path)}).status_code == 302
    assert rows_of(teacher) == [("date", "When was this?", True, cast.assignment.question)]
    row = SavedComment.objects.get()
    path = reverse("reviews:saved_change", args=[row.pk])
    sent = {**WORDS, "code": "when", "state": state(cast, path)}
    assert cast.teacher.post(path, sent).status_code == 302
    assert rows_of(teacher) == [("when", "When was this?", False, "")]
    # Another tab still has what was there before: nothing is overwritten.
    assert cast.teacher.post(path, {**sent, "text": "Other"}).status_code == 409
    assert rows_of(teacher) == [("when", "When was this?", False, "")]
    _use(row, cast, 1)
    post(cast, "saved_delete", {}, row.pk)
    assert rows_of(teacher) == []
    (said,) = Comment.objects.all()
    assert (said.text, said.saved) == ("When was this?", None)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"code": code} for code in ("", " ", "two words", "x" * 13, "a\0b", "DATE")),
        *({"text": text} for text in ("", " \n", "x" * 2001, "a\0b")),
        {"question": "One that no class of theirs was set"},
    ],
)
def test_what_is_unsound_is_not_saved(wrong: dict[str, str], cast: Cast, teacher: User) -> None:
    _save(teacher, "date")
    path = reverse("reviews:saved_new")
    sent = {**WORDS, "code": "new", **wrong, "state": state(cast, path)}
    assert cast.teacher.post(path, sent).status_code == 422
    assert len(rows_of(teacher)) == 1


def test_a_colleagues_is_copied_and_not_changed(cast: Cast, teacher: User, colleague: User) -> None:
    _save(teacher, "weighagainst")
    row = _save(colleague, "weighagainst", shared=True)
    row.text = "Which counts for more?"
    row.save()
    assertContains(cast.teacher.get(PAGE), "by Ms Colleague")
    for _ in range(2):
        post(cast, "saved_copy", {}, row.pk)
    assert rows_of(teacher) == [
        ("weighagains2", "Which counts for more?", False, ""),
        ("weighagainst", "About weighagainst?", False, ""),
    ]
    for name in ("saved_change", "saved_delete"):
        assert post(cast, name, WORDS, row.pk).status_code == 403
    private = _save(colleague, "private")
    for name in ("saved_change", "saved_delete", "saved_copy"):
        assert post(cast, name, WORDS, private.pk).status_code == 404
    assert len(rows_of(colleague)) == 2


def test_twelve_are_given_once_to_who_has_none(cast: Cast, teacher: User) -> None:
    assertContains(cast.teacher.get(PAGE), "Add twelve to begin with")
    for _ in range(2):
        post(cast, "saved_start", {})
    assert [(code, text) for code, text, *_ in rows_of(teacher)] == list(saved.STARTERS.items())
    assertNotContains(cast.teacher.get(PAGE), "Add twelve to begin with")
    # Each could have been typed, and asks.
    for code, text in saved.STARTERS.items():
        assert RowForm({"code": code, "text": text}).is_valid()
        assert text.endswith("?")
    assert len(saved.STARTERS) == 12


def test_who_teaches_no_class_reads_what_the_page_is_for(cast: Cast) -> None:
    assertContains(cast.student.get(PAGE), "This page is for teachers")
    for name in ("saved_new", "saved_start"):
        assert cast.student.post(reverse(f"reviews:{name}"), WORDS).status_code == 403


def test_they_are_found_by_what_is_typed(cast: Cast, teacher: User, colleague: User) -> None:
    _save(teacher, "date")
    _save(teacher, "weigh", question="Why?")
    _save(colleague, "prove", shared=True)

    def found(**query: str) -> list[str]:
        return [row.code for row in cast.teacher.get(PAGE, query).context["rows"]]

    assert found() == ["date", "prove", "weigh"]
    assert found(q="ABOUT d") == ["date"]
    assert found(q="nothing like it") == []
    assert found(q="\0") == ["date", "prove", "weigh"]
    assert found(whose="mine") == ["date", "weigh"]
    assert found(whose="department") == ["prove"]
    assert found(question="Why?") == ["weigh"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_same_for_one_and_for_thirty(
    number: int, cast: Cast, colleague: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(number):
        _save(colleague, f"c{at}", shared=True)
    with django_assert_num_queries(6):
        cast.teacher.get(PAGE)


MINE = "code,text,shared,question\r\ndate,When?,yes,\r\nwhy,Why?,no,How far?\r\n"
MINE_ROWS = [("date", "When?", True, ""), ("why", "Why?", False, "How far?")]


@pytest.mark.parametrize(
    "content",
    [
        MINE.encode(),
        MINE.encode("utf-8-sig"),
        MINE.encode("utf-16"),
        MINE.encode("cp1252"),
        MINE.replace(",", ";").encode(),
        MINE.replace(",", "\t").encode(),
        MINE.replace("\r\n", "\n\n").encode(),
        b"Text,CODE\nWhen?,date\n",
    ],
)
def test_a_file_of_any_spreadsheet_is_taken(content: bytes, cast: Cast, teacher: User) -> None:
    assert send(cast, content).status_code == 200
    assert rows_of(teacher) in (MINE_ROWS, [("date", "When?", False, "")])


def test_every_fault_is_said_by_its_row_and_sound_rows_are_taken(cast: Cast, teacher: User) -> None:
    _save(teacher, "date")
    rows = ["date,Other,,", "two words,A,,", "ok,Fine?,maybe,", "ok,Fine?,,", "OK,Again,,", "x,,,"]
    response = send(cast, "\n".join(["code,text,shared,question", *rows]))
    assert response.status_code == 422
    assert response.context["faults"] == [
        "Row 4: “shared” is neither yes nor no.",
        "Row 3, “code”: A code is one word, without spaces.",
        "Row 6: the code “OK” stands further up already.",
        "Row 7, “text”: This field is required.",
    ]
    assert response.context["taken"] == saved.Taken(1, 0, ("date",))
    assert rows_of(teacher) == [("date", "About date?", False, ""), ("ok", "Fine?", False, "")]
    response = send(cast, "code,text\nDate,Changed?", update="on")
    assert response.context["taken"] == saved.Taken(0, 1, ())
    assert rows_of(teacher)[0][:2] == ("Date", "Changed?")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"\x81\x8d",
        b"code\ndate",
        b"code,text\n" + b"a,b\n" * 501,
        b"x" * 1_000_001,
    ],
)
def test_a_file_that_cannot_be_taken_says_why(content: bytes, cast: Cast, teacher: User) -> None:
    response = send(cast, content)
    assert response.status_code == 422
    assertContains(response, "Nothing of the file is taken.", status_code=422)
    assert rows_of(teacher) == []


def test_nothing_in_a_file_is_taken_for_a_formula(cast: Cast, teacher: User) -> None:
    SavedComment.objects.create(
        owner=teacher, code="=1", text="@SUM(1)", made_at=timezone.now(), question="+2"
    )
    content = cast.teacher.get(reverse("reviews:saved_csv")).content
    assert content == "\ufeffcode,text,shared,question\r\n'=1,'@SUM(1),no,'+2\r\n".encode()


_TEXT = strategies.text(
    strategies.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t=+-@',;\""),
    min_size=1,
    max_size=40,
)


@hypothesis.given(strategies.lists(strategies.tuples(_TEXT, strategies.booleans()), max_size=5))
def test_what_goes_out_comes_in_again(texts: list[tuple[str, bool]]) -> None:
    rows = [
        SavedComment(code=f"=c{at}", text=text.strip(), shared=shared, question="")
        for at, (text, shared) in enumerate(texts)
        if text.strip()
    ]
    read, faults = saved_files.read("mine.csv", saved_files.write(rows))
    sound, unsound = sound_rows(read)
    assert (faults, unsound) == ([], [])
    assert sound == [
        {"code": row.code, "text": row.text, "shared": row.shared, "question": ""} for row in rows
    ]
