"""Which factors of a plan a text names, and which of them it calls the weightiest.

It is sure, or it says nothing: a sentence is read only from its beginning, in the few shapes in
which a weight is stated. What is reported, doubted, conceded, or said of a part of the time only is
left alone, as is a text that calls two factors the weightiest.

A factor is named by its name, by its short name, and by those words of its name that neither the
topic nor another factor has, in their usual forms: skill, skills, skilful.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from essayplanner.argument.outline import Factor, Question


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a text surely says of the weight of factors, by their keys.

    ``weightiest`` is empty where it is not sure. ``denied`` are those said not to be the
    weightiest, and ``above`` has pairs, the weightier first.
    """

    weightiest: str = ""
    denied: frozenset[str] = frozenset()
    above: frozenset[tuple[str, str]] = frozenset()


Factors = tuple[Factor, ...]

# A longer text is read so far: hardly a judgement, and never a long one, is surer at its end.
_READ_AT_MOST = 3000
_MARK = 0xE000  # of the first factor: a letter for private use, which is no part of a word
_F = "[\ue000-\ue0ff]"
_PLAIN = {**dict.fromkeys(map(ord, "’‘ʼ`´"), "'"), **dict.fromkeys(range(_MARK, _MARK + 256))}
_LINES = re.compile(r"[\r\n]+")
_TOKEN = re.compile(r"\d+(?:[–-]\d+)*|[^\W\d_]+(?:['-][^\W_]+)*'?|[^\w\s]")

