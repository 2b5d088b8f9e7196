"""The order of the questions, and the answers as they stand in a page's address.

Nothing is remembered on the server before a time is held: whoever has the address has the journey.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum


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
    """A part of the week somebody has time in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    SATURDAY = "saturday"


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
    district: str = ""
    where: str = ""
    near: str = ""
    office: str = ""
    part: str = ""
    step_free: str = ""
    month: str = ""
    day: str = ""

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "Journey":
        """The journey told by the parameters of an address; others are left aside."""
        return cls(**{field.name: address.get(field.name, "") for field in fields(cls)})

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
        before = replace(self, month="", day="")
        match step:
            case Step.COUNT:
                return replace(before, count="")
            case Step.DISTRICT:
                return replace(before, district="", where="", near="", office="")
            case Step.WHERE:
                return replace(before, where="", near="", office="")

    def on_day(self, day: str) -> "Journey":
        """The same wishes, looking at one day."""
        return replace(self, month="", day=day)

    def in_month(self, month: str) -> "Journey":
        """The same wishes, looking at the days of a month."""
        return replace(self, month=month, day="")

    def at_office(self, office: str) -> "Journey":
        """The same wishes at one office only."""
        return replace(self, where=Where.OFFICE, near="", office=office)

    def anywhere(self) -> "Journey":
        """The same wishes at whatever office is first."""
        return replace(self, where=Where.ANYWHERE, near="", office="")

    def steered(self) -> "Journey":
        """The same journey, an office picked on the page of times being the newer word."""
        if self.office and self.where != Where.OFFICE:
            return self.at_office(self.office)
        if self.where == Where.OFFICE and not self.office:
            return self.anywhere()
        return self

    def unfiltered(self) -> "Journey":
        """The same answers with no filter."""
        return replace(self, part="", step_free="")

    @property
    def filtered(self) -> bool:
        """Tell whether a filter may be hiding times."""
        return bool(self.part or self.step_free)

    def params(self) -> dict[str, str]:
        """What stands in the address, in the order of the questions."""
        said = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in said if value}
