"""What has to hold after every input: of the answer, and of the tables."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import connection

from essayplanner.plans.models import Link, Paragraph, Plan, Rehearsal, SetAside
from essayplanner.reviews.models import Comment, Review
from tests.fuzz.pages import MARK, Page
from tests.fuzz.sending import Answer

# What counts attempts, keeps sessions and looks, or is reckoned anew with every look at a plan.
COUNTING = {
    *("django_session", "classes_attempt", "plans_look", "plans_standing"),
    *("axes_accessattempt", "axes_accessfailurelog", "axes_accessattemptexpiration"),
    *("axes_accesslog", "usersessions_usersession"),
}
# Texts that come with a verb are saved on their own account, whatever becomes of the verb.
SAVED_ALONG: dict[str, frozenset[str]] = {
    Plan._meta.db_table: frozenset({*Plan.TEXTS, "modified_at", "kept_at"}),
    **{
        model._meta.db_table: frozenset(model.TEXTS)
        for model in (Paragraph, Link, SetAside, Rehearsal, Review, Comment)
    },
}
KEPT_ALONG = {"plans_revision", "reviews_review", "reviews_level"}

_WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)"')
_VISIBLE = re.compile(r"\w{3,}")


@contextmanager
def writes() -> Iterator[set[str]]:
    """Gather the names of the tables that are written meanwhile."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := _WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield written


def digests(tables: set[str], along: bool) -> dict[str, str]:
    """Return what stands in tables; where texts were sent ``along``, what else does."""
    leave = SAVED_ALONG if along else {}
    wanted = tables - COUNTING - (KEPT_ALONG if along else set())
    return {table: _digest(table, leave.get(table, frozenset())) for table in sorted(wanted)}


def _digest(table: str, leave: frozenset[str]) -> str:
    known = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    columns = [
        f'"{row.column}"' for row in known[table]._meta.concrete_fields if row.column not in leave
    ]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY {columns[0]}')
        return hashlib.sha256(repr(cursor.fetchall()).encode("utf-8", "replace")).hexdigest()


def faults_of(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    if answer.status >= 500:
        yield f"answers {answer.status}"
    headers = answer.response.headers
    if any(MARK in name.lower() for name in headers) or MARK in answer.response.cookies:
        yield "the marker is a header"
    target = urlsplit(headers.get("Location", ""))
    if target.netloc not in ("", "testserver") or target.scheme not in ("", "http", "https"):
        yield f"leads away to {headers['Location'][:80]!r}"
    if headers.get("Location", "").startswith(("//", "/\\", "\\")):
        yield f"leads away to {headers['Location'][:80]!r}"
    if answer.kind == "text/html":
        page = Page(answer.content.decode(answer.response.charset))
        yield from page.faults
        words = page.words
    elif answer.kind == "application/json":
        words = str(json.loads(answer.content)) + " json"
    else:
        words = answer.content[:2000].decode("utf-8", "replace") if answer.status >= 400 else "sent"
    if answer.status >= 400 and answer.status != 405 and not _VISIBLE.search(words):
        yield f"answers {answer.status} without a word"
