"""What is on a page: the forms with their fields, and the marker where it has become markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

# It is in every text that is sent, and may come back as a text alone.
MARK = "fuzzmark"

# What a browser follows, and what it must not be led to.
LEADS = ("href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster")
SCHEMES = ("javascript:", "data:", "vbscript:")

Attributes = list[tuple[str, str | None]]


@dataclass
class Sent:
    """A form as a browser sends it by one of its buttons: each field with the values it may have."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


@dataclass
class _Control:
    owner: str
    name: str
    kind: str
    values: list[str]
    action: str = ""
    method: str = ""


class Page(HTMLParser):
    """A page read: ``faults`` says where the marker has become markup, ``words`` what it says."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__()
        self._path = path
        self._forms: dict[str, tuple[str, str]] = {}
        self._inside = ""
        self._controls: list[_Control] = []
        self._open: _Control | None = None
        self._raw = ""
        self.links: list[str] = []
        self.faults: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._look_for_marker(tag, attrs)
        self._raw = tag if tag in ("script", "style") else ""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") or f"form {len(self._forms)}"
            method = given.get("method", "get").lower()
            self._forms[self._inside] = (given.get("action") or self._path, method)
        elif tag == "a" and "?" in given.get("href", ""):
            self.links.append(given["href"])
        elif tag in ("input", "textarea", "select", "button") and given.get("name", True):
            self._control(tag, given)
        elif tag == "option" and self._open:
            self._open.values.append(given.get("value", ""))

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "submit") if tag == "button" else given.get("type", tag)
        value = given.get("value", "on" if kind in ("checkbox", "radio") else "")
        control = _Control(
            *(given.get("form", self._inside), given.get("name", ""), kind),
            [value] if tag in ("input", "button") else [],
            *(given.get("formaction", ""), given.get("formmethod", "").lower()),
        )
        self._controls.append(control)
        if tag in ("textarea", "select"):
            self._open = control

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""
        if tag == "form":
            self._inside = ""
        elif tag in ("textarea", "select"):
            if self._open and not self._open.values:
                self._open.values.append("")
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._raw and MARK in data:
            self.faults.append(f"the marker stands inside <{self._raw}>")
        if not self._raw:
            self.words += data
        if self._open and self._open.kind == "textarea":
            self._open.values.append(data)

    def _look_for_marker(self, tag: str, attrs: Attributes) -> None:
        for name, value in [(tag, ""), *attrs]:
            text = (value or "").strip().lower()
            if (
                MARK in name
                or (name == "id" and text == MARK)
                or (MARK in text and name.startswith("on"))
                or (MARK in text and name in LEADS and text.startswith(SCHEMES))
            ):
                self.faults.append(f"the marker is markup: <{tag} {name}={value!r}>"[:200])

    def forms(self) -> Iterator[Sent]:
        """Yield every form by each of its ways to be sent."""
        for owner, (action, method) in self._forms.items():
            mine = [row for row in self._controls if row.owner == owner]
            plain = Sent(action, method)
            for row in mine:
                if row.kind not in ("submit", "button", "image"):
                    _add(plain, row)
            ways: dict[tuple[str, str], Sent] = {(action, method): plain}
            for row in mine:
                if row.kind == "submit":
                    way = (row.action or action, row.method or method)
                    copy = {name: [*values] for name, values in plain.fields.items()}
                    ways.setdefault(way, Sent(*way, copy, {*plain.files}))
                    if row.name:
                        _add(ways[way], row)
            yield from ways.values()
        for link in self.links:
            parts = urlsplit(link)
            fields: dict[str, list[str]] = {}
            for name, value in parse_qsl(parts.query, keep_blank_values=True):
                fields.setdefault(name, []).append(value)
            yield Sent(parts.path or self._path, "get", fields)


def _add(form: Sent, control: _Control) -> None:
    if not control.name:
        return
    if control.kind == "file":
        form.files.add(control.name)
    else:
        known = form.fields.setdefault(control.name, [])
        known.extend(value for value in control.values if value not in known)
