"""Making a request of an input, and sending it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from tests.fuzz.hostile import NAMES, Edit, Hostile, multipart, urlencoded
from tests.fuzz.pages import Sent

NO_FORM = Sent("", "post")
# A form of hundreds of fields is sent whole, or these at most.
FEW = 6
TOKEN = "t" * 32


@dataclass(frozen=True)
class Answer:
    """What came back, read whole: a page that is made on its way may fail there."""

    response: HttpResponseBase
    content: bytes

    @property
    def status(self) -> int:
        """Its code."""
        return self.response.status_code

    @property
    def kind(self) -> str:
        """Its content type, without more."""
        return self.response.headers.get("Content-Type", "").partition(";")[0]


def read(response: HttpResponseBase) -> Answer:
    """Read an answer to its end."""
    if response.streaming:
        parts: Any = response.streaming_content  # type: ignore[attr-defined]
        return Answer(response, b"".join(parts))
    return Answer(response, response.content)  # type: ignore[attr-defined]


def pairs_of(form: Sent, hostile: Hostile) -> list[tuple[str, str]]:
    """Return the fields of a form with the edits of an input done."""
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    if not hostile.whole:
        start = hostile.way % max(len(names), 1)
        # The last ones are what the button says.
        names = list(dict.fromkeys([*(names[start:] + names[:start])[:FEW], *names[-1:]]))
    pairs = [
        (name, values[hostile.way % len(values)]) for name in names if (values := form.fields[name])
    ]
    for edit in hostile.edits:
        pairs = _edited(pairs, edit)
    return pairs


def _edited(pairs: list[tuple[str, str]], edit: Edit) -> list[tuple[str, str]]:
    if not pairs or edit.way == "append":
        return [*pairs, (NAMES[edit.field % len(NAMES)], edit.value)]
    at = edit.field % len(pairs)
    name, value = pairs[at]
    done = {
        "set": [(name, edit.value)],
        "twice": [(name, value), (name, edit.value)],
        "drop": [],
        "name": [(edit.value, value)],
        "other": [(name, value + edit.value)],
    }[edit.way]
    return [*pairs[:at], *done, *pairs[at + 1 :]]


def send(client: Client, path: str, form: Sent, hostile: Hostile) -> Answer:
    """Send an input to a path, as somebody's browser; raises what the program raises."""
    pairs = pairs_of(form, hostile)
    environ: dict[str, Any] = {**hostile.headers}
    query = hostile.query.encode()
    content_type, body = "application/x-www-form-urlencoded", b""
    if hostile.method == "GET":
        query = b"&".join(filter(None, [query, urlencoded(pairs)]))[:60_000]
    elif hostile.body:
        content_type, body = hostile.body
    elif form.files or hostile.multipart:
        content_type = "multipart/form-data; boundary=b0undary"
        files = [(name, hostile.file) for name in sorted(form.files or {"file"}) if hostile.file]
        body = multipart(pairs, files)
    else:
        body = urlencoded(pairs)
    # As a server hands it over (PEP 3333): bytes in the guise of Latin-1.
    raw = unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1")
    environ |= {"PATH_INFO": raw, "QUERY_STRING": query.decode("latin-1")}
    # The token is looked at as on the site: so the form is read there first, with all its faults.
    client.handler.enforce_csrf_checks = True
    if not hostile.stale:
        client.cookies[settings.CSRF_COOKIE_NAME] = environ["HTTP_X_CSRFTOKEN"] = TOKEN
    content_type = content_type.encode("utf-8", "replace").decode("latin-1")
    return read(client.generic(hostile.method, "/", body, content_type, **environ))
