"""The day of `city_day` in SimPy: the same people and rules, written as its authors would."""

import random
from collections.abc import Generator
from math import inf, log
from typing import Any

import simpy

from anlauf.engine.simulate import Clerk, Gamma, LogNormal, OfficeDay, Service


class Person:
    """Somebody who waits; `called` succeeds with the clerk."""

    def __init__(self, office: "Office", service: Service, due: float | None) -> None:
        self.skill = service.skill
        self.due = due
        self.arrived = office.env.now
        self.minutes = office.minutes(service)
        self.called = office.env.event()

    def rank(self, at: float) -> tuple[int, float]:
        """As the lines of the day say: ripe first, then walk-ins, then the early."""
        if self.due is not None:
            return (0 if self.due - 10 <= at else 2, self.due)
        if self.arrived + 60 <= at:
            return (0, self.arrived + 60)
        return (1, self.arrived)


class Office:
    """One replication."""

    def __init__(self, day: OfficeDay, seed: int) -> None:
        self.day = day
        self.dice = random.Random(seed)
        self.env = simpy.Environment()
        self.waiting: list[Person] = []
        self.free: list[tuple[Clerk, Any]] = []
        self.people = 0
        for flow in day.walk_ins:
            service = next(one for one in day.services if one.name == flow.service)
            self.env.process(self.walk_ins(service, flow.expected))
        for booked in day.appointments:
            service = next(one for one in day.services if one.name == booked.service)
            if self.dice.random() >= day.habits.no_show.of(booked.lead):
                self.env.process(self.booked(service, booked.due))
            self.people += 1
        for clerk in day.clerks:
            self.env.process(self.work(clerk))

    def minutes(self, service: Service) -> float:
        """How long it takes, with everybody who comes along."""
        law = service.minutes
        persons = self.dice.choices(range(len(service.persons)), service.persons)[0]
        factor = 1 + service.further * persons
        if isinstance(law, LogNormal):
            return factor * self.dice.lognormvariate(law.mu, law.sigma)
        assert isinstance(law, Gamma)
        return factor * self.dice.gammavariate(law.spread**-2, law.mean * law.spread**2)

    def walk_ins(self, service: Service, expected: tuple[float, ...]) -> Generator[Any]:
        """People by a rate that changes every half-hour."""
        for slot, many in enumerate(expected):
            at = 30.0 * slot
            while many and (at := at - log(self.dice.random()) * 30 / many) < 30 * slot + 30:
                yield self.env.timeout(at - self.env.now)
                self.people += 1
                self.env.process(self.visit(service, None))

    def booked(self, service: Service, due: float) -> Generator[Any]:
        """Somebody with an appointment."""
        yield self.env.timeout(max(0.0, due + self.dice.gauss(-5, 6)))
        yield from self.visit(service, due)

    def visit(self, service: Service, due: float | None) -> Generator[Any]:
        """Wait to be called, or give up."""
        person = Person(self, service, due)
        self.waiting.append(person)
        self.call()
        if due is None and not person.called.triggered:
            patience = self.env.timeout(self.dice.expovariate(1 / 60))
            yield person.called | patience
            if not person.called.triggered:
                self.waiting.remove(person)

    def work(self, clerk: Clerk) -> Generator[Any]:
        """Serve between start, break and end; whoever finishes late pauses late."""
        (pause, back) = clerk.breaks[0]
        yield self.env.timeout(clerk.starts)
        yield from self.serve(clerk, pause)
        yield self.env.timeout(back - pause)
        yield from self.serve(clerk, clerk.ends)

    def serve(self, clerk: Clerk, until: float) -> Generator[Any]:
        """Take people until the time is over."""
        over = self.env.timeout(max(0.0, until - self.env.now))
        while self.env.now < until:
            turn = self.env.event()
            self.free.append((clerk, turn))
            self.free.sort(key=lambda one: len(one[0].skills))
            self.call()
            yield turn | over
            if not turn.triggered:
                self.free.remove((clerk, turn))
                return
            yield self.env.timeout(turn.value.minutes)

    def call(self) -> None:
        """Call whoever stands first and can be served."""
        while self.free and self.waiting:
            at, best, chosen = self.env.now, (inf, inf), None
            for person in self.waiting:
                rank = person.rank(at)
                if rank < best and any(person.skill in clerk.skills for clerk, _ in self.free):
                    best, chosen = rank, person
            if chosen is None:
                return
            place = next(n for n, one in enumerate(self.free) if chosen.skill in one[0].skills)
            _, turn = self.free.pop(place)
            self.waiting.remove(chosen)
            chosen.called.succeed()
            turn.succeed(chosen)


def play(day: OfficeDay, replications: int) -> int:
    """Play so many days; tell how many people there were."""
    people = 0
    for seed in range(replications):
        office = Office(day, seed)
        office.env.run()
        people += office.people
    return people
