"""Which kinds of cases hold on a day."""

from datetime import date

from django.db.models import F, Q, QuerySet

from anlauf.cases.models import Kind


def kinds_on(day: date) -> QuerySet[Kind]:
    """The kinds that hold on this day, in the order of their services."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    goes_on = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Kind.objects.filter(begun, goes_on).select_related("service__area", "pick_up")
    return rows.order_by(
        "service__position", "key", F("valid_from").desc(nulls_last=True)
    ).distinct("service__position", "key")


def kind_on(key: str, day: date) -> Kind | None:
    """The kind of this key that holds on this day."""
    return kinds_on(day).filter(key=key).first()
