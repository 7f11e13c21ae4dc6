"""Historians' words in what a student typed: whose they are, and whether they stand exactly so.

What citation allows is no fault: typographic marks, “…” for words left out, [brackets] for words
put in or changed, dashes and hyphens, a capital at the start, punctuation, other spellings of a
word (labour, labor) or a name (Trotskii, Trotsky). A student's own sentence on the same subject is
told from a quotation by what stands in quotation marks and by how much is alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from essayplanner.argument.attribution import historian_named, names_around
from essayplanner.argument.difference import Change, compare
from essayplanner.argument.outline import Outline, Quotation
from essayplanner.argument.quoted import (
    EMPTY,
    Index,
    Quoted,
    Word,
    fold,
    grams,
    raw_words,
    read_words,
    weight,
)

# A phrase of fewer words belongs to everybody.
LEAST_WORDS = 4
# Without quotation marks, so many words are surely taken …
LEAST_UNMARKED = 8
# … where they are as much alike as this.
UNMARKED_ALIKE = 0.85
# In quotation marks less will do, and least where the historian is named.
MARKED_ALIKE = 0.7
NAMED_ALIKE = 0.6
# More of one text than this is not looked at, so that none takes long.
MOST_SEGMENTS = 60
MOST_WAYS = 4
MOST_LETTERS = 1500
MOST_WORDS = 250
MOST_RUNS = 20
MOST_BRACKETED = 8
# A run of words goes on over so many that differ.
MOST_BETWEEN = 8
# A long run has more than so many times three words in a row, and no longer way from one to the
# next: one word that differs parts two by four.
LEAST_HITS = 3
MOST_APART = 6

_MARKS = ("“", '"', "‘", "„", "«", " '", "('", "\n'")
_CURLY = re.compile(r"[“”„«»]")
# Each looks back from its mark, so that the marks are all that is looked for.
_SINGLE = re.compile(r"[‘'](?<![\w'’].)(?=[\w\[…“\"])")
_SINGLE_END = re.compile(r"['’](?<=[\w.,;:!?…\]”\"].)(?!\w)")


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation found in a text, from ``start`` to ``end``.

    ``words`` are what is to stand there instead, and ``change`` what differs; where it is quoted
    as citation allows there is no change. ``named`` is another historian who is named for it.
    """

    quotation: Quotation
    start: int
    end: int
    words: str
    change: Change | None = None
    named: str = ""


def typed_texts(plan: Outline) -> Iterator[tuple[str, str]]:
    """Yield each text that the student typed in a plan, with the place where a gap in it is."""
    yield "argument", plan.argument
    for row in plan.paragraphs:
        for field in ("point", "explanation", "counter_argument", "reply", "link"):
            yield f"{row.factor.key}-{field}", getattr(row, field)
        for number, text in enumerate(row.weighed, 1):
            yield f"{row.factor.key}-weighed_{number}", text
    for link in plan.links:
        yield "links", link.sentence
    for number, text in enumerate(plan.criteria, 1):
        yield f"criterion_{number}", text
    yield "judgement", plan.judgement


@lru_cache(maxsize=2000)
def quotations_in(text: str, index: Index) -> tuple[Match, ...]:
    """Return the quotations that a text has, in its order, those quoted exactly among them."""
    found: list[Match] = []
    marked = text[:1] == "'" or any(mark in text for mark in _MARKS)
    for ways in _segments(text) if marked else ():
        first, last = ways[-1]
        if index.weak.isdisjoint(grams(raw_words(text[first:last].lower()))):
            continue
        matches = [
            match
            for start, end in ways
            if not any(start < other.end and other.start < end for other in found)
            and (match := _marked(text, read_words(text, start, end)[:MOST_WORDS], index))
        ]
        if matches:
            found.append(min(matches, key=lambda match: (match.change is not None, -match.end)))
    if _may_be_taken(text.lower(), index):
        free = [
            word
            for word in read_words(text, 0, len(text))
            if not any(match.start <= word.start < match.end for match in found)
        ]
        found += _unmarked(text, free, index)
    return tuple(sorted(found, key=lambda match: match.start))


