"""Reading an essay question: its command words, what it names, what it asks about, its years.

A question is told by its wording alone, so that one typed by hand is read as one of the library
is. What is not recognised is left unmarked: nothing is better than something wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from essayplanner.argument.outline import Question
from essayplanner.argument.texts import YEARS, Years, years

Kind = Literal["statement", "importance", "comparison", "extent", "why", "other"]
# What is to be judged: what brought something about, what came of it, or how far it went.
About = Literal["causes", "effects", "extent"]
Part = Literal["", "command", "named", "scope", "dates"]

# What a student is told of the parts, in the order of a legend; dates are told as years.
LEGEND: Mapping[Part, str] = {
    "command": "Command words",
    "named": "What it names",
    "scope": "What it asks about",
}

_TEST = "A view is put to you, and you are to test it."
_DEGREE = "It wants a measured answer, not a yes or a no."
_OTHERS = "whether the other factors explain more"

# What a question of each kind wants, where it names a factor and where it names none.
ASKS: Mapping[Kind, tuple[str, str]] = {
    "statement": (
        f"{_TEST} Say what in it holds, what tells against it, and {_OTHERS}.",
        f"{_TEST} Say what in it holds, what tells against it, and how much of it is left.",
    ),
    "importance": (
        "It wants one factor weighed against the rest. Show what it changed and what only the "
        "others could do, and say where it belongs among them.",
        "It wants one thing weighed against the rest. Show what it changed and what would have "
        "happened without it, and say where it belongs among the causes.",
    ),
    "comparison": (
        "It wants things held against each other. Take one measure at a time, say which way it "
        "points and why, and then which measure decides.",
    )
    * 2,
    "extent": (
        f"{_DEGREE} Show how much the factor that it names explains, set the others beside it, "
        "and say what that leaves to each.",
        f"{_DEGREE} Show in which ways it is so and in which it is not, and say where the line "
        "runs.",
    ),
    "why": (
        "It wants causes, and an order among them: which mattered most, which only helped, and "
        "how one led to another. Telling what happened is not enough.",
    )
    * 2,
    "other": (
        "Decide first what it wants you to judge, and then what would count for and against "
        "each answer.",
    )
    * 2,
}

# … and where it is not about causes, whatever its kind, unless a view is put to be tested.
ASKS_ABOUT: Mapping[About, str] = {
    "effects": "It wants what followed, and an order among it: what changed most, for whom and for "
    "how long, and what would have come anyway.",
    "extent": "It wants what was aimed at or claimed held against what came of it. Show in which "
    "ways it was so and in which it was not, and say where the line runs.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a question's text; ``part`` is empty where it is no part of interest."""

    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as read. The spans, joined, are its text.

    ``about`` is “causes” unless its words say for sure that it asks about effects or extent.
    ``asks`` says in plain words what it wants. ``years`` are the first and the last that it is
    about, or None where it has none.
    """

    kind: Kind
    about: About
    spans: tuple[Span, ...]
    years: tuple[int, int] | None
    asks: str

    @property
    def legend(self) -> tuple[tuple[Part, str, str], ...]:
        """Each part that was found but dates: its key, its name, and its words."""
        found = {part: [span.text for span in self.spans if span.part == part] for part in LEGEND}
        return tuple(
            (part, name, " … ".join(found[part])) for part, name in LEGEND.items() if found[part]
        )


def _pattern(*choices: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(choices)})\b", re.IGNORECASE)


_MOST = r"(?:main|chief|principal|primary|key|most important|most significant)"
_CLAIM = rf"the {_MOST} (?:reason|cause|factor)s?(?: why)?"

# The first kind whose words are found is the kind of the question.
_KINDS: Mapping[Kind, re.Pattern[str]] = {
    "statement": _pattern(
        r"(?:how far|how much|to what extent)(?: do| would| can)? (?:you|we) agree(?: with)?",
        r"do you agree(?: with)?",
        r"how (?:accurate|convincing|valid|true|fair|justified|correct) (?:is|was) (?:it to say|"
        r"the (?:view|claim|statement|argument)|this (?:view|claim|statement|argument))",
        r"is it (?:accurate|true|fair|correct|right) to say",
        r"(?:assess|evaluate|discuss|consider|examine)(?: the (?:validity|accuracy|truth) of)?"
        r" (?:the|this) (?:view|claim|statement|argument|interpretation)",
        r"discuss(?=\W*\Z| with reference)",
        rf"(?<=\A)(?:is|was|were)(?= .{{1,300}}\b{_CLAIM}\b)",
    ),
    "importance": _pattern(
        r"how (?:important|significant|decisive|crucial|serious|effective|successful|great)",
        r"(?:assess|evaluate|discuss|examine|consider) the (?:importance|significance|role|part|"
        r"impact|influence|contribution|consequences)",
        r"what (?:was|were) the (?:importance|significance|impact)",
    ),
    "comparison": _pattern(
        r"compare(?: and contrast)?(?: the reasons why)?",
        rf"(?:which|who|what)\b.{{0,60}}? (?:{_MOST}|more|most|greater|greatest)",
    ),
    "extent": _pattern(r"how far", r"to what extent", r"how much", r"in what ways"),
    "why": _pattern(
        r"explain why",
        r"why",
        r"account for",
        r"what (?:best )?(?:explains|caused)",
        r"what (?:was|were) the (?:main )?(?:causes?|reasons?|origins?)(?: of| for| why)?",
        r"explain the (?:causes?|reasons?|origins?)(?: of| for)?",
        r"how (?:is|was|are|were|can|should)(?= .{1,300}\b(?:explained|accounted for))",
    ),
}
_CLAIMS = _pattern(_CLAIM, r"(?:best )?explained", r"accounted for", "best explains")

_CAUSES = _pattern(
    r"why",
    r"responsible for",
    r"(?:causes?|reasons?|origins?)",
    r"(?<!\A)(?<!\band )explain(?:s|ed)?",  # and not the command: “Explain the effects”
    r"account(?:s|ed)? for",
    r"because",
    r"(?:led|leads?|contribute[ds]?) to",
    r"(?:brought|brings?|bringing) about",
    r"(?:a result|an effect) of",
)
_EFFECTS = _pattern(
    r"consequences?(?= (?:of|for))",
    r"(?:effects?|impact)(?= (?:of|on))",
    "results",
    r"what (?:consequences|effects?|impact)",
)
_HOW_FAR = r"(?:how far|how much|to what extent|in what ways)"
# What is said so of the factor that a question names, is said of a cause.
_CHANGED = _pattern(
    rf"(?:{_HOW_FAR}|(?<=\A)(?:did|has|have|had))(?= .{{1,200}}?\b"
    r"(?:strengthen|weaken|benefit+|damag|harm|affect)(?:e?s|ed|e)?\b)",
    r"how (?:did|has|have|had)(?= .{1,200}?\baffect(?:ed)?\b)",
    r"(?:ma[kd]e|left|leave)(?= .{1,120}?\b(?:stronger|weaker|safer|richer|poorer|better off|"
    r"worse off)\b)",
)
_ACHIEVED = r"(?:chang|transform|improv|succeed|fail|achiev|moderni[sz]|unit)(?:e?s|ed|e)?"
_EXTENT = _pattern(
    r"how (?:successful|effective|united|divided|stable|popular|strong|weak|complete|radical)"
    r"(?:ly)?",
    r"(?:assess|evaluate|discuss|examine|consider) the (?:success|effectiveness|extent)",
    rf"{_HOW_FAR}(?= .{{1,200}}?\b{_ACHIEVED}\b)",
)

# Between what a question names and what it asks about, in this order and the other way round.
_JOINT = _pattern(
    r"responsible for",
    rf"(?:(?:was|were|is|are) )?the (?:{_MOST} )?(?:reason|cause|factor)s? "
    r"(?:why|for|of|in|behind)",
    r"in bringing about",
    r"in [a-z]+ing",
    r"in(?= the (?!years?\b|period\b))",
    r"played? in",
    r"(?:decide|determine|cause|shape|hasten|delay)[ds]?",
    r"(?:led|leads?|contribute[ds]?) to",
    r"(?:brought|brings?) about",
    r"explain(?:s|ed)?",
    r"ma[kd]e",
    r"put",
)
_TURNED = _pattern(
    r"because(?: of)?",
    r"(?:grew|came|arose|sprang) out of",
    r"rest(?:s|ed)? on",
    r"depend(?:s|ed)? on",
    r"ow(?:e|es|ed) (?:more |much |everything |less )?to",
    r"(?:due|thanks) to",
    r"the (?:result|product|work) of",
)
_LEAD = re.compile(
    r"[\s,:“‘\"']*(?:(?:that|was|were|is|are|did|does|do|had|has|can|it)\b\s*)*", re.IGNORECASE
)
_AGAINST = re.compile(
    r",? \b(?:rather than|more than|and not|instead of|as opposed to|than)\b|, not\b"
)
_STOP = re.compile(r"[.?!]|: |\Z")
_QUOTED = re.compile(r"\s*[“‘\"']")
_SAID = re.compile(r"[.!]\s{0,9}\Z")
_CENTURY = 99  # years from the first of the 1800s to the last
_NAME_AT_MOST = 90  # characters: a longer one is a sentence that was misread

_DATES = re.compile(
    r"(?:\b(?:in|by|between|from|during|after|before|since|until|over|of)\s+)?"
    r"(?:\bthe\s+(?:(?:end|start|beginning)\s+of\s+)?)?(?:\b(?:years?|period)\s+(?:of\s+)?)?"
    + YEARS.pattern,
    re.IGNORECASE,
)


@lru_cache(maxsize=2000)
def read_question(question: Question) -> Reading:
    """Return a question as read; its own years, where it has some, are those of its text."""
    text = question.text
    kind, command = _command(text)
    parts: list[Part] = [""] * len(text)
    if command:
        for part, start, end in _named_and_scope(text, kind, command):
            parts[start:end] = [part] * (end - start)
    for match in _DATES.finditer(text):
        parts[match.start() : match.end()] = ["dates"] * len(match[0])
    if command:
        for match in (command, *_CLAIMS.finditer(text)):
            parts[match.start() : match.end()] = ["command"] * len(match[0])
    about = _about(question)
    asks = ASKS[kind][0 if question.named_factor else 1]
    return Reading(
        kind=kind,
        about=about,
        spans=tuple(_spans(text, parts)),
        years=_own_years(question) or years_in(text),
        asks=asks if kind == "statement" else ASKS_ABOUT.get(about, asks),
    )


def _command(text: str) -> tuple[Kind, re.Match[str] | None]:
    for kind, pattern in _KINDS.items():
        if match := pattern.search(text):
            return kind, match
    return "other", None


def _about(question: Question) -> About:
    if _CAUSES.search(question.text):
        return "causes"
    if _EFFECTS.search(question.text):
        return "effects"
    if question.named_factor:
        return "causes"
    if _CHANGED.search(question.text):
        return "effects"
    return "extent" if _EXTENT.search(question.text) else "causes"


def _named_and_scope(
    text: str, kind: Kind, command: re.Match[str]
) -> Iterator[tuple[Part, int, int]]:
    """Find what a question names and what it asks about: after its command, or in its view."""
    view_first = _QUOTED.match(text) or (
        kind == "statement" and _SAID.search(text, 0, command.start())
    )
    start = _after(_LEAD, text, 0 if view_first else command.end())
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    if kind in ("why", "comparison"):
        yield "scope", start, end
        return
    joints = [found for row in (_JOINT, _TURNED) if (found := row.search(text, start, end))]
    if not joints:
        return
    joint = min(joints, key=lambda found: found.start())
    before, after = (start, joint.start()), (joint.end(), end)
    name, scope = (after, before) if joint.re is _TURNED else (before, after)
    if against := _AGAINST.search(text, *name):
        name = (name[0], against.start())
    name = (max(name[0], text.rfind(",", *name) + 1), name[1])
    if 0 < name[1] - name[0] <= _NAME_AT_MOST:
        yield "named", *name
        yield "scope", *scope


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _spans(text: str, parts: list[Part]) -> Iterator[Span]:
    """Join characters of the same part; what is no word at the edge of a part is left out."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and parts[end] == parts[start]:
            continue
        run, part = text[start:end], parts[start]
        bare = run.strip(" ,;:?.!\n\t") if part else ""
        if bare:
            lead = run.index(bare)
            yield from _plain(run[:lead])
            yield Span(bare, part)
            yield from _plain(run[lead + len(bare) :])
        else:
            yield from _plain(run)
        start = end


def _plain(text: str) -> Iterator[Span]:
    if text:
        yield Span(text, "")


def _own_years(question: Question) -> tuple[int, int] | None:
    if question.starts is None or question.ends is None:
        return None
    return question.starts, question.ends


def years_in(text: str) -> tuple[int, int] | None:
    """Return the two years that a text gives, apart or as 1924–29; None where they are not two.

    A decade gives its first and its last, but not “the 1800s”, which may be a century.
    """
    found = [year for row in years(text) for year in _ends(row)]
    first, *rest = sorted(set(found)) or [0]
    return (first, rest[0]) if len(rest) == 1 and found[0] == first else None


def _ends(row: Years) -> tuple[int, ...]:
    return (row.first,) if row.last - row.first == _CENTURY else (row.first, row.last)
