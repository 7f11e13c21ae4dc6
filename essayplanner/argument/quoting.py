"""Historians' words in what a student typed: whose they are, and whether they stand exactly so.

What citation allows is no fault: typographic marks, “…” for words left out, [brackets] for words
put in or changed, dashes and hyphens, a capital at the start, punctuation, other spellings of a
word (labour, labor) or a name (Trotskii, Trotsky). A student's own sentence on the same subject is
told from a quotation by what stands in quotation marks and by how much is alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from weakref import ReferenceType, ref

from essayplanner.argument.aligning import (
    MOST_DIFFERENT,
    Aligned,
    Steps,
    TooLongError,
    align,
    exact_words,
    stands_in,
)
from essayplanner.argument.attribution import historian_named, names_around
from essayplanner.argument.bank import Bank
from essayplanner.argument.difference import Change, compare
from essayplanner.argument.marks import has_marks, marked_parts
from essayplanner.argument.outline import Outline, Quotation
from essayplanner.argument.quoted import (
    EMPTY,
    Index,
    Known,
    Quoted,
    Word,
    fold,
    grams,
    index_of_bank,
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
MOST_STEPS = 30_000
MOST_WORDS = 250
MOST_RUNS = 20
# More pairs of words that are alike have only texts of a few words again and again.
MOST_PAIRS = 2000
# A long run has more than so many times three words in a row, and no longer way from one to the
# next: one word that differs parts two by four.
LEAST_HITS = 3
MOST_APART = 6
# A longer text is looked at each time, so that none of its length is kept for nothing.
_MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation found in a text, from ``start`` to ``end``.

    ``words`` are what is to stand there instead, and ``change`` what differs; where it is quoted
    as citation allows there is no change. ``named`` is another historian who is named for it.
    ``about`` has the quotation's key and tells it from what is quoted of it in other words.
    """

    quotation: Quotation
    start: int
    end: int
    words: str
    about: str
    change: Change | None = None
    named: str = ""


def typed_texts(plan: Outline) -> Iterator[tuple[str, str]]:
    """Yield the text of each box of the desk, with the place where a gap in it is."""
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


def known_quotations(outline: Outline, bank: Bank) -> Known:
    """Return what is known of the quotations of a bank, and of those that a plan has beyond it.

    Those are chosen from an earlier edition, or the student's own: but for an own one that is
    itself misquoted from the bank, unless its writer means it so.
    """
    index = index_of_bank(bank)
    meant = {(row.place, row.about) for row in outline.set_aside if row.rule == "misquoted"}
    beyond: dict[str, Quotation] = {}
    for row in outline.paragraphs:
        for item in row.quotations:
            if item.text in index.texts:
                continue
            match = own_words(item, bank)
            place = f"{row.factor.key}-quotation"
            if not (match and match.change) or (place, match.about) in meant:
                beyond.setdefault(item.text, item)
    return Known(bank, tuple(beyond.values()))


def own_words(item: Quotation, bank: Bank) -> Match | None:
    """Return the quotation of a bank that a student brings as an own one, if it is any.

    It may begin before the bank's words and end after them.
    """
    words = raw_words(item.text.lower())
    if not item.own or index_of_bank(bank).weak.isdisjoint(grams(words)):
        return None
    # Whoever wrote the book may be meant as well as whoever is quoted in it.
    people = [*(name.family for name in item.source.authors), item.historian]
    return _read_own(f"{', '.join(people)[-200:]}: “", item.text, bank)


@lru_cache(maxsize=200)
def _read_own(before: str, words: str, bank: Bank) -> Match | None:
    text = f"{before}{words}”"
    run = read_words(text, len(before), len(text) - 1)[:MOST_WORDS]
    try:
        return _marked(text, run, Known(bank, ()), Steps(MOST_STEPS), part=True)
    except TooLongError:
        return None


def quotations_in(text: str, known: Known) -> tuple[Match, ...]:
    """Return the quotations that a text has, in its order, those quoted exactly among them."""
    if len(text) > _MOST_KEPT:
        maybe = any(_may_be_quoted(text, index) for index in known.indexes)
    else:
        maybe = any(_may_be_quoted_once(text, ref(index)) for index in known.indexes)
    return _read_text(text, known.bank, known.beyond) if maybe else ()


@lru_cache(maxsize=1000)
def _may_be_quoted_once(text: str, index: ReferenceType[Index]) -> bool:
    known = index()
    return known is not None and _may_be_quoted(text, known)


def _may_be_quoted(text: str, index: Index) -> bool:
    """Say whether a text may have words of a quotation: nearly none has, so that is quick."""
    if has_marks(text):
        return not index.weak.isdisjoint(grams(raw_words(text.lower())))
    return _may_be_taken(text.lower(), index)


