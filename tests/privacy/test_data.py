"""Everything that is held on somebody, as a page, as JSON and as PDF."""

import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from essayplanner.accounts.models import User
from essayplanner.plans.keeping import duplicate
from essayplanner.reviews.models import Comment, Reply, Review
from tests.conftest import PASSWORD, Cast

JSON, PDF, PAGE = "/privacy/yours/file.json", "/privacy/yours/file.pdf", "/privacy/yours/"


def confirmed(client: Client) -> Client:
    """Give the password once more, as the files ask for."""
    answer = client.post("/accounts/confirm/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def file_of(client: Client) -> dict[str, Any]:
    answer = client.get(JSON)
    assert answer.status_code == 200
    said: dict[str, Any] = json.loads(b"".join(answer))
    return said


def paper_of(client: Client) -> str:
    answer = client.get(PDF)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def comment(cast: Cast, text: str, *, released: bool) -> Comment:
    now = timezone.now()
    review, _ = Review.objects.get_or_create(
        plan=cast.plan, defaults={"released_at": now, "summary": "Draft of a summary."}
    )
    return Comment.objects.create(
        review=review,
        author=User.objects.get(username="teacher"),
        text=text,
        made_at=now,
        released_at=now if released else None,
    )


def test_a_student_is_handed_their_words_and_what_was_said_to_them(cast: Cast) -> None:
    cast.plan.argument = "Skill, above all — “patience”."
    cast.plan.save()
    said = comment(cast, "Name the year.", released=True)
    Reply.objects.create(
        comment=said,
        author=User.objects.get(username="student"),
        text="1924.",
        made_at=timezone.now(),
    )
    comment(cast, "Not said yet.", released=False)
    told = file_of(confirmed(cast.student))
    assert told["account"][0]["username"] == "student"
    assert [row["argument"] for row in told["plans"]] == ["Skill, above all — “patience”."]
    assert [(row["by"], row["text"]) for row in told["comments"]] == [("Teacher", "Name the year.")]
    assert [(row["by"], row["text"]) for row in told["replies"]] == [("Student", "1924.")]
    paper = paper_of(cast.student)
    for words in ("Skill, above all — “patience”.", "Name the year.", "1924.", "Teacher"):
        assert words in paper
    for words in ("Not said yet.", "Draft of a summary."):
        assert words not in json.dumps(told)
        assert words not in paper


def test_nobody_else_is_handed_out(cast: Cast) -> None:
    comment(cast, "Name the year.", released=True)
    told = json.dumps(file_of(confirmed(cast.classmate)))
    assert "Student" not in told
    assert "Name the year." not in told
    taught = file_of(confirmed(cast.teacher))
    assert [row["text"] for row in taught["comments_you_wrote"]] == ["Name the year."]
    assert [row["name"] for row in taught["classes_you_teach"]] == ["12B"]
    assert taught["plans"] == []
    assert "Student" not in json.dumps(taught)


def test_the_files_ask_for_the_password_and_the_page_does_not(cast: Cast) -> None:
    assert cast.student.get(PAGE).status_code == 200
    for address in (JSON, PDF):
        answer = cast.student.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
            302,
            "/accounts/confirm/",
        )


def test_without_a_password_one_has_to_have_signed_in_just_now(cast: Cast) -> None:
    user = User.objects.get(username="student")
    user.set_unusable_password()
    user.save()
    cast.student.force_login(user)
    answer = cast.student.get(JSON)
    assert answer.status_code == 403
    assert "Sign in again first" in answer.content.decode()


def test_a_guest_is_handed_the_plans_of_this_browser(cast: Cast) -> None:
    cast.guest_plan.argument = "A guest’s word."
    cast.guest_plan.save()
    told = file_of(cast.guest)
    assert [row["argument"] for row in told["plans"]] == ["A guest’s word."]
    assert cast.guest_plan.guest_key not in json.dumps(told)
    assert "A guest’s word." in paper_of(cast.guest)
    assert "This browser has plans" in cast.guest.get(PAGE).content.decode()


def test_a_browser_with_nothing_is_told_so(cast: Cast) -> None:
    assert "Nothing. You are not signed in" in cast.other_guest.get(PAGE).content.decode()
    assert file_of(cast.other_guest)["plans"] == []
    assert "Nothing is held." in paper_of(cast.other_guest)


@pytest.mark.parametrize("address", [JSON, PDF, PAGE])
def test_they_are_for_reading_alone(cast: Cast, address: str) -> None:
    assert cast.student.post(address).status_code == 405


@pytest.mark.parametrize(("address", "number"), [(PAGE, 41), (JSON, 47), (PDF, 47)])
def test_thirty_plans_take_as_many_queries_as_one(cast: Cast, address: str, number: int) -> None:
    confirmed(cast.student)
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = cast.student.get(address)
            b"".join(answer)
        assert len(asked) == number
        for _ in range(29):
            duplicate(cast.plan, timezone.now())


def test_hostile_words_are_handed_out(cast: Cast) -> None:
    cast.plan.argument = '\x07#eval("1") \u202e ' + "x" * 5000 + " 漢字 </script>"
    cast.plan.save()
    assert file_of(confirmed(cast.student))["plans"][0]["argument"] == cast.plan.argument
    assert "#eval(" in paper_of(cast.student)


def test_what_is_more_than_paper_holds_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essayplanner.privacy.paper.MOST_LETTERS", 200)
    confirmed(cast.student)
    assert "There is more than paper holds." in paper_of(cast.student)


def test_what_one_ticked_off_on_ones_own_plan_is_not_on_anothers(cast: Cast) -> None:
    said = comment(cast, "Name the year.", released=True)
    Comment.objects.filter(pk=said.pk).update(resolved_by=User.objects.get(username="student"))
    told = file_of(confirmed(cast.student))
    assert (len(told["comments"]), told["comments_you_resolved"]) == (1, [])
    Comment.objects.filter(pk=said.pk).update(resolved_by=User.objects.get(username="teacher"))
    assert len(file_of(confirmed(cast.teacher))["comments_you_resolved"]) == 1


def test_a_sign_in_is_handed_out_without_the_address_that_is_never_there(cast: Cast) -> None:
    assert {key for row in file_of(confirmed(cast.student))["sign_ins"] for key in row} <= {
        *("browser", "created_at", "last_seen_at", "data")
    }


def test_the_paper_is_for_people_and_the_page_says_a_thing_once(cast: Cast) -> None:
    row = cast.plan.paragraphs.create(factor="luck", name="Luck", mark=1, rank=1, position=1)
    source = {"key": "k", "type": "book", "title": "A long title", "label": "Carr, 1958"}
    item = {"key": "some-key", "date": "1924", "date_text": "In 1924", "title": "Lenin dies"}
    item |= {"text": "He died."}
    row.choices.create(kind="evidence", key="some-key", item={**item, "source": source})
    told = file_of(confirmed(cast.student))
    assert told["evidence_and_quotations"][0]["item"]["source"] == source
    paper = paper_of(cast.student)
    assert "In 1924, Lenin dies, He died., Carr, 1958" in paper
    for word in ("some-key", "A long title", "Is active", "Topic slug:", "pseudonym"):
        assert word not in paper.partition("Held, and not shown here")[0]
    assert cast.student.get(PAGE).content.decode().count("plans that were handed in to a cl") == 1
