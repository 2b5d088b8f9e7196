"""The small values in which wishes are put to booking and answers come back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from anlauf.booking.states import Share
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Group
from anlauf.engine.grid import TICKS, Span, tick_of
from anlauf.engine.waiting import Patience, Return

ANY_TIME = Span(0, TICKS)

FURTHEST_DAYS = 70
"""So many days ahead an office's time can be planned and released."""
Day = date  # a wish has a date of its own, which hides the type inside it


@dataclass(frozen=True)
class Line:
    """So many times this service, by its number."""

    service: int
    count: int = 1


@dataclass(frozen=True)
class WalkIn:
    """Somebody who has come to an office without an appointment, or will by `not_before`."""

    office: int
    lines: tuple[Line, ...]
    language: str = "de"
    access_needs: tuple[str, ...] = ()
    not_before: datetime | None = None


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
    network: str = ""  # from which it is asked, for limits
    urgency: int | None = None  # the number of the rule claimed
    urgent_on: Day | None = None  # the date stated with it
    case: int | None = None  # the number of the case its invitation was for


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; all of it may stay empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "de"
    access_needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What somebody waits for: any time at these offices between two dates that suits.

    With the number of an appointment they have already, only an earlier one helps.
    """

    lines: tuple[Line, ...]
    offices: tuple[int, ...]
    since: date
    until: date
    weekdays: frozenset[int] = frozenset(range(7))  # Monday is 0
    between: Span = ANY_TIME  # the visit starts at one of these ticks
    channel: str = Channel.VISIT
    appointment: int | None = None
    urgency: int | None = None  # the number of the rule claimed
    urgent_on: date | None = None  # the date stated with it
    network: str = ""  # from which it is asked, for limits


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


HALF_AN_HOUR = Patience(
    minutes=30, least_minutes=15, by_day=Span(tick_of(time(8)), tick_of(time(20)))
)
UP_TO_TWO_HOURS = Return(least_minutes=10, most_minutes=120, soon_hours=24)
AT_ONCE = Return(least_minutes=0, most_minutes=0, soon_hours=0)


@dataclass(frozen=True)
class Policy:
    """The city's rules for promising."""

    hold_minutes: int = 10
    horizon_days: int = 60
    notice_minutes: int = 10
    contact_days: int = 2
    double_confirmation: bool = True  # who leaves a mail address proves that it is theirs
    confirmation_minutes: int = 30
    link_days: int = 14
    most_per_service: int = 2  # living appointments of those who share an address, see ADR 74
    most_altogether: int = 6
    most_nameless: int = 40  # living appointments without an address, of one network
    most_messages: int = 10  # a day to one mail address or number that nobody has proved
    most_unconfirmed: int = 80  # kept at a time for one network
    calm_holds_a_minute: int = 6  # beyond these, a hold costs a second of work or some of waiting
    calm_unconfirmed: int = 4
    calm_holds_of_the_city: int = 180
    wish_days: int = 90  # the longest that somebody waits
    most_wishes: int = 3  # of those who share an address, see ADR 74
    most_silences: int = 3  # offers without an answer, then the wish ends
    offer: Patience = HALF_AN_HOUR
    public_return: Return = UP_TO_TWO_HOURS
    wave_lead_minutes: int = 5  # so long before everybody else the list sees what is released

    @property
    def hold(self) -> timedelta:
        """How long a time is kept for somebody who is still filling in the form."""
        return timedelta(minutes=self.hold_minutes)

    @property
    def confirmation(self) -> timedelta:
        """How long a time is kept for somebody who has yet to open our letter."""
        return timedelta(minutes=self.confirmation_minutes)

    @property
    def links_last(self) -> timedelta:
        """How long after an appointment the links in its letters still lead to its page."""
        return timedelta(days=self.link_days)

    @property
    def longest_wish(self) -> timedelta:
        """How far ahead a wish may look."""
        return timedelta(days=self.wish_days)

    @property
    def wave_lead(self) -> timedelta:
        """How long before everybody else the list sees what is released."""
        return timedelta(minutes=self.wave_lead_minutes)

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


@dataclass(frozen=True)
class PolicySaid:
    """The figures that differ from the usual ones, and from which day to which they hold."""

    figures: dict[str, int]
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def since(self) -> date:
        """The first day, also where none was named."""
        return self.valid_from or date.min

    @property
    def until(self) -> date:
        """The last day, also where none was named."""
        return self.valid_to or date.max

    def holds(self, on: date) -> bool:
        """Tell whether the figures hold on this day, unless others began later."""
        return self.since <= on <= self.until


VOUCHED_FOR = Policy(double_confirmation=False)
"""For those whom somebody trusted knows already: their mail address need not prove itself."""
