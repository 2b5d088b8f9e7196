"""The waiting list: an entry is kept, looked at and withdrawn; what is offered is taken or not.

The key of an entry comes with its answer; the key of an offer only with the letter that tells of
it, unless nobody left an address: then the entry's answer has it.
"""

from dataclasses import replace

from django.http import HttpRequest
from django.views.decorators.cache import never_cache
from ninja import Router, Status

from anlauf.api import named, waits
from anlauf.api.crowd import limited, network
from anlauf.api.doors import caller, open_to_all
from anlauf.api.schemas import AppointmentOut, KeptIn, KeptOut
from anlauf.api.v1.appointments import REFUSALS, IdempotencyKey
from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.core import clock, limits

router = Router(tags=["waiting list"])
router.add_decorator(never_cache, mode="view")  # answers carry keys


@router.post("/wishes", response={201: KeptOut, **REFUSALS})
@open_to_all
@limited(limits.WISHES)
def keep(request: HttpRequest, wanted: KeptIn, request_key: IdempotencyKey) -> Status[KeptOut]:
    """Keep looking: whatever fits and becomes free is offered, to one after the other."""
    at, who = clock.now(), caller(request)
    kept = commands.keep_wish(
        replace(waits.wanted(wanted, at=at), network=network(request)),
        named.contact(wanted.contact),
        request_key=request_key,
        by=who.actor,
        at=at,
    )
    return Status(201, waits.kept_out(kept))


@router.get("/wishes/{key}", response={200: KeptOut, **REFUSALS})
@open_to_all
@limited(limits.LOOKUPS)
def show(request: HttpRequest, key: str) -> KeptOut:
    """The entry that this key opens: its place in the list, and what is kept for it now."""
    return waits.kept_out(booking.wish_by_key(key, at=clock.now()))


@router.delete("/wishes/{key}", response={200: KeptOut, **REFUSALS})
@open_to_all
@limited(limits.LOOKUPS)
def withdraw(request: HttpRequest, key: str) -> KeptOut:
    """Take the entry off the list; what is kept for it goes to the next in line."""
    at, who = clock.now(), caller(request)
    ended = commands.withdraw_wish(booking.wish_by_key(key, at=at), by=who.actor, at=at)
    return waits.kept_out(ended)


@router.post("/offers/{key}/accept", response={200: AppointmentOut, **REFUSALS})
@open_to_all
@limited(limits.LOOKUPS)
def accept(request: HttpRequest, key: str) -> AppointmentOut:
    """Book the offered time; a later appointment gives way to it in the same step."""
    at, who = clock.now(), caller(request)
    booked = commands.accept_offer(booking.offer_by_key(key, at=at), by=who.actor, at=at)
    return named.appointment_out(booked, booking.manage_key(booked), at=at)


@router.post("/offers/{key}/decline", response={204: None, **REFUSALS})
@open_to_all
@limited(limits.LOOKUPS)
def decline(request: HttpRequest, key: str) -> Status[None]:
    """Leave the time to the next in line and keep looking for another."""
    at, who = clock.now(), caller(request)
    commands.decline_offer(booking.offer_by_key(key, at=at), by=who.actor, at=at)
    return Status(204, None)
