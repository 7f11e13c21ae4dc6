"""Does the judgement answer the question that was asked, by a stated measure?"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from essayplanner.argument.answers import fault, is_sentence
from essayplanner.argument.bank import Bank
from essayplanner.argument.letters import folded
from essayplanner.argument.mentions import named_in, put_forward_in
from essayplanner.argument.names import WORDS_TOO
from essayplanner.argument.outline import Factor, Outline, Paragraph
from essayplanner.argument.question import Kind, Reading
from essayplanner.argument.quoted import families
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import SOUND, change, change_paragraph
from essayplanner.argument.texts import stems, years


@rule(
    strand="Judgement",
    why="The last lines have to answer the question that was asked.",
    asks="What is your answer to the question?",
    shows="The judgement is left empty.",
    example=lambda: change(judgement=""),
)
def no_judgement(case: Case) -> Iterator[Gap]:
    """The plan ends without an answer to the question."""
    if not case.outline.judgement.strip():
        yield Gap("There is no judgement yet.", "judgement")


# What each kind of question wants at the end, after “does not yet say”.
_WANTED: dict[Kind, str] = {
    "statement": "how far the view holds",
    "importance": "how important the thing asked about was",
    "comparison": "which way the comparison points, and why",
    "extent": "how far",
    "why": "which cause explains most",
}


def _wanted(reading: Reading) -> str:
    """Return what a judgement on a question has to say at least."""
    if reading.about == "causes" or reading.kind not in ("importance", "why"):
        return _WANTED[reading.kind]
    return "how much it changed" if reading.about == "effects" else "how far"


def _unanswered(case: Case) -> str:
    outline = case.outline
    factors = tuple(row.factor for row in outline.paragraphs)
    return fault(outline.judgement, outline.question, case.reading.kind, factors)


@rule(
    strand="Judgement",
    why="“How far”, “how accurate” and “why” each want an answer of their own kind, and a summary "
    "of the factors is none.",
    asks="Which words of your judgement answer the command words of the question?",
    shows="The judgement says that every factor played a part, and stops there.",
    example=lambda: change(
        judgement="It was a mix of all three by necessity and by duration: skill, structure and "
        "rivals each played a part.",
    ),
)
def judgement_does_not_answer(case: Case) -> Iterator[Gap]:
    """The judgement sums up, or sits on the fence, and does not answer the question set."""
    kind = _unanswered(case)
    if not kind:
        return
    wanted = _wanted(case.reading)
    if kind == "fence":
        several = "several factors" if case.reading.about == "causes" else "several things"
        what = f"Your judgement says that {several} counted, but not yet {wanted}."
    else:
        what = f"Your judgement does not yet say {wanted}."
    yield Gap(what, "judgement")


@rule(
    strand="Judgement",
    why="A judgement is substantiated when it says how importance was measured, such as what made "
    "the rest possible, or what could not have been otherwise.",
    asks="By what measure does one factor outweigh another?",
    shows="No criterion is stated.",
    example=lambda: change(criteria=("", "", "")),
)
def no_criterion(case: Case) -> Iterator[Gap]:
    """The plan does not say by what measure it judges."""
    if not any(criterion.strip() for criterion in case.outline.criteria):
        judges = (
            "one factor outweighs the others" if case.reading.about == "causes" else "you judge"
        )
        yield Gap(f"You have not yet said by what measure {judges}.", "criterion_1")


_PLACES = ("first", "second", "third")
# What is stated, and how it is named after that.
_STATED = (("a criterion", "it"), ("two criteria", "them"), ("three criteria", "them"))


@rule(
    strand="Judgement",
    why="A criterion measures only when every factor is held against it, the weaker ones too.",
    asks="What does each of your criteria say of each factor?",
    shows="One factor is not weighed by one of the criteria.",
    example=lambda: change_paragraph(
        "rivals", weighed=("Small: their mistakes needed a party that punished them.", "", "")
    ),
)
def factor_not_weighed(case: Case) -> Iterator[Gap]:
    """A criterion is stated, and some factors are not weighed by it."""
    rows = _claimed(case.outline)
    cells = empty_cells(case.outline)
    if not cells or len(rows) < 2:
        return
    place = f"{cells[0][0].factor.key}-weighed_{cells[0][1] + 1}"
    stated = _stated(case.outline)
    if not any(row.weighed[n].strip() for row in case.outline.paragraphs for n in stated):
        count, by = _STATED[len(stated) - 1]
        yield Gap(f"You state {count}, and have not yet weighed any factor by {by}.", place)
        return
    names = list(dict.fromkeys(f"“{row.factor.name}”" for row, _ in cells))
    empty = sorted({n for _, n in cells})
    by = "your criterion" if len(stated) == 1 else f"your {_PLACES[empty[0]]} criterion"
    if len(empty) > 1:
        by = "your criteria" if len(cells) == len(names) * len(stated) else "all your criteria"
    several = len(names) > 1
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if several else names)
    yield Gap(f"{listed} {'are' if several else 'is'} not weighed by {by} yet.", place)


def empty_cells(outline: Outline) -> list[tuple[Paragraph, int]]:
    """Return where a factor is not weighed by a criterion: its paragraph, and which criterion.

    A factor with no point has nothing to be weighed.
    """
    return [
        (row, n)
        for row in _claimed(outline)
        for n in _stated(outline)
        if not row.weighed[n].strip()
    ]


def _claimed(outline: Outline) -> list[Paragraph]:
    return [row for row in outline.paragraphs if row.point.strip()]


def _stated(outline: Outline) -> list[int]:
    return [n for n, criterion in enumerate(outline.criteria) if criterion.strip()]


# A word that measures, or gives a reason, may stand for a criterion in other words.
_MEASURES = re.compile(
    r"\b(?:because|without|criteri\w+|measur\w+|by|test\w*|judg\w+|necess\w+|need\w*|depend\w*|"
    r"possible|possibl[ey]|impossible|last(?:s|ed|ing)|long|throughout|since|as|so|could|would|"
    r"if|unless|cannot|can|only|alone|every|always|enabl\w+|allow\w*|requir\w+|rel(?:y|ies|ied)|"
    r"trigger\w*|under(?:lay|lies|lying|pin\w*)|root\w*|term|time|whole|therefore|due|thanks|"
    r"given|in terms|explain\w*|rest(?:s|ed) on|worked|made|gave|meant)\b|n['’]t\b",
    re.IGNORECASE,
)


@rule(
    strand="Judgement",
    why="A criterion earns credit when the judgement is reached by it, and not when it stands "
    "beside it.",
    asks="Where does your judgement use the measure that you state?",
    shows="The judgement ranks the factors and does not say by what measure.",
    example=lambda: change(
        judgement="To a great extent, but the structure of the party was the most important "
        "factor, then skill, then the weakness of his rivals.",
    ),
)
def judgement_without_criterion(case: Case) -> Iterator[Gap]:
    """Criteria are stated, and the judgement uses none of them."""
    judgement = case.outline.judgement
    criteria = " ".join(case.outline.criteria)
    if not criteria.strip() or not is_sentence(judgement):
        return
    # Of a judgement that answers nothing, another rule speaks.
    if _MEASURES.search(judgement) or _unanswered(case):
        return
    if stems(criteria).isdisjoint(stems(judgement)):
        count = sum(bool(criterion.strip()) for criterion in case.outline.criteria)
        what = ("the criterion", "either of the criteria", "any of the criteria")[count - 1]
        yield Gap(f"Your judgement does not yet use {what} that you state.", "judgement")


# Of a year, only what stands where one does.
_YEAR = re.compile(
    r"\b(?:in|by|of|since|until|till|after|before|during|from|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|spring|summer|autumn|winter) "
    r"(1[0-9]{3}|20[0-9]{2})(?![,.]?[0-9]|s\b)",
    re.IGNORECASE,
)
# A person, but not where a time or a thing is only named after one.
_CAPITAL = re.compile(
    r"(?<=[\w,;:’'–—-] )[^\W\d_a-z][^\W\d_]{2,}(?![\w-])"
    r"(?!['’]s? (?:death|stroke|illness|party|place|time|day|successor|heir|funeral|office)\b)"
)
_LASTED = re.compile(r"([12][0-9]{3})[^/]{0,9}/([12][0-9]{3})")


def _all_that_is_argued(outline: Outline) -> str:
    """Return everything that the plan says before its judgement."""
    question = outline.question
    parts = [question.text, question.topic, outline.argument, *outline.criteria]
    parts += [str(year) for year in (question.starts, question.ends) if year]
    parts += [link.sentence for link in outline.links]
    for row in outline.paragraphs:
        parts += [row.factor.name, row.factor.short_name, *row.texts]
        for piece in row.evidence:
            parts += [piece.date, piece.date_text, piece.title, piece.text]
            parts += [text for view in piece.views for text in (view.holders, view.claim)]
            parts += [piece.source.label] if piece.source else []
        for quotation in row.quotations:
            parts += [quotation.historian, quotation.text, quotation.short, quotation.source.label]
            parts += [quotation.source.title, *quotation.notes]
    return "\n".join(map(folded, parts))


def _families(names: Iterable[str]) -> frozenset[str]:
    found = {family.casefold() for name in names for family in families(name)}
    return frozenset(found - WORDS_TOO)


@lru_cache(maxsize=64)
def _people_of(bank: Bank) -> dict[str, tuple[str, frozenset[str]]]:
    """Return by a family name, however spelt: the name to tell, and all its spellings."""
    known: dict[str, tuple[str, frozenset[str]]] = {}
    everybody = [(quotation.historian,) for quotation in bank.quotations] + [*bank.people]
    for names in everybody:
        everyone = _families(names)
        for family in everyone:
            # Of two people of one name, either may be meant.
            others = known.get(family, ("", frozenset[str]()))[1]
            known[family] = (names[0], everyone | others)
    return known


@lru_cache(maxsize=500)
def _new_in(judgement: str, bank: Bank) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the years and the people of a judgement, each with every form that it may have."""
    named = {str(row.first) for row in years(judgement)}
    found = {year: frozenset({year}) for year in _YEAR.findall(judgement) if year in named}
    people = _people_of(bank)
    for word in _CAPITAL.findall(judgement):
        if word.casefold() in people:
            name, forms = people[word.casefold()]
            found[name] = forms
    return tuple(found.items())


