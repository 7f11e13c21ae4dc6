"""A zip archive that streams: it is sent while it is made, and no two files are held at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import RawIOBase
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# What is compressed already.
_COMPRESSED = (".pdf", ".docx", ".xlsx")


def zip_stream(files: Iterable[tuple[str, bytes]], made: datetime) -> Iterator[bytes]:
    """Yield a zip archive of files, by their paths, each as soon as it is there."""
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        for path, content in files:
            archive.writestr(_entry(path, made), content)
            yield sink.take()
    yield sink.take()


class _Sink(RawIOBase):
    """A file that is written only: it holds what was written since somebody took it away."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer") -> int:
        self._written.append(bytes(content))
        return len(self._written[-1])

    def take(self) -> bytes:
        content = b"".join(self._written)
        self._written.clear()
        return content


def _entry(name: str, made: datetime) -> ZipInfo:
    entry = ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
