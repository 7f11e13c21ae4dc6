"""The plan with its dates, names and evidence left out, to be recalled; the answers by number.

What is left out goes by words alone: the same plan gives the same paper. Of a piece of evidence it
is the title, and the date where the text is enough to know it by; of a quotation, the historian.
Elsewhere a sentence loses dates, names and figures, about one in eight words at most, and never
what the question or the names of the factors say anyway.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from essayplanner.argument.names import WORDS_TOO
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Outline,
    Paragraph,
    Quotation,
)
from essayplanner.argument.prose import sentences
from essayplanner.exports.fitting import breakable
from essayplanner.exports.sheet import (
    attribution,
    criterion_labels,
    line,
    lines,
    name_of,
    rank_of,
    sign,
    ties,
)
from essayplanner.exports.text import printable, printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

Plain: TypeAlias = "str | int | Sequence[Plain] | Mapping[str, Plain]"

WORDS_A_BLANK = 8
FEWEST_WORDS = 6  # of a sentence with a blank
CLUE = 5  # words of a piece of evidence that are enough to know its date by
A_SIDE = 10_000  # letters: more stand on no side at 8 pt, so it need not be tried
BETWEEN = 2  # words from a blank to the next

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE = re.compile(
    rf"(?<!\w)(?:(?:\d{{1,2}} )?(?:{_MONTHS})\.? (?:\d{{1,2}}, )?[12]\d{{3}}"
    rf"|\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}"
    r"|(?<![\d,.])[12]\d{3}(?:s|[–-]\d{2,4})?)(?!\w|[,.]\d)"
)
_FIGURE = re.compile(r"(?<![\w,.])\d{1,12}(?:[,.]\d{1,12})*(?![\w])")
_CAPITAL = r"[A-Z][^\W\d_]{1,30}"
_NAMES = re.compile(
    r"(?<=[\w,;)] )(?!(?:The|An|At|But|He|If|In|It|On|She|So|That|They|This|When) )"
    rf"(?:\d{{1,3}}(?:st|nd|rd|th) )?{_CAPITAL}(?:[ -]{_CAPITAL}){{0,4}}(?!\w)"
)
_WORD = re.compile(r"\w+")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that may be left out, and how much it is worth recalling: 0 is the most."""

    start: int
    end: int
    worth: int


