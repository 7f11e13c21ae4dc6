"""What a writer may want to know before publishing, though nothing stands in the way."""

from collections.abc import Mapping
from typing import Any

from factors.changes import Change, compare
from factors.checking import PackError
from factors.loading import bank_pack
from factors.models import Bank, Topic


def bare_factors(tables: Mapping[str, Any]) -> list[str]:
    """Return the names of the factors that no evidence supports."""
    supported = {slug for row in tables["evidence"] for slug in row["supports"]}
    return [row["name"] for row in tables["topic"]["factors"] if row["slug"] not in supported]


def new_changes(topic: Topic, draft: Bank) -> tuple[Change, ...]:
    """Return what a draft would change of what is published; nothing where it cannot be said."""
    if topic.current is None or topic.current_id == draft.pk:
        return ()
    try:
        return compare(bank_pack(topic.current), bank_pack(draft))
    except PackError:
        return ()
