"""A plan in Argdown, the plain-text language of argument maps (https://argdown.org/syntax/).

Each factor is an argument for or against the line of argument; its evidence, quotations and
explanation support it, the counter-argument attacks it, and the reply attacks that.
"""

import json
import re
from collections.abc import Iterator

from essayplanner.argument.findings import RULES
from essayplanner.argument.outline import LINK_KINDS, Evidence, Outline, Paragraph, Quotation
from essayplanner.exports.sheet import attribution, line, name_of, rank_of, stop
from essayplanner.exports.text import cleaned, printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import origin
from essayplanner.exports.whole import page_of

_SAYS = {rule.key: rule.says for rule in RULES}
# Whatever begins a piece of syntax somewhere in the grammar: a backslash makes a letter of it. The
# rest reads as it was typed: a stop, colon or bracket in its usual place, a hyphen in a word.
_SYNTAX = re.compile(r"[\\\[\]{}<>@#*_/=]|[.:](?=\S)|-(?=-)|(?<=-)-|^[-+(]|(?<=[\])#])\(")
_CLAIM = "[Line of argument]"


def render(outline: Outline, told: Told) -> bytes:
    """Write a plan as Argdown. Nothing that is typed into it can become syntax."""
    plan = printable_all(outline, cleaned)
    return ("\n".join(_document(plan, told)).rstrip() + "\n").encode()


def _document(plan: Outline, told: Told) -> Iterator[str]:
    names = _names(plan)
    yield from _front_matter(plan, told)
    yield f"# {_line(plan.question.text) or 'Essay plan'}\n"
    yield _node(0, "", _CLAIM, plan.argument) + "\n"
    for place, paragraph in enumerate(plan.paragraphs, start=1):
        rank = rank_of(plan, paragraph.rank or place)
        yield f"## {_line(', '.join(filter(None, (name_of(paragraph.factor), rank))))}\n"
        yield from _factor(paragraph, names[paragraph.factor.key])
        yield ""
    if plan.links:
        yield "## Links between factors\n"
        yield from _links(plan, names)
    yield "## Judgement\n"
    yield from _judgement(plan, names)
    yield ""
    if plan.set_aside:
        yield "## Left on purpose\n"
        for number, row in enumerate(plan.set_aside, start=1):
            says = " ".join((stop(_SAYS.get(row.rule, row.rule)), row.reason))
            yield _node(0, "", f"[Left on purpose {number}]", says) + "\n"
    if plan.sources:
        yield "## Sources\n"
        for source in plan.sources:
            reference = "".join(run.text for run in source.reference) or source.title
            yield f"* {_line(reference)}"


def _front_matter(plan: Outline, told: Told) -> Iterator[str]:
    """Yield what is said of the document, as YAML; JSON's strings are strings of YAML."""
    told_of = {
        "title": plan.question.text,
        "author": plan.author,
        "subTitle": origin(plan.question),
        "date": told.made.isoformat(),
    }
    yield "==="
    for name, text in told_of.items():
        # An equals sign could end the front matter early.
        yield f"{name}: {json.dumps(' '.join(text.split()))}".replace("=", "\\u003d")
    yield "===\n"


def _names(plan: Outline) -> dict[str, str]:
    """Name each factor by what can stand between brackets, no two alike."""
    names: dict[str, str] = {}
    for paragraph in plan.paragraphs:
        factor = paragraph.factor
        name = " ".join(re.sub(r"[^\w’' ]+", " ", factor.short_name or factor.name).split())
        taken = {each.casefold() for each in names.values()}
        wanted = name or "Factor"
        while wanted.casefold() in taken:
            wanted += " again"
        names[factor.key] = wanted
    return names


def _factor(paragraph: Paragraph, name: str) -> Iterator[str]:
    yield _node(0, "", f"<{name}>", paragraph.point)
    yield _node(1, "+>", _CLAIM)
    for number, item in enumerate(paragraph.evidence, start=1):
        yield _node(1, "+", f"[{name}, evidence {number}]", _evidence(item))
    for number, quotation in enumerate(paragraph.quotations, start=1):
        yield _node(1, "+", f"[{name}, quotation {number}]", _quotation(quotation))
    if paragraph.explanation:
        yield _node(1, "+", f"[{name}, explanation]", paragraph.explanation)
    if paragraph.counter_argument or paragraph.reply:
        yield _node(1, "-", f"<{name}, counter-argument>", paragraph.counter_argument)
    if paragraph.reply:
        yield _node(2, "-", f"<{name}, reply>", paragraph.reply)
    if paragraph.link:
        yield _node(1, "+", f"[{name}, link]", paragraph.link)
    if paragraph.without:
        yield "\n" + _node(0, "", f"[Without {name}]", paragraph.without)


def _links(plan: Outline, names: dict[str, str]) -> Iterator[str]:
    titles = {
        item.key: item.date_text or item.title
        for paragraph in plan.paragraphs
        for item in paragraph.evidence
    }
    for number, link in enumerate(plan.links, start=1):
        if link.cause in names and link.effect in names:
            cause, effect = names[link.cause], names[link.effect]
            proof = titles.get(link.evidence, "")
            said = (f"{cause} {LINK_KINDS[link.kind]} {effect}", link.sentence, proof)
            yield _node(0, "", f"[Link {number}]", " ".join(map(stop, map(line, said))))
            yield _node(1, "+", f"<{cause}>")
            yield _node(1, "->" if link.kind == "limited" else "+>", f"<{effect}>") + "\n"


def _judgement(plan: Outline, names: dict[str, str]) -> Iterator[str]:
    yield _node(0, "", "[Judgement]", plan.judgement)
    yield _node(1, "+>", _CLAIM)
    for number, criterion in enumerate(plan.criteria, start=1):
        weighed = [
            _node(2, "+", f"[{names[row.factor.key]} by criterion {number}]", text)
            for row in plan.paragraphs
            if (text := row.weighed[number - 1]).strip()
        ]
        if criterion.strip() or weighed:
            yield _node(1, "+", f"[Criterion {number}]", criterion)
            yield from weighed


def _evidence(item: Evidence) -> str:
    source = ", ".join(filter(None, (item.source.label if item.source else "", item.locator)))
    views = stop(
        "; ".join(f"{view.holders}: {line(view.claim).rstrip('.')}" for view in item.views)
    )
    said = (
        item.date_text,
        *map(stop, map(line, (item.title, item.text))),
        f"({source})" if source else "",
        f"Historians disagree: {views}" if views else "",
        "(own)" if item.own else "",
    )
    return " ".join(filter(None, said))


def _quotation(item: Quotation) -> str:
    place = ", ".join(filter(None, (attribution(item.historian, item.source), page_of(item))))
    said = (
        f"“{item.text}”",
        f"({place})",
        "(own)" if item.own else "",
        "" if item.checked else "(unchecked wording)",
        f"Short form: “{item.short}”" if item.short.strip() else "",
        *map(stop, map(line, (item.wording, *item.notes))),
    )
    return " ".join(filter(None, said))


def _node(depth: int, relation: str, name: str, text: str = "") -> str:
    """Write an argument or a statement, and how it bears on the one above it."""
    start = f"{'    ' * depth}{relation} ".lstrip(" " if not depth else "")
    words = _line(text)
    return f"{start}{name}: {words}" if words else f"{start}{name}"


def _line(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", " ".join(text.split()))
