"""Topic packs: a folder of TOML files that holds a topic's bank, read and checked.

A pack is read whole or not at all: ``read_pack`` either returns a ``Pack`` in which every
reference resolves, or raises ``PackError`` with every fault that it found, each naming the file,
the record and the field.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factors.checking import Fault, check
from factors.records import RECORDS, Pack

PACKS_DIR = Path(__file__).parent / "packs"

# The largest file that is read: fifty times the built-in pack, and no trouble for a small server.
MAX_BYTES = 5_000_000

# The most parts of a dotted key: reading one takes long, and longer than its length.
MAX_KEY_PARTS = 8

# Strings and comments, in which dots mean nothing, and the keys that have too many parts. An end
# that is missing is the end of the text, and every repeat is possessive, so that no text takes
# long to look through.
_STRING = r""""(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'"""
_PART = rf"(?:[A-Za-z0-9_-]++|{_STRING})"
_LONG_KEY = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:"{3,5}|\Z)'''
    r"""|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"""
    rf"|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MAX_KEY_PARTS}}})"
    r"""|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+|[A-Za-z0-9_-]++"""
)

# A pack without these is not one; the rest may be left out.
REQUIRED = ("topic", "sources", "historians", "evidence", "quotations")


def packs() -> list[Path]:
    """Return the folders of the built-in packs."""
    return sorted(path.parent for path in PACKS_DIR.glob("*/topic.toml"))


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in ``folder``. Raises ``PackError`` with every fault."""
    return read_files(lambda name: bounded(folder / name))


def read_files(load: Callable[[str], bytes]) -> Pack:
    """Read and check the pack whose files ``load`` returns by their names.

    ``load`` raises ``OSError`` for a file that is not there, and ``ValueError``, with a sentence,
    for one that cannot be taken. Raises ``PackError`` with every fault.
    """
    faults: list[Fault] = []
    tables: dict[str, Any] = {}
    for name in ("topic", *RECORDS):
        file = f"{name}.toml"
        try:
            tables |= _table(file, name, parse_toml(load(file)), faults)
        except (FileNotFoundError, NotADirectoryError):
            if name in REQUIRED:
                faults.append(Fault(file, "", "", "is not there"))
            else:
                tables[name] = []
        except (OSError, ValueError) as error:
            faults.append(Fault(file, "", "", _problem(error)))
    try:
        tables["notes"] = _text(load("notes.md"))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        faults.append(Fault("notes.md", "", "", _problem(error)))
    return check(tables, faults)


def parse_toml(data: bytes) -> dict[str, Any]:
    """Return what a file of TOML says. Raises ``ValueError``, with a sentence, where it cannot."""
    text = _text(data)
    if any(match["key"] for match in _LONG_KEY.finditer(text)):
        raise ValueError(f"has a key of more than {MAX_KEY_PARTS} parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"is not TOML: {error}") from None


def _table(file: str, name: str, table: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """Return what a file says under its name."""
    if name == "topic":
        return {name: table}
    faults += [
        Fault(file, "", key, "is not a table that this file has") for key in table if key != name
    ]
    return {name: table.get(name, [])}


def bounded(file: Path) -> bytes:
    """Return a file that is not too large. Raises ``ValueError`` for one that is."""
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
    return file.read_bytes()


def _text(data: bytes) -> str:
    try:
        # As a file is read: every kind of line end is one.
        return data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise ValueError("is not text in UTF-8") from None


def _problem(error: Exception) -> str:
    return "is not there" if isinstance(error, OSError) else str(error)
