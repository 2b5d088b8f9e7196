"""Colleagues swap duties: one offers, another takes, the referee is asked, one person approves."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.commands import publish_supply
from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.grid import instant
from anlauf.engine.roster import Violation
from anlauf.staffing import queries, rules_said
from anlauf.staffing.models import Duty, Employee, Roster, SwapOffer
from anlauf.staffing.queries.swaps import RUNNING, Exchange
from anlauf.staffing.states import SWAP, RosterState, SwapState


class NotYourDuty(Refused):
    """Only one's own coming duty of a published roster can be offered."""

    code = "not_your_duty"
    sentence = _("This duty cannot be offered: it is not yours, or it has begun.")


class OfferedAlready(Refused):
    """A duty has one running offer."""

    code = "offered_already"
    sentence = _("This duty is offered already.")


class OfferGone(Refused):
    """Somebody else was quicker, or the offer is over."""

    code = "offer_gone"
    sentence = _("This offer is no longer there: it is “%(state)s”. Please look at the list again.")

    def __init__(self, row: SwapOffer) -> None:
        super().__init__(state=str(SwapState(row.state).label))


class SwapBreaksRule(Refused):
    """What colleagues agree upon still has to be lawful."""

    code = "swap_breaks_rule"
    sentence = _("This swap would break a rule. %(rules)s.")

    def __init__(self, broken: Sequence[Violation]) -> None:
        names = {one.number: one.name for one in _named(broken)}
        said = dict.fromkeys(rules_said.said(one, names.get(one.person, "")) for one in broken)
        super().__init__(rules="; ".join(said))


@transaction.atomic
def offer_duty(number: str, duty: int, *, by: Actor, at: datetime) -> SwapOffer:
    """Tell colleagues that somebody would like to give this duty away."""
    row = Duty.objects.select_related("roster", "shift", "employee").filter(pk=duty).first()
    if row is None or row.employee.number != number:
        raise NotYourDuty
    locked(Roster.objects.filter(pk=row.roster_id))
    ends = instant(row.date, row.shift.begin, directory.zone())
    if row.roster.state != RosterState.PUBLISHED or ends <= at:
        raise NotYourDuty
    if SwapOffer.objects.filter(duty=row, state__in=RUNNING).exists():
        raise OfferedAlready

    offer = SwapOffer.objects.create(duty=row, by=row.employee, offered_at=at, ends_at=ends)
    _record("staffing.duty_offered", offer, by=by, at=at)
    return offer


@transaction.atomic
def take_offer(
    number: int, person: str, in_return: int | None, *, by: Actor, at: datetime
) -> SwapOffer:
    """A colleague takes the offered duty, with or without one of theirs for it."""
    offer = locked(SwapOffer.objects.filter(pk=number))
    taker = Employee.objects.get(number=person)
    back = Duty.objects.filter(pk=in_return).first() if in_return else None
    if offer.state != SwapState.OPEN or offer.ends_at <= at or taker.pk == offer.by_id:
        raise OfferGone(offer)
    if in_return and (back is None or back.employee_id != taker.pk):
        raise NotYourDuty
    if broken := queries.broken_by(Exchange(offer.duty, taker, back)):
        raise SwapBreaksRule(broken)

    offer.taken_by, offer.in_return = taker, back
    _move(offer, SwapState.TAKEN, "taken_by", "in_return")
    _record("staffing.offer_taken", offer, by=by, at=at)
    return offer


@transaction.atomic
def step_back(number: int, person: str, *, by: Actor, at: datetime) -> SwapOffer:
    """Whoever took it changes their mind: the duty is offered again."""
    offer = locked(SwapOffer.objects.filter(pk=number, taken_by__number=person))
    if offer.state != SwapState.TAKEN:
        raise OfferGone(offer)
    offer.taken_by, offer.in_return = None, None
    _move(offer, SwapState.OPEN, "taken_by", "in_return")
    _record("staffing.offer_stepped_back", offer, by=by, at=at)
    return offer


@transaction.atomic
def withdraw_offer(number: int, person: str, *, by: Actor, at: datetime) -> SwapOffer:
    """Whoever offered it keeps the duty."""
    offer = locked(SwapOffer.objects.filter(pk=number, by__number=person))
    if offer.state not in RUNNING:
        raise OfferGone(offer)
    _end(offer, SwapState.WITHDRAWN, at=at)
    _record("staffing.offer_withdrawn", offer, by=by, at=at)
    return offer


