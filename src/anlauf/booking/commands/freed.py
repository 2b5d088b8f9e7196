"""Time that has become free again, and who may have it first.

First the waiting list, under the lock of the page: nobody else sees a freed time before those who
wait for one. What nobody there wants returns to the public. If a citizen gave it up, it does so
after a random while (ADR 65): whoever cancels at an agreed moment, so that somebody else may take
the time, cannot know when it comes back. Holds that end return at once: until the moment before
they end, whoever keeps them could enter anybody's name.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from anlauf.booking import reach, snapshots
from anlauf.booking.commands import fresh, serving, writing
from anlauf.booking.models import Appointment, KeptWish, OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Policy
from anlauf.core import journal, keys
from anlauf.core.actors import SYSTEM, Actor, Kind
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Page
from anlauf.engine.grid import instant

_AT_ONCE = frozenset({Kind.STAFF, Kind.SYSTEM})
"""Whose word returns time at once: nobody who could pass it on to a friend."""


def give_back(
    day: OfficeDay,
    page: Page,
    *freed: Appointment,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> None:
    """Store a locked page on which these appointments' time is free again."""
    policy = policy or policy_at(at)
    page = serving.serve(day, page, at=at, policy=policy)
    if by.kind not in _AT_ONCE:
        for one in freed:
            if one.booked_at is not None:
                page = _kept_back(day, page, one, at=at, policy=policy)
    writing.store(day, page)


def pass_on(
    day: OfficeDay,
    page: Page,
    offered: Appointment,
    wish: KeptWish,
    *,
    at: datetime,
    policy: Policy | None = None,
) -> None:
    """Store a locked page without an offer this wish did not take; the next in line has it first.

    Offers could be passed on to friends like appointments, so they return as late.
    """
    policy = policy or policy_at(at)
    occasion = serving.Occasion(but=wish)
    page = serving.serve(day, page, at=at, policy=policy, occasion=occasion)
    writing.store(day, _kept_back(day, page, offered, at=at, policy=policy))


def _kept_back(
    day: OfficeDay, page: Page, freed: Appointment, *, at: datetime, policy: Policy
) -> Page:
    """The page on which what is left of the freed time is held, without a key, for a while.

    What the list was offered is not left, nor what had been free in the group before.
    """
    seed = keys.derive(f"return:{freed.sequence}", freed.uid)
    returns = policy.public_return.at(seed, at, freed.starts_at)
    if returns <= at or freed.lane is None:
        return page
    for start, ticks in list(_runs(snapshots.page(day), page, freed)):
        page = page.taken(freed.lane, start, ticks, freed.share)
        kept = _nobodys(freed, start, ticks, returns, at=at)
        kept.day = day
        kept.save(force_insert=True)
        facts = writing.facts(kept)
        journal.record(
            "booking.kept_back", kept, by=SYSTEM, at=at, office=day.office_id, facts=facts
        )
    return page


def _runs(before: Page, page: Page, freed: Appointment) -> Iterator[tuple[int, int]]:
    """The stretches of the freed time with more free than before: first tick, and how many."""
    lane = freed.lane
    if lane is None:
        return
    begun = None
    end = freed.start + freed.kept_ticks
    for tick in range(freed.start, end + 1):
        free = tick < end and page.spare(lane, tick, 1) > before.spare(lane, tick, 1)
        if free and begun is None:
            begun = tick
        if not free and begun is not None:
            yield begun, tick - begun
            begun = None


def _nobodys(
    freed: Appointment, start: int, ticks: int, until: datetime, *, at: datetime
) -> Appointment:
    """A hold for no service: nobody has its key, and it ends by itself."""
    return Appointment(
        code=fresh.code(),
        uid=uuid4(),
        request_key=uuid4(),
        state=AppointmentState.HELD,
        channel=freed.channel,
        share=freed.share,
        start=start,
        ticks=ticks,
        kept_ticks=ticks,
        lane=freed.lane,
        skills=freed.skills,
        reached_by=reach.networks_among(freed.reached_by),
        starts_at=instant(freed.day.date, start, directory.zone()),
        held_at=at,
        held_until=until,
    )
