"""Which paper somebody wants: the one asked for, else the one last taken in this session."""

from typing import NamedTuple

from django.http import Http404, HttpRequest

from essayplanner.exports.papers import PAPERS
from essayplanner.exports.told import SIZES, Size

SESSION_KEY = "paper"  # a paper and a size: ["one-side", "a4"]
# The forms whose pages have a size.
SIZED = ("pdf", "docx", "html")


class Choice(NamedTuple):
    """A paper, by its key in ``PAPERS``, and its size."""

    paper: str
    size: Size


def chosen(request: HttpRequest, first: str = "one-side") -> Choice:
    """Return the paper and the size that a request asks for.

    This is for a page to choose on: what the request does not name, or names wrongly, is that of
    the last time; then ``first``, and A4.
    """
    paper, size = request.session.get(SESSION_KEY, ("", ""))
    papers, sizes = (request.GET.get("paper"), paper), (request.GET.get("size"), size)
    return Choice(
        next((key for wanted in papers for key in PAPERS if key == wanted), first),
        next((key for wanted in sizes for key in SIZES if key == wanted), "a4"),
    )


def size_of(request: HttpRequest) -> Size:
    """Return the size that a request for a paper names: A4 where it names none.

    Raises ``Http404`` where there is no such size.
    """
    wanted = request.GET.get("size", "a4")
    for size in SIZES:
        if size == wanted:
            return size
    raise Http404


def remember(request: HttpRequest, choice: Choice) -> None:
    """Let this session keep a choice; it is written only where it is another one."""
    if request.session.get(SESSION_KEY) != list(choice):
        request.session[SESSION_KEY] = list(choice)
