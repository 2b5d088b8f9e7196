"""Joining the line of an office from afar, while the day still holds one more."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking import reach
from anlauf.booking.commands import contact_limits, contacts
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Contact
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory.models import Office
from anlauf.floor import letters, queries
from anlauf.floor.afar import WAYS, Join
from anlauf.floor.commands.arrival import (
    check_tickets,
    let_in,
    line_up,
    newcomer,
)
from anlauf.floor.commands.passage import told
from anlauf.floor.models import Joining, Visit
from anlauf.floor.states import TicketState

MOST_FROM_A_NETWORK = 12
"""So many numbers without an address one network may hold at a time: a library needs some."""


class NotFromAfar(Refused):
    """The office gives numbers at its door only."""

    code = "not_from_afar"
    sentence = _("This office gives numbers only at its entrance. Please come and draw one there.")


class UnknownWay(Invalid):
    """Nobody is asked for any other way."""

    code = "unknown_way"
    sentence = _("Please choose how long your way takes.")


class OneWayToReach(Invalid):
    """One message is enough."""

    code = "one_way_to_reach"
    sentence = _("Please leave either an e-mail address or a mobile number, not both.")


class HasANumber(Refused):
    """Somebody with this address stands in line already."""

    code = "has_a_number"
    sentence = _(
        "There is already a number for this e-mail address or mobile number today."
        " Our message has the link to it. Please give it up first, or go on with it."
    )


class ManyFromHere(Refused):
    """A network has as many numbers without an address as a library needs."""

    code = "many_from_here"
    sentence = _(
        "Many numbers have been drawn from your network without an address."
        " Please leave an e-mail address or a mobile number, or draw a number at the office."
    )


class ManyOnTheWay(Refused):
    """So many are on the way that whoever stands at the door would get nothing."""

    code = "many_on_the_way"
    sentence = _(
        "Very many people are on their way to this office. Please try again later,"
        " choose another office, or draw a number at the office."
    )


@transaction.atomic
def join(wish: Join, *, request_key: UUID, by: Actor, at: datetime) -> Visit:
    """Give a number to somebody who is not there yet, while they can still be served today.

    The promise is the same that the kiosk makes, so what is drawn here is not drawn there.
    """
    made = Visit.objects.filter(request_key=request_key).first()
    if made is not None:
        return made
    contact = _checked(wish)
    contact_limits.count_message(contact, by=by, at=at, policy=policy_at(at))
    digests = _digests(contact, wish.network)
    hold_words(digests)
    here = Office.objects.select_related("place").get(pk=wish.walk_in.office)
    roll = line_up(here, queries.today(at))
    made = Visit.objects.filter(request_key=request_key).first()
    if made is not None:
        return made
    _check(wish, contact, digests, at=at)

    able = at + timedelta(minutes=wish.way_minutes)
    overdue = queries.overdue(here.pk, at=at)
    walk_in = replace(wish.walk_in, not_before=able)
    appointment = booking.admit(walk_in, overdue=overdue, by=by, at=at)
    visit = newcomer(here.pk, appointment, at=at)
    visit.state, visit.from_afar, visit.request_key = TicketState.COMING, True, request_key
    let_in(roll, visit, told("floor.joined", visit, by=by, at=at, way=wish.way_minutes))
    joining = Joining.objects.create(
        visit=visit,
        way_minutes=wish.way_minutes,
        joined_at=at,
        email=contact.email,
        phone=contact.phone,
        reached_by=digests,
    )
    letters.joined(joining, visit, at=at)
    return visit


def _checked(wish: Join) -> Contact:
    if wish.way_minutes not in WAYS:
        raise UnknownWay
    contact = contacts.checked(
        Contact(email=wish.email, phone=wish.phone, language=wish.walk_in.language)
    )
    if contact.email and contact.phone:
        raise OneWayToReach
    return contact


def _digests(contact: Contact, network: str) -> list[str]:
    """What a number counts against: an address as typed from this network, or the network."""
    networks = reach.of_networks(network)
    return reach.claimed(contact.email, contact.phone, networks) or networks


def _check(wish: Join, contact: Contact, digests: list[str], *, at: datetime) -> None:
    office = wish.walk_in.office
    rule = queries.arrival_policy(office, queries.today(at))
    if not rule.joins:
        raise NotFromAfar
    check_tickets(wish.walk_in, at=at)
    if queries.coming_count(office, at=at) >= rule.most_coming:
        raise ManyOnTheWay
    living = queries.joined_by(digests, at=at).count()
    if (contact.email or contact.phone) and living:
        raise HasANumber
    if digests and living >= MOST_FROM_A_NETWORK:
        raise ManyFromHere
