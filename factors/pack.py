"""Topic packs: a folder of TOML files that holds a topic's bank, read and checked.

A pack is read whole or not at all: ``read_pack`` either returns a ``Pack`` in which every
reference resolves, or raises ``PackError`` with every fault that it found, each naming the file,
the record and the field.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factors.checking import Fault, check
from factors.records import RECORDS, Pack

PACKS_DIR = Path(__file__).parent / "packs"

# The largest file that is read: fifty times the built-in pack, and no trouble for a small server.
MAX_BYTES = 5_000_000

# A pack without these is not one; the rest may be left out.
REQUIRED = ("topic", "sources", "historians", "evidence", "quotations")


def packs() -> list[Path]:
    """Return the folders of the built-in packs."""
    return sorted(path.parent for path in PACKS_DIR.glob("*/topic.toml"))


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in ``folder``. Raises ``PackError`` with every fault."""
    return read_files(lambda name: _bounded(folder / name))


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
            tables |= _read_toml(file, name, _text(load(file)), faults)
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


def _read_toml(file: str, name: str, text: str, faults: list[Fault]) -> dict[str, Any]:
    """Return what a file says under its name. Raises ``ValueError`` where it cannot be read."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"is not TOML: {error}") from None
    if name == "topic":
        return {name: table}
    faults += [
        Fault(file, "", key, "is not a table that this file has") for key in table if key != name
    ]
    return {name: table.get(name, [])}


def _bounded(file: Path) -> bytes:
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
