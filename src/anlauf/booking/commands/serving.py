"""What has become free is offered to the waiting list before anybody else can see it.

An offer is a held appointment that opens only to those it was made to. Whoever frees time calls
this under the lock of the page, so nobody can come in between.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from anlauf.booking import queries, snapshots, wish_letters
from anlauf.booking.commands import fresh, pages, writing
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.queries import Candidate
from anlauf.booking.states import (
    WISH,
    AppointmentState,
    ClaimState,
    OfferState,
    Share,
    WishState,
)
from anlauf.booking.values import USUAL, Line, Policy
from anlauf.core import journal, keys
from anlauf.core.actors import SYSTEM
from anlauf.core.locking import first_free
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Need, Page
from anlauf.engine.grid import instant, local


def serve(
    day: OfficeDay,
    page: Page,
    *,
    at: datetime,
    policy: Policy = USUAL,
    but: KeptWish | None = None,
) -> Page:
    """The page after offering to the list what it has free now and the locked row has not.

    Each offer is stored with the page. `but` has just let this time pass and is not asked again
    at once.
    """
    zone = directory.zone()
    if day.date > local(at, zone)[0] + policy.horizon:
        return page
    candidates = queries.waiting_for(day.office_id, day.date)
    if not candidates:
        return page

    before, needs = snapshots.page(day), _Needs(day.office_id)
    for candidate in candidates:
        if but is not None and candidate.row.pk == but.pk:
            continue
        need = needs.of(candidate.row)
        if need is not None:
            page = _offer(_Serving(day, before, page, zone, at, policy), candidate, need)
    return page


@dataclass(frozen=True)
class _Serving:
    """A locked page before and after something became free, at a moment."""

    day: OfficeDay
    before: Page
    page: Page
    zone: ZoneInfo
    at: datetime
    policy: Policy

    def newly_free(self, need: Need) -> int:
        """The starts that were not there before; the others everybody could see."""
        return self.page.free_starts(need) & ~self.before.free_starts(need)

    def place(self, need: Need, start: int) -> pages.Place | None:
        """The place of a visit that starts then."""
        lane = self.page.lane(need, start)
        if lane is None:
            return None
        starts_at = instant(self.day.date, start, self.zone)
        return pages.Place(self.day, self.page, need, lane, start, starts_at)


@dataclass
class _Needs:
    """What the visits of different wishes take at one office, each looked up once."""

    office: int
    _known: dict[tuple[tuple[Line, ...], str], Need | None] = field(default_factory=dict)

    def of(self, wish: KeptWish) -> Need | None:
        """What this wish's visit takes, or None where it is not offered any more."""
        asked = (queries.lines_of(wish), wish.channel)
        if asked not in self._known:
            self._known[asked] = self._look(*asked)
        return self._known[asked]

    def _look(self, lines: tuple[Line, ...], channel: str) -> Need | None:
        try:
            return queries.needed(lines, self.office, channel=channel)
        except (queries.NotOffered, queries.TooMany):
            return None


def _offer(now: _Serving, candidate: Candidate, need: Need) -> Page:
    """Offer this wish the earliest start that fits it, if there is one it could still answer."""
    left = now.newly_free(need)
    while True:
        start = candidate.waiting.earliest(now.day.date, left)
        found = now.place(need, start) if start is not None else None
        if start is None or found is None:
            return now.page
        until = now.policy.offer.until(now.at, found.starts_at, now.policy.notice, now.zone)
        if until is not None:
            break
        left &= ~(1 << start)  # too soon to be answered

    wish = first_free(KeptWish.objects.filter(pk=candidate.row.pk, state=WishState.OPEN))
    if wish is None:  # it was withdrawn, or is served elsewhere at this very moment
        return now.page
    _promise(found, wish, until, at=now.at)
    return now.page.taken(found.lane, found.start, need.ticks, share_of(wish))


def share_of(wish: KeptWish) -> Share:
    """The share a wish is served from."""
    return Share.ONLINE if wish.urgency_id is None else Share.URGENT


def _promise(found: pages.Place, wish: KeptWish, until: datetime, *, at: datetime) -> None:
    wanted = queries.counted(queries.lines_of(wish))
    held = writing.write(found, _draft(wish, until, at=at), wanted)
    digest = keys.digest(queries.offer_key_of(held))
    offer = Offer.objects.create(
        wish=wish,
        appointment=held,
        digest=digest,
        state=OfferState.OPEN,
        made_at=at,
        until=until,
    )
    WISH.check(WishState(wish.state), WishState.OFFERED)
    wish.state = WishState.OFFERED
    wish.save(update_fields=["state"])
    facts = writing.facts(held) | {"wish": wish.pk}
    journal.record(
        "booking.offered", held, by=SYSTEM, at=at, office=found.day.office_id, facts=facts
    )
    wish_letters.offered(offer, at=at)


def _draft(wish: KeptWish, until: datetime, *, at: datetime) -> Appointment:
    """The promise of an offer; whom it is for is written into it when it is taken."""
    return Appointment(
        code=fresh.code(),
        uid=uuid4(),
        request_key=uuid4(),
        state=AppointmentState.HELD,
        channel=wish.channel,
        share=share_of(wish),
        language=wish.language,
        urgency_id=wish.urgency_id,
        urgent_on=wish.urgent_on,
        claim="" if wish.urgency_id is None else ClaimState.STATED,
        held_at=at,
        held_until=until,
    )