def _other_factors(case: Case) -> list[Factor]:
    """Return the factors of the bank put forward in the judgement that the plan does without.

    Of those that the question needs another rule speaks.
    """
    outline = case.outline
    spoken_of = {*case.by_key, *(factor.key for factor in case.asked)}
    spoken_of.add(outline.question.named_factor)
    named = (outline.judgement, case.bank.factors, outline.question)
    if not named_in(*named) - spoken_of:
        return []
    found = put_forward_in(*named) - spoken_of
    return [row for row in case.bank.factors if row.key in found]


def _is_in_a_span(year: str, outline: Outline, argued: str) -> bool:
    """Say whether evidence lasted over a year, or the plan writes it short, as 1922–29."""
    spans = [
        match
        for row in outline.paragraphs
        for piece in row.evidence
        if (match := _LASTED.match(piece.date))
    ]
    if any(match[1] <= year <= match[2] for match in spans):
        return True
    return any(
        re.search(rf"{year[:-short]}\d{{{short}}}[-–—/]{year[-short:]}(?!\d)", argued)
        for short in (1, 2)
    )


@rule(
    strand="Argument and organisation",
    why="A judgement weighs what the essay has argued; what first appears at the end has not been "
    "argued at all.",
    asks="Which paragraph argues for everything that your judgement names?",
    shows="The judgement brings in somebody whom no paragraph mentions.",
    example=lambda: change(
        judgement="To a great extent, but not chiefly: by necessity and by duration the structure "
        "of the party outweighs Stalin’s skill, as his victory over Bukharin shows, and his "
        "rivals’ weakness comes last."
    ),
)
def judgement_brings_in_something_new(case: Case) -> Iterator[Gap]:
    """The judgement names a year, a person or a factor that nothing before it has named."""
    outline, bank = case.outline, case.bank
    if not outline.judgement.strip() or not any(row.point.strip() for row in outline.paragraphs):
        return
    found = _new_in(outline.judgement, bank)
    others = _other_factors(case)
    if not found and not others:
        return
    argued = _all_that_is_argued(outline)
    first, last = case.reading.years or (0, 0)
    for name, forms in found:
        if name.isdecimal():
            # A year within those of the question is nothing new.
            asked = first <= int(name) <= last
            if not asked and name not in argued and not _is_in_a_span(name, outline, argued):
                yield Gap(
                    f"Your judgement brings in {name}, a year that no paragraph names.",
                    "judgement",
                    name,
                )
        elif not any(form in argued for form in forms):
            yield Gap(
                f"Your judgement brings in {name}, whom no paragraph names.",
                "judgement",
                name,
            )
    for factor in others:
        if not any(word in argued for word in stems(factor.short_name)):
            yield Gap(
                f"Your judgement brings in “{factor.name}”, which no paragraph weighs.",
                "judgement",
                factor.key,
            )


@rule(
    strand="Judgement",
    why="Two measures can point two ways, and a judgement is made by saying which of them counts "
    "for more.",
    asks="By what other measure could the factors be weighed, and would it change your answer?",
    shows="Only one criterion is stated.",
    example=lambda: change(criteria=(SOUND.outline.criteria[0], "", "")),
)
def one_criterion(case: Case) -> Iterator[Gap]:
    """The factors are weighed by one criterion alone."""
    stated = _stated(case.outline)
    # Where no factor is weighed by it yet, another rule says so.
    if len(stated) == 1 and any(row.weighed[stated[0]].strip() for row in case.outline.paragraphs):
        place = 1 if stated[0] else 2
        yield Gap(
            "You weigh the factors by one criterion; would a second give the same order?",
            f"criterion_{place}",
        )
