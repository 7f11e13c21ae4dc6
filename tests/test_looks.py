"""No page shows a teacher words of a student's plan that leaves no look."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pypdf import PdfReader

from essayplanner.argument.outline import Evidence
from essayplanner.plans import linking, own_items
from essayplanner.plans.models import Look, Plan
from essayplanner.reviews import actions
from tests.conftest import Cast
from tests.exports.reading import squeezed
from tests.reviews.said import give_back, say

MARKER = "Xyzzyx"


@pytest.fixture
def written(cast: Cast) -> None:
    """Put the marker into all that the student writes, hand it in, and quote it in a comment."""
    plan = cast.plan
    Plan.objects.filter(pk=plan.pk).update(**dict.fromkeys(Plan.TEXTS, MARKER))
    rows = plan.paragraphs.all()
    rows.update(**dict.fromkeys(rows.model.TEXTS, MARKER))
    linking.add_link(plan, "rivals", "skill", "limited")
    plan.links.update(sentence=MARKER)
    own = Evidence(key="own-0", date="", date_text="", title=MARKER, text=MARKER, own=True)
    own_items.write_own(plan.paragraphs.get(factor="skill"), own)
    plan.set_aside.create(
        rule="paragraph_without_dated_evidence", place="rivals-evidence", reason=MARKER
    )
    plan.refresh_from_db()
    actions.hand_in(plan, timezone.now())
    say(plan, "Is it?", "judgement", pk=1, quote=MARKER)
    give_back(plan)
    Plan.objects.filter(pk=plan.pk).update(judgement=f"{MARKER} again")


def _patterns(patterns: Sequence[Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _patterns(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}", pattern.pattern.converters


def _addresses(cast: Cast) -> Iterator[tuple[str, str]]:
    """Yield every address with each thing of the class that it may be about, and its name."""
    keys: dict[str, Sequence[object]] = {
        "UUIDConverter": [cast.plan.pk, cast.assignment.pk, cast.classroom.pk],
        "IntConverter": [1],
        "StringConverter": ["a"],
    }
    slugs: dict[str, Sequence[object]] = {
        "slug": ["one-side", "teacher"],
        "form": ["html", "docx", "pdf"],
    }
    for name, takes in _patterns(get_resolver().url_patterns):
        choices = [
            slugs.get(key, keys.get(type(converter).__name__, ["skill", "stalin-rise"]))
            for key, converter in takes.items()
        ]
        for values in product(*choices):
            try:
                yield name, reverse(name, kwargs=dict(zip(takes, values, strict=True)))
            except NoReverseMatch:  # such as a regular expression, of an account's own page
                continue


def _text(response: Any) -> str:
    """Return what somebody may read in an answer, whatever it is packed in."""
    return _read(b"".join(response) if response.streaming else response.content)


def _read(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(_read(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(content)).pages
        return squeezed("".join(page.extract_text() for page in pages))
    # A picture of a page cannot be read here: it shows what the page does.
    return MARKER if content.startswith(b"\x89PNG") else content.decode(errors="replace")


SHOWS = {
    *("plans:spine", "exports:paper", "exports:preview"),
    *("reviews:review", "reviews:compare", "reviews:feedback_paper"),
    *(f"reviews:{name}" for name in ("plans_zip", "plans_pdf", "archive", "feedback_sheet")),
    *("reviews:overview", "reviews:said", "reviews:said_csv"),
}


@pytest.mark.usefixtures("written")
def test_no_page_shows_a_teacher_words_of_a_plan_without_a_look(cast: Cast) -> None:
    key, shown = cast.teacher.cookies[settings.SESSION_COOKIE_NAME].value, set()
    for name, path in _addresses(cast):
        for method in ("get", "post"):
            client = Client(raise_request_exception=False)  # one that an answer may sign out
            client.cookies[settings.SESSION_COOKIE_NAME] = key
            with transaction.atomic():
                text = _text(getattr(client, method)(path))
                left = Look.objects.filter(plan=cast.plan, reader__username="teacher")
                if MARKER in text:
                    shown.add((name, left.exists()))
                transaction.set_rollback(True)
    assert shown == {(name, True) for name in SHOWS}
