"""Walk-ins: the earliest time left today, promised on the held page to whoever has come.

Asked, answered and written in three steps, so that whoever lets them in writes the promise and
their own rows in one statement.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import pages, writing
from anlauf.booking.commands.once import once
from anlauf.booking.commands.room import Claim
from anlauf.booking.commands.statement import Left
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Question, Start, WalkIn
from anlauf.core import journal, parts
from anlauf.core.actors import Actor
from anlauf.core.parts import Parts
from anlauf.core.refusal import Refused
from anlauf.core.text import spoken
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Need, Page
from anlauf.engine.contingent import earliest_walk_in
from anlauf.engine.grid import instant, local, upcoming


class NoWalkInsLeft(Refused):
    """Whoever took a ticket now would wait in vain; `next_start` is the next time to book."""

    code = "no_walk_ins_left"
    sentence = _("We cannot serve anyone else without an appointment today. We are sorry.")

    def __init__(self, next_start: Start | None = None) -> None:
        self.next_start = next_start
        super().__init__()


@dataclass(frozen=True)
class WalkInWish:
    """What somebody asks for who walks in at this moment."""

    walk_in: WalkIn
    wanted: Counter[int]
    terms: queries.Terms
    at: datetime

    @property
    def need(self) -> Need:
        """What their visit takes."""
        return self.terms.needs[self.walk_in.office]

    @property
    def there(self) -> tuple[date, int]:
        """The date and the tick from which they could be served."""
        return upcoming(max(self.at, self.walk_in.not_before or self.at), self.terms.zone)


@dataclass(frozen=True)
class Token:
    """What a new promise is known by: a code to type, and the request that made it."""

    code: str
    request_key: UUID


@dataclass(frozen=True)
class Admission:
    """A promise to a walk-in, and the parts of a statement that write it; `appointment` is one."""

    promise: Appointment
    wanted: Counter[int]
    parts: Parts

    def kept(self, number: int | None) -> Appointment:
        """The promise once it is written, under this number."""
        return writing.kept(self.promise, number, self.wanted)


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

    wish = walk_in_wish(walk_in, at=at)

    @transaction.atomic
    def attempt(code: str) -> Appointment:
        found = admission(wish, hold_today(wish), overdue, Token(code, key), by=by)
        if found is None:
            raise NoWalkInsLeft(next_start(wish))
        return found.kept(*parts.write(found.parts, "appointment"))

    return once(key, attempt)


def walk_in_wish(walk_in: WalkIn, *, at: datetime) -> WalkInWish:
    """Look up what a walk-in's wish means at this office."""
    wanted = queries.counted(walk_in.lines)
    terms = queries.terms(wanted, [walk_in.office], channel=Channel.VISIT)
    return WalkInWish(walk_in, wanted, terms, at)


def hold_today(wish: WalkInWish) -> OfficeDay | None:
    """Line up behind today's page, if there is one and they will be there before it ends."""
    today, _now = upcoming(wish.at, wish.terms.zone)
    if wish.there[0] != today:
        return None
    try:
        return pages.lock_day(wish.walk_in.office, today)
    except pages.DayClosed:
        return None


def admission(
    wish: WalkInWish, day: OfficeDay | None, overdue: Sequence[Need], token: Token, *, by: Actor
) -> Admission | None:
    """Find the earliest time left on the held page; None where there is none.

    Refuses where others' holds have been ended for it in vain, so that this is taken back.
    """
    found = _place(day, wish, overdue) if day else None
    if found is None:
        return None

    promise = writing.placed(_draft(wish, token), found)
    facts, office = writing.facts(promise), wish.walk_in.office
    entry = journal.draft(
        "booking.admitted", promise, by=by, at=wish.at, office=office, facts=facts
    )
    written = writing.promised(found, promise, wish.wanted, Left(entry=entry))
    return Admission(promise, wish.wanted, written)


def next_start(wish: WalkInWish) -> Start | None:
    """The next time on offer to somebody who cannot be served today."""
    question = Question(tuple(wish.walk_in.lines), (wish.walk_in.office,))
    starts = queries.times_on_offer(question, at=wish.at, most=1)
    return starts[0] if starts else None


def _draft(wish: WalkInWish, token: Token) -> Appointment:
    return Appointment(
        code=token.code,
        uid=uuid4(),
        request_key=token.request_key,
        state=AppointmentState.ARRIVED,
        share=Share.WALK_IN,
        language=spoken(wish.walk_in.language),
        access_needs=list(wish.walk_in.access_needs),
        held_at=wish.at,
        booked_at=wish.at,
    )


def _place(day: OfficeDay, wish: WalkInWish, overdue: Sequence[Need]) -> pages.Place | None:
    page = snapshots.page(day)
    found = _earliest(day, page, wish, overdue)
    if found is not None:
        return found

    without = pages.without_overdue_holds(day, page, at=wish.at)
    if without is page:
        return None
    found = _earliest(day, without, wish, overdue)
    if found is None:
        raise NoWalkInsLeft(next_start(wish))
    return found


def _earliest(
    day: OfficeDay, page: Page, wish: WalkInWish, overdue: Sequence[Need]
) -> pages.Place | None:
    """The earliest place on today's page that those already waiting leave."""
    terms, need = wish.terms, wish.need
    closes = max((end for _start, end in day.spans), default=0)
    release, clock = terms.release(day.office_id, day.date), local(wish.at, terms.zone)
    claim = Claim(need, 0, Share.WALK_IN, release, day.date, clock)
    start = earliest_walk_in(page, overdue, need, wish.there[1], closes, claim.room)
    if start is None:
        return None
    lane = page.lane(need, start)
    if lane is None:
        return None
    return pages.Place(day, page, need, lane, start, instant(day.date, start, terms.zone))
