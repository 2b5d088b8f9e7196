"""Duties that are offered to colleagues: who may take one, and which rule stands in the way."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from anlauf.core.refusal import Unknown
from anlauf.engine.roster import Days, Roster, Violation
from anlauf.engine.roster.period import Period, key_of, problem
from anlauf.staffing import models
from anlauf.staffing.models import Duty, Employee, SwapOffer
from anlauf.staffing.queries.periods import judged, period_of, plan_of
from anlauf.staffing.states import RosterState, SwapState

RUNNING = (SwapState.OPEN, SwapState.TAKEN)
_ALL = ("duty__office__place", "duty__shift", "duty__roster", "by", "taken_by")
_BACK = ("in_return__office", "in_return__shift")


@dataclass(frozen=True)
class Exchange:
    """Somebody takes a duty, and may give one of theirs for it."""

    duty: Duty
    taker: Employee
    in_return: Duty | None = None


def broken_by(exchange: Exchange) -> list[Violation]:
    """The rules that would be broken afterwards and are not now, for the two people."""
    duty, back = exchange.duty, exchange.in_return
    people = [duty.employee, exchange.taker]
    row = duty.roster
    asked = period_of(row, people)
    whole, before = problem(asked), plan_of(row, asked)
    mine, theirs = duty.employee.number, exchange.taker.number
    unknown = {mine, theirs} - before.keys()
    if unknown:
        return [Violation("contract", number, None, "") for number in sorted(unknown)]
    if back is not None and (back.roster_id != row.pk or back.employee_id != exchange.taker.pk):
        raise Unknown
    day = (duty.date - row.first).days
    if before[theirs][day] and (back is None or back.date != duty.date):
        return [Violation("twice", theirs, day, "")]

    after = _moved(asked, before, duty, theirs)
    if back is not None:
        if after[mine][(back.date - row.first).days]:
            return [Violation("twice", mine, (back.date - row.first).days, "")]
        after = _moved(asked, after, back, mine, keep=back.date == duty.date)
    known = set(judged(whole, before).violations)
    return [one for one in judged(whole, after).violations if one not in known]


def _moved(
    asked: Period, plan: Roster, duty: Duty, to: str, *, keep: bool = False
) -> dict[str, Days]:
    """The plan with a duty of one person in the hands of the other."""
    taker = next(one for one in asked.workers if one.key == to)
    day = (duty.date - duty.roster.first).days
    moved = _with(plan, to, day, key_of(taker.post(duty.office_id, duty.shift.key)))
    return moved if keep else _with(moved, duty.employee.number, day, None)


def _with(plan: Roster, person: str, day: int, key: str | None) -> dict[str, Days]:
    days = plan[person]
    return {**plan, person: (*days[:day], key, *days[day + 1 :])}


def offers_running(at: datetime) -> QuerySet[SwapOffer]:
    """Offers that somebody may still act upon, by date."""
    running = SwapOffer.objects.filter(
        state__in=RUNNING, ends_at__gt=at, duty__roster__state=RosterState.PUBLISHED
    )
    return running.select_related(*_ALL, *_BACK).order_by("duty__date", "pk")


def offers_run_out(at: datetime) -> QuerySet[SwapOffer]:
    """Offers whose time is over or whose roster holds no longer."""
    over = Q(ends_at__lte=at) | ~Q(duty__roster__state=RosterState.PUBLISHED)
    return SwapOffer.objects.filter(over, state__in=RUNNING)


def offer_numbered(number: int) -> SwapOffer:
    """One offer; raises Unknown."""
    row = SwapOffer.objects.filter(pk=number).select_related(*_ALL, *_BACK).first()
    if row is None:
        raise Unknown
    return row


def offers_of(person: Employee, since: date) -> list[SwapOffer]:
    """What somebody has offered or taken, for duties from this date on."""
    mine = Q(by=person) | Q(taken_by=person)
    rows = SwapOffer.objects.filter(mine, duty__date__gte=since)
    return list(rows.select_related(*_ALL, *_BACK).order_by("duty__date", "pk"))


def offers_for(person: Employee, at: datetime) -> list[SwapOffer]:
    """Open offers of colleagues at places where somebody could work, by date."""
    open_ones = offers_running(at).filter(state=SwapState.OPEN).exclude(by=person)
    if not person.floats:
        return list(open_ones.filter(duty__office=person.home_id))
    return list(open_ones.filter(duty__office__area=person.home.area_id))


def offers_to_approve(office: int, at: datetime) -> list[SwapOffer]:
    """Offers that somebody has taken, at this office."""
    return list(offers_running(at).filter(state=SwapState.TAKEN, duty__office=office))


def offers_approved(office: int, since: date) -> list[SwapOffer]:
    """Swaps that were approved at this office and could still be taken back."""
    done = SwapOffer.objects.filter(
        state=SwapState.DONE, duty__office=office, duty__date__gte=since
    )
    return list(done.select_related(*_ALL, *_BACK).order_by("duty__date", "pk"))


def returns_for(offer: SwapOffer, person: Employee) -> list[Duty]:
    """The duties somebody could give for it: their own of the same plan that are to come."""
    rows = (
        person.duties.filter(roster=offer.duty.roster_id, date__gte=offer.duty.roster.first)
        .exclude(offers__state__in=RUNNING)
        .select_related("office", "shift", "employee", "roster")
        .order_by("date")
    )
    return list(rows)


def broken_by_one(row: models.Roster, person: Employee) -> list[Violation]:
    """The rules that somebody's duties in a roster break as they stand."""
    asked = period_of(row, [person])
    found = judged(problem(asked), plan_of(row, asked)).violations
    return [one for one in found if one.person == person.number]
