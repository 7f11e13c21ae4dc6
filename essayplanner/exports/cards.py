"""The plan as cue cards: eight to a page, the question of a card in front, its answer behind.

Every text of the plan stands on a card, word for word; of a quotation its short form, where it has
one, and none of the notes on it. What is too long for one card goes on to another: how much a card
holds is reckoned here (``exports.fitting``), so that typst only draws.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import (
    LINK_KINDS,
    MOST_FACTORS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Quotation,
    Source,
)
from essayplanner.exports.fitting import (
    BOLD,
    balanced,
    breakable,
    cut,
    line_ends,
    shortened,
    width,
    words,
)
from essayplanner.exports.sheet import Plain, is_family, line, lines, ordinal, ties
from essayplanner.exports.text import printable_all
from essayplanner.exports.told import Size, Told
from essayplanner.exports.typeset import Sheet
from essayplanner.exports.whole import page_of

A_PAGE = 8
# In points, of a card: eight of them are the page.
CARDS: Mapping[Size, tuple[float, float]] = {"a4": (297.6, 210.4), "letter": (306.0, 198.0)}
SIDE = 23.0  # left and right of what stands on a card
TOP = 20.0
HEAD = 21.0  # the factor, and the number of the card
FOOT = 31.0  # the question or the origin, and what is kept free under it

# A text is set in the second of these sizes only where it then needs fewer cards.
SIZES = (11.0, 9.0)
SMALL_PRINT = 8.5  # a source, and what is known of a wording
BEGINNING = 4  # words that tell two quotations of one work apart
LINE = 1.2  # from a line to the next, in ems
GAP = 0.6  # between parts
TITLES = (17.0, 15.0, 13.0, 11.5)
TITLE_LINES = 4
FEWEST_LINES = 3  # of a text that goes on on another card
LONGEST_NAME = 10.0  # of a factor, where two stand on a line
SMALL = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that stands on the back of a card; without a text, a place to write on.

    ``style`` is how it is set. Of its text, ``italics`` are the runs that are set in italics.
    """

    text: str
    label: str = ""
    style: str = "plain"
    italics: tuple[str, ...] = ()

    def size(self, size: float) -> float:
        """Return the size of its type on a card that is set in ``size``."""
        return SMALL_PRINT if self.style in ("small", "unchecked") else size

    def lines(self, across: float, most: int) -> list[int]:
        """Say where its lines end that are ``across`` ems long: the first ``most`` of them."""
        if not self.text:
            return [0, 0]  # a rule stands lower than a line
        across /= BOLD if self.style in ("strong", "date") else 1
        first = width(self.label) + 0.6 if self.label else 0
        return line_ends(self.text, across, first, most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A question and its answer, of which there may be too much for one card of paper.

    What is ``more`` has a card of its own, with what that asks, where both do not stand on one.
    """

    title: str
    prompt: str
    parts: tuple[Part, ...]
    more: tuple[Part, ...] = ()
    more_asks: str = ""
    under: str = ""
    factors: tuple[Factor, ...] = ()


def cards(outline: Outline) -> list[Card]:
    """Return the cards of a plan, in its order; what is empty is asked of a factor alone."""
    plan = printable_all(outline)
    made = [
        Card(
            title=line(plan.question.text) or "Essay plan",
            prompt="What is your answer?",
            parts=(
                Part(label="Argument", text=lines(plan.argument), style="strong"),
                Part(label="Judgement", text=lines(plan.judgement)),
            ),
        )
    ]
    quoted = (item for row in plan.paragraphs for item in row.quotations)
    fronts = Counter((item.historian, item.source.key) for item in quoted)
    again = {front for front, times in fronts.items() if times > 1}
    for place, paragraph in enumerate(plan.paragraphs, start=1):
        rank = ordinal(paragraph.rank or place) if plan.ranked else ""
        made.append(_factor(paragraph, rank))
        made += [_evidence(item, paragraph.factor) for item in paragraph.evidence]
        made += _quotations(paragraph, again)
    made += _links(plan)
    made += _criteria(plan)
    reasons = [Part(text=lines(row.reason)) for row in plan.set_aside if row.reason.strip()]
    if reasons:
        prompt = "What did you leave as it is, and why?"
        made.append(Card(title="Set aside", prompt=prompt, parts=tuple(reasons)))
    return made


def _factor(paragraph: Paragraph, rank: str) -> Card:
    """Return the card of a factor; what tells against it is asked for itself, where it is said."""
    argued = (
        Part(label="Point", text=lines(paragraph.point), style="strong"),
        Part(label="Explanation", text=lines(paragraph.explanation)),
    )
    against = (
        Part(label="Counter-argument", text=lines(paragraph.counter_argument)),
        Part(label="Reply", text=lines(paragraph.reply)),
    )
    after = _said(
        Part(label="Link", text=lines(paragraph.link)),
        Part(label=LABELS["without"], text=lines(paragraph.without)),
    )
    ranked = _said(Part(label="Ranked", text=rank))
    says = bool(_said(*against, *after))
    return Card(
        title=_name(paragraph.factor),
        prompt="What is the point?",
        parts=(*argued, *ranked) if says else (*argued, *against, *ranked),
        more=(*against, *after) if says else (),
        more_asks="What tells against it, and what is your reply?",
        factors=(paragraph.factor,),
    )


def _evidence(item: Evidence, factor: Factor) -> Card:
    dated = item.date_text.strip() and item.title.strip()
    views = (": ".join(filter(None, map(lines, (row.holders, row.claim)))) for row in item.views)
    return Card(
        title=line(item.title) or line(item.date_text) or "Evidence",
        prompt="When? What happened?" if dated else "What happened?",
        parts=_said(
            Part(text=lines(item.date_text), style="date"),
            Part(text=lines(item.text)),
            *_source(item.source, item.locator),
            Part(text="own" if item.own else "", style="small"),
        ),
        more=tuple(
            Part(text=view, label="" if row else "Historians disagree", style="disputed")
            for row, view in enumerate(filter(None, views))
        ),
        more_asks="Where do historians disagree?",
        factors=(factor,),
    )


def _quotations(paragraph: Paragraph, again: Collection[tuple[str, str]]) -> Iterator[Card]:
    """Yield a card for each quotation; two from one work are told apart by how they begin."""
    for item in paragraph.quotations:
        card = _quotation(item, paragraph.factor)
        begins = " ".join((item.short or item.text).split()[:BEGINNING]).rstrip(".,:;…")
        if begins and (item.historian, item.source.key) in again:
            begins = shortened(breakable(begins), 20).removesuffix("…")
            card = replace(card, prompt=f"{card.prompt} It begins “{begins}…”")
        yield card


def _quotation(item: Quotation, factor: Factor) -> Card:
    historian = line(item.historian)
    own_work = any(is_family(name.family, historian) for name in item.source.authors)
    work = ", ".join(filter(None, (line(item.source.title), item.source.years)))
    return Card(
        title=historian or "Quotation",
        under=work if own_work or not work else f"in {work}",
        prompt=f"What does {shortened(historian, 30) or 'it'} say?",
        parts=_said(
            Part(text=_quoted(item.short or item.text), style="quotation"),
            Part(text="own" if item.own else "", style="small"),
            Part(text="" if item.checked else "unchecked wording", style="unchecked"),
            Part(label="Wording", text=lines(item.wording), style="small"),
            *_source(item.source, page_of(item)),
        ),
        factors=(factor,),
    )


def _links(plan: Outline) -> Iterator[Card]:
    """Yield a card for each causal link: its two factors in front, how it worked behind."""
    for tied in ties(plan):
        proof = tied.proof
        shown = (lines(proof.date_text), lines(proof.title)) if proof else ()
        names = (_name(tied.cause, short=True), _name(tied.effect, short=True))
        yield Card(
            title=" and ".join(names),
            prompt="How are they linked?",
            parts=_said(
                Part(text=f"{names[0]} {LINK_KINDS[tied.link.kind]} {names[1]}", style="strong"),
                Part(text=lines(tied.link.sentence)),
                Part(label="Evidence", text=": ".join(filter(None, shown))),
            ),
            factors=(tied.cause, tied.effect),
        )


def _criteria(plan: Outline) -> Iterator[Card]:
    """Yield a card for each criterion that has words, its own or weighings by it."""
    for place, text in enumerate(plan.criteria):
        weighed = _said(
            *(
                Part(
                    label=shortened(_name(row.factor, short=True), LONGEST_NAME),
                    text=lines(row.weighed[place]),
                )
                for row in plan.paragraphs
            )
        )
        if weighed or text.strip():
            asks = "By what do you weigh the factors?"
            yield Card(
                title=f"Criterion {place + 1}",
                prompt=f"{asks} What does each weigh by it?" if weighed else asks,
                parts=(Part(label="Criterion", text=lines(text), style="strong"), *weighed),
            )


def _source(source: Source | None, locator: str) -> Iterator[Part]:
    if source:
        runs = source.reference
        reference = "".join(run.text for run in runs) or source.title
        italics = tuple(run.text for run in runs if run.italic) if runs else (source.title,)
        text = " ".join(filter(None, (reference.strip(), locator.strip())))
        yield Part(label="Source", text=text, style="small", italics=italics)


def _said(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.text)


def _name(factor: Factor, *, short: bool = False) -> str:
    names = (factor.short_name, factor.name) if short else (factor.name, factor.short_name)
    return line(names[0]) or line(names[1]) or "Factor"


def _quoted(text: str) -> str:
    return f"“{lines(text)}”" if text.strip() else ""


# ---- onto paper ------------------------------------------------------------------------------


def lay(outline: Outline, told: Told) -> dict[str, Plain]:
    """Lay the cards of a plan out for pages of eight, each as what stands before and behind it."""
    wide, high = CARDS[told.size]
    across = wide - 2 * SIDE
    question = line(printable_all(outline.question.text)) or "Essay plan"
    author = shortened(breakable(printable_all(outline.author)), LONGEST_NAME)
    edition = f"edition {outline.question.edition}" if outline.question.edition else ""
    end = "".join(f" · {text}" for text in (edition, f"{told.made.day} {told.made:%B %Y}") if text)
    topic = breakable(line(printable_all(outline.question.topic)) or "Essay Planner")
    laid: list[Plain] = []
    for card in cards(outline):
        laid += _pieces(card, across, high - TOP - HEAD - FOOT, len(laid))
    return {
        "title": question,
        "author": author,
        "question": (asked := shortened(breakable(question), 1.9 * across / SMALL)),
        "question_width": SMALL * balanced(asked, across / SMALL),
        "edition": shortened(topic, across / SMALL - width(end)) + end,
        "card": {"width": wide, "height": high, "side": SIDE, "top": TOP, "foot": FOOT},
        "line": LINE,
        "gap": GAP,
        "cards": laid,
    }


def _pieces(card: Card, across: float, high: float, before: int) -> Iterator[Plain]:
    """Yield a card as so many cards of paper as it needs."""
    front, left_out = _front(card, across)
    parts = (*left_out, *card.parts)
    asked = [(card.prompt, _backs((*parts, *card.more), across, high))]
    if card.more and len(asked[0][1][1]) > 1:
        asked = [
            (card.prompt, _backs(parts, across, high)),
            (card.more_asks, _backs(card.more, across, high)),
        ]
    elif card.more:
        asked = [(f"{card.prompt} {card.more_asks}", asked[0][1])]
    signs: list[Plain] = [
        {
            "mark": (factor.mark - 1) % MOST_FACTORS + 1,
            "name": shortened(_name(factor, short=True), LONGEST_NAME),
        }
        for factor in card.factors
    ]
    number = before
    for prompt, (size, backs) in asked:
        for place, parts_here in enumerate(backs, start=1):
            number += 1
            yield {
                "number": number,
                "part": f"{place} of {len(backs)}" if len(backs) > 1 else "",
                "signs": signs,
                **front,
                "prompt": breakable(prompt if place == 1 else "How does it go on?"),
                "size": size,
                "parts": [
                    {
                        "label": part.label,
                        "style": part.style,
                        "size": part.size(size),
                        "runs": _runs(part),
                    }
                    for part in parts_here
                ],
            }


def _front(card: Card, across: float) -> tuple[dict[str, Plain], tuple[Part, ...]]:
    """Return the front, and what of it is too long for it and has to stand behind."""
    title, under = breakable(card.title), breakable(card.under)
    size = TITLES[-1]
    for size in TITLES:
        room = across / size / BOLD
        ends = line_ends(title, room)
        if len(ends) <= TITLE_LINES and max(map(width, words(title)), default=0) <= room:
            break
    left_out = []
    if len(ends) > TITLE_LINES:
        left_out.append(Part(text=title, style="strong"))
        title = f"{title[: ends[TITLE_LINES - 1] - 1].rstrip()}…"
    if under and len(line_ends(under, across / 10.5)) > 2:
        left_out.append(Part(text=under))
        under = shortened(under, across / 10.5)
    front: dict[str, Plain] = {
        "title": title,
        "title_size": size,
        "title_width": size * BOLD * balanced(title, across / size / BOLD),
        "under": under,
    }
    return front, tuple(left_out)


def _backs(parts: tuple[Part, ...], across: float, high: float) -> tuple[float, list[list[Part]]]:
    """Divide what stands behind among cards; return its size and the parts of each."""
    parts = tuple(
        replace(part, text=breakable(part.text), label=breakable(part.label)) for part in parts
    )
    tries = [(size, _divide(parts, across, high, size)) for size in SIZES]
    return min(tries, key=lambda one: len(one[1]))


def _divide(parts: Iterable[Part], across: float, high: float, of_type: float) -> list[list[Part]]:
    """Divide parts among cards that are ``high``; a part that fits a card stays whole."""
    backs: list[list[Part]] = [[]]
    left = high
    for part in parts:
        rest, size = part, part.size(of_type)
        a_card = int(high / size / LINE)
        while True:
            ends = rest.lines(across / size, a_card + 1)
            most = int(left / size / LINE)
            if len(ends) <= most:
                backs[-1].append(rest)
                left -= len(ends) * LINE * size + GAP * of_type
                break
            if backs[-1] and (len(ends) <= a_card or most < FEWEST_LINES):
                backs.append([])
                left = high
                continue
            here, there = cut(rest.text, ends[most - 1])
            backs[-1].append(replace(rest, text=here))
            if not there:
                break
            label = f"{part.label}, continued" if part.label else ""
            rest = replace(rest, text=there, label=label)
            backs.append([])
            left = high
    return backs


def _runs(part: Part) -> list[Plain]:
    """Return the text of a part with its runs in italics told apart."""
    runs: list[Plain] = []
    rest = part.text
    for italic in map(breakable, part.italics):
        before, found, after = rest.partition(italic) if italic else (rest, "", "")
        if found:
            runs += [{"text": before, "italic": 0}, {"text": found, "italic": 1}]
            rest = after
    return [*runs, {"text": rest, "italic": 0}]


SHEET = Sheet("cards", lay)
