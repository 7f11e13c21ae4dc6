"""“Who may do what” of CONTRIBUTING.md, and the addresses that there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

CELLS = {"yes", "sign in", "start page", "403", "404"}

# A right, as who of the cast is answered how.
Right = dict[str, str]

_PLACEHOLDER = re.compile(r"<(\w+):(\w+)>")
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """An address by its name, and its route with a ``<kind:name>`` for each thing that it takes."""

    name: str
    route: str

    @property
    def takes(self) -> list[tuple[str, str]]:
        """The kind and the name of each thing that it takes."""
        return _PLACEHOLDER.findall(self.route)

    @property
    def of_plan(self) -> bool:
        """Whether it is about a plan."""
        return self.route.startswith("plans/<uuid:pk>/")

    def path(self, values: dict[str, Any], unknown: str = "") -> str:
        """Return the path with ``values`` in it, and for the name ``unknown`` one of nothing.

        What a value is for is said by how the route goes up to it (the longest fits), or, first of
        all, by the name of the address, a slash and its own name.
        """

        def value(found: re.Match[str]) -> str:
            kind, name = found.groups()
            if name == unknown:
                return UNKNOWN[kind]
            if (special := f"{self.name}/{name}") in values:
                return str(values[special])
            so_far = self.route[: found.end()]
            fitting = [key for key in values if so_far.endswith(key)]
            assert fitting, f"Say in tests/access/world.py what {so_far} is at {self.name}."
            return str(values[max(fitting, key=len)])

        return "/" + _PLACEHOLDER.sub(value, self.route)


UNKNOWN = {
    "int": "987654321",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "no-such",
    "str": "no-such",
    "re": "no-such",
}


@cache
def addresses() -> dict[str, Address]:
    """Return every address by name; a second one of a name, with what it takes besides."""
    return {each.name: each for each in _addresses(get_resolver().url_patterns, "", "")}


def _addresses(patterns: list[Any], prefix: str, route: str) -> Iterator[Address]:
    known: dict[str, set[str]] = {}
    for pattern in patterns:
        here = route + _NAMED_GROUP.sub(r"<re:\1>", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _addresses(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            name, takes = f"{prefix}{pattern.name}", {*pattern.pattern.converters}
            more = sorted(takes - known.setdefault(name, takes))
            yield Address(f"{name} ({', '.join(more)})" if takes != known[name] else name, here)


@cache
def rights() -> dict[str, Right]:
    """Return who may what, by the name of a right."""
    head, *rows = _table("right")
    found = {name: dict(zip(head[1:], cells, strict=True)) for name, *cells in rows}
    assert {cell for right in found.values() for cell in right.values()} <= CELLS
    assert len(found) == len(rows), "A right stands there twice."
    return found


@cache
def methods() -> dict[str, dict[str, Right]]:
    """Return, by address, the right that each of its methods needs (GET is for HEAD too)."""
    found: dict[str, dict[str, Right]] = {}
    for room, right, verbs, names in _table("room")[1:]:
        for name in map(str.strip, names.replace("`", "").split(",")):
            full = f"{room}:{name}" if f"{room}:{name}" in addresses() else name
            for verb in verbs.split(", "):
                row = found.setdefault(full, {})
                assert verb not in row, f"{verb} of {full} stands there twice."
                row[verb] = rights()[right]
    return found


def _table(first: str) -> list[list[str]]:
    """Return the cells of the table of the section whose head begins with a word."""
    text = (settings.BASE_DIR / "CONTRIBUTING.md").read_text()
    section = text.split("\n## Who may do what\n")[1].split("\n## ")[0]
    tables = [part for part in section.split("\n\n") if part.startswith(f"| {first} |")]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in tables[0].splitlines()
    ]
    return [row for row in rows if set("".join(row)) != {"-"}]
