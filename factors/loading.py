"""Writing a pack into the database as a bank, and reading a bank back as a pack."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from factors.checking import Fault, PackError, check
from factors.models import (
    Bank,
    Bearing,
    Camp,
    Document,
    Event,
    Evidence,
    Factor,
    Historian,
    Person,
    Question,
    Quotation,
    Record,
    Source,
    Table,
    Term,
    Topic,
)
from factors.records import TOPIC_RECORDS, Pack
from factors.search import index

# The model of each table of a pack; what a table refers to stands above it.
MODELS: dict[str, type[Record]] = {
    "factors": Factor,
    "questions": Question,
    "camps": Camp,
    "sources": Source,
    "historians": Historian,
    "people": Person,
    "evidence": Evidence,
    "quotations": Quotation,
    "events": Event,
    "terms": Term,
    "tables": Table,
    "documents": Document,
}

# What bears on factors, and the field of a bearing that points at it.
BEARERS: dict[type[Record], str] = {Evidence: "evidence", Quotation: "quotation"}

TOPIC_FIELDS = ("title", "summary", "starts", "ends")

Rows = dict[str, Any]


@transaction.atomic
def load_pack(pack: Pack) -> bool:
    """Publish the pack as the current bank of the built-in topic of its slug.

    Returns whether anything changed: a pack that says what the current bank says changes nothing.
    Earlier editions stay, for the plans that were built on them. Raises ``PackError`` where
    somebody has written a topic of that slug.
    """
    topic, _ = Topic.objects.get_or_create(slug=pack.topic.slug, defaults={"built_in": True})
    if not topic.built_in:
        raise PackError(
            [Fault("topic.toml", "", "slug", "is that of a topic which somebody wrote")]
        )
    if topic.current and topic.current.version == pack.version:
        if not topic.current.entry_set.exists():  # published before there was a search
            index(topic.current)
        return False
    publish(write_draft(topic, pack), pack)
    return True


@transaction.atomic
def write_draft(topic: Topic, pack: Pack) -> Bank:
    """Write a pack as the draft of a topic; the draft that it had is put away."""
    discard_draft(topic)
    bank = Bank.objects.create(
        topic=topic,
        number=1 + (topic.banks.aggregate(last=models.Max("number"))["last"] or 0),
        notes=pack.notes,
        **{field: getattr(pack.topic, field) for field in TOPIC_FIELDS},
    )
    plain = pack.model_dump(mode="json")
    written: Rows = {}
    for name, model in MODELS.items():
        rows = plain["topic"][name] if name in TOPIC_RECORDS else plain[name]
        written[name] = _write(bank, model, rows, written)
    write_bearings(written["factors"], written["evidence"], plain["evidence"], "evidence")
    write_bearings(written["factors"], written["quotations"], plain["quotations"], "quotation")
    return bank


def discard_draft(topic: Topic) -> None:
    """Put a topic's draft away, if it has one. It can be put back."""
    topic.banks.drafts().update(discarded_at=timezone.now())


def publish(bank: Bank, pack: Pack) -> None:
    """Make a draft, which says what ``pack`` says, the current bank of its topic."""
    for model in (Factor, Camp):
        for order, row in enumerate(model._default_manager.filter(bank=bank), 1):
            model._default_manager.filter(pk=row.pk).update(order=order)  # no gap: it is its sign
    bank.version = pack.version
    bank.published_at = timezone.now()
    bank.save(update_fields=["version", "published_at"])
    Topic.objects.filter(pk=bank.topic_id).update(current=bank)
    index(bank)


def bank_pack(bank: Bank) -> Pack:
    """Return what a bank says. Raises ``PackError`` where a draft is not sound yet."""
    return check(bank_tables(bank))


def bank_tables(bank: Bank) -> Rows:
    """Return what a bank says as the tables of a pack, sound or not."""
    tables = {name: _read(bank, model) for name, model in MODELS.items()}
    topic: Rows = {"slug": bank.topic.slug}
    topic |= {field: getattr(bank, field) for field in TOPIC_FIELDS}
    topic |= {name: tables.pop(name) for name in TOPIC_RECORDS}
    return {"topic": topic, "notes": bank.notes, **tables}


