"""Once a night everything is learned anew from what happened, in numbers and for offices only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from math import log, sqrt

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words
from anlauf.directory import queries as directory
from anlauf.directory.models import City, Office
from anlauf.engine.grid import local
from anlauf.engine.service_times import Case, learn
from anlauf.engine.waits import calibrate
from anlauf.engine.waits.room import Habits
from anlauf.floor import queries
from anlauf.floor.models import AnnouncedWait, ServiceTime, WaitingHabits
from anlauf.floor.queries import cases

_SERVICES_FROM = timedelta(days=90)
_HABITS_FROM = timedelta(days=28)
_FORGOTTEN = timedelta(days=90)
_BORROWED = 30  # as many appointments or visits as the usual weighs
_LEAST = 0.1  # minutes


@transaction.atomic
def learn_waits(*, by: Actor, at: datetime) -> int:
    """Learn service times and the habits of waiting rooms; tell from how many cases.

    What was learned on the same day before is replaced, so once more is harmless.
    """
    zone = directory.zone()
    today, _tick = local(at, zone)
    hold_words(["learn_waits"])
    found = cases.service_cases(at - _SERVICES_FROM, at, zone)

    _write_times(found, today)
    _write_habits(today, at=at)
    _forget(today, at=at)
    facts: dict[str, object] = {"cases": len(found), "fingerprint": _fingerprint(found)}
    journal.record("floor.waits_learned", City.objects.get(), by=by, at=at, facts=facts)
    queries.forget_learned()
    return len(found)


def _write_times(found: Sequence[Case], today: date) -> None:
    ServiceTime.objects.filter(valid_from=today).delete()
    mark = _fingerprint(found)
    ServiceTime.objects.bulk_create(
        ServiceTime(
            service_id=service,
            office_id=office,
            part=part or "",
            mu=factor.mu,
            sigma=factor.sigma,
            cases=factor.cases,
            valid_from=today,
            fingerprint=mark,
        )
        for (service, office, part), factor in learn(found).factors.items()
    )


def _write_habits(today: date, *, at: datetime) -> None:
    since, zone = at - _HABITS_FROM, directory.zone()
    kept = cases.kept_appointments(since, at)
    between = cases.turnovers(since, at)
    walk_ins = cases.walk_ins_by_hour(since, at, zone)
    taught = cases.taught(since, at)
    WaitingHabits.objects.filter(valid_from=today).delete()
    rows = []
    for office in Office.objects.values_list("pk", flat=True):
        found = calibrate(taught.get(office, ()))
        rows.append(
            WaitingHabits(
                office_id=office,
                valid_from=today,
                walk_ins=walk_ins.get(office, []),
                below=found.below,
                above=found.above,
                middle=found.middle,
                announced=found.cases,
                **_kept(kept.get(office, cases.Kept((), 0))),
                **_turnover(between.get(office, [])),
            )
        )
    WaitingHabits.objects.bulk_create(rows)


def _kept(found: cases.Kept) -> Mapping[str, float]:
    """Punctuality and no-shows, leaning on the usual."""
    usual = Habits()
    mean, spread = _leaning(found.late, usual.late_mean, usual.late_spread)
    known = len(found.late) + found.missed
    no_show = (found.missed + _BORROWED * usual.no_show) / (known + _BORROWED)
    return {"late_mean": mean, "late_spread": spread, "no_show": no_show}


def _turnover(minutes: Sequence[float]) -> Mapping[str, float]:
    usual = queries.USUAL_TURNOVER
    logs = [log(max(_LEAST, each)) for each in minutes]
    mu, sigma = _leaning(logs, usual.mu, usual.sigma)
    return {"turnover_mu": mu, "turnover_sigma": sigma}


def _leaning(values: Sequence[float], mean: float, spread: float) -> tuple[float, float]:
    """Mean and spread of these values and of as many usual ones as are borrowed."""
    near = [min(max(value, mean - 5 * spread), mean + 5 * spread) for value in values]
    weight = len(near) + _BORROWED
    found = (sum(near) + _BORROWED * mean) / weight
    squares = sum((value - found) ** 2 for value in near)
    squares += _BORROWED * (spread**2 + (mean - found) ** 2)
    return found, sqrt(squares / weight)


def _forget(today: date, *, at: datetime) -> None:
    for model in (ServiceTime, WaitingHabits):
        model.objects.filter(valid_from__lt=today - _FORGOTTEN).delete()
    AnnouncedWait.objects.filter(at__lt=at - _FORGOTTEN).delete()


def _fingerprint(found: Sequence[Case]) -> str:
    return sha256(repr(sorted(found, key=repr)).encode()).hexdigest()[:16]
