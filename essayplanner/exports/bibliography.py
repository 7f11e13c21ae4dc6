"""The sources of a plan, for a reference manager."""

from collections.abc import Callable

from essayplanner.argument.outline import Outline
from factors.citations import Work
from factors.citations.bibliographies import Bibliography


def renderer(form: Bibliography) -> Callable[[Outline], bytes]:
    """Return the function that writes a plan's sources in a form."""

    def render(outline: Outline) -> bytes:
        return form.write([Work.of(source) for source in outline.sources]).encode()

    return render
