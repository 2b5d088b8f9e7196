"""What commands about cases take and what decides in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from anlauf.engine.casework import Leads

_LEADS = Leads()
# How long each step takes a case worker; our assumption until a city has measured it.
_MINUTES = {"received": 10, "checking": 40, "deciding": 25, "producing": 5, "ready_for_pickup": 5}


@dataclass(frozen=True)
class Policy:
    """The city's figures for matters that take weeks."""

    leads: Leads = _LEADS
    remind_after: int = 14  # working days after papers were asked for
    certificate_within: timedelta = timedelta(days=14)  # of the end of a permit
    form_lasts: timedelta = timedelta(days=30)  # since somebody last touched it
    most_messages_a_day: int = 20
    certificate_months: int = 6
    ask_again_after: int = 20  # working days after another authority was written to
    invitation_lasts: timedelta = timedelta(days=60)
    invitations_a_day: int = 20  # at an office, in the order of the work list
    most_codes: int = 3  # for one visit, before somebody looks into the case again
    minutes: Mapping[str, int] = field(default_factory=lambda: dict(_MINUTES))
    file_minutes_a_day: int = 300  # of one case worker, beside the counter


USUAL = Policy()


@dataclass(frozen=True)
class FiguresSaid:
    """The figures that differ from the usual ones, and from which day to which they hold."""

    figures: dict[str, int]
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether they hold on this day, unless others began later."""
        return self.valid_from <= on <= (self.valid_to or date.max)


@dataclass(frozen=True)
class PersonSaid:
    """Whose matter it is and how to reach them."""

    name: str
    birth_date: date
    email: str = ""
    phone: str = ""
    language: str = "de"


@dataclass(frozen=True)
class DatesSaid:
    """What makes a matter urgent, as the person states it."""

    permit_ends: date | None = None
    job_starts: date | None = None
    hardship: bool = False


@dataclass(frozen=True)
class HandedIn:
    """A matter as it reaches us: of which kind, for which office, from whom."""

    kind: int
    office: int
    person: PersonSaid
    group: str = ""
    dates: DatesSaid = field(default_factory=DatesSaid)
    answers: Mapping[str, object] = field(default_factory=dict)
    code: str = ""  # where a form had a number already, the case keeps it


@dataclass(frozen=True)
class FileHours:
    """People with the same skills, and the minutes they have for files on each date, together."""

    skills: frozenset[str]
    people: int
    minutes: Mapping[date, int]


@dataclass(frozen=True)
class FileTime:
    """What published rosters say about an office: on which dates, and who has time for files."""

    dates: frozenset[date] = frozenset()
    groups: tuple[FileHours, ...] = ()

    def spans(self) -> list[tuple[date, date]]:
        """The dates as first and last days without a gap between."""
        days = sorted(self.dates)
        breaks = [(one, other) for one, other in pairwise(days) if (other - one).days > 1]
        firsts = [*days[:1], *(other for _one, other in breaks)]
        return list(zip(firsts, [*(one for one, _other in breaks), *days[-1:]], strict=True))
