"""Markup that is the same in every plan but for a few texts, drawn once and filled in each time.

Most of the desk's time went into drawing again what never changes: the items of the library, the
frames of the boxes, what was chosen from the one for the other.
"""

from collections.abc import Hashable
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# No text can be taken for it: in a text the brackets would be escaped.
_HOLE = mark_safe("<hole>")


def fill(template: str, *texts: str, **context: Hashable) -> SafeString:
    """Draw a template and put each text, escaped, where the template has ``{{ hole }}``, in order.

    Two calls with an equal ``context`` draw only once.
    """
    drawn = _drawn(template, tuple(context.items()))
    holes = [text if isinstance(text, SafeString) else escape(text) for text in texts]
    return SafeString(drawn % tuple(holes))


@lru_cache(maxsize=8000)
def _drawn(template: str, context: tuple[tuple[str, Hashable], ...]) -> str:
    """Return a template drawn, with a ``%s`` in place of each hole."""
    drawn = render_to_string(template, {**dict(context), "hole": _HOLE})
    return drawn.replace("%", "%%").replace(_HOLE, "%s")
