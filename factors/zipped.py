"""Unpacking what strangers zipped: in memory alone, and never more than was allowed."""

import io
import zipfile
import zlib
from collections import Counter

from factors.checking import Fault, PackError

# What may be sent, and what it may unpack to. Sizes that an archive states are never believed.
MAX_SENT = 20_000_000
MAX_UNPACKED = 20_000_000
MAX_ENTRIES = 200

# How a fault names what was sent, where no file in it is to blame.
SENT = "This file"

# Others are unpacked without a bound by Python’s reader.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
# What begins each entry of an archive’s table of contents, which is read whole when it is opened.
_ENTRY = b"PK\x01\x02"


def refusal(says: str, file: str = SENT) -> PackError:
    """Return the error that one fault makes."""
    return PackError([Fault(file, "", "", says)])


def unzip(data: bytes, largest: int = MAX_UNPACKED) -> dict[str, bytes]:
    """Return the files of an archive by their names, none longer than ``largest`` bytes.

    Raises ``PackError`` for what is no archive, is locked, or unpacks to more than is allowed.
    """
    if not data:
        raise refusal("is empty")
    if len(data) > MAX_SENT:
        raise refusal(f"is larger than {MAX_SENT:,} bytes")
    if data.count(_ENTRY) > 2 * MAX_ENTRIES:
        raise refusal(f"holds more than {MAX_ENTRIES} files")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, largest)
    # A damaged archive fails in each of these ways.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise refusal("is not a zip archive, or is damaged") from None


def _read(archive: zipfile.ZipFile, largest: int) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise refusal(f"holds more than {MAX_ENTRIES} files")
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            raise refusal(f"stands {count} times in the archive", name)
    files: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in entries:
        if entry.is_dir():
            continue
        files[entry.filename] = _unpacked(archive, entry, min(largest, left))
        left -= len(files[entry.filename])
    return files


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.flag_bits & _LOCKED:
        raise refusal("is locked with a password", entry.filename)
    if entry.compress_type not in _BOUNDED:
        raise refusal("is packed in a way that is not taken; zip it again", entry.filename)
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise refusal("unpacks to more than is taken", entry.filename)
    return content


def one_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files by their own names, which lie in the archive itself or in one folder of it.

    Raises ``PackError`` for names that lead elsewhere. What macOS adds is left out.
    """
    found: dict[str, bytes] = {}
    folders: set[str] = set()
    faults = []
    for path, content in files.items():
        folder, _, name = path.rpartition("/")
        if path.startswith("__MACOSX/") or name == ".DS_Store":
            continue
        if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
            faults.append(Fault(path, "", "", "has a name that leads out of the archive"))
        elif "/" in folder:
            faults.append(Fault(path, "", "", "lies deeper than in one folder"))
        else:
            folders.add(folder)
            found[name] = content
    if not faults and len(folders) > 1:
        faults.append(Fault(SENT, "", "", "holds files in more than one folder"))
    if not faults and not found:
        faults.append(Fault(SENT, "", "", "holds no files"))
    if faults:
        raise PackError(faults)
    return found


def zip_files(files: dict[str, bytes]) -> bytes:
    """Return an archive of files, the same bytes for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
