"""What has become free is offered to the waiting list before anybody else can see it.

An offer is a held appointment that opens only to those it was made to. Whoever frees time calls
this under the lock of the page, so nobody can come in between.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from anlauf.booking import queries, snapshots, wish_letters
from anlauf.booking.commands import fresh, pages, writing
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.queries import Candidate
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.snapshots.releases import AllRules, open_room, under
from anlauf.booking.states import (
    WISH,
    AppointmentState,
    ClaimState,
    OfferState,
    Share,
    WishState,
)
from anlauf.booking.values import Line, Policy
from anlauf.core import journal, keys
from anlauf.core.actors import SYSTEM
from anlauf.core.locking import first_free
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Need, Page
from anlauf.engine.grid import instant, local
from anlauf.engine.release import Release


@dataclass(frozen=True)
class Occasion:
    """Why there may be more free time than the locked row shows.

    `but` has just let this time pass and is not asked again at once. `opened_at` counts as free
    what is released until then, `rules_before` what other rules of release had not opened,
    `policy_before` what another policy had not.
    """

    but: KeptWish | None = None
    opened_at: datetime | None = None
    rules_before: AllRules | None = None
    policy_before: Policy | None = None


FREED = Occasion()


def serve(
    day: OfficeDay,
    page: Page,
    *,
    at: datetime,
    policy: Policy | None = None,
    occasion: Occasion = FREED,
) -> Page:
    """The page after offering to the list what is free on it and was not on the locked row.

    Each offer is stored with the page.
    """
    policy = policy or policy_at(at)
    candidates = queries.waiting_for(day.office_id, day.date)
    if not candidates:
        return page

    zone = directory.zone()
    seen = _Sight(snapshots.page(day), local(at, zone))
    asks = _Asks(day, policy, occasion)
    for candidate in candidates:
        ask = asks.of(candidate.row)
        if ask is None or candidate.row == occasion.but:
            continue
        now = _Sight(page, local(occasion.opened_at or at, zone))
        page = _offer(_Serving(seen, now, ask, at), candidate)
    return page


@dataclass(frozen=True)
class _Terms:
    """A rule of release, with the city's policy as far as the rule says nothing else."""

    release: Release | None
    policy: Policy


@dataclass(frozen=True)
class _Ask:
    """What a wish's visit takes at an office on a date, from which share, and by which rule."""

    day: OfficeDay
    need: Need
    share: Share
    before: _Terms
    now: _Terms


@dataclass(frozen=True)
class _Sight:
    """A page at a moment, as date and tick on the wall."""

    page: Page
    now: tuple[date, int]

    def room(self, ask: _Ask, terms: _Terms) -> int:
        """The ticks in which one more promise may be taken from the share."""
        on = ask.day.date
        if on > self.now[0] + terms.policy.horizon:
            return 0
        return open_room(self.page, ask.need, ask.share, terms.release, on, self.now)

    def starts(self, ask: _Ask, terms: _Terms) -> int:
        """Where the visit could start."""
        return self.page.free_ticks().starts(ask.need, self.room(ask, terms))


@dataclass(frozen=True)
class _Serving:
    """What everybody could see before, what is there now, and what a wish asks of it."""

    seen: _Sight
    now: _Sight
    ask: _Ask
    at: datetime

    def newly_free(self) -> int:
        """The starts that were not there before; the others everybody could see."""
        ask = self.ask
        return self.now.starts(ask, ask.now) & ~self.seen.starts(ask, ask.before)

    def place(self, start: int) -> pages.Place | None:
        """The place of a visit that starts then."""
        ask = self.ask
        lane = self.now.page.lane(ask.need, start, room=self.now.room(ask, ask.now))
        if lane is None:
            return None
        starts_at = instant(ask.day.date, start, directory.zone())
        return pages.Place(ask.day, self.now.page, ask.need, lane, start, starts_at)

    def until(self, found: pages.Place) -> datetime | None:
        """When the offer of this place would end; None where nobody could answer in time."""
        policy = self.ask.now.policy
        return policy.offer.until(self.at, found.starts_at, policy.notice, directory.zone())


@dataclass
class _Asks:
    """What different wishes ask of one office-day, each looked up once."""

    day: OfficeDay
    policy: Policy
    occasion: Occasion
    _known: dict[tuple[tuple[Line, ...], str, Share], _Ask | None] = field(default_factory=dict)

    def of(self, wish: KeptWish) -> _Ask | None:
        """What this wish asks, or None where that is not offered any more."""
        asked = (queries.lines_of(wish), wish.channel, share_of(wish))
        if asked not in self._known:
            self._known[asked] = self._look(*asked)
        return self._known[asked]

    def _look(self, lines: tuple[Line, ...], channel: str, share: Share) -> _Ask | None:
        office = self.day.office_id
        try:
            terms = queries.terms(queries.counted(lines), [office], channel=channel)
        except (queries.NotOffered, queries.TooMany):
            return None
        on = self.day.date
        release = terms.release(office, on)
        now = _Terms(release, under(self.policy, release))
        if self.occasion.rules_before is not None:
            release = terms.release_by(self.occasion.rules_before, office, on)
        before = _Terms(release, under(self.occasion.policy_before or self.policy, release))
        return _Ask(self.day, terms.needs[office], share, before, now)


def _offer(serving: _Serving, candidate: Candidate) -> Page:
    """Offer this wish the earliest start that fits it, if there is one it could still answer."""
    page, on = serving.now.page, serving.ask.day.date
    left = serving.newly_free()
    while (start := candidate.waiting.earliest(on, left)) is not None:
        found = serving.place(start)
        until = serving.until(found) if found else None
        if found is not None and until is not None:
            return _offered(found, candidate, until, at=serving.at)
        left &= ~(1 << start)  # too soon to be answered
    return page


def _offered(found: pages.Place, candidate: Candidate, until: datetime, *, at: datetime) -> Page:
    """The page after the offer, unless somebody else has a hand on the wish at this moment."""
    wish = first_free(KeptWish.objects.filter(pk=candidate.row.pk, state=WishState.OPEN))
    if wish is None:
        return found.page
    _promise(found, wish, until, at=at)
    return found.page.taken(found.lane, found.start, found.need.ticks, share_of(wish))


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