# By what makes an index, so that none is kept beyond its time.
@lru_cache(maxsize=300)
def _read_text(text: str, bank: Bank, beyond: tuple[Quotation, ...]) -> tuple[Match, ...]:
    known, steps = Known(bank, beyond), Steps(MOST_STEPS)
    found: list[Match] = []
    try:
        for ways in marked_parts(text) if has_marks(text) else ():
            found += _in_marks(text, ways, found, known, steps)
        if any(_may_be_taken(text.lower(), index) for index in known.indexes):
            free = [
                word
                for word in read_words(text, 0, len(text))
                if not any(match.start <= word.start < match.end for match in found)
            ]
            found += _unmarked(text, free, known, steps)
    except TooLongError:
        # What was found up to there stands.
        pass
    return tuple(sorted(found, key=lambda match: match.start))


def _may_be_taken(text: str, index: Index) -> bool:
    """Say whether a text may have many words of a quotation in a row: nearly none has."""
    # That is long, so that every second place tells.
    words = text.split()
    if index.strong.isdisjoint(zip(words[::2], words[1::2], words[2::2], strict=False)):
        return False
    hits = [at for at, gram in enumerate(grams(raw_words(text))) if gram in index.weak]
    near = zip(hits, hits[LEAST_HITS:], strict=False)
    return any(last - first <= MOST_DIFFERENT for first, last in near)


# In quotation marks ---------------------------------------------------------------------------


def _in_marks(
    text: str,
    ways: Sequence[tuple[int, int]],
    found: Sequence[Match],
    known: Known,
    steps: Steps,
) -> Iterator[Match]:
    """Yield the quotation that stands in quotation marks, by the likeliest way of reading them."""
    first, last = ways[-1]
    words = raw_words(text[first:last].lower())
    if all(index.weak.isdisjoint(grams(words)) for index in known.indexes):
        return
    matches = []
    for start, end in ways:
        if any(start < other.end and other.start < end for other in found):
            continue
        run = read_words(text, start, end)[:MOST_WORDS]
        if match := _marked(text, run, known, steps):
            matches.append(match)
    if matches:
        yield min(matches, key=lambda match: (match.change is not None, -match.end))


def _marked(
    text: str, run: Sequence[Word], known: Known, steps: Steps, *, part: bool = False
) -> Match | None:
    """Return the quotation that words in quotation marks are, if they are any.

    If ``part``, a part of them may be it, with other words before and after.
    """
    if len(run) < LEAST_WORDS:
        return None
    hits = _hits(run, known, steps)
    exact = [(row, span) for row in hits for span in [stands_in(run, row, steps)] if span]
    if exact:
        return _as_it_stands(text, run, exact, known)
    for row in hits[:3]:
        aligned = align(run, row, steps, whole=True)
        if aligned and part:
            inner = _covered(run, aligned, row)
            if len(inner) < len(run):
                return _marked(text, inner, known, steps)
        if aligned and _sure(text, run, aligned, row, known):
            return _mended(text, run, aligned, row, known, steps)
    return None


def _covered(run: Sequence[Word], aligned: Aligned, row: Quoted) -> Sequence[Word]:
    """Return the words of a text but for those before and after what a quotation has."""
    (mine, theirs), (last_mine, last_theirs) = aligned.pairs[0], aligned.pairs[-1]
    return run[max(0, mine - theirs) : last_mine + len(row.words) - last_theirs]


def _hits(run: Sequence[Word], known: Known, steps: Steps) -> list[Quoted]:
    """Return the quotations that words have three in a row of, the likeliest first."""
    count = Counter[Quoted]()
    for gram in dict.fromkeys(grams([word.folded for word in run])):
        if any(word not in EMPTY for word in gram):
            for index in known.indexes:
                rows = index.places.get(gram, ())
                steps.take(len(rows))
                count.update(rows)
    return [row for row, _ in count.most_common()]


def _as_it_stands(
    text: str, run: Sequence[Word], exact: Sequence[tuple[Quoted, tuple[int, int]]], known: Known
) -> Match:
    row, (first, last) = exact[0]
    owners = frozenset[str]().union(*(other.owners for other, _ in exact))
    start, end = run[0].start, run[-1].end
    inner = _borrowed(row, range(first, last + 1))
    enough = len(run) > LEAST_WORDS and weight(word.folded for word in run) > 2
    named = historian_named(text, start, end, owners, known) if enough and not inner else ""
    return Match(row.quotation, start, end, text[start:end], _about(row, run), named=named)


def _about(row: Quoted, run: Sequence[Word]) -> str:
    words = " ".join(word.folded for word in run).encode("utf-8", "replace")
    return f"{row.quotation.key}-{blake2b(words, digest_size=4).hexdigest()}"


