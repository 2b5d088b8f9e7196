"""The small values in which wishes are put to booking and answers come back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlauf.booking.states import Share
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Group
from anlauf.engine.grid import TICKS, Span

ANY_TIME = Span(0, TICKS)


@dataclass(frozen=True)
class Line:
    """So many times this service, by its number."""

    service: int
    count: int = 1


@dataclass(frozen=True)
class Wish:
    """What somebody wants: these services, there, then."""

    lines: tuple[Line, ...]
    office: int
    date: date
    start: int
    channel: str = Channel.VISIT
    share: str = Share.ONLINE
    language: str = "de"
    earliest_offered_at: datetime | None = None  # what they could have had, for the figures
    urgency: int | None = None  # the number of the rule claimed
    urgent_on: date | None = None  # the date stated with it


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; all of it may stay empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "de"
    access_needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Supply:
    """What an office can promise on one date: groups of clerks and desks, tick by tick."""

    spans: tuple[Span, ...]
    groups: tuple[Group, ...]
    desks: bytes


@dataclass(frozen=True)
class Question:
    """Where and when somebody would come; without dates, as soon as possible."""

    lines: tuple[Line, ...]
    offices: tuple[int, ...]
    since: date | None = None
    until: date | None = None
    channel: str = Channel.VISIT
    share: str = Share.ONLINE
    weekdays: frozenset[int] = frozenset(range(7))  # Monday is 0
    between: Span = ANY_TIME  # the visit starts at one of these ticks
    every: int = 1  # of so many ticks only the first start at an office, to keep lists short


@dataclass(frozen=True)
class Start:
    """A time on offer."""

    office: int
    date: date
    tick: int
    minutes: int
    at: datetime


@dataclass(frozen=True)
class Policy:
    """The city's rules for promising."""

    hold_minutes: int = 10
    horizon_days: int = 60
    notice_minutes: int = 10
    contact_days: int = 2

    @property
    def hold(self) -> timedelta:
        """How long a time is kept for somebody who is still filling in the form."""
        return timedelta(minutes=self.hold_minutes)

    @property
    def notice(self) -> timedelta:
        """How long before its start a time can still be promised."""
        return timedelta(minutes=self.notice_minutes)

    @property
    def keeps_contact(self) -> timedelta:
        """How long after a visit it is known whom it was with."""
        return timedelta(days=self.contact_days)

    @property
    def horizon(self) -> timedelta:
        """How far ahead times are promised."""
        return timedelta(days=self.horizon_days)


USUAL = Policy()
