"""Drawing the part of a page that is the same for everybody who may read it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from essayplanner.library.frame import frame, words
from factors.models import Bank


def shared(bank: Bank) -> dict[str, Any]:
    """Return what every template of the library knows.

    These are the topic's ``bank``, the addresses of its pages as ``at``, and its ``words``.
    """
    return {"bank": bank, "at": frame(bank).addresses, "words": words(bank)}


def draw(bank: Bank, page: str, context: dict[str, Any]) -> SafeString:
    """Return the partial “body” of a page of the library as markup."""
    return render_to_string(f"library/{page}.html#body", shared(bank) | context)
