"""Which bank somebody may read."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topic, open_topics
from factors.models import Bank


def open_banks(request: HttpRequest) -> QuerySet[Bank]:
    """Return the current bank of each topic that somebody may read, built-in topics first."""
    banks = Bank.objects.filter(current_of__in=open_topics(Person.of(request)))
    return banks.order_by("current_of").select_related("topic")


def open_bank(request: HttpRequest, slug: str) -> Bank:
    """Return the current bank of a topic that somebody may read. Raises ``Http404`` for others."""
    topic = open_topic(request, slug)
    if topic.current is None:
        raise Http404
    topic.current.topic = topic
    return topic.current
