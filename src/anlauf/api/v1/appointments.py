"""Holding, booking, moving and cancelling. Every write carries an `Idempotency-Key`."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from ninja import Header, Router, Status

from anlauf.api import named
from anlauf.api.answers import answer
from anlauf.api.crowd import let_through
from anlauf.api.doors import caller, open_to_all
from anlauf.api.instead import other_times
from anlauf.api.problems import Problem
from anlauf.api.schemas import AppointmentOut, BookingIn, ContactIn, MoveIn, WishIn
from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.states import Purpose
from anlauf.core import clock

router = Router(tags=["appointments"])
router.add_decorator(never_cache, mode="view")  # answers carry keys

REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 410, 413, 422, 429), Problem)
IdempotencyKey = Annotated[UUID, Header(alias="Idempotency-Key")]
Solution = Annotated[str, Header(alias="Challenge-Solution")]


@router.post("/holds", response={201: AppointmentOut, **REFUSALS})
@open_to_all
def hold(
    request: HttpRequest, wish: WishIn, request_key: IdempotencyKey, solution: Solution = ""
) -> HttpResponse:
    """Keep a time for ten minutes. The answer's `key` opens the hold.

    While very many look for a time this asks for a solved challenge (`challenge_required`).
    """
    at, who = clock.now(), caller(request)
    network = let_through(request, request_key, solution, at=at)
    wanted = replace(named.wish(wish, who), network=network)
    with other_times(wanted, at=at):
        held = commands.hold(wanted, request_key=request_key, by=who.actor, at=at)
    return answer(named.appointment_out(held, booking.hold_key(held), at=at), status=201)


@router.post("/holds/{key}/confirm", response={200: AppointmentOut, **REFUSALS})
@open_to_all
def confirm(request: HttpRequest, key: str, contact: ContactIn) -> HttpResponse:
    """Turn the hold into an appointment, whose `key` is in the answer.

    With a mail address it awaits confirmation: a letter goes there, and only its link books.
    """
    at, who = clock.now(), caller(request)
    held = booking.opened_by(key, Purpose.HOLD, at=at)
    booked = commands.confirm(held, named.contact(contact), by=who.actor, at=at)
    return answer(named.appointment_out(booked, booking.askers_key(booked), at=at))


@router.delete("/holds/{key}", response={204: None, **REFUSALS})
@open_to_all
def release(request: HttpRequest, key: str) -> Status[None]:
    """Give a held time back at once."""
    at, who = clock.now(), caller(request)
    commands.release(booking.opened_by(key, Purpose.HOLD, at=at), by=who.actor, at=at)
    return Status(204, None)


@router.post("/appointments", response={201: AppointmentOut, **REFUSALS})
@open_to_all
def book(
    request: HttpRequest, wish: BookingIn, request_key: IdempotencyKey, solution: Solution = ""
) -> HttpResponse:
    """Hold and confirm in one step; with a mail address it awaits confirmation by letter.

    Like a hold it may ask for a solved challenge.
    """
    at, who = clock.now(), caller(request)
    network = let_through(request, request_key, solution, at=at)
    wanted, contact = replace(named.wish(wish, who), network=network), named.contact(wish.contact)
    with other_times(wanted, at=at):
        booked = commands.book(wanted, contact, request_key=request_key, by=who.actor, at=at)
    return answer(named.appointment_out(booked, booking.askers_key(booked), at=at), status=201)


@router.get("/appointments/{key}", response={200: AppointmentOut, **REFUSALS})
@open_to_all
def show(request: HttpRequest, key: str) -> AppointmentOut:
    """The appointment that this key opens."""
    at = clock.now()
    found = booking.opened_by(key, Purpose.MANAGE, at=at)
    return named.appointment_out(found, key, at=at)


@router.post("/appointments/{key}/move", response={200: AppointmentOut, **REFUSALS})
@open_to_all
def move(request: HttpRequest, key: str, to: MoveIn, request_key: IdempotencyKey) -> AppointmentOut:
    """Give up the old time for the new one, both or neither. The key stays the same."""
    at, who = clock.now(), caller(request)
    found = booking.opened_by(key, Purpose.MANAGE, at=at)
    wish = named.moved(found, to)
    with other_times(wish, at=at):
        moved = commands.move(found, wish, request_key=request_key, by=who.actor, at=at)
    return named.appointment_out(moved, key, at=at)


@router.delete("/appointments/{key}", response={200: AppointmentOut, **REFUSALS})
@open_to_all
def cancel(request: HttpRequest, key: str) -> AppointmentOut:
    """Give the time back for somebody else."""
    at, who = clock.now(), caller(request)
    found = booking.opened_by(key, Purpose.MANAGE, at=at)
    cancelled = commands.cancel(found, by=who.actor, at=at)
    return named.appointment_out(cancelled, key, at=at)
