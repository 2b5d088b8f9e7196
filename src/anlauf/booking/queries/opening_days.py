"""Which office-days somebody waits for are about to open further, or are what a rule is about."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from anlauf.booking.models import KeptWish, OfficeDay, ReleaseRule
from anlauf.booking.snapshots.releases import Rule, rule, under
from anlauf.booking.states import WishState
from anlauf.booking.values import Policy
from anlauf.engine.release import Release

Moment = tuple[date, int]
"""A date and tick on the wall."""


def days_that_open(now: Moment, then: Moment, *, policy: Policy, later: Policy) -> list[int]:
    """The numbers of office-days of which anything more opens to anybody from now until then.

    `policy` is the one of now, `later` the one of then.
    """
    releases = {row.release for row in map(rule, ReleaseRule.objects.select_related("skill"))}
    waiting = _waited_for(now[0])
    dates = {on for _number, on in waiting}
    opening = {on for on in dates if _opens(on, now, then, releases, (policy, later))}
    return [number for number, on in waiting if on in opening]


def days_concerned(rules: Iterable[Rule], *, today: date) -> list[int]:
    """The numbers of office-days that one of these rules is about."""
    days = _looked_at(today).values_list("pk", "office", "office__area", "date")
    return [
        number
        for number, office, area, on in days
        if any(rule.holds_for(office, area, on) for rule in rules)
    ]


def _waited_for(today: date) -> list[tuple[int, date]]:
    return list(_looked_at(today).values_list("pk", "date"))


def _looked_at(today: date) -> QuerySet[OfficeDay]:
    waits = KeptWish.objects.filter(
        state=WishState.OPEN,
        offices__contains=[OuterRef("office_id")],
        since__lte=OuterRef("date"),
        until__gte=OuterRef("date"),
    )
    return OfficeDay.objects.filter(Exists(waits), date__gte=today).order_by("date", "pk")


def _opens(
    on: date,
    now: Moment,
    then: Moment,
    releases: Iterable[Release],
    policies: tuple[Policy, Policy],
) -> bool:
    """Tell whether a rule opens more of the date, or a horizon reaches it."""
    for release in (None, *releases):
        before, after = (under(policy, release).horizon for policy in policies)
        if now[0] + before < on <= then[0] + after:
            return True
        if release is not None and _opened(release, on, now) != _opened(release, on, then):
            return True
    return False


def _opened(release: Release, on: date, moment: Moment) -> object:
    return release.opened((on - moment[0]).days, moment[1])
