"""What no browser sends, as Hypothesis draws it: values, names, files, bodies and paths."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

from tests.fuzz.files import DAMAGED, FILES, damage
from tests.fuzz.pages import MARK

MARKUP = (
    f"<i id={MARK}>\"'",
    f'"><b {MARK}=1>',
    f"' {MARK}='1",
    f"</textarea></select></button><{MARK}>",
    f"</title></style></script><{MARK}>",
    f"--><svg onload={MARK}()>",
    f"<script>{MARK}</script>",
    f"javascript:{MARK}()",
    f"[x](javascript:{MARK}) ![y](data:{MARK}) <a href='javascript:{MARK}'>",
    f"{{{{ {MARK} }}}}{{% debug %}}",
    f"a\r\nX-{MARK}: 1\r\nSet-Cookie: {MARK}=1\r\n\r\n<i id={MARK}>",
    f"//{MARK}.example/",
    f"https://{MARK}.example/\\@testserver/",
    f"/\\{MARK}.example",
)
NUMBERS = (
    *("-1", "0", "1", "2", "007", "+5", " 7 ", "1.5", "1e309", "NaN", "-Infinity", "1_000"),
    *("65536", "2147483648", "9223372036854775808", "9" * 30, "9" * 5000, "0x10"),
    *("٣", "²", "½", "１２", "-0", "1,000"),
)
DATES = (
    *("9999-99-99", "9999-12-31", "0001-01-01", "0000-00-00", "2026-02-30", "10000-01-01"),
    *("2026-03-29T01:30", "2026-10-25T01:30", "9999-12-31T23:59", "0001-01-01T00:00"),
    *("2026-01-01T00:00+14:00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"),
    *("24:00", "99:99", "23:59:60", "-0044-03-15", "1536-10/1536-12", "1928/", "c. 1928?"),
)
TEXTS = (
    *("", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202egnihtyna\u202c", "\u2066x", "\ufeff"),
    *("\uffff", "\x0b\x0c\x1b[31m", "\r", "\n" * 3000, "\u2028", "e" + "\u0301" * 3000, "𝕊" * 100),
    *("x" * 201, "x" * 10_001, "ſ" * 10_000, "a b " * 20_000, "“" * 9_000, "x" * 1_000_000),
    *("/", "//", "a/b/c/d", "skill/evidence/oath-speech", "../../etc/passwd", "%00", "..%2f"),
    *("None", "null", "undefined", "true", "on", "[]", "{}", '{"a": 1}', "__proto__", "skill"),
    *("=cmd|' /C calc'!A0", "@SUM(1)", "' OR 1=1 --", "%s%n%d", "{0.__class__}", "\\", "$(id)"),
    *("NEW", "now", "student", "rivals/up", "evidence", "argument/", "own-" + "0" * 16),
    *("[" * 5000, '{"a":' * 3000, "(" * 500, "*" * 4000, "&" * 5000, "<" * 5000, "#" * 3000),
    "3 000 000",  # stands for a body that is larger than the site takes
)
HUGE = "3 000 000"
NAMES = (
    *("__proto__", "constructor", "a[]", "argument.was", ".was", "skill-point.was", "\0", "\ud800"),
    *("next", "csrfmiddlewaretoken", "form-TOTAL_FORMS", "form-INITIAL_FORMS", "rows-TOTAL_FORMS"),
    *("", "x" * 5000, MARKUP[0], MARKUP[1], "id", "pk", "user", "owner", "is_superuser", "role"),
)
QUERIES = (
    *("%", "%00=%00", "q=%ff%fe", "q=%ED%A0%80", "&&&=;", "a=1&a=2&a=3", "q=%E2%80%AE", "[]=1"),
    *("page=999999999999999999999", "page=-1", "q=" + "a+" * 4000, "x&" * 2500, "sort=__class__"),
    f"next=//{MARK}.example/&q=%3Ci%20id={MARK}%3E",
)
SEGMENTS = (
    *("9223372036854775808", "9" * 40, "0", "-1", "00", "%00", "a%00b", "..", ".", "%2e%2e%2f"),
    *("%2f", "%ff", "%ED%A0%80", "a" * 10_000, "00000000-0000-0000-0000-000000000000", "skill"),
    *(f"%3Ci id={MARK}%3E", f"%22%3E%3Cb {MARK}=1%3E", "%0d%0aX-fuzzmark:1", "pdf", "１", "٣"),
    *("FFFFFFFF-ffff-ffff-ffff-ffffffffffff", "__class__", "x.y", "", "%E2%80%AE", "NEW"),
)
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=b; charset=utf-7",
    "multipart/mixed; boundary=b",
    "application/json",
    "text/plain",
    "",
    "image/png; \ud800",
)
BODIES = (
    *(b"", b"\0", b"\xff\xfe\xfd", b"a=%ff&b=%ED%A0%80", b"=&=&=", b"&" * 5000, b"a=1&" * 2500),
    b"a=1&" * 4000,
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n\r\n\0\r\n',
    b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
    b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--',
    b"--b\r\nContent-Disposition: form-data; name*=utf-9''%ff; filename*=x''%00\r\n\r\nx\r\n--b--\r\n",
    b"--b\r\n" * 3000,
    *(b"{", b"[" * 100_000, b'{"a":' * 50_000, b"NaN", b"1e999", b"9" * 6000, b'"\\ud800"'),
    b'{"__proto__": {"a": NaN}, "id": "' + b"x" * 100_000 + b'"}',
)
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "post")
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_X_PARTS": "1"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_ACCEPT": "\xff,;q=x", "HTTP_ACCEPT_LANGUAGE": "../../,\xff;q=9"},
    {"HTTP_IF_NONE_MATCH": '"' + "x" * 3000, "HTTP_IF_MODIFIED_SINCE": "Fri, 99 Foo 9999"},
    {"HTTP_REFERER": f"javascript:{MARK}", "HTTP_ORIGIN": "null", "HTTP_USER_AGENT": MARKUP[0]},
    {
        "HTTP_COOKIE": '__Host-sessionid="\\000"; __Host-csrftoken=\xff; messages=x; paper='
        + MARKUP[3]
    },
    {"HTTP_X_FORWARDED_FOR": "not, an, address", "HTTP_X_FORWARDED_HOST": f"{MARK}.example"},
    {"HTTP_RANGE": "bytes=9-1", "HTTP_ACCEPT_ENCODING": "\xff;q=x,,*"},
    {"REMOTE_ADDR": "fe80::1"},
    {"CONTENT_LENGTH": "-5"},
)


@dataclass(frozen=True)
class Edit:
    """One change of what a form has: of which field (counted round), to what, in which way."""

    field: int
    way: str
    value: str


@dataclass(frozen=True)
class Hostile:
    """One input. Where there is a ``body`` it is sent as it is; else the form, with its edits."""

    who: int
    way: int
    method: str = ""
    edits: tuple[Edit, ...] = ()
    whole: bool = False
    multipart: bool = False
    file: tuple[str, bytes] | None = None
    body: tuple[str, bytes] | None = None
    query: str = ""
    segment: tuple[int, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    stale: bool = False


numbers = st.one_of(
    st.sampled_from(NUMBERS),
    st.integers(-(2**80), 2**80).map(str),
    st.floats(allow_nan=True).map(str),
)
dates = st.one_of(
    st.sampled_from(DATES),
    st.datetimes().map(lambda at: at.isoformat(timespec="minutes")),
    st.dates().map(str),
)
values = st.one_of(
    st.sampled_from(MARKUP),
    st.sampled_from(TEXTS),
    numbers,
    dates,
    st.text(st.characters(), max_size=60),
    st.text("<>&\"'\\/\0\r\n\ud800\u202e-._ aA1", max_size=30),
    st.lists(
        st.sampled_from(("skill", "rivals", "evidence", "up", "1", "own", "")), max_size=4
    ).map("/".join),
)
edits = st.builds(
    Edit,
    st.integers(0, 400),
    st.sampled_from(("set", "set", "set", "twice", "drop", "name", "append", "other")),
    values,
)


files = st.one_of(
    st.sampled_from(FILES),
    st.builds(
        damage, st.sampled_from(sorted(DAMAGED)), st.integers(0, 5000), st.integers(0, 50), values
    ),
)


@st.composite
def inputs(draw: st.DrawFn, *, posts: bool, people: int) -> Hostile:
    """Draw one input to an address that takes POST, or does not."""
    kind = draw(st.integers(0, 39))
    shown: dict[str, Any] = {
        "who": draw(st.integers(0, people * 2)),
        "way": draw(st.integers(0, 99)),
    }
    shown["headers"] = draw(st.sampled_from(HEADERS))
    method = "POST" if posts else "GET"
    if kind < 2:
        method = draw(st.sampled_from(METHODS))
    elif kind < 6:
        method = "GET"
    elif kind == 6:
        method = "POST"
    if kind in (5, 7, 8, 9):
        shown["segment"] = (draw(st.integers(0, 4)), draw(st.sampled_from(SEGMENTS)))
    if kind in (4, 10, 11) or (method == "GET" and kind < 20):
        shown["query"] = draw(st.sampled_from(QUERIES))
    if kind in (12, 13, 14) and method == "POST":
        shown["body"] = (draw(st.sampled_from(TYPES)), draw(st.sampled_from(BODIES)))
    return Hostile(
        method=method,
        edits=tuple(draw(st.lists(edits, min_size=kind > 8, max_size=5))),
        whole=draw(st.booleans()),
        multipart=draw(st.booleans()),
        file=draw(files),
        stale=kind == 39,
        **shown,
    )


def encoded(text: str) -> bytes:
    """Return a text as bytes, whatever is in it."""
    if text == HUGE:
        return b"x" * 3_000_000
    return text.encode("utf-8", "surrogatepass")


def urlencoded(pairs: list[tuple[str, str]]) -> bytes:
    """Return fields as a form sends them."""
    return "&".join(
        f"{quote_from_bytes(encoded(name))}={quote_from_bytes(encoded(value))}"
        for name, value in pairs
    ).encode()


def multipart(pairs: list[tuple[str, str]], files: list[tuple[str, tuple[str, bytes]]]) -> bytes:
    """Return fields and files as a form with a file sends them, with the boundary ``b0undary``."""
    parts = [(_disposition(name), encoded(value)) for name, value in pairs]
    parts += [
        (_disposition(name) + b'; filename="' + _quoted(given) + b'"\r\nContent-Type: x/y', content)
        for name, (given, content) in files
    ]
    lines = [b"--b0undary\r\n" + head + b"\r\n\r\n" + body + b"\r\n" for head, body in parts]
    return b"".join(lines) + b"--b0undary--\r\n"


def _disposition(name: str) -> bytes:
    return b'Content-Disposition: form-data; name="' + _quoted(name) + b'"'


def _quoted(text: str) -> bytes:
    return encoded(text).replace(b"\r", b"%0D").replace(b"\n", b"%0A").replace(b'"', b"%22")