def _write(bank: Bank, model: type[Record], rows: list[Rows], written: Rows) -> Rows:
    """Write one table, of which ``written`` holds those above it; return its records by slug."""
    records = [
        model(bank=bank, order=order, **record_values(model, row, written))
        for order, row in enumerate(rows, 1)
    ]
    model._default_manager.bulk_create(records)
    by_slug: Rows = {record.slug: record for record in records}
    write_links(model, rows, by_slug, written)
    return by_slug


def record_values(model: type[Record], row: Rows, written: Rows) -> Rows:
    """Return the values of a record's columns; the records that it names are in ``written``."""
    plain, single, _ = _fields(model)
    values = {field.name: row[field.name] for field in plain}
    return values | {field.name: written[table].get(row[field.name]) for field, table in single}


def write_links(model: type[Record], rows: list[Rows], by_slug: Rows, written: Rows) -> None:
    """Write which other records the records of a table name, in the order of the pack."""
    for field, table in _fields(model)[2]:
        through = field.remote_field.through
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        through._default_manager.bulk_create(
            through(**{source: by_slug[row["slug"]], target: written[table][slug]})
            for row in rows
            for slug in row[field.name]
        )


def write_bearings(factors: Rows, items: Rows, rows: list[Rows], kind: str) -> None:
    """Write how items (evidence or quotations, by slug) bear on factors."""
    Bearing.objects.bulk_create(
        Bearing(factor=factors[slug], direction=direction, how=how, **{kind: items[row["slug"]]})
        for row in rows
        for direction in Bearing.Direction
        for slug, how in row[direction.value].items()
    )


def read_table(bank: Bank, table: str) -> list[Rows]:
    """Return one table of a bank as the rows of a pack, in order."""
    return _read(bank, MODELS[table])


def _read(bank: Bank, model: type[Record]) -> list[Rows]:
    """Return one table of a bank as plain rows, in order."""
    plain, single, many = _fields(model)
    slugs = [f"{field.name}__slug" for field, _ in single]
    names = [field.name for field in plain]
    records = model._default_manager.filter(bank=bank).values("pk", *names, *slugs)
    rows = {row.pop("pk"): row for row in records.order_by("order")}
    for row in rows.values():
        row |= {field.name: row.pop(f"{field.name}__slug") for field, _ in single}
        row |= {field.name: [] for field, _ in many}
    for field, _ in many:
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = field.remote_field.through._default_manager.filter(**{f"{source}__bank": bank})
        for pk, slug in links.order_by("pk").values_list(f"{source}_id", f"{target}__slug"):
            rows[pk][field.name].append(slug)
    if model in BEARERS:
        _read_bearings(bank, BEARERS[model], rows)
    return list(rows.values())


def _read_bearings(bank: Bank, kind: str, rows: Rows) -> None:
    for row in rows.values():
        row |= {direction.value: {} for direction in Bearing.Direction}
    bearings = Bearing.objects.filter(**{f"{kind}__bank": bank}).order_by("pk")
    for pk, direction, slug, how in bearings.values_list(
        f"{kind}_id", "direction", "factor__slug", "how"
    ):
        rows[pk][direction][slug] = how


def _fields(
    model: type[Record],
) -> tuple[list[Any], list[tuple[Any, str]], list[tuple[Any, str]]]:
    """Return the fields of a model that a pack has too.

    First the plain ones, then those that name one other record, then those that name many, each of
    these with the table of what it names. A pack and its model give a field one name.
    """
    tables: dict[Any, str] = {kind: name for name, kind in MODELS.items()}
    plain, single = [], []
    for field in model._meta.concrete_fields:
        if field.many_to_one and field.name != "bank":
            single.append((field, tables[field.related_model]))
        elif field.name not in ("id", "bank", "order"):
            plain.append(field)
    many = [(field, tables[field.related_model]) for field in model._meta.many_to_many]
    return plain, single, many
