"""Nobody is led from here to another site, whatever address a link or a form of theirs carries."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from essayplanner.accounts.models import User
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\r\n/evil.example",
    "\n//evil.example",
    "\x00//evil.example",
    "\x1f//evil.example",
    "\u00a0//evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https:\\\\evil.example",
    "https://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example\\@testserver/",
    "ftp://testserver/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\tjavascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "/\r\nSet-Cookie: a=b",
    "x" * 500 + "://evil.example",
]


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The addresses of every pattern that takes no argument."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern).removeprefix("^").removesuffix("$").replace("\\Z", "")
        if isinstance(each, URLResolver):
            yield from patterns(each, path)
        elif isinstance(each, URLPattern) and not re.search(r"[<(]", path):
            yield path


# The icon, which comes with the page; the app that makes codes; to whom one may complain.
MEANT = ("data:image", "otpauth://totp/", "https://ico.org.uk/")


def leads_out(location: str) -> bool:
    """Say whether a browser would leave this site by an address."""
    return bool(location) and not url_has_allowed_host_and_scheme(location, {"testserver"})


@pytest.mark.parametrize("hostile", HOSTILE[::14], ids=ascii)
def test_no_address_leads_out(hostile: str, cast: Cast) -> None:
    """Every one that needs no id, asked and sent, by somebody signed in and by a guest."""
    student = User.objects.get(username="student")
    paths = [*patterns(get_resolver())]
    assert {reverse("account_login"), reverse("home"), reverse("classes:classes")} <= {*paths}
    sent = {"next": hostile, "login": "stranger", "password": PASSWORD, "username": "newcomer"}
    sent |= {"password1": "plain-barn-owl-4", "password2": "plain-barn-owl-4"}
    sent |= {"oldpassword": PASSWORD}
    for path in paths:
        for client in (cast.student, Client()):
            for answer in (
                client.get(path, {"next": hostile}),
                client.post(path, sent, query_params={"next": hostile}),
            ):
                location = answer.headers.get("Location", "")
                assert not leads_out(location), (path, location)
                if not answer.streaming:
                    page = answer.content.decode(errors="replace")
                    links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
                    wrong = [link for link in links if leads_out(unescape(link).split("?")[0])]
                    assert [link for link in wrong if not link.startswith(MEANT)] == [], path
                answer.close()
        cast.student.force_login(student)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_who_signs_in_or_up_arrives_here(hostile: str, cast: Cast) -> None:
    known = {"login": "student", "password": PASSWORD}
    new = {"username": "newcomer", "password1": "plain-barn-owl-4"}
    for name, sent in (("account_login", known), ("account_signup", new)):
        client = Client()
        answer = client.post(reverse(name), sent | {"next": hostile})
        assert answer.status_code == 302
        assert not leads_out(answer["Location"])
        assert "evil.example" not in answer["Location"]
        assert client.session["_auth_user_id"]


def test_a_path_that_looks_like_another_host_stays_a_path(client: Client) -> None:
    for path in (
        "//evil.example/library",
        "/\\evil.example",
        "//evil.example//",
        "/%5Cevil.example",
    ):
        answer = client.get("/", PATH_INFO=path)
        assert not leads_out(answer.headers.get("Location", "")), path


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "testserver@evil.example"},
        {"Host": "testserver:80@evil.example"},
        {"Host": "evil.example#testserver"},
        {"Host": "testserver evil.example"},
        {"Host": ""},
    ],
    ids=str,
)
def test_a_host_that_is_not_ours_is_refused(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "name",
    ["X-Forwarded-Host", "X-Forwarded-Server", "X-Original-URL", "X-Rewrite-URL", "Forwarded"],
)
def test_no_header_names_another_host_or_path(client: Client, name: str) -> None:
    answer = client.get("/classes/", headers={name: "evil.example"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/sign-in/?next=/classes/")
    assert "evil.example" not in client.get("/", headers={name: "evil.example"}).content.decode()
