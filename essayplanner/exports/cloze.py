"""The plan with its dates, names and figures left out, to be recalled; the answers by number.

What is left out goes by words alone: the same plan gives the same paper. An answer is left out
wherever the front says it, under one number, or nowhere; so the front has no labels of sources,
which would say the historians. A sentence loses about one in eight words, and never what the
question or the names of the factors say anyway. A headline stays but for a date, name or figure.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from essayplanner.argument.labels import LABELS
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
    Plain,
    attribution,
    criterion_labels,
    is_family,
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

# What is laid out before its texts have blanks.
Part: TypeAlias = "str | int | Text | Sequence[Part] | Mapping[str, Part]"
# Prose, a headline, a detail (whose figures are asked only where they are said again), what is
# left out as one, what loses only what is left out elsewhere, and what stays.
Kind: TypeAlias = Literal["prose", "headline", "detail", "whole", "also", "plain"]

WORDS_A_BLANK = 8
WORDS_A_BLANK_AT_MOST = 4  # where an answer is left out because it is left out elsewhere
FEWEST_WORDS: Mapping[str, int] = {"prose": 6, "headline": 4, "detail": 6}  # with a blank
CLUE = 5  # words of a piece of evidence that are enough to know its date by
A_SIDE = 10_000  # letters: more stand on no side at 8 pt, so it need not be tried
A_PART = 2_500  # letters: what has no more is not parted at the end of a side
BETWEEN = 2  # words from a blank to the next
MOST_TIMES = 6  # that an answer is left out: what is said more often is no news
MOST_ANSWERS = 200

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTH = re.compile(f"(?:{_MONTHS})$")
_YEAR = r"[12]\d{3}s?"
_ONE_DATE = (
    rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS})\.? (?:\d{{1,2}}, )?{_YEAR}"
    rf"|\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}|{_YEAR})"
)
# A range is one date: “18–31 December 1925”, “Mar 1921 – Apr 1922”, “1924–26”.
_DATE = re.compile(
    rf"(?<!\w)(?<![\d,.])(?:(?:{_ONE_DATE}|\d{{1,2}}|{_MONTHS}) ?[–-] ?)?{_ONE_DATE}"
    rf"(?: ?[–-] ?(?:{_ONE_DATE}|\d{{1,4}}))?(?!\w|[,.]\d)"
)
_NUMBER = r"\d{1,12}(?:[,.]\d{1,12})*"
_FIGURE = re.compile(rf"(?<![\w,.]){_NUMBER}(?:[–-]{_NUMBER})?(?!\w)")
_CAPITAL = r"[A-Z][^\W\d_]{1,30}"
_NAMES = re.compile(
    r"(?<=[\w,;)] )(?!(?:The|An|At|But|He|If|In|It|On|She|So|That|They|This|When) )"
    rf"(?:\d{{1,3}}(?:st|nd|rd|th) )?{_CAPITAL}(?:[ -]{_CAPITAL}){{0,4}}(?!\w)"
)
_WORD = re.compile(r"\w+")
LONGEST_NAME = 60
_FIGURES = 3  # how little a figure is worth: less than a date (0), a person (1), another name (2)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text that may be left out, first to last; a worth of 0 is the most."""

    first: int
    last: int
    worth: int


