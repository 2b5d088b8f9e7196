"""Whatever happens in whatever order, every page agrees with its appointments."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from anlauf.booking import audit, commands, queries
from anlauf.booking.decisions import Choice, Decision, Target
from anlauf.booking.models import Appointment, KeptWish, Offer
from anlauf.booking.states import AppointmentState, OfferState, WishState
from anlauf.booking.values import Contact, Line, Question, Supply, WalkIn, Wanted, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.refusal import Refused
from anlauf.engine.capacity import Group, level
from anlauf.engine.grid import Span
from anlauf.engine.lifecycle import ForbiddenMove
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OPENED = Span(make.tick("08:00"), make.tick("09:30"))
STARTS = st.integers(OPENED.start, OPENED.end)
CHOICES = st.integers(0, 40)
ENDS = st.sampled_from([AppointmentState.SERVED, AppointmentState.LEFT, AppointmentState.MISSED])


class Life(RuleBasedStateMachine):
    """One office, one morning, two services, and everything that can happen."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.at = make.moment("07:45")
        office = make.office()
        licences = make.service(skill_key="licences")
        self.offerings = [make.offering(office), make.offering(office, licences, minutes=20)]
        self.office = office.pk
        self.appointments: list[Appointment] = []
        self.wishes: list[KeptWish] = []
        self.publish(clerks=1, experts=1, desks=2)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @invariant()
    def every_page_agrees(self) -> None:
        assert [str(difference) for difference in audit.differences()] == []

    @rule(minutes=st.integers(1, 12))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule(clerks=st.integers(0, 2), experts=st.integers(0, 2), desks=st.integers(1, 3))
    def publish(self, clerks: int, experts: int, desks: int) -> None:
        groups = (
            Group(frozenset({"residents"}), level([OPENED], clerks)),
            Group(frozenset({"residents", "licences"}), level([OPENED], experts)),
        )
        supply = Supply((OPENED,), groups, level([OPENED], desks))
        self.attempt(
            lambda: commands.publish_supply(self.office, make.DAY, supply, by=CITIZEN, at=self.at)
        )

    @rule(
        clerks=st.integers(0, 2),
        closes=st.integers(OPENED.start + 1, OPENED.end),
        ways=st.lists(st.tuples(st.sampled_from(Choice), STARTS), min_size=1, max_size=4),
    )
    def edit_hours(self, clerks: int, closes: int, ways: list[tuple[Choice, int]]) -> None:
        """Close earlier with fewer clerks; keep, move or cancel whoever is in conflict."""
        opened = Span(OPENED.start, closes)
        group = Group(frozenset({"residents", "licences"}), level([opened], clerks))
        supplies = {make.DAY: Supply((opened,), (group,), level([opened], 3))}
        changes = queries.changes_of_supply(self.office, supplies, at=self.at)
        conflicts = [row for change in changes for row in change.conflicts]
        decisions = {
            row.pk: self.decision(*ways[number % len(ways)]) for number, row in enumerate(conflicts)
        }
        self.attempt(
            lambda: commands.publish_decided(
                self.office, supplies, decisions, by=CITIZEN, at=self.at
            )
        )
        self.appointments += Appointment.objects.filter(moved_from__in=conflicts)

    @rule(choice=CHOICES)
    def accept_move(self, choice: int) -> None:
        self.act(choice, lambda one: commands.accept_move(one, by=CITIZEN, at=self.at))

    @rule(start=STARTS, which=st.integers(0, 1))
    def hold(self, start: int, which: int) -> None:
        wish = self.wish(start, which)
        self.attempt(
            lambda: self.appointments.append(
                commands.hold(wish, request_key=uuid4(), by=CITIZEN, at=self.at)
            )
        )

    @rule(which=st.integers(0, 1))
    def what_is_on_offer_can_be_booked(self, which: int) -> None:
        question = Question((self.line(which),), (self.office,))
        for start in queries.times_on_offer(question, at=self.at, most=1):
            wish = self.wish(start.tick, which)
            self.appointments.append(make.appointment(wish, at=self.at))

    @rule(choice=CHOICES)
    def confirm(self, choice: int) -> None:
        self.act(choice, lambda one: commands.confirm(one, Contact(), by=CITIZEN, at=self.at))

    @rule(choice=CHOICES)
    def release(self, choice: int) -> None:
        self.act(choice, lambda one: commands.release(one, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES)
    def cancel(self, choice: int) -> None:
        self.act(choice, lambda one: commands.cancel(one, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES)
    def arrive(self, choice: int) -> None:
        self.act(choice, lambda one: commands.arrive(one, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES, state=ENDS)
    def end(self, choice: int, state: AppointmentState) -> None:
        self.act(choice, lambda one: commands.end(one, state, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES)
    def reopen(self, choice: int) -> None:
        self.act(choice, lambda one: commands.reopen(one, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES, start=STARTS, which=st.integers(0, 1))
    def move(self, choice: int, start: int, which: int) -> None:
        wish = self.wish(start, which)
        self.act(
            choice,
            lambda one: self.appointments.append(
                commands.move(one, wish, request_key=uuid4(), by=CITIZEN, at=self.at)
            ),
        )

    @rule(which=st.integers(0, 1))
    def admit(self, which: int) -> None:
        self.attempt(
            lambda: self.appointments.append(
                commands.admit(
                    WalkIn(self.office, (self.line(which),)), overdue=(), by=CITIZEN, at=self.at
                )
            )
        )

    @rule()
    def end_holds(self) -> None:
        commands.end_holds(at=self.at)

    @rule(which=st.integers(0, 1), choice=st.none() | CHOICES)
    def wait(self, which: int, choice: int | None) -> None:
        later = None
        if choice is not None and self.appointments:
            later = self.appointments[choice % len(self.appointments)]
        wanted = Wanted(
            (self.line(which),),
            (self.office,),
            make.DAY,
            make.DAY,
            appointment=later.pk if later else None,
        )
        self.attempt(
            lambda: self.wishes.append(
                commands.keep_wish(wanted, Contact(), request_key=uuid4(), by=CITIZEN, at=self.at)
            )
        )

    @rule(choice=CHOICES)
    def accept(self, choice: int) -> None:
        self.answer(
            choice,
            lambda offer: self.appointments.append(
                commands.accept_offer(offer, by=CITIZEN, at=self.at)
            ),
        )

    @rule(choice=CHOICES)
    def decline(self, choice: int) -> None:
        self.answer(choice, lambda offer: commands.decline_offer(offer, by=CITIZEN, at=self.at))

    @rule(choice=CHOICES)
    def withdraw(self, choice: int) -> None:
        if self.wishes:
            wish = self.wishes[choice % len(self.wishes)]
            self.attempt(lambda: commands.withdraw_wish(wish, by=CITIZEN, at=self.at))

    @rule()
    def pass_on_offers(self) -> None:
        commands.pass_on_offers(at=self.at)

    @invariant()
    def every_open_offer_has_its_time_and_its_wish(self) -> None:
        for offer in Offer.objects.filter(state=OfferState.OPEN).select_related("wish"):
            assert offer.wish.state == WishState.OFFERED
        offered = KeptWish.objects.filter(state=WishState.OFFERED).count()
        assert offered == Offer.objects.filter(state=OfferState.OPEN).count()

    def decision(self, choice: Choice, start: int) -> Decision:
        target = Target(self.office, make.DAY, start) if choice == Choice.MOVE else None
        return Decision(choice, target)

    def answer(self, choice: int, verb: Callable[[Offer], object]) -> None:
        offers = list(Offer.objects.select_related("wish__appointment", "appointment"))
        if offers:
            self.attempt(lambda: verb(offers[choice % len(offers)]))

    def act(self, choice: int, verb: Callable[[Appointment], object]) -> None:
        if self.appointments:
            chosen = self.appointments[choice % len(self.appointments)]
            self.attempt(lambda: verb(chosen))

    def attempt(self, verb: Callable[[], object]) -> None:
        """Try; what the rules or the lifecycle refuse leaves no trace."""
        try:
            with transaction.atomic():
                verb()
        except (Refused, ForbiddenMove):
            pass

    def wish(self, start: int, which: int) -> Wish:
        return Wish((self.line(which),), self.office, make.DAY, start)

    def line(self, which: int) -> Line:
        return Line(self.offerings[which].service_id)


def test_every_page_agrees_whatever_happens():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
