"""Classes of 30 and 400 whose plans are those of the sample school, and what was kept of them."""

from itertools import cycle, islice
from uuid import UUID

SIZES = (30, 400)


def make_class(size: int) -> UUID:
    """Make a class of so many, and return the key of what it is set."""
    from django.utils import timezone

    from essayplanner.accounts.models import User
    from essayplanner.classes.models import Assignment, Classroom, Membership
    from essayplanner.plans.models import Plan, Standing

    set_before = Assignment.objects.get(classroom__name="12B History")
    teacher = Membership.objects.get(classroom=set_before.classroom, role="teacher").user
    room = Classroom.objects.create(name=f"A class of {size}")
    Membership.objects.create(classroom=room, user=teacher, role="teacher")
    sample = list(Plan.objects.filter(assignment=set_before).select_related("owner", "standing"))
    assignment = Assignment.objects.get(pk=set_before.pk)
    assignment.pk, assignment.classroom = None, room
    assignment.id = Assignment._meta.pk.get_default()
    assignment.save(force_insert=True)
    users = User.objects.bulk_create(
        User(username=f"of{size}-{number}", name=f"{number} {plan.owner}")
        for number, plan in enumerate(islice(cycle(sample), size))
    )
    Membership.objects.bulk_create(
        Membership(classroom=room, user=user, role="student", joined_at=timezone.now())
        for user in users
    )
    for user, theirs in zip(users, cycle(sample), strict=False):
        plan = Plan.objects.get(pk=theirs.pk)
        plan.id, plan.owner, plan.assignment = Plan._meta.pk.get_default(), user, assignment
        plan.save(force_insert=True)
        standing = Standing.objects.get(pk=theirs.pk)
        standing.plan = plan
        standing.save(force_insert=True)
    return assignment.pk
