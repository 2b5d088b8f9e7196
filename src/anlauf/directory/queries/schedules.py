"""The whole schedule of an office, for those who change it."""

from collections.abc import Iterable, Mapping
from typing import cast

from anlauf.directory import snapshots
from anlauf.directory.models import Offering, Office, OpeningException, OpeningRule, Service, Skill
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


def services_numbered(numbers: Iterable[int]) -> dict[int, Service]:
    """These services by number, public or not."""
    return {service.pk: service for service in Service.objects.filter(pk__in=list(numbers))}


def offerings_at(office: int) -> list[Offering]:
    """Everything an office offers, most wanted first."""
    rows = Offering.objects.filter(office=office).select_related("service")
    return list(rows.order_by("service__position", "service__key"))


def skill_names(keys: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What these skills are called, by their keys."""
    return dict(Skill.objects.filter(key__in=list(keys)).values_list("key", "name"))
