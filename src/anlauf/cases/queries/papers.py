"""The files of a form or a case, as lists show them; their content is opened by a command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.papers import answer
from anlauf.cases.states import PaperState
from anlauf.core import seal, vault
from anlauf.core.refusal import Refused, Unknown

_NOT_READABLE = {PaperState.ERASED, PaperState.INFECTED}


class NoSuchPaper(Unknown):
    """A paper that is not there, or belongs to somebody else."""

    code = "no_such_paper"
    sentence = _("This file is not here, or no longer. Please go back to the list.")


class StillInQuarantine(Refused):
    """A paper nobody has scanned yet."""

    code = "paper_in_quarantine"
    sentence = _("This file is still being checked for viruses. Please try again in some minutes.")


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


@dataclass(frozen=True)
class OpenedPaper:
    """A paper's content, and the headers for a browser."""

    number: int
    media_type: str
    file_name: str
    content: bytes

    @property
    def to_keep(self) -> Mapping[str, str]:
        """Headers for saving it."""
        return answer.to_keep(self.media_type, self.file_name)

    @property
    def to_look_at(self) -> Mapping[str, str]:
        """Headers for looking at it."""
        return answer.to_look_at(self.media_type, self.file_name)


def opened(to: Case | Intake, uid: UUID) -> OpenedPaper:
    """The content of a paper of this case or form, for the person; staff use `commands.look_at`."""
    found = to.papers.select_related("rule", "demand").filter(uid=uid).first()
    if found is None or found.state in _NOT_READABLE:
        raise NoSuchPaper
    if found.state == PaperState.QUARANTINED:
        raise StillInQuarantine
    name = answer.file_name(_wanted(found), found.pk, found.media_type)
    return OpenedPaper(found.pk, found.media_type, name, vault.get(found.uid))


def papers_of(to: Case | Intake) -> list[HandedInFile]:
    """The files that are there, in the order they came; what was erased is left out."""
    rows = to.papers.exclude(state=PaperState.ERASED)
    return [_shown(each) for each in rows.select_related("rule", "demand").order_by("pk")]


def _shown(paper: Paper) -> HandedInFile:
    return HandedInFile(
        uid=paper.uid,
        wanted=_wanted(paper),
        demand=paper.demand_id,
        name=seal.opened_text(paper.name),
        state=paper.state,
        media_type=paper.media_type,
        octets=paper.octets,
        pages=paper.pages,
        at=paper.handed_in_at,
        reason=paper.reason,
    )


def _wanted(paper: Paper) -> str:
    own = paper.demand.name if paper.demand else ""
    return paper.rule.key if paper.rule else own
