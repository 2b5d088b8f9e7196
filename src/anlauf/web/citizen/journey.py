"""The order of the questions, and the answers as they stand in a page's address.

Nothing is remembered on the server before a time is held: whoever has the address has the journey.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from django.http import QueryDict


class Step(StrEnum):
    """A question, named as its answer is named in the address."""

    COUNT = "count"
    DISTRICT = "district"
    WHERE = "where"


class Where(StrEnum):
    """How the citizen wants the office to be found."""

    ANYWHERE = "anywhere"
    NEAR = "near"
    OFFICE = "office"


class Part(StrEnum):
    """A part of the day somebody has time in."""

    EARLY = "early"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    LATE = "late"


class Day(StrEnum):
    """A day of the week somebody has time on, in the order of the week."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Order(StrEnum):
    """Which times come first."""

    EARLIEST = "earliest"
    NEAREST = "nearest"
    FIT = "fit"


BETWEEN = "~"  # stands between several words in one answer; addresses leave it as it is


@dataclass(frozen=True)
class Scope:
    """What decides which questions are asked: how many may come, and who is competent for them."""

    most: int
    by_district: bool
    offices: int

    def asks(self, step: Step) -> bool:
        """Tell whether the answer could make a difference."""
        match step:
            case Step.COUNT:
                return self.most > 1
            case Step.DISTRICT:
                return self.by_district
            case Step.WHERE:
                return self.offices > 1


@dataclass(frozen=True)
class Journey:
    """The answers given so far; an empty one has not been given."""

    count: str = ""
    also: str = ""
    district: str = ""
    where: str = ""
    near: str = ""
    office: str = ""
    order: str = ""
    part: str = ""
    days: str = ""
    step_free: str = ""
    language: str = ""
    channel: str = ""
    week: str = ""
    day: str = ""

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "Journey":
        """The journey told by the parameters of an address; others are left aside."""
        return cls(**{name: address.get(name, "") for name in _NAMES})

    @classmethod
    def of(cls, address: QueryDict) -> "Journey":
        """The same, several ticked boxes of one name being one answer."""
        return cls.read({name: BETWEEN.join(words) for name, words in address.lists()})

    def next_step(self, scope: Scope) -> Step | None:
        """The first question that matters and has no answer, or None when times can be shown."""
        open_steps = (step for step in Step if scope.asks(step) and not self.answer(step))
        return next(open_steps, None)

    def answer(self, step: Step) -> str:
        """What was said to a question."""
        return {
            Step.COUNT: self.count,
            Step.DISTRICT: self.district,
            Step.WHERE: self.where,
        }[step]

    def without(self, step: Step) -> "Journey":
        """The journey before this question was answered, so that it is asked again.

        The day goes with it: another district or office has other days.
        """
        before = replace(self, week="", day="")
        match step:
            case Step.COUNT:
                return replace(before, count="")
            case Step.DISTRICT:
                return replace(before, district="", where="", near="", office="")
            case Step.WHERE:
                return replace(before, where="", near="", office="")

    def on_day(self, day: str) -> "Journey":
        """The same wishes, looking at one day."""
        return replace(self, week="", day=day)

    def from_week(self, week: str) -> "Journey":
        """The same wishes, looking at the weeks from this date on."""
        return replace(self, week=week, day="")

    def at_office(self, office: str) -> "Journey":
        """The same wishes at one office only."""
        return replace(self, where=Where.OFFICE, near="", office=office)

    def near_somewhere(self) -> "Journey":
        """The same wishes near a place that is still to be named."""
        return replace(self, where=Where.NEAR, near="", office="")

    def anywhere(self) -> "Journey":
        """The same wishes at whatever office is first."""
        order = "" if self.order == Order.NEAREST else self.order
        return replace(self, where=Where.ANYWHERE, near="", office="", order=order)

    def steered(self) -> "Journey":
        """The same journey, what was picked on the page of times being the newer word."""
        if self.office and self.where != Where.OFFICE:
            return self.at_office(self.office)
        if self.near and self.where != Where.NEAR and not self.office:
            return replace(self, where=Where.NEAR)
        if self.where == Where.OFFICE and not self.office:
            return self.anywhere()
        if self.where == Where.NEAR and not self.near:
            return self.anywhere()
        return self

    def unfiltered(self) -> "Journey":
        """The same answers with no filter."""
        return replace(self, order="", part="", days="", step_free="", language="", channel="")

    @property
    def by_wish(self) -> bool:
        """Tell whether days and times of day are wishes that hide nothing."""
        return self.order == Order.FIT

    @property
    def lacks_place(self) -> bool:
        """Tell whether the nearest offices are wanted without saying what they are near to."""
        return self.order == Order.NEAREST and not self.near and not self.office

    @property
    def weekdays(self) -> frozenset[int]:
        """The numbers of the days somebody has time on, Monday being 0; empty for any."""
        said = set(self.days.split(BETWEEN))
        return frozenset(number for number, day in enumerate(Day) if day in said)

    def params(self) -> dict[str, str]:
        """What stands in the address, in the order of the questions."""
        return {name: value for name in _NAMES if (value := getattr(self, name))}


_NAMES = tuple(field.name for field in fields(Journey))
