"""The sources of a plan, for a reference manager."""

from collections.abc import Callable

from essayplanner.argument.outline import Outline
from essayplanner.exports.told import Told
from factors.citations import Work
from factors.citations.bibliographies import Bibliography


def renderer(form: Bibliography) -> Callable[[Outline, Told], bytes]:
    """Return the function that writes a plan's sources in a form."""

    def render(outline: Outline, told: Told) -> bytes:
        return form.write([Work.of(source) for source in outline.sources]).encode()

    return render
