"""What the floor tells booking: somebody has come, a walk-in may stay, a visit is over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import pages, writing
from anlauf.booking.commands.once import once
from anlauf.booking.commands.room import Claim
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import APPOINTMENT, AppointmentState, Share
from anlauf.booking.values import Line, Question, Start, WalkIn
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.core.text import spoken
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Need, Page
from anlauf.engine.contingent import earliest_walk_in
from anlauf.engine.grid import TICK_MINUTES, TICKS, instant, local, upcoming

_TICK = timedelta(minutes=TICK_MINUTES)


class NoWalkInsLeft(Refused):
    """Whoever took a ticket now would wait in vain; `next_start` is the next time to book."""

    code = "no_walk_ins_left"
    sentence = _("We cannot serve anyone else without an appointment today. We are sorry.")

    def __init__(self, next_start: Start | None = None) -> None:
        self.next_start = next_start
        super().__init__()


class NotExpected(Refused):
    """The appointment was cancelled, moved, never confirmed, or is over."""

    code = "not_expected"
    sentence = _("This appointment no longer holds. Please ask our staff.")


@transaction.atomic
def arrive(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Note that they have come; those thought missed are still served."""
    expected = pages.lock_alone(appointment)

    if expected.state == AppointmentState.ARRIVED:
        return expected
    if expected.state not in {AppointmentState.BOOKED, AppointmentState.MISSED}:
        raise NotExpected

    expected.state, expected.ended_at = AppointmentState.ARRIVED, None
    expected.save(update_fields=["state", "ended_at"])
    journal.record("booking.arrived", expected, by=by, at=at, office=expected.day.office_id)
    return expected


def admit(
    walk_in: WalkIn,
    *,
    overdue: Sequence[Need],
    by: Actor,
    at: datetime,
    request_key: UUID | None = None,
) -> Appointment:
    """Promise a walk-in the earliest time left today, or say honestly that there is none.

    `overdue` are those who still wait although their planned time has passed: they come first.
    """
    key = request_key or uuid4()
    draft = partial(
        Appointment,
        request_key=key,
        state=AppointmentState.ARRIVED,
        share=Share.WALK_IN,
        language=spoken(walk_in.language),
        access_needs=list(walk_in.access_needs),
        held_at=at,
        booked_at=at,
    )

    def attempt(code: str) -> Appointment:
        appointment = draft(code=code, uid=uuid4())
        return _admit(appointment, walk_in, overdue, by=by, at=at)

    return once(key, attempt)


@transaction.atomic
def _admit(
    draft: Appointment,
    walk_in: WalkIn,
    overdue: Sequence[Need],
    *,
    by: Actor,
    at: datetime,
) -> Appointment:
    office, wanted = walk_in.office, queries.counted(walk_in.lines)
    terms = queries.terms(wanted, [office], channel=Channel.VISIT)
    today, _now = upcoming(at, terms.zone)
    there, now = upcoming(max(at, walk_in.not_before or at), terms.zone)
    day = _day_or_none(office, today) if there == today else None

    found = _earliest(day, terms, overdue, now, at=at) if day else None
    if found is None:
        raise NoWalkInsLeft(_next_start(walk_in.lines, office, at=at))

    appointment = writing.write(found, draft, wanted)
    facts = writing.facts(appointment)
    journal.record("booking.admitted", appointment, by=by, at=at, office=office, facts=facts)
    return appointment


@transaction.atomic
def end(
    appointment: Appointment, state: AppointmentState, *, by: Actor, at: datetime
) -> Appointment:
    """Close the promise as served, left or missed, and give back the ticks not begun yet."""
    day, open_one = pages.lock_appointment(appointment)

    if open_one.state == state:
        return open_one
    APPOINTMENT.check(AppointmentState(open_one.state), state)

    page = pages.without(snapshots.page(day), open_one)
    open_one.kept_ticks = min(open_one.kept_ticks, _begun(open_one, at))
    writing.store(day, pages.with_again(page, open_one))
    open_one.state, open_one.ended_at = state, at
    open_one.save(update_fields=["state", "ended_at", "kept_ticks"])
    facts: dict[str, object] = {"kept_ticks": open_one.kept_ticks, "ticks": open_one.ticks}
    journal.record(f"booking.{state}", open_one, by=by, at=at, office=day.office_id, facts=facts)
    return open_one


@transaction.atomic
def reopen(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Take an end back; ticks given back meanwhile return if nobody else was promised them."""
    day, ended = pages.lock_appointment(appointment)

    if ended.state == AppointmentState.ARRIVED:
        return ended
    APPOINTMENT.check(AppointmentState(ended.state), AppointmentState.ARRIVED)

    page = snapshots.page(day)
    rest = ended.ticks - ended.kept_ticks
    if rest and ended.lane is not None and _is_free(page, ended, ended.lane, rest):
        start = ended.start + ended.kept_ticks
        writing.store(day, page.taken(ended.lane, start, rest, ended.share))
        ended.kept_ticks = ended.ticks
    ended.state, ended.ended_at = AppointmentState.ARRIVED, None
    ended.save(update_fields=["state", "ended_at", "kept_ticks"])
    journal.record("booking.reopened", ended, by=by, at=at, office=day.office_id)
    return ended


def _day_or_none(office: int, today: date) -> OfficeDay | None:
    try:
        return pages.lock_day(office, today)
    except pages.DayClosed:
        return None


def _earliest(
    day: OfficeDay, terms: queries.Terms, overdue: Sequence[Need], now: int, *, at: datetime
) -> pages.Place | None:
    """The earliest place on today's page that those already waiting leave."""
    page = pages.without_overdue_holds(day, snapshots.page(day), at=at)
    need = terms.needs[day.office_id]
    closes = max((end for _start, end in day.spans), default=0)
    release, clock = terms.release(day.office_id, day.date), local(at, terms.zone)
    claim = Claim(need, 0, Share.WALK_IN, release, day.date, clock)
    start = earliest_walk_in(page, overdue, need, now, closes, claim.room)
    if start is None:
        return None
    lane = page.lane(need, start)
    if lane is None:
        return None
    return pages.Place(day, page, need, lane, start, instant(day.date, start, terms.zone))


def _next_start(lines: tuple[Line, ...], office: int, *, at: datetime) -> Start | None:
    starts = queries.times_on_offer(Question(lines, (office,)), at=at, most=1)
    return starts[0] if starts else None


def _begun(appointment: Appointment, at: datetime) -> int:
    """How many of its ticks have begun."""
    passed = -((appointment.starts_at - at) // _TICK)
    return min(max(passed, 0), appointment.ticks)


def _is_free(page: Page, appointment: Appointment, lane: int, rest: int) -> bool:
    start = appointment.start + appointment.kept_ticks
    if lane >= len(page.groups) or start + rest > TICKS:
        return False
    # Who kept nothing was left out when supply was published anew: the lane may mean others now.
    able = page.groups[lane].may_serve(Need(frozenset(appointment.skills), rest))
    return able and page.spare(lane, start, rest) > 0
