"""Names of files that say who wrote what, and when."""

from datetime import date

from django.utils.text import slugify

from essayplanner.argument.outline import Outline
from essayplanner.exports.papers import FORMS


def file_name(outline: Outline, paper: str, form: str, made: date) -> str:
    """Name a file by who wrote it and what it answers, so that thirty can lie in one folder."""
    words = slugify(f"{outline.author} {outline.question.text}").split("-")[:12]
    return "-".join(filter(None, (*words, paper, made.isoformat()))) + FORMS[form].suffix
