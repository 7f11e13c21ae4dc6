"""“I mean it”: leaving a finding of the check as it is, on purpose."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from essayplanner.argument.findings import check
from essayplanner.plans import revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import bank_of, exam_of
from essayplanner.plans.models import Plan, Revision, SetAside
from essayplanner.plans.writing import lock, locked_plan, touch

GONE = "Nothing was done, as the check does not find this in your plan any more."


@transaction.atomic
def set_aside(plan: Plan, name: tuple[str, str, str]) -> SetAside:
    """Set aside a finding (its rule, its place, what it is about) that the plan has now.

    Once is enough: of one that is set aside already its row is returned. Raises
    ``ValidationError`` in a sentence for the student.
    """
    stored = locked_plan(plan)
    checked = check(build_outline(stored), bank_of(stored), exam_of(stored))
    rule, place, about = name
    if any(finding.name == name for finding, _ in checked.set_aside):
        return SetAside.objects.get(plan=plan, rule=rule, place=place, about=about)
    if all(finding.name != name for finding in checked.findings):
        raise ValidationError(GONE)
    revisions.keep_while_working(plan, timezone.now())
    row = SetAside.objects.create(plan=plan, rule=rule, place=place, about=about)
    touch(plan)
    return row


@transaction.atomic
def look_again(plan: Plan, key: int) -> None:
    """Set a finding aside no more, its reason kept in a revision first.

    Where that is done already nothing changes.
    """
    lock(plan)
    rows = SetAside.objects.filter(plan=plan, pk=key)
    if rows.exists():
        revisions.keep(plan, Revision.Reason.TAKEN_OUT, timezone.now())
        rows.delete()
        touch(plan)
