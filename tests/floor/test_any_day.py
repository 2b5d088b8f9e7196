"""Whatever people do in whatever order, the day stays true to itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from anlauf.booking import audit
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Refused
from anlauf.directory.models import Service
from anlauf.floor import audit as floor_audit
from anlauf.floor import commands, queries
from anlauf.floor.models import DeskSession, Note, Period, Visit
from anlauf.floor.states import (
    AT_A_DESK,
    AT_WORK_ON_IT,
    IN_THE_BUILDING,
    TICKET,
    PeriodKind,
    TicketState,
)
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK, House

pytestmark = pytest.mark.django_db

STEPS = 250


@dataclass
class Day:
    """A day on which dice decide who does what."""

    house: House
    other: Service
    dice: Random
    codes: list[str]
    at: datetime
    sessions: list[DeskSession] = field(default_factory=list)
    refused: int = 0

    def step(self) -> None:
        """Somebody does something, which may be refused."""
        self.at += timedelta(seconds=self.dice.randint(0, 90))
        deed = self.dice.choice(
            [
                self.come,
                self.call,
                self.call,
                self.visit,
                self.visit,
                self.sit,
                self.turn_over,
            ]
        )
        try:
            deed()
        except Refused:
            self.refused += 1

    def come(self) -> None:
        if self.dice.random() < 0.5:
            commands.check_in(
                self.dice.choice(self.codes), self.house.office.pk, by=DEVICE, at=self.at
            )
        else:
            make_floor.ticket(self.house, self.clock)

    def call(self) -> None:
        commands.call_next(self.dice.choice(self.sessions), by=CLERK, at=self.at)

    def visit(self) -> None:
        visits = list(Visit.objects.order_by("pk"))
        if not visits:
            return
        visit, session = self.dice.choice(visits), self.dice.choice(self.sessions)
        verbs: list[Callable[[], object]] = [
            lambda: commands.call(visit, session, by=CLERK, at=self.at),
            lambda: commands.recall(visit, by=CLERK, at=self.at),
            lambda: commands.start(visit, by=CLERK, at=self.at),
            lambda: commands.start(visit, by=CLERK, at=self.at),
            lambda: commands.finish(visit, by=CLERK, at=self.at),
            lambda: commands.finish(visit, by=CLERK, at=self.at),
            lambda: commands.miss(visit, by=CLERK, at=self.at),
            lambda: commands.park(visit, "photo", by=CLERK, at=self.at),
            lambda: commands.resume(visit, session, by=CLERK, at=self.at),
            lambda: commands.put_back(visit, by=CLERK, at=self.at),
            lambda: commands.take_back(visit, by=CLERK, at=self.at),
            lambda: commands.transfer(visit, session.desk, by=CLERK, at=self.at),
            lambda: commands.transfer(visit, self.house.office, by=CLERK, at=self.at),
            lambda: commands.leave(visit, by=CITIZEN, at=self.at),
            lambda: commands.add_service(visit, self.house.service, 2, by=CLERK, at=self.at),
            lambda: commands.add_service(visit, self.other, by=CLERK, at=self.at),
            lambda: commands.write_note(visit, "Comes back with a photo", by=CLERK, at=self.at),
            lambda: commands.pass_to_skill(visit, self.other.skill, by=CLERK, at=self.at),
            lambda: commands.work_on(visit, self.item(visit), by=CLERK, at=self.at),
            lambda: commands.step_out(visit, self.item(visit), by=CLERK, at=self.at),
        ]
        self.dice.choice(verbs)()

    def item(self, visit: Visit) -> int:
        return self.dice.choice([item.pk for item in visit.items.all()])

    def sit(self) -> None:
        session = self.dice.choice(self.sessions)
        verbs: list[Callable[[], object]] = [
            lambda: commands.take_break(session, at=self.at),
            lambda: commands.end_break(session, at=self.at),
            lambda: commands.end_break(session, at=self.at),
            lambda: commands.begin_work(session, "phone", by=CLERK, at=self.at),
            lambda: commands.end_work(session, 2, by=CLERK, at=self.at),
            lambda: commands.end_work(session, 1, by=CLERK, at=self.at),
            lambda: commands.call_for_help(session, by=CLERK, at=self.at),
            lambda: self.help(session),
        ]
        self.dice.choice(verbs)()

    def help(self, session: DeskSession) -> None:
        for call in queries.calls_for_help(self.house.office.pk):
            verb = self.dice.choice([commands.answer_help, commands.end_help])
            verb(call.number, session, by=CLERK, at=self.at)

    def turn_over(self) -> None:
        commands.quick(self.dice.choice(self.sessions), by=CLERK, at=self.at)

    @property
    def clock(self) -> str:
        return self.at.astimezone(make.ZONE).strftime("%H:%M:%S")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_day_decided_by_dice_stays_true(seed):
    house = make_floor.house(clerks=4)
    clocks = ("08:30", "09:00", "09:00", "10:00", "10:15", "11:00")
    codes = [make_floor.booked(house, clock).code for clock in clocks]
    other = make.service()
    make.offering(house.office, other)
    day = Day(house, other, Random(seed), codes, at=make.moment("08:00"))
    day.sessions = [make_floor.clerk(house, desk=desk) for desk in (1, 2, 3)]

    for _ in range(STEPS):
        day.step()

    assert Visit.objects.count() > 10
    assert list(audit.differences()) == []
    assert list(floor_audit.differences(at=day.at)) == []
    for visit in Visit.objects.all():
        its_time_has_no_gaps(visit)
    its_moves_were_all_allowed()
    work_is_on_an_item_and_nothing_else_is()
    assert not Note.objects.exclude(visit__state__in=IN_THE_BUILDING).exists()
    assert len({row.desk_id for row in at_desks()}) == len(at_desks())
    queries.queue(house.office.pk, at=day.at)
    queries.board(house.office.pk, at=day.at)


def work_is_on_an_item_and_nothing_else_is() -> None:
    for period in Period.objects.select_related("item"):
        if period.item is None:
            assert period.kind not in AT_WORK_ON_IT
        else:
            assert period.item.visit_id == period.visit_id
            assert period.desk_id is not None


def at_desks():
    return list(Visit.objects.filter(state__in=AT_A_DESK))


def its_time_has_no_gaps(visit: Visit) -> None:
    """Periods follow one another from arrival on; an open one is the present state's."""
    periods = list(visit.periods.order_by("pk"))
    open_ones = [period for period in periods if period.ended_at is None]
    assert periods[0].started_at == visit.arrived_at
    for before, after in pairwise(periods):
        assert before.ended_at is not None
        assert before.ended_at <= after.started_at
    if visit.state in IN_THE_BUILDING:
        (present,) = open_ones
        stay = [period for period in periods if period.started_at >= visit.since]
        kinds = {period.kind for period in stay if period.ended_at != period.started_at}
        at_a_desk = visit.state == TicketState.SERVING
        assert present.kind == visit.state or (at_a_desk and present.kind in AT_WORK_ON_IT)
        assert kinds - {visit.state} <= (set(AT_WORK_ON_IT) if at_a_desk else kinds)
    else:
        assert not open_ones


