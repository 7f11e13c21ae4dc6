"""Do the historians' words that were typed stand as they were written, under the right name?"""

from collections.abc import Iterator

from essayplanner.argument.difference import Change
from essayplanner.argument.quoted import families, known_quotations
from essayplanner.argument.quoting import Match, quotations_in, typed_texts
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
        "1925 was what Figes calls “the control of the party machine in the provinces”.",
    ),
)
def misquoted(case: Case) -> Iterator[Gap]:
    """A historian's words of the library stand otherwise in what was typed.

    Words changed, added or left out are found; “…” for a cut, [brackets] and other spellings are
    as citation allows.
    """
    for place, match in _found(case):
        if match.change:
            who = _who(match)
            was, now = _first_difference(match.change)
            said = f"You quote {who} as “{was}”; the words are “{now}”."
            yield Gap(said, place, match.quotation.key, match.change)


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
    """A historian's words of the library are given as another historian's."""
    for place, match in _found(case):
        if match.named:
            words = _shown(match.quotation.text[:400].split())
            said = f"These words are {_who(match)}’s, not {match.named}’s: “{words}”."
            yield Gap(said, place, match.quotation.key)


def _found(case: Case) -> Iterator[tuple[str, Match]]:
    """Yield what is quoted in each box; of one quotation at one place, the first that has a gap."""
    index = known_quotations(case.outline, case.bank)
    if not index.quoted:
        return
    told = set()
    for place, text in typed_texts(case.outline):
        for match in quotations_in(text, index) if text else ():
            name = (place, match.quotation.key, match.change is None)
            if (match.change or match.named) and name not in told:
                told.add(name)
                yield place, match


def _who(match: Match) -> str:
    return " and ".join(families(match.quotation.historian))


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
