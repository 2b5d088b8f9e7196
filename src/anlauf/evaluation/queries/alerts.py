"""Alerts for people: those that are open, and what was done about those that are over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.evaluation.models import Alert
from anlauf.evaluation.states import AlertState
from anlauf.people import queries as people

SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Step:
    """Something that happened to an alert: what the journal calls it, when, and who did it."""

    verb: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Followed:
    """An alert and what happened to it, in order."""

    alert: Alert
    steps: Sequence[Step]


def alert(number: int) -> Alert:
    """The alert with this number; raises Unknown."""
    found = _rows().filter(pk=number).first()
    if found is None:
        raise Unknown
    return found


def latest_alert(kind: str, office: int | None) -> Alert | None:
    """The last one of this kind at this office, open or over."""
    return Alert.objects.filter(kind=kind, office=office).order_by("-raised_at", "-pk").first()


def open_alerts(offices: Collection[int] | None) -> list[Followed]:
    """What is open at these offices, the latest first; None stands for the whole city."""
    return _followed(_seen(offices).exclude(state=AlertState.CLOSED))


def number_of_open_alerts(offices: Collection[int] | None) -> int:
    """How many those are."""
    return _seen(offices).exclude(state=AlertState.CLOSED).count()


def past_alerts(offices: Collection[int] | None, *, at: datetime) -> list[Followed]:
    """What is over, of the last weeks."""
    since = Q(state=AlertState.CLOSED, closed_at__gt=at - SHOWN_FOR)
    return _followed(_seen(offices).filter(since))


def _rows() -> QuerySet[Alert]:
    return Alert.objects.select_related("office").order_by("-raised_at", "-pk")


def _seen(offices: Collection[int] | None) -> QuerySet[Alert]:
    return _rows() if offices is None else _rows().filter(office__in=offices)


def _followed(rows: QuerySet[Alert]) -> list[Followed]:
    alerts = list(rows)
    label, numbers = Alert._meta.label_lower, [row.pk for row in alerts]
    entries = list(
        JournalEntry.objects.filter(thing=label, thing_number__in=numbers).order_by("pk")
    )
    names = people.names_of(entry.by_number for entry in entries)
    return [
        Followed(
            row,
            [
                Step(entry.verb, entry.at, names.get(entry.by_number, ""))
                for entry in entries
                if entry.thing_number == row.pk
            ],
        )
        for row in alerts
    ]
