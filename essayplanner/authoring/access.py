"""Who may write a topic, and which state of it they see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topic
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
    """Return the draft of a topic, or what is published, or what was thrown away last."""
    banks = topic.banks.select_related("topic")
    newest = banks.drafts().first() or banks.filter(current_of=topic).first()
    return newest or banks.latest("discarded_at")


def readable_bank(request: HttpRequest, slug: str) -> Bank:
    """Return a topic to download: one's own as it is drafted, another as it is published."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic and topic.author_id and topic.author_id == Person.of(request).user_id:
        return latest_bank(topic)
    return Bank.objects.select_related("topic").get(current_of=open_topic(request, slug))
