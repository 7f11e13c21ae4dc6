"""A roster becomes accounts: every fault is said first, and nothing is made twice."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes import roster_making
from essayplanner.classes.models import Classroom, Membership
from essayplanner.classes.roster_checking import Fate, judge
from essayplanner.classes.roster_making import make_accounts, make_slips
from essayplanner.classes.roster_reading import Entry
from tests.conftest import Cast, signs_in


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/classes/{cast.classroom.pk}/roster/"


@pytest.fixture
def teacher(cast: Cast) -> Person:
    return Person(user_id=User.objects.get(username="teacher").pk)


def _told(cast: Cast, teacher: Person, *entries: Entry) -> list[tuple[Fate, str, str]]:
    lines = judge(entries, cast.classroom, teacher)
    return [(line.fate, line.username, line.fault or " ".join(line.notes)) for line in lines]


def _posted(lines: Iterable[tuple[int, str, str]], promised: str, **more: Any) -> dict[str, Any]:
    line, name, username = zip(*lines, strict=True)
    return {"line": line, "name": name, "username": username, "promised": promised, **more}


def _slips(answer: Any) -> dict[str, str]:
    """Return the passwords on a sheet of slips, by their user names."""
    typed = re.findall(r'class="typed">([^<]*)<', answer.content.decode())
    return dict(zip(map(unescape, typed[::2]), typed[1::2], strict=True))


def test_a_roster_that_is_pasted_is_checked_made_and_signed_in_with(cast: Cast, path: str) -> None:
    before = User.objects.count()
    page = cast.teacher.post(f"{path}check/", {"text": "Priya Raman\nKhan, Amir\tak7"})
    assertContains(page, "Make 2 accounts")
    assertContains(page, 'value="priya.r"')
    assert User.objects.count() == before
    data = _posted([(1, "Priya Raman", "priya.r"), (2, "Amir Khan", "ak7")], "1,2")
    answer = cast.teacher.post(f"{path}make/", data)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    slips = _slips(answer)
    assert [*slips] == ["priya.r", "ak7"]
    assertContains(answer, "http://testserver/")
    made = Membership.objects.filter(classroom=cast.classroom, may_reset=True)
    assert {(row.user.name, row.role, row.user.must_change_password) for row in made} == {
        ("Priya Raman", "student", True),
        ("Amir Khan", "student", True),
    }
    assert signs_in("ak7", slips["ak7"])


def test_a_file_is_checked_like_what_is_pasted(cast: Cast, path: str) -> None:
    file = SimpleUploadedFile("12B.csv", b"Surname;First name;Form\nRaman;Priya;12B\n")
    page = cast.teacher.post(f"{path}check/", {"file": file})
    assertContains(page, 'value="Priya Raman"')
    assertContains(page, "Not read, as no account needs it: “Form”.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Paste names or choose a file."),
        ({"text": "Name\n"}, "Paste names or choose a file."),
        ({"text": "Ada\0"}, "Null characters are not allowed."),
        ({"text": "A\n" * 2001}, "has more than 2,000 lines"),
        ({"text": "A", "file": SimpleUploadedFile("a.csv", b"B")}, "one at a time"),
        ({"file": SimpleUploadedFile("a.csv", b"\n")}, "There are no names in this file."),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "is not a zip archive"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)}, "larger than 1 MB"),
    ],
)
def test_what_is_no_roster_is_said(data: dict[str, Any], says: str, cast: Cast, path: str) -> None:
    assertContains(cast.teacher.post(f"{path}check/", data), says, status_code=422)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Entry(1, "", "x"), "There is no name."),
        (Entry(1, " "), "There is no name."),
        (Entry(1, "", broken="A cell holds an error."), "A cell holds an error."),
        (Entry(1, "x" * 151), "The name is longer than 150 letters."),
        (
            Entry(1, "Ada\nBob"),
            "The name goes over several lines: a quotation mark may be missing.",
        ),
        (Entry(1, "Ada\0"), "The name has a character that cannot be shown."),
        (Entry(1, "Ada \u202eevil"), "The name has a character that cannot be shown."),
        (Entry(1, "Si\ufffdn"), "A letter of the name could not be read."),
        (Entry(1, "1234 --"), "The name has no letter."),
        (
            Entry(1, "Anna,Lee,extra,cols"),
            "The name has more than one comma: write “Priya Raman” or “Raman, Priya”.",
        ),
        (Entry(1, "Ada", "a b"), "The user name may have letters, digits and @ . + - _ only."),
        (Entry(1, "Ada", "<b>"), "The user name may have letters, digits and @ . + - _ only."),
        (Entry(1, "Ada", "x" * 151), "The user name is longer than 150 letters."),
    ],
)
def test_each_fault_of_a_line_is_said(entry: Entry, says: str, cast: Cast, teacher: Person) -> None:
    assert _told(cast, teacher, entry) == [(Fate.OUT, entry.username, says)]


def test_two_of_one_name_are_both_made_with_user_names_of_their_own(
    cast: Cast, teacher: Person
) -> None:
    says = "This name is here more than once: each has an account and a user name of its own."
    told = _told(cast, teacher, Entry(1, "Amir Khan"), Entry(2, "amir  KHAN"), Entry(3, "Amir K"))
    assert told == [
        (Fate.MAKE, "amir.k", says),
        (Fate.MAKE, "amir.k2", says),
        (Fate.MAKE, "amir.k3", ""),
    ]


def test_who_is_in_the_class_already_is_left_out_unless_ticked(cast: Cast, teacher: Person) -> None:
    says = "STUDENT is in this class already."
    assert _told(cast, teacher, Entry(1, "STUDENT")) == [(Fate.OUT, "", says)]
    assert _told(cast, teacher, Entry(1, "STUDENT", take=False)) == [(Fate.OUT, "", says)]
    assert _told(cast, teacher, Entry(1, "STUDENT", take=True)) == [(Fate.MAKE, "student2", "")]


def test_of_a_user_name_that_is_taken_no_more_is_told(cast: Cast, teacher: Person) -> None:
    """Neither a stranger’s name nor a teacher’s is told, nor that they are there at all."""
    User.objects.create_user("jo.b7", name="Josephine Secret")
    for username in ("stranger", "STRANGER", "jo.b7", "other_teacher", "teacher"):
        (told,) = _told(cast, teacher, Entry(1, "Jo Bloggs", username))
        says = f"The user name “{username}” is taken. “jo.b” is free."
        assert told == (Fate.MAKE, "jo.b", says)


def test_a_user_name_given_twice_is_given_to_the_first(cast: Cast, teacher: Person) -> None:
    told = _told(
        cast, teacher, Entry(1, "Ann Elk"), Entry(2, "Bea Fox", "ann.e"), Entry(3, "Cy", "Ann.E")
    )
    assert told == [
        (Fate.MAKE, "ann.e2", ""),
        (Fate.MAKE, "ann.e", ""),
        (Fate.MAKE, "cy", "The user name “Ann.E” stands on another line, too. “cy” is free."),
    ]


def test_a_user_name_of_any_script_is_known_to_be_taken(cast: Cast, teacher: Person) -> None:
    User.objects.create_user("ÉLISE")
    assert _told(cast, teacher, Entry(1, "Élise", "ÉLISE"))[0][1] == "elise"


@pytest.fixture
def other_class(cast: Cast) -> Classroom:
    """A second class of the teacher, in which the stranger is."""
    classroom = Classroom.objects.create(name="13A")
    teacher, student = User.objects.get(username="teacher"), User.objects.get(username="stranger")
    Membership.objects.create(classroom=classroom, user=teacher, role="teacher")
    Membership.objects.create(classroom=classroom, user=student, role="student")
    return classroom


def test_the_account_of_somebody_one_teaches_can_be_added(
    cast: Cast, teacher: Person, other_class: Classroom, path: str
) -> None:
    says = "“stranger” is the user name of Stranger, whom you teach."
    assert _told(cast, teacher, Entry(1, "Jo", "stranger")) == [(Fate.OUT, "stranger", says)]
    # Of the same name it is the same person; a tick that was taken away is not put back.
    assert _told(cast, teacher, Entry(1, "stranger", "stranger")) == [(Fate.ADD, "stranger", "")]
    assert _told(cast, teacher, Entry(1, "stranger", "stranger", take=False))[0][0] == Fate.OUT
    page = cast.teacher.post(f"{path}check/", {"text": "Jo\tstranger"})
    assertContains(page, "Add the account of Stranger, of 13A")
    before = User.objects.get(username="stranger").password
    data = _posted([(1, "Jo", "stranger")], "1", take="1")
    answer = cast.teacher.post(f"{path}make/", data)
    assertContains(answer, "No slips to print")
    row = Membership.objects.get(classroom=cast.classroom, user__username="stranger")
    assert (row.role, row.may_reset) == ("student", False)
    assert row.user.password == before


def test_a_user_name_in_the_place_of_a_name_is_asked_about(
    cast: Cast, teacher: Person, other_class: Classroom
) -> None:
    says = "“Jo.s7” is the user name of Jo Smith, whom you teach."
    User.objects.filter(username="stranger").update(username="jo.s7", name="Jo Smith")
    assert _told(cast, teacher, Entry(1, "Jo.s7")) == [(Fate.OUT, "Jo.s7", says)]
    assert _told(cast, teacher, Entry(1, "Jo.s7", take=True)) == [(Fate.ADD, "Jo.s7", "")]
    User.objects.filter(username="student").update(name="Sam Lee")
    assert _told(cast, teacher, Entry(1, "student")) == [
        (Fate.OUT, "student", "“student” is Sam Lee, who is in this class already.")
    ]


def test_of_somebody_whom_one_does_not_teach_a_user_name_is_a_name_like_any_other(
    cast: Cast, teacher: Person
) -> None:
    assert _told(cast, teacher, Entry(1, "Stranger")) == [(Fate.MAKE, "stranger2", "")]


def test_the_account_of_somebody_in_this_class_is_not_added_again(
    cast: Cast, teacher: Person
) -> None:
    says = "“student” is Student, who is in this class already."
    told = _told(cast, teacher, Entry(1, "Jo", "student", take=True), Entry(2, "Al", "Student"))
    assert told[0] == (Fate.OUT, "student", says)
    assert told[1][0] == Fate.OUT


def test_one_account_on_two_lines_is_added_once(
    cast: Cast, teacher: Person, other_class: Classroom
) -> None:
    entries = [Entry(line, "Stranger", "stranger", take=True) for line in (1, 2)]
    assert [told[0] for told in _told(cast, teacher, *entries)] == [Fate.ADD, Fate.OUT]


@pytest.mark.parametrize(
    "data",
    [
        _posted([(1, "Ada Byron", "ada.b"), (2, "x" * 151, "x")], "1,2"),
        _posted([(1, "Ada Byron", "ada.b"), (2, "Bea Fox", "bea.f")], "1"),
        _posted([(1, "Ada Byron", "ada.b")], ""),
        _posted([(1, "Ada Byron", "ada.b")], "1,2"),
        _posted([(1, "Ada Byron", "teacher")], "1"),
        _posted([(1, "Ada Byron", "")], "1"),
        _posted([(1, "Ada Byron", "ada b")], "1"),
        {"line": "one", "name": "Ada", "username": "ada", "promised": "one"},
        {"line": "9" * 5000, "name": "Ada", "username": "ada", "promised": "9" * 5000},
        {"line": ["1", "2"], "name": ["Ada Byron"], "promised": "1"},
        {},
    ],
)
def test_what_is_posted_is_checked_again_in_full(
    data: dict[str, Any], cast: Cast, path: str
) -> None:
    """Whatever is not as the button said is shown once more, and nothing is made."""
    before = User.objects.count()
    answer = cast.teacher.post(f"{path}make/", data)
    assertContains(answer, "Nothing was made yet.", status_code=409)
    assert User.objects.count() == before


def test_a_line_that_is_mended_is_made_once_the_button_says_so(cast: Cast, path: str) -> None:
    lines = [(1, "Ada Byron", "ada.b"), (2, "Bea Fox", "")]
    page = cast.teacher.post(f"{path}make/", _posted(lines, "1"))
    assertContains(page, "Make 2 accounts", status_code=409)
    lines[1] = (2, "Bea Fox", "bea.f")
    assert [*_slips(cast.teacher.post(f"{path}make/", _posted(lines, "1,2")))] == ["ada.b", "bea.f"]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '=HYPERLINK("http://x","y")', '"><b onclick=x>Q']
)
def test_names_that_look_like_markup_or_formulas_are_shown_as_they_are(
    name: str, cast: Cast, path: str
) -> None:
    page = cast.teacher.post(f"{path}check/", {"text": name})
    assertContains(page, f'value="{escape(name)}"')
    assertNotContains(page, name)
    (username,) = re.findall(r'name="username" value="([^"]*)"', page.content.decode())
    answer = cast.teacher.post(f"{path}make/", _posted([(1, name, username)], "1"))
    assertContains(answer, f'<h2 dir="auto">{escape(name)}</h2>')
    assertNotContains(answer, name)
    assert User.objects.get(username=username).name == name


def test_four_hundred_are_made_at_once_and_the_rest_is_given_back(cast: Cast, path: str) -> None:
    names = [f"Student N{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(403)]
    page = cast.teacher.post(f"{path}check/", {"text": "\n".join(names)})
    assertContains(page, "Make 400 accounts")
    assertContains(page, "\n".join(names[400:]))
    usernames = re.findall(r'name="username" value="([^"]*)"', page.content.decode())
    lines = list(zip(range(1, 401), names, usernames, strict=False))
    data = _posted(lines, ",".join(map(str, range(1, 401))), beyond="\n".join(names[400:]))
    answer = cast.teacher.post(f"{path}make/", data)
    assertContains(answer, "\n".join(names[400:]))
    assert len(_slips(answer)) == 400
    assert cast.classroom.memberships.count() == 403


def test_more_than_four_hundred_lines_that_are_posted_are_left_out(
    cast: Cast, teacher: Person
) -> None:
    told = _told(cast, teacher, *(Entry(n, f"Ada {chr(200 + n)}") for n in range(1, 402)))
    assert [row[0] for row in told].count(Fate.MAKE) == 400
    assert told[-1] == (Fate.OUT, "", "A roster may have 400 names.")


def test_two_presses_make_no_doubles(cast: Cast, path: str) -> None:
    for take in ({}, {"take": "1"}):
        data = _posted([(1, "Amir Khan", "amir.k9"), (2, "Amir Khan", "amir.k8")], "1,2", **take)
        cast.teacher.post(f"{path}make/", data)
        assert cast.teacher.post(f"{path}make/", data).status_code == 409
        assert User.objects.filter(name="Amir Khan").count() == 2


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_two_teachers_at_once_make_no_doubles(where: str, cast: Cast, teacher: Person) -> None:
    """The other one is done while this one’s passwords are hashed."""
    classroom = cast.classroom if where == "here" else Classroom.objects.create(name="Other")
    entries = [Entry(1, "Amir Khan", "amir.k")]
    passwords = roster_making._passwords

    def meanwhile(count: int) -> Any:
        with patch.object(roster_making, "_passwords", passwords):
            assert make_accounts(entries, {1}, classroom, teacher)[1]
        return passwords(count)

    with patch.object(roster_making, "_passwords", meanwhile):
        lines, slips = make_accounts(entries, {1}, cast.classroom, teacher)
    assert slips is None
    assert (lines[0].fate, lines[0].username) == (
        (Fate.OUT, "amir.k") if where == "here" else (Fate.MAKE, "amir.k2")
    )
    assert User.objects.filter(name="Amir Khan").count() == 1


def test_a_user_name_taken_in_the_last_moment_makes_nothing(cast: Cast, teacher: Person) -> None:
    def write(*_: object) -> None:
        User.objects.create_user("amir.k")
        User.objects.create_user("amir.k")

    entries = [Entry(1, "Amir Khan", "amir.k")]
    with patch.object(roster_making, "_write", write):
        lines, slips = make_accounts(entries, {1}, cast.classroom, teacher)
    assert (slips, lines[0].fate) == (None, Fate.MAKE)
    assert not User.objects.filter(username="amir.k").exists()


def test_passwords_are_hashed_before_anything_is_locked(cast: Cast, teacher: Person) -> None:
    depths: list[int] = []

    def hashed(password: str) -> str:
        depths.append(len(connection.savepoint_ids))
        return "!" + password

    outside = len(connection.savepoint_ids)
    with patch("django.contrib.auth.hashers.make_password", hashed):
        make_accounts([Entry(1, "Amir Khan", "amir.k")], {1}, cast.classroom, teacher)
        make_slips(cast.classroom)
    assert depths == [outside, outside]


def test_new_slips_are_for_those_who_never_signed_in(cast: Cast, path: str) -> None:
    names = [(1, "Amir Khan", "amir.k"), (2, "Priya Raman", "priya.r"), (3, "Bo", "bo")]
    old = _slips(cast.teacher.post(f"{path}make/", _posted(names, "1,2,3")))
    assert signs_in("priya.r", old["priya.r"])
    # Nor for those who joined by themselves, or whom another class made.
    Membership.objects.filter(user__username="bo").update(may_reset=False)
    assertContains(cast.teacher.get(path), "New slips for 1 student who has never signed in")
    answer = cast.teacher.post(f"{path}slips/")
    assert answer["Cache-Control"] == "no-store"
    new = _slips(answer)
    assert [*new] == ["amir.k"]
    assert not signs_in("amir.k", old["amir.k"])
    assert signs_in("amir.k", new["amir.k"])
    assertNotContains(cast.teacher.get(path), "New slips")
    assertContains(cast.teacher.post(f"{path}slips/"), "No slips to print")


def test_new_slips_are_made_in_lots(cast: Cast, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_making, "LOT", 2)
    names = [(1, "Ed", "ed"), (2, "Cy", "cy"), (3, "Bo", "bo"), (4, "Al", "al"), (5, "Di", "di")]
    cast.teacher.post(f"{path}make/", _posted(names, "1,2,3,4,5"))
    keys = {row.username: row.pk for row in User.objects.all()}
    page = cast.teacher.get(path).content.decode()
    assert re.findall(r'name="after" value="(\d+)">New slips for ([^<]*)<', page) == [
        ("0", "1 to 2"),
        (str(keys["cy"]), "3 to 4"),
        (str(keys["al"]), "5 to 5"),
    ]
    User.objects.filter(username="ed").update(last_login=timezone.now())
    for after, usernames in (
        (keys["cy"], ["al", "bo"]),
        (keys["al"], ["di"]),
        (keys["di"], []),
        ("", ["bo", "cy"]),
        ("9" * 30, ["bo", "cy"]),
        ("-1\0", ["bo", "cy"]),
    ):
        assert [*_slips(cast.teacher.post(f"{path}slips/", {"after": after}))] == usernames


def test_a_teacher_makes_so_many_accounts_a_day(
    cast: Cast, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.update(date_joined=timezone.now() - roster_making.DAY)
    monkeypatch.setattr(roster_making, "MOST_A_DAY", 2)
    two = _posted([(1, "Amir Khan", "amir.k"), (2, "Bo", "bo")], "1,2")
    assert cast.teacher.post(f"{path}make/", two).status_code == 200
    one = _posted([(1, "Cy", "cy")], "1")
    page = cast.teacher.post(f"{path}make/", one)
    assertContains(page, "Nothing was made. Make the others tomorrow.", status_code=429)
    assertContains(page, 'value="Cy"', status_code=429)
    assert not User.objects.filter(username="cy").exists()
    User.objects.filter(username="bo").update(date_joined=timezone.now() - roster_making.DAY)
    assert cast.teacher.post(f"{path}make/", one).status_code == 200


def test_who_signs_in_while_slips_are_made_keeps_their_password(
    cast: Cast, teacher: Person
) -> None:
    entries = [Entry(1, "Amir Khan", "amir.k"), Entry(2, "Bo", "bo")]
    make_accounts(entries, {1, 2}, cast.classroom, teacher)
    passwords = roster_making._passwords

    def meanwhile(count: int) -> Any:
        User.objects.filter(username="amir.k").update(last_login=timezone.now())
        return passwords(count)

    before = User.objects.get(username="amir.k").password
    with patch.object(roster_making, "_passwords", meanwhile):
        slips = make_slips(cast.classroom)
    assert [slip.username for slip in slips] == ["bo"]
    assert User.objects.get(username="amir.k").password == before


def test_nobody_is_added_to_an_archived_class(cast: Cast, path: str) -> None:
    Classroom.objects.filter(pk=cast.classroom.pk).update(archived_at=timezone.now())
    assertContains(cast.teacher.get(path), "This class is archived.")
    before = User.objects.count()
    for verb, data in (
        ("check", {"text": "Ada"}),
        ("make", _posted([(1, "Ada", "ada")], "1")),
        ("slips", {}),
    ):
        assert cast.teacher.post(f"{path}{verb}/", data).status_code == 403
    assert User.objects.count() == before


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_names(
    count: int, cast: Cast, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names = [f"Student {chr(97 + n)}" for n in range(count)]
    for n in range(count):
        user = User.objects.create_user(f"taught{n}")
        Membership.objects.create(classroom=cast.classroom, user=user, role="student")
    lines = [(n + 1, name, f"new{n}") for n, name in enumerate(names)]
    lines += [(100 + n, "Somebody", f"taught{n}") for n in range(count)]
    with django_assert_num_queries(6):
        cast.teacher.post(f"{path}check/", {"text": "\n".join(f"{n}\t{u}" for _, n, u in lines)})
    promised = ",".join(str(line) for line, *_ in lines[:count])
    with django_assert_num_queries(15):
        answer = cast.teacher.post(f"{path}make/", _posted(lines, promised))
    assert len(_slips(answer)) == count
    with django_assert_num_queries(4):
        cast.teacher.get(path)
    with django_assert_num_queries(10):
        cast.teacher.post(f"{path}slips/")
