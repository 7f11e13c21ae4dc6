"""The map of the argument: a drawing of its own (SVG), and a page with the same in words (PDF)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.template.loader import render_to_string

from essayplanner.argument.map import LETTER, PADDING, SIGN, SMALL, Map, lay_map
from essayplanner.argument.outline import LINK_KINDS, MOST_FACTORS, Outline
from essayplanner.exports.sheet import ordinal, sheet
from essayplanner.exports.text import cleaned, printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet, origin

# Letters of a name or a question in the drawing; the words beside it have all of them.
LONGEST = 160
# For each mark its colour (look.md, light) and its sign, drawn in a square of 12 by 12.
_SIGNS = (
    ("#1b5e91", "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1Z"),
    ("#a8470f", "M6 1L11.5 11H.5Z"),
    ("#1f6b4c", "M1 1H11V11H1Z"),
    ("#7a3b78", "M6 0L12 6L6 12L0 6Z"),
    ("#7a5a00", "M4 0H8V4H12V8H8V12H4V8H0V4H4Z"),
    ("#4a5568", "M6 0L7.6 4.2L12 4.4L8.5 7.2L9.7 11.5L6 9L2.3 11.5L3.5 7.2L0 4.4L4.4 4.2Z"),
    ("#0f6674", "M.5 1H11.5L6 11Z"),
    ("#5b4a8a", "M6 0L11.2 3V9L6 12L.8 9V3Z"),
)
_INK, _MUTED = "#22201b", "#5d574b"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of text on the drawing: its foot begins at x, y."""

    text: str
    x: int
    y: int
    size: int = LETTER
    bold: bool = False
    italic: bool = False
    fill: str = _INK


def render(outline: Outline, told: Told) -> bytes:
    """Draw the map of a plan as an SVG that stands alone."""
    plan = printable_all(outline, cleaned)
    laid = lay_map(_short(plan))
    return _draw(plan, laid, _written(plan, laid), told).encode()


def _draw(plan: Outline, laid: Map, written: Iterable[_Line], told: Told) -> str:
    signs = _signs(plan)
    context = {
        "map": laid,
        "spots": [
            {
                "spot": spot,
                "sign": signs[spot.factor.key],
                "arrows": [(row, signs[plan.links[row.index].cause]) for row in spot.arrows],
            }
            for spot in laid.spots
        ],
        "written": written,
        "title": " ".join(plan.question.text.split()) or "Essay plan",
        "words": _in_words(plan),
        "origin": origin(plan.question),
        "made": told.made,
    }
    return render_to_string("exports/map.svg", context)


def _signs(plan: Outline) -> dict[str, tuple[str, str]]:
    return {row.factor.key: _SIGNS[(row.factor.mark - 1) % MOST_FACTORS] for row in plan.paragraphs}


def _written(plan: Outline, laid: Map) -> Iterator[_Line]:
    """Yield the lines of text of the drawing."""
    signs = _signs(plan)
    for y, text, _ in laid.question.written:
        yield _Line(text=text, x=laid.question.x + PADDING, y=y, italic=True)
    for spot in laid.spots:
        for y, text, small in spot.node.written:
            x = spot.node.x + PADDING + SIGN
            if small:
                yield _Line(text=text, x=x, y=y, size=SMALL, fill=_MUTED)
            else:
                yield _Line(text=text, x=x, y=y, bold=True)
        for arrow in spot.arrows:
            fill = signs[plan.links[arrow.index].cause][0]
            for y, text in arrow.words:
                yield _Line(text=text, x=arrow.x, y=y, size=SMALL, fill=fill)


def _short(plan: Outline) -> Outline:
    """Return a plan whose names leave room on the drawing for the rest of it."""
    question = replace(plan.question, text=_cut(plan.question.text))
    paragraphs = tuple(
        replace(row, factor=replace(row.factor, name=_cut(row.factor.name)))
        for row in plan.paragraphs
    )
    return replace(plan, question=question, paragraphs=paragraphs)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _in_words(plan: Outline) -> str:
    """Say what the drawing shows, for who does not see it."""
    names = {row.factor.key: row.factor.name for row in plan.paragraphs}
    factors = [
        f"{row.factor.name} ({ordinal(row.rank)})" if row.rank else row.factor.name
        for row in plan.ranking
    ]
    links = [
        f"{names[link.cause]} {LINK_KINDS[link.kind]} {names[link.effect]}"
        for link in plan.links
        if link.cause in names and link.effect in names
    ]
    return ". ".join([f"Factors: {', '.join(factors)}", *links]) + "."


def _lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    plan = printable_all(outline)
    values = sheet(replace(plan, paragraphs=plan.ranking, ordered=False))
    # The head of the page says the question in full.
    laid = lay_map(_short(replace(plan, question=replace(plan.question, text="The question"))))
    # Typst cannot say which letters the shapes of a picture stand for, as PDF/UA-1 asks: a mark on
    # a letter would cost the standard. So it sets the lines itself.
    drawing = _draw(plan, laid, (), told)
    return {
        **{name: values[name] for name in ("title", "author", "paragraphs", "links")},
        "ranked": int(plan.ranked),
        "svg": drawing,
        "written": [asdict(line) for line in _written(plan, laid)],
        "width": laid.width,
        "height": laid.height,
        "words": _in_words(plan),
    }


SHEET = Sheet("map", _lay)
