"""What a class was set, as the argument knows it."""

from collections.abc import Collection, Sequence

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Question
from essayplanner.classes.models import Assignment
from factors.models import ExamFormat, Factor


def listed(names: Sequence[str]) -> str:
    """Return names as they are said: “A, B and C”, and nothing for none."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def is_coursework(assignment: Assignment, marked_on: str = "") -> bool:
    """Say whether the work for an assignment is examined itself: then one asks, compares nobody.

    It is as it was set, or as the exam format has it that it is set, or ``marked_on``. In one
    query at most.
    """
    return assignment.coursework or bool(of_coursework([assignment.exam_format, marked_on]))


def of_coursework(slugs: Collection[str]) -> set[str]:
    """Return which of some exam formats are of coursework, whoever may read them.

    In one query; in none where none of them is said.
    """
    wanted = {slug for slug in slugs if slug}
    rows = ExamFormat.objects.filter(slug__in=wanted, coursework=True)
    return set(rows.values_list("slug", flat=True)) if wanted else set()


def question_of(assignment: Assignment) -> Question:
    """Return the question of an assignment; in no query, where it came with ``bank__topic``."""
    return Question(
        text=assignment.question,
        topic=assignment.bank.title,
        topic_slug=assignment.bank.topic.slug,
        edition=assignment.bank.number,
        named_factor=assignment.named_factor,
        starts=assignment.starts,
        ends=assignment.ends,
    )


def factor_value(row: Factor) -> values.Factor:
    """Return a factor of the library as the argument knows it."""
    return values.Factor(key=row.slug, name=row.name, short_name=row.short_name, mark=row.order)


def factors_of(assignment: Assignment) -> list[Factor]:
    """Return the factors to weigh, in one query: the one that the question names comes first."""
    rows = {row.slug: row for row in Factor.objects.filter(bank=assignment.bank_id)}
    wanted = [rows[key] for key in assignment.factors if key in rows]
    return sorted(wanted, key=lambda row: row.slug != assignment.named_factor)
