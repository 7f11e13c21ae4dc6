"""Making and keeping a class, as verbs that views, commands and tests share."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from essayplanner.accounts.models import User
from essayplanner.accounts.temporary import give_temporary
from essayplanner.classes.codes import make_code
from essayplanner.classes.members import GONE, is_gone, why_no_reset
from essayplanner.classes.models import Assignment, Classroom, Extension, Membership


class RefusedError(Exception):
    """Something that cannot be done with a class; its text is a sentence for who asked."""


@transaction.atomic
def make_class(name: str, teacher: User) -> Classroom:
    """Make a class that can be joined; who makes it teaches it."""
    classroom = Classroom.objects.create(name=name)
    Membership.objects.create(classroom=classroom, user=teacher, role=Membership.Role.TEACHER)
    open_code(classroom)
    return classroom


def open_code(classroom: Classroom) -> None:
    """Give a class a join code that is new to everybody. Raises ``RefusedError``."""
    if classroom.archived_at:
        raise RefusedError("Nobody joins an archived class. Open the class again first.")
    while True:
        try:
            with transaction.atomic():
                Classroom.objects.filter(pk=classroom.pk).update(join_code=make_code())
        except IntegrityError:  # another class has it
            continue
        classroom.refresh_from_db(fields=["join_code"])
        return


def close_code(classroom: Classroom) -> None:
    """Let nobody join a class any more, until there is a new code."""
    Classroom.objects.filter(pk=classroom.pk).update(join_code=None)


@transaction.atomic
def archive(classroom: Classroom, now: datetime) -> None:
    """Put a class away to be read: its join code is gone for good, and so are its invitations."""
    classroom.invitations.filter(used_at=None).delete()
    Classroom.objects.open().filter(pk=classroom.pk).update(archived_at=now, join_code=None)


def reopen(classroom: Classroom) -> None:
    """Bring an archived class back; nobody can join it before it has a new code."""
    Classroom.objects.filter(pk=classroom.pk).update(archived_at=None)


@transaction.atomic
def join_class(classroom: Classroom, user: User, *, may_reset: bool, name: str = "") -> Membership:
    """Make somebody a student of a class; who is in it already stays what they are.

    A ``name`` is what the class list shows of them from now on.
    """
    if name:
        User.objects.filter(pk=user.pk).update(name=name)
    member, _ = Membership.objects.get_or_create(
        classroom=classroom,
        user=user,
        defaults={"role": Membership.Role.STUDENT, "may_reset": may_reset},
    )
    return member


@transaction.atomic
def move_student(member: Membership, to: Classroom, now: datetime) -> int:
    """Move a student to another class; return how many plans went along.

    A plan goes along where the class was set the same question and the student has no plan for it
    there, and so does the longer time that they were given. The others stay with the student alone.
    They agreed to a new password from those who teach them: it is asked again where somebody else
    teaches the other class. Raises ``RefusedError`` where the student teaches the other class,
    or has deleted the account.
    """
    if is_gone(member.user):
        raise RefusedError(GONE)
    there = Membership.objects.filter(classroom=to, user=member.user_id).first()
    if there and there.role == Membership.Role.TEACHER:
        raise RefusedError(f"{member.user} teaches {to}, and cannot be its student too.")
    moved = _move_plans(member, to)
    if there:
        member.delete()
    else:
        teachers = Membership.objects.filter(role=Membership.Role.TEACHER)
        known = teachers.filter(classroom=member.classroom_id).values("user")
        strange = teachers.filter(classroom=to).exclude(user__in=known).exists()
        member.may_reset = member.may_reset and not strange
        member.classroom = to
        member.joined_at = member.read_at = now
        member.save(update_fields=["classroom", "joined_at", "read_at", "may_reset"])
    return moved


def _move_plans(member: Membership, to: Classroom) -> int:
    mine = {"plans__owner": member.user_id, "plans__deleted_at": None}
    taken = Assignment.objects.filter(classroom=to, **mine)
    free: dict[tuple[int, str], list[Assignment]] = {}
    for row in to.assignments.exclude(pk__in=taken).select_related("bank"):
        free.setdefault((row.bank.topic_id, row.question), []).append(row)
    moved = 0
    for old in Assignment.objects.filter(classroom=member.classroom_id, **mine):
        if same := free.get((old.bank.topic_id, old.question)):
            new = same.pop(0)
            plans = old.plans.filter(owner=member.user_id, deleted_at=None)
            moved += plans.update(assignment=new)
            _carry_extension(old, new, member.user_id)
    return moved


def _carry_extension(old: Assignment, new: Assignment, student: int) -> None:
    both = Extension.objects.filter(student=student, assignment__in=(old, new))
    if due := both.aggregate(Max("due_at"))["due_at__max"]:
        both.delete()
        Extension.objects.create(assignment=new, student_id=student, due_at=due)


@transaction.atomic
def remove_student(member: Membership) -> None:
    """Take a student out of a class. Their work stays theirs, and no teacher of the class sees it.

    What a student who deleted the account left with the class has nobody to stay with: it goes.
    """
    member.delete()
    if not is_gone(member.user):
        return
    for assignment in member.classroom.assignments.all():
        assignment.plans.filter(owner=member.user_id).delete()
    if not member.user.memberships.exists():
        member.user.delete()


@transaction.atomic
def leave(member: Membership) -> None:
    """Let somebody go from a class, with the invitations that they made to it.

    The work of a student stays theirs, and no teacher of the class sees it. Raises
    ``RefusedError`` for the last teacher.
    """
    classroom = Classroom.objects.select_for_update().get(pk=member.classroom_id)
    others = classroom.memberships.filter(role=Membership.Role.TEACHER).exclude(pk=member.pk)
    if not others.exists():
        raise RefusedError(
            "You are the only teacher of this class. Invite another one first, or archive it."
        )
    classroom.invitations.filter(made_by=member.user_id, used_at=None).delete()
    member.delete()


def reset_password(member: Membership) -> str:
    """Give a student a new password and return it. Raises ``RefusedError``."""
    if why := why_no_reset(member):
        raise RefusedError(why)
    return give_temporary(member.user)
