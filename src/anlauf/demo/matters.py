"""Cases of the demo's foreigners' office, in every state: made as people and case workers do.

Names stand for nobody; whoever is asked for here has applied weeks ago and written once or twice.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from anlauf.cases import commands, queries
from anlauf.cases.queries import Case
from anlauf.cases.states import DecisionSort, DemandState, Side, StopCause
from anlauf.cases.values import DatesSaid, HandedIn, PersonSaid
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.demo.logins import CASES_OFFICE
from anlauf.directory import queries as directory
from anlauf.people.queries import Person, person_by_login

NUMBER = 200
SEED = 5
_DAY = timedelta(days=1)
_FIRST = ("Ada", "Amir", "Bao", "Chiara", "Dmitri", "Elif", "Fatou", "Goran", "Hana", "Ivo")
_LAST = ("Aydin", "Bauer", "Costa", "Diallo", "Eren", "Farah", "Gomez", "Haddad", "Ito", "Jansen")
_AUTHORITIES = ("Bundesamt für Migration", "Agentur für Arbeit", "Landesamt für Verfassungsschutz")
_WORDS = (
    "Guten Tag, wie weit ist mein Antrag?",
    "I have found a flat and moved. Do you need the new contract?",
)


def apply(*, at: datetime, number: int = NUMBER) -> int:
    """Let so many cases have come in over the last months and go their way; tell how many."""
    office = directory.office(CASES_OFFICE)
    kinds = [kind for kind in queries.kinds_on(at.date()) if kind.service.area_id == office.area_id]
    offered = set(office.offerings.values_list("service", flat=True))
    kinds = [kind for kind in kinds if kind.service_id in offered]
    worker, lead = person_by_login("worker"), person_by_login("caselead")
    draw = random.Random(SEED)  # noqa: S311 - a demo, not a secret
    for each in range(number):
        received = at - draw.randrange(1, 120) * _DAY - timedelta(minutes=draw.randrange(300))
        handed = _handed(each, draw, draw.choice(kinds), office.pk, received.date())
        key = UUID(int=draw.getrandbits(128))
        case = commands.receive(handed, request_key=key, by=CITIZEN, at=received)
        _Way(case, worker, lead, draw, received, at).go(each)
    return number


def _handed(
    number: int, draw: random.Random, kind: queries.Kind, office: int, received: date
) -> HandedIn:
    name = f"{_FIRST[number % 10]} {_LAST[number // 10 % 10]}"
    born = date(1960 + number * 7 % 45, 1 + number % 12, 1 + number % 28)
    ends = received + draw.randrange(20, 160) * _DAY if draw.random() < 0.5 else None
    starts = received + draw.randrange(30, 90) * _DAY if draw.random() < 0.2 else None
    return HandedIn(
        kind=kind.pk,
        office=office,
        person=PersonSaid(
            name, born, f"person{number}@example.org", language=("de", "en")[number % 2]
        ),
        group=draw.choice(kind.groups)["key"] if kind.groups else "",
        dates=DatesSaid(ends, starts, hardship=draw.random() < 0.05),
    )


class _Way:
    """The way of one case through the office, a step every few days."""

    def __init__(
        self,
        case: Case,
        worker: Person,
        lead: Person,
        draw: random.Random,
        received: datetime,
        at: datetime,
    ) -> None:
        self.case, self.worker, self.lead, self.draw = case, worker, lead, draw
        self.now, self.end = received, at

    def go(self, number: int) -> None:
        """Go as far as this case has come; the numbers spread over all states."""
        steps = self._steps()
        for step in steps[: number % (len(steps) + 1)]:
            self.now = min(self.now + self.draw.randrange(1, 8) * _DAY, self.end)
            step()
        if number % 7 == 0:
            words = self.draw.choice(_WORDS)
            commands.write_message(self.case, Side.PERSON, words, by=CITIZEN, at=self.now)
        if number % 3 == 0:
            self._assign(self.worker if number % 2 else self.lead)

    def _steps(self) -> Sequence[Callable[[], None]]:
        return (self._check, self._ask, self._papers, self._others, self._invite, *self._last())

    def _last(self) -> Sequence[Callable[[], None]]:
        return (self._visited, self._decide, self._ready, self._hand_out)

    def _assign(self, worker: Person) -> None:
        if queries.case_at(self.case.office_id, self.case.code).closed_at is None:
            commands.assign(self.case, worker, by=SYSTEM, at=self.now)

    def _check(self) -> None:
        commands.start_checking(self.case, by=SYSTEM, at=self.now)

    def _ask(self) -> None:
        wanted = [each.pk for each in self.case.demands.order_by("pk")[:2]]
        if wanted:
            commands.ask_for_papers(self.case, wanted, by=SYSTEM, at=self.now)

    def _papers(self) -> None:
        wanted = [each.pk for each in self.case.demands.all()]
        commands.papers_handed_in(self.case, wanted, by=CITIZEN, at=self.now)

    def _others(self) -> None:
        whom = self.draw.choice(_AUTHORITIES)
        cause = StopCause.AUTHORITY
        commands.write_to(self.case, cause, whom, by=SYSTEM, at=self.now)
        if self.draw.random() < 0.8:
            later = min(self.now + 5 * _DAY, self.end)
            commands.answered(self.case, cause, whom, by=SYSTEM, at=later)
            self.now = later

    def _invite(self) -> None:
        for demand in self.case.demands.exclude(state=DemandState.ACCEPTED):
            commands.weigh(demand, DemandState.ACCEPTED, by=SYSTEM, at=self.now)
        commands.invite_to_visit(self.case, by=SYSTEM, at=self.now)

    def _visited(self) -> None:
        commands.visited(self.case, by=SYSTEM, at=self.now)

    def _decide(self) -> None:
        made = commands.decide(
            self.case, DecisionSort.GRANTED, "", self.worker, by=SYSTEM, at=self.now
        )
        if self.draw.random() < 0.6:
            self._agree(made)

    def _agree(self, made: object) -> None:
        row = self.case.decisions.filter(dropped_at=None, approved_by=None).first()
        held = queries.case_at(self.case.office_id, self.case.code)
        if row is not None and held.kind.four_eyes and row == made:
            commands.agree(row, self.lead, by=SYSTEM, at=self.now)

    def _ready(self) -> None:
        if self._state() == "producing":
            commands.card_is_here(self.case, by=SYSTEM, at=self.now)

    def _hand_out(self) -> None:
        if self._state() == "ready_for_pickup":
            commands.hand_out(self.case, by=SYSTEM, at=self.now)

    def _state(self) -> str:
        return queries.case_at(self.case.office_id, self.case.code).state