@dataclass(slots=True, eq=False)
class Text:
    """A text of the plan, its words by number, what may be left out of it, and what is."""

    text: str
    kind: Kind
    words: list[re.Match[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of sentences, by words
    chosen: list[int] = field(default_factory=list)  # how many blanks a sentence has
    spans: dict[int, Span] = field(default_factory=dict)  # by each of their words
    blank: dict[int, tuple[Span, str]] = field(default_factory=dict)  # likewise, with the answer
    near: set[int] = field(default_factory=set)  # words too near to a blank to be one

    def __post_init__(self) -> None:
        """Number the words, and say which of them begin a sentence."""
        self.words = list(_WORD.finditer(self.text))
        begins = [found.start() for found in self.words]
        ends = accumulate(map(len, sentences(self.text)), initial=0)
        self.starts = sorted({bisect_left(begins, end) for end in ends} | {len(begins)})
        self.chosen = [0] * len(self.starts)

    def said(self, number: int) -> str:
        """Return a word as it is compared: a month is one however it is written."""
        return _compared(self.words[number][0])

    def find(self, patterns: Iterable[tuple[re.Pattern[str], int]], given: frozenset[str]) -> None:
        """Find what may be left out. Where two overlap, the earlier pattern counts."""
        if self.kind == "whole":
            patterns = [(re.compile(r"\w.*", re.DOTALL), 0)]
        begins = [found.start() for found in self.words]
        ends = [found.end() for found in self.words]
        for pattern, worth in patterns:
            for match in pattern.finditer(self.text):
                first = bisect_left(begins, match.start())
                last = bisect_right(ends, match.end()) - 1
                taken = any(number in self.spans for number in range(first, last + 1))
                if first <= last and len(match[0]) <= LONGEST_NAME and not taken:
                    words = [found[0].casefold() for found in self.words[first : last + 1]]
                    is_given = given.issuperset(words if worth != 1 else words[-1:])
                    if not is_given:
                        span = Span(first, last, worth)
                        self.spans |= dict.fromkeys(range(first, last + 1), span)

    def has_room(self, span: Span, *, elsewhere: bool) -> bool:
        """Say whether a sentence stays solvable, with more blanks if they are ``elsewhere`` too."""
        if any(number in self.near for number in range(span.first, span.last + 1)):
            return False
        at, total = self.sentence(span)
        if self.kind == "headline" and span.last - span.first + 1 == len(self.words):
            return False
        if self.kind in ("whole", "plain"):
            return self.kind == "whole"
        most = max(total // WORDS_A_BLANK, total >= FEWEST_WORDS.get(self.kind, total + 1))
        if elsewhere:
            most = max(most, total // WORDS_A_BLANK_AT_MOST, 1)
        return self.chosen[at] < most

    def leave_out(self, span: Span, answer: str) -> None:
        """Leave words out, which is part of an answer."""
        self.blank |= dict.fromkeys(range(span.first, span.last + 1), (span, answer))
        self.near |= set(range(span.first - BETWEEN, span.last + BETWEEN + 1))
        self.chosen[self.sentence(span)[0]] += 1

    def sentence(self, span: Span) -> tuple[int, int]:
        """Return the number of the sentence in which words stand, and how many words it has."""
        at = bisect_right(self.starts, span.first) - 1
        return at, self.starts[at + 1] - self.starts[at]

    def shown(self, span: Span) -> str:
        return self.text[self.words[span.first].start() : self.words[span.last].end()]


def leave_out(texts: Sequence[Text], known: re.Pattern[str] | None, given: frozenset[str]) -> None:
    """Choose what is left out of some texts, which stand in the order of reading.

    ``known`` finds names that are worth recalling; ``given`` are the words, in small letters, that
    the paper says anyway.
    """
    patterns = [(_DATE, 0), *([(known, 1)] if known else []), (_NAMES, 2), (_FIGURE, _FIGURES)]
    where: dict[str, list[tuple[Text, int]]] = defaultdict(list)
    candidates: list[tuple[int, int, int, Text, Span]] = []
    for place, text in enumerate(texts):
        text.find(patterns, given)
        for number in range(len(text.words)):
            where[text.said(number)].append((text, number))
        if text.kind not in ("also", "plain"):
            spans = {span.first: span for span in text.spans.values()}
            candidates += [(span.worth, place, first, text, span) for first, span in spans.items()]
    tried: set[str] = set()
    answers = 0
    for worth, _, _, text, span in sorted(candidates, key=lambda row: row[:3]):
        words = _answer(text, span)
        answer = " ".join(words)
        if answer in tried or not text.has_room(span, elsewhere=False):
            continue
        tried.add(answer)
        found = _everywhere(words, where[words[0]])
        again = worth < _FIGURES or text.kind != "detail" or len(found or ()) > 1
        if found and again:
            for other, part in found:
                other.leave_out(part, answer)
            answers += 1
            if answers == MOST_ANSWERS:
                return


def _answer(text: Text, span: Span) -> list[str]:
    """Return the words of an answer: of a person the family name, which is enough to say it."""
    words = [text.said(number) for number in range(span.first, span.last + 1)]
    is_person = span.worth == 1 or (text.kind == "whole" and not any(map(_is_number, words)))
    return words[-1:] if is_person and _is_telling(words[-1]) else words


@lru_cache(maxsize=2**12)
def _compared(word: str) -> str:
    return word[:3] if _MONTH.match(word) else word


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _everywhere(
    words: Sequence[str], begins: Sequence[tuple[Text, int]]
) -> list[tuple[Text, Span]] | None:
    """Return all places where an answer is said and is not left out; None where one has to stay."""
    if len(begins) > MOST_TIMES * MOST_ANSWERS:
        return None
    found: dict[tuple[int, int], tuple[Text, Span]] = {}
    for text, first in begins:
        last = first + len(words) - 1
        if last >= len(text.words) or any(
            text.said(first + at) != word for at, word in enumerate(words)
        ):
            continue
        if first in text.blank and text.blank[first][0].last >= last:
            continue
        span = text.spans.get(first) or Span(first, last, 0)
        is_more = (span.first, span.last) != (first, last)
        # Neither a range nor a figure is cut in two.
        if span.last < last or (is_more and (span.worth in (0, _FIGURES) and text.kind != "whole")):
            return None
        found[id(text), span.first] = text, span
    rooms = (text.has_room(span, elsewhere=True) for text, span in found.values())
    in_sentences = {(id(text), text.sentence(span)) for text, span in found.values()}
    if len(in_sentences) < len(found) or len(found) > MOST_TIMES or not all(rooms):
        return None
    return list(found.values())


@dataclass(slots=True)
class Numbers:
    """Numbers the answers in the order of reading; ``new`` are those since it was last emptied."""

    known: dict[str, int] = field(default_factory=dict)
    new: list[tuple[int, str]] = field(default_factory=list)
    again: bool = False

    def runs(self, text: Text) -> list[Plain]:
        """Return a text in runs: what stays, and what is left out with its number."""
        runs: list[Plain] = []
        end = 0
        for first, (span, answer) in sorted(text.blank.items()):
            if first != span.first:
                continue
            shown = text.shown(span)
            if answer in self.known:
                self.again = True
            else:
                self.known[answer] = len(self.known) + 1
                self.new.append((self.known[answer], shown))
            start = text.words[span.first].start()
            runs += _plain(text.text[end:start])
            runs.append({"number": self.known[answer], "answer": breakable(shown)})
            end = start + len(shown)
        return [*runs, *_plain(text.text[end:])]

    def read(self, part: Part) -> Plain:
        """Return what is laid out with every text in runs."""
        if isinstance(part, Text):
            return self.runs(part)
        if isinstance(part, str | int):
            return part
        if isinstance(part, Mapping):
            return {name: self.read(each) for name, each in part.items()}
        return [self.read(each) for each in part]

    def group(self, name: str, mark: int = 0) -> list[Plain]:
        """Return what is new as a group of answers, if anything is."""
        items: list[Plain] = [
            {"number": number, "answer": breakable(answer)} for number, answer in self.new
        ]
        self.new.clear()
        return [{"name": name, "mark": mark, "items": items}] if items else []


def cloze(outline: Outline, told: Told) -> dict[str, Plain]:
    """Lay a plan out in reading order, its texts in runs; then the answers, by number.

    A run is a ``text``, or a ``number`` and its ``answer``: the answers put into their blanks, the
    runs are the plan's texts again.
    """
    plan = printable_all(outline)
    groups = _groups(plan)
    texts = list(_texts([laid for _, _, laid in groups]))
    leave_out(texts, _known(plan, told), _given(plan))
    numbers = Numbers()
    answers: list[Plain] = []
    read: list[dict[str, Plain]] = []
    for name, mark, laid in groups:
        runs = {key: numbers.read(part) for key, part in laid.items()}
        read.append({**runs, "long": _long(laid)})
        answers += numbers.group(name, mark)
    argument, *rows, links, ending = read
    return {
        "title": line(plan.question.text) or "Essay plan",
        "author": line(plan.author),
        "share": _share(plan.paragraphs),
        "argument": argument["argument"],
        "paragraphs": rows,
        "links": links["links"],
        "judgement": ending,
        "answers": answers,
        "again": int(numbers.again),
        "sources": [
            [{"text": run.text, "italic": run.italic} for run in source.reference]
            or [{"text": source.title, "italic": True}]
            for source in plan.sources
        ],
        "long": _long([laid for _, _, laid in groups], A_SIDE),
    }


def _groups(plan: Outline) -> list[tuple[str, int, dict[str, Part]]]:
    """Return the parts of a plan in reading order, each with the name and mark of its answers."""
    return [
        ("Argument", 0, {"argument": _text(plan.argument)}),
        *(
            (
                name_of(row.factor),
                sign(row.factor).mark,
                _paragraph(row, rank_of(plan, row.rank or place)),
            )
            for place, row in enumerate(plan.paragraphs, start=1)
        ),
        ("Links between factors", 0, {"links": list(_links(plan))}),
        (
            "Judgement",
            0,
            {"answer": _text(plan.judgement), "criteria": list(_criteria(plan))},
        ),
    ]


def _long(laid: Part, most: int = A_PART) -> int:
    return int(sum(len(text.text) for text in _texts(laid)) > most)


def _text(text: str, kind: Kind = "prose") -> Text:
    return Text(lines(text), kind)


def _texts(laid: Part) -> Iterator[Text]:
    """Yield every text of what is laid out."""
    if isinstance(laid, Text):
        yield laid
    elif isinstance(laid, Mapping):
        yield from _texts(list(laid.values()))
    elif not isinstance(laid, str | int):
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
    # Most places have no capital: these are passed over without trying each name.
    names_of_all = "|".join(map(re.escape, ordered))
    return re.compile(rf"(?<!\w)(?=[^\W\d_a-z])(?:{names_of_all})(?!\w)") if wanted else None


def _is_telling(name: str) -> bool:
    return 3 <= len(name) <= LONGEST_NAME and name[0].isupper() and name.casefold() not in WORDS_TOO


def _given(plan: Outline) -> frozenset[str]:
    factors = [row.factor for row in plan.paragraphs]
    said = [plan.question.text, *(f"{factor.name} {factor.short_name}" for factor in factors)]
    return frozenset(_WORD.findall(" ".join(said).casefold()))


def _paragraph(row: Paragraph, rank: str) -> dict[str, Part]:
    return {
        "mark": sign(row.factor).mark,
        "name": name_of(row.factor),
        "rank": rank,
        "point": _text(row.point),
        "evidence": list(map(_evidence, row.evidence)),
        "quotations": list(map(_quotation, row.quotations)),
        "explanation": _text(row.explanation),
        "counter_argument": _text(row.counter_argument),
        "reply": _text(row.reply),
        "link": _text(row.link),
        "removed": LABELS["without"],
        "without": _text(row.without),
    }


def _evidence(item: Evidence) -> dict[str, Part]:
    date, title, text = _text(item.date_text), _text(item.title, "headline"), _text(item.text)
    views = (": ".join(filter(None, map(lines, (view.holders, view.claim)))) for view in item.views)
    known_by_text = len(text.words) >= CLUE
    date.kind = "whole" if known_by_text else "plain"
    # A date that its text says is asked there, and not twice running.
    said = {each.said(number) for each in (title, text) for number in range(len(each.words))}
    in_text = known_by_text and said.issuperset(map(date.said, range(len(date.words))))
    text.kind = "detail"
    return {
        "date": _text("") if in_text else date,
        "title": title,
        "text": text,
        "own": item.own,
        "disputed": bool(item.views),
        "views": _text("; ".join(filter(None, views)), "detail"),
    }


def _quotation(item: Quotation) -> dict[str, Part]:
    historian, source = lines(item.historian), item.source
    said = attribution(historian, source)
    if any(is_family(name.family, historian) for name in source.authors):
        said = ", ".join((historian, source.years))  # the label would say the name again
    return {
        "text": _text(item.short or item.text),
        "historian": Text(historian, "whole"),
        "work": Text(said[len(historian) :], "also"),
        "own": item.own,
        "checked": item.checked,
    }


def _links(plan: Outline) -> Iterator[dict[str, Part]]:
    for tied in ties(plan):
        proof = tied.proof
        shown = lines(proof.date_text) or lines(proof.title) if proof else ""
        yield {
            "cause": asdict(sign(tied.cause)),
            "kind": LINK_KINDS[tied.link.kind],
            "effect": asdict(sign(tied.effect)),
            "sentence": _text(tied.link.sentence),
            "evidence": Text(shown, "also"),
        }


def _criteria(plan: Outline) -> Iterator[dict[str, Part]]:
    """Yield each criterion that has words, its own or weighings by it."""
    labels = criterion_labels(plan)
    for place, text in enumerate(plan.criteria):
        if place in labels:
            yield {
                "label": labels[place],
                "text": _text(text),
                "weighed": [
                    {**asdict(sign(row.factor)), "text": _text(row.weighed[place])}
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
