"""One thing taken from a plan at the top of the ladder, or spoilt in it: one finding, that names it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import pytest

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES, find
from essayplanner.argument.outline import (
    Evidence,
    Link,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Source,
)
from tests.argument.ladder import Rung, read_library, rungs

SKILL, RIVALS, OPPOSITION = (
    next(rung for rung in rungs() if rung.level == 4 and rung.question == question)
    for question in ("how-far-skill", "agree-rivals-destroyed-each-other", "how-far-opposition")
)
TOPS = (SKILL, RIVALS, OPPOSITION)
HISTORIANS = ExamFormat(key="ocr-y318", name="OCR", historians_required=True)
LATER = Evidence(
    key="own-1956",
    date="1956-02-25",
    date_text="25 Feb 1956",
    title="Khrushchev’s secret speech",
    text="On 25 February 1956 Khrushchev told the Twentieth Congress of Stalin’s crimes.",
    own=True,
)
VAGUE = Evidence(
    key="own-quarrels",
    date="",
    date_text="",
    title="They quarrelled in private",
    text="The leaders had quarrels in private about almost everything.",
    own=True,
)

Change = Callable[[Outline], Outline]


class Mutation(NamedTuple):
    """What is done to which plan, and the one rule that names it, at which place."""

    what: str
    rung: Rung
    change: Change
    rule: str
    place: str
    exam: ExamFormat | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.what} ({self.rung})"


# What can be done to a plan.


def put(**values: Any) -> Change:
    return partial(replace, **values)


def put_in(key: str, **values: Any) -> Change:
    """Change some values of one factor's paragraph."""
    return lambda outline: replace(
        outline,
        paragraphs=tuple(
            replace(row, **values) if row.factor.key == key else row for row in outline.paragraphs
        ),
    )


def reword(key: str, field: str, old: str, new: str) -> Change:
    """Put other words in a text of one factor's paragraph."""

    def changed(outline: Outline) -> Outline:
        text = getattr(row_of(outline, key), field)
        assert text.count(old) == 1
        return put_in(key, **{field: text.replace(old, new)})(outline)

    return changed


def say(field: str, old: str, new: str) -> Change:
    """Put other words in a text of the whole plan."""

    def changed(outline: Outline) -> Outline:
        text = getattr(outline, field)
        assert text.count(old) == 1
        return put(**{field: text.replace(old, new)})(outline)

    return changed


def both(*changes: Change) -> Change:
    def changed(outline: Outline) -> Outline:
        for change in changes:
            outline = change(outline)
        return outline

    return changed


def row_of(outline: Outline, key: str) -> Paragraph:
    return next(row for row in outline.paragraphs if row.factor.key == key)


def without_dates(key: str) -> Change:
    return lambda outline: put_in(
        key, evidence=tuple(map(without_date, row_of(outline, key).evidence))
    )(outline)


def without_date(item: Evidence) -> Evidence:
    """Take its date from a piece of evidence, and the years from its words."""
    title, text = (re.sub("[12][0-9]{3}", "", words) for words in (item.title, item.text))
    return replace(item, date="", date_text="", title=title, text=text)


def with_evidence(key: str, item: Evidence) -> Change:
    return lambda outline: put_in(key, evidence=(*row_of(outline, key).evidence, item))(outline)


def without_factor(key: str) -> Change:
    """Take a paragraph out, and the links from it and to it; the others keep their order."""

    def changed(outline: Outline) -> Outline:
        left = [row for row in outline.ranking if row.factor.key != key]
        ranks = {row.factor.key: rank for rank, row in enumerate(left, start=1)}
        return replace(
            outline,
            paragraphs=tuple(
                replace(row, rank=ranks[row.factor.key])
                for row in outline.paragraphs
                if row.factor.key in ranks
            ),
            links=tuple(link for link in outline.links if key not in (link.cause, link.effect)),
        )

    return changed


