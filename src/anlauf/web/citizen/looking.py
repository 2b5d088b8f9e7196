"""A search for a time: for what, at which offices, through which filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from anlauf.booking import queries as booking
from anlauf.booking.queries import Results
from anlauf.booking.values import ANY_TIME, Line, Question, Wish
from anlauf.directory.queries import Office
from anlauf.directory.states import Access, Channel
from anlauf.engine.grid import TICKS, Span
from anlauf.engine.preference import Preference
from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey, Order, Part, Where
from anlauf.web.common.chosen import Chosen, NoSuchTime

NEAREST = 6
QUARTER_OF_AN_HOUR = 3
HOUR = 12
EVERY_DAY = frozenset(range(7))
PARTS: dict[str, Span] = {
    Part.EARLY: Span(0, 8 * HOUR),
    Part.MORNING: Span(0, 12 * HOUR),
    Part.AFTERNOON: Span(12 * HOUR, TICKS),
    Part.LATE: Span(16 * HOUR, TICKS),
}

Spoken = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Nearby:
    """An office that could serve the wish, and how far it is from where somebody wants to be."""

    office: Office
    kilometres: float | None = None


@dataclass(frozen=True)
class Looking:
    """What is wanted, and the offices that are left after the answers and filters.

    `then` is what goes into a second appointment right after the first.
    """

    lines: tuple[Line, ...]
    possible: tuple[Nearby, ...]
    journey: Journey
    page: str
    choose: str
    then: tuple[Line, ...] = ()
    channel: str = Channel.VISIT
    spoken: Spoken | None = None
    moving: bool = False

    @cached_property
    def offices(self) -> tuple[Nearby, ...]:
        """The offices that answers and filters leave."""
        return left_over(self.possible, self.journey, self.spoken or {})

    @property
    def single(self) -> bool:
        """Tell whether only one office is looked at."""
        return len(self.offices) == 1

    @cached_property
    def by_number(self) -> dict[int, Office]:
        """The offices looked at, by their numbers."""
        return {each.office.pk: each.office for each in self.offices}

    @property
    def order(self) -> str:
        """What comes first; who looks near a place wants the closest first."""
        usual = Order.NEAREST if self.journey.where == Where.NEAR else Order.EARLIEST
        return self.journey.order if self.journey.order in list(Order) else usual

    @property
    def preference(self) -> Preference:
        """The weekdays and the part of the day somebody would like best."""
        return Preference(
            self.journey.weekdays or EVERY_DAY, PARTS.get(self.journey.part, ANY_TIME)
        )

    def office(self, chosen: Chosen) -> Office:
        """The office somebody chose, if it may serve this wish; raises NoSuchTime."""
        for each in self.possible:
            if each.office.key == chosen.office:
                return each.office
        raise NoSuchTime

    def wish(self, chosen: Chosen, language: str) -> Wish:
        """What booking is asked to promise."""
        office = self.office(chosen)
        return Wish(
            self.lines,
            office.pk,
            chosen.date,
            chosen.tick,
            channel=self.channel,
            language=language,
        )

    def wish_after(self, chosen: Chosen, language: str) -> Wish | None:
        """The second appointment, which begins when the first one ends."""
        if not self.then:
            return None
        first = self.wish(chosen, language)
        length = booking.needed(first.lines, first.office, channel=first.channel).ticks
        return replace(first, lines=self.then, start=first.start + length)

    def question(self, *, day: date | None = None) -> Question:
        """What booking is asked; wished days and times of day leave nothing out."""
        wished = Preference() if self.journey.by_wish else self.preference
        return Question(
            self.lines,
            tuple(self.by_number),
            since=day,
            until=day,
            channel=self.channel,
            weekdays=wished.weekdays,
            between=wished.between,
            every=QUARTER_OF_AN_HOUR,
        )

    def results(self, *, at: datetime, day: date | None = None) -> Results | None:
        """Everything free, or None where no office left by the filters does this at all."""
        question = self.question(day=day)
        if not question.offices:
            return None
        try:
            return booking.results(question, then=self.then, at=at)
        except (booking.NotOffered, booking.TooMany):
            return None

    def said(self, journey: Journey) -> "Looking":
        """The same search with other answers about where and when."""
        return replace(self, journey=journey)

    def confirmation(self, chosen: Chosen) -> str:
        """Where a tap on a time leads when it changes an appointment; empty when it holds one."""
        if not self.moving:
            return ""
        return addresses.said(self.choose, {"time": str(chosen), **self.journey.params()})

    @property
    def everywhere(self) -> str:
        """This page for all offices."""
        return self.address(self.journey.anywhere())

    def address(self, journey: Journey, anchor: str = "") -> str:
        """This page for a changed journey."""
        return addresses.told(self.page, journey) + anchor


def left_over(possible: Sequence[Nearby], journey: Journey, spoken: Spoken) -> tuple[Nearby, ...]:
    """The offices that answers and filters leave."""
    found = [
        each
        for each in possible
        if not journey.step_free or Access.STEP_FREE in each.office.place.access
        if not journey.language or journey.language in spoken.get(each.office.pk, ())
    ]
    if journey.where == Where.OFFICE:
        return tuple(each for each in found if each.office.key == journey.office)
    if journey.where == Where.NEAR:
        return tuple(found[:NEAREST])
    return tuple(found)