# Words of a name that say nothing of which factor it is.
_COMMON_WORDS = """
a an the of and or in on to for by with his her its their own other inside within between from
political party power state government leader leaders leadership policy-making new old great
weakness weaknesses weak strength strengths strong crisis fear failure failures mistake mistakes
error errors role roles effect effects impact control growth circumstance circumstances rule
rules holder nature system problem problems support use conditions situation factor factors
reason reasons cause causes pressure influence character contenders people public
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_FORMS: Mapping[str, tuple[str, ...]] = {
    "skill": ("skilful", "skillful", "skilfully", "skilled", "skilfulness"),
    "luck": ("lucky",),
    "suspicion": ("suspicious", "suspiciousness"),
    "economy": ("economic", "economics", "economical"),
    "economic": ("economy", "economics"),
    "ideology": ("ideological",),
    "nationalism": ("nationalist",),
    "militarism": ("militarist",),
}
# Before a factor's word these make it something else: the Civil War, the Left Opposition.
_BEFORE_ANOTHER = """
civil world cold first second great left right united new foreign essay lack
"""
_ANOTHER = frozenset(_BEFORE_ANOTHER.split())


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """How the factors of a plan are known in a text, and which words say what was asked about."""

    keys: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    forms: Mapping[str, int]
    owners: tuple[frozenset[str], ...]
    asked: frozenset[str]

    def mark(self, text: str) -> str:
        """Return the words of a text, a space around each, with a mark for each factor named."""
        plain = text[:_READ_AT_MOST].translate(_PLAIN).casefold()
        joined = f" {' '.join(_TOKEN.findall(_LINES.sub(' . ', plain)))} "
        for name, mark in self.names:
            joined = joined.replace(name, mark)
        words = joined.split()
        for place, word in enumerate(words):
            bare = _bare(word)
            factor = self.forms.get(bare)
            if factor is not None and self._is_its_own(words, place, factor):
                words[place] = chr(_MARK + factor) + (" 's" if word != bare else "")
        return _TWICE.sub(r"\1", f" {' '.join(words)} ")

    def _is_its_own(self, words: list[str], place: int, factor: int) -> bool:
        """Say whether no word before it makes it another’s, as in “Trotsky’s skill”."""
        before = words[max(0, place - 3) : place]
        if (before and before[-1] in _ANOTHER) or before[-2:] == ["lack", "of"]:
            return False
        for word in reversed(before):
            if word[0] >= chr(_MARK):
                return not word.endswith("'s")
            if not word[0].isalnum():
                return True
            if word.endswith(("'s", "s'")):
                owners = self.owners[factor]
                return not owners or _bare(word) in owners
        return True


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.translate(_PLAIN).casefold())


@lru_cache(maxsize=64)
def _reader(factors: Factors, question: Question) -> _Reader:
    topic = {_bare(word) for word in _words(question.topic)}
    topic |= {_bare(word).casefold() for word in _TOKEN.findall(question.text) if word[0].isupper()}
    shorts = [[_bare(word) for word in _words(row.short_name)] for row in factors]
    names = [_words(row.name) for row in factors]
    used = Counter(
        word
        for short, name in zip(shorts, names, strict=True)
        for word in {*short, *map(_bare, name)}
    )
    forms: dict[str, int] = {}
    whole: list[tuple[str, str]] = []
    owners = []
    for number, (factor, short, name) in enumerate(zip(factors, shorts, names, strict=True)):
        owned = {_bare(word) for word in name if word.endswith(("'s", "s'"))}
        lead = [word for word in name if word[0].isalnum()]
        while lead and lead[0] in ("the", "his", "her", "its", "their", "a"):
            lead.pop(0)
        if len(lead) > 1:
            whole.append((f" {' '.join(lead)} ", f" {chr(_MARK + number)} "))
        # What is not owned, or is the short name itself, tells the factor.
        own = [_bare(word) for word in name if _bare(word) not in owned]
        own = [word for word in own if word not in topic]
        own += [word for word in short if len(short) == 1 or word not in owned]
        for word in own:
            if used[word] == 1 and word not in _COMMON and len(word) > 2:
                forms.update(dict.fromkeys(_all_forms(word), number))
        people = {word for word in owned if word.capitalize() in factor.name} - set(short)
        if name[:1] in (["his"], ["her"]):
            people |= topic
        owners.append(frozenset(people))
    whole.sort(key=lambda row: -len(row[0]))
    asked = frozenset({_bare(word) for word in _words(f"{question.text} {question.topic}")})
    return _Reader(
        tuple(row.key for row in factors), tuple(whole), forms, tuple(owners), asked | _OUTCOME
    )


def _all_forms(word: str) -> Iterator[str]:
    for one in {word, word.removesuffix("s") if len(word) > 4 and word[-2:] != "ss" else word}:
        yield from (one, f"{one}s", *_FORMS.get(one, ()))
        if one.endswith("y"):
            yield f"{one[:-1]}ies"
        if one.endswith(("ture", "tion")):
            yield f"{one.removesuffix('e')}al"


@lru_cache(maxsize=500)
def named_in(text: str, factors: Factors, question: Question) -> frozenset[str]:
    """Return the keys of the factors that a text surely names."""
    reader = _reader(factors[:256], question)
    found = {ord(sign) - _MARK for sign in re.findall(_F, reader.mark(text))}
    return frozenset(reader.keys[number] for number in found if number < len(reader.keys))


@lru_cache(maxsize=500)
def put_forward_in(text: str, factors: Factors, question: Question) -> frozenset[str]:
    """Return the keys of those that a text surely names as factors that did something."""
    reader = _reader(factors[:256], question)
    found = {found["a"] or found["b"] for found in _DID.finditer(reader.mark(text))}
    return frozenset(reader.keys[ord(mark) - _MARK] for mark in found)


@lru_cache(maxsize=500)
def weighed_in(text: str, factors: Factors, question: Question) -> Weighed:
    """Return what a text surely says of the weight of factors."""
    reader = _reader(factors[:256], question)
    said = _claims(reader.mark(text), reader.asked)
    first = {upper for upper, lower in said if not lower}
    denied = {lower for upper, lower in said if not upper}
    above = {pair for pair in said if pair[0] != pair[1] and all(pair)}
    key = {mark: reader.keys[ord(mark) - _MARK] for pair in said for mark in pair if mark}
    above = {pair for pair in above if (pair[1], pair[0]) not in above}
    if len(first) != 1 or first & (denied | {lower for _, lower in above}):
        first, above = set(), (set() if first else above)
    return Weighed(
        weightiest="".join(key[mark] for mark in first),
        denied=frozenset(key[mark] for mark in denied),
        above=frozenset((key[upper], key[lower]) for upper, lower in above),
    )


# ---- The shapes in which a weight is stated. Every word has a space on either side.

_TWICE = re.compile(rf"({_F})(?:(?: 's)?(?: and| of)?(?: the| his)? \1)+")


def _any(words: str) -> str:
    """Return a pattern for any of some words, which stand for themselves, `_` for a space."""
    return "|".join(sorted((word.replace("_", " ") for word in words.split()), reverse=True))


_DETERMINERS = _any("the his her its their this stalin's a own such")
# What may not stand among the words of a name.
_NO_NAME = _any(
    """
    not no nor never without because than but although though and or if both neither either only
    just that which who whom whose what is was were are be been being had has have did do does would
    could may might must should can while whilst when where as by to from for with lack against
    over he she it they him them i we you of in on at some most more less least all any every other
    first second third one two early late later short-term long-term another main chief key
    said says say think thinks thought view question statement claim author essay historian
    """
)
_MISTAKES = _any(
    """
    mistakes mistake errors error failings failing weakness weaknesses failures failure divisions
    blunders misjudgements misjudgments miscalculations disunity infighting factor flaws
    incompetence position
    """
)
_OF = _any(
    """
    role importance weakness weaknesses mistakes errors failings failures failure misjudgements
    misjudgments miscalculations divisions influence power strength impact effect contribution
    nature fear existence blunders disunity flaws incompetence
    """
)
_PLACES = _any(
    """
    party communist_party bolshevik_party soviet_party soviet_state soviet_system state system
    contenders police soviet_union leadership party_itself
    """
)
_ADJECTIVE = rf"(?!(?:{_NO_NAME}) )[^\W\d_][^\s,]*(?<!ing)(?<!ed)"
_KNOWN = _any(
    """
    party political soviet bolshevik communist weak sheer pure economic organisational personal
    divided great superior own stalin's his the
    """
)
_BEFORE = rf"(?:(?:{_DETERMINERS}) ){{0,3}}(?:(?<=[a-z'] ){_ADJECTIVE} )??(?:(?:{_KNOWN}) ){{0,2}}"
_AFTER = (
    rf"(?: 's)?(?: (?:{_MISTAKES}))?"
    rf"(?: (?:of|in|within|inside) (?:the |his |all the )?(?:{_PLACES}|contenders))?"
    r"(?: itself| alone| as a whole)?"
)


def _np(group: str) -> str:
    """Return a pattern for the name of one factor with what belongs to it."""
    of = rf"(?:(?:{_DETERMINERS}) ){{0,3}}(?:{_OF}) of "
    return rf"(?:{of})?{_BEFORE}(?P<{group}>{_F}){_AFTER}"


_ADVERB = (
    r"(?: ,)?(?: (?:clearly|ultimately|undoubtedly|therefore|thus|by far|still|in fact|overall|"
    r"certainly|definitely|surely|really|actually|without doubt|without a doubt|in the end|"
    r"then|easily|always|far and away|of course|also|however))*(?: ,)?"
)
_BE = r"(?:is|was|were|are|remains|remained|proved|proved to be|has to be|must be|must have been)"
_DEGREE = (
    r"(?:(?:most|more) (?:important|significant|decisive|influential|crucial|fundamental|"
    r"powerful|vital|weighty|essential|convincing))"
)
_SUPERLATIVE = (
    r"(?:most (?:important|significant|decisive|influential|crucial|fundamental|powerful|vital|"
    r"weighty|essential|convincing)|main|chief|primary|principal|key|decisive|deciding|greatest|"
    r"biggest|dominant|overriding|strongest|determining|weightiest|major|number one|"
    r"single biggest|top)"
)
_NOUN = (
    r"(?:factor|reason|cause|explanation|one|element|driver|driving force|force|thing|ingredient)"
)
_THE_MOST = (
    rf"(?:the (?:single |very |overall |real )?{_SUPERLATIVE}(?: single)?(?: {_NOUN})?|"
    r"most (?:important|significant|decisive|influential)|decisive|paramount)"
)
_MOST_NOUN = rf"(?:the|his) (?:single |very |overall |real )?{_SUPERLATIVE} {_NOUN}"
_DID_MOST = (
    r"(?:(?:mattered|matters|counted|counts|weighs|weighed|explains|explained|contributed|"
    r"contributes|did|does)(?: by far)?(?: the)? most|comes first|ranks first|"
    r"carries the most weight|carried the most weight|has the most weight|"
    r"(?:played|plays) the (?:most important|biggest|main|greatest|largest|decisive|key) "
    r"(?:role|part))"
)
_MORE_THAN = (
    r"(?:(?:clearly |easily |far |still |ultimately )?(?:outweighs|outweighed|outweigh|trumps|"
    r"trumped|overshadows|overshadowed|eclipses|eclipsed)|"
    rf"{_BE} (?:much |far |even |clearly |still |ultimately )?"
    r"(?:more (?:important|significant|decisive|influential|crucial|fundamental|powerful|vital|"
    r"convincing)|weightier)(?: factor)? than|"
    r"(?:matters|mattered|counts|counted|counts for|counted for|explains|explained|did|weighs|"
    r"weighed|contributed)(?: far| much| even)? more than|"
    r"(?:played|plays) an? (?:much |far |even )?(?:more important|bigger|greater|larger|"
    r"more significant|more decisive) (?:role|part) than)"
)
_THE_REST = (
    r"(?:any(?:thing)? (?:other|else)(?: (?:factor|reason|cause|one))?|any of the others?"
    r"(?: factors)?|all (?:of )?(?:the )?(?:others?|rest)(?: (?:factors|reasons|causes))?|"
    r"the (?:others|rest|other (?:factors|two|three|causes|reasons|two factors|three factors))|"
    r"everything else|either of the others?(?: factors| two)?|both (?:of )?the others)"
)
_THAN = r"(?:, )?(?:rather than|more than|more so than|and not|not|instead of|far more than)"
_EXPLAINS = (
    r"(?:explains?|explained|decided|made|brought|put|gave|won|was responsible|is responsible|"
    r"were responsible|led|lies behind|accounts?|accounted|determined|caused|drove)"
)
_MATTERED = (
    r"(?:helped|mattered|counted|did matter|contributed|(?:was|were|is|are) "
    r"(?:also )?(?:very )?(?:important|significant|necessary|crucial|key|useful|helpful|vital)|"
    r"(?:played|plays) an? (?:big |important |large |significant |key |major |vital )?"
    r"(?:role|part))(?: too| as well| a lot| greatly| also)?"
)
_MORE = (
    r"(?:(?:did |does )?(?:mattered |matters |counted |counts |contributed |explains )?"
    r"(?:even |far |much )?more|"
    rf"(?:{_BE} )?(?:even |far |much )?more (?:so|important|significant|decisive|influential|"
    r"crucial|fundamental))"
)
_MAINLY = (
    r"(?:above all|chiefly|mainly|primarily|mostly|principally|first and foremost|predominantly)"
)
_BECAUSE = (
    r"(?:because of|due to|thanks to|owing to|the result of|down to|on account of|through|"
    r"as a result of|caused by|explained by|to)"
)

_SCOPE = r"(?P<scope>(?: [^\s,\ue000-\ue0ff]+){0,10}?)"
_FIRST, _DENIED, _ABOVE = "first", "denied", "above"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (said, re.compile(shape))
    for said, shape in (
        (_FIRST, rf"{_np('a')}{_ADVERB} {_BE}{_ADVERB} {_THE_MOST} "),
        (_FIRST, rf"{_np('a')}{_ADVERB} {_DID_MOST} "),
        (_FIRST, rf"{_np('a')} (?:is|was) what (?:mattered|counted|matters|counts) most "),
        (_FIRST, rf"the key to{_SCOPE} (?:is|was) {_np('a')} "),
        (_FIRST, rf"{_np('a')} {_MORE_THAN} {_THE_REST} "),
        (_FIRST, rf"{_np('a')} (?:, )?(?:more than|above) {_THE_REST} "),
        (_FIRST, rf"{_MOST_NOUN}{_SCOPE}{_ADVERB} {_BE}{_ADVERB} {_np('a')} "),
        (_FIRST, rf"it (?:is|was){_ADVERB} {_np('a')} (?:that|which) "
                 rf"(?:{_DID_MOST}|{_BE}{_ADVERB} {_THE_MOST}) "),
        (_FIRST, rf"above all (?:, )?(?:it (?:is|was) )?{_np('a')} (?=[.,])"),
        (_FIRST, rf"(?P<subject>(?:[^\W\d_][^\s,]* ){{1,7}}?)(?:(?:is|was|were|are) )?{_MAINLY} "
                 rf"{_BECAUSE} {_np('a')} "),
        (_DENIED, rf"{_np('b')} (?:(?:is|was|were|are)(?: clearly| certainly)? not|(?:isn|wasn)'t) "
                  rf"(?:the {_SUPERLATIVE} {_NOUN}|the most important|decisive|most important) "),
        (_ABOVE, rf"{_MOST_NOUN}{_SCOPE} {_BE} (?:not|less) {_np('b')} (?:, )?but(?: rather)? "
                 rf"{_np('a')} "),
        (_ABOVE, rf"{_np('a')}{_ADVERB} {_MORE_THAN} {_np('b')} "),
        (_ABOVE, rf"{_np('a')} {_THAN} {_np('b')} (?:, )?(?:{_EXPLAINS}|{_BE} {_THE_MOST}) "),
        (_ABOVE, rf"{_np('a')} (?:far )?more than {_np('b')} (?=[.,]|because )"),
        (_ABOVE, rf"{_np('a')} rather than {_np('b')} (?=[.])"),
        (_ABOVE, rf"it (?:is|was){_ADVERB} {_np('a')} {_THAN} {_np('b')} (?:, )?(?:that|which|who) "
                 rf"(?:{_EXPLAINS}|{_DID_MOST}|{_BE} {_THE_MOST}) "),
        (_ABOVE, rf"it (?:is|was){_ADVERB} not {_np('b')} (?:, )?but {_np('a')} (?:that|which|who) "
                 rf"(?:{_EXPLAINS}|{_DID_MOST}|{_BE} {_THE_MOST}) "),
        (_ABOVE, rf"not {_np('b')} (?:, )?but {_np('a')} (?=[.]|{_EXPLAINS} |{_BE} {_THE_MOST} )"),
        (_ABOVE, rf"{_np('b')} {_MATTERED} (?:, )?but {_np('a')}(?: ,)? {_MORE} "),
        (_ABOVE, rf"(?:although|though|while|whilst|even though) {_np('b')} {_MATTERED} , "
                 rf"{_np('a')} {_MORE} "),
    )
)  # fmt: skip

# The words by which the outcome is meant, besides those of the question.
_OUTCOME_WORDS = """
in of for behind to the his her its their this that why how rise power victory success triumph
outcome win winning won rose came coming all overall explaining explain stalin's being able he
stalin struggle struggle's contest take taking becoming became leader them by far factors
reasons causes end rising succeed succeeded event events result and here it story happened
situation question
"""
_OUTCOME = frozenset(_OUTCOME_WORDS.split())
_INTRODUCTIONS = (
    r"overall|in conclusion|to conclude|in summary|to sum up|finally|therefore|thus|so|hence|"
    r"ultimately|in the end|all in all|on balance|clearly|for me|in my opinion|in my view|"
    r"i (?:would )?(?:think|believe|argue|conclude|say|feel)(?: that)?|"
    r"this essay (?:will )?argues?(?: that)?|"
    r"my (?:view|argument|judgement|conclusion) is(?: that)?|"
    r"it is (?:clear|evident|obvious)(?: that)?|(?:only )?to (?:a|an|some) (?:[a-z]+ ){0,2}?extent|"
    r"largely|only partly|partly|but|yet|and|however|nevertheless|nonetheless|still|yes|no|"
    r"this (?:shows|means|proves)(?: that)?|i agree(?: that)?|i (?:do not|don't|dis) ?agree(?= ,)"
)
_NOT_A_MEASURE = _any(
    """
    not no if is was were are but although though while because and_not said early late later first
    initially until before after when where during end stage historians some view argue argued than
    beginning start short long who which that he she they
    """
)
# What importance is measured by, in one word that is hardly ever used of anything else.
_QUALITY = _any(
    """
    necessity indispensability duration permanence persistence longevity continuity reach breadth
    scope sufficiency directness immediacy uniqueness
    """
)
# By several measures at once: what holds by one of them may not hold by another.
_BY = r"(?:judged by|judging by|by|measured by|in terms of|on)"
_MEASURE = (
    rf"{_BY} (?=(?:both|every|each|all|any) |"
    rf"(?:[^\W\d_][^\s,]* ){{1,4}}and )(?:(?!(?:{_NOT_A_MEASURE}) )[^\W\d_][^\s,]* ){{1,8}}?"
    rf"(?:, |(?=(?:the|his) |{_F}))"
)
_EVERY = (
    rf"(?:{_BY}|for|under|against) (?:(?:both|every|each|all|any)(?: (?:of|one|two|three|the|my|"
    r"these|our))* (?:criteri(?:on|a)|measures?|tests?|counts?|standards?)|"
    rf"(?:{_QUALITY})(?: , (?:{_QUALITY}))? and (?:by |in terms of )?(?:{_QUALITY}))"
)
# By one measure alone, where the text names no other by which it may not hold.
_STATED = (
    rf"(?:judged|judging|measured) by (?:(?!(?:{_NOT_A_MEASURE}|and|or) )[^\W\d_][^\s,.]* )"
    r"{1,10}?"
)
_NAMED = (
    rf"(?:{_BY}|for) (?:(?:the|my|its|sheer|criterion|measure|test|of) ){{0,4}}"
    rf"(?:{_QUALITY})(?: alone)? "
)
_ONE_MEASURE = rf"(?:{_STATED}, |{_NAMED}(?:, )?)"
_BY_ONE = re.compile(rf" (?:{_STATED}(?=[,.])|{_NAMED})")
_MEASURED_AFTER = re.compile(
    rf"(?:, )?(?:when )?(?:(?P<every>{_EVERY} )|{_STATED}(?=[,.])|{_NAMED})"
    r"(?=[.,]|because |since |as )"
)
# What says of another factor that it weighs by something takes back what was said of one.
_MEASURED = re.compile(
    r" (?:judged|judging|measured|in terms|"
    r"by(?! \d| contrast| comparison| then| now| the (?:end|time|start)| late| early)) "
    rf"(?:(?!(?:it|he|this|that|they) )[^\W\d_][^\s,]* ){{1,8}}?(?:, )?"
    rf"(?:it (?:is|was) )?{_np('a')} "
)
_BUT_NOW = re.compile(r" (?:but|yet|however|nevertheless|nonetheless|still) (?:, )?\Z")
_BUT_MEASURED = re.compile(rf" (?:but|yet|whereas|while|whilst|although|though) {_BY} (?!\d)")
_STILL_SO = re.compile(
    r" and it (?:is|was) the only (?:one|factor|reason|cause|explanation) (?:that|which) "
)
_INTRODUCED = re.compile(rf"(?:(?:{_INTRODUCTIONS}) (?:, )?)*(?:{_MEASURE})?")
_INTRODUCED_BY_ONE = re.compile(rf"(?:(?:{_INTRODUCTIONS}) (?:, )?)*{_ONE_MEASURE}")
_ANOTHER_MEASURE = re.compile(
    r" (?:judged|judging|measure[ds]?|criteri(?:on|a)|tests?|in terms|if (?:we|you|one|it)|"
    rf"(?:[.,;:]|and|or|than) (?:by|on|if|when|where)|{_QUALITY}) "
)
_OTHERWISE = re.compile(
    r" (?:but|yet|however|although|though|whereas|while|whilst|on the other hand|nevertheless|"
    r"nonetheless) "
)
_CONCEDED = re.compile(
    r"(?:(?:overall|in conclusion|ultimately|however|but|so|therefore) (?:, )?)*"
    r"(?:although|though|while|whilst|even though|whereas|despite|in spite of|granted|admittedly|"
    r"even if) "
)
_TURN = re.compile(r" (?:but|yet|however ,) ")
_TURNS_AT_MOST = 8
_SENTENCE = re.compile(r" ([.;:!?()—–-]) ")

# Where one of these stands before a statement, it is not the writer's own, or not without doubt.
_NOT_SURE = re.compile(
    r" (?:historians?|argued?|argues|according|views?|claims?|claimed|suggests?|suggested|seems?|"
    r"seemed|appears?|appeared|might|may|perhaps|if|unless|would|could|initially|at first|early|"
    r"some|people|many|others? say|said|says|thinks|thought|believes|believed|one hand|"
    r"only until|not only|not just|not merely|not simply|supposed|supposedly|whether|wrong|"
    r"question|statement|quotation|arguably|possibly|surface|until|before|when|where|why|that|"
    r"what|who|which|how|interpretation|school|traditional|traditionally|cannot|"
    r"nothing|none|nobody|no|do not|don't|doubt|deny|disagree|untrue|false|\d\S*) "
)
_OWN_WORDS = re.compile(
    r" (?:i (?:would )?(?:think|believe|argue|conclude|say|feel) that|"
    r"this essay (?:will )?argues?(?: that)?|"
    r"(?:it is (?:clear|evident|obvious)|this (?:shows|means|proves)|i agree) that|"
    r"my (?:view|argument|judgement|conclusion) is(?: that)?|in my view|without (?:a )?doubt) "
)
# What ends what was said of the outcome, and is no part of it.
_BREAK = re.compile(r"[.,]|because |since |as (?:it|he|his|without|the|they|only) ")
# After the break, a reason or a concession takes back less than anything else may.
_REASONS = ("because ", "since ", "as ")
_CONCESSIONS = ("although ", "though ", "even though ", "whereas ", "while ", "whilst ", "despite ")
_SHARED = re.compile(
    r" (?:equal|equally|along with|as much as|until|initially|at first|as (?:was|were|did)) "
)
_RIVALLED = re.compile(
    r" (?:equal|equally|along with|as much|as important|as significant|until|initially|at first|"
    r"as (?:was|were|did)|only|not|most|more|main|decisive|key|no longer|\d\S*) "
)
_TAKEN_BACK = re.compile(
    r" (?:along|together|as well|equal|equally|at least|after|apart|until|unless|if|only|both|"
    r"alongside|besides|perhaps|so (?:was|were|did)|as (?:was|were|did)|or|except|"
    r"joint|tied|initially|at first|later|before|no longer|but|yet|however|then|too|nor|"
    r"and|not|with|first|most|main|more|chief|decisive|say|says|said|argued?|\d\S*) "
)
# A sentence that may take back the one before.
_BUT = re.compile(r" (?:but|however|yet|nevertheless|nonetheless|on the other hand|still) ")
_WEIGHTY = re.compile(
    r" (?:more|most|outweigh\w*|without|main|chief|decisive|key|equal|equally|as important|first|"
    r"crucial|necessary|nothing|greater) "
)


def _claims(marked: str, asked: frozenset[str]) -> list[tuple[str, str]]:
    """Return pairs of marks, the weightier first; one of them empty: the weightiest, or not it."""
    parts = _SENTENCE.split(marked)
    by_one = _holds_by_one_measure(marked)
    said: list[tuple[str, str]] = []
    measured: list[str] = []
    reported = False
    for text, end in zip(parts[::2], [*parts[1::2], "."], strict=True):
        sentence = f" {text.strip(' ')} . "
        unsure = reported or end == "?"
        reported = end == ":" and bool(_NOT_SURE.search(_OWN_WORDS.sub(" ", sentence)))
        if not re.search(_F, sentence):
            continue
        if _BUT.match(sentence) and _WEIGHTY.search(sentence):
            said.clear()
        found = () if unsure else tuple(_claims_of(sentence, asked, by_one))
        said += found
        if not found and (another := _MEASURED.match(sentence)):
            measured.append(another["a"])
    return [pair for pair in said if set(measured).issubset(pair)]


def _holds_by_one_measure(marked: str) -> bool:
    """Say whether a text measures once, and says nothing after that which may turn it round."""
    found = _BY_ONE.search(marked)
    if not found:
        return False
    before, after = marked[: found.start() + 1], f" {marked[found.end() :]}"
    # “The only factor that …” takes nothing back.
    after = _STILL_SO.sub(" ", after)
    return not (
        _ANOTHER_MEASURE.search(before)
        or (_BUT_NOW.search(before) and re.search(_F, before))
        or _ANOTHER_MEASURE.search(after)
        or _OTHERWISE.search(after)
    )


def _claims_of(sentence: str, asked: frozenset[str], by_one: bool) -> Iterator[tuple[str, str]]:
    main = 1
    if _CONCEDED.match(sentence, 1):
        # What is conceded is read only where the same sentence sets something above it.
        yield from _claim_at(sentence, 1, asked, by_one)
        main = sentence.find(" , ", 1) + 3
        if main < 3:
            return
    turns = islice(_TURN.finditer(sentence, main - 1), _TURNS_AT_MOST)
    for start in (main, *(turn.end() for turn in turns)):
        if _NOT_SURE.search(_OWN_WORDS.sub(" ", f" {sentence[main:start]}")):
            return
        introduced = _INTRODUCED.match(sentence, start)
        places = [start, introduced.end()] if introduced else [start]
        if by_one and start == 1 and (measured := _INTRODUCED_BY_ONE.match(sentence, start)):
            places.append(measured.end())
        for place in dict.fromkeys(places):
            if found := _claim_at(sentence, place, asked, by_one):
                yield from found
                break


def _claim_at(
    sentence: str, place: int, asked: frozenset[str], by_one: bool
) -> tuple[tuple[str, str], ...]:
    for said, shape in _SHAPES:
        found = shape.match(sentence, place)
        if not found:
            continue
        groups = found.groupdict()
        about = f"{groups.get('scope') or ''} {groups.get('subject') or ''}".split()
        if not _are_of(about, asked) or not _ends(sentence, found.end(), asked, by_one):
            continue
        if said == _FIRST:
            return ((groups["a"], ""),)
        if said == _DENIED:
            return (("", groups["b"]),)
        return ((groups["a"], groups["b"]),)
    return ()


def _are_of(words: list[str], asked: frozenset[str]) -> bool:
    return all(bare in asked or bare.removesuffix("ed") in asked for bare in map(_bare, words))


def _ends(sentence: str, place: int, asked: frozenset[str], by_one: bool) -> bool:
    """Say whether what is left speaks of the outcome asked about, and takes nothing back."""
    end = place
    for word in sentence[place:].split(" "):
        if measured := _MEASURED_AFTER.match(sentence, end):
            if not by_one and not measured["every"]:
                return False
            end = measured.end()
            break
        if _BREAK.match(sentence, end):
            break
        if not _are_of([word], asked):
            return False
        end += len(word) + 1
    rest = sentence[end:].lstrip(", ")
    if rest.startswith(_REASONS):
        return not _SHARED.search(f" {rest}") and not _BUT_MEASURED.search(rest)
    if rest.startswith(_CONCESSIONS):
        return not _RIVALLED.search(f" {rest}")
    if _STILL_SO.match(f" {rest}"):
        return not re.search(_F, rest) and not _SHARED.search(f" {rest}")
    return not _TAKEN_BACK.search(f" {rest}")


_DID = re.compile(
    rf"(?:^|[ ]){_BEFORE}(?P<a>{_F}){_AFTER}(?: (?:of|in) (?:[a-z]+ )?\d\S*)? (?:also )?"
    r"(?:was|were|is|are|played|plays|mattered|matters|helped|contributed|counted|explains|"
    r"explained) |"
    rf" (?:because of|due to|thanks to|owing to|as well as) (?:the |his |sheer |pure |stalin's )*"
    rf"(?P<b>{_F}){_AFTER}(?= [.,;] | and )"
)
