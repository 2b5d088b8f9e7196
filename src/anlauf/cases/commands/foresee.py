"""When the backlog of an office will be sound again, with some people more or fewer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from math import inf

import numpy as np
from django.db import transaction

from anlauf.cases import backlog_now, crews, figures
from anlauf.cases.commands import moving
from anlauf.cases.models import BacklogForecast, Case
from anlauf.cases.values import FileTime
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.models import Office
from anlauf.engine.backlog import Outlook, Stop, foresee
from anlauf.people import queries as people

_DAYS, _EVERY = 364, 14
_FUTURES, _SECONDS = 40, 900.0
_MORE = (-1, 0, 1, 2, 3, 4, 6, 8)
_NO_ROSTER = FileTime()


def foresee_backlogs(filed: Mapping[int, FileTime], *, by: Actor, at: datetime) -> int:
    """Reckon every office that has cases, with the file time of its rosters; tell how many."""
    offices = Office.objects.filter(pk__in=Case.objects.filter(closed_at=None).values("office"))
    return sum(
        foresee_backlog(office, filed.get(office.pk, _NO_ROSTER), by=by, at=at)
        for office in offices.order_by("pk")
    )


def foresee_backlog(office: Office, filed: FileTime, *, by: Actor, at: datetime) -> bool:
    """Play the office's casework for a year, with the people there are and some more or fewer."""
    crew = _crew(office.pk, filed, at=at)
    if not crew.skills:
        return False
    policy, present = figures.policy_at(at), crew.present
    backlog = backlog_now.backlog(office.pk, crew.teams(present), policy, at=at)
    sound = backlog_now.sound(office.pk, at=at)
    told = _told(crew)
    made = []
    for number in sorted({max(0, present + more) for more in _MORE}):
        changed = replace(backlog, teams=crew.teams(number))
        stop = Stop(_SECONDS)
        played = foresee(changed, _DAYS, seed=office.pk, stop=stop, futures=_FUTURES)
        made.append(
            BacklogForecast(
                office=office,
                people=number,
                present=present,
                sound=sound,
                points=_points(played),
                within=_within(played, sound),
                file_time=told,
                made_at=at,
            )
        )
    _keep(office, made, by=by, at=at)
    return True


def _crew(office: int, filed: FileTime, *, at: datetime) -> crews.Crew:
    """Who works on the files of an office from today on."""
    return crews.crew(
        backlog_now.skills(office, at=at),
        filed,
        len(people.case_workers_of(office)),
        float(figures.policy_at(at).file_minutes_a_day),
        today=moving.today(at),
    )


def _told(crew: crews.Crew) -> dict[str, object]:
    """The file time that was reckoned with, for the lead to read."""
    ahead = crew.filed.dates
    return {
        "minutes_a_day": round(crew.minutes),
        "rostered": [[day.isoformat() for day in span] for span in crew.filed.spans()],
        "groups": [
            {
                "skills": sorted(group.skills),
                "people": group.people,
                "minutes": sum(minutes for on, minutes in group.minutes.items() if on in ahead),
            }
            for group in crew.filed.groups
        ],
    }


@transaction.atomic
def _keep(office: Office, made: list[BacklogForecast], *, by: Actor, at: datetime) -> None:
    BacklogForecast.objects.filter(office=office).delete()
    BacklogForecast.objects.bulk_create(made)
    journal.record("cases.backlog_foreseen", office, by=by, at=at, office=office.pk)


def _points(played: Outlook) -> list[list[int]]:
    """How many are open, every other week: low, middle and high."""
    found = []
    for day in range(0, _DAYS, _EVERY):
        band = played.band_at(day)
        found.append([day, round(band.low), round(band.middle), round(band.high)])
    return found


def _within(played: Outlook, sound: int) -> list[int | None]:
    """In how many days no more are open than is sound: in two futures of ten sooner, and so on."""
    first = np.full(played.futures, inf)
    for day in range(_DAYS - _EVERY, -1, -_EVERY):
        first[played.counts_at(day) <= sound] = day
    told = np.quantile(first, [0.1, 0.5, 0.9], method="nearest")
    return [None if value == inf else int(value) for value in told]
