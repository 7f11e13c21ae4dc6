"""Does each point rest on exact evidence, and is the evidence put to work?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from essayplanner.argument.outline import Evidence, Paragraph, View
from essayplanner.argument.prose import sentences
from essayplanner.argument.question import About
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import (
    CONSTITUTION,
    FACTIONS,
    LESSONS,
    OATH,
    POST,
    SILENCE,
    SOUND,
    TURN,
    change,
    change_paragraph,
)
from essayplanner.argument.texts import Years, people_of, precision, stems, years


@rule(
    strand="Knowledge",
    why="Precise knowledge, a date, a name, a number, is what turns a claim into an argument "
    "that an examiner can credit.",
    asks="What happened, and when, that bears this point out?",
    shows="A paragraph makes a point and has no evidence.",
    example=lambda: change_paragraph("rivals", evidence=()),
)
def paragraph_without_dated_evidence(case: Case) -> Iterator[Gap]:
    """A paragraph that makes a point rests on nothing with a date."""
    for row in case.outline.paragraphs:
        if row.point.strip() and not any(map(is_dated, row.evidence)):
            yield Gap(
                f"Your point under “{row.factor.name}” has no dated evidence.",
                f"{row.factor.key}-evidence",
            )


def is_dated(item: Evidence) -> bool:
    """Say whether evidence has a date, or names a year in its words."""
    return bool(item.date or years(item.title) or years(item.text))


@rule(
    strand="Analysis",
    why="Evidence that stands alone is narrative; saying what it shows, and how, is analysis.",
    asks="How does this evidence bear on the question?",
    shows="A paragraph lists evidence and explains nothing.",
    example=lambda: change_paragraph("rivals", explanation=""),
)
def evidence_not_explained(case: Case) -> Iterator[Gap]:
    """A paragraph lists evidence without saying how it proves the point.

    An explanation of some length that has no word, name or year of any of it says nothing of it.
    """
    for row in case.outline.paragraphs:
        if row.evidence and _is_beside(row):
            yield Gap(
                f"Your explanation under “{row.factor.name}” does not use any of its evidence yet.",
                f"{row.factor.key}-explanation",
            )
        # Of the factor that the question names, another rule speaks.
        elif row.evidence and not row.explanation.strip() and row != case.named:
            yield Gap(
                f"The evidence under “{row.factor.name}” is not explained yet.",
                f"{row.factor.key}-explanation",
            )


_LONG_ENOUGH = 15  # words: in fewer, evidence may be meant and not named
# What any two texts share, as ``stems`` have them.
_COMMON_WORDS = """
about after again also among anoth been befor being could each every from have more most much only
other over same that their them then there these they this those under were what when where which
while whom will with would
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def _is_beside(row: Paragraph) -> bool:
    """Say whether an explanation surely says nothing of the evidence."""
    told = stems(row.explanation)
    # In other letters names may be spelt otherwise.
    if len(row.explanation.split()) < _LONG_ENOUGH or not all(map(str.isascii, told)):
        return False
    dated = {year.first for year in years(row.explanation)}
    for item in row.evidence:
        text = f"{item.date_text} {item.title} {item.text}"
        if not (told & stems(text)) <= _COMMON:
            return False
        if not dated.isdisjoint({year.first for year in years(f"{item.date[:4]} {text}")}):
            return False
    return True


# The words below are looked for in small letters: to ignore case takes four times as long.

