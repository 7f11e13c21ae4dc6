"""A topic pack as one archive: the folder of TOML files and notes, zipped."""

from typing import Any

import tomli_w

from factors.checking import Fault, PackError
from factors.pack import MAX_BYTES, read_files
from factors.records import RECORDS, Pack
from factors.zipped import one_folder, unzip, zip_files

NOTES = "notes.md"
_FILES = (*(f"{name}.toml" for name in ("topic", *RECORDS)), NOTES)


def write_zip(pack: Pack) -> bytes:
    """Return the pack’s files in a folder that is named after the topic, zipped."""
    tables = pack.model_dump(exclude_defaults=True)
    files = {"topic": tables["topic"]} | {name: {name: tables[name]} for name in RECORDS}
    contents = {f"{name}.toml": _toml(table) for name, table in files.items()}
    if pack.notes:
        contents[NOTES] = pack.notes.encode()
    return zip_files({f"{pack.topic.slug}/{name}": text for name, text in contents.items()})


def _toml(table: dict[str, Any]) -> bytes:
    return tomli_w.dumps(table).encode()


def read_zip(data: bytes) -> Pack:
    """Return the pack in an archive of TOML files.

    Nothing is written to disk. Raises ``PackError`` with every fault.
    """
    return read_toml(one_folder(unzip(data, MAX_BYTES)))


def read_toml(files: dict[str, bytes]) -> Pack:
    """Return the pack in files by their names. Raises ``PackError`` with every fault."""
    if strange := [name for name in files if name not in _FILES]:
        raise PackError(Fault(name, "", "", "is no file of a topic pack") for name in strange)

    def load(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return read_files(load)
