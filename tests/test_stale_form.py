"""The page for a form whose token is stale: nothing is saved, and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

TOKEN = {"csrfmiddlewaretoken": "x" * 64}


def given_back(path: str, **sent: str | list[str]) -> list[str]:
    """What the page gives back of what was sent with a token of yesterday."""
    answer = Client(enforce_csrf_checks=True).post(path, TOKEN | sent)
    assert answer.status_code == 403
    return [
        unescape(text)
        for text in re.findall(r"<pre[^>]*>\n(.*?)</pre>", answer.content.decode(), re.DOTALL)
    ]


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