_WHEN = (
    r"(?:the )?(?:\d\d? )?(?:(?:late|early|end|start|spring|summer|autumn|winter|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}) )?(?:of )?(?:1|20)\d\d"
)
# Any of these says why, to what end or with what effect; a bare story has none.
_EXPLAINS = re.compile(
    r"\b(?:because|therefore|thus|hence|thereby|why|how|due to|thanks|owing|in order|"
    r"so (?:that|as|\w+ that)|mean(?:t|s|ing)?|(?:this|that|which|it) made|made (?:it|sure)|"
    r"makes?|making|"
    r"(?:led|leads?|leading) (?:to|him|her|it|them|many|others)|turned \w+ into|turning[ -]point|"
    rf"since (?!{_WHEN}|then\b)|show(?! trial)\w*|"
    r"key (?:to|reason|factor)|prov(?:ed?|es|ing)|forced?|forcing|"
    r"(?:caus|result|allow|enabl|explain|suggest|reveal|demonstrat|matter|depend|contribut|ensur|"
    r"weaken|strengthen|undermin|crucial|importan|significan|advantage|effect|impact|"
    r"consequen|reason|reflect|indicat|convinc|persuad|prevent|justif|benefit|opportunit|"
    r"discredit|isolat|vulnerab|evidence|proof)\w*)\b"
    r"|, \w+ing\b",
)
# One of these is common in a story as well; two are not.
_HINTS = re.compile(
    r"\b(?:so|if|yet|however|although|though|despite|unless|without|otherwise|instead|rather|"
    r"would|could|might|must|never|let|lets|g(?:ave|ives?|iving)(?= (?:him|her|it|them|his|their|"
    r"every|no))|made (?:him|her|them|his|their)|key|costs?|brought|drove|"
    r"(?:help|creat|factor|possible|turning|stopp|success|failed|powerful|skil|clever|look|seem|"
    r"appear|decid|decisi|secur|den[iy]|chance|shap|determin|strong|weak|threat)\w*|"
    r"(?:left|kept) (?:him|her|it|them|\w+ (?:with|out)))\b"
)
_ENOUGH_HINTS = 2
_THEN = re.compile(
    r"\b(?:then|after (?:that|this)|afterwards|next|later|in the end|finally|soon)\b"
)
_SEVERAL = 3  # sentences of a story


def _story() -> Case:
    text = (
        "In January 1924 Trotsky was ill and missed the funeral. In May 1924 he said nothing about "
        "the Testament. Then in October 1924 he attacked Zinoviev and Kamenev in print."
    )
    return change_paragraph("rivals", explanation=text, quotations=())


@rule(
    strand="Analysis",
    why="A narrative shows what you know; marks for analysis are given for what it explains.",
    asks="What did each of these events change, and how?",
    shows="An explanation tells what happened, one event after another, and never why it mattered.",
    example=_story,
)
def explanation_only_tells(case: Case) -> Iterator[Gap]:
    """An explanation tells one dated event after another, with no word of cause or meaning.

    Of words that a story uses as well, such as “so” and “could”, it takes two to explain.
    """
    for row in case.outline.paragraphs:
        if (steps := _steps(row.explanation)) >= _SEVERAL:
            yield Gap(
                f"Under “{row.factor.name}” your explanation tells what happened in {steps} steps, "
                "and not yet why it mattered.",
                f"{row.factor.key}-explanation",
            )


@lru_cache(maxsize=2**11)
def _steps(text: str) -> int:
    """Return how many sentences of a text tell a story; none where its words explain."""
    lower = text.lower()
    if _EXPLAINS.search(lower) or len(_HINTS.findall(lower)) >= _ENOUGH_HINTS:
        return 0
    return sum(
        bool(_THEN.search(sentence.lower()) or years(sentence))
        for sentence in sentences(text, notes=True)
    )


_WEIGHS = re.compile(
    r"\b(?:but|yet|however|although|though|whereas|while|despite|even|still|true|admittedly|only|"
    r"not|never|exaggerat\w*|overstat\w*|limit\w*|\w+n['’]t)\b",
)


def _turned() -> Case:
    rows = {row.factor.key: row for row in SOUND.outline.paragraphs}
    skill = replace(rows["skill"], evidence=(OATH,))
    structure = replace(rows["structure"], evidence=(POST, FACTIONS, TURN))
    return change(paragraphs=(skill, structure, rows["rivals"]))


@rule(
    strand="Analysis",
    why="Evidence that cuts both ways counts for you only when you have met what it says against "
    "you.",
    asks="What could somebody who disagrees make of this evidence?",
    shows="A piece of evidence tells against the factor that it stands under, and nothing is said "
    "of that.",
    example=_turned,
)
def evidence_turns_against(case: Case) -> Iterator[Gap]:
    """Evidence that can be used against its own factor is not met in the counter-argument.

    Much evidence can be used for a factor and against it. Of such evidence one piece a paragraph is
    found, and none where the paragraph weighs anything against it.
    """
    # Where no counter-argument is met at all, another rule says so.
    met_somewhere = any(
        row.counter_argument.strip() and row.reply.strip() for row in case.outline.paragraphs
    )
    named = case.outline.question.named_factor
    for row in case.outline.paragraphs:
        key, opposed = row.factor.key, bool(row.counter_argument.strip())
        # What is not explained, or that the factor in the question is not limited, others say.
        if not (row.point.strip() and row.explanation.strip() and (opposed or key != named)):
            continue
        against = [one for one in row.evidence if key in case.bank.against.get(one.key, ())]
        both = [one for one in against if key in case.bank.supports.get(one.key, ())]
        found = _not_met(row, [one for one in against if one not in both], case)
        if both and met_somewhere and not (found or opposed or any(map(_weighs, row.texts))):
            found = both[:1]
        for one in found:
            yield Gap(
                f"“{one.title}” can be used against “{row.factor.name}”, and you do not meet that "
                "yet.",
                f"{key}-counter_argument",
                one.key,
            )


