"""What every answer says to the browser: nothing from elsewhere, nothing inline, nothing kept."""

import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types answers",
}
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
ALWAYS = EVERYWHERE | {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "clipboard-write=(self), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self), accelerometer=(), autoplay=(), browsing-topics=(), "
    "camera=(), clipboard-read=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "serial=(), usb=()",
    "X-Frame-Options": "DENY",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload"}
UNKEPT = {"Cache-Control": "no-store"}
# Django's own words on pages that it says are never to be kept.
NEVER = {"Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private"}
# What these say is of the content itself.
CONTENT = {"Content-Type", "Content-Length", "Content-Disposition", "ETag", "Expires"}
CONTENT |= {"Last-Modified", "Location", "Vary", "Allow", "X-Saved", "X-Stamp"}


def said(answer: HttpResponseBase) -> dict[str, str]:
    """The headers of an answer, but for those of its content; the policy is looked at here."""
    headers = {name: value for name, value in answer.headers.items() if name not in CONTENT}
    assert set(headers.pop("Content-Security-Policy").split("; ")) == POLICY
    return headers


def said_of_no_page(answer: HttpResponseBase) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in CONTENT}


def addresses(cast: Cast) -> list[str]:
    plan = cast.plan.pk
    return [
        "/",
        reverse("account_login"),
        reverse("account_signup"),
        reverse("account_change_password"),
        reverse("library:topics"),
        reverse("plans:desk", args=[plan]),
        reverse("exports:papers", args=[plan]),
        reverse("exports:paper", args=[plan, "one-side", "html"]),
        reverse("exports:paper", args=[plan, "one-side", "pdf"]),
        reverse("exports:paper", args=[plan, "plan", "json"]),
        reverse("exports:preview", args=[plan, "one-side", 1]),
        reverse("reviews:overview", args=[cast.assignment.pk]),
        "/nowhere/",
        "/static/nowhere.css",
        "/a\0b",
    ]


def test_every_answer_says_the_same(cast: Cast) -> None:
    for client in (cast.student, cast.teacher, cast.other_guest):
        for path in addresses(cast):
            headers = said(client.get(path, secure=True))
            assert headers in (ALWAYS | HSTS | UNKEPT, ALWAYS | HSTS | NEVER), path


@pytest.mark.parametrize("kind", ["boom", "denied", "foreign", "stale", "method", "large"])
def test_so_does_every_page_of_an_error(
    kind: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(enforce_csrf_checks=kind == "stale", raise_request_exception=False)
    save = reverse("plans:save", args=[cast.plan.pk])
    if kind == "boom":
        monkeypatch.setattr("essayplanner.views.explain", lambda: 1 / 0)
        answer, status = client.get(reverse("rules"), secure=True), 500
    elif kind == "denied":
        answer, status = cast.teacher.post(save, {"argument": "x"}, secure=True), 403
    elif kind == "foreign":
        answer, status = client.get("/", secure=True, headers={"Host": "evil.example"}), 400
    elif kind == "stale":
        answer, status = client.post(save, secure=True), 403
    elif kind == "method":
        answer, status = client.post("/", secure=True), 405
    else:
        answer, status = client.post("/", {"x": "y" * 8_000_000}, secure=True), 400
    assert answer.status_code == status
    assert said(answer) == ALWAYS | HSTS | UNKEPT


def test_over_http_a_browser_is_led_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/library/?q=a")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/library/?q=a")
    assert said_of_no_page(answer) == EVERYWHERE
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert said_of_no_page(answer) == EVERYWHERE


def test_a_static_file_is_kept_for_ever_and_says_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from/base.css").write_text("body{}")
    settings.STATICFILES_DIRS = [tmp_path / "from"]
    settings.STATIC_ROOT = tmp_path / "to"
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "essayplanner.static_files.ModuleStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (named,) = (tmp_path / "to").glob("base.*.css")
    answer = Client().get(f"/static/{named.name}", secure=True)
    assert b"".join(answer) == b"body{}"
    kept = {"Cache-Control": "max-age=315360000, public, immutable"}
    assert said_of_no_page(answer) == EVERYWHERE | HSTS | kept


