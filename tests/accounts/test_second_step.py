"""A second step: an app's codes, recovery codes, what is kept of them, and how often one may try."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from essayplanner.accounts.models import CodeTry, User
from essayplanner.accounts.second_steps import FEW, TRIES
from tests.accounts.second_step import APP, CONFIRM, code_of, set_up_app
from tests.conftest import PASSWORD, Cast

STEP = "/accounts/second-step/authenticate/"
CODES = "/accounts/second-step/recovery-codes/"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """The limit of confirmations is counted in the memory of the process."""
    cache.clear()


def password_taken(username: str = "teacher") -> Client:
    """The browser of somebody whose password was right, and who is asked for the second step."""
    client = Client()
    answer = client.post("/accounts/sign-in/", {"login": username, "password": PASSWORD})
    assert answer.headers["Location"] == STEP
    return client


def said(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_signs_in_no_more(cast: Cast) -> None:
    secret = set_up_app(cast.teacher)
    client = password_taken()
    assert not is_in(client)
    assert client.get("/classes/").status_code == 302
    assert client.post(STEP, {"code": code_of(secret, 1)}).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("code", ["", "000000x", "１２３４５６", "\0", "9" * 100_000, "' OR 1=1"])
def test_no_other_code_will_do(cast: Cast, code: str) -> None:
    set_up_app(cast.teacher)
    client = password_taken()
    assert client.post(STEP, {"code": code}).status_code == 200
    assert not is_in(client)


def test_a_code_is_good_once(cast: Cast) -> None:
    secret = set_up_app(cast.teacher)
    code = code_of(secret, 1)
    assert password_taken().post(STEP, {"code": code}).status_code == 302
    again = password_taken()
    for seen in (code, code_of(secret)):  # nor one from before the last
        assert again.post(STEP, {"code": seen}).status_code == 200
    assert not is_in(again)


def test_ten_wrong_codes_close_the_account_to_codes_for_an_hour(cast: Cast) -> None:
    secret = set_up_app(cast.teacher)
    for _ in range(TRIES):  # from a browser of its own each: no process and no session counts them
        answer = password_taken().post(STEP, {"code": "000000"})
        assert "did not fit" in said(answer)
        left = TRIES - CodeTry.objects.count()
        assert (f"before a wait of an hour: {left}." in said(answer)) is (left <= FEW)
    answer = password_taken().post(STEP, {"code": code_of(secret, 1)})
    assert "within an hour" in said(answer)
    # Confirming counts the same, and takes no more.
    assert "within an hour" in said(
        cast.teacher.post("/accounts/second-step/reauthenticate/", {"code": code_of(secret, 1)})
    )
    assert CodeTry.objects.count() == TRIES
    CodeTry.objects.update(at="2020-01-01T00:00Z")
    assert password_taken().post(STEP, {"code": code_of(secret, 1)}).status_code == 302
    assert not CodeTry.objects.exists()


def test_trying_for_one_account_closes_no_other(cast: Cast) -> None:
    set_up_app(cast.teacher)
    secret = set_up_app(cast.other_teacher)
    for _ in range(TRIES + 1):
        password_taken().post(STEP, {"code": "000000"})
    client = password_taken("other_teacher")
    assert client.post(STEP, {"code": code_of(secret, 1)}).status_code == 302


def recovery_codes(client: Client) -> list[str]:
    codes: list[str] = client.get(CODES).context["unused_codes"]
    return codes


def test_recovery_codes_are_shown_once_and_each_signs_in_once(cast: Cast) -> None:
    set_up_app(cast.teacher)
    page = cast.teacher.get(CODES)
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    again = cast.teacher.get(CODES).content.decode()
    assert "shown when they were made" in again
    assert not any(code in again for code in codes)
    assert cast.teacher.get(f"{CODES}download/").status_code == 403

    assert password_taken().post(STEP, {"code": codes[0]}).status_code == 302
    assert password_taken().post(STEP, {"code": codes[0]}).status_code == 200


def test_new_recovery_codes_end_the_old_ones(cast: Cast) -> None:
    set_up_app(cast.teacher)
    old = recovery_codes(cast.teacher)
    assert cast.teacher.get(f"{CODES}generate/").status_code == 200
    cast.teacher.post(f"{CODES}generate/")
    new = recovery_codes(cast.teacher)
    assert set(old).isdisjoint(new)
    assert password_taken().post(STEP, {"code": old[0]}).status_code == 200
    assert password_taken().post(STEP, {"code": new[0]}).status_code == 302


def test_recovery_codes_can_be_taken_as_a_file_instead(cast: Cast) -> None:
    set_up_app(cast.teacher)
    file = cast.teacher.get(f"{CODES}download/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert re.fullmatch(
        r"Essay Planner: recovery codes\s+(\d{8}\s+){10}", file.content.decode() + "\n"
    )


def test_what_is_stored_opens_nothing_by_itself(cast: Cast, settings: Any) -> None:
    secret = set_up_app(cast.teacher)
    codes = recovery_codes(cast.teacher)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(word in stored for word in (secret, *codes))
    assert "mfa.totp.secret" not in cast.teacher.session

    settings.SECRET_KEY = "another site's"
    cast.teacher.force_login(User.objects.get(username="teacher"))
    assert cast.teacher.get("/accounts/second-step/").status_code == 200
    client = password_taken()
    assert client.post(STEP, {"code": code_of(secret, 1)}).status_code == 200
    assert not is_in(client)


def test_every_change_asks_who_it_is(cast: Cast) -> None:
    for path in ("totp/activate/", "webauthn/add/"):
        answer = cast.teacher.get(f"/accounts/second-step/{path}")
        assert answer.headers["Location"].startswith(f"{CONFIRM}?next=")
    secret = set_up_app(cast.teacher)
    client = password_taken()
    client.post(STEP, {"code": code_of(secret, 1)})
    for path in ("totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"):
        answer = client.post(f"/accounts/second-step/{path}")
        assert answer.status_code in (302, 405), path
    assert Authenticator.objects.count() == 2
    assert said(client.get(CONFIRM)).count("Use a code") == 1
    assert "Use your password" in said(client.get("/accounts/second-step/reauthenticate/"))


def test_without_a_step_there_are_no_recovery_codes(cast: Cast) -> None:
    set_up_app(cast.teacher)
    cast.teacher.post("/accounts/second-step/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert cast.teacher.get(CODES).status_code == 404
    answer = cast.teacher.post(f"{CODES}generate/")
    assert "Set up a second step first" in said(answer)


def test_the_app_is_set_up_by_a_picture_or_by_typing(cast: Cast) -> None:
    cast.teacher.post(CONFIRM, {"password": PASSWORD})
    page = cast.teacher.get(APP)
    secret = page.context["form"].secret
    shown = page.content.decode()
    assert " ".join(re.findall("....", secret)) in shown
    assert 'src="data:image/svg+xml;base64,' in shown
    assert " style=" not in shown
    assert f"otpauth://totp/teacher?secret={secret}&amp;issuer=Essay%20Planner" in shown
    wrong = cast.teacher.post(APP, {"code": "1"})
    assert "did not fit" in said(wrong)
    assert wrong.context["form"].secret == secret


HOSTILE = [
    "",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    '{"id": 1}',
    '{"response": 1}',
    '{"response": {"userHandle": 1}}',
    '{"id": "\\u0000", "rawId": "\\u0000", "type": "public-key", "response": {"userHandle": "\\u0000"}}',
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
                "attestationObject": "oA",
            },
        }
    ),
    "[" * 5_000,
]


@pytest.mark.parametrize("credential", HOSTILE)
def test_what_is_no_passkey_signs_nobody_in_and_is_kept_by_nobody(
    cast: Cast, credential: str
) -> None:
    def refused(answer: Any) -> bool:
        return answer.status_code in (200, 302)

    sign_in = "/accounts/second-step/webauthn/login/"
    browser = Client()
    assert browser.get(sign_in, headers={"Accept": "application/json"}).status_code == 200
    assert refused(browser.post(sign_in, {"credential": credential}))
    assert not is_in(browser)

    set_up_app(cast.teacher)
    add = "/accounts/second-step/webauthn/add/"
    assert cast.teacher.get(add).status_code == 200
    assert refused(cast.teacher.post(add, {"credential": credential, "name": "n" * 1000}))
    assert not Authenticator.objects.filter(type="webauthn").exists()

    half = password_taken()
    half.get(STEP)
    assert refused(half.post(STEP, {"credential": credential}))
    assert not is_in(half)


def passkey_of(client: Client) -> Authenticator:
    user = User.objects.get(pk=client.session["_auth_user_id"])
    # As bytes it holds nothing that a page reads.
    row: Authenticator = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "laptop", "credential": {}}
    )
    return row


def test_nobody_reaches_the_passkeys_of_others(cast: Cast) -> None:
    passkey = passkey_of(cast.teacher)
    address = f"/accounts/second-step/webauthn/keys/{passkey.pk}"
    cast.other_teacher.post(CONFIRM, {"password": PASSWORD})
    assert cast.other_teacher.get("/accounts/second-step/webauthn/add/").status_code == 200
    for verb in ("edit", "remove"):
        assert cast.other_teacher.get(f"{address}/{verb}/").status_code == 404
        assert cast.other_teacher.post(f"{address}/{verb}/", {"name": "mine"}).status_code == 404
    cast.teacher.post(CONFIRM, {"password": PASSWORD})
    assert cast.teacher.get(f"{address}/edit/").status_code == 200
    cast.teacher.post(f"{address}/edit/", {"name": "<b>phone"})
    assert "&lt;b&gt;phone" in cast.teacher.get("/accounts/second-step/webauthn/").content.decode()
    assert cast.teacher.get(f"{address}/remove/").status_code == 200
    cast.teacher.post(f"{address}/remove/")
    assert not Authenticator.objects.exists()


def test_a_list_of_passkeys_asks_the_database_as_often_for_thirty(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    passkey_of(cast.teacher)
    for page, queries in (("", 4), ("webauthn/", 3)):
        with django_assert_num_queries(queries):
            cast.teacher.get(f"/accounts/second-step/{page}")
    for _ in range(29):
        passkey_of(cast.teacher)
    for page, queries in (("", 4), ("webauthn/", 3)):
        with django_assert_num_queries(queries):
            cast.teacher.get(f"/accounts/second-step/{page}")


def test_who_lost_phone_and_codes_is_helped_by_whoever_runs_the_site(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_app(cast.teacher)
    secret = set_up_app(cast.other_teacher)
    call_command("forget_second_step", "teacher")
    assert "password alone" in capsys.readouterr().out
    client = Client()
    client.post("/accounts/sign-in/", {"login": "teacher", "password": PASSWORD})
    assert is_in(client)
    other = password_taken("other_teacher")  # whose step stays
    assert other.post(STEP, {"code": code_of(secret, 1)}).status_code == 302

    call_command("forget_second_step", "teacher")
    assert "had no second step" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody here has the user name “nobody”"):
        call_command("forget_second_step", "nobody")


PAGES = (
    *("", "authenticate/", "reauthenticate/", "totp/activate/", "totp/deactivate/"),
    *("recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/", "webauthn/"),
    *("webauthn/add/", "webauthn/reauthenticate/", "webauthn/keys/1/edit/"),
    *("webauthn/keys/1/remove/", "webauthn/login/"),
)


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_gets_no_further_than_the_sign_in(db: None, page: str) -> None:
    for verb in (Client().get, Client().post):
        answer = verb(f"/accounts/second-step/{page}")
        assert answer.status_code in (302, 405)
        assert answer.headers.get("Location", "/accounts/sign-in/").startswith("/accounts/sign-in/")
