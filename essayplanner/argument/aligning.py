"""Words of a text laid beside those of a quotation, within so many steps for one text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate, pairwise

from essayplanner.argument.quoted import Quoted, Word, weight

# Words put in brackets may stand for so many.
MOST_BRACKETED = 8
# A run of words goes on over so many that differ.
MOST_DIFFERENT = 8
# So many places of a quotation are tried as the one where words begin.
_MOST_STARTS = 9


class TooLongError(Exception):
    """A text has cost as many steps as one may."""


class Steps:
    """What may still be done for one text, counted in comparisons of two words."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, count: int) -> None:
        """Take some of what is left. Raises ``TooLongError`` where that is not enough."""
        self.left -= count
        if self.left < 0:
            raise TooLongError


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words of a text beside those of a quotation: the ``pairs`` of places that are alike.

    They are laid from the ``first`` to the ``last`` word of the text; ``longest`` is how many are
    alike in a row.
    """

    first: int
    last: int
    pairs: tuple[tuple[int, int], ...]
    longest: int


def stands_in(run: Sequence[Word], row: Quoted, steps: Steps) -> tuple[int, int] | None:
    """Return where in a quotation words stand exactly, but for what citation allows."""
    steps.take(len(run) + len(row.folded) // 10)
    pieces: list[tuple[int, list[str]]] = []
    for place, word in enumerate(run):
        if word.loose:
            steps.take(len(row.folded) // 10)
        loose = word.loose and word.folded not in row.folded
        if not place or word.cut or word.brackets or loose:
            reach = len(row.folded) if word.cut else MOST_BRACKETED
            pieces.append((reach, []))
        if not loose:
            pieces[-1][1].append(word.folded)
        else:
            pieces.append((1, []))
    wanted = [(reach, tuple(piece)) for reach, piece in pieces if piece]
    first = wanted[0][1][0] if wanted else ""
    starts = [at for at, word in enumerate(row.folded) if word == first]
    for start in starts[:_MOST_STARTS]:
        at = start
        for number, (reach, piece) in enumerate(wanted):
            stop = min(at + reach, len(row.folded)) if number else start
            place = _find(piece, row.folded, at, stop, steps)
            if place < 0:
                break
            at = place + len(piece)
        else:
            return start, at - 1
    return None


def _find(piece: tuple[str, ...], words: tuple[str, ...], at: int, stop: int, steps: Steps) -> int:
    for place in range(at, stop + 1):
        # Words are compared some ten times as fast in a row.
        steps.take(1 + len(piece) // 10)
        if words[place : place + len(piece)] == piece:
            return place
    return -1


def align(run: Sequence[Word], row: Quoted, steps: Steps, *, whole: bool) -> Aligned | None:
    """Lay words beside a quotation; if not the ``whole`` of them, the part that is alike."""
    matcher = _Matcher([word.folded for word in run], row.folded, steps)
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
            near = mine <= MOST_DIFFERENT / 2 and theirs <= MOST_DIFFERENT + mine
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
    return Aligned(first, last, pairs, blocks[core].size)


class _Matcher(SequenceMatcher[str]):
    """Takes its steps as it goes: a few words again and again cost their square."""

    def __init__(self, run: Sequence[str], words: Sequence[str], steps: Steps) -> None:
        super().__init__(None, run, words, autojunk=False)
        count = Counter(words)
        self.cost = [0, *accumulate(1 + count[word] for word in run)]
        self.steps = steps

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Find it within what is left of the steps. Raises ``TooLongError``."""
        self.steps.take(self.cost[-1 if ahi is None else ahi] - self.cost[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


def exact_words(text: str, run: Sequence[Word], aligned: Aligned, row: Quoted) -> str:
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
        elif skipped > MOST_DIFFERENT + len(between):
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
