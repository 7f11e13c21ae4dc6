"""The full plan in Markdown, as CommonMark (https://spec.commonmark.org/) with tables.

Whatever is typed into a plan is text: what could begin a piece of syntax has a backslash before it.
"""

import re
from collections.abc import Iterable, Iterator

from essayplanner.argument.outline import Outline, Segment
from essayplanner.exports.sheet import Sign
from essayplanner.exports.text import cleaned
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import origin
from essayplanner.exports.whole import (
    Left,
    Part,
    Piece,
    Quoted,
    Text,
    Tie,
    Whole,
    disagreeing,
    stopped,
    whole,
)

# A colon before two slashes and a stop after www, so that no forge makes a link of an address.
_SYNTAX = re.compile(r"[\\`*_\[\]<>|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What begins a heading, a list, a rule or a table only as the first of its line.
_FIRST = re.compile(r"^([#+=\-]|\d+(?=[.)]))", re.MULTILINE)
_EMPTY = "_(nothing yet)_"


def render(outline: Outline, told: Told) -> bytes:
    """Write a whole plan as Markdown."""
    plan = whole(outline, told, cleaned)
    made = f"{told.made.day} {told.made:%B %Y}"
    return ("\n\n".join(_blocks(plan, origin(outline.question), made)) + "\n").encode()


def _blocks(plan: Whole, source: str, made: str) -> Iterator[str]:
    """Yield the plan in blocks, each with a blank line before it."""
    yield f"# {_text(plan.title)}"
    yield " · ".join(map(_text, filter(None, (plan.author, *plan.about))))
    yield from _section("Line of argument", _text(plan.argument))
    for part in plan.parts:
        yield from _part(part)
    yield from _section("Links between factors", _list(map(_tie, plan.links)))
    yield from _section("Criteria", "\n\n".join(_criteria(plan)))
    yield from _section("Judgement", _text(plan.judgement))
    if plan.set_aside:
        yield from _section("Left on purpose", _list(map(_left, plan.set_aside)))
    if plan.sources:
        yield from _section("Sources", _list(map(_runs, plan.sources)))
    yield "---"
    if plan.legend:
        yield _text(plan.legend)
    yield _text(" · ".join(filter(None, ("Essay Planner", source, made))))


def _section(title: str, words: str) -> Iterator[str]:
    yield f"## {title}"
    yield words or _EMPTY


def _criteria(plan: Whole) -> Iterator[str]:
    for criterion in plan.criteria:
        yield _labelled(criterion)
    if plan.matrix:
        rows = ([_sign(row.sign), *map(_text, row.cells)] for row in plan.matrix)
        yield _table([["Factor", *plan.columns], *rows])


def _part(part: Part) -> Iterator[str]:
    yield f"## {part.sign.sign} {_text(', '.join(filter(None, (part.name, part.rank))))}"
    yield _labelled(Text(label="Point", words=part.point))
    yield "### Evidence"
    yield _list(map(_piece, part.evidence)) or _EMPTY
    yield "### Historian"
    yield from map(_quoted, part.quotations) if part.quotations else [_EMPTY]
    yield from map(_labelled, part.texts)


def _labelled(text: Text) -> str:
    return f"**{text.label}:** {_text(text.words) or _EMPTY}"


def _piece(piece: Piece) -> str:
    head = _text(" · ".join(filter(None, (piece.date, piece.title))))
    said = (
        f"**{head}**" if head else "",
        _text(piece.text),
        f"({_text(piece.cited)})" if piece.cited else "",
        f"_Historians disagree._ {_text(disagreeing(piece))}".rstrip() if piece.views else "",
        "_(own)_" if piece.own else "",
    )
    return " ".join(filter(None, said))


def _quoted(quoted: Quoted) -> str:
    said = (
        _runs(quoted.credit),
        "_(own)_" if quoted.own else "",
        "" if quoted.checked else "_(unchecked wording)_",
    )
    blocks = (
        f"“{_text(quoted.text)}”",
        " ".join(("—", *filter(None, said))),
        f"Short form: “{_text(quoted.short)}”" if quoted.short else "",
        *map(_text, quoted.notes),
    )
    return "\n>\n".join("> " + block.replace("\n", "\n> ") for block in filter(None, blocks))


def _left(row: Left) -> str:
    return _text(" ".join(filter(None, (f"{row.where}: {stopped(row.says)}", row.reason))))


def _tie(tie: Tie) -> str:
    proof = f" ({_text(tie.evidence)})" if tie.evidence else ""
    sentence = f": {_text(tie.sentence)}" if tie.sentence else ""
    return f"{_sign(tie.cause)} {tie.kind} {_sign(tie.effect)}{sentence}{proof}"


def _sign(sign: Sign) -> str:
    return f"{sign.sign} {_text(sign.name)}"


def _runs(runs: Iterable[Segment]) -> str:
    """Write a reference. Emphasis may not begin or end with a space."""
    return "".join(
        re.sub(r"^(\s*)(.*?)(\s*)$", r"\1_\2_\3", _text(run.text), flags=re.DOTALL)
        if run.italic and run.text.strip()
        else _text(run.text)
        for run in runs
    )


def _list(items: Iterable[str]) -> str:
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cell.replace(_BREAK, '<br>') for cell in row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(rows[0])}")
    return "\n".join(lines)


_BREAK = "\\\n"


def _text(text: str) -> str:
    """Write a text so that it reads as it was typed, each of its lines on a line of its own."""
    escaped = _SYNTAX.sub(r"\\\g<0>", text)
    escaped = _FIRST.sub(lambda found: _first(found[0]), escaped)
    return escaped.replace("\n", _BREAK)


def _first(begins: str) -> str:
    return f"{begins}\\" if begins.isdigit() else f"\\{begins}"
