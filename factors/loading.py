"""Loading a checked pack into the bank."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from factors.models import (
    Bearing,
    Evidence,
    Factor,
    Historian,
    Question,
    Quotation,
    Record,
    Source,
    Topic,
)
from factors.pack import EvidenceRecord, Fault, Pack, PackError, QuotationRecord


@transaction.atomic
def load_pack(pack: Pack) -> bool:
    """Make the bank of the pack's topic say what the pack says, keeping the rows it had.

    Returns whether anything changed. Raises ``PackError``, with the old bank in place, where the
    pack no longer holds a question that a class is set.
    """
    values = pack.topic.model_dump(include={"title", "summary", "starts", "ends"})
    topic = Topic.objects.filter(slug=pack.topic.slug).first()
    if topic and topic.version == pack.version:
        return False
    topic, _ = Topic.objects.update_or_create(
        slug=pack.topic.slug, defaults={**values, "version": pack.version}
    )
    Bearing.objects.filter(factor__topic=topic).delete()
    factors = _upsert(topic, Factor, (record.model_dump() for record in pack.topic.factors))
    sources = _upsert(topic, Source, (record.model_dump() for record in pack.sources))
    historians = _upsert(topic, Historian, (record.model_dump() for record in pack.historians))
    _load_questions(topic, pack, factors)
    evidence = _upsert(
        topic,
        Evidence,
        (_item_values(record) | {"source": sources[record.source]} for record in pack.evidence),
    )
    quotations = _upsert(
        topic,
        Quotation,
        (
            _item_values(record)
            | {"source": sources[record.source], "historian": historians[record.historian]}
            for record in pack.quotations
        ),
    )
    Bearing.objects.bulk_create(
        [
            *_bearings(pack.evidence, "evidence", evidence, factors),
            *_bearings(pack.quotations, "quotation", quotations, factors),
        ]
    )
    for model, kept in (
        (Quotation, quotations),
        (Evidence, evidence),
        (Historian, historians),
        (Source, sources),
        (Factor, factors),
    ):
        model._default_manager.filter(topic=topic).exclude(slug__in=kept).delete()
    return True


def _upsert(topic: Topic, model: type[Record], rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Write the rows in order, by slug, and return the records by slug."""
    records = [model(topic=topic, order=order, **row) for order, row in enumerate(rows, 1)]
    fields = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in ("id", "topic", "slug")
    ]
    model._default_manager.bulk_create(
        records, update_conflicts=True, unique_fields=["topic", "slug"], update_fields=fields
    )
    slugs = [record.slug for record in records]
    return {row.slug: row for row in model._default_manager.filter(topic=topic, slug__in=slugs)}


def _item_values(record: EvidenceRecord | QuotationRecord) -> dict[str, Any]:
    return record.model_dump(exclude={"supports", "turns_against", "source", "historian"})


def _load_questions(topic: Topic, pack: Pack, factors: dict[str, Factor]) -> None:
    records = pack.topic.questions
    questions = _upsert(
        topic,
        Question,
        (
            record.model_dump(exclude={"factors", "named_factor"})
            | {"named_factor": factors.get(record.named_factor or "")}
            for record in records
        ),
    )
    for record in records:
        questions[record.slug].factors.set(factors[slug] for slug in record.factors)
    faults = []
    for question in Question.objects.filter(topic=topic).exclude(slug__in=questions):
        try:
            question.delete()
        except ProtectedError:
            says = "is set to a class, so it cannot leave the pack"
            faults.append(Fault("topic.toml", f"record “{question.slug}”", "", says))
    if faults:
        raise PackError(faults)


def _bearings(
    records: Iterable[EvidenceRecord | QuotationRecord],
    kind: str,
    items: dict[str, Any],
    factors: dict[str, Factor],
) -> Iterable[Bearing]:
    for record in records:
        for direction in Bearing.Direction:
            for slug, how in getattr(record, direction).items():
                yield Bearing(
                    factor=factors[slug], direction=direction, how=how, **{kind: items[record.slug]}
                )
