"""Turning a plan's rows into an Outline."""

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Factor, Outline, Question
from essayplanner.plans.models import Choice, Paragraph, Plan
from factors.dates import HistoricalDate


def build_outline(plan: Plan) -> Outline:
    """Return the plan as an Outline.

    Prefetch ``paragraphs__choices`` and join ``owner``: two queries in all.
    """
    return Outline(
        question=Question(
            text=plan.question,
            topic=plan.topic_title,
            named_factor=plan.named_factor,
            starts=plan.starts,
            ends=plan.ends,
        ),
        author=str(plan.owner or ""),
        argument=plan.argument,
        ranked=plan.ranked,
        paragraphs=tuple(_paragraph(row) for row in plan.paragraphs.all()),
        criterion=plan.criterion,
        judgement=plan.judgement,
    )


def _paragraph(row: Paragraph) -> values.Paragraph:
    choices = list(row.choices.all())
    return values.Paragraph(
        factor=Factor(key=row.factor, name=row.name, short_name=row.short_name, mark=row.mark),
        evidence=tuple(
            sorted(
                (
                    values.evidence_from_plain(choice.item)
                    for choice in choices
                    if choice.kind == Choice.Kind.EVIDENCE
                ),
                key=lambda item: HistoricalDate.parse(item.date).starts,
            )
        ),
        quotations=tuple(
            values.quotation_from_plain(choice.item)
            for choice in choices
            if choice.kind == Choice.Kind.QUOTATION
        ),
        **{field: getattr(row, field) for field in Paragraph.TEXTS},
    )
