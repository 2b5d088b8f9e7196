"""Welcome somebody, give and take roles, change a password, say goodbye."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory.models import Skill
from anlauf.people.models import Membership, Person
from anlauf.people.roles import Role


class LoginTaken(Refused):
    """Two people cannot log in by one name."""

    code = "login_taken"
    sentence = _("Somebody already logs in as “%(login)s”. Please choose another name.")


class WeakPassword(Invalid):
    """The password is easy to guess."""

    code = "weak_password"
    sentence = _("This password is not safe enough: %(reasons)s")


@dataclass(frozen=True)
class Newcomer:
    """What is known about somebody who begins to work here."""

    login: str
    name: str
    email: str = ""
    languages: tuple[str, ...] = ("de",)


@transaction.atomic
def welcome(newcomer: Newcomer, password: str | None, *, by: Actor, at: datetime) -> Person:
    """Let somebody begin; without a password they cannot log in, without a role do nothing."""
    person = Person(
        login=newcomer.login,
        name=newcomer.name,
        email=newcomer.email,
        languages=list(newcomer.languages),
    )

    if password is not None:
        _refuse_weak(password, person)
    if Person.objects.filter(login=newcomer.login).exists():
        raise LoginTaken(login=newcomer.login)

    person.set_password(password)
    person.save()
    journal.record("people.welcomed", person, by=by, at=at)
    return person


@transaction.atomic
def grant(person: Person, role: Role, *, office: int | None, by: Actor, at: datetime) -> Membership:
    """Give a role at an office, or without one in the whole city; twice is once."""
    membership, created = Membership.objects.get_or_create(
        person=person, role=role, office_id=office
    )
    if created:
        facts: dict[str, object] = {"role": role}
        journal.record("people.granted", person, by=by, at=at, office=office, facts=facts)
    return membership


@transaction.atomic
def revoke(person: Person, role: Role, *, office: int | None, by: Actor, at: datetime) -> None:
    """Take a role away; nothing happens when it was not held."""
    rows = Membership.objects.filter(person=person, role=role, office=office)
    taken, _detail = rows.delete()
    if taken:
        facts: dict[str, object] = {"role": role}
        journal.record("people.revoked", person, by=by, at=at, office=office, facts=facts)


@transaction.atomic
def train(person: Person, skills: Collection[str], *, by: Actor, at: datetime) -> None:
    """Say which skills somebody has from now on, by their keys."""
    rows = list(Skill.objects.filter(key__in=skills))
    person.skills.set(rows)
    facts: dict[str, object] = {"skills": sorted(row.key for row in rows)}
    journal.record("people.trained", person, by=by, at=at, facts=facts)


@transaction.atomic
def change_password(person: Person, password: str, *, by: Actor, at: datetime) -> Person:
    """Replace the password; every session of the person ends with the old one."""
    row = locked(Person.objects.filter(pk=person.pk))

    _refuse_weak(password, row)

    row.set_password(password)
    row.save(update_fields=["password"])
    journal.record("people.password_changed", row, by=by, at=at)
    return row


@transaction.atomic
def change_mailbox(person: Person, email: str, *, by: Actor, at: datetime) -> None:
    """Send letters about work to this address from now on, or with an empty one nowhere."""
    row = locked(Person.objects.filter(pk=person.pk))
    if row.email == email:
        return
    row.email = email
    row.save(update_fields=["email"])
    journal.record("people.mailbox_changed", row, by=by, at=at)


@transaction.atomic
def dismiss(person: Person, *, by: Actor, at: datetime) -> None:
    """End somebody's access at once; their rows stay for the journal's sake."""
    row = locked(Person.objects.filter(pk=person.pk))
    row.is_active = False
    row.save(update_fields=["is_active"])
    journal.record("people.dismissed", row, by=by, at=at)


def _refuse_weak(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(reasons=" ".join(error.messages)) from None
