"""Do the historians' words that were typed stand as they were written, under the right name?"""

from collections.abc import Iterator
from dataclasses import dataclass

from essayplanner.argument.difference import Change
from essayplanner.argument.outline import Factor, Outline
from essayplanner.argument.quoted import families
from essayplanner.argument.quoting import (
    Match,
    known_quotations,
    own_words,
    quotations_in,
    typed_texts,
)
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import change_paragraph

# So many words of a quotation show which it is.
MOST_SHOWN = 12


@rule(
    strand="Interpretations",
    why="A quotation is evidence only if it is exact: an examiner who knows the words will trust "
    "the rest of the paragraph less.",
    asks="Have you held each quotation against the words in your source?",
    shows="A historian is quoted with a word that is not in the source.",
    example=lambda: change_paragraph(
        "structure",
        reply="Molotov held it before the ban on factions was used against rivals; what changed by "
        "1925 was what Figes calls “his control of the party machine in the provinces”.",
    ),
)
def misquoted(case: Case) -> Iterator[Gap]:
    """A historian is quoted with words changed, added or left out, against the library's text.

    A cut marked by “…”, words in [brackets] and other spellings are allowed, as in any citation.
    """
    for found in _found(case):
        match = found.match
        if match.change:
            was, now = _first_difference(match.change)
            if found.place.endswith("-quotation"):
                said = f"Your own quotation of {_who(match)} has “{was}”; the library has “{now}”."
            else:
                said = f"You quote {_who(match)} as “{was}”; the words are “{now}”."
            change = None if found.away else match.change
            yield Gap(f"{said}{found.where}", found.place, found.about, change)


@rule(
    strand="Interpretations",
    why="Who said it is half of what a quotation proves, so the wrong name undoes it.",
    asks="Have you checked whose words each quotation is?",
    shows="One historian's words are given under another's name.",
    example=lambda: change_paragraph(
        "structure",
        reply="Molotov held it before the ban on factions was used against rivals; by 1925, as "
        "Deutscher says, “his control of the party apparatus in the provinces” had changed that.",
    ),
)
def misattributed(case: Case) -> Iterator[Gap]:
    """Words that one historian wrote are given under another historian's name."""
    for found in _found(case):
        match = found.match
        if match.named:
            words = _shown(match.quotation.text[:400].split())
            said = f"These words are {_who(match)}’s, not {match.named}’s: “{words}”."
            yield Gap(f"{said}{found.where}", found.place, found.about)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is quoted, at a place; ``away`` is the factor thought away in the text that has it."""

    place: str
    match: Match
    away: Factor | None = None

    @property
    def about(self) -> str:
        return f"{self.match.about}-{self.away.key}" if self.away else self.match.about

    @property
    def where(self) -> str:
        """Say where it stands, of a text that has no box on the desk."""
        return f" You wrote that on removing “{self.away.short_name}”." if self.away else ""


def _found(case: Case) -> Iterator[_Found]:
    """Yield what is quoted otherwise, or as another's; the same words at one place once."""
    known = known_quotations(case.outline, case.bank)
    if not any(index.texts for index in known.indexes):
        return
    told = set()
    for place, text, away in _texts(case.outline):
        for match in quotations_in(text, known) if text else ():
            found = _Found(place, match, away)
            if (match.change or match.named) and (place, found.about) not in told:
                told.add((place, found.about))
                yield found
    for row in case.outline.paragraphs:
        for item in row.quotations:
            own = own_words(item, case.bank)
            if own and (own.change or own.named):
                yield _Found(f"{row.factor.key}-quotation", own)


def _texts(outline: Outline) -> Iterator[tuple[str, str, Factor | None]]:
    """Yield all that was typed but for own quotations, with its place and the factor removed."""
    for place, text in typed_texts(outline):
        yield place, text, None
    for row in outline.paragraphs:
        for item in row.evidence:
            if item.own:
                yield f"{row.factor.key}-evidence", item.title, None
                yield f"{row.factor.key}-evidence", item.text, None
        # Its box stands on a page of its own, to which the judgement leads.
        yield "judgement", row.without, row.factor


def _who(match: Match) -> str:
    return " and ".join(families(match.quotation.historian)) or "a historian"


def _first_difference(change: Change) -> tuple[str, str]:
    """Return the first place that differs, with a word on either side, as it is and as it was."""
    count = int(not change.was[0].differs and not change.now[0].differs)
    sides = []
    for side in (change.was, change.now):
        before = side[0].text.split()[-1:] if count else []
        rest = list(side[count:])
        differs = rest.pop(0).text.split() if rest and rest[0].differs else []
        after = rest[0].text.split()[:1] if rest else []
        sides.append(_shown([*before, *differs, *after]))
    return sides[0], sides[1]


def _shown(words: list[str]) -> str:
    text = " ".join(words[:MOST_SHOWN]).strip('“”"‘’.,;: ')
    return f"{text} …" if len(words) > MOST_SHOWN else text
