"""Whether a text answers a question: it takes a side, sits on the fence, or tells something else.

What is not surely no answer counts as one.
"""

import re
from functools import lru_cache

from essayplanner.argument.mentions import Factors, Weighed, named_in, weighed_in
from essayplanner.argument.outline import Question
from essayplanner.argument.question import Kind, read_question

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# To say of several factors that they all counted is no answer, however it is said.
_FENCE = re.compile(
    r"\b(?:(?:mix|mixture|combination|blend) of (?:all|both|these|the|many|several|different|"
    r"factors)"
    r"|(?:all|both|each|every one) of (?:the|these|them)(?: \w+){0,2} (?:were|was|are|is|played|"
    r"plays|mattered|contributed|had|helped|link|linked|worked)"
    r"|(?:all|both)(?: the| these| of)?(?: three| four| five)?(?: factors?| reasons| causes)?"
    r" (?:were|are|played|mattered|contributed|helped)(?: equally| very| all)?"
    r"(?: important| significant| a (?:\w+ )?(?:part|role)| key| crucial| necessary| together)?"
    r"|(?:all|both) (?:link|links|linked|worked|work|come|came|tie|fit) (?:\w+ )?together"
    r"|(?:many|several|lots of|a lot of|various|a number of) (?:different )?"
    r"(?:factors|reasons|causes)|a bit of (?:everything|both|each)"
    r"|(?:hard|difficult|impossible|not (?:easy|possible)) to (?:say|tell|judge|know|decide|choose)"
    r" (?:which|what|who|how)[^.!?;\n]{0,80})\b",
    re.IGNORECASE,
)
# That no one factor was enough may begin an answer, and is none by itself.
_NOT_ONE = re.compile(
    r"\b(?:no (?:single|one) (?:factor|reason|cause)(?! (?:was|is) more)"
    r"(?: (?:was|is|stands|stood)(?: the)?(?: most important| main| enough| decisive)?)?"
    r"|more than one (?:factor|reason|cause)|not (?:just |only )one (?:factor|reason|cause))\b",
    re.IGNORECASE,
)
_DEGREE = (
    r"extent|degree|larg(?:e|ely|est)|partly|partial(?:ly)?|in part|main(?:ly)?|most(?:ly)?|more|"
    r"less|least|"
    r"chief(?:ly)?|great(?:er|est|ly)?|primar(?:y|ily)|principal(?:ly)?|predominant(?:ly)?|"
    r"limited|only|far|fully|entire(?:ly)?|whol(?:e|ly)|complete(?:ly)?|hardly|barely|little|"
    r"decisive(?:ly)?|key|central|outweigh\w*|trump\w*|overshadow\w*|eclips\w*|above all|"
    r"rather than|first|second(?:ary)?|last|big(?:ger|gest)|small(?:er|est)?|minor|major|strong\w*|"
    r"weightiest|essential(?:ly)?|fundamental(?:ly)?|significant(?:ly)?|"
    r"insignificant|wins?|beats?|depend(?:s|ed)? on|substantial(?:ly)?|considerabl[ey]|"
    r"indispensable|sufficient|insufficient|deci(?:ded?|des)|determin\w+|marginal(?:ly)?"
)
_VERDICT = (
    r"(?:dis)?agree\w*|(?:in)?accurate\w*|(?:un)?convinc\w*|right\w*|wrong\w*|(?:un)?true|truth|"
    r"(?:in)?correct\w*|(?:in)?valid\w*|(?:un)?justif\w+|(?:un)?fair\w*|hold|holds|"
    r"(?:over|under)stat\w+|exaggerat\w+|simplis\w+|oversimpl\w+|mislead\w*|view|statement|"
    r"claim|goes too|false|mistaken|misses|plausible|persuasive"
)
# What a sentence may have that answers in its own way, without any of the words above.
_ANSWERS_SOMEHOW = (
    r"because|without|not|no|nor|never|none|nobody|could|would|but|although|though|however|"
    r"despite|since|unless|therefore|important|importance|responsib\w+|role|crucial|vital|"
    r"necessary|necessity|explain\w*|cause[ds]?|reasons?|instead|than|made|led|very|much|"
    r"factors?|due|thanks|through|yes|neither|nothing|everything|as|so|whereas|while|effect\w*|"
    r"success\w*|fail\w*|better|worse|easi\w*|if|by|equal\w*|gave|gives?|let|lets|allow\w*|"
    r"enabl\w*|turn\w*|told|worked|works|help\w*|matter\w*|needed"
)
# In one of these sentences a factor's name is but somebody whom the story tells of.
_STORY = re.compile(
    r"\b[12][0-9]{3}\b|\bhad(?: (?:all|now|both|also|then))? (?:been|gone|lost|won|left|died)\b",
    re.IGNORECASE,
)
# Of the words above, what only tells: when it was, or who was meant.
_TELLS = re.compile(
    r"\bsuch as\b|\bby (?:the (?:end|start|middle) of )?[12][0-9]{3}\b|\A\W*(?:and )?so\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(rf"\b(?:{_DEGREE})\b", re.IGNORECASE)
_VERDICTS = re.compile(rf"\b(?:{_DEGREE}|{_VERDICT})\b", re.IGNORECASE)
_SOMEHOW = re.compile(rf"\b(?:{_DEGREE}|{_VERDICT}|{_ANSWERS_SOMEHOW})\b|n['’]t\b", re.IGNORECASE)
_FEWEST = 4  # words: less is a note, and not yet a sentence
_LONGEST = 3000  # characters: in more, an answer is given somewhere
# To say of one that it was important and of another that it was so too says nothing of how far.
_BOTH_COUNTED = re.compile(
    r"\b(?:was|were|is|are)(?: also)?(?: an?)?(?: very)? important(?: (?:factor|reason|cause))?\b"
    r"([^.;!?\n]{0,100}?),? but\b([^.;!?\n]{1,150}?)\b"
    r"(?:also (?:played an?(?: (?:very )?(?:important|significant|big|large))? (?:part|role)"
    r"|(?:was|were)(?: an?)?(?: very)? important(?: (?:factor|reason|cause))?"
    r"|mattered|contributed|helped|counted)"
    r"|(?:was|were)(?: very)? important (?:too|as well))\b",
    re.IGNORECASE,
)
# There is something to be said on each side, and which is taken is not said.
_BOTH_SIDES = re.compile(
    r"\b(?:evidence|arguments?|points?|reasons|(?:a )?case)(?: both)? "
    r"(?:for and against|on both sides(?: of)?)(?: (?:this|the|that) \w+| it| this)?"
    r"|\b(?:there are|it has) (?:two|both|many|different) sides(?: to (?:this|the|that) \w+)?",
    re.IGNORECASE,
)
# With one of these, the rest of a sentence may take a side in its own way.
_COMMITS = re.compile(
    r"\b(?:because|without|not|no|nor|never|none|nobody|nothing|neither|cannot|could|would|but|yet|"
    r"although|though|however|despite|since|as it|unless|therefore|so|than|whereas|while|whilst|if|"
    r"due|thanks|yes|instead|equal\w*|ma[dk]e|makes|gave|gives?|lets?|allow\w*|enabl\w*|turn\w*|"
    r"told|need\w*|necess\w+|rest(?:s|ed)?|fail\w*|success\w*|better|worse|eas\w+|crucial|vital|"
    r"drove|drives?)\b|n['’]t\b",
    re.IGNORECASE,
)
# Beside what is named in the question and the factors, these words alone take no side.
_LISTS = """
a an and also all are as at both came come contributed different did each every etc evidence
example factor factors for from had has he help helped his i important in including interacted
is it its led like link linked many of on or other others overall part parts play played plus
reason reasons cause causes role roles several some such that the their them there these they this
three to together too two up various was way ways well were which why worked
"""
_NEUTRAL = frozenset(_LISTS.split())


def is_sentence(text: str) -> bool:
    """Say whether a text is long enough to answer something, and short enough to be read."""
    return len(text) <= _LONGEST and len(_WORD.findall(text)) >= _FEWEST


@lru_cache(maxsize=500)
def fault(judgement: str, question: Question, kind: Kind, factors: Factors) -> str:
    """Return “fence” or “silent”, or nothing where the judgement may be an answer."""
    if kind == "other" or not is_sentence(judgement):
        return ""
    if weighed_in(judgement, factors, question) != Weighed():
        return ""
    rest = _NOT_ONE.sub(" ", judgement)
    left = _FENCE.sub(" ", rest)
    answered = _VERDICTS if kind == "statement" else _DEGREES
    if answered.search(left):
        return ""
    if left != rest:
        return "fence"
    if kind == "extent":
        left = _BOTH_COUNTED.sub(r" \1 \2 ", rest)
        if left != rest and not _COMMITS.search(left):
            return "fence"
    if _SOMEHOW.search(_TELLS.sub(" ", rest)):
        return ""
    # What changed, and how much, may be told in any words.
    if read_question(question).about != "causes":
        return ""
    if len(named_in(judgement, factors, question)) == 1 and not _STORY.search(judgement):
        return ""
    return "silent"


@lru_cache(maxsize=500)
def takes_no_side(argument: str, question: Question, factors: Factors) -> bool:
    """Say whether a line of argument surely takes no side: that much counted is all it says."""
    if not is_sentence(argument) or weighed_in(argument, factors, question) != Weighed():
        return False
    rest = _NOT_ONE.sub(" ", argument)
    left = _BOTH_SIDES.sub(" ", _FENCE.sub(" ", rest))
    if left == rest or _COMMITS.search(argument):
        return False
    names = " ".join(f"{row.name} {row.short_name}" for row in factors)
    known = {*_NEUTRAL, *_words(f"{question.text} {question.topic} {names}")}
    return known.issuperset(_words(left)) and len(named_in(left, factors, question)) != 1


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]