def its_moves_were_all_allowed() -> None:
    """Where time ran on without a break, the table knows the way from one kind to the next."""
    for visit in Visit.objects.all():
        for before, after in pairwise(Period.objects.filter(visit=visit).order_by("pk")):
            if before.ended_at == after.started_at:
                if before.kind in AT_WORK_ON_IT and after.kind in AT_WORK_ON_IT:
                    continue  # from one service to another
                state = "serving" if before.kind in AT_WORK_ON_IT else before.kind
                assert after.kind in reachable(state)


def reachable(kind: str) -> set[str]:
    """Kinds one step away, or two when the visit ended and was taken back at once."""
    one = TICKET.moves[TicketState(kind)]
    two = {then for via in one if via not in IN_THE_BUILDING for then in TICKET.moves[via]}
    return {str(state) for state in {*one, *two} if state in PeriodKind.values}


def test_every_verb_about_a_visit_leaves_one_entry():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = make_floor.ticket(house)
    deeds: list[Callable[[], object]] = [
        lambda: commands.call_next(session, by=CLERK, at=make.moment("08:10")),
        lambda: commands.put_back(visit, by=CLERK, at=make.moment("08:11")),
        lambda: commands.call(visit, session, by=CLERK, at=make.moment("08:12")),
        lambda: commands.recall(visit, by=CLERK, at=make.moment("08:13")),
        lambda: commands.start(visit, by=CLERK, at=make.moment("08:14")),
        lambda: commands.add_service(visit, house.service, 2, by=CLERK, at=make.moment("08:15")),
        lambda: commands.step_out(visit, item(visit), by=CLERK, at=make.moment("08:15:10")),
        lambda: commands.work_on(visit, item(visit), by=CLERK, at=make.moment("08:15:20")),
        lambda: commands.write_note(visit, "A photo", by=CLERK, at=make.moment("08:15:30")),
        lambda: commands.write_note(visit, "", by=CLERK, at=make.moment("08:15:40")),
        lambda: commands.park(visit, "photo", by=CLERK, at=make.moment("08:16")),
        lambda: commands.resume(visit, session, by=CLERK, at=make.moment("08:17")),
        lambda: commands.transfer(visit, session.desk, by=CLERK, at=make.moment("08:18")),
        lambda: commands.leave(visit, by=CITIZEN, at=make.moment("08:19")),
        lambda: commands.take_back(visit, by=CLERK, at=make.moment("08:20")),
        lambda: commands.call_next(session, by=CLERK, at=make.moment("08:21")),
        lambda: commands.miss(visit, by=CLERK, at=make.moment("08:22")),
    ]
    for deed in deeds:
        before = _about_visits()
        deed()
        assert _about_visits() == before + 1

    entries = JournalEntry.objects.filter(thing="floor.visit")
    assert {entry.office_number for entry in entries} == {house.office.pk}
    assert all("desk" in entry.facts for entry in entries)


def item(visit: Visit) -> int:
    return visit.items.get().pk


def _about_visits() -> int:
    return JournalEntry.objects.filter(thing="floor.visit").count()
