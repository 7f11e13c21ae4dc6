"""Signing in with Google or Microsoft, which a small server on this machine plays here."""

import json
import re
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from django.test import Client

from essayplanner.accounts.models import User
from tests.accounts.second_step import CONFIRM, code_of, set_up_app
from tests.conftest import PASSWORD, Cast

PAGES = ("connected/", "connected/sign-up/", "connected/cancelled/", "connected/error/")
CONNECTED = "/accounts/connected/"
SIGN_UP = "/accounts/connected/sign-up/"


class Provider:
    """Who plays Google and Microsoft: it knows one person, and tells more than it is asked."""

    who = "1001"
    mail = "teacher@school.example"
    broken = False

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append((urlsplit(self.path).path, parse_qs(text)))
                self.answer({"access_token": "opens-it", "id_token": outer.token()})

            def do_GET(self) -> None:
                outer.asked.append((urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)))
                known = {"id": outer.who, "mail": outer.mail, "displayName": "Ada Lovelace"}
                self.answer(known if self.headers["Authorization"] == "Bearer opens-it" else {})

            def answer(self, value: object) -> None:
                self.send_response(500 if outer.broken else 200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            def log_message(self, *_args: object) -> None:
                pass

        self.server = TCPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def token(self) -> str:
        """What Google says of somebody, with more in it than was asked for."""
        now = int(time.time())
        claims = {
            **{"iss": "https://accounts.google.com", "aud": "our-id", "iat": now, "exp": now + 60},
            **{"sub": self.who, "email": self.mail, "email_verified": True},
            **{"name": "Ada Lovelace", "picture": "https://picture.example/ada.png"},
        }
        return jwt.encode(claims, "k" * 32, algorithm="HS256")


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    played = Provider()
    monkeypatch.setattr(GoogleOAuth2Adapter, "authorize_url", f"{played.address}/authorize")
    monkeypatch.setattr(GoogleOAuth2Adapter, "access_token_url", f"{played.address}/token")
    keys = {"client_id": "our-id", "secret": "our-secret"}
    there = {"login_url": played.address, "graph_url": played.address}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APPS": [keys], "SCOPE": ["openid"], "OAUTH_PKCE_ENABLED": True},
        "microsoft": {
            "APPS": [{**keys, "settings": there}],
            "SCOPE": ["User.Read"],
            "OAUTH_PKCE_ENABLED": True,
            "TENANT": "our-school",
        },
    }
    thread = Thread(target=played.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield played
    played.server.shutdown()
    thread.join()
    played.server.server_close()


def led_to(answer: Any) -> tuple[str, dict[str, str]]:
    """Where a page leads on to, and what it says there."""
    found = re.search(r'content="0;url=([^"]+)"', answer.content.decode())
    assert found
    url = urlsplit(found[1].replace("&amp;", "&"))
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def comes_back(client: Client, name: str = "google", **sent: str) -> Any:
    """Go to a provider by its button, and come back from there."""
    _, asked = led_to(client.post(f"/accounts/{name}/", sent))
    said = {"code": "the-code", "state": asked["state"]}
    return client.get(f"/accounts/{name}/back/", said)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def join(client: Client, username: str = "ada", name: str = "google") -> User:
    """Make an account by a provider."""
    comes_back(client, name)
    client.post(SIGN_UP, {"username": username, "name": "Ada L."})
    return User.objects.get(username=username)


@pytest.mark.parametrize("page", [*PAGES, "google/", "google/back/", "microsoft/back/"])
def test_without_keys_there_is_nothing_to_see(cast: Cast, page: str) -> None:
    verb = cast.student.post if page == "google/" else cast.student.get
    assert verb(f"/accounts/{page}").status_code == 404
    assert "Google" not in Client().get("/accounts/sign-in/").content.decode()


def test_with_keys_there_is_a_button(provider: Provider, db: None) -> None:
    for page in ("sign-in", "sign-up"):
        shown = Client().get(f"/accounts/{page}/?next=/classes/").content.decode()
        assert "Go on with Google" in shown
        assert "Go on with Microsoft" in shown


@pytest.mark.parametrize(
    ("name", "path", "scope"),
    [
        ("google", "/authorize", "openid"),
        ("microsoft", "/our-school/oauth2/v2.0/authorize", "User.Read"),
    ],
)
def test_the_least_is_asked_whatever_the_address_says(
    provider: Provider, db: None, name: str, path: str, scope: str
) -> None:
    answer = Client().post(f"/accounts/{name}/?scope=mail,calendar&auth_params=prompt%3Dnone")
    there, asked = led_to(answer)
    assert (there, asked["scope"], asked["client_id"]) == (path, scope, "our-id")
    assert asked["redirect_uri"] == f"http://testserver/accounts/{name}/back/"
    assert "prompt" not in asked
    assert asked["code_challenge_method"] == "S256"
    assert answer.status_code == 200  # a form may not lead to another host: form-action 'self'


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_who_is_new_says_what_to_be_called_and_nothing_else_is_kept(
    provider: Provider, db: None, name: str
) -> None:
    client = Client()
    assert comes_back(client, name).headers["Location"] == SIGN_UP
    assert not is_in(client)
    page = client.get(SIGN_UP).content.decode()
    assert "Ada" not in page
    assert provider.mail not in page
    client.post(SIGN_UP, {"username": "ada", "name": "Ada L."})
    user = User.objects.get(username="ada")
    assert is_in(client)
    assert (user.name, user.email, user.has_usable_password()) == ("Ada L.", "", False)
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == (name, "1001", {})
    assert not EmailAddress.objects.exists()
    assert not SocialToken.objects.exists()
    stored = json.dumps(dict(client.session))
    assert not any(word in stored for word in (provider.mail, "Lovelace", "opens-it"))
    if name == "microsoft":
        assert provider.asked[-1] == ("/v1.0/me", {"$select": ["id"]})

    again = Client()
    assert comes_back(again, name).headers["Location"] == "/"
    assert is_in(again)


def test_a_user_name_that_is_taken_is_not_given_twice(provider: Provider, cast: Cast) -> None:
    client = Client()
    comes_back(client)
    assert client.post(SIGN_UP, {"username": "teacher", "name": ""}).status_code == 200
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_is_no_proof_of_whose_account_it_is(provider: Provider, cast: Cast) -> None:
    teacher = User.objects.get(username="teacher")
    teacher.email = provider.mail
    teacher.save()
    EmailAddress.objects.create(user=teacher, email=provider.mail, verified=True, primary=True)
    client = Client()
    assert comes_back(client).headers["Location"] == SIGN_UP
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_an_account_is_connected_by_who_confirms_that_it_is_theirs(
    provider: Provider, cast: Cast
) -> None:
    answer = comes_back(cast.teacher, process="connect")
    assert answer.headers["Location"] == CONFIRM
    assert not SocialAccount.objects.exists()
    cast.teacher.post(CONFIRM, {"password": PASSWORD})
    assert SocialAccount.objects.get().user.username == "teacher"
    assert "connected on" in cast.teacher.get(CONNECTED).content.decode()
    client = Client()
    comes_back(client)
    assert is_in(client)

    # Nobody else can have it.
    cast.student.post(CONFIRM, {"password": PASSWORD})
    comes_back(cast.student, process="connect")
    assert "belongs to somebody else" in cast.student.get(CONNECTED).content.decode()
    assert SocialAccount.objects.get().user.username == "teacher"


def test_the_only_way_in_is_not_taken_away(provider: Provider, db: None) -> None:
    client = Client()
    user = join(client)
    account = {"account": str(SocialAccount.objects.get().pk)}
    answer = client.post(CONNECTED, account)
    assert "only way into your account" in answer.content.decode()
    assert client.get("/accounts/password/").headers["Location"] == "/accounts/password/set/"
    page = client.get("/accounts/password/set/")
    assert page.status_code == 200
    new = {"password1": "maple-kettle-north-9", "password2": "maple-kettle-north-9"}
    assert client.post("/accounts/password/set/", new).status_code == 302
    user.refresh_from_db()
    assert user.has_usable_password()
    client.post(CONFIRM, {"password": "maple-kettle-north-9"})
    client.post(CONNECTED, account)
    assert not SocialAccount.objects.exists()


def test_nobody_disconnects_the_account_of_others(provider: Provider, cast: Cast) -> None:
    join(Client())
    cast.student.post(CONFIRM, {"password": PASSWORD})
    cast.student.post(CONNECTED, {"account": str(SocialAccount.objects.get().pk)})
    assert SocialAccount.objects.count() == 1


def test_the_second_step_is_asked_all_the_same(provider: Provider, cast: Cast) -> None:
    secret = set_up_app(cast.teacher)
    comes_back(cast.teacher, process="connect")
    client = Client()
    answer = comes_back(client)
    assert answer.headers["Location"] == "/accounts/second-step/authenticate/"
    assert not is_in(client)
    client.post("/accounts/second-step/authenticate/", {"code": code_of(secret, 1)})
    assert is_in(client)


def test_a_way_back_that_nobody_set_out_on_signs_nobody_in(provider: Provider, db: None) -> None:
    client = Client()
    join(Client())
    _, asked = led_to(Client().post("/accounts/google/"))  # in another browser
    for said in ({}, {"code": "c"}, {"code": "c", "state": "\0"}, {"code": "c", **asked}):
        answer = client.get("/accounts/google/back/", said)
        assert (answer.status_code, is_in(client)) == (401, False)
        assert "That did not work" in answer.content.decode()


def test_a_provider_that_fails_or_is_left_is_told_so(provider: Provider, db: None) -> None:
    client = Client()
    provider.broken = True
    assert comes_back(client).status_code == 401
    assert comes_back(client, "microsoft").status_code == 401
    _, asked = led_to(client.post("/accounts/google/"))
    said = {"error": "access_denied", "state": asked["state"]}
    answer = client.get("/accounts/google/back/", said)
    assert answer.headers["Location"] == "/accounts/connected/cancelled/"
    assert "You turned back" in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/accounts/connected/error/").status_code == 401


def test_where_one_was_going_is_kept_within_the_site(provider: Provider, db: None) -> None:
    join(Client())
    for onward, there in (("/classes/", "/classes/"), ("https://bad.example/", "/")):
        answer = comes_back(Client(), next=onward)
        assert answer.headers["Location"] == there
