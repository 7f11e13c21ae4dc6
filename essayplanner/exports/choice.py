"""Which paper somebody wants: the one asked for, else the one last taken on this browser."""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from essayplanner.exports.papers import PAPERS
from essayplanner.exports.told import SIZES, Size

# It holds the key of a paper and a size, nothing of a person or a plan: ``one-side.a4``.
COOKIE = "paper"
# The forms whose pages have a size.
SIZED = ("pdf", "docx", "html")
_YEAR = 365 * 24 * 60 * 60


class Choice(NamedTuple):
    """A paper, by its key in ``PAPERS``, and its size."""

    paper: str
    size: Size


def chosen(request: HttpRequest, first: str = "one-side") -> Choice:
    """Return the paper and the size that a request asks for.

    This is for a page to choose on: what the request does not name, or names wrongly, is that of
    the last time; then ``first``, and A4.
    """
    paper, _, size = request.COOKIES.get(COOKIE, "").partition(".")
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


def remember(response: HttpResponse, choice: Choice) -> None:
    """Let this browser keep a choice for a year: a guest has no other place for it."""
    response.set_cookie(
        COOKIE,
        ".".join(choice),
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
