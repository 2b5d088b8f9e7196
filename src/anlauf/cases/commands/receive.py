"""A matter reaches us: it gets a number, a clock, a list of papers, and a receipt."""

import secrets
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import letters, queries
from anlauf.cases.commands import moving
from anlauf.cases.models import Case, Demand, Kind
from anlauf.cases.values import HandedIn
from anlauf.core import journal, seal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid
from anlauf.core.text import spoken_of_applications
from anlauf.directory.models import Office
from anlauf.engine import codes
from anlauf.engine.casework import months_later


class NotHere(Invalid):
    """A kind and an office that do not belong together."""

    code = "case_not_here"
    sentence = _("This office does not work on this matter.")


class NoSuchGroup(Invalid):
    """A group the kind does not know."""

    code = "no_such_group"
    sentence = _("Please choose the purpose of your stay from the list.")


def receive(handed: HandedIn, *, request_key: UUID, by: Actor, at: datetime) -> Case:
    """Take a matter in; a retry finds the case of the first try."""
    try:
        return _receive(handed, request_key, by=by, at=at)
    except IntegrityError:
        made = Case.objects.filter(request_key=request_key).first()
        if made is None:
            raise
        return made


@transaction.atomic
def _receive(handed: HandedIn, request_key: UUID, *, by: Actor, at: datetime) -> Case:
    made = Case.objects.filter(request_key=request_key).first()
    if made is not None:
        return made
    kind = Kind.objects.select_related("service").get(pk=handed.kind)
    office = Office.objects.get(pk=handed.office)
    _refuse_misfits(kind, office, handed.group)

    today = moving.today(at)
    case = Case(
        uid=uuid4(),
        request_key=request_key,
        code=handed.code or _number(),
        kind=kind,
        office=office,
        group=handed.group,
        answers=seal.sealed_facts(dict(handed.answers)),
        law_on=_law_on(kind, at=at),
        received_at=at,
        step_since=at,
        **_person(handed),
        **_dates(handed),
    )
    case.save(force_insert=True)
    Demand.objects.bulk_create(_demands(case))
    moving.place(case)
    case.save(update_fields=["due_on", "due_reason"])
    facts: dict[str, object] = {
        "kind": kind.key,
        "group": case.group,
        "language": case.language,
        "day": today.isoformat(),
    }
    journal.record("cases.received", case, by=by, at=at, office=office.pk, facts=facts)
    letters.received(case, at=at)
    return case


def _refuse_misfits(kind: Kind, office: Office, group: str) -> None:
    if not office.offerings.filter(service=kind.service_id).exists():
        raise NotHere
    if group and group not in {each["key"] for each in kind.groups}:
        raise NoSuchGroup


def _person(handed: HandedIn) -> dict[str, object]:
    person = handed.person
    return {
        "name": person.name,
        "birth_date": person.birth_date,
        "email": person.email,
        "phone": person.phone,
        "language": spoken_of_applications(person.language),
    }


def _dates(handed: HandedIn) -> dict[str, object]:
    said = handed.dates
    return {
        "permit_ends_on": said.permit_ends,
        "job_starts_on": said.job_starts,
        "hardship": said.hardship,
    }


def _number() -> str:
    """A number no case has."""
    while True:
        code = codes.spell(secrets.randbelow(codes.NUMBERS))
        if not Case.objects.filter(code=code).exists():
            return code


def _law_on(kind: Kind, *, at: datetime) -> date | None:
    """The day the law's time is over; it counts from the receipt and never stands still."""
    if kind.law_months is None:
        return None
    ends = months_later(moving.today(at), kind.law_months)
    return moving.days_around(ends).at_or_after(ends)


def _demands(case: Case) -> list[Demand]:
    """What this person has to hand in, in the order of the rules."""
    rules = queries.rules_for(case.kind, case.group)
    return [Demand(case=case, rule=rule, needed=rule.needed) for rule in rules]
