"""Topic packs: a folder of TOML files that holds a topic's bank, read and checked.

A pack is read whole or not at all: ``read_pack`` either returns a ``Pack`` in which every
reference resolves, or raises ``PackError`` with every fault that it found, each naming the file,
the record and the field.
"""

import tomllib
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
    faults: list[Fault] = []
    tables: dict[str, Any] = {}
    for name in ("topic", *RECORDS):
        file = folder / f"{name}.toml"
        if name in REQUIRED or file.exists():
            tables |= _read_toml(file, name, faults)
        else:
            tables[name] = []
    if (notes := folder / "notes.md").exists():
        tables |= {"notes": text} if (text := _read_text(notes, faults)) is not None else {}
    return check(tables, faults)


def _read_toml(file: Path, name: str, faults: list[Fault]) -> dict[str, Any]:
    """Return what a file says under its name, or nothing where it cannot be read."""
    text = _read_text(file, faults)
    if text is None:
        return {}
    try:
        table = tomllib.loads(text)
    except RecursionError:
        faults.append(Fault(file.name, "", "", "is nested too deeply"))
        return {}
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file.name, "", "", f"is not TOML: {error}"))
        return {}
    if name == "topic":
        return {name: table}
    faults += [
        Fault(file.name, "", key, "is not a table that this file has")
        for key in table
        if key != name
    ]
    return {name: table.get(name, [])}


def _read_text(file: Path, faults: list[Fault]) -> str | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
        return file.read_text(encoding="utf-8")
    except OSError:
        says = "is not there"
    except UnicodeDecodeError:
        says = "is not text in UTF-8"
    except ValueError as error:
        says = str(error)
    faults.append(Fault(file.name, "", "", says))
    return None
