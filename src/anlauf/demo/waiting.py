"""Simulated people on the waiting list: they go onto it, and answer or let their offers pass.

They leave a mail address of the demo, so nobody here answers for a real person who tries the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlauf.booking import commands as booking
from anlauf.booking import queries as calendar
from anlauf.booking.queries import Offer
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Line, Question, Wanted
from anlauf.core.actors import CITIZEN
from anlauf.core.refusal import Refused
from anlauf.demo.habits import Habits, dice_of, poisson
from anlauf.demo.town import Town
from anlauf.engine.grid import local

_A_DAY = 120
_TAKES, _DECLINES = 0.6, 0.15
_SOON = timedelta(days=2)
_PATIENT_FOR = timedelta(days=21)
_HAVE_A_LATER_ONE = 0.7
_MAIL = "demo-"


@dataclass(frozen=True)
class Waiting:
    """Everybody on the list who is not a visitor of the demo."""

    town: Town
    habits: Habits
    seed: int

    def live(self, *, at: datetime, minutes: float) -> None:
        """Some minutes on the list: newcomers, then answers."""
        dice = dice_of(self.seed, "wait", at)
        _date, tick = local(at, self.town.zone)
        hour = tick // 12
        expected = _A_DAY * self.habits.booking_hours[hour] * minutes / 60
        for _ in range(poisson(expected, dice)):
            if dice.random() < _HAVE_A_LATER_ONE:
                self._want_it_earlier(dice, at=at)
            else:
                self._join(dice, at=at)
        for offer in self._asked(at=at):
            self._answer(offer, at=at)

    def _join(self, dice: Random, *, at: datetime) -> None:
        """Wait for something sooner than the first free time, if that is not soon anyway."""
        service = self.habits.service(sorted(self.town.numbers), dice)
        home = dice.choice(self.town.branches)
        offices = self.town.offering(service, district=next(iter(home.districts), None))
        if not offices:
            return
        today = local(at, self.town.zone)[0]
        lines = (Line(self.town.numbers[service]),)
        contact = Contact(email=f"{_MAIL}waits-{dice.randrange(10**6):06d}@example.org")
        try:
            free = calendar.times_on_offer(Question(lines, offices), at=at, most=1)
            until = free[0].date - timedelta(days=1) if free else today + _PATIENT_FOR
            if until < today + _SOON:
                return
            self._keep(Wanted(lines, offices, since=today, until=until), contact, dice, at=at)
        except Refused:  # not offered there just now
            return

    def _want_it_earlier(self, dice: Random, *, at: datetime) -> None:
        """Wait for an earlier time at the same office than the one somebody has."""
        branch = dice.choice(self.town.branches)
        today = local(at, self.town.zone)[0]
        on = today + timedelta(days=dice.randint(3, 14))
        booked = [
            one
            for one in calendar.appointments_of_day(branch.number, on)
            if one.state == AppointmentState.BOOKED and one.email.startswith(_MAIL)
        ]
        if not booked:
            return
        later = dice.choice(booked)
        lines = tuple(Line(row.service_id, row.count) for row in later.services.all())
        wanted = Wanted(lines, (branch.number,), since=today, until=on, appointment=later.pk)
        try:
            self._keep(wanted, Contact(), dice, at=at)
        except Refused:  # they are on the list already
            return

    def _keep(self, wanted: Wanted, contact: Contact, dice: Random, *, at: datetime) -> None:
        key = UUID(int=dice.getrandbits(128), version=4)
        booking.keep_wish(wanted, contact, request_key=key, by=CITIZEN, at=at)

    def _asked(self, *, at: datetime) -> Iterator[Offer]:
        """Offers whose owner looks at them now; some never look."""
        for offer in calendar.open_offers():
            dice = dice_of(self.seed, "offer", offer.pk)
            looks_at = offer.made_at + (offer.until - offer.made_at) * dice.random()
            if offer.wish.email.startswith(_MAIL) and looks_at <= at < offer.until:
                yield offer

    def _answer(self, offer: Offer, *, at: datetime) -> None:
        chance = dice_of(self.seed, "answer", offer.pk).random()
        try:
            if chance < _TAKES:
                booking.accept_offer(offer, by=CITIZEN, at=at)
            elif chance < _TAKES + _DECLINES:
                booking.decline_offer(offer, by=CITIZEN, at=at)
        except Refused:  # it was passed on a moment ago
            return
