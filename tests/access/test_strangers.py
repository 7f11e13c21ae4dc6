"""Whoever may not learns nothing: not what there is, and not by the number of another's thing."""

from urllib.parse import quote, urlsplit
from uuid import UUID

import pytest
from django.urls import reverse

from essayplanner.accounts.passwords import ALLOWED
from tests.access.asking import Answer, ask
from tests.access.sent import SENT, sent
from tests.access.table import UNKNOWN, Address, addresses, methods
from tests.access.test_matrix import CAST, every_address
from tests.access.world import World

pytestmark = pytest.mark.django_db

# These take a number that counts up, so that the next one can be guessed. All others that are
# about somebody's take a UUID, or a word that somebody chose.
COUNTED = {
    *("authoring:restore", "mfa_edit_webauthn", "mfa_remove_webauthn", "usersessions_end"),
    *(f"classes:{name}" for name in ("student", "move", "remove", "reset_password")),
    *("classes:remove_teacher", "classes:withdraw", "classes:end_extension"),
    *(f"plans:{name}" for name in ("rehearse", "save_rehearsal", "finish_rehearsal")),
    *("plans:revision", "plans:restore"),
    *(f"exports:{name} (version)" for name in ("papers", "paper", "preview")),
    *("reviews:reply", "reviews:resolve"),
    *(f"reviews:saved_{name}" for name in ("change", "delete", "copy")),
}
# Who has such things too, of their own.
OTHERS = ("classmate", "elsewhere")


def _counted(address: Address) -> list[str]:
    """Return what an address takes by a number that counts things up: no page of a paper."""
    numbers = [name for kind, name in address.takes if kind == "int"]
    return [name for name in numbers if "/papers/" not in address.route or name == "version"]


def test_it_is_known_which_addresses_can_be_counted_through() -> None:
    assert {name for name, address in addresses().items() if _counted(address)} == COUNTED


@every_address
def test_what_is_not_open_is_as_what_does_not_exist(address: Address, world: World) -> None:
    for method, right in methods()[address.name].items():
        for who in (who for who in CAST if right[who] not in ("yes", "403")):
            there = ask(world, who, method, address)
            for _, name in address.takes:
                gone = ask(world, who, method, address, unknown=name)
                path, nowhere = (address.path(world.of(who), no) for no in ("", name))
                assert _told(there, path) == _told(gone, nowhere), (
                    f"{who}: {method}, another {name}"
                )


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_nobody_reaches_a_thing_by_its_number_through_their_own(name: str, world: World) -> None:
    address = addresses()[name]
    for who in OTHERS:
        own = {key: value for key, value in world.own[who].items() if "<int:" not in key}
        values = world.values | own
        for method in methods()[name]:
            for number in _counted(address):
                there, gone = (
                    ask(world, who, method, address, values=values, unknown=unknown)
                    for unknown in ("", number)
                )
                path, nowhere = (address.path(values, no) for no in ("", number))
                assert _told(there, path) == _told(gone, nowhere), who
                assert there.status != 200, who
                assert not there.wrote, who


@pytest.mark.parametrize("name", sorted(name for name, data in SENT.items() if callable(data)))
def test_nobody_reaches_a_thing_by_a_number_that_they_send(name: str, world: World) -> None:
    address = addresses()[name]
    for who in OTHERS:
        values = world.values | world.own[who]
        own, another = (sent(name, each, world) for each in (values, world.values))
        for field in own.keys() & another.keys():
            if isinstance(own[field], int | UUID | list) and own[field] != another[field]:
                unknown = UNKNOWN["uuid" if isinstance(own[field], UUID) else "int"]
                there, gone = (
                    ask(world, who, "POST", address, values=values, data=own | {field: value})
                    for value in (another[field], unknown)
                )
                said = [str(another[field]).strip("[]"), unknown]
                assert there.without(*said) == gone.without(*said), (who, field)
                assert there.wrote == gone.wrote, (who, field)


# Who was removed keeps the plan that was begun for the class; a guest's is of no class.
@pytest.mark.parametrize("owner", ["guest", "removed"])
@pytest.mark.parametrize("name", sorted(name for name, each in addresses().items() if each.of_plan))
def test_a_plan_of_nobody_in_the_class_is_its_writers_alone(
    owner: str, name: str, world: World
) -> None:
    values = world.values | world.own[owner]
    for method in methods()[name]:
        for who in ("another guest", "student", "teacher", "colleague", "admin"):
            answer = ask(world, who, method, addresses()[name], values=values)
            assert (answer.status, answer.wrote) == (404, frozenset()), f"{who}: {method}"


@every_address
def test_in_an_archived_class_it_is_no_other_for_who_is_not_in_it(
    address: Address, world: World
) -> None:
    for method, right in methods()[address.name].items():
        for who in ("removed", "former", "elsewhere", "admin"):
            if right[who] == "404":
                answer = ask(world, who, method, address, before=world.archive)
                assert (answer.status, answer.wrote) == (404, frozenset()), f"{who}: {method}"


@every_address
def test_who_was_given_a_password_chooses_one_before_all_else(
    address: Address, world: World
) -> None:
    if address.name not in ALLOWED:
        for method in methods()[address.name]:
            answer = ask(world, "student", method, address, before=world.give_password)
            page = urlsplit(answer.leads_to).path
            assert (answer.status, page) == (302, reverse("account_change_password")), method
            assert not answer.wrote, method


def _told(answer: Answer, path: str) -> tuple[object, ...]:
    """Return what somebody was told, but for the address that they asked themselves."""
    plan = path.split("/")[2] if path.startswith("/plans/") else path
    return answer.without(path, quote(path, safe=""), plan)
