"""Simulated citizens: they book, change their minds, come, or draw a ticket.

They use the same commands as everybody. What one of them does follows from dice thrown about that
very person, so the same seed lives the same day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from anlauf.booking import commands as booking
from anlauf.booking import queries as calendar
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState, Purpose, Share
from anlauf.booking.values import Contact, Line, Question, Start, WalkIn, Wish
from anlauf.core import outbox
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.core.refusal import Refused
from anlauf.demo import joiners
from anlauf.demo.habits import Habits, dice_of, poisson
from anlauf.demo.town import Branch, Town
from anlauf.engine.grid import TICK_MINUTES
from anlauf.floor import commands as floor

_MINUTE = timedelta(minutes=1)
_ONE_IN_FOUR = 0.25
_HAS_MAIL = 0.7


@dataclass(frozen=True)
class Expected:
    """Somebody with an appointment today, and when they come through the door."""

    appointment: int
    code: str
    office: int
    comes_at: datetime


@dataclass(frozen=True)
class Window:
    """A date up to a moment."""

    date: date
    until: datetime


@dataclass(frozen=True)
class Citizens:
    """Everybody who may want something from the city."""

    town: Town
    habits: Habits
    seed: int

    @cached_property
    def joiners(self) -> joiners.Joiners:
        """Those who wait somewhere else."""
        return joiners.Joiners(self.town, self.seed)

    def fill(self, branch: Branch, window: Window, share: float, *, at: datetime) -> int:
        """Book until so much of a window of a day is promised, as if over the weeks before."""
        dice = dice_of(self.seed, "fill", branch.key, window)
        load = calendar.load_of_day(branch.number, window.date, window.until)
        released = calendar.percent_open(
            branch.number, window.date, Share.ONLINE, at=at, zone=self.town.zone
        )
        wanted = int((load.supply - load.supply_ahead) * share * released / 100)
        promised = load.promised - load.promised_ahead
        booked: list[Appointment] = []
        refused = 0
        while branch.services and promised < wanted and refused < _PATIENCE:
            service = self.habits.service(branch.services, dice)
            question = Question((Line(self.town.numbers[service]),), (branch.number,))
            starts = [
                start
                for start in calendar.starts_of_day(question, window.date, at=at)
                if start.at < window.until
            ]
            if not starts:
                refused += 1
                continue
            start = dice.choice(starts)
            promised += start.minutes // TICK_MINUTES
            earlier = at - timedelta(days=dice.uniform(1, 21))
            # Some of it was not released so early: whoever has that was quick just now.
            made = self._book(service, start, dice, at=earlier) or self._book(
                service, start, dice, at=at
            )
            booked += [made] if made else []
        outbox.forget(booked)  # what they were told weeks ago has left long since
        return len(booked)

    def book(self, *, at: datetime, minutes: float) -> int:
        """Let those who look for a time in these minutes find one."""
        local = at.astimezone(self.town.zone)
        dice = dice_of(self.seed, "book", at)
        a_day = sum(self.habits.services.values()) / _WORKING_DAYS * _BY_APPOINTMENT
        expected = a_day * self.habits.booking_hours[local.hour] * minutes / 60
        return sum(self._look(dice, at=at) for _ in range(poisson(expected, dice)))

    def change_minds(self, *, at: datetime, minutes: float) -> int:
        """Let some who have a time cancel it."""
        dice = dice_of(self.seed, "cancel", at)
        a_day = sum(self.habits.services.values()) / _WORKING_DAYS * _BY_APPOINTMENT
        expected = a_day * self.habits.cancelled * minutes / (24 * 60)
        cancelled = 0
        for _ in range(poisson(expected, dice)):
            branch = dice.choice(self.town.branches)
            on = at.astimezone(self.town.zone).date() + timedelta(days=dice.randint(1, 14))
            booked = [
                appointment
                for appointment in calendar.appointments_of_day(branch.number, on)
                if appointment.state == AppointmentState.BOOKED
            ]
            if booked:
                booking.cancel(dice.choice(booked), by=CITIZEN, at=at)
                cancelled += 1
        return cancelled

    def expected(self, on: date) -> Iterable[Expected]:
        """Who will come today, and when; those who forget are not among them."""
        for branch in self.town.branches:
            for appointment in calendar.appointments_of_day(branch.number, on):
                dice = dice_of(self.seed, "come", appointment.pk)
                forgets = dice.random() < self.habits.no_show
                early = timedelta(minutes=self.habits.minutes_early(dice))
                if appointment.state == AppointmentState.BOOKED and not forgets:
                    comes_at = appointment.starts_at - early
                    yield Expected(appointment.pk, appointment.code, branch.number, comes_at)

    def come(self, who: Expected, *, at: datetime) -> bool:
        """Walk in and show the code; tell whether it was taken."""
        try:
            floor.check_in(who.code, who.office, by=DEVICE, at=at)
        except Refused:  # cancelled or moved in the meantime
            return False
        return True

    def walk_in(self, branch: Branch, *, at: datetime, minutes: float) -> int:
        """Let those come who have no appointment; some are told that today is full."""
        local = at.astimezone(self.town.zone)
        dice = dice_of(self.seed, "walk-in", branch.key, at)
        whole = sum(other.size for other in self.town.of_area(branch.area)) or 1
        expected = self.habits.walk_ins(branch.area, local.hour, minutes) * branch.size / whole
        return sum(self._draw(branch, dice, at=at) for _ in range(poisson(expected, dice)))

    def _draw(self, branch: Branch, dice: Random, *, at: datetime) -> bool:
        if not branch.walk_in_services:
            return False
        service = self.habits.service(branch.walk_in_services, dice)
        if dice.random() < joiners.SHARE and self.joiners.draw(branch, service, dice, at=at):
            return True
        line = Line(self.town.numbers[service])
        try:
            walk_in = WalkIn(branch.number, (line,))
            floor.give_ticket(walk_in, request_key=_key(dice), by=DEVICE, at=at)
        except Refused:  # today is full, or the doors are closed
            return False
        return True

    def _look(self, dice: Random, *, at: datetime) -> bool:
        service = self.habits.service(sorted(self.town.numbers), dice)
        home = dice.choice(self.town.branches)
        district = home.districts[0] if home.districts else None
        offices = self.town.offering(service, district=district)
        if not offices:
            return False
        if home.number in offices and dice.random() < _ONE_IN_FOUR:
            offices = (home.number,)
        since = at.astimezone(self.town.zone).date() + timedelta(days=self.habits.days_ahead(dice))
        question = Question((Line(self.town.numbers[service]),), offices, since=since)
        starts = calendar.times_on_offer(question, at=at, most=40)
        return bool(starts) and bool(self._book(service, dice.choice(starts), dice, at=at))

    def _book(
        self, service: str, start: Start, dice: Random, *, at: datetime
    ) -> Appointment | None:
        line = Line(self.town.numbers[service])
        wish = Wish((line,), start.office, start.date, start.tick)
        mail = f"demo-{dice.randrange(10**6):06d}@example.org" if dice.random() < _HAS_MAIL else ""
        language = "de" if dice.random() < _HAS_MAIL else "en"
        contact = Contact(email=mail, language=language)
        try:
            asked = booking.book(wish, contact, request_key=_key(dice), by=CITIZEN, at=at)
            if asked.state == AppointmentState.AWAITING_CONFIRMATION:
                _open_letter(asked, at=at)
        except Refused:  # somebody else was quicker
            return None
        return asked


_PATIENCE = 12
_WORKING_DAYS = 250
_BY_APPOINTMENT = 0.85


def _open_letter(asked: Appointment, *, at: datetime) -> None:
    """Follow the link to the page that confirms, as the owner of the mailbox."""
    opened = calendar.opened_by(calendar.confirm_key(asked), Purpose.CONFIRM, at=at)
    booking.confirm_mail(opened, by=CITIZEN, at=at)


def _key(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
