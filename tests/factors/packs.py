"""A small sound pack, and the folder of TOML files that it, or a damaged copy of it, makes."""

import json
from pathlib import Path
from typing import Any

Tables = dict[str, Any]

FILES = ("topic", "sources", "historians", "evidence", "quotations")
MORE_FILES = ("people", "events", "terms", "tables", "documents")

# What a field is set to so that it is not there at all.
GONE = object()


def sound(changes: dict[str, Any] | None = None) -> Tables:
    """Return the pack with some fields set to something else.

    A field is named by its path: ``evidence.0.source`` is of the first piece of evidence, and
    ``evidence.+`` adds one.
    """
    pack: Tables = {
        "topic": {
            "slug": "dissolution",
            "title": "The end of the monasteries, 1536–40",
            "summary": "Between 1536 and 1540 the Crown closed every English religious house.",
            "starts": 1529,
            "ends": 1540,
            "factors": [
                {
                    "slug": "money",
                    "name": "The Crown’s need of money",
                    "short_name": "Money",
                    "summary": "The houses held land that the Crown wanted.",
                },
                {
                    "slug": "faith",
                    "name": "Reform of religion",
                    "short_name": "Faith",
                    "summary": "Reformers thought the monastic life an error.",
                },
            ],
            "questions": [
                {
                    "slug": "why",
                    "text": "Why were the monasteries dissolved?",
                    "starts": 1536,
                    "ends": 1540,
                    "factors": ["money", "faith"],
                },
                {
                    "slug": "how-far-money",
                    "text": "How far was money the reason why the monasteries were dissolved?",
                    "starts": 1536,
                    "ends": 1540,
                    "factors": ["money", "faith"],
                    "named_factor": "money",
                },
            ],
            "camps": [
                {"slug": "crown", "name": "The Crown", "summary": "For closing the houses."},
            ],
        },
        "sources": [
            {
                "slug": "knowles-religious-orders",
                "type": "book",
                "title": "The Religious Orders in England",
                "authors": [{"family": "Knowles", "given": "David"}],
                "volume": "3",
                "issued": 1959,
            },
            {
                "slug": "suppression-act",
                "type": "document",
                "title": "Suppression of Religious Houses Act",
                "authors": [{"literal": "Parliament of England"}],
                "issued": 1536,
            },
        ],
        "historians": [
            {
                "slug": "knowles",
                "family": "Knowles",
                "given": "David",
                "position": "Puts the Crown’s finances before doctrine.",
            },
        ],
        "evidence": [
            {
                "slug": "act-of-1536",
                "date": "1536-03",
                "title": "The Act of 1536",
                "text": "Parliament gave the Crown every house worth less than £200 a year.",
                "people": ["cromwell"],
                "source": "suppression-act",
                "locator": "27 Hen. 8, c. 28",
                "supports": {"money": "The line was drawn by income."},
                "turns_against": {"faith": "Larger houses were praised in the same Act."},
            },
            {
                "slug": "pilgrimage",
                "date": "1536-10/1536-12",
                "old_style": True,
                "title": "The Pilgrimage of Grace",
                "text": "Rebels in the north restored monks to some of the houses.",
                "source": "knowles-religious-orders",
                "supports": {"faith": "People defended them.", "money": "Land was seized after."},
                "views": [
                    {"holders": "Some", "claim": "It was about religion."},
                    {"holders": "Others", "claim": "It was about taxes."},
                ],
            },
        ],
        "quotations": [
            {
                "slug": "knowles-on-money",
                "historian": "knowles",
                "source": "knowles-religious-orders",
                "text": "These words were written for a test.",
                "argues": "Money came first.",
                "page": "7",
                "wording": "Invented.",
                "notes": ["Nobody wrote this."],
                "supports": {"money": "It says so."},
                "turns_against": {"faith": "It leaves religion out."},
            },
        ],
        "people": [
            {
                "slug": "cromwell",
                "name": "Thomas Cromwell",
                "also": ["Crumwell"],
                "lived": "c. 1485–1540",
                "summary": "The king’s chief minister.",
                "posts": [{"date": "1534/1540", "text": "Principal secretary"}],
                "stances": [{"date": "1534/1540", "camp": "crown", "text": "He ran the closures."}],
                "fate": "Executed.",
                "source": "knowles-religious-orders",
            },
        ],
        "events": [
            {
                "slug": "fall-of-cromwell",
                "date": "1540-07-28",
                "old_style": True,
                "title": "Cromwell is executed",
                "people": ["cromwell"],
                "source": "knowles-religious-orders",
                "locator": "ch. 2",
                "views": [{"holders": "Some", "claim": "For his religion."}],
            },
        ],
        "terms": [
            {"slug": "prior", "term": "prior", "also": ["priors"], "meaning": "A head monk."}
        ],
        "tables": [
            {
                "slug": "houses",
                "title": "Houses closed",
                "columns": ["Year", "Houses"],
                "rows": [
                    {"cells": ["1536", "243"], "source": "knowles-religious-orders"},
                    {"cells": ["1540", "the rest"], "locator": "passim"},
                ],
                "note": "Counts differ.",
            },
        ],
        "documents": [
            {
                "slug": "the-act",
                "title": "The Act itself",
                "date": "1536",
                "summary": "A statute.",
                "source": "suppression-act",
                "passages": [
                    {
                        "about": "cromwell",
                        "translation": "suppression-act",
                        "text": "Forasmuch as manifest sin",
                        "wording": "Spelling modernised.",
                    },
                ],
                "views": [{"holders": "Some", "claim": "Cromwell drafted it."}],
            },
        ],
        "notes": "For the teacher.\n",
    }
    for path, value in (changes or {}).items():
        _set(pack, path.split("."), value)
    return pack


def _set(place: Any, path: list[str], value: Any) -> None:
    """Set one value deep inside dicts and lists."""
    first, *rest = path
    if first == "+":
        place.append(value)
        return
    key: int | str = int(first) if isinstance(place, list) else first
    if rest:
        _set(place[key], rest, value)
    elif value is GONE:
        del place[key]
    else:
        place[key] = value


def write(folder: Path, pack: Tables, files: dict[str, bytes | None] | None = None) -> Path:
    """Write a pack to a folder; ``files`` replaces whole files, or leaves them out for ``None``."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        f"{name}.toml": as_toml(name, pack[name]).encode()
        for name in (*FILES, *MORE_FILES)
        if name in pack
    }
    contents["notes.md"] = str(pack.get("notes", "")).encode()
    for file, content in (contents | (files or {})).items():
        if content is not None:
            (folder / file).write_bytes(content)
    return folder


def as_toml(name: str, rows: Any) -> str:
    """Write the content of one file of a pack as TOML."""
    table = rows if name == "topic" else {name: rows}
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
