"""Do the factors stand in a chain of causes?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from essayplanner.argument.outline import LINK_KINDS, Link
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import SOUND, change

_FIRST, *_OTHERS = SOUND.outline.links
_ALONE = 2  # factors, from which on there is something to link
_LONGEST_NAME = 200  # of what a gap is about


@rule(
    strand="Analysis",
    why="Causes that stand side by side make a list; saying how one worked on another makes an "
    "explanation.",
    asks="How did the factors bear on one another?",
    shows="No factor is linked to another.",
    example=lambda: change(links=()),
)
def no_links(case: Case) -> Iterator[Gap]:
    """Two factors or more have a point, and no causal link joins any two of them."""
    claimed = sum(bool(row.point.strip()) for row in case.outline.paragraphs)
    if claimed >= _ALONE and not case.outline.links:
        yield Gap(
            f"You make a point under {claimed} factors, and no link joins any two of them yet.",
            "links",
        )


@rule(
    strand="Analysis",
    why="A factor that neither led to another nor came of one looks like an afterthought.",
    asks="What did each factor lead to, and what did it come of?",
    shows="One factor is in no link.",
    example=lambda: change(links=(_FIRST,)),
)
def isolated_factor(case: Case) -> Iterator[Gap]:
    """A factor with a point is in no link, although others are linked."""
    linked = {key for link in case.outline.links for key in (link.cause, link.effect)}
    for row in case.outline.paragraphs:
        if linked and row.point.strip() and row.factor.key not in linked:
            name = row.factor.name
            yield Gap(f"No link leads to “{name}” or from it yet.", "links", row.factor.key)


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
                f"You link “{cause}” and “{effect}” ({LINK_KINDS[link.kind]}), "
                "and do not yet say how it worked.",
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
