"""A city as its files describe it: frozen values without any row behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anlauf.directory.states import Channel, Competence, ExceptionKind, OfficeKind
from anlauf.engine.casework.form import Meaning, Sort
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule

Wording = Mapping[str, str]
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class City:
    """The whole network."""

    key: str
    name: Wording
    zone: str
    holiday_region: str
    languages: tuple[str, ...]
    postal_codes: tuple[str, ...]
    phone: str


@dataclass(frozen=True)
class Quarter:
    """A named part of a district with a point inside it."""

    key: str
    name: str
    latitude: float
    longitude: float
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class District:
    """A district of residence with its quarters."""

    key: str
    name: str
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True)
class Area:
    """A field of matters."""

    key: str
    name: Wording
    position: int
    booked_by_phone: bool = True


@dataclass(frozen=True)
class Skill:
    """What a clerk must be able to do."""

    key: str
    name: Wording
    area: str


@dataclass(frozen=True)
class Place:
    """An address."""

    key: str
    street: str
    postal_code: str
    town: str
    district: str
    latitude: float | None
    longitude: float | None
    access: tuple[str, ...]
    sourced: bool


@dataclass(frozen=True)
class Fee:
    """What a service costs, from a day to a day."""

    label: Wording
    cents: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Duration:
    """How long a service takes at an office, for how many, by which channels."""

    minutes: int
    minutes_further: int
    most: int
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class Service:
    """What a person comes for."""

    key: str
    name: Wording
    summary: Wording
    bring: tuple[Wording, ...]
    steps: tuple[Wording, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    takes: Wording
    online_url: str
    area: str
    skill: str
    competence: Competence
    leika: tuple[str, ...]
    public: bool
    walk_in: bool
    position: int
    fees: tuple[Fee, ...]
    usual: Duration
    sourced: bool


@dataclass(frozen=True)
class Offering:
    """A service at an office."""

    service: str
    duration: Duration


@dataclass(frozen=True)
class Office:
    """One area's presence at a place."""

    key: str
    name: Wording
    short: str
    area: str
    place: str
    kind: OfficeKind
    districts: tuple[str, ...]
    phone: str
    email: str
    hint: Wording
    desks: int
    rules: tuple[OpeningRule, ...]
    offerings: tuple[Offering, ...]


@dataclass(frozen=True)
class Exceptional:
    """One day at one office that differs, and why."""

    office: str
    date: date
    kind: ExceptionKind
    spans: tuple[Span, ...]
    reason: Wording


@dataclass(frozen=True)
class StaffPattern:
    """So many clerks of the same skills expected on one weekday."""

    office: str
    weekday: int
    span: Span
    skills: tuple[str, ...]
    clerks: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Shift:
    """A duty: from tick to tick, with breaks, and with file hours behind the counter."""

    key: str
    name: Wording
    span: Span
    breaks: tuple[Span, ...]
    files: tuple[Span, ...]
    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class Employee:
    """Somebody who can be planned, and by which contract."""

    number: str
    name: str
    office: str
    skills: tuple[str, ...]
    learning: tuple[str, ...]
    weekly_minutes: int
    weekdays: tuple[int, ...]
    floats: bool
    saturdays: bool
    valid_from: date | None
    valid_to: date | None
    invented: bool


@dataclass(frozen=True)
class Urgency:
    """A published reason that opens the urgent lane."""

    key: str
    name: Wording
    explanation: Wording
    proof: Wording
    area: str
    services: tuple[str, ...]
    within_days: int | None
    weight: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class ReleaseOpening:
    """To whom a part opens: days before the date at a tick, or minutes before the time itself."""

    share: str
    days: int | None
    tick: int
    minutes: int | None


@dataclass(frozen=True)
class ReleasePart:
    """A part of the time in hundredths; each further opening gets what is still unsold."""

    percent: int
    openings: tuple[ReleaseOpening, ...]


@dataclass(frozen=True)
class Release:
    """How time is given out."""

    name: Wording
    area: str
    office: str
    skill: str
    parts: tuple[ReleasePart, ...]
    horizon_days: int | None
    notice_minutes: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Dispatch:
    """By which figures an office calls; those not named are the usual ones."""

    office: str
    figures: Mapping[str, int]
    rare_skills: tuple[str, ...]
    pickup_desks: tuple[int, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Arrival:
    """How people may come to an office from afar; what is not named is as usual."""

    office: str
    flags: Mapping[str, bool]
    figures: Mapping[str, int]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Policy:
    """Figures by which the city promises."""

    figures: Mapping[str, int]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class CaseGroup:
    """Who hands in other things than others, such as students."""

    key: str
    name: Wording


@dataclass(frozen=True)
class CasePaper:
    """Something to hand in for a case."""

    key: str
    name: Wording
    hint: Wording


@dataclass(frozen=True)
class CaseQuestion:
    """One page of a form."""

    key: str
    sort: Sort
    meaning: Meaning | None
    text: Wording
    hint: Wording
    options: tuple[CaseGroup, ...]
    needed: bool
    only_if: str
    only_answers: tuple[str, ...]
    longest: int


@dataclass(frozen=True)
class CaseKind:
    """What a matter of one sort takes. `papers` pairs a paper with the groups that need it."""

    key: str
    service: str
    pick_up: str
    groups: tuple[str, ...]
    steps: tuple[tuple[str, int], ...]
    papers: tuple[tuple[str, tuple[str, ...]], ...]
    wanted: tuple[str, ...]  # papers that help, but need not be there
    questions: tuple[str, ...]
    law_months: int | None
    law: str
    four_eyes: bool
    keep_days: int
    valid_from: date | None
    valid_to: date | None
    sourced: bool
    most_pages: int = 50  # of one file handed in
    most_megabytes: int = 10


@dataclass(frozen=True)
class CaseWords:
    """Ready words for a decision of one sort; without kinds they suit every kind of case."""

    key: str
    sort: str
    name: Wording
    text: Wording
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Casework:
    """Kinds of cases with the groups, papers, questions and words they share."""

    kinds: tuple[CaseKind, ...] = ()
    groups: tuple[CaseGroup, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    questions: tuple[CaseQuestion, ...] = ()
    words: tuple[CaseWords, ...] = ()


@dataclass(frozen=True)
class DescribedCity:
    """Everything the files say."""

    city: City
    districts: tuple[District, ...]
    outlines: Mapping[str, tuple[Ring, ...]]
    map_attribution: Wording
    areas: tuple[Area, ...]
    skills: tuple[Skill, ...]
    places: tuple[Place, ...]
    services: tuple[Service, ...]
    offices: tuple[Office, ...]
    exceptions: tuple[Exceptional, ...]
    staff: tuple[StaffPattern, ...]
    urgency: tuple[Urgency, ...] = ()
    releases: tuple[Release, ...] = ()
    dispatch: tuple[Dispatch, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    policies: tuple[Policy, ...] = ()
    casework: Casework = field(default_factory=Casework)
    shifts: tuple[Shift, ...] = ()
    employees: tuple[Employee, ...] = ()
