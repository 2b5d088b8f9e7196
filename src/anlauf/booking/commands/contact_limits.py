"""How many appointments those may have who share a mail address or a number (ADR 67).

Counting happens behind a lock that all who share one wait at, so that ten taps at once are counted
as ten taps one after another.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, reach
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Policy
from anlauf.core.actors import Actor, Kind
from anlauf.core.locking import hold_words
from anlauf.core.refusal import Refused

BOUND = frozenset({Kind.CITIZEN, Kind.PROGRAM})
"""Who is bound by the limits; staff are warned and decide."""


class TooManyForYou(Refused):
    """A household has as many appointments as it may have; `living` are those."""

    code = "too_many_for_you"
    sentence = _(
        "There are already as many appointments for this e-mail address or phone number as one"
        " household can have at a time. Please move or cancel one of them: each of our letters"
        " has a link for that. Or call us."
    )

    def __init__(self, living: list[Appointment]) -> None:
        self.living = living
        super().__init__()


class TooManyNameless(Refused):
    """A network has as many appointments without an address as a whole library needs."""

    code = "too_many_nameless"
    sentence = _(
        "Very many appointments have been booked from your network without an address."
        " Please leave an e-mail address or a phone number, or call us."
    )


def known_by(contact: Contact, asked_from: list[str]) -> list[str]:
    """The digests a booked appointment keeps: of its contact, or else of the network behind it."""
    digests = reach.digests(contact.email, contact.phone)
    return digests or reach.networks_among(asked_from)


def check_nameless(
    contact: Contact, asked_from: list[str], *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Refuse one network more appointments without an address than it may have at a time."""
    networks = reach.networks_among(asked_from)
    if by.kind != Kind.CITIZEN or contact.email or contact.phone or not networks:
        return
    hold_words(networks)
    if queries.living_from(networks, at=at) >= policy.most_nameless:
        raise TooManyNameless


def look(
    contact: Contact, services: Iterable[int], *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Refuse early what would be refused in the end; nothing is certain before `check`."""
    if by.kind not in BOUND:
        return
    living = queries.living_of(contact, at=at)
    if queries.is_enough(living, services, policy=policy):
        raise TooManyForYou(living)


def check(
    contact: Contact, services: Iterable[int], *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Refuse one more than there may be. Comes before any row is locked."""
    if by.kind not in BOUND:
        return
    hold_words(reach.digests(contact.email, contact.phone))
    look(contact, services, by=by, at=at, policy=policy)
