"""One contract in a program: a column for each duty on a day, and its rules as rows."""

from collections.abc import Sequence
from math import inf

import numpy as np

from anlauf.engine.roster.contract import OFF, Contract, Costs, Counter, Plan
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.levels import Levels
from anlauf.engine.roster.problem import Problem
from anlauf.engine.roster.program import Program

Terms = list[tuple[int, float]]


class Seat:
    """The columns and rows of a contract that is held by `count` people."""

    def __init__(
        self, problem: Problem, program: Program, levels: Levels, contract: Contract, count: int
    ) -> None:
        self.problem, self.program, self.levels = problem, program, levels
        self.contract, self.count = contract, count
        self.columns = self._columns()
        self.days = [[(int(one), 1.0) for one in row if one >= 0] for row in self.columns]
        self.slack: list[tuple[Counter, int]] = []
        self.weekend: list[tuple[tuple[int, ...], int]] = []
        self._one_duty()
        self._minutes()
        self._counters()
        self._weekends()
        self._order()
        self._runs()

    def plan(self, values: Costs) -> Plan:
        """One person's plan in a solution."""
        if not len(self.contract.duties):
            return np.full(len(self.columns), OFF, dtype=np.int16)
        used = (self.columns >= 0) & (values[self.columns] > 0.5)
        first = used.argmax(axis=1)
        return np.where(used.any(axis=1), self.contract.duties[first], OFF).astype(np.int16)

    def start(self, values: Costs, plan: Plan) -> None:
        """Put a known plan into a solution."""
        column_of = {int(duty): column for column, duty in enumerate(self.contract.duties)}
        for day, duty in enumerate(plan.tolist()):
            if duty != OFF:
                values[self.columns[day, column_of[duty]]] = 1.0
        for counter, column in self.slack:
            values[column] = max(0, counter.count(plan) - counter.room)
        for days, column in self.weekend:
            values[column] = float(any(plan[day] != OFF for day in days))

    @property
    def base(self) -> float:
        """What these people cost when nobody works."""
        rest = self.contract.rest
        return self.count * float(self.contract.base + rest[np.isfinite(rest)].sum())

    def _columns(self) -> Counts:
        """A column for each duty that may be, counted where it is needed."""
        contract = self.contract
        columns = np.full(contract.own.shape, -1, dtype=np.int64)
        resting = np.where(np.isfinite(contract.rest), contract.rest, 0.0)
        for day, k in zip(*np.isfinite(contract.own).nonzero(), strict=True):
            cost = float(contract.own[day, k] - resting[day])
            column = self.program.column(cost, self.count, whole=self.count == 1)
            columns[day, k] = column
            cell = self.levels.cell_of(int(day), int(contract.duties[k]))
            if cell >= 0:
                self.program.enter(self.levels.needs + cell, column)
        return columns

    def _one_duty(self) -> None:
        """One duty a day at most, and one at least where that is settled."""
        for terms, rest in zip(self.days, self.contract.rest, strict=True):
            must = np.isinf(rest)
            if terms or must:
                self._row(terms, self.count if must else -inf, self.count)

    def _row(self, terms: Terms, low: float, high: float) -> None:
        row = self.program.row(low, high)
        for column, value in terms:
            self.program.enter(row, column, value)

    def _minutes(self) -> None:
        problem, person = self.problem, self.contract.person
        minutes = np.array([problem.duties[duty].minutes for duty in self.contract.duties])
        step = float(np.gcd.reduce(minutes)) if len(minutes) else 1.0
        terms = [
            (int(self.columns[day, k]), minutes[k] / step)
            for day, k in zip(*(self.columns >= 0).nonzero(), strict=True)
        ]
        low, high = -(-person.least_minutes // step), person.most_minutes // step
        if terms or low > 0:
            self._row(terms, low * self.count, high * self.count)

    def _counters(self) -> None:
        for counter in self.contract.counters:
            terms = [
                (int(self.columns[day, k]), 1.0)
                for k, duty in enumerate(self.contract.duties.tolist())
                if duty in counter.duties
                for day in counter.days
                if self.columns[day, k] >= 0
            ]
            if not terms:
                continue
            if not counter.hard:
                column = self.program.column(counter.beyond, inf)
                self.slack.append((counter, column))
                terms.append((column, -1.0))
            self._row(terms, -inf, counter.room * self.count)

    def _weekends(self) -> None:
        problem, person = self.problem, self.contract.person
        pairs = [pair for pair in problem.weekends if any(self.days[day] for day in pair)]
        if person.most_weekends >= len(pairs):
            return
        limit: Terms = []
        for pair in pairs:
            worked = self.program.column(0.0, self.count, whole=False)
            self.weekend.append((pair, worked))
            limit.append((worked, 1.0))
            for day in pair:
                if self.days[day]:
                    self._row([*self.days[day], (worked, -1.0)], -inf, 0.0)
        self._row(limit, -inf, person.most_weekends * self.count)

    def _order(self) -> None:
        """Whoever may not follow whom: one row for each day and set of forbidden followers."""
        problem, contract = self.problem, self.contract
        keys = [problem.duties[duty].key for duty in contract.duties]
        nothing: frozenset[str] = frozenset()
        after = [problem.never_after.get(key, nothing) & frozenset(keys) for key in keys]
        before = contract.person.before[-1:]
        for followers in set(after) - {nothing}:
            firsts = [k for k, those in enumerate(after) if those >= followers]
            seconds = [k for k, key in enumerate(keys) if key in followers]
            for day in range(problem.days - 1):
                one = self._terms(day, firsts)
                two = self._terms(day + 1, seconds)
                if one and two:
                    self._row(one + two, -inf, self.count)
        if before and before[0]:
            never = problem.never_after.get(before[0], nothing)
            self._row(self._terms(0, [k for k, key in enumerate(keys) if key in never]), -inf, 0.0)

    def _terms(self, day: int, duties: Sequence[int]) -> Terms:
        return [(int(self.columns[day, k]), 1.0) for k in duties if self.columns[day, k] >= 0]

    def _runs(self) -> None:
        """Neither too long nor too short."""
        person, days = self.contract.person, self.problem.days
        first = -len(person.before)
        for day in range(max(first, -person.longest_run), days - person.longest_run):
            window = range(day, day + person.longest_run + 1)
            if all(self._can(one) for one in window):
                self._pattern([(one, 1) for one in window], person.longest_run)
        for length in range(1, person.shortest_run):
            for day in self._before_runs(length):
                run = [(one, 1) for one in range(day + 1, day + length + 1)]
                if all(self._can(one) for one, _sign in run):
                    self._pattern([(day, -1), *run, (day + length + 1, -1)], length - 1)
        for length in range(1, person.shortest_rest):
            for day in self._before_runs(length):
                rest = [(one, -1) for one in range(day + 1, day + length + 1)]
                self._pattern([(day, 1), *rest, (day + length + 1, 1)], 1)

    def _before_runs(self, length: int) -> range:
        """The days before which runs of a length could begin that end within the period."""
        return range(
            max(-len(self.contract.person.before), -length - 1), self.problem.days - length - 1
        )

    def _can(self, day: int) -> bool:
        """Tell whether a day may be worked."""
        before = self.contract.person.before
        return bool(self.days[day]) if day >= 0 else bool(before[day])

    def _pattern(self, signs: Sequence[tuple[int, int]], most: int) -> None:
        """The worked days, each with its sign, are together at most so many."""
        before = self.contract.person.before
        high = most - sum(sign for day, sign in signs if day < 0 and before[day])
        terms = [
            (column, float(sign))
            for day, sign in signs
            if day >= 0
            for column, _one in self.days[day]
        ]
        reach = sum(max(0, sign) for day, sign in signs if day >= 0 and self.days[day])
        if high < reach:  # below nothing when the days before leave no way out
            self._row(terms, -inf, high * self.count)
