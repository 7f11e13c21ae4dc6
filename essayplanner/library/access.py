"""Who may read a bank, and read, copy and change an exam format."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.access import user_of
from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topic, open_topics, readable_formats
from factors.checking import PackError
from factors.loading import bank_pack
from factors.models import Bank, ExamFormat


def open_banks(request: HttpRequest) -> QuerySet[Bank]:
    """Return the current bank of each topic that somebody may read, built-in topics first."""
    banks = Bank.objects.filter(current_of__in=open_topics(Person.of(request)))
    return banks.order_by("current_of").select_related("topic")


def open_bank(request: HttpRequest, slug: str, *, draft: bool = False) -> Bank:
    """Return the current bank of a topic to who may read it, or its sound ``draft`` to its writer.

    Raises ``Http404`` for everybody else.
    """
    if draft:
        banks = Bank.objects.drafts().filter(topic__author=Person.of(request).user_id)
        rows = banks.filter(topic__author__isnull=False).select_related("topic")
        bank = get_object_or_404(rows, topic__slug=slug)
        try:
            bank_pack(bank)
        except PackError:
            raise Http404 from None  # a draft that names what is not there cannot be drawn
        return bank
    topic = open_topic(request, slug)
    if topic.current is None:
        raise Http404
    topic.current.topic = topic
    return topic.current


def readable_format(request: HttpRequest, slug: str) -> ExamFormat:
    """Return a format to read. Raises ``Http404`` for whoever may not."""
    rows = readable_formats(Person.of(request)).select_related("author")
    return get_object_or_404(rows, slug=slug)


def own_format(request: HttpRequest, slug: str) -> ExamFormat:
    """Return a format to write.

    Raises ``PermissionDenied`` for a reader, ``Http404`` for others.
    """
    exam_format = readable_format(request, slug)
    if exam_format.author != user_of(request):
        raise PermissionDenied
    return exam_format