def without_link(cause: str, effect: str, alone: str) -> Change:
    """Take a causal link out, and what links the factor in words that it leaves alone."""

    def changed(outline: Outline) -> Outline:
        left = (link for link in outline.links if (link.cause, link.effect) != (cause, effect))
        return replace(put_in(alone, link="")(outline), links=tuple(left))

    return changed


def unlinked(outline: Outline) -> Outline:
    rows = tuple(replace(row, link="") for row in outline.paragraphs)
    return replace(outline, paragraphs=rows, links=())


def with_link(link: Link) -> Change:
    return lambda outline: replace(outline, links=(*outline.links, link))


def silent_link(cause: str, effect: str) -> Change:
    """Take the sentence of a link away."""
    return lambda outline: replace(
        outline,
        links=tuple(
            replace(link, sentence="") if (link.cause, link.effect) == (cause, effect) else link
            for link in outline.links
        ),
    )


def ranked(*keys: str) -> Change:
    """Rank the factors so; the order of the essay stays."""
    return lambda outline: replace(
        outline,
        paragraphs=tuple(
            replace(row, rank=keys.index(row.factor.key) + 1) for row in outline.paragraphs
        ),
    )


def ordered(*keys: str) -> Change:
    return lambda outline: replace(
        outline, paragraphs=tuple(row_of(outline, key) for key in keys), ordered=True
    )


def unranked(outline: Outline) -> Outline:
    rows = tuple(replace(row, rank=0) for row in outline.paragraphs)
    return replace(outline, ranked=False, paragraphs=rows)


def unanswered(outline: Outline) -> Outline:
    return replace(outline, paragraphs=tuple(replace(row, reply="") for row in outline.paragraphs))


def uncounted(outline: Outline) -> Outline:
    """Take the second criterion away, with what was weighed by it."""
    return replace(
        outline,
        criteria=(outline.criteria[0], "", ""),
        paragraphs=tuple(
            replace(row, weighed=(row.weighed[0], "", "")) for row in outline.paragraphs
        ),
    )


def unweighed(key: str, place: int) -> Change:
    """Empty a cell of the matrix."""

    def changed(outline: Outline) -> Outline:
        cells = list(row_of(outline, key).weighed)
        cells[place] = ""
        return put_in(key, weighed=tuple(cells))(outline)

    return changed


def unheard(outline: Outline) -> Outline:
    """Take all historians out: what is quoted, and every sentence that names one."""
    names = {one.historian.split()[-1] for row in outline.paragraphs for one in row.quotations}

    def silent(row: Paragraph) -> Paragraph:
        sentences = re.split(r"(?<=[.:;]) ", row.explanation)
        left = [text for text in sentences if not any(name in text for name in names)]
        return replace(row, quotations=(), explanation=" ".join(left))

    return replace(outline, paragraphs=tuple(map(silent, outline.paragraphs)))


def heard_alone(outline: Outline) -> Outline:
    """Let one historian say it all: another quotation, and a sentence on it, in each paragraph."""
    bare = unheard(outline)
    source = Source(key="own-book", type="book", title="A Book", authors=(Name(family="Smith"),))
    return replace(
        bare,
        paragraphs=tuple(
            replace(
                row,
                quotations=(
                    Quotation(
                        key=f"own-{row.factor.key}",
                        historian="Ann Smith",
                        text=f"There was hardly a more telling reason than {row.factor.name}.",
                        source=source,
                        own=True,
                    ),
                ),
                explanation=f"{row.explanation} Smith puts this too strongly, but not wrongly.",
            )
            for row in bare.paragraphs
        ),
    )


# What is done to every plan at the top, and under every factor of it.


