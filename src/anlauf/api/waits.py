"""Entries of the waiting list between the wire and booking."""

from datetime import datetime

from anlauf.api import named
from anlauf.api.asked import between, offices, weekdays
from anlauf.api.schemas import KeptIn, KeptOut, OfferOut
from anlauf.booking import queries as booking
from anlauf.booking.queries import KeptWish
from anlauf.booking.values import Wanted
from anlauf.directory import queries as directory
from anlauf.engine.grid import TICK_MINUTES, clock_text, local


def wanted(given: KeptIn, *, at: datetime) -> Wanted:
    """What somebody waits for, in numbers; without a first day from today on."""
    keys = [line.service for line in given.services]
    today, _tick = local(at, directory.zone())
    return Wanted(
        lines=named.lines(given.services),
        offices=tuple(offices(keys, given.office, given.district)),
        since=given.since or today,
        until=given.until,
        weekdays=weekdays(given.weekday),
        between=between(given.after, given.before),
        channel=given.channel,
        urgency=named.urgency(given.urgency),
        urgent_on=given.urgent_on,
    )


def kept_out(wish: KeptWish) -> KeptOut:
    """An entry for the wire."""
    offer = booking.open_offer(wish)
    listed = wish.ended_at is None
    return KeptOut(
        key=booking.wish_key(wish),
        state=wish.state,
        until=wish.until,
        place=booking.place_in_list(wish) if listed else None,
        offer=_offer_out(offer, wish) if offer else None,
    )


def _offer_out(offer: booking.Offer, wish: KeptWish) -> OfferOut:
    held = offer.appointment
    return OfferOut(
        key="" if booking.answers_by_letter(wish) else booking.offer_key(offer),
        office=directory.office_key(held.day.office_id),
        date=held.day.date,
        time=clock_text(held.start),
        starts_at=held.starts_at,
        minutes=held.ticks * TICK_MINUTES,
        until=offer.until,
    )
