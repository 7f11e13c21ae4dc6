"""Fetching what is held on somebody, in one query a table however much there is."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.apps import apps
from django.db.models import Manager, Model, Q, QuerySet

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.privacy.held import HELD, Held

Row = dict[str, Any]

# Rows that are in memory at once.
_AT_ONCE = 100


def rows_of(held: Held, person: Person, user: User | None) -> QuerySet[Model]:
    """Return the rows of one kind that belong to a person; ``user`` is theirs, if they have one."""
    manager: Manager[Model] = apps.get_model(held.model)._default_manager
    if user is not None:
        # In one filter: role and user are of the same membership.
        return manager.filter(held.only, Q(**{held.way: user.pk}))
    if held.guest_way and person.guest_key:
        return manager.filter(held.only, Q(**{held.guest_way: person.guest_key}))
    return manager.none()


def count(person: Person, user: User | None) -> list[tuple[Held, int]]:
    """Return how much there is of each kind of which there is any."""
    numbers = ((held, rows_of(held, person, user).count()) for held in HELD)
    return [(held, number) for held, number in numbers if number]


def read(held: Held, person: Person, user: User | None, *, whole: bool = True) -> Iterator[Row]:
    """Yield what is handed out of one kind, a row at a time.

    ``of`` names the row above, by the ``id`` that this one is shown with; and where it is not
    ``whole``, what is ``long`` is left out.
    """
    columns = {key: paths for key, paths in held.columns.items() if whole or key not in held.long}
    paths = [path for several in columns.values() for path in several]
    above = [held.of] if held.of else []
    rows = rows_of(held, person, user).order_by("pk").values_list(*above, *paths)
    for values in rows.iterator(_AT_ONCE):
        rest = iter(values)
        row: Row = {held.of: next(rest)} if held.of else {}
        for key, several in columns.items():
            found = [next(rest) for _ in several]
            value = next((one for one in found if one not in (None, "")), found[0])
            row[key] = held.read[key](value) if key in held.read else value
        yield row


def write_json(file: BinaryIO, about: Mapping[str, Any], person: Person, user: User | None) -> None:
    """Write all that is handed out as one JSON object, a row at a time."""
    file.write(b"{")
    file.write(f'"about": {_json(about)}'.encode())
    for held in HELD:
        file.write(f",\n\n{_json(held.key)}: [".encode())
        for number, row in enumerate(read(held, person, user)):
            file.write(f"{',' if number else ''}\n{_json(row)}".encode())
        file.write(b"]")
    file.write(b"}\n")


def _json(value: Any) -> str:
    # Lone surrogates have no UTF-8.
    return json.dumps(value, ensure_ascii=False, default=_plain).encode(errors="replace").decode()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value)} is not for handing out.")
