"""Is every factor of the question there, and claimed?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from essayplanner.argument.answers import fault, takes_no_side
from essayplanner.argument.outline import Paragraph, Question
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import LUCK, SOUND, change, change_paragraph


@rule(
    strand="Argument and organisation",
    why="An essay that argues one line from first to last reads as analysis; one that finds its "
    "answer at the end reads as description.",
    asks="Which answer will the whole essay argue for?",
    shows="The line of argument is left empty.",
    example=lambda: change(argument=""),
)
def no_line_of_argument(case: Case) -> Iterator[Gap]:
    """The plan does not yet say what it argues: its line is empty, or takes no side at all."""
    outline = case.outline
    factors = tuple(row.factor for row in outline.paragraphs)
    if not outline.argument.strip():
        yield Gap("You have not yet said what you argue.", "argument")
    # Where the judgement takes none either, that is said there.
    elif takes_no_side(outline.argument, outline.question, factors) and not fault(
        outline.judgement, outline.question, case.reading.kind, factors
    ):
        yield Gap("Your line of argument does not yet say what you argue.", "argument")


def _with_luck_named() -> Case:
    question = SOUND.outline.question
    text = "How far was luck responsible for Stalin’s rise to power in the years 1922–29?"
    return change(question=replace(question, text=text, named_factor=LUCK.key), ordered=False)


@rule(
    strand="Analysis",
    why="An answer that leaves out the factor in the question answers another question.",
    asks="Which factor does the question name, and where do you weigh it?",
    shows="The question names a factor, and the plan has none of that name.",
    example=_with_luck_named,
)
def named_factor_missing(case: Case) -> Iterator[Gap]:
    """The question names a factor that has no paragraph."""
    key = case.outline.question.named_factor
    if not key or case.named is not None:
        return
    names = [factor.name for factor in case.bank.factors if factor.key == key]
    named = f"“{names[0]}”" if names else "a factor"
    yield Gap(f"The question names {named}, and it has no paragraph yet.", "ranking")


def _without_rivals() -> Case:
    rows = tuple(row for row in SOUND.outline.paragraphs if row.factor.key != "rivals")
    links = tuple(link for link in SOUND.outline.links if link.effect != "rivals")
    return change(paragraphs=rows, links=links)


@rule(
    strand="Analysis",
    why="A judgement is reached by setting factors against each other, so the main ones have to be "
    "there.",
    asks="What else would an answer have to set against what you have?",
    shows="One of the factors that the question asks to be weighed is left out.",
    example=_without_rivals,
)
def factor_missing(case: Case) -> Iterator[Gap]:
    """A factor that the library gives for this question has no paragraph."""
    for factor in case.asked:
        # Of the factor that the question names, another rule speaks.
        if factor.key not in case.by_key and factor.key != case.outline.question.named_factor:
            yield Gap(
                f"The question asks for “{factor.name}” to be weighed too, and it has no "
                "paragraph yet.",
                "ranking",
                factor.key,
            )


def _alone() -> Case:
    [row] = (row for row in SOUND.outline.paragraphs if row.factor.key == "structure")
    question = Question(text="Why did Stalin come to power?", starts=1922, ends=1929)
    return change(question=question, paragraphs=(row,), links=())


@rule(
    strand="Analysis",
    why="How much one factor is worth shows only beside another.",
    asks="What else could it be weighed against?",
    shows="The plan has a single factor.",
    example=_alone,
)
def only_one_factor(case: Case) -> Iterator[Gap]:
    """The plan has one factor and nothing to weigh it against."""
    rows = case.outline.paragraphs
    named = case.outline.question.named_factor
    left_out = {factor.key for factor in case.asked} | ({named} if named else set())
    # Which one is missing, other rules say where they can.
    if len(rows) == 1 and left_out <= {rows[0].factor.key}:
        name = rows[0].factor.name
        yield Gap(f"“{name}” is your only factor: nothing is weighed against it yet.", "ranking")


@rule(
    strand="Analysis",
    why="A judgement between factors counts only when each has been tested; a factor left out "
    "cannot be outweighed.",
    asks="What do you claim about each factor?",
    shows="Nothing is claimed under one of the factors.",
    example=lambda: change_paragraph("rivals", point=""),
)
def factor_without_paragraph(case: Case) -> Iterator[Gap]:
    """A factor of the plan has no point of its own."""
    for row in case.outline.paragraphs:
        if not row.point.strip():
            name = row.factor.name
            yield Gap(f"Nothing is claimed yet under “{name}”.", f"{row.factor.key}-point")


@rule(
    strand="Analysis",
    why="The factor in the question has to be weighed, for and against, before the others can be "
    "set beside it.",
    asks="How does the factor in the question work, and what limits it?",
    shows="The factor that the question names is not explained.",
    example=lambda: change_paragraph("skill", explanation=""),
)
def named_factor_not_weighed(case: Case) -> Iterator[Gap]:
    """The factor that the question names is claimed, but not explained and limited."""
    named = case.named
    if named is None or not named.point.strip():
        return
    # Without evidence there is nothing to explain yet, and another rule asks for it.
    if not named.evidence and not named.explanation.strip():
        return
    works = "what came of it" if case.reading.about == "effects" else "how it worked"
    for field, gap in (("explanation", works), ("counter_argument", "what limits it")):
        if not getattr(named, field).strip():
            yield Gap(
                f"The question names “{named.factor.name}”, and you do not yet say {gap}.",
                f"{named.factor.key}-{field}",
            )
            return


def _topic_for_point() -> Case:
    return change_paragraph("structure", point="The structure of the party")


@rule(
    strand="Argument and organisation",
    why="A paragraph that opens with a claim has something to prove; one that opens with a topic "
    "tends to describe.",
    asks="What do you claim about this factor?",
    shows="A point says what the paragraph is about, and not what it claims.",
    example=_topic_for_point,
)
def point_is_no_claim(case: Case) -> Iterator[Gap]:
    """A point names its topic, or asks a question, and claims nothing that could be proved.

    Only a point of one or two words, a short one that surely has no verb, one that says no more
    than the name of its factor or that this was a factor, one that is a question, and one that only
    says what happened when are found.
    """
    for row in case.outline.paragraphs:
        if (point := row.point.strip()) and len(point) <= _LONGEST_TOPIC:
            name = row.factor.name
            if _is_question(point):
                what = f"Your point under “{name}” asks a question: it does not claim anything yet."
            elif _is_topic(point, row):
                what = f"Your point under “{name}” names a topic: it does not claim anything yet."
            elif _only_counts(point, row, case.outline.question):
                what = f"Your point under “{name}” says that it counted, but not yet how."
            elif _is_event(point):
                what = f"Your point under “{name}” tells what happened: it claims nothing yet."
            else:
                continue
            yield Gap(what, f"{row.factor.key}-point")


_LONGEST_TOPIC = 200  # characters: what is longer says something
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(["a", "an", "and", "his", "in", "its", "of", "on", "own", "the", "their"])
# In two words there may be a claim: “Structure decided”, “Trotsky lost”.
_VERB = re.compile(
    r".*(?:ed|s)|beat|became|broke|came|chose|did|fell|gave|grew|had|held|kept|led|lost|made|rose|"
    r"split|took|was|went|won"
)


def _is_question(point: str) -> bool:
    return point.endswith("?") and not re.search(r"[.!;:]\s", point)


def _is_topic(point: str, row: Paragraph) -> bool:
    words = _words(point)
    named = {*_words(row.factor.name), *_words(row.factor.short_name)}
    if words and named.issuperset(word for word in words if word not in _SMALL):
        return True
    if len(words) == 2 and not _SMALL.intersection(words):
        # Of the factor's own words, “weak rivals” are two and “Trotsky lost” one.
        return not _VERB.fullmatch(words[1]) or words[1] in named or _is_phrase(point)
    return len(words) == 1 or _is_phrase(point)


# How a topic of several words begins: “The General Secretary”, “Trotsky’s mistakes”.
_OWNED = re.compile(r"(?:[^\W\d_a-z][\w-]*['’]s|[^\W\d_a-z][\w-]*s['’]|His|Their) ")
_PHRASE = re.compile(
    rf"(?:The |(?:The )?(?:Role|Control|Importance|Use|Impact|Influence|Weakness|Strength) of |"
    rf"{_OWNED.pattern})[\w'’ -]+\.?"
)
_LONGEST_PHRASE = 6  # words
# After one of these a word in -s is a noun; elsewhere it may be a verb.
_BEFORE_NOUN = re.compile(r"(?:a|an|and|at|by|for|from|in|of|on|over|the|to|his|their|its|with)")
_IN_NO_PHRASE = """
is was are were be been has have had do does did can could will would may might must shall should
not no never nobody nothing without because but than so if when who which that what why how as only
more most less least main key chief first last all every always enough true decisive crucial vital
best greatest biggest strongest real root source reason reasons cause basis heart foundation core
engine secret answer people police men women many majority masses rest peasantry
army media public proletariat nobility youth he they it v vs
ate beat became began bent bit bled blew bore bought bound bred broke brought built burnt came
caught chose clung cost crept cut dealt died drew drove dug dwelt fed fell felt fled fought found
froze gave got grew ground had heard held hid hit hung hurt kept knew laid lay led left lent let
lit lost made meant met paid put quit ran rang read rode rose said sank sat saw sent set shed shone
shook shot shrank shut slept slid sold sought sowed spent split spoke sprang spread stood stole
stuck struck strove swept swung taught thought threw told took tore turned understood upset went
withdrew withheld withstood woke won wore wove wrote count matter help decide win lose make give
"""
_NO_PHRASE = frozenset(_IN_NO_PHRASE.split())


def _may_claim(word: str) -> bool:
    bare = re.sub(r"^(?:out|over|under|re)(?=[a-z]{3})", "", word)
    return word in _NO_PHRASE or bare in _NO_PHRASE or word.endswith("ed")


def _is_phrase(point: str) -> bool:
    """Say whether a short point surely has no verb that could make a claim of it."""
    words = _WORD.findall(point)
    if len(words) > _LONGEST_PHRASE or not _PHRASE.fullmatch(point):
        return False
    if any(_may_claim(word.casefold()) for word in words):
        return False
    before = ["of", *(word.casefold() for word in words)]
    owned = bool(_OWNED.match(point))
    if owned and _BEFORE_NOUN.fullmatch(before[2]):  # “Stalin’s in control”
        return False
    for place, word in enumerate(words):
        if not word.endswith("s") or word.endswith(("ss", "’s", "'s")) or word.casefold() in _SMALL:
            continue
        if not (_BEFORE_NOUN.fullmatch(before[place]) or (owned and place == 1)):
            return False
        # Of several a verb has no ending: “The rivals fear him”.
        after = words[place + 1].casefold() if place + 1 < len(words) else "of"
        if not _BEFORE_NOUN.fullmatch(after) and after != "within":
            return False
    return True


# “Policy is another factor.”, with what it was a factor of.
_COUNTS = re.compile(
    r"(?P<name>[^.;:,?!]{1,80}?) (?:is|was|are|were)(?: also)? "
    r"(?:(?:another|an?|one)(?: (?:very )?(?:important|other|further|possible))?"
    r" (?:factor|reason|cause)s?|also (?:very )?important|(?:very )?important)"
    r"(?: (?:too|as well|also))?(?P<of> (?:for|why|in|of|behind) [^.;:,?!]{1,150})?[.!]*",
    re.IGNORECASE,
)
_OF = frozenset({*_SMALL, "for", "why", "behind", "to", "was", "were", "this", "it", "he"})


def _only_counts(point: str, row: Paragraph, question: Question) -> bool:
    if not (match := _COUNTS.fullmatch(point)):
        return False
    name, of, factor, asked = (
        {word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)}
        for text in (
            match["name"],
            match["of"] or "",
            f"{row.factor.name} {row.factor.short_name}",
            f"{question.text} {question.topic}",
        )
    )
    return name <= factor | _SMALL and of <= asked | _OF


_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = rf"(?:[Ii]n|[Oo]n) (?:[0-9]{{1,2}} )?(?:{_MONTHS} )?1[0-9]{{3}}"
_CALLED = r"(?:[A-Z][\w’'-]*|the|and|of)"
# Of such a sentence alone nobody makes a claim: “Kirov was murdered in December 1934.”
_EVENT = re.compile(
    rf"(?:{_DATE},? )?{_CALLED}(?: {_CALLED}){{0,5}} (?:was|were) (?:murdered|assassinated|killed|"
    r"shot|executed|arrested|tried|born|formed|founded|set up|established|created|signed|published|"
    r"appointed|elected|expelled|exiled|sacked|dismissed)"
    rf"(?: (?:as|from|to))?(?: {_CALLED}){{0,5}}(?: {_DATE})?\.?"
)


def _is_event(point: str) -> bool:
    return bool(_EVENT.fullmatch(point)) and bool(re.search("1[0-9]{3}", point))


@lru_cache(maxsize=2**10)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _rivals_first() -> Case:
    skill, structure, rivals = SOUND.outline.paragraphs
    return change(paragraphs=(rivals, structure, skill))


@rule(
    strand="Argument and organisation",
    why="The factor in the question is what the essay is asked about, so it is looked for first.",
    asks="Where in the essay do you weigh the factor that the question names?",
    shows="The factor that the question names comes last.",
    example=_rivals_first,
)
def named_factor_not_first(case: Case) -> Iterator[Gap]:
    """In a question about causes, the factor that the question names does not open the essay.

    It may also come second, after the factor that is ranked first.
    """
    named, rows = case.named, case.outline.paragraphs
    # What is not ranked has no order of the student’s own yet.
    if (
        named is None
        or not named.point.strip()
        or not case.outline.ranked
        or case.reading.about != "causes"
    ):
        return
    place = rows.index(named)
    if place > 1 or (place == 1 and rows[0].rank != 1):
        yield Gap(
            f"The question names “{named.factor.name}”, and your essay comes to it only in "
            f"paragraph {place + 1}.",
            "ranking",
        )