def test_no_page_has_anything_inline_or_from_another_host(cast: Cast) -> None:
    for client in (cast.student, cast.teacher, cast.other_guest):
        for path in addresses(cast):
            answer = client.get(path)
            if not answer["Content-Type"].startswith("text/html"):
                continue
            text = answer.content.decode()
            assert not re.search(
                r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text
            )
            assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text), path


# Cookies


def cookies(answer: HttpResponseBase) -> dict[str, str]:
    """What an answer sets, by name: the value and the time are left out."""
    rest = {
        name: cookie.OutputString().partition("; ")[2] for name, cookie in answer.cookies.items()
    }
    return {name: re.sub(r"expires=[^;]+GMT", "expires", text) for name, text in rest.items()}


SESSION = "expires; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax; Secure"
CSRF = "expires; HttpOnly; Max-Age=31449600; Path=/; SameSite=Lax; Secure"


def sign_in(client: Client, username: str) -> HttpResponseBase:
    sent = {"login": username, "password": PASSWORD, "remember": "on"}
    answer = client.post(reverse("account_login"), sent, secure=True)
    assert answer.status_code == 302
    return answer


def test_two_cookies_are_all_and_no_script_or_other_site_gets_them(cast: Cast) -> None:
    client = Client()
    page = client.get(reverse("account_login"), secure=True)
    assert cookies(page) == {"__Host-csrftoken": CSRF}
    assert cookies(sign_in(client, "student")) == {
        "__Host-sessionid": SESSION,
        "__Host-csrftoken": CSRF,
    }
    for path in addresses(cast):
        assert set(cookies(client.get(path, secure=True))) <= {"__Host-csrftoken"}
    assert set(client.cookies) == {"__Host-sessionid", "__Host-csrftoken"}


def test_no_script_reads_a_cookie(settings: Settings) -> None:
    scripts = [*(Path(settings.BASE_DIR) / "static/js").glob("*.js")]
    assert scripts
    assert [
        path.name for path in scripts if "cookie" in path.read_text().replace("The cookie", "")
    ] == []


def test_markup_comes_into_a_page_in_one_place_alone(settings: Settings) -> None:
    scripts = (Path(settings.BASE_DIR) / "static/js").glob("*.js")
    sinks = r"(?:inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|DOMParser|setHTML|document\.write|createContextual"
    assert [path.name for path in scripts if re.search(sinks, path.read_text())] == ["markup.js"]


# The end of a session


def test_signing_out_takes_what_the_browser_could_go_back_to(cast: Cast) -> None:
    client = Client()
    sign_in(client, "student")
    old = client.cookies["__Host-sessionid"].value
    assert said(client.get("/", secure=True)) == ALWAYS | HSTS | UNKEPT
    answer = client.post(reverse("account_logout"), secure=True)
    assert said(answer) == ALWAYS | HSTS | UNKEPT | {"Clear-Site-Data": '"cache"'}
    assert client.cookies["__Host-sessionid"].value != old
    assert "You have signed out." in client.get("/", secure=True).content.decode()
    assert not client.session.keys() - {"_messages"}


def test_a_session_that_is_over_does_so_with_the_next_page(cast: Cast) -> None:
    client = Client()
    sign_in(client, "student")
    client.session.flush()
    answer = client.get(reverse("plans:desk", args=[cast.plan.pk]), secure=True)
    assert answer.status_code == 404
    assert cookies(answer)["__Host-sessionid"] == "expires; Max-Age=0; Path=/; SameSite=Lax; Secure"
    assert answer["Clear-Site-Data"] == '"cache"'


def test_signing_in_over_somebody_leaves_nothing_of_theirs(cast: Cast) -> None:
    client = Client()
    sign_in(client, "student")
    session = client.session
    session["paper"] = ["full", "letter"]
    session.save()
    old = session.session_key
    client.force_login(User.objects.get(username="classmate"))
    assert client.session.session_key != old
    assert "paper" not in client.session
    assert not Session.objects.filter(session_key=old).exists()