def of_every_plan() -> Iterator[Mutation]:
    for rung in TOPS:
        make = partial(_of, rung)
        first, named = rung.outline.ranking[0].factor.key, rung.outline.question.named_factor
        yield make("no line", put(argument=" "), "no_line_of_argument", "argument")
        yield make(
            "a line on no side",
            put(argument="There is evidence for and against, and there were many factors."),
            "no_line_of_argument",
            "argument",
        )
        yield make("no judgement", put(judgement=""), "no_judgement", "judgement")
        yield make("no ranking", unranked, "not_ranked", "ranking")
        yield make("no criteria", put(criteria=("", "", "")), "no_criterion", "criterion_1")
        yield make("one criterion", uncounted, "one_criterion", "criterion_2")
        yield make("no links", unlinked, "no_links", "links")
        yield make(
            "no replies",
            unanswered,
            "no_counter_argument_replied_to",
            f"{first}-reply",
        )
        yield make(
            "no reply to the strongest",
            put_in(first, reply=""),
            "strongest_objection_not_met",
            f"{first}-reply",
        )
        yield make(
            "a reply that waves away",
            put_in(first, reply="But this is wrong."),
            "objection_waved_away",
            f"{first}-reply",
        )
        yield make(
            "no objection to the named factor",
            put_in(named, counter_argument="", reply=""),
            "named_factor_not_weighed",
            f"{named}-counter_argument",
        )
        yield make(
            "a fence",
            put(
                judgement="In conclusion all of these factors played a part and worked together, "
                "so it is hard to say which one was the most important."
            ),
            "judgement_does_not_answer",
            "judgement",
        )
        for link in rung.outline.links:
            ends = (link.cause, link.effect)
            yield make(f"{ends} silent", silent_link(*ends), "link_not_explained", "links")
        for row in rung.outline.paragraphs:
            yield from of_every_factor(make, row, rung.outline.question)
            if row.factor.key != first:
                yield make(
                    f"no reply under {row.factor.key}",
                    put_in(row.factor.key, reply=""),
                    "counter_argument_without_reply",
                    f"{row.factor.key}-reply",
                )


def of_every_factor(
    make: Callable[[str, Change, str, str], Mutation], row: Paragraph, question: Question
) -> Iterator[Mutation]:
    key = row.factor.key
    named = key == question.named_factor
    yield make(f"no {key}", put_in(key, point=""), "factor_without_paragraph", f"{key}-point")
    yield make(
        f"no dates of {key}",
        without_dates(key),
        "paragraph_without_dated_evidence",
        f"{key}-evidence",
    )
    yield make(
        f"no explanation of {key}",
        put_in(key, explanation=""),
        "named_factor_not_weighed" if named else "evidence_not_explained",
        f"{key}-explanation",
    )
    yield make(
        f"{key} is a heading",
        put_in(key, point=f"{row.factor.name}."),
        "point_is_no_claim",
        f"{key}-point",
    )
    for what, point in (
        ("only counts", f"{row.factor.name} was another factor."),
        ("only happened", f"Kirov was murdered in December {question.ends}."),
    ):
        yield make(f"{key} {what}", put_in(key, point=point), "point_is_no_claim", f"{key}-point")
    yield make(
        f"{key} later", with_evidence(key, LATER), "evidence_outside_the_dates", f"{key}-evidence"
    )
    for place in (0, 1):
        yield make(
            f"{key} unweighed",
            unweighed(key, place),
            "factor_not_weighed",
            f"{key}-weighed_{place + 1}",
        )


def _of(rung: Rung, what: str, change: Change, rule: str, place: str) -> Mutation:
    return Mutation(what, rung, change, rule, place)


def _fact(pack: str, slug: str) -> Evidence:
    return read_library(pack).evidence[slug]