def _borrowed(row: Quoted, places: Sequence[int]) -> bool:
    """Say whether words are mostly such as the historian quotes from somebody else."""
    return len(row.borrowed.intersection(places)) * 2 > len(places)


def _sure(text: str, run: Sequence[Word], aligned: Aligned, row: Quoted, known: Known) -> bool:
    """Say whether words in quotation marks are surely meant to be those of a quotation."""
    alike = len(aligned.pairs)
    content = weight(run[mine].folded for mine, _ in aligned.pairs)
    ratio = alike / len(run)
    if aligned.longest < 3 or alike < LEAST_WORDS:
        return False
    if row.owners & set(names_around(text, run[0].start, run[-1].end, known)):
        return ratio >= NAMED_ALIKE and content + (alike > LEAST_WORDS) > 2
    # Few words of a subject are common to all who write on it.
    return ratio >= MARKED_ALIKE and content + (ratio >= UNMARKED_ALIKE) > 3 and alike > LEAST_WORDS


def _mended(
    text: str,
    run: Sequence[Word],
    aligned: Aligned,
    row: Quoted,
    known: Known,
    steps: Steps,
    marks: str = "",
) -> Match | None:
    """Return what is quoted otherwise, with the exact words to put there."""
    start, end = run[aligned.first].start, run[aligned.last].end
    words = exact_words(text, run, aligned, row)
    again = read_words(words, 0, len(words))
    if not again or not stands_in(again, row, steps):
        return None
    if marks:
        words = f"{marks[0]}{words}{marks[1]}"
    count = Counter(word.folded for word in again)
    pairs = sum(count[word.folded] for word in run)
    if pairs > MOST_PAIRS:
        return None
    # What differs is found word by word once more.
    steps.take(5 * pairs)
    change = compare("", text[start:end], words, alike=_alike)
    if change is None or change.spacing:
        return None
    inner = _borrowed(row, [theirs for _, theirs in aligned.pairs])
    named = "" if inner else historian_named(text, start, end, row.owners, known)
    about = _about(row, run[aligned.first : aligned.last + 1])
    return Match(row.quotation, start, end, words, about, change, named)


def _alike(word: str) -> str:
    return fold(word.strip()) or word.strip()


# Without quotation marks ----------------------------------------------------------------------


def _unmarked(text: str, words: Sequence[Word], known: Known, steps: Steps) -> Iterator[Match]:
    """Yield long runs of words that stand nearly so in a quotation, without quotation marks."""
    folded = [word.folded for word in words]
    places: defaultdict[Quoted, list[int]] = defaultdict(list)
    for place, gram in enumerate(grams(folded)):
        for index in known.indexes:
            rows = index.places.get(gram, ())
            steps.take(len(rows))
            for row in rows:
                places[row].append(place)
    runs = 0
    found: list[tuple[int, int, int, Match]] = []
    for row, hits in places.items():
        for first, last in _windows(hits):
            runs += 1
            if runs > MOST_RUNS:
                break
            run = words[max(0, first - MOST_DIFFERENT) : last + 3 + MOST_DIFFERENT][:MOST_WORDS]
            aligned = align(run, row, steps, whole=False)
            if not (aligned and _taken(run, aligned)):
                continue
            part = run[aligned.first : aligned.last + 1]
            if match := _without_marks(text, part, known, steps):
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
        if hit - before > MOST_APART or hit - start > MOST_WORDS - 4 * MOST_DIFFERENT:
            if count > LEAST_HITS and count * 2 > before - start:
                yield start, before
            start, count = hit, 0
        count += 1
        before = hit


def _taken(run: Sequence[Word], aligned: Aligned) -> bool:
    alike = len(aligned.pairs)
    mine = aligned.last - aligned.first + 1
    theirs = aligned.pairs[-1][1] - aligned.pairs[0][1] + 1
    return (
        alike >= LEAST_UNMARKED
        and aligned.longest > 3
        and alike / max(mine, theirs) >= UNMARKED_ALIKE
        and weight(run[place].folded for place, _ in aligned.pairs) > 3
    )


def _without_marks(text: str, run: Sequence[Word], known: Known, steps: Steps) -> Match | None:
    hits = _hits(run, known, steps)
    exact = [(row, span) for row in hits for span in [stands_in(run, row, steps)] if span]
    if exact:
        return _as_it_stands(text, run, exact, known)
    for row in hits[:1]:
        if aligned := align(run, row, steps, whole=True):
            start = run[0].start
            opened = text[max(0, start - 1) : start] in ("“", '"', "‘", "'")
            marks = "" if opened else "“”"
            return _mended(text, run, aligned, row, known, steps, marks)
    return None
