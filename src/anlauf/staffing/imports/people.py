"""Writes who can be planned, as the city files describe them; nothing the second time.

Files say how things are now: who is no longer named in them stays until somebody says that they
have left, because a forgotten line must not end a contract.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import Employee as Described
from anlauf.directory.models import City, Office, Skill
from anlauf.staffing.models import Contract, Employee, Knowledge


@dataclass(frozen=True)
class PeopleLoaded:
    """How many people the files name, and how many rows of them were new or changed."""

    people: int
    changed: int


@transaction.atomic
def load_people(described: Iterable[Described], *, by: Actor, at: datetime) -> PeopleLoaded:
    """Let these people be known with exactly these skills and contracts."""
    wanted = list(described)
    offices = dict(Office.objects.values_list("key", "pk"))
    skills = dict(Skill.objects.values_list("key", "pk"))
    rows = Employee.objects.select_related("home").prefetch_related("knowledge__skill", "contracts")
    known = {row.number: row for row in rows}
    changed = [one for one in wanted if known.get(one.number) is None or _is_other(known, one)]

    kept = {one.number: _kept(known.get(one.number), one, offices) for one in changed}
    people = list(kept.values())
    Knowledge.objects.filter(employee__in=people).delete()
    Contract.objects.filter(employee__in=people).delete()
    Knowledge.objects.bulk_create(
        Knowledge(employee=kept[one.number], skill_id=skills[key], in_training=learning)
        for one in changed
        for keys, learning in ((one.skills, False), (one.learning, True))
        for key in keys
    )
    Contract.objects.bulk_create(_contract(kept[one.number], one) for one in changed)
    if changed:
        facts: dict[str, object] = {"people": len(changed)}
        city = City.objects.get()
        journal.record("staffing.people_loaded", city, by=by, at=at, facts=facts)
    return PeopleLoaded(len(wanted), len(changed))


def _kept(row: Employee | None, one: Described, offices: dict[str, int]) -> Employee:
    person = row or Employee(number=one.number)
    person.name, person.home_id = one.name, offices[one.office]
    person.floats, person.saturdays = one.floats, one.saturdays
    person.invented = one.invented
    person.save()
    return person


def _contract(person: Employee, one: Described) -> Contract:
    return Contract(
        employee=person,
        weekly_minutes=one.weekly_minutes,
        weekdays=list(one.weekdays),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


def _is_other(known: dict[str, Employee], one: Described) -> bool:
    return _as_stored(known[one.number]) != _as_described(one)


def _as_described(one: Described) -> tuple[object, ...]:
    contract = (one.weekly_minutes, list(one.weekdays), one.valid_from, one.valid_to)
    levels = [*((key, False) for key in one.skills), *((key, True) for key in one.learning)]
    person = (one.name, one.office, one.floats, one.saturdays, one.invented)
    return (*person, sorted(levels), [contract])


def _as_stored(row: Employee) -> tuple[object, ...]:
    contracts = [
        (each.weekly_minutes, each.weekdays, each.valid_from, each.valid_to)
        for each in row.contracts.all()
    ]
    levels = sorted((each.skill.key, each.in_training) for each in row.knowledge.all())
    person = (row.name, row.home.key, row.floats, row.saturdays, row.invented)
    return (*person, levels, contracts)