def _not_met(row: Paragraph, against: list[Evidence], case: Case) -> list[Evidence]:
    """Return the evidence of which nothing that may meet it has a word or the year."""
    if not against:
        return []
    met = _met(row)
    taken = stems(case.outline.question.text) | stems(row.factor.name)
    answer = f"{row.counter_argument}\n{row.reply}"
    return [
        one
        for one in against
        if met.isdisjoint(stems(one.title) - taken or stems(one.title))
        and not (one.date and one.date[:4] in answer)
    ]


def _met(row: Paragraph) -> frozenset[str]:
    """Return the words of what may meet an objection: its texts, and sentences that weigh."""
    return stems(row.counter_argument) | stems(row.reply) | _stems_weighed(row.explanation)


@lru_cache(maxsize=500)
def _stems_weighed(text: str) -> frozenset[str]:
    weighing = (one for one in sentences(text, notes=True) if _weighs(one))
    return frozenset[str]().union(*map(stems, weighing))


@lru_cache(maxsize=2**11)
def _weighs(text: str) -> bool:
    return bool(_WEIGHS.search(text.lower()))


_MAY = re.compile(r"may(?<=\bmay)\b")  # and not the month
_DOUBT = re.compile(
    r"\b(?:historians?|some (?:say|think|argue|claim|writers|people)|might|perhaps|"
    r"possibly|probably|argu(?:es?|ed|ing|able|ably)|supposedly|allegedly|apparently|seems?|"
    r"seemed|believes?|according|sources?|accounts?|interpretations?|views?|whether|questionable|"
    r"(?:disput|debat|disagree|contest|controvers|uncertain|unclear|doubt|claim|suggest|"
    r"maintain|insist|exaggerat|convinc|interpret|reading|revisionis)\w*|"
    r"(?:says?|said|thinks?|thought|writes?|wrote|calls?|called|sees?) (?:that|it|this|he|him))\b",
)


def _settled() -> Case:
    views = (View(holders="Volkogonov", claim="Staged."), View(holders="Service", claim="Sincere."))
    return change_paragraph(
        "skill",
        evidence=(replace(OATH, views=views), TURN),
        counter_argument="Trotsky spoke and wrote better, and still lost: talent did not decide.",
    )


@rule(
    strand="Knowledge",
    why="To handle a dispute openly shows command of the subject; to take one side as fact looks "
    "like not knowing of the other.",
    asks="Does everybody agree on this evidence, and does your paragraph show it?",
    shows="Evidence on which historians disagree is used as if it were agreed.",
    example=_settled,
)
def disputed_as_settled(case: Case) -> Iterator[Gap]:
    """A paragraph uses evidence on which historians disagree, and nothing in it shows that.

    A word of doubt shows it, and so does the name of somebody who disputes it.
    """
    for row in case.outline.paragraphs:
        disputed = [item for item in row.evidence if item.views]
        # An explanation that is not written yet, other rules ask for.
        if not disputed or not row.explanation.strip():
            continue
        # What is weighed by a criterion says nothing of the evidence.
        if any(map(_doubts, {*row.texts} - {*row.weighed})):
            continue
        named = frozenset[str]().union(*map(_names, row.texts)) - _known(case)
        for item in disputed:
            if all(named.isdisjoint(_names(view.holders)) for view in item.views):
                yield Gap(
                    f"Not everybody agrees about “{item.title}”, and under “{row.factor.name}” it "
                    "reads as settled.",
                    f"{row.factor.key}-evidence",
                    item.key,
                )


def _known(case: Case) -> frozenset[str]:
    """Return the names that say nothing of a view: of people of the time, and of the question."""
    question = case.outline.question
    return people_of(case.bank) | _names(question.text) | _names(question.topic)


