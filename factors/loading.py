"""Writing a pack into the bank as an edition, and reading an edition back as a pack."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from factors.checking import IN_TOPIC, Fault, PackError, check
from factors.models import (
    Bearing,
    Camp,
    Document,
    Edition,
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
from factors.records import Pack

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
    """Publish the pack as the current edition of the built-in topic of its slug.

    Returns whether anything changed: a pack that says what the current edition says changes nothing.
    Earlier editions stay, for the plans that were built on them. Raises ``PackError`` where somebody
    has written a topic of that slug.
    """
    topic, _ = Topic.objects.get_or_create(slug=pack.topic.slug, defaults={"built_in": True})
    if not topic.built_in:
        raise PackError(
            [Fault("topic.toml", "", "slug", "is that of a topic which somebody wrote")]
        )
    if topic.current and topic.current.version == pack.version:
        return False
    publish(write_draft(topic, pack), pack)
    return True


@transaction.atomic
def write_draft(topic: Topic, pack: Pack) -> Edition:
    """Write a pack as the draft of a topic, in place of the draft that it had."""
    topic.editions.filter(published_at=None).delete()
    edition = Edition.objects.create(
        topic=topic,
        number=1 + (topic.editions.aggregate(last=models.Max("number"))["last"] or 0),
        notes=pack.notes,
        **{field: getattr(pack.topic, field) for field in TOPIC_FIELDS},
    )
    plain = pack.model_dump(mode="json")
    written: Rows = {}
    for name, model in MODELS.items():
        rows = plain["topic"][name] if name in IN_TOPIC else plain[name]
        written[name] = _write(edition, model, rows, written)
    _write_bearings(written["factors"], written["evidence"], plain["evidence"], "evidence")
    _write_bearings(written["factors"], written["quotations"], plain["quotations"], "quotation")
    return edition


def publish(edition: Edition, pack: Pack) -> None:
    """Make a draft, which says what ``pack`` says, the current edition of its topic."""
    edition.version = pack.version
    edition.published_at = timezone.now()
    edition.save(update_fields=["version", "published_at"])
    Topic.objects.filter(pk=edition.topic_id).update(current=edition)


def edition_pack(edition: Edition) -> Pack:
    """Return what an edition says. Raises ``PackError`` where a draft is not sound yet."""
    return check(edition_tables(edition))


def edition_tables(edition: Edition) -> Rows:
    """Return what an edition says as the tables of a pack, sound or not."""
    tables = {name: _read(edition, model) for name, model in MODELS.items()}
    topic: Rows = {"slug": edition.topic.slug}
    topic |= {field: getattr(edition, field) for field in TOPIC_FIELDS}
    topic |= {name: tables.pop(name) for name in IN_TOPIC}
    return {"topic": topic, "notes": edition.notes, **tables}


def _write(edition: Edition, model: type[Record], rows: list[Rows], written: Rows) -> Rows:
    """Write one table, of which ``written`` holds those above it; return its records by slug."""
    plain, single, many = _fields(model)
    records = [
        model(
            edition=edition,
            order=order,
            **{field.name: row[field.name] for field in plain},
            **{field.name: written[table].get(row[field.name]) for field, table in single},
        )
        for order, row in enumerate(rows, 1)
    ]
    model._default_manager.bulk_create(records)
    by_slug: Rows = {record.slug: record for record in records}
    for field, table in many:
        through = field.remote_field.through
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        through._default_manager.bulk_create(
            through(**{source: by_slug[row["slug"]], target: written[table][slug]})
            for row in rows
            for slug in row[field.name]
        )
    return by_slug


def _write_bearings(factors: Rows, items: Rows, rows: list[Rows], kind: str) -> None:
    Bearing.objects.bulk_create(
        Bearing(factor=factors[slug], direction=direction, how=how, **{kind: items[row["slug"]]})
        for row in rows
        for direction in Bearing.Direction
        for slug, how in row[direction.value].items()
    )


def _read(edition: Edition, model: type[Record]) -> list[Rows]:
    """Return one table of an edition as plain rows, in order."""
    plain, single, many = _fields(model)
    slugs = [f"{field.name}__slug" for field, _ in single]
    names = [field.name for field in plain]
    records = model._default_manager.filter(edition=edition).values("pk", *names, *slugs)
    rows = {row.pop("pk"): row for row in records.order_by("order")}
    for row in rows.values():
        row |= {field.name: row.pop(f"{field.name}__slug") for field, _ in single}
        row |= {field.name: [] for field, _ in many}
    for field, _ in many:
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = field.remote_field.through._default_manager.filter(
            **{f"{source}__edition": edition}
        )
        for pk, slug in links.order_by("pk").values_list(f"{source}_id", f"{target}__slug"):
            rows[pk][field.name].append(slug)
    if model in BEARERS:
        _read_bearings(edition, BEARERS[model], rows)
    return list(rows.values())


def _read_bearings(edition: Edition, kind: str, rows: Rows) -> None:
    for row in rows.values():
        row |= {direction.value: {} for direction in Bearing.Direction}
    bearings = Bearing.objects.filter(**{f"{kind}__edition": edition}).order_by("pk")
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
    tables = {kind: name for name, kind in MODELS.items()}
    plain, single = [], []
    for field in model._meta.concrete_fields:
        if field.many_to_one and field.name != "edition":
            single.append((field, tables[field.related_model]))
        elif field.name not in ("id", "edition", "order"):
            plain.append(field)
    many = [(field, tables[field.related_model]) for field in model._meta.many_to_many]
    return plain, single, many
