"""What becomes of an offer: it is taken, declined, or nobody answers and it goes to the next."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters, queries, reach, snapshots, wish_letters
from anlauf.booking.commands import (
    contact_limits,
    contacts,
    ending,
    freed,
    keyring,
    pages,
    writing,
)
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import (
    APPOINTMENT,
    GONE,
    OFFER,
    WISH,
    AppointmentState,
    OfferState,
    WishState,
)
from anlauf.booking.values import Policy
from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import hold_words, locked, locked_in_order
from anlauf.core.refusal import Refused

_PROMISE_OF = {
    OfferState.DECLINED: AppointmentState.CANCELLED,
    OfferState.WITHDRAWN: AppointmentState.CANCELLED,
    OfferState.LAPSED: AppointmentState.EXPIRED,
}


class OfferEnded(Refused):
    """The answer came too late, or another one came first."""

    code = "offer_ended"
    status = 410
    sentence = _("This time is no longer kept for you.")


@dataclass
class _Affair:
    """An offer with everything it touches, behind their locks."""

    day: OfficeDay
    held: Appointment
    wish: KeptWish
    offer: Offer
    later_day: OfficeDay | None = None
    later: Appointment | None = None

    def stands(self, at: datetime) -> bool:
        """Tell whether the time is still kept; the office's hours may have changed under it."""
        in_time = self.offer.state == OfferState.OPEN and self.offer.until > at
        return in_time and self.held.state == AppointmentState.HELD


@transaction.atomic
def accept_offer(
    offer: Offer, *, by: Actor, at: datetime, policy: Policy | None = None
) -> Appointment:
    """Book the offered time; a later appointment gives way to it in the same step.

    Doing it twice is doing it once.
    """
    policy = policy or policy_at(at)
    hold_words(offer.wish.reached_by)
    affair = _locked(offer, queries.later_appointment(offer.wish))

    if affair.offer.state == OfferState.ACCEPTED:
        return affair.held
    if not affair.stands(at):
        raise OfferEnded
    if affair.later is None:
        services = [line.service for line in queries.lines_of(affair.wish)]
        contact_limits.look(_counted(affair.wish), services, by=by, at=at, policy=policy)

    _close(affair, OfferState.ACCEPTED, by=by, at=at)
    if affair.later is None or affair.later_day is None:
        return _booked(affair, by=by, at=at, policy=policy)
    return _swapped(affair, affair.later_day, affair.later, by=by, at=at, policy=policy)


@transaction.atomic
def decline_offer(offer: Offer, *, by: Actor, at: datetime, policy: Policy | None = None) -> Offer:
    """Leave the time to the next in line and keep looking for another."""
    policy = policy or policy_at(at)
    affair = _locked(offer)
    if affair.offer.state == OfferState.OPEN:
        _return(affair, OfferState.DECLINED, by=by, at=at, policy=policy)
    return affair.offer


def pass_on_offers(*, at: datetime, policy: Policy | None = None) -> int:
    """Pass on every time whose offer nobody answered in time; tell how many.

    An offer whose time was lost when the office changed its hours ends, too.
    """
    policy = policy or policy_at(at)
    over = Q(until__lte=at) | Q(appointment__state__in=GONE)
    overdue = Offer.objects.filter(over, state=OfferState.OPEN).order_by("until", "pk")
    found = overdue.select_related("wish", "appointment")
    return sum(_lapse(one, at=at, policy=policy) for one in found)


@transaction.atomic
def take_back(offer: Offer, *, by: Actor, at: datetime, policy: Policy) -> KeptWish | None:
    """End an open offer together with its wish; None when it was answered meanwhile."""
    affair = _locked(offer)
    if affair.offer.state != OfferState.OPEN:
        return None
    _return(affair, OfferState.WITHDRAWN, by=by, at=at, policy=policy)
    ending.end(affair.wish, WishState.WITHDRAWN, by=by, at=at)
    return affair.wish


@transaction.atomic
def _lapse(offer: Offer, *, at: datetime, policy: Policy) -> bool:
    affair = _locked(offer)
    if affair.offer.state != OfferState.OPEN or affair.stands(at):
        return False
    lost = affair.held.state in GONE
    state = OfferState.WITHDRAWN if lost else OfferState.LAPSED
    _return(affair, state, by=SYSTEM, at=at, policy=policy)
    if _is_silent(affair.wish, policy):
        wish_letters.ended(affair.wish, wish_letters.Reason.SILENCE, at=at)
        ending.end(affair.wish, WishState.EXPIRED, by=SYSTEM, at=at)
    return True


def _is_silent(wish: KeptWish, policy: Policy) -> bool:
    """Tell whether so many offers in a row found nobody: others wait behind each of them."""
    states = wish.offers.order_by("-pk").values_list("state", flat=True)[: policy.most_silences]
    return list(states) == [OfferState.LAPSED] * policy.most_silences


