"""The files of a form or a case, as lists show them; their content is opened by a command."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.states import PaperState
from anlauf.core import seal


@dataclass(frozen=True)
class HandedInFile:
    """One file: what it answers to, what the person called it, and what became of it."""

    uid: UUID
    wanted: str  # the key of the rule, or the demand's own name; empty for what nobody asked for
    demand: int | None
    name: str
    state: str
    media_type: str
    octets: int
    pages: int
    at: datetime
    reason: str

    @property
    def checked(self) -> bool:
        """Whether it can be looked at: scanned for viruses where a scanner is there."""
        return self.state not in {PaperState.QUARANTINED, PaperState.INFECTED}


def papers_of(to: Case | Intake) -> list[HandedInFile]:
    """The files that are there, in the order they came; what was erased is left out."""
    rows = to.papers.exclude(state=PaperState.ERASED)
    return [_shown(each) for each in rows.select_related("rule", "demand").order_by("pk")]


def _shown(paper: Paper) -> HandedInFile:
    own = paper.demand.name if paper.demand else ""
    return HandedInFile(
        uid=paper.uid,
        wanted=paper.rule.key if paper.rule else own,
        demand=paper.demand_id,
        name=seal.opened_text(paper.name),
        state=paper.state,
        media_type=paper.media_type,
        octets=paper.octets,
        pages=paper.pages,
        at=paper.handed_in_at,
        reason=paper.reason,
    )
