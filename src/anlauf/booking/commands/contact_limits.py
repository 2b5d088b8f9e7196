"""How many appointments those may have who share a mail address or a number (ADR 67 and 74).

And how many messages go to one that nobody has proved.

Counting happens behind a lock that all who share one wait at, so that ten taps at once are counted
as ten taps one after another.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, reach
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Policy
from anlauf.core import limits
from anlauf.core.actors import Actor, Kind
from anlauf.core.locking import hold_words
from anlauf.core.refusal import Refused

_DAY = timedelta(days=1)

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


class TooManyMessages(Refused):
    """So many messages went to one address in a day that it may be a stranger's."""

    code = "too_many_messages"
    status = 429
    sentence = _(
        "We have sent many messages to this e-mail address or phone number today. Please go on"
        " without it and write the code down, try again tomorrow, or call us."
    )


def counted(contact: Contact, asked_from: list[str]) -> list[str]:
    """The digests by which appointments count against whoever gives this contact from there.

    A mail address stands in a booked appointment only when it was proved. A number is typed by
    anybody: it counts where staff wrote it down, or where it was typed in the same network.
    """
    here = reach.networks_among(asked_from)
    number = reach.claimed("", contact.phone, here) + reach.vouched("", contact.phone)
    return reach.digests(contact.email, "") + number


def known_by(contact: Contact, asked_from: list[str], *, by: Actor) -> list[str]:
    """The digests a booked appointment keeps: of its contact, or else of the network behind it."""
    here = reach.networks_among(asked_from)
    if not contact.email and not contact.phone:
        return here
    number = (
        reach.claimed("", contact.phone, here)
        if by.kind in BOUND
        else reach.vouched("", contact.phone)
    )
    return reach.digests(contact.email, contact.phone) + number


def count_message(contact: Contact, *, by: Actor, at: datetime, policy: Policy) -> None:
    """Count a message to what somebody typed, or refuse when a stranger has had too many.

    Counts are rows that wait for each other, so this comes before any other row is locked.
    """
    words = reach.mailbox(contact.email) or reach.dialled(contact.phone)
    if by.kind not in BOUND or not words:
        return
    if not limits.allow(f"messages to {words}", policy.most_messages, _DAY, at=at):
        raise TooManyMessages


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
    digests: list[str], services: Iterable[int], *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Refuse early what would be refused in the end; nothing is certain before `check`.

    The digests are those of `counted`.
    """
    if by.kind not in BOUND:
        return
    living = queries.living_known_by(digests, at=at)
    if queries.is_enough(living, services, policy=policy):
        raise TooManyForYou(living)


def check(
    digests: list[str], services: Iterable[int], *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Refuse one more than there may be. Comes before any row is locked."""
    if by.kind not in BOUND:
        return
    hold_words(digests)
    look(digests, services, by=by, at=at, policy=policy)
