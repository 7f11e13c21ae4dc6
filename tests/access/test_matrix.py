"""Every address, by every method, asked by everybody, answers as CONTRIBUTING.md has it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.access.asking import Answer, ask
from tests.access.sent import STATUS
from tests.access.table import Address, addresses, methods, rights
from tests.access.world import World

pytestmark = pytest.mark.django_db
CAST = list(next(iter(rights().values())))
PAGES = sorted(addresses().values(), key=lambda each: each.name)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
every_address = pytest.mark.parametrize("address", PAGES, ids=lambda each: each.name)

# What a POST writes nothing for, though it may: it leads on, only looks, or all is so already.
WRITES_NOTHING = {
    *("plans:open_library", "plans:write_own", "plans:start_rehearsal"),
    *("classes:roster_check", "classes:roster_slips"),
    *(
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
    ),
    *(
        "account_set_password",
        "account_reset_password_from_key",
        "mfa_login_webauthn",
        "mfa_authenticate",
    ),
    *(
        f"mfa_{name}"
        for name in ("reauthenticate", "reauthenticate_webauthn", "activate_totp", "add_webauthn")
    ),
}
# What a page may write: how a plan stands when somebody looks, that somebody looked, and which
# recovery codes, signs-ins or addresses are out of date.
BY_LOOKING = {"plans_standing", "plans_look", "mfa_authenticator"} | {
    *("account_emailaddress", "usersessions_usersession"),
}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(methods()) == set(addresses())


@every_address
def test_everybody_gets_the_answer_of_the_table(address: Address, world: World) -> None:
    wrote = set[str]()
    for method, right in methods()[address.name].items():
        for who in CAST:
            answer = ask(world, who, method, address)
            told = f"{who}: {method} {answer.status} {answer.leads_to} {sorted(answer.wrote)}"
            assert _said(answer, right[who], method, address, world, who), told
            assert urlsplit(answer.leads_to).netloc in ("", "testserver"), told
            if method == "GET":
                assert answer.wrote <= BY_LOOKING, told
                head = ask(world, who, "HEAD", address)
                assert (head.status, head.leads_to, head.body) == (
                    answer.status,
                    answer.leads_to,
                    b"",
                ), told
            elif right[who] != "yes":
                assert answer.wrote <= {"plans_look"}, told  # of who may read the plan
            wrote |= answer.wrote if method == "POST" else set()
    writers = [
        who for who, cell in methods()[address.name].get("POST", {}).items() if cell == "yes"
    ]
    assert wrote or not writers or address.name in WRITES_NOTHING


def _said(answer: Answer, cell: str, method: str, address: Address, world: World, who: str) -> bool:
    """Say whether an answer is what a cell of the table says."""
    if cell == "yes":
        usual = {200} if method == "GET" else {302}
        return answer.status in STATUS.get(f"{method} {address.name}", usual)
    if cell == "start page":
        return (answer.status, answer.leads_to) == (302, reverse("home"))
    if cell == "sign in":
        leads_to = urlsplit(answer.leads_to)
        onward = parse_qs(leads_to.query) in ({}, {"next": [address.path(world.of(who))]})
        asked = (answer.status, leads_to.path) == (302, reverse("account_login")) and onward
        gives_back = method == "POST" and answer.status == 403 and b"save that" in answer.body
        return asked or gives_back
    return answer.status == int(cell)


@every_address
def test_a_method_that_is_not_its_own_is_refused_to_everybody_alike(
    address: Address, world: World
) -> None:
    own = {*methods()[address.name]}
    takes = own | ({"HEAD"} if "GET" in own else set())
    for method in METHODS:
        if method not in takes:
            answers = {who: ask(world, who, method, address) for who in CAST}
            got = {who: (row.status, row.body, row.wrote) for who, row in answers.items()}
            assert got == dict.fromkeys(CAST, (405, b"", frozenset())), method
