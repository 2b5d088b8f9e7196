"""The terms of an employee are changed, and changed back; somebody is linked to a log-in."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory.models import Skill
from anlauf.people.models import Person
from anlauf.staffing import plans, queries, terms
from anlauf.staffing.commands import absences
from anlauf.staffing.commands.changes import ChangedMeanwhile
from anlauf.staffing.commands.publish import Published
from anlauf.staffing.models import Contract, Duty, Employee, EmployeeChange, Knowledge
from anlauf.staffing.terms import Terms


class WrongTerms(Invalid):
    """Terms by which nobody can be employed."""

    code = "wrong_terms"
    sentence = _("%(mistake)s")


class ChangedAgain(Refused):
    """What is to be undone is not how things are."""

    code = "changed_again"
    sentence = _("This was changed again since. Please undo the latest change first.")


class LoginIsLinked(Refused):
    """One log-in belongs to one employee."""

    code = "login_is_linked"
    sentence = _("“%(login)s” is the log-in of %(name)s already.")


def change_terms(
    number: str, wanted: Terms, base: str, *, by: Actor, at: datetime
) -> list[Published]:
    """Let other terms hold; published duties that they rule out fall out, supply follows.

    `base` names the terms that were shown: whoever changed them meanwhile is not overwritten.
    """
    _refuse_wrong(wanted)
    touched = _changed(number, wanted, base, by=by, at=at)
    return absences.republish(touched, by=by, at=at)


def undo_terms(change: int, *, by: Actor, at: datetime) -> list[Published]:
    """Let the terms before a change hold again, as long as nobody has changed them since."""
    return absences.republish(_undone(change, by=by, at=at), by=by, at=at)


@transaction.atomic
def link_login(number: str, login: str, *, by: Actor, at: datetime) -> Employee:
    """Say who logs in as this employee; an empty name ends the link."""
    row = locked(Employee.objects.filter(number=number))
    person = Person.objects.filter(login=login).first() if login else None
    if login and person is None:
        raise WrongTerms(mistake=_("Nobody logs in by that name. Please look how it is spelt."))
    other = Employee.objects.filter(person=person).exclude(pk=row.pk).first() if person else None
    if other is not None:
        raise LoginIsLinked(login=login, name=other.name)

    row.person = person
    row.save(update_fields=["person"])
    facts: dict[str, object] = {"linked": person is not None}
    journal.record("staffing.login_linked", row, by=by, at=at, office=row.home_id, facts=facts)
    return row


@transaction.atomic
def _changed(number: str, wanted: Terms, base: str, *, by: Actor, at: datetime) -> absences.Touched:
    today = queries.today(at)
    absences.hold_published(today, today + absences.LONGEST)
    row = locked(Employee.objects.filter(number=number))
    before = terms.written(queries.terms_of(row))
    if base and base != plans.digest(before):
        raise ChangedMeanwhile
    after = terms.written(wanted)
    if after == before:
        return set()

    supply = _serves_otherwise(before, after)
    _write(row, wanted)
    lost = queries.unfit_duties(row, today)
    kept = absences.written(lost)
    Duty.objects.filter(pk__in=[one.pk for one in lost]).delete()
    change = EmployeeChange.objects.create(
        employee=row,
        before={"terms": before},
        after={"terms": after, "lost": kept},
        made_at=at,
        by_kind=by.kind,
        by_number=by.number,
    )
    _record("staffing.terms_changed", row, change, by=by, at=at)
    return _touched(row, lost, today, all_of_them=supply)


@transaction.atomic
def _undone(number: int, *, by: Actor, at: datetime) -> absences.Touched:
    today = queries.today(at)
    absences.hold_published(today, today + absences.LONGEST)
    change = EmployeeChange.objects.select_related("employee").get(pk=number)
    row = locked(Employee.objects.filter(pk=change.employee_id))
    now = terms.written(queries.terms_of(row))
    if now != change.after["terms"] or EmployeeChange.objects.filter(undoes=change).exists():
        raise ChangedAgain

    _write(row, terms.read(change.before["terms"]))
    lost = change.after.get("lost", [])
    again = [one for kept in lost if (one := absences.given_back(row, kept, today))]
    undo = EmployeeChange.objects.create(
        employee=row,
        before={"terms": now},
        after={"terms": change.before["terms"]},
        undoes=change,
        made_at=at,
        by_kind=by.kind,
        by_number=by.number,
    )
    _record("staffing.terms_undone", row, undo, by=by, at=at)
    supply = _serves_otherwise(now, change.before["terms"])
    return _touched(row, again, today, all_of_them=supply)


def _serves_otherwise(before: dict[str, object], after: dict[str, object]) -> bool:
    return before["skills"] != after["skills"]


def _touched(
    row: Employee, moved: list[Duty], today: date, *, all_of_them: bool
) -> absences.Touched:
    """The offices and dates whose supply follows: where duties came or went, or skills changed."""
    duties = list(moved)
    if all_of_them:
        duties += queries.duties_of(row, today, today + absences.LONGEST)
    return {(one.office_id, one.date) for one in duties}


def _write(row: Employee, wanted: Terms) -> None:
    row.floats, row.saturdays, row.home_office = wanted.floats, wanted.saturdays, wanted.home_office
    row.languages, row.left_on = list(wanted.languages), wanted.left_on
    row.save(update_fields=["floats", "saturdays", "home_office", "languages", "left_on"])
    skills = dict(Skill.objects.values_list("key", "pk"))
    Knowledge.objects.filter(employee=row).delete()
    Knowledge.objects.bulk_create(
        Knowledge(employee=row, skill_id=skills[key], in_training=learning)
        for keys, learning in ((wanted.skills, False), (wanted.learning, True))
        for key in keys
    )
    Contract.objects.filter(employee=row).delete()
    Contract.objects.bulk_create(
        Contract(
            employee=row,
            weekly_minutes=one.weekly_minutes,
            weekdays=list(one.weekdays),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in wanted.contracts
    )


def _refuse_wrong(wanted: Terms) -> None:
    if set(wanted.skills) & set(wanted.learning):
        raise WrongTerms(mistake=_("Somebody either has a skill or is learning it."))
    for one in wanted.contracts:
        if not 0 < one.weekly_minutes <= terms.MOST_MINUTES or not one.weekdays:
            raise WrongTerms(mistake=_("A contract has up to 48 hours a week, on some weekdays."))
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            raise WrongTerms(mistake=_("A contract ends before it begins. Maybe swap the dates?"))
    if terms.overlapping(wanted.contracts):
        raise WrongTerms(mistake=_("Two contracts hold on the same day. Please end one before."))


def _record(verb: str, row: Employee, change: EmployeeChange, *, by: Actor, at: datetime) -> None:
    facts: dict[str, object] = {"change": change.pk}
    journal.record(verb, row, by=by, at=at, office=row.home_id, facts=facts)
