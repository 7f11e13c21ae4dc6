"""Who may write a topic."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from factors.models import Bank, Topic


def own_topic(request: HttpRequest, slug: str) -> Topic:
    """Return a topic that one wrote. Raises ``Http404`` for everybody else."""
    person = Person.of(request)
    if person.user_id is None:
        raise Http404
    return get_object_or_404(
        Topic.objects.select_related("current"), slug=slug, author=person.user_id
    )


def latest_bank(topic: Topic) -> Bank:
    """Return the draft of a topic or, where there is none, what is published."""
    return topic.banks.select_related("topic")[0]
