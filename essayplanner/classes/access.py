"""Who may reach a class, what it is set, and the topics that are published to it."""

import uuid
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Classroom, Membership
from factors.models import ExamFormat, Topic

ARCHIVED = "This class is archived: it is kept to be read, and nothing new is set."


def taught_classroom(request: HttpRequest, pk: uuid.UUID) -> Classroom:
    """Return a class that one teaches. Raises ``Http404`` for everybody else."""
    return get_object_or_404(Classroom.objects.taught_by(Person.of(request)), pk=pk)


def taught_student(request: HttpRequest, pk: uuid.UUID, member: int) -> Membership:
    """Return a student's place in a class that one teaches. Raises ``Http404`` for others."""
    classroom = taught_classroom(request, pk)
    rows = classroom.memberships.filter(role=Membership.Role.STUDENT)
    return get_object_or_404(rows.select_related("user", "classroom"), pk=member)


def taught_colleague(request: HttpRequest, pk: uuid.UUID, member: int) -> Membership:
    """Return the place of a teacher who came to a class after who asks, a teacher of it.

    Raises ``Http404`` for others: so nobody whom a link let in puts out who sent it, nor who made
    the class.
    """
    mine = own_place(request, pk, Membership.Role.TEACHER)
    later = Membership.objects.filter(
        classroom=pk, role=Membership.Role.TEACHER, joined_at__gt=mine.joined_at
    )
    return get_object_or_404(later.select_related("user", "classroom"), pk=member)


def own_place(request: HttpRequest, pk: uuid.UUID, *roles: Membership.Role) -> Membership:
    """Return one's own place in a class, in one of the roles. Raises ``Http404`` for others."""
    rows = Membership.objects.filter(user=Person.of(request).user_id, role__in=roles)
    return get_object_or_404(rows.select_related("classroom"), classroom=pk)


def taught_assignment(request: HttpRequest, pk: uuid.UUID) -> Assignment:
    """Return what a class that one teaches was set. Raises ``Http404`` for everybody else."""
    classes = Classroom.objects.taught_by(Person.of(request))
    rows = Assignment.objects.filter(classroom__in=classes)
    related = ("classroom", "bank__topic")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def settable_classroom(request: HttpRequest, pk: uuid.UUID) -> Classroom:
    """Return a class that one teaches, to set it something.

    Raises ``PermissionDenied`` where it is archived, ``Http404`` for everybody else.
    """
    classroom = taught_classroom(request, pk)
    if classroom.archived_at:
        raise PermissionDenied(ARCHIVED)
    return classroom


def settable_assignment(request: HttpRequest, pk: uuid.UUID) -> Assignment:
    """Return what a class that one teaches was set, to change it.

    Raises as ``settable_classroom`` does.
    """
    assignment = taught_assignment(request, pk)
    if assignment.classroom.archived_at:
        raise PermissionDenied(ARCHIVED)
    return assignment


def own_assignment(request: HttpRequest, pk: uuid.UUID) -> Assignment:
    """Return what a class was set, to a student of that class. Raises ``Http404`` for others."""
    rows = Assignment.objects.set_for(Person.of(request))
    return get_object_or_404(rows.select_related("bank__topic"), pk=pk)


def open_topics(person: Person) -> QuerySet[Topic]:
    """Return the published topics that somebody may plan on, each with its current bank.

    These are the built-in ones, their own, and those published to a class of theirs.
    """
    mine = Q(author=person.user_id) | Q(classrooms__memberships__user=person.user_id)
    whose = Q(built_in=True) | mine if person.user_id else Q(built_in=True)
    return Topic.objects.filter(whose, current__isnull=False).select_related("current").distinct()


def open_topic(request: HttpRequest, slug: str) -> Topic:
    """Return a published topic to somebody who may plan on it. Raises ``Http404`` for others."""
    return get_object_or_404(open_topics(Person.of(request)), slug=slug)


def readable_formats(person: Person) -> QuerySet[ExamFormat]:
    """Return the exam formats that somebody may read.

    These are the built-in ones, their own, and those of whoever teaches a class that they are in.
    """
    if person.user_id is None:
        return ExamFormat.objects.filter(author=None)
    teachers = Membership.objects.filter(
        role=Membership.Role.TEACHER, classroom__memberships__user=person.user_id
    )
    return ExamFormat.objects.filter(
        Q(author=None) | Q(author=person.user_id) | Q(author__in=teachers.values("user"))
    )


def formats_of_each(
    wanted: Collection[tuple[int | None, str]],
) -> dict[tuple[int | None, str], ExamFormat]:
    """Return the exam formats that are ``wanted``, each by a user (or nobody) and by its slug.

    Only those that the user may read, as ``readable_formats`` has it. In one query, and a second
    one where somebody wrote some of them; in none where none is wanted.
    """
    if not wanted:
        return {}
    found = ExamFormat.objects.filter(slug__in={slug for _, slug in wanted}).in_bulk(
        field_name="slug"
    )
    pairs = {(user, slug): found[slug] for user, slug in wanted if slug in found}
    others = {row.author_id for row in pairs.values()} - {None}
    taught: set[tuple[int | None, int | None]] = set()
    if others:
        members = Membership.objects.filter(
            role=Membership.Role.TEACHER,
            user__in=others,
            classroom__memberships__user__in={user for user, _ in wanted if user},
        )
        taught = set(members.values_list("user", "classroom__memberships__user"))
    return {
        (user, slug): row
        for (user, slug), row in pairs.items()
        if row.author_id in (None, user) or (row.author_id, user) in taught
    }
