"""What is asked of plans, by its product name."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Aggregate, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Classroom, Extension, Membership

if TYPE_CHECKING:
    from essayplanner.plans.models import Plan, Standing  # noqa: F401


KEPT_DELETED = timedelta(days=30)


class Lines(Aggregate):
    """Texts of several rows in one, a line each, in no order that can be relied on."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, CHR(10))"
    output_field = models.TextField()

    def as_sqlite(self, *args: Any, **more: Any) -> Any:
        """Write it as SQLite has it."""
        template = "GROUP_CONCAT(%(expressions)s, CHAR(10))"
        return super().as_sql(*args, template=template, **more)


class Settled(Subquery):
    """A subquery whose SQL is written once: that takes long, and it asks the same of every plan."""

    written: Any = None

    def copy(self) -> Self:
        """Return one that may be changed, and is written anew."""
        clone = super().copy()
        clone.written = None
        return clone

    def as_sql(self, *args: Any, **more: Any) -> Any:
        """Write it, or take what was written before."""
        self.written = self.written or super().as_sql(*args, **more)
        return self.written


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans."""

    def written_by(self, person: Person) -> Self:
        """Every plan that this person wrote, deleted ones too."""
        if person.user_id is not None:
            return self.filter(owner=person.user_id)
        return self.filter(guest_key=person.guest_key) if person.guest_key else self.none()

    def owned_by(self, person: Person) -> Self:
        """Plans that this person wrote and may change."""
        return self.written_by(person).filter(deleted_at=None)

    def deleted(self, now: datetime) -> Self:
        """Plans that were deleted, and can still be brought back."""
        return self.filter(deleted_at__gt=now - KEPT_DELETED)

    def kept(self, now: datetime) -> Self:
        """Plans that are there, or can still be brought back."""
        return self.filter(Q(deleted_at=None) | Q(deleted_at__gt=now - KEPT_DELETED))

    def with_library(self) -> Self:
        """With what the check knows of each: the bank itself is long, and read already.

        That is the ``library_version``, and whether its class was set it as coursework
        (``set_coursework``) or is to name historians (``set_historians``).
        """
        return self.annotate(
            library_version=F("bank__version"),
            set_coursework=F("assignment__coursework"),
            set_historians=F("assignment__historians_required"),
        )

    def for_desk(self) -> Self:
        """With what the desk shows of their surroundings.

        Of the library that is also its ``newest_bank``, by key; of its assignment, the
        ``class_name``, the ``instructions``, the class's due time (``class_due_at``), the
        student's own (``own_due_at``), and the names of the ``teachers`` who can read it, a line
        each. And what ``with_standing`` has.
        """
        return (
            self.with_library()
            .with_standing()
            .annotate(
                newest_bank=F("bank__topic__current"),
                class_name=F("assignment__classroom__name"),
                instructions=F("assignment__instructions"),
                class_due_at=F("assignment__due_at"),
                own_due_at=Settled(
                    Extension.objects.filter(
                        assignment=OuterRef("assignment"), student=OuterRef("owner")
                    ).values("due_at")
                ),
                teachers=Settled(
                    Membership.objects.filter(
                        role="teacher",
                        classroom=OuterRef("assignment__classroom"),
                        classroom__memberships__user=OuterRef("owner"),
                        classroom__memberships__role="student",
                    )
                    .values("classroom")
                    .values(
                        names=Lines(Coalesce(NullIf("user__name", Value("")), "user__username"))
                    )
                ),
            )
        )

    def with_standing(self) -> Self:
        """With the time that what is kept of each holds for, and with what it was reckoned."""
        basis = KeyTextTransform("basis", "standing__facts")
        return self.annotate(stood_at=F("standing__as_of"), stands_on=basis)

    def visible_to(self, person: Person) -> Self:
        """Their own plans, and those that they may read as a teacher."""
        return self.filter(Q(pk__in=self.owned_by(person)) | Q(pk__in=self.taught_by(person)))

    def taught_by(self, person: Person) -> Self:
        """Plans of those who are students of a class of this teacher now, for what it was set."""
        return self.filter(
            assignment__classroom__in=Classroom.objects.taught_by(person),
            deleted_at=None,
            owner__memberships__classroom=F("assignment__classroom"),
            owner__memberships__role="student",
        )

    def follow_format(self, was: str, now: str) -> None:
        """Mark on another exam format those that still are marked on the one that they were."""
        self.filter(exam_format=was).update(exam_format=now)

    def forget_standings(self) -> None:
        """Have it found out anew how each stands, as the check asks for something else now."""
        standing: type[Standing] = self.model._meta.get_field("standing").related_model  # type: ignore[assignment]
        standing.objects.filter(plan__in=self).delete()
