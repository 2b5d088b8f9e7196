"""Who needs colleagues at once."""

from anlauf.floor.models import HelpCall
from anlauf.floor.values import Help


def calls_for_help(office: int) -> tuple[Help, ...]:
    """The desks at the place of this office that need help now, the longest first."""
    rows = HelpCall.objects.filter(place__offices=office, ended_at__isnull=True)
    return tuple(
        Help(
            number=row.pk,
            office=row.desk.office.short,
            desk=row.desk.name,
            since=row.called_at,
            helper=row.helper.name if row.helper else "",
        )
        for row in rows.select_related("desk__office", "helper").order_by("called_at", "pk")
    )
