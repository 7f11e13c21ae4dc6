"""The sources of a plan, for a reference manager."""

from collections.abc import Callable

from essayplanner.argument.outline import Outline
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import origin
from factors.citations import Work
from factors.citations.bibliographies import Bibliography


def renderer(form: Bibliography) -> Callable[[Outline, Told], bytes]:
    """Return the function that writes a plan's sources in a form.

    A note with each says which version of its topic the plan was made from.
    """

    def render(outline: Outline, told: Told) -> bytes:
        works = [Work.of(source) for source in outline.sources]
        made_from = printable(origin(outline.question))
        return form.write(works, f"From Essay Planner: {made_from}" * bool(made_from)).encode()

    return render
