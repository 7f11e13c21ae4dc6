"""How much a bank holds."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factors.loading import MODELS
from factors.models import Bank


def with_counts(banks: QuerySet[Bank]) -> QuerySet[Bank]:
    """Add to each bank the number of its records of each kind, such as ``evidence_count``."""
    return banks.annotate(
        **{
            f"{name}_count": Coalesce(
                Subquery(
                    model._default_manager.filter(bank=OuterRef("pk"))
                    .order_by()
                    .values("bank")
                    .annotate(number=Count("pk"))
                    .values("number")
                ),
                0,
            )
            for name, model in MODELS.items()
        }
    )
