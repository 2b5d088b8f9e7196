"""What goes over the wire. Offices and services are named by their keys, never by numbers."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from anlauf.directory.states import Channel

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,80}$")]
Count = Annotated[int, Field(ge=1, le=99)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][05]$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
Wording = dict[str, str]
Day = date  # where a field has that name already


class Health(Schema):
    """The process answers, and so does its database."""

    status: str
    at: datetime


class AreaOut(Schema):
    """A field of matters."""

    key: str
    name: Wording


class ServiceOut(Schema):
    """What a person comes for, in short."""

    key: str
    name: Wording
    area: str
    competence: str
    online_url: str
    walk_in: bool


class FeeOut(Schema):
    """What it costs today."""

    label: Wording
    cents: int


class ServiceDetail(ServiceOut):
    """What a person comes for, what to bring, what it costs, and where."""

    summary: Wording
    bring: list[Wording]
    fees: list[FeeOut]
    offices: list[str]


class DistrictOut(Schema):
    """A district of residence."""

    key: str
    name: str


class WaitOut(Schema):
    """How long somebody without an appointment would wait for these services, in minutes.

    Four waits of five lie between `low` and `high`; without them nobody can say, or nobody who
    could help calls any more today.
    """

    services: list[str]
    low: int | None
    high: int | None


class WaitsOut(Schema):
    """An office's waiting room at a moment.

    It is `stale` when people wait and nothing has been heard from there since `moved_at`.
    """

    office: str
    as_of: datetime
    moved_at: datetime | None
    stale: bool
    waiting: int
    waits: list[WaitOut]


class OfficeOut(Schema):
    """One area's presence at a place."""

    key: str
    name: Wording
    area: str
    kind: str
    street: str
    postal_code: str
    town: str
    latitude: float | None
    longitude: float | None
    access: list[str]


class TimeOut(Schema):
    """A time on offer. `date` and `time` are what the clock on the office's wall shows."""

    office: str
    date: date
    time: str
    starts_at: datetime
    minutes: int


class FirstOut(Schema):
    """An office and its earliest time, or none."""

    office: str
    first: TimeOut | None


class DayOut(Schema):
    """How many times are on offer on a day."""

    date: date
    times: int


class UrgencyOut(Schema):
    """A published reason that opens the urgent lane today; `proof` is asked for at the counter."""

    key: str
    name: Wording
    explanation: Wording
    proof: Wording
    within_days: int | None


class LineIn(Schema):
    """So many times this service."""

    service: Key
    count: Count = 1


class WishIn(Schema):
    """These services, there, then; `district` of residence where competence asks for it."""

    services: list[LineIn] = Field(min_length=1, max_length=10)
    office: Key
    date: date
    time: ClockTime
    district: Key | None = None
    channel: Channel = Channel.VISIT
    internal: bool = Field(default=False, description="asks for scope `internal`")
    urgency: Key | None = Field(default=None, description="the reason claimed, from /urgencies")
    urgent_on: Day | None = Field(default=None, description="the date stated with it")
    language: str = Field(default="de", pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")


class ContactIn(Schema):
    """How to reach somebody; all of it may stay empty."""

    name: str = Field(default="", max_length=120)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=30)
    language: str = Field(default="de", pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
    access_needs: list[Key] = Field(default=[], max_length=10)


class BookingIn(WishIn):
    """A whole booking in one step."""

    contact: ContactIn = ContactIn()


class MoveIn(Schema):
    """Where to and when, for the same services."""

    office: Key
    date: date
    time: ClockTime
    district: Key | None = None


class LineOut(Schema):
    """One line of what the visit is for."""

    service: str
    count: int


class AppointmentOut(Schema):
    """A promise. `key` opens it; whoever has it can move and cancel."""

    key: str
    code: str
    state: str
    office: str
    date: date
    time: str
    starts_at: datetime
    minutes: int
    services: list[LineOut]
    held_until: datetime | None
    seconds_left: int | None = Field(
        description="until `held_until`, when this was answered; the caller's clock may differ"
    )


class KeptIn(Schema):
    """What somebody waits for: any time that fits, at these offices, until a day."""

    services: list[LineIn] = Field(min_length=1, max_length=10)
    office: list[Key] = Field(default=[], max_length=50, description="none: all that may help")
    district: Key | None = None
    since: date | None = None
    until: date
    weekday: list[Weekday] = Field(default=[], max_length=7, description="Monday is 1, Sunday is 7")
    after: ClockTime | None = None
    before: ClockTime | None = None
    channel: Channel = Channel.VISIT
    urgency: Key | None = None
    urgent_on: date | None = None
    contact: ContactIn = ContactIn()


class OfferOut(Schema):
    """A time kept for one entry alone. Without `key` only the letter's link takes it."""

    key: str
    office: str
    date: date
    time: str
    starts_at: datetime
    minutes: int
    until: datetime


class KeptOut(Schema):
    """An entry on the waiting list; `place` counts from 1 among those who look for the like."""

    key: str
    state: str
    until: date
    place: int | None
    offer: OfferOut | None


class WaveOut(Schema):
    """A moment at which times that nobody can book now are released."""

    at: datetime
    dates: list[date]
    offices: list[str]
    times: int
