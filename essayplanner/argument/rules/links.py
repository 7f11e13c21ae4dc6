"""Do the factors stand in a chain of causes?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from essayplanner.argument.mentions import named_in
from essayplanner.argument.outline import LINK_KINDS, Link, Paragraph
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import SOUND, change, change_paragraph

_FIRST, *_OTHERS = SOUND.outline.links
_ALONE = 2  # factors, from which on there is something to link
_LONGEST_NAME = 200  # of what a gap is about


def _unlinked() -> Case:
    rows = (replace(row, link="") for row in SOUND.outline.paragraphs)
    return change(paragraphs=tuple(rows), links=())


def _isolated() -> Case:
    case = change_paragraph("rivals", link="")
    return replace(case, outline=replace(case.outline, links=(_FIRST,)))


@rule(
    strand="Analysis",
    why="Causes that stand side by side make a list; saying how one worked on another makes an "
    "explanation.",
    asks="How did the factors bear on one another?",
    shows="No factor is linked to another.",
    example=_unlinked,
)
def no_links(case: Case) -> Iterator[Gap]:
    """In a question about causes, two factors or more have a point, and nothing links them.

    A causal link does, and so does a link at the end of each paragraph that names another factor.
    """
    claimed = [row for row in case.outline.paragraphs if row.point.strip()]
    # What came of something may have come side by side.
    if len(claimed) < _ALONE or case.reading.about != "causes":
        return
    if not linked(case):
        yield Gap(
            f"You make a point under {len(claimed)} factors, and no causal link is drawn between "
            "any two of them yet.",
            "links",
        )


@rule(
    strand="Analysis",
    why="A factor that neither led to another nor came of one looks like an afterthought.",
    asks="What did each factor lead to, and what did it come of?",
    shows="One factor is in no link.",
    example=_isolated,
)
def isolated_factor(case: Case) -> Iterator[Gap]:
    """In a question about causes, a factor with a point is in no causal link, though others are.

    Nor does the link at the end of its paragraph name another factor.
    """
    ends = {key for link in case.outline.links for key in (link.cause, link.effect)}
    if not ends or case.reading.about != "causes":
        return
    for row in case.outline.paragraphs:
        if row.point.strip() and row.factor.key not in ends and not _leads_on(case, row):
            name = row.factor.name
            yield Gap(f"No causal link leads to “{name}” or from it yet.", "links", row.factor.key)


@rule(
    strand="Analysis",
    why="That one cause led to another is a claim like any other: it counts once it is shown how.",
    asks="How did one factor work on the other?",
    shows="A link is drawn, and nothing says how it worked.",
    example=lambda: change(links=(replace(_FIRST, sentence=""), *_OTHERS)),
)
def link_not_explained(case: Case) -> Iterator[Gap]:
    """A link between two factors does not say how it worked."""
    for link in case.outline.links:
        if not link.sentence.strip():
            cause, effect = (_name(case, key) for key in (link.cause, link.effect))
            yield Gap(
                f"You say that “{cause}” {LINK_KINDS[link.kind]} “{effect}”, and not yet how.",
                "links",
                f"{link.cause}/{link.effect}",
            )


@rule(
    strand="Analysis",
    why="An explanation has to begin somewhere: in a circle every cause is also its own effect, "
    "and nothing can be said to weigh most.",
    asks="Which of these came first?",
    shows="The structure of the party makes room for skill, and skill speeds up that structure.",
    example=lambda: change(
        links=(
            *SOUND.outline.links,
            Link(
                cause="skill",
                effect="structure",
                kind="accelerated",
                sentence="He used each post to fill the next.",
            ),
        )
    ),
)
def links_in_a_circle(case: Case) -> Iterator[Gap]:
    """The causal links run in a circle. A link that says “limited” is no part of one."""
    circle = _circle(_effects(case))
    if circle:
        first, *others = (f"“{_name(case, key)}”" for key in circle)
        yield Gap(
            f"Your links run in a circle: from {first} to {', to '.join(others)} and back to "
            f"{first}.",
            "links",
            "/".join(circle)[:_LONGEST_NAME],
        )


def linked(case: Case) -> bool:
    """Say whether anything links the factors: a causal link, or the links of the paragraphs."""
    claimed = [row for row in case.outline.paragraphs if row.point.strip()]
    if case.outline.links or len(claimed) < _ALONE:
        return bool(case.outline.links)
    # The last of them leads to the end of the essay.
    return all(_leads_on(case, row) for row in claimed[:-1])


def _leads_on(case: Case, row: Paragraph) -> bool:
    """Say whether the link at the end of a paragraph names another factor."""
    factors = tuple(other.factor for other in case.outline.paragraphs)
    return not named_in(row.link, factors, case.outline.question) <= {row.factor.key}


def _name(case: Case, key: str) -> str:
    row = case.by_key.get(key)
    return row.factor.name if row else key


def _effects(case: Case) -> dict[str, list[str]]:
    """Return what each factor leads to, by keys."""
    effects = defaultdict(list)
    for link in case.outline.links:
        if link.cause == link.effect or link.kind == "limited":
            continue
        # What “only mattered because of” another was made to matter by that other.
        turned = link.kind == "depended"
        cause, effect = (link.effect, link.cause) if turned else (link.cause, link.effect)
        effects[cause].append(effect)
    return effects


def _circle(effects: dict[str, list[str]]) -> list[str]:
    """Return the first circle in its order, none where there is none: each edge is gone once.

    It begins with the least of its keys, so that the same circle always has the same name.
    """
    done: set[str] = set()
    for start in effects:
        path = {start: iter(effects[start])} if start not in done else {}
        while path:
            here = next(reversed(path))
            there = next(path[here], None)
            if there is None:
                del path[here]
                done.add(here)
            elif there in path:
                keys = list(path)
                circle = keys[keys.index(there) :]
                least = circle.index(min(circle))
                return circle[least:] + circle[:least]
            elif there not in done:
                path[there] = iter(effects.get(there, ()))
    return []
