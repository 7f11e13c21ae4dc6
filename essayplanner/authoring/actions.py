"""What a writer of topics can do, as verbs that views and tests share."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from essayplanner.accounts.models import User
from essayplanner.classes.models import Classroom
from factors.editing import new_slug, write_record
from factors.loading import bank_pack, publish, write_draft
from factors.models import Bank, Topic
from factors.records import Pack

_SHORT_NAME = 30


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


def draft_of(topic: Topic) -> Bank:
    """Return the draft of a topic, made from what is published where there is none yet."""
    draft = topic.banks.filter(published_at=None).select_related("topic").first()
    if draft or topic.current is None:
        return draft or topic.banks.get()
    return write_draft(topic, bank_pack(topic.current))


@transaction.atomic
def publish_draft(topic: Topic, taught: Iterable[Classroom], chosen: Iterable[Classroom]) -> None:
    """Publish the draft of a topic, if it has one, and show the topic to the classes chosen.

    ``taught`` are the classes that the writer may choose from; those not chosen lose it. Raises
    ``PackError`` where the draft is not sound, and then nothing changes.
    """
    draft = topic.banks.filter(published_at=None).select_related("topic").first()
    if draft:
        publish(draft, bank_pack(draft))
    topic.classrooms.remove(*taught)
    topic.classrooms.add(*chosen)


def discard_draft(topic: Topic) -> None:
    """Throw a draft away; a topic that was never published goes with it."""
    if topic.current_id is None:
        topic.delete()
    else:
        topic.banks.filter(published_at=None).delete()


def _new_topic(author: User, title: str) -> Topic:
    # The end keeps two teachers' topics apart and a class's topics from being guessed.
    stem = slugify(title)[:50].strip("-_") or "topic"
    return Topic.objects.create(slug=f"{stem}-{get_random_string(8).lower()}", author=author)
