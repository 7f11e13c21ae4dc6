"""What a writer of topics can do, as verbs that views and tests share.

Each verb locks the topic first and looks at its state then, so that two tabs, or a tab that was
open for long, never write over a published bank or over one another.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.crypto import get_random_string

from essayplanner.accounts.models import User
from essayplanner.classes.models import Classroom
from factors.editing import delete_record, new_slug, short_slug, write_record
from factors.loading import bank_pack, publish, read_table, write_draft
from factors.loading import discard_draft as put_away
from factors.models import Bank, Topic
from factors.records import Pack

Row = dict[str, Any]

_SHORT_NAME = 30
_STEM = 40  # with what is added to it, no longer than a slug may be


def digest(value: Any) -> str:
    """Return what tells one state of a record, or of a form, from another."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


@contextmanager
def open_draft(topic: Topic) -> Iterator[Bank]:
    """Lock a topic and yield its draft, made from what is published where there is none yet.

    Raises ``Http404`` where the topic is gone, or holds only what was thrown away.
    """
    with transaction.atomic():
        locked = _lock(topic)
        draft = locked.banks.drafts().select_related("topic").first()
        if draft is None:
            current = get_object_or_404(locked.banks, current_of=locked)
            draft = write_draft(locked, bank_pack(current))
        yield draft


@transaction.atomic
def start_topic(
    author: User, title: str, summary: str, starts: int, ends: int, factors: Iterable[str]
) -> Topic:
    """Start a topic as a draft that holds its factors by name and nothing else yet."""
    topic = _new_topic(author, title)
    draft = Bank.objects.create(
        topic=topic, number=1, title=title, summary=summary, starts=starts, ends=ends
    )
    for name in factors:
        row = {
            "slug": new_slug(draft, "factors", name),
            "name": name,
            "short_name": name[:_SHORT_NAME].strip(),
            "summary": "",
        }
        write_record(draft, "factors", row)
    return topic


@transaction.atomic
def take_pack(author: User, pack: Pack) -> Topic:
    """Make a topic of one's own from a pack: an upload, or a copy of another topic."""
    topic = _new_topic(author, pack.topic.title)
    write_draft(topic, pack)
    return topic


def add_record(topic: Topic, table: str, row: Row, name: str) -> None:
    """Write a new record into the draft, with a slug made from its ``name``."""
    with open_draft(topic) as draft:
        write_record(draft, table, row | {"slug": new_slug(draft, table, name)})


def save_record(topic: Topic, table: str, row: Row, was: str) -> Row | None:
    """Write a record into the draft where it still is what the writer started from.

    ``was`` is the ``digest`` of the row that the form showed. Returns the row that is stored now
    where it is another, empty where there is none any more.
    """
    with open_draft(topic) as draft:
        stored = find_row(draft, table, row["slug"])
        if digest(stored) != was:
            return stored or {}
        write_record(draft, table, row)
    return None


def find_row(bank: Bank, table: str, slug: str) -> Row | None:
    """Return a record of a bank as a row of a pack."""
    return next((row for row in read_table(bank, table) if row["slug"] == slug), None)


def save_about(topic: Topic, values: Row, was: str) -> Row | None:
    """Write what a draft is about where it still is what the writer started from.

    Returns what is stored now where it is something else.
    """
    with open_draft(topic) as draft:
        stored = {name: getattr(draft, name) for name in values}
        if digest(stored) != was:
            return stored
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save(update_fields=values)
    return None


def remove_record(topic: Topic, table: str, slug: str) -> list[str]:
    """Delete a record of the draft, unless others name it; return these."""
    with open_draft(topic) as draft:
        return delete_record(draft, table, slug)


@transaction.atomic
def replace_draft(topic: Topic, pack: Pack) -> None:
    """Let the draft say what a pack says; what it said is put away."""
    write_draft(_lock(topic), pack)


@transaction.atomic
def publish_draft(topic: Topic, chosen: Iterable[Classroom]) -> None:
    """Publish the draft of a topic, if it has one, and show the topic to the classes chosen alone.

    A draft that says what is published already is no new edition. Raises ``PackError`` where the
    draft is not sound, and then nothing changes.
    """
    locked = _lock(topic)
    draft = locked.banks.drafts().select_related("topic").first()
    pack = bank_pack(draft) if draft else None
    if draft and pack:
        if locked.current and locked.current.version == pack.version:
            put_away(locked)
        else:
            publish(draft, pack)
    locked.classrooms.set(chosen)


@transaction.atomic
def discard_draft(topic: Topic) -> None:
    """Throw a draft away; what is published stays, and the draft can be put back."""
    put_away(_lock(topic))


@transaction.atomic
def restore_draft(topic: Topic, number: int) -> None:
    """Put back a draft that was thrown away, in place of the one there is. Raises ``Http404``."""
    locked = _lock(topic)
    bank = get_object_or_404(locked.banks.exclude(discarded_at=None), number=number)
    put_away(locked)
    bank.discarded_at = None
    bank.save(update_fields=["discarded_at"])


def _lock(topic: Topic) -> Topic:
    return get_object_or_404(Topic.objects.select_for_update(), pk=topic.pk)


def _new_topic(author: User, title: str) -> Topic:
    # The end keeps two teachers' topics apart and a class's topics from being guessed.
    stem = short_slug(title, _STEM) or "topic"
    return Topic.objects.create(slug=f"{stem}-{get_random_string(8).lower()}", author=author)