# What is done to one plan alone, because it is in its words.
SINGLE = [
    # Coverage.
    Mutation("no skill", SKILL, without_factor("skill"), "named_factor_missing", "ranking"),
    Mutation(
        "no opposition", OPPOSITION, without_factor("opposition"), "named_factor_missing", "ranking"
    ),
    Mutation("no rivals", SKILL, without_factor("rivals"), "factor_missing", "ranking"),
    Mutation("no structure", RIVALS, without_factor("structure"), "factor_missing", "ranking"),
    Mutation(
        "no institutions", OPPOSITION, without_factor("institutions"), "factor_missing", "ranking"
    ),
    # Evidence and explanation.
    Mutation(
        "told",
        SKILL,
        put_in(
            "rivals",
            quotations=(),
            explanation="In May 1924 the Testament was read out and Trotsky said nothing. In 1926 "
            "Zinoviev and Kamenev joined Trotsky in the United Opposition. Then in July 1928 "
            "Bukharin had a secret talk with Kamenev.",
        ),
        "explanation_only_tells",
        "rivals-explanation",
    ),
    Mutation(
        "told",
        RIVALS,
        put_in(
            "policy",
            explanation="In 1926 the United Opposition asked for faster industry. In September "
            "1928 Bukharin wrote Notes of an Economist. Later Stalin started the Five-Year Plan.",
        ),
        "explanation_only_tells",
        "policy-explanation",
    ),
    Mutation(
        "told",
        OPPOSITION,
        put_in(
            "war",
            quotations=(),
            explanation="On 2 June 1937 Stalin spoke to the Military Council about another Spain. "
            "On 11 June 1937 Tukhachevsky was tried and shot. In September 1937 the Koreans were "
            "moved to Kazakhstan.",
        ),
        "explanation_only_tells",
        "war-explanation",
    ),
    Mutation(
        "a dispute settled",
        SKILL,
        both(
            put_in("structure", quotations=()),
            reword(
                "structure",
                "explanation",
                "How far Stalin picked them himself is disputed: Figes says that most of the 10,000 "
                "appointed in 1922 came in on his ‘personal recommendation’, but he arrived only in "
                "April and half of them were minor posts. The result does not depend on that, "
                "because",
                "In 1922 Stalin had placed 10,000 of his own people in this way, and",
            ),
        ),
        "disputed_as_settled",
        "structure-evidence",
    ),
    Mutation(
        "a dispute settled",
        OPPOSITION,
        reword(
            "institutions",
            "explanation",
            "How much of that growth came from below is disputed, but without",
            "All of that growth came from below, and without",
        ),
        "disputed_as_settled",
        "institutions-evidence",
    ),
    Mutation(
        "used twice",
        RIVALS,
        with_evidence("structure", row_of(RIVALS.outline, "skill").evidence[1]),
        "evidence_used_twice",
        "structure-evidence",
    ),
    Mutation(
        "used twice",
        OPPOSITION,
        with_evidence("war", row_of(OPPOSITION.outline, "institutions").evidence[1]),
        "evidence_used_twice",
        "institutions-evidence",
    ),
    Mutation(
        "it tells against it",
        RIVALS,
        with_evidence("personality", _fact("stalin-rise", "eleventh-congress-vote")),
        "evidence_turns_against",
        "personality-counter_argument",
    ),
    Mutation(
        "it tells against it",
        OPPOSITION,
        with_evidence("opposition", _fact("stalin-repression", "recorded-executions")),
        "evidence_turns_against",
        "opposition-counter_argument",
    ),
    Mutation(
        "no date", SKILL, with_evidence("rivals", VAGUE), "evidence_not_precise", "rivals-evidence"
    ),
    Mutation(
        "thin at the top",
        RIVALS,
        put_in("skill", evidence=row_of(RIVALS.outline, "skill").evidence[:1]),
        "evidence_against_ranking",
        "skill-evidence",
    ),
    Mutation(
        "thin at the top",
        OPPOSITION,
        put_in("war", evidence=row_of(OPPOSITION.outline, "war").evidence[2:3]),
        "evidence_against_ranking",
        "war-evidence",
    ),
    # Judgement, ranking, line of argument.
    Mutation(
        "the judgement decides otherwise",
        SKILL,
        put(
            judgement="Stalin’s skill was responsible only to a limited extent. Overall, his "
            "rivals’ weakness was the decisive factor, because without it neither skill nor "
            "structure would have been at work for so long."
        ),
        "judgement_against_ranking",
        "judgement",
    ),
    Mutation(
        "the judgement decides otherwise",
        RIVALS,
        put(
            judgement="I agree only in part. The structure of the party was the most important "
            "factor, because it turned quarrels into lost offices in 1925, 1927 and 1929; Stalin’s "
            "skill comes second."
        ),
        "judgement_against_ranking",
        "judgement",
    ),
    Mutation(
        "the judgement decides otherwise",
        OPPOSITION,
        put(
            judgement="Opposition was responsible only to a small extent. Stalin’s personality was "
            "the main reason, because it accounts for most of the victims and for both dates."
        ),
        "judgement_against_ranking",
        "judgement",
    ),
    Mutation(
        "the ranking is turned over",
        OPPOSITION,
        both(
            # As much for the last as for the first, which another rule looks at.
            put_in("war", evidence=row_of(OPPOSITION.outline, "war").evidence[:3]),
            ranked("opposition", "personality", "institutions", "war"),
        ),
        "judgement_against_ranking",
        "judgement",
    ),
    Mutation(
        "the judgement decides otherwise by its measure",
        RIVALS,
        say(
            "judgement",
            "Stalin’s skill outweighs the rest, and it is the only factor that fits 1925, 1927 and "
            "1929 alike. Structure comes second because it made each defeat final;",
            "the structure of the party outweighs the rest. Skill comes second;",
        ),
        "judgement_against_ranking",
        "judgement",
    ),
    Mutation(
        "the line argues otherwise",
        SKILL,
        put(argument="To a great extent: Stalin’s skill was the most important factor."),
        "argument_against_ranking",
        "argument",
    ),
    Mutation(
        "the line argues otherwise",
        OPPOSITION,
        put(
            argument="To a great extent. Opposition inside the party was the main reason for the "
            "repression."
        ),
        "argument_against_ranking",
        "argument",
    ),
    Mutation(
        "no criterion is used",
        SKILL,
        put(
            judgement="Stalin’s skill was responsible to a limited extent. Structure comes first, "
            "skill second and his rivals’ weakness third."
        ),
        "judgement_without_criterion",
        "judgement",
    ),
    Mutation(
        "no criterion is used",
        OPPOSITION,
        put(
            judgement="Opposition inside the party was responsible to a small extent. Fear of "
            "war ranks first, the institutions come second and Stalin’s personality third."
        ),
        "judgement_without_criterion",
        "judgement",
    ),
    Mutation(
        "something new",
        SKILL,
        say(
            "judgement",
            "as it mattered mainly in 1924.",
            "as it mattered mainly in 1924, and the rise of Voroshilov came too late to matter.",
        ),
        "judgement_brings_in_something_new",
        "judgement",
    ),
    Mutation(
        "something new",
        RIVALS,
        say(
            "judgement",
            "policy and personality explain only why they quarrelled.",
            "policy and personality explain only why they quarrelled. Luck also played a part.",
        ),
        "judgement_brings_in_something_new",
        "judgement",
    ),
    # Quotations and historians.
    Mutation(
        "a word of it",
        SKILL,
        reword("rivals", "explanation", "might have in handling him", "might have in managing him"),
        "misquoted",
        "rivals-explanation",
    ),
    Mutation(
        "a word of it",
        RIVALS,
        reword("structure", "explanation", "‘an ideal instrument", "‘a perfect instrument"),
        "misquoted",
        "structure-explanation",
    ),
    Mutation(
        "a word of it",
        OPPOSITION,
        reword("personality", "explanation", "friends and subordinates", "friends and colleagues"),
        "misquoted",
        "personality-explanation",
    ),
    Mutation(
        "somebody else’s",
        SKILL,
        reword("rivals", "explanation", "Service explains", "Pipes explains"),
        "misattributed",
        "rivals-explanation",
    ),
    Mutation(
        "somebody else’s",
        RIVALS,
        reword("structure", "explanation", "Tucker’s phrase", "Schapiro’s phrase"),
        "misattributed",
        "structure-explanation",
    ),
    Mutation(
        "somebody else’s",
        OPPOSITION,
        reword("personality", "explanation", "Service says", "Rayfield says"),
        "misattributed",
        "personality-explanation",
    ),
    Mutation(
        "dropped in",
        SKILL,
        reword(
            "skill",
            "explanation",
            " Kotkin says that he ‘needed “opposition”’ and found it, which fits 1925 well, but "
            "finding an enemy only helps someone who already has the votes.",
            "",
        ),
        "quotation_dropped_in",
        "skill-explanation",
    ),
    # Links.
    Mutation(
        "skill alone",
        SKILL,
        without_link("structure", "skill", "skill"),
        "isolated_factor",
        "links",
    ),
    Mutation(
        "rivals alone",
        SKILL,
        without_link("rivals", "structure", "rivals"),
        "isolated_factor",
        "links",
    ),
    Mutation(
        "personality alone",
        RIVALS,
        without_link("personality", "rivals", "personality"),
        "isolated_factor",
        "links",
    ),
    Mutation(
        "opposition alone",
        OPPOSITION,
        without_link("opposition", "personality", "opposition"),
        "isolated_factor",
        "links",
    ),
    Mutation(
        "round and back",
        SKILL,
        with_link(
            Link(
                cause="skill",
                effect="structure",
                kind="accelerated",
                sentence="Each post that he won let him fill the next one.",
            )
        ),
        "links_in_a_circle",
        "links",
    ),
    Mutation(
        "round and back",
        OPPOSITION,
        with_link(
            Link(
                cause="institutions",
                effect="personality",
                kind="accelerated",
                sentence="The reports of the police fed his suspicion.",
            )
        ),
        "links_in_a_circle",
        "links",
    ),
    # Order.
    Mutation(
        "the named factor third",
        RIVALS,
        ordered("skill", "structure", "rivals", "policy", "personality"),
        "named_factor_not_first",
        "ranking",
    ),
    Mutation(
        "the first of the ranking in the middle",
        RIVALS,
        ordered("rivals", "structure", "skill", "policy", "personality"),
        "order_against_ranking",
        "ranking",
    ),
    # Historians.
    Mutation("none", SKILL, unheard, "no_historian", "skill-quotation", HISTORIANS),
    Mutation("none", RIVALS, unheard, "no_historian", "rivals-quotation", HISTORIANS),
    Mutation("one alone", SKILL, heard_alone, "one_side_heard", "skill-quotation"),
]

# The one factor of a question that names none and is in no library.
ALONE = Mutation(
    "nothing beside it",
    SKILL,
    both(
        without_factor("rivals"),
        without_factor("skill"),
        put(
            question=Question(text="Why did Stalin come to power in 1922–29?"),
            judgement="By what had to be there first, it was the structure of the party.",
        ),
    ),
    "only_one_factor",
    "ranking",
)
MUTATIONS = [*of_every_plan(), *SINGLE, ALONE]

# The rules that no mutation covers, each with its reason.
NOT_COVERED: dict[str, str] = {}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_what_is_taken_away_is_what_is_found(mutation: Mutation) -> None:
    changed = mutation.change(mutation.rung.outline)
    assert changed != mutation.rung.outline
    found = find(changed, mutation.rung.bank, mutation.exam)
    assert [(row.rule, row.place) for row in found] == [(mutation.rule, mutation.place)]


def test_every_rule_has_a_mutation_or_a_reason_for_none() -> None:
    covered = {mutation.rule for mutation in MUTATIONS}
    assert covered & set(NOT_COVERED) == set()
    assert covered | set(NOT_COVERED) == {rule.key for rule in RULES}