@transaction.atomic
def approve_swap(number: int, *, by: Actor, at: datetime) -> SwapOffer:
    """Let the swap happen: both weeks, what can be booked and the calendars follow at once."""
    offer = _held(number)
    if offer.state != SwapState.TAKEN or offer.ends_at <= at or offer.taken_by is None:
        raise OfferGone(offer)
    if broken := queries.broken_by(Exchange(offer.duty, offer.taken_by, offer.in_return)):
        raise SwapBreaksRule(broken)

    touched = _exchange(offer)
    _end(offer, SwapState.DONE, at=at)
    _record("staffing.swap_approved", offer, by=by, at=at)
    _rewrite(touched, by=by, at=at)
    return offer


@transaction.atomic
def refuse_swap(number: int, reason: str, *, by: Actor, at: datetime) -> SwapOffer:
    """Say no, with the reason that both are told."""
    offer = locked(SwapOffer.objects.filter(pk=number))
    if offer.state != SwapState.TAKEN:
        raise OfferGone(offer)
    offer.reason = reason.strip()
    _end(offer, SwapState.REFUSED, at=at)
    _record("staffing.swap_refused", offer, by=by, at=at)
    return offer


@transaction.atomic
def undo_swap(number: int, *, by: Actor, at: datetime) -> SwapOffer:
    """Give both their former duties back, if the rules still allow it."""
    offer = _held(number)
    if offer.state != SwapState.DONE or offer.ends_at <= at:
        raise OfferGone(offer)
    if broken := queries.broken_by(_back_again(offer)):
        raise SwapBreaksRule(broken)

    touched = _exchange(offer)
    _end(offer, SwapState.UNDONE, at=at)
    _record("staffing.swap_undone", offer, by=by, at=at)
    _rewrite(touched, by=by, at=at)
    return offer


def expire_offers(*, at: datetime) -> int:
    """End what has run out, one by one; tell how many."""
    return sum(_expire(row.pk, at=at) for row in queries.offers_run_out(at))


@transaction.atomic
def _expire(number: int, *, at: datetime) -> bool:
    offer = locked(SwapOffer.objects.filter(pk=number))
    if offer.state not in RUNNING:
        return False
    _end(offer, SwapState.EXPIRED, at=at)
    _record("staffing.offer_expired", offer, by=SYSTEM, at=at)
    return True


def _held(number: int) -> SwapOffer:
    """The offer and its roster: nobody changes either of them until the transaction ends."""
    roster = SwapOffer.objects.values_list("duty__roster", flat=True).get(pk=number)
    locked(Roster.objects.filter(pk=roster))
    return locked(SwapOffer.objects.filter(pk=number))


def _back_again(offer: SwapOffer) -> Exchange:
    """The exchange that undoes one: who holds which row now is the other way round."""
    back = offer.in_return
    if back is not None and back.date == offer.duty.date:  # the rows kept their people
        return Exchange(offer.duty, back.employee, back)
    return Exchange(offer.duty, offer.by, back)


def _exchange(offer: SwapOffer) -> set[tuple[int, date]]:
    """Let both have the other's duty; tell which offices and dates that touches."""
    duty, back = offer.duty, offer.in_return
    if back is not None and back.date == duty.date:
        # nobody has two duties on one day, so here the duties change and not the people
        duty.office_id, back.office_id = back.office_id, duty.office_id
        duty.shift_id, back.shift_id = back.shift_id, duty.shift_id
    elif back is not None:
        duty.employee_id, back.employee_id = back.employee_id, duty.employee_id
    else:
        taker = offer.taken_by_id or offer.by_id
        duty.employee_id = offer.by_id if duty.employee_id == taker else taker
    rows = [one for one in (duty, back) if one is not None]
    for row in rows:
        row.save(update_fields=["employee", "office", "shift"])
    return {(row.office_id, row.date) for row in rows}


def _rewrite(touched: set[tuple[int, date]], *, by: Actor, at: datetime) -> None:
    """Write what can be booked now; a swap that would break a promise does not happen."""
    locked_in_order(Office.objects.filter(pk__in={office for office, _on in touched}))
    for office, on in sorted(touched):
        for day, supply in queries.supply_between(office, on, on):
            publish_supply(office, day, supply, by=by, at=at)


def _move(offer: SwapOffer, then: SwapState, *columns: str) -> None:
    SWAP.check(SwapState(offer.state), then)
    offer.state = then
    offer.save(update_fields=["state", *columns])


def _end(offer: SwapOffer, then: SwapState, *, at: datetime) -> None:
    offer.over_at = at
    _move(offer, then, "over_at", "reason")


def _named(broken: Sequence[Violation]) -> list[Employee]:
    return list(Employee.objects.filter(number__in={one.person for one in broken}))


def _record(verb: str, offer: SwapOffer, *, by: Actor, at: datetime) -> None:
    facts: dict[str, object] = {"in_return": offer.in_return_id is not None}
    journal.record(verb, offer, by=by, at=at, office=offer.duty.office_id, facts=facts)