def _may_be_taken(text: str, index: Index) -> bool:
    """Say whether a text may have many words of a quotation in a row: nearly none has."""
    # That is long, so that every second place tells.
    words = text.split()
    if index.strong.isdisjoint(zip(words[::2], words[1::2], words[2::2], strict=False)):
        return False
    hits = [at for at, gram in enumerate(grams(raw_words(text))) if gram in index.weak]
    near = zip(hits, hits[LEAST_HITS:], strict=False)
    return any(last - first <= MOST_BETWEEN for first, last in near)


# In quotation marks ---------------------------------------------------------------------------


def _segments(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield what stands in quotation marks, each as the ways in which its end may be read.

    An apostrophe looks like the single mark that closes.
    """
    double = [*_nested(text), *_straight(text)][:MOST_SEGMENTS]
    for span in double:
        yield [span]
    for count, match in enumerate(_SINGLE.finditer(text)):
        if count == MOST_SEGMENTS:
            return
        start = match.end()
        if any(first <= start < last for first, last in double):
            continue
        ends = []
        again = _SINGLE.search(text, start, start + MOST_LETTERS)
        stop = again.start() if again else start + MOST_LETTERS
        for end in _SINGLE_END.finditer(text, start, stop):
            ends.append((start, end.start()))
            if len(ends) == MOST_WAYS:
                break
        if ends:
            yield ends


def _nested(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for match in _CURLY.finditer(text):
        if match.group() in "“„«":
            if not depth or "\n" in text[start : match.start()]:
                depth, start = 0, match.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.start()
    if depth:
        # A mark that nothing closes hides none of those that follow.
        for match in re.finditer(r"“([^“”]+)”", text[start:]):
            yield start + match.start(1), start + match.end(1)


def _straight(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"\"([^\"]+)\"", text):
        yield match.span(1)


def _marked(text: str, run: Sequence[Word], index: Index) -> Match | None:
    """Return the quotation that words in quotation marks are, if they are any."""
    if len(run) < LEAST_WORDS:
        return None
    hits = _hits(run, index)
    if not hits:
        return None
    exact = [(row, span) for row in hits for span in [_exactly(run, row)] if span]
    if exact:
        return _as_it_stands(text, run, exact, index)
    for row in hits[:3]:
        if (aligned := _align(run, row, whole=True)) and _sure(text, run, aligned, row, index):
            return _mended(text, run, aligned, row, index)
    return None


def _hits(run: Sequence[Word], index: Index) -> list[Quoted]:
    """Return the quotations that words have three in a row of, the likeliest first."""
    folded = [word.folded for word in run]
    count = Counter(
        number
        for gram in set(grams(folded))
        if any(word not in EMPTY for word in gram)
        for number in index.places.get(gram, ())
    )
    return [index.quoted[number] for number, _ in count.most_common()]


def _exactly(run: Sequence[Word], row: Quoted) -> tuple[int, int] | None:
    """Return where in a quotation words stand exactly, but for what citation allows."""
    pieces: list[tuple[int, list[str]]] = []
    for place, word in enumerate(run):
        loose = word.loose and word.folded not in row.folded
        if not place or word.cut or word.brackets or loose:
            reach = len(row.folded) if word.cut else MOST_BRACKETED
            pieces.append((reach, []))
        if not loose:
            pieces[-1][1].append(word.folded)
        else:
            pieces.append((1, []))
    pieces = [piece for piece in pieces if piece[1]]
    first = pieces[0][1] if pieces else []
    for start in [at for at, word in enumerate(row.folded) if first and word == first[0]][:9]:
        at = start
        for number, (reach, piece) in enumerate(pieces):
            stop = min(at + reach, len(row.folded)) if number else start
            size = len(piece)
            found = (
                place
                for place in range(at, stop + 1)
                if row.folded[place : place + size] == tuple(piece)
            )
            place = next(found, -1)
            if place < 0:
                break
            at = place + size
        else:
            return start, at - 1
    return None


def _as_it_stands(
    text: str, run: Sequence[Word], exact: Sequence[tuple[Quoted, tuple[int, int]]], index: Index
) -> Match:
    row, (first, last) = exact[0]
    owners = frozenset[str]().union(*(other.owners for other, _ in exact))
    start, end = run[0].start, run[-1].end
    inner = _borrowed(row, range(first, last + 1))
    enough = len(run) > LEAST_WORDS and weight(word.folded for word in run) > 2
    named = historian_named(text, start, end, owners, index) if enough and not inner else ""
    return Match(row.quotation, start, end, text[start:end], named=named)


def _borrowed(row: Quoted, places: Sequence[int]) -> bool:
    """Say whether words are mostly such as the historian quotes from somebody else."""
    return len(row.borrowed.intersection(places)) * 2 > len(places)


# Word by word ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Words of a text beside those of a quotation: the ``pairs`` of places that are alike."""

    first: int
    last: int
    pairs: tuple[tuple[int, int], ...]
    longest: int


def _align(run: Sequence[Word], row: Quoted, *, whole: bool) -> _Aligned | None:
    """Lay words beside a quotation; if not the ``whole`` of them, the part that is alike."""
    matcher = SequenceMatcher(None, [word.folded for word in run], row.folded, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    core = max(range(len(blocks)), key=lambda place: blocks[place].size)
    kept = [blocks[core]]
    for step, places in ((-1, range(core - 1, -1, -1)), (1, range(core + 1, len(blocks)))):
        for place in places:
            block, edge = blocks[place], kept[0 if step < 0 else -1]
            before, after = (block, edge) if step < 0 else (edge, block)
            mine = after.a - before.a - before.size
            theirs = after.b - before.b - before.size
            cut = any(word.cut for word in run[before.a + before.size : after.a + 1])
            near = mine <= MOST_BETWEEN / 2 and theirs <= MOST_BETWEEN + mine
            if whole and not near:
                near = cut or block.size > 2
            if not near or (not whole and block.size == 1 and mine + theirs > 2):
                break
            kept.insert(0, block) if step < 0 else kept.append(block)
    if not whole:
        # A word such as “the” is alike by chance.
        while len(kept) > 1 and weight(row.folded[kept[0].b : kept[0].b + kept[0].size]) < 1:
            del kept[0]
        while len(kept) > 1 and weight(row.folded[kept[-1].b : kept[-1].b + kept[-1].size]) < 1:
            del kept[-1]
    pairs = tuple((b.a + n, b.b + n) for b in kept for n in range(b.size))
    first, last = (0, len(run) - 1) if whole else (pairs[0][0], pairs[-1][0])
    return _Aligned(first, last, pairs, blocks[core].size)


def _sure(text: str, run: Sequence[Word], aligned: _Aligned, row: Quoted, index: Index) -> bool:
    """Say whether words in quotation marks are surely meant to be those of a quotation."""
    alike = len(aligned.pairs)
    content = weight(run[mine].folded for mine, _ in aligned.pairs)
    ratio = alike / len(run)
    if aligned.longest < 3 or alike < LEAST_WORDS:
        return False
    if row.owners & set(names_around(text, run[0].start, run[-1].end, index)):
        return ratio >= NAMED_ALIKE and content + (alike > LEAST_WORDS) > 2
    # Few words of a subject are common to all who write on it.
    return ratio >= MARKED_ALIKE and content + (ratio >= UNMARKED_ALIKE) > 3 and alike > LEAST_WORDS


def _mended(
    text: str, run: Sequence[Word], aligned: _Aligned, row: Quoted, index: Index, marks: str = ""
) -> Match | None:
    """Return what is quoted otherwise, with the exact words to put there."""
    start, end = run[aligned.first].start, run[aligned.last].end
    words = _exact_words(text, run, aligned, row)
    again = read_words(words, 0, len(words))
    if not again or not _exactly(again, row):
        return None
    if marks:
        words = f"{marks[0]}{words}{marks[1]}"
    change = compare("", text[start:end], words, alike=_alike)
    if change is None or change.spacing:
        return None
    inner = _borrowed(row, [theirs for _, theirs in aligned.pairs])
    named = "" if inner else historian_named(text, start, end, row.owners, index)
    return Match(row.quotation, start, end, words, change, named)


def _alike(word: str) -> str:
    return fold(word.strip()) or word.strip()


def _exact_words(text: str, run: Sequence[Word], aligned: _Aligned, row: Quoted) -> str:
    """Return the quotation's words for those of a text, with the cuts and brackets made there."""
    pairs = aligned.pairs
    lead = min(pairs[0][0] - aligned.first, pairs[0][1])
    tail = min(aligned.last - pairs[-1][0], len(row.words) - 1 - pairs[-1][1])
    # Where more than a word or two stand before or after what is alike, they are not its own.
    begin = pairs[0][1] - (lead if lead < 3 else 0)
    stop = pairs[-1][1] + (tail if tail < 3 else 0)
    parts = []
    for (mine, theirs), (next_mine, next_theirs) in pairwise(pairs):
        between = run[mine + 1 : next_mine + 1]
        skipped = next_theirs - theirs - 1
        brackets = " ".join(filter(None, (word.brackets for word in between)))
        loose = [word for word in between if word.loose and word.folded not in row.folded]
        if any(word.cut for word in between) and skipped:
            sign = f"… {brackets}".strip()
        elif brackets and skipped <= MOST_BRACKETED:
            sign = brackets
        elif loose and skipped <= len(loose):
            sign = " ".join(text[word.start : word.end] for word in loose)
        elif skipped > MOST_BETWEEN + len(between):
            sign = "…"
        else:
            continue
        parts += [_slice(row, begin, theirs), sign]
        begin = next_theirs
    exact = " ".join([*parts, _slice(row, begin, stop)])
    typed = text[run[aligned.first].start]
    if exact[0].lower() == typed.lower():
        exact = typed + exact[1:]
    return exact


def _slice(row: Quoted, first: int, last: int) -> str:
    return row.quotation.text[row.words[first].start : row.words[last].end]


# Without quotation marks ----------------------------------------------------------------------


def _unmarked(text: str, words: Sequence[Word], index: Index) -> Iterator[Match]:
    """Yield long runs of words that stand nearly so in a quotation, without quotation marks."""
    folded = [word.folded for word in words]
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, gram in enumerate(grams(folded)):
        for number in index.places.get(gram, ()):
            places[number].append(place)
    runs = 0
    found: list[tuple[int, int, int, Match]] = []
    for number, hits in places.items():
        for first, last in _windows(hits):
            runs += 1
            if runs > MOST_RUNS:
                break
            run = words[max(0, first - MOST_BETWEEN) : last + 3 + MOST_BETWEEN][:MOST_WORDS]
            row = index.quoted[number]
            aligned = _align(run, row, whole=False)
            if aligned and _taken(run, aligned) and (match := _found(text, run, aligned, index)):
                found.append((match.change is not None, -len(aligned.pairs), match.start, match))
    kept: list[Match] = []
    for *_, match in sorted(found, key=lambda row: row[:3]):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    yield from kept


def _windows(hits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which enough of a quotation stands, as first and last place."""
    start = before = hits[0]
    count = 0
    for hit in [*hits, hits[-1] + MOST_WORDS * 2]:
        if hit - before > MOST_APART or hit - start > MOST_WORDS - 4 * MOST_BETWEEN:
            if count > LEAST_HITS and count * 2 > before - start:
                yield start, before
            start, count = hit, 0
        count += 1
        before = hit


def _taken(run: Sequence[Word], aligned: _Aligned) -> bool:
    alike = len(aligned.pairs)
    mine = aligned.last - aligned.first + 1
    theirs = aligned.pairs[-1][1] - aligned.pairs[0][1] + 1
    return (
        alike >= LEAST_UNMARKED
        and aligned.longest > 3
        and alike / max(mine, theirs) >= UNMARKED_ALIKE
        and weight(run[place].folded for place, _ in aligned.pairs) > 3
    )


def _found(text: str, run: Sequence[Word], aligned: _Aligned, index: Index) -> Match | None:
    part = run[aligned.first : aligned.last + 1]
    exact = [(row, span) for row in _hits(part, index) for span in [_exactly(part, row)] if span]
    if exact:
        return _as_it_stands(text, part, exact, index)
    for row in _hits(part, index)[:1]:
        if again := _align(part, row, whole=True):
            start = part[0].start
            opened = text[max(0, start - 1) : start] in ("“", '"', "‘", "'")
            return _mended(text, part, again, row, index, marks="" if opened else "“”")
    return None