def _locked(offer: Offer, later: Appointment | None = None) -> _Affair:
    """Line up: days by number, then appointments, then the wish, then the offer."""
    promises = [offer.appointment] if later is None else [offer.appointment, later]
    days = {
        day.pk: day
        for day in locked_in_order(OfficeDay.objects.filter(pk__in={p.day_id for p in promises}))
    }
    rows = {
        row.pk: row
        for row in locked_in_order(Appointment.objects.filter(pk__in={p.pk for p in promises}))
    }
    held = rows[offer.appointment_id]
    affair = _Affair(
        day=days[held.day_id],
        held=held,
        wish=locked(KeptWish.objects.filter(pk=offer.wish_id)),
        offer=locked(Offer.objects.filter(pk=offer.pk)),
    )
    held.day = affair.day
    if later is not None:
        affair.later, affair.later_day = rows[later.pk], days[later.day_id]
        affair.later.day = affair.later_day
    return affair


def _counted(wish: KeptWish) -> list[str]:
    """The digests by which appointments count: the number as it was typed, not by itself."""
    number = set(reach.digests("", wish.phone))
    here = [digest for digest in wish.reached_by if digest not in number]
    return here + reach.vouched("", wish.phone)


def _close(affair: _Affair, state: OfferState, *, by: Actor, at: datetime) -> None:
    OFFER.check(OfferState(affair.offer.state), state)
    affair.offer.state, affair.offer.ended_at = state, at
    affair.offer.save(update_fields=["state", "ended_at"])
    facts: dict[str, object] = {"wish": affair.wish.pk}
    journal.record(
        f"booking.offer_{state}",
        affair.held,
        by=by,
        at=at,
        office=affair.day.office_id,
        facts=facts,
    )


def _booked(affair: _Affair, *, by: Actor, at: datetime, policy: Policy) -> Appointment:
    held = affair.held
    _write(held, contacts.columns(contacts.of(affair.wish), affair.wish.reached_by), at=at)
    keyring.give(held, policy=policy)
    ending.end(affair.wish, WishState.FULFILLED, by=by, at=at)
    facts = writing.facts(held)
    journal.record("booking.booked", held, by=by, at=at, office=affair.day.office_id, facts=facts)
    letters.booked(held, at=at)
    return held


def _swapped(
    affair: _Affair,
    later_day: OfficeDay,
    later: Appointment,
    *,
    by: Actor,
    at: datetime,
    policy: Policy,
) -> Appointment:
    """Let the offered time follow the later appointment: same code, entry, keys and person."""
    APPOINTMENT.check(AppointmentState(later.state), AppointmentState.MOVED)
    later.state, later.ended_at = AppointmentState.MOVED, at
    later.save(update_fields=["state", "ended_at"])

    held = affair.held
    follows = {
        "code": later.code,
        "uid": later.uid,
        "sequence": later.sequence + 1,
        "moved_from": later,
    }
    _write(held, contacts.columns(contacts.of(later), later.reached_by) | follows, at=at)
    keyring.hand_over(later, held, policy=policy)
    ending.end(affair.wish, WishState.FULFILLED, by=by, at=at)
    left = pages.without(snapshots.page(later_day), later)
    freed.give_back(later_day, left, later, by=by, at=at, policy=policy)

    facts = writing.facts(held) | {"from": later.pk}
    journal.record("booking.moved", held, by=by, at=at, office=affair.day.office_id, facts=facts)
    letters.moved(held, at=at)
    return held


def _write(held: Appointment, columns: dict[str, object], *, at: datetime) -> None:
    APPOINTMENT.check(AppointmentState(held.state), AppointmentState.BOOKED)
    changed = columns | {"state": AppointmentState.BOOKED, "booked_at": at}
    for column, value in changed.items():
        setattr(held, column, value)
    held.save(update_fields=list(changed))


def _return(affair: _Affair, state: OfferState, *, by: Actor, at: datetime, policy: Policy) -> None:
    """Put the wish back on the list and let the next one have the time, if it is still there."""
    _close(affair, state, by=by, at=at)
    held, wish = affair.held, affair.wish
    WISH.check(WishState(wish.state), WishState.OPEN)
    wish.state = WishState.OPEN
    wish.save(update_fields=["state"])
    if held.state in GONE:
        return

    APPOINTMENT.check(AppointmentState(held.state), _PROMISE_OF[state])
    held.state, held.ended_at = _PROMISE_OF[state], at
    held.save(update_fields=["state", "ended_at"])
    left = pages.without(snapshots.page(affair.day), held)
    freed.pass_on(affair.day, left, held, wish, at=at, policy=policy)
