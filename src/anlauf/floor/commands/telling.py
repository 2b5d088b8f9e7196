"""Whoever waits may have a message when their turn comes, and may stop that at any time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.commands import contact_limits, contacts
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Contact
from anlauf.core import outbox
from anlauf.core.actors import CITIZEN, Actor
from anlauf.core.locking import locked_where
from anlauf.core.refusal import Invalid
from anlauf.engine.joining import is_near
from anlauf.floor import letters, queries
from anlauf.floor.commands.joining import OneWayToReach
from anlauf.floor.commands.passage import expect, held, note
from anlauf.floor.models import Joining, Reach, Visit
from anlauf.floor.states import TicketState


class NoWayToReach(Invalid):
    """A message needs somewhere to go."""

    code = "no_way_to_reach"
    sentence = _("Please leave an e-mail address or a mobile number.")


@transaction.atomic
def tell_me(visit: Visit, contact: Contact, *, by: Actor, at: datetime) -> Visit:
    """Note where messages about this visit shall go, and send the first; the last word counts.

    Whoever types it, at the machine too, is somebody from the street: limits hold as for them.
    """
    contact = contacts.checked(contact)
    if not contact.email and not contact.phone:
        raise NoWayToReach
    if contact.email and contact.phone:
        raise OneWayToReach
    contact_limits.count_message(contact, by=CITIZEN, at=at, policy=policy_at(at))
    visit = held(visit)
    expect(visit, TicketState.WAITING, TicketState.COMING, TicketState.PARKED)

    row = _remember(visit, contact, at=at)
    if row is not None:
        letters.asked(row, visit, at=at)
        note("floor.asked_for_word", visit, by=by, at=at)
    return visit


@transaction.atomic
def tell_me_nothing(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Forget how this visit can be reached; what has not left by now stays unsent."""
    visit = held(visit)
    reached = Joining.objects.filter(visit=visit).exclude(email="", phone="")
    gone = reached.update(email="", phone="", reached_by=[])
    gone += Reach.objects.filter(visit=visit).delete()[0]
    if not gone:
        return visit

    _wants_word(visit, wanted=False)
    outbox.forget([visit])
    note("floor.wants_no_word", visit, by=by, at=at)
    return visit


def tell_waiting(*, by: Actor, at: datetime) -> int:
    """Tell all who asked for it that at most two are ahead; tell how many these were."""
    return sum(_tell_third(visit, by=by, at=at) for visit in queries.nearly_next(at=at))


@transaction.atomic
def _tell_third(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """A worker that died before has told nobody; one that was quicker has told it already."""
    visit = held(visit)
    row = Reach.objects.filter(visit=visit, third_told_at=None).first()
    if row is None or visit.state != TicketState.WAITING:
        return False

    row.third_told_at = at
    row.save(update_fields=["third_told_at"])
    letters.third(row, visit, there=None, at=at)
    note("floor.told_third", visit, by=by, at=at)
    return True


def _remember(visit: Visit, contact: Contact, *, at: datetime) -> Joining | Reach | None:
    """Write it down where it belongs; None when it stands there already."""
    said = {"email": contact.email, "phone": contact.phone}
    if visit.state == TicketState.COMING:
        joining = locked_where(Joining, visit_id=visit.pk)
        if (joining.email, joining.phone) == (contact.email, contact.phone):
            return None
        joining.email, joining.phone = contact.email, contact.phone
        joining.save(update_fields=["email", "phone"])
        return joining

    if Reach.objects.filter(visit=visit, **said).exists():
        return None
    ahead = queries.places_in_line(visit.office_id, at=at).get(visit.pk, 0)
    near = at if is_near(ahead) else None
    row, _made = Reach.objects.update_or_create(
        visit=visit, defaults=said | {"third_told_at": near}
    )
    _wants_word(visit, wanted=True)
    return row


def _wants_word(visit: Visit, *, wanted: bool) -> None:
    visit.wants_word = wanted
    visit.save(update_fields=["wants_word"])
