"""The pages for a form that came too late: nothing is saved, and nothing typed is lost."""

import re
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast

pytestmark = pytest.mark.django_db

TOKEN = {"csrfmiddlewaretoken": "x" * 64}


def given_back(path: str, **sent: str | list[str]) -> list[str]:
    """What the page gives back of what was sent with a token of yesterday."""
    answer = Client(enforce_csrf_checks=True).post(path, TOKEN | sent)
    assert answer.status_code == 403
    return texts(answer.content.decode())


def texts(page: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<pre[^>]*>\n(.*?)</pre>", page, re.DOTALL)]


def test_of_a_plan_only_what_was_changed_comes_back() -> None:
    boxes = {"point": "New.", "point.was": "Old.", "link": "Same.", "link.was": "Same."}
    assert given_back("/plans/00000000-0000-0000-0000-000000000000/", **boxes) == ["New."]


def test_of_any_other_form_every_word_comes_back() -> None:
    sent: dict[str, str | list[str]] = {
        "title": "The Act of 1536",
        "people": ["cromwell", "aske"],
        "bearings-money-supports": "\nThe line was <drawn>\nby income.",
        "views-0-claim": "  ",
        "page": "",
    }
    assert given_back("/library/write/any/evidence/add/", **sent) == [
        "The Act of 1536",
        "cromwell",
        "aske",
        "\nThe line was <drawn>\nby income.",
    ]


def test_what_a_formset_counts_is_nobodys_words() -> None:
    sent = {"strands-TOTAL_FORMS": "3", "strands-INITIAL_FORMS": "2", "strands-0-name": "Analysis"}
    assert given_back("/library/formats/mine/edit/", **sent) == ["Analysis"]


def test_a_password_is_never_echoed() -> None:
    sent = {"login": "ms.okafor", "password": "one", "Password1": "two", "oldpassword": "three"}
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), TOKEN | sent)
    page = answer.content.decode()
    assert re.findall(r"<pre[^>]*>\n(.*?)</pre>", page) == ["ms.okafor"]
    assert "Copy it" in page


def test_an_empty_form_is_not_said_to_hold_anything() -> None:
    answer = Client(enforce_csrf_checks=True).post("/library/write/copy/any/", TOKEN)
    assert "Copy it" not in answer.content.decode()


SENT = {"point": "My <words>.", "point.was": "", "link": "Same.", "link.was": "Same."}


@pytest.mark.parametrize("verb", ["save", "move", "take_out"])
def test_a_plan_out_of_reach_gives_the_words_back_and_says_how_to_go_on(
    verb: str, cast: Cast
) -> None:
    there, nowhere = cast.plan.pk, uuid.uuid4()
    for client in (cast.other_guest, cast.classmate):
        answers = [
            client.post(reverse(f"plans:{verb}", args=[pk]), SENT) for pk in (there, nowhere)
        ]
        pages = [answer.content.decode() for answer in answers]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert [texts(page) for page in pages] == [["My <words>."]] * 2
        desk = reverse("plans:desk", args=[there])
        assert f"{reverse('account_login')}?next={desk}" in pages[0]
        hidden = re.compile(r'value="\w{64}"')  # the token, new on each page
        same = [
            hidden.sub("", page).replace(str(pk), "")
            for page, pk in zip(pages, (there, nowhere), strict=True)
        ]
        assert same[0] == same[1]


def test_where_nothing_was_typed_the_page_stays_plain(cast: Cast) -> None:
    for sent in ({}, {"point": "  "}, {"password": "x"}):
        answer = cast.other_guest.post(reverse("plans:save", args=[cast.plan.pk]), sent)
        assert answer.status_code == 404
        assert "Nothing to see at this address" in answer.content.decode()


def test_no_form_to_an_address_that_is_not_ours_is_read(client: Client) -> None:
    answer = client.post("/nowhere/", {"point": "x" * 3_000_000, "point.was": ""})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("verb", "more", "sent"),
    [
        ("own_evidence", ["skill"], {"what": "The <oath>", "details": "27 January"}),
        ("own_quotation", ["nothing"], {"historian": "Carr", "words": "No\nparty."}),
        ("aim", [], {"text": "Was it <luck>?", "starts": "1922", "ends": ""}),
    ],
)
def test_the_words_of_any_form_come_back_where_its_plan_is_out_of_reach(
    verb: str, more: list[str], sent: dict[str, str], cast: Cast
) -> None:
    address = reverse(f"plans:{verb}", args=[cast.plan.pk, *more])
    answer = cast.other_guest.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, texts(page)) == (404, [text for text in sent.values() if text])
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assert f"{reverse('account_login')}?next={desk}" in page


def test_what_belongs_to_no_plan_is_given_back_without_a_way_to_one(cast: Cast) -> None:
    for path in (
        "/plans/start/nothing/",
        "/plans/open/",
        f"/plans/assignments/{cast.assignment.pk}/start/",
    ):
        assert given_back(path, **{"a": "New.", "a.was": "Old."}) == ["New."]
        answer = Client(enforce_csrf_checks=True).post(path, {"a": "New.", "a.was": "Old."})
        assert "?next=" not in answer.content.decode()
