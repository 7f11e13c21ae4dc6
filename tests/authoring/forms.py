"""Reading a form as a browser would send it."""

from html.parser import HTMLParser


class SentForm(HTMLParser):
    """The values that a page's forms would send if nobody touched them.

    Only the form whose ``action`` ends as asked is read, or the one without an action.
    """

    def __init__(self, html: str, action: str = "") -> None:
        super().__init__()
        self.action = action
        self.values: dict[str, list[str]] = {}
        self._inside = False
        self._select = self._area = ""
        self._chosen: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            there = values.get("action", "")
            self._inside = there.endswith(self.action) if self.action else not there
        elif self._inside and tag == "input":
            self._input(values)
        elif self._inside and tag == "select":
            self._select, self._chosen = values["name"], None
        elif self._select and tag == "option" and (self._chosen is None or "selected" in values):
            self._chosen = values["value"]
        elif self._inside and tag == "textarea":
            self._area = values["name"]
            self._add(self._area, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self._add(self._select, self._chosen or "")
            self._select = ""
        elif tag == "textarea" and self._area:
            # HTML drops a line break right after the tag.
            (text,) = self.values[self._area]
            self.values[self._area] = [text.removeprefix("\n").replace("\n", "\r\n")]
            self._area = ""
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = [self.values[self._area][0] + data]

    def _input(self, values: dict[str, str]) -> None:
        box = values.get("type") in ("checkbox", "radio")
        if "name" in values and (not box or "checked" in values):
            self._add(values["name"], values.get("value", "on" if box else ""))

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)
