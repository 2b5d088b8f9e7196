"""The whole schedule of an office, for those who change it."""

from typing import cast

from anlauf.directory import snapshots
from anlauf.directory.models import Office, OpeningException, OpeningRule
from anlauf.directory.schedule import Kind, OtherDay, Schedule, spans_read


def schedule_of(office: int) -> Schedule:
    """Every rule and every other day of the office with this number."""
    rules = OpeningRule.objects.filter(office=office).order_by("pk")
    days = OpeningException.objects.filter(office=office).order_by("date", "pk")
    return Schedule(
        snapshots.hours(rules, ()).rules,
        tuple(
            OtherDay(row.date, cast(Kind, row.kind), spans_read(row.spans), row.reason)
            for row in days
        ),
    )


def any_office(number: int) -> Office:
    """The office with this number, whether people may see it or not."""
    return Office.objects.select_related("place", "area").get(pk=number)
