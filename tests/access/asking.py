"""Asking an address as somebody, and leaving everything as it was."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http.response import HttpResponseBase

from tests.access.sent import sent
from tests.access.table import Address
from tests.access.world import World

_WRITES = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True)
class Answer:
    """What somebody got: with the tables that were written, but for the session itself."""

    status: int
    leads_to: str
    body: bytes
    headers: dict[str, str]
    wrote: frozenset[str]

    def without(self, *words: str) -> tuple[object, ...]:
        """All that a browser is told, but for these words of its own and form tokens."""
        own = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
        body = own.sub("", _TOKEN.sub("", self.body.decode("latin-1")))
        return self.status, own.sub("", self.leads_to), body, self.headers


def ask(
    world: World,
    who: str,
    method: str,
    address: Address,
    *,
    unknown: str = "",
    values: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    before: Callable[[], None] = lambda: None,
) -> Answer:
    """Ask as somebody, having done something ``before``; all of it is undone.

    A POST sends what is valid there, or ``data``. For ``values`` and ``unknown`` see
    ``Address.path``.
    """
    cookie, written = world.browsers[who], set[str]()
    path = address.path(values or world.of(who), unknown)
    if method == "POST" and data is None:
        data = sent(address.name, world.of(who), world)

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        written.update(_WRITES.findall(sql))
        return execute(sql, *rest)

    client = world.client
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: cookie} if cookie else {})
    cache.clear()
    with transaction.atomic():
        before()
        with connection.execute_wrapper(note):
            response = getattr(client, method.lower())(path, data)
            body = _body(response)
        transaction.set_rollback(True)
    headers = {name: value for name, value in response.headers.items() if name != "Location"}
    headers.pop("Content-Length", None)
    leads_to = response.headers.get("Location", "")
    wrote = frozenset(written - {"django_session"})
    return Answer(response.status_code, leads_to, body, headers, wrote)


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response)