_CAPITAL = re.compile(r"\b[^\W\d_a-z]\w{2,}")


def _names(text: str) -> frozenset[str]:
    """Return in small letters what has a capital, but for what begins many a sentence."""
    return frozenset(word.casefold() for word in {*_CAPITAL.findall(text)} - _STARTS)


@lru_cache(maxsize=2**11)
def _doubts(text: str) -> bool:
    return bool(_DOUBT.search(text.lower()) or _MAY.search(text))


# A sentence with one of these sets a year apart from the question’s own.
_PLACED = re.compile(
    r"\b(?:before|since|until|till|by|from|after|afterwards|earlier|already|previous\w*|former\w*|"
    r"once|later|eventually|ago|unlike|contrast|compar\w+|than|background|long|roots?|origins?|"
    r"legac\w+|goes|went|back|date[ds]?|still|historians?|argu\w+|wr(?:ites?|iting|ote|itten)|"
    r"publish\w*|sa(?:ys?|id)|told|recall\w*|remember\w*|memoirs?|reveal\w*|show\w*|suggest\w*|"
    r"claim\w*|thinks?|books?|not (?:in|yet)|who would|without)\b",
)
# These do for an earlier year alone: “in 1941 the army had lost” tells of 1941.
_EARLIER = re.compile(r"\b(?:first|not|never|same|had|would)\b")
# Often a reference: “(Deutscher, 1949)”.
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
# Years before the first that the question asks about, and after the last.
_BACKGROUND: Mapping[About, int] = {"causes": 5, "effects": 2, "extent": 2}
_AFTERMATH: Mapping[About, int] = {"causes": 1, "effects": 10_000, "extent": 1}
_HINDSIGHT = 15  # a year that is told so long after them is a book’s: “Kershaw 1998”


def _late() -> Case:
    return change_paragraph("structure", evidence=(POST, FACTIONS, CONSTITUTION))


@rule(
    strand="Knowledge",
    why="What lies outside the years of the question earns little, unless you say what it still "
    "did within them.",
    asks="Does all of this fall within the years that the question asks about?",
    shows="A piece of evidence is from years after those that the question asks about.",
    example=_late,
)
def evidence_outside_the_dates(case: Case) -> Iterator[Gap]:
    """Evidence, or a year that you write, lies outside the years of the question.

    Five years before them pass as background where the question is about causes, and two
    otherwise. One year after them passes too, and any later year where it is about effects. So
    do an earlier year told beside others from within them, and one that its sentence sets apart by
    a word such as “before” or “unlike”.
    """
    if case.reading.years is None:
        return
    first, last = case.reading.years
    asked = f"{first}" if first == last else f"{first}–{last}"
    for row in case.outline.paragraphs:
        if outside := _outside(row, first, last, case.reading.about):
            told = list(dict.fromkeys(one.text for _, one in sorted(outside, key=_when)))
            if len(told) > _MOST_NAMED:
                told[_MOST_NAMED:] = ["others"]
            listed = " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
            yield Gap(
                f"The question asks about {asked}, and under “{row.factor.name}” you bring in "
                f"{listed}.",
                f"{row.factor.key}-{outside[0][0]}",
                ", ".join(told),
            )


_MOST_NAMED = 5  # years in a finding
_Dated = tuple[str, Years]


def _when(dated: _Dated) -> Years:
    return dated[1]


def _outside(row: Paragraph, first: int, last: int, about: About) -> list[_Dated]:
    """Return what of a paragraph lies outside some years and is not set apart from them."""
    dated = list(_dated(row))
    early = [one for one in dated if one[1].last < first - _BACKGROUND[about]]
    late = [
        (field, one)
        for field, one in dated
        if one.first > last + _AFTERMATH[about]
        and (field == "evidence" or one.first < last + _HINDSIGHT)
    ]
    if len(dated) > len(early) + len(late):
        early = [one for one in early if one[0] == "evidence"]
    if not (early or late):
        return []
    early = _not_apart(early, row, _PLACED)
    return _not_apart(early, row, _EARLIER) + _not_apart(late, row, _PLACED)


_TOLD = ("point", "explanation", "reply", "link")


def _dated(row: Paragraph) -> Iterator[tuple[str, Years]]:
    """Yield the years of the evidence and those that are written, each with its place."""
    for item in row.evidence:
        if span := _span(item.date):
            yield "evidence", span
    for field in _TOLD:
        for one in years(getattr(row, field)):
            yield field, one


