"""Saved comments: whose they are, who may use them, and what a teacher does with them."""

from django.db.models import Count, Q, QuerySet

from essayplanner.accounts.models import User
from essayplanner.classes.models import Classroom, Membership
from essayplanner.reviews.models import SavedComment


def usable(user: User) -> QuerySet[SavedComment]:
    """Return the saved comments that a teacher can use, those used most often first.

    These are their own, and what is shared by the teachers of classes that they teach too. Each is
    annotated with how often it is ``used``.
    """
    taught = Classroom.objects.filter(
        memberships__user=user, memberships__role=Membership.Role.TEACHER
    )
    colleagues = Membership.objects.filter(role=Membership.Role.TEACHER, classroom__in=taught)
    theirs = Q(shared=True, owner__in=colleagues.values("user"))
    rows = SavedComment.objects.filter(Q(owner=user) | theirs).select_related("owner")
    return rows.annotate(used=Count("uses")).order_by("-used", "code", "pk")


def offered(user: User, question: str) -> QuerySet[SavedComment]:
    """Return the saved comments that a teacher can use of a plan on a question, as ``usable``."""
    return usable(user).filter(question__in=("", question))
