"""Files as nobody's program writes them: broken, renamed, huge, or sound but for one value."""

import copy
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from essayplanner.argument import plan_file
from factors.workbook import write_workbook
from tests.exports.outlines import RICHER
from tests.factors.carried import sound_pack, zipped_up
from tests.factors.packs import as_toml, sound
from tests.fuzz.pages import MARK

File = tuple[str, bytes]
MARKED = f"<i id={MARK}>\"'"


def _zip(*entries: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]><a>&d;&e;</a>"""


FILES: tuple[File, ...] = (
    ("x.json", b""),
    ("x.json", b"{"),
    ("x.json", b"[" * 100_000),
    ("x.json", b'{"format": "essay-planner-plan", "version": 1, "plan": {}}'),
    ("x.json", b'{"format": "essay-planner-plan", "version": 1e999, "plan": NaN}'),
    ("x.json", b'{"format": "essay-planner-plan", "version": ' + b"9" * 5000 + b"}"),
    ("x.json", b"\xff\xfe{\0}\0"),
    ("x.json", b'"\\ud800"'),
    ("../../etc/x.zip", _zip(("../../../x.toml", b"a = 1"), ("/etc/passwd", b"x"))),
    ("x.zip", _zip(("topic.toml", b"\0" * 30_000_000))),
    ("x.zip", _zip(*((f"{number}.toml", b"a = 1") for number in range(1500)))),
    ("x.zip", _zip(("topic.toml", b"slug = '" + MARKED.encode() + b"'"))),
    ("x.zip", _zip(("topic.toml", b"a = " + b"[" * 50_000))),
    ("x.zip", _zip(("topic.toml", b"a = " + b"9" * 10_000), ("a\0b.toml", b""))),
    ("x.zip", _zip(("topic/", b""), ("topic/topic.toml", b"\xff"), ("topic.toml", b"x"))),
    ("x.zip", _zip(("x.zip", _zip(("topic.toml", b"a=1"))))),
    ("x.zip", _zip(("topic.toml", b"a = 1"))[:-9]),
    ("x.zip", _zip(("topic.toml", b"a = 1")).replace(b"topic.toml", b"topic.tom\xff")),
    ("x.zip", b"PK\x03\x04" + b"\xff" * 500),
    ("x.xlsx", _zip(("topic.toml", b"a = 1"))),
    ("x.xlsx", _zip(("[Content_Types].xml", LAUGHS), ("xl/workbook.xml", LAUGHS))),
    ("x.xlsx", _zip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))),
    ("x.csv", b"\xef\xbb\xbfcode,text\r\n=cmd,@x\r\n" + MARKED.encode() + b",x\r\n"),
    ("x.csv", b'code,text\n"open'),
    ("x.csv", b"code;text\0\n" * 100),
    ("x.csv", b"a," * 200_000),
    ("x.csv", b"\xff\xfec\0o\0d\0e\0"),
    ("x.csv", b"name,username\n" + b"Ada Example,ada\n" * 3000),
    ("x.csv", b"code,text\n" + b"x" * 200_000 + b",y"),
    ("x.txt", "Ada \ud800".encode("utf-8", "surrogatepass")),
    (
        "x.csv",
        (
            "Name\n"
            + MARKED
            + "\n"
            + f"</textarea></select></button><{MARK}>"
            + "\n\u202eAda Example\n"
        ).encode(),
    ),
    ("x.toml", b"a = 9999-99-99"),
    (MARKED + ".json", b"{}"),
    ("x" * 300 + ".zip", b""),
    ("", b"x"),
    ("x.json\0.zip", b"x" * 2_100_000),
)

# What stands in the place of one value of a sound file; a text is drawn besides.
PLAIN: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 65536, 2**63, 10**30, float("nan"), float("inf"), -1e308),
    *([], {}, [[]], {"a": {}}, "", "\0", "\ud800", MARKED, "x" * 20_000, [MARKED] * 200),
    *("2026-02-30", "9999-99-99", f"javascript:{MARK}", {"__proto__": {}}, ["skill"] * 3000),
)


def damage(kind: str, where: int, what: int, text: str) -> File:
    """Return a sound file of a kind, one value of it (counted round) replaced."""
    value = PLAIN[what] if what < len(PLAIN) else text
    return DAMAGED[kind](where, value)


def _plan(where: int, value: Any) -> File:
    return "plan.json", _dump(_replaced(json.loads(_sound_plan()), where, value))


def _pack(where: int, value: Any) -> File:
    tables = _replaced(sound(), where, value)
    entries = {}
    for name in tables if isinstance(tables, dict) else ():
        try:
            entries[f"{name}.toml"] = as_toml(str(name), tables[name]).encode(
                "utf-8", "surrogatepass"
            )
        except (AttributeError, TypeError):
            entries[f"{name}.toml"] = b""
    return "topic.zip", zipped_up(entries)


def _workbook(where: int, value: Any) -> File:
    entries = _entries(_sound_workbook())
    name = sorted(entries)[where % len(entries)]
    texts = entries[name].split(b">")
    put = _dump(value)[:30_000]
    texts[where % len(texts)] = put + texts[where % len(texts)]
    return "topic.xlsx", zipped_up({**entries, name: b">".join(texts)})


def _cells(where: int, value: Any) -> File:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(_sound_workbook()))
    sheet = book.worksheets[where % len(book.worksheets)]
    cell = sheet.cell(1 + where % 4, 1 + where % max(sheet.max_column, 1))
    try:
        cell.value = (
            value if isinstance(value, (int, float, bool)) else _dump(value).decode()[:32_000]
        )
    except ValueError:  # what no cell can hold
        cell.value = MARKED
    made = io.BytesIO()
    try:
        book.save(made)
    except (OverflowError, ValueError):
        return "topic.xlsx", b""
    return "topic.xlsx", made.getvalue()


def _list(where: int, value: Any) -> File:
    rows = [
        ["code", "text", "shared", "question"],
        ["why", "Why?", "yes", ""],
        ["ev", "=1", "no", "x"],
    ]
    rows[where % 3][where % 4] = _dump(value).decode("utf-8", "replace")
    text = "\n".join(",".join(f'"{cell}"' if where % 2 else cell for cell in row) for row in rows)
    return ("saved.csv", "names.csv", "saved.txt")[where % 3], text.encode()


DAMAGED: dict[str, Callable[[int, Any], File]] = {
    "plan": _plan,
    "pack": _pack,
    "workbook": _workbook,
    "cells": _cells,
    "list": _list,
}


def _dump(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    return json.dumps(value, default=str).encode()


@cache
def _sound_plan() -> bytes:
    return plan_file.write(RICHER)


@cache
def _sound_workbook() -> bytes:
    return write_workbook(sound_pack())


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _replaced(tree: Any, where: int, value: Any) -> Any:
    made = copy.deepcopy(tree)
    places = list(_places(made))
    holder, key = places[where % len(places)]
    holder[key] = value
    return made


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a tree of lists and dictionaries: what holds it, and its key there."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from _places(tree[key])