@lru_cache(maxsize=2**12)
def _span(date: str) -> Years | None:
    """Return the years of an EDTF date; None where it does not say when it begins and ends."""
    found = [int(year) for year in _EDTF_YEAR.findall(date)]
    if not found or ".." in date or date.startswith("-"):
        return None
    first, last = min(found), max(found)
    return Years(first, last, str(first) if first == last else f"{first}–{last}")


_EDTF_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _not_apart(dated: list[_Dated], row: Paragraph, words: re.Pattern[str]) -> list[_Dated]:
    """Return those of some years that the paragraph neither sets apart by some words nor cites."""
    left = {one.first for _, one in dated}
    for one in row.quotations if left else ():
        left -= {one.source.issued, one.source.original}
    for text in row.texts if left else ():
        if not left.isdisjoint(_told_in(text)):
            left -= _apart(text, words)
    return [one for one in dated if one[1].first in left]


@lru_cache(maxsize=500)
def _told_in(text: str) -> frozenset[int]:
    return frozenset(year for one in years(text) for year in one[:2])


@lru_cache(maxsize=2**11)
def _apart(text: str, words: re.Pattern[str]) -> frozenset[int]:
    """Return the years of the sentences that have one of some words, and those in brackets."""
    found: set[int] = set()
    for sentence in sentences(text, notes=True):
        if told := years(sentence):
            if not words.search(sentence.lower()):
                told = years(" ".join(_BRACKETED.findall(sentence)))
            found.update(year for one in told for year in one[:2])
    return frozenset(found)


def _twice() -> Case:
    return change_paragraph("rivals", evidence=(LESSONS, FACTIONS))


@rule(
    strand="Knowledge",
    why="The same fact told twice shows less knowledge than two facts, and leaves open what it "
    "proves.",
    asks="In which paragraph does this evidence prove most?",
    shows="The same piece of evidence stands in two paragraphs.",
    example=_twice,
)
def evidence_used_twice(case: Case) -> Iterator[Gap]:
    """The same piece of evidence stands in two paragraphs."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for row in case.outline.paragraphs:
        name, key = row.factor.name, row.factor.key
        for item in row.evidence:
            if first.setdefault(item.key, key) != key and item.key not in told:
                told.add(item.key)
                yield Gap(
                    f"“{item.title}” stands under “{case.by_key[first[item.key]].factor.name}” and "
                    f"again under “{name}”.",
                    f"{key}-evidence",
                    item.key,
                )


def _undated() -> Case:
    vague = replace(LESSONS, date="", date_text="", text="He attacks them in print.")
    return change_paragraph("rivals", evidence=(SILENCE, vague))


@rule(
    strand="Knowledge",
    why="An exact fact is evidence; a vague one is another claim.",
    asks="When was this, who did it, how many were there?",
    shows="A piece of evidence has no date.",
    example=_undated,
)
def evidence_not_precise(case: Case) -> Iterator[Gap]:
    """A piece of evidence has no date, while others of its paragraph have one.

    In a paragraph without any dated evidence, which another rule finds if it makes a point, only
    what has no name and no number either is found.
    """
    for row in case.outline.paragraphs:
        dated = any(map(is_dated, row.evidence))
        for item in row.evidence:
            if is_dated(item):
                continue
            if dated:
                missing = "no date"
            elif not row.point.strip() and not _is_exact(f"{item.title}. {item.text}"):
                missing = "no date, no name and no number"
            else:
                continue
            yield Gap(
                f"“{item.title}” under “{row.factor.name}” has {missing} yet.",
                f"{row.factor.key}-evidence",
                item.key,
            )


_FIRST_WORDS = re.compile(r"(?:\A|[.!?:;\n]\s*)([^\W\d_]\w*)")


def _is_exact(text: str) -> bool:
    """Say whether a text names or counts something; a capital that begins it may be a name."""
    if any(precision(text)):
        return True
    return any(word[0].isupper() and word not in _STARTS for word in _FIRST_WORDS.findall(text))


# Capitals that begin a sentence and are no names.
_STARTING = """
A After All An And As At Before Both But Everybody Everyone Fear Food For From He Her His If In It
Its Life Many More Most Much No Not On One Other Others Peasants People Prices Propaganda She So
Some That The Their Then There These They This Those To Under Was We What When Workers
"""
_STARTS = frozenset(_STARTING.split())