@dataclass(slots=True)
class Blanks:
    """Picks what is left out of a plan, and numbers it in the order of reading.

    ``known`` finds names that are worth recalling; ``given`` are the words, in small letters, that
    the paper says anyway. ``answers`` has, by number, what was left out since it was last emptied.
    """

    known: re.Pattern[str] | None
    given: frozenset[str]
    last: int = 0
    answers: list[tuple[int, str]] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def pick(self, text: str) -> list[Plain]:
        """Return a text in runs, its dates, names and figures left out where it stays solvable."""
        spans: list[Span] = []
        start = 0
        for sentence in sentences(text):
            spans += self._choose(text, start, start + len(sentence))
            start += len(sentence)
        return self._runs(text, sorted(spans, key=lambda span: span.start))

    def whole(self, text: str) -> list[Plain]:
        """Return a text in runs, all of it left out."""
        kept = text.rstrip(".,:;!?…") or text
        return self._runs(text, [Span(0, len(kept), 0)] if text else [])

    def _choose(self, text: str, start: int, end: int) -> list[Span]:
        total = len(_WORD.findall(text, start, end))
        most = max(total // WORDS_A_BLANK, total >= FEWEST_WORDS)
        chosen: list[Span] = []
        found = self._found(text, start, end) if most else ()
        for span in sorted(found, key=lambda span: self._rank(text, span)):
            if len(chosen) == most:
                break
            if all(_apart(text, span, other) for other in chosen):
                chosen.append(span)
                self.used[text[span.start : span.end]] += 1
        return chosen

    def _rank(self, text: str, span: Span) -> tuple[int, int, int]:
        return span.worth, self.used[text[span.start : span.end]], span.start

    def _found(self, text: str, start: int, end: int) -> Iterator[Span]:
        patterns = [(_DATE, 0), (_FIGURE, 1), (_NAMES, 2)]
        if self.known:
            patterns.insert(1, (self.known, 1))
        for pattern, worth in patterns:
            for match in pattern.finditer(text, start, end):
                words = _WORD.findall(match[0].casefold())
                if len(match[0]) <= LONGEST_NAME and not self.given.issuperset(words):
                    yield Span(*match.span(), worth)

    def _runs(self, text: str, spans: Iterable[Span]) -> list[Plain]:
        runs: list[Plain] = []
        end = 0
        for span in spans:
            answer = text[span.start : span.end]
            self.last += 1
            self.answers.append((self.last, answer))
            runs += _plain(text[end : span.start])
            runs.append({"number": self.last, "answer": breakable(answer)})
            end = span.end
        return [*runs, *_plain(text[end:])]


def _apart(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: span.start)
    return first.end <= second.start and (
        len(_WORD.findall(text, first.end, second.start)) >= BETWEEN
    )


def cloze(outline: Outline, told: Told) -> dict[str, Plain]:
    """Lay a plan out in reading order, its texts in runs; then the answers, by number.

    A run is a ``text``, or a ``number`` and its ``answer``: the answers put into their blanks, the
    runs are the plan's texts again.
    """
    plan = printable_all(outline)
    blanks = Blanks(_known(plan, told), _given(plan))
    answers: list[Plain] = []

    def close(name: str, mark: int = 0) -> None:
        """Gather what was left out since the last time."""
        if blanks.answers:
            items: list[Plain] = [
                {"number": number, "answer": breakable(answer)} for number, answer in blanks.answers
            ]
            group: dict[str, Plain] = {"name": name, "mark": mark, "items": items}
            answers.append(group)
            blanks.answers.clear()

    argument: Plain = blanks.pick(lines(plan.argument))
    close("Argument")
    paragraphs: list[Plain] = []
    for place, row in enumerate(plan.paragraphs, start=1):
        paragraphs.append(_paragraph(row, rank_of(plan, row.rank or place), blanks))
        close(name_of(row.factor), sign(row.factor).mark)
    links: list[Plain] = list(_links(plan, blanks))
    close("Links between factors")
    judgement = blanks.pick(lines(plan.judgement))
    criteria: list[Plain] = list(_criteria(plan, blanks))
    close("Judgement")
    laid: dict[str, Plain] = {
        "title": line(plan.question.text) or "Essay plan",
        "author": line(plan.author),
        "share": _share(plan.paragraphs),
        "argument": argument,
        "paragraphs": paragraphs,
        "links": links,
        "judgement": judgement,
        "criteria": criteria,
        "answers": answers,
        "sources": [
            [{"text": run.text, "italic": run.italic} for run in source.reference]
            or [{"text": source.title, "italic": True}]
            for source in plan.sources
        ],
    }
    letters = sum(len(text) for text in _texts([argument, paragraphs, links, judgement, criteria]))
    return {**laid, "long": int(letters > A_SIDE)}


def _texts(laid: Plain) -> Iterator[str]:
    """Yield every text of what is laid out."""
    if isinstance(laid, str):
        yield laid
    elif isinstance(laid, Mapping):
        yield from _texts(list(laid.values()))
    elif isinstance(laid, Sequence):
        for part in laid:
            yield from _texts(part)


def _known(plan: Outline, told: Told) -> re.Pattern[str] | None:
    """Return what finds a historian of the plan or a person of its time, by any of their names."""
    quotations = [item for row in plan.paragraphs for item in row.quotations]
    names = [item.historian for item in quotations]
    names += [name.family for item in quotations for name in item.source.authors]
    names += [printable(name) for person in told.bank.people for name in person]
    names += [name.split()[-1] for name in names if " " in name.strip()]
    wanted = {name.strip() for name in names if _is_telling(name.strip())}
    # The longest first, so that a full name is left out as one; then by letters, to be the same.
    ordered = sorted(wanted, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if wanted else None


def _is_telling(name: str) -> bool:
    return 3 <= len(name) <= LONGEST_NAME and name[0].isupper() and name.casefold() not in WORDS_TOO


def _given(plan: Outline) -> frozenset[str]:
    factors = [row.factor for row in plan.paragraphs]
    said = [plan.question.text, *(f"{factor.name} {factor.short_name}" for factor in factors)]
    return frozenset(_WORD.findall(" ".join(said).casefold()))


def _paragraph(row: Paragraph, rank: str, blanks: Blanks) -> dict[str, Plain]:
    return {
        "mark": sign(row.factor).mark,
        "name": name_of(row.factor),
        "rank": rank,
        "point": blanks.pick(lines(row.point)),
        "evidence": [_evidence(item, blanks) for item in row.evidence],
        "quotations": [_quotation(item, blanks) for item in row.quotations],
        "explanation": blanks.pick(lines(row.explanation)),
        "counter_argument": blanks.pick(lines(row.counter_argument)),
        "reply": blanks.pick(lines(row.reply)),
        "link": blanks.pick(lines(row.link)),
        "without": blanks.pick(lines(row.without)),
    }


def _evidence(item: Evidence, blanks: Blanks) -> dict[str, Plain]:
    date, title, text = map(lines, (item.date_text, item.title, item.text))
    views = (": ".join(filter(None, map(lines, (view.holders, view.claim)))) for view in item.views)
    known_by_text = len(_WORD.findall(text)) >= CLUE
    return {
        "date": blanks.whole(date) if known_by_text else _plain(date),
        "title": blanks.whole(title) if text or date else _plain(title),
        "text": blanks.pick(text),
        "source": lines(item.source.label) if item.source else "",
        "own": item.own,
        "disputed": bool(item.views),
        "views": blanks.pick("; ".join(filter(None, views))),
    }


def _quotation(item: Quotation, blanks: Blanks) -> dict[str, Plain]:
    historian = lines(item.historian)
    said = attribution(historian, item.source)
    return {
        "text": blanks.pick(lines(item.short or item.text)),
        "attribution": [*blanks.whole(historian), *_plain(said[len(historian) :])],
        "own": item.own,
        "checked": item.checked,
    }


def _links(plan: Outline, blanks: Blanks) -> Iterator[dict[str, Plain]]:
    for tied in ties(plan):
        proof = tied.proof
        shown = lines(proof.date_text) or lines(proof.title) if proof else ""
        yield {
            "cause": asdict(sign(tied.cause)),
            "kind": LINK_KINDS[tied.link.kind],
            "effect": asdict(sign(tied.effect)),
            "sentence": blanks.pick(lines(tied.link.sentence)),
            "evidence": blanks.whole(shown) if tied.link.sentence.strip() else _plain(shown),
        }


def _criteria(plan: Outline, blanks: Blanks) -> Iterator[dict[str, Plain]]:
    """Yield each criterion that has words, its own or weighings by it."""
    labels = criterion_labels(plan)
    for place, text in enumerate(plan.criteria):
        if place in labels:
            yield {
                "label": labels[place],
                "text": blanks.pick(lines(text)),
                "weighed": [
                    {**asdict(sign(row.factor)), "text": blanks.pick(lines(row.weighed[place]))}
                    for row in plan.paragraphs
                    if row.weighed[place].strip()
                ],
            }


def _share(rows: Sequence[Paragraph]) -> int:
    """Return the share of the width, in hundredths, for evidence that makes the rows shortest."""

    def letters(texts: Iterable[str], besides: int) -> int:
        return sum(len(text) + besides for text in texts)

    weights = [
        (
            letters((item.title + item.text for item in row.evidence), 60)
            + letters(
                (view.holders + view.claim for item in row.evidence for view in item.views), 9
            ),
            letters((item.short or item.text for item in row.quotations), 60)
            + letters((*row.texts[1:5], row.without), 25),
        )
        for row in rows
    ]
    return min(
        range(30, 57),
        key=lambda part: sum(max(one / part, two / (97 - part)) for one, two in weights),
    )


def _plain(text: str) -> list[Plain]:
    return [{"text": breakable(text)}] if text else []


SHEET = Sheet("cloze", cloze)
