"""The one door by which a topic pack comes in as a file."""

from factors.archive import read_toml
from factors.checking import PackError
from factors.csvfile import read_csv, read_csvs
from factors.pack import MAX_BYTES
from factors.records import Pack
from factors.workbook import read_workbook
from factors.zipped import MAX_SENT, one_folder, refusal, unzip

_TAKEN = (
    "is not a file that is taken; send a workbook (.xlsx), a zip of TOML or CSV files (.zip), "
    "or one sheet (.csv) of a topic that is here already"
)


def read_upload(name: str, data: bytes, base: Pack | None = None) -> Pack:
    """Return the pack in a file that was sent under a name.

    A single sheet as CSV takes the place of that sheet in ``base``. Raises ``PackError`` with every
    fault, and for a kind of file that is not taken.
    """
    if not data:
        raise refusal("is empty", name)
    if len(data) > MAX_SENT:
        raise refusal(f"is larger than {MAX_SENT:,} bytes", name)
    kind = name.rpartition(".")[2].casefold()
    if kind == "xlsx":
        return read_workbook(data)
    if kind == "zip":
        return _read_zip(data)
    if kind == "csv" and base:
        return read_csv(name, data, base)
    raise _refusal(name, kind)


def _read_zip(data: bytes) -> Pack:
    files = one_folder(unzip(data, MAX_BYTES))
    is_csv = any(file.casefold().endswith(".csv") for file in files)
    return read_csvs(files) if is_csv else read_toml(files)


def _refusal(name: str, kind: str) -> PackError:
    if kind == "csv":
        return refusal(
            "is one sheet, which makes no topic by itself; send all sheets, zipped", name
        )
    if kind in ("xlsm", "xlsb", "xls", "ods"):
        return refusal("is another kind of workbook; save it as .xlsx", name)
    return refusal(_TAKEN, name)
