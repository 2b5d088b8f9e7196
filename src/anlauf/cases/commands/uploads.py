"""Somebody hands in a file: checked, made clean, sealed, and put on the list of what is asked for.

The file is judged and laid down before the transaction, so nobody waits for it behind a lock; what
is refused or was there already is taken away again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from anlauf.cases.commands import ask, moving
from anlauf.cases.commands.fill_in import held_form
from anlauf.cases.models import Case, Demand, Intake, Paper, PaperRule
from anlauf.cases.papers import apart
from anlauf.cases.papers.limits import AMOUNT, USUAL, Limits
from anlauf.cases.papers.refusals import Harmful
from anlauf.cases.papers.sound import Sound
from anlauf.cases.states import OVER, DemandState, PaperState
from anlauf.core import journal, scanner, seal, vault
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused, Unknown

_LONGEST_NAME = 120
_NOT_WEIGHED = {DemandState.OPEN, DemandState.HANDED_IN}


class NotWanted(Unknown):
    """A paper that nobody asked for under this name."""

    code = "paper_not_wanted"
    sentence = _("This paper is not on your list. Please choose one from the list.")


class TooManyFiles(Invalid):
    """More files than one matter needs."""

    code = "too_many_files"
    sentence = _(
        "There are too many or too large files already. Please put several pages into one PDF,"
        " or remove a file you no longer need."
    )


@dataclass(frozen=True)
class _File:
    """A file as it came, and as it is kept."""

    uid: UUID
    name: str
    fingerprint: str
    sound: Sound


def upload(
    to: Case | Intake, wanted: str, name: str, content: bytes, *, by: Actor, at: datetime
) -> Paper:
    """Take in a file for a form or a case; the same file for the same thing is the paper we have.

    `wanted` is the `key` of a paper rule of the kind, for a case also the `name` of a demand that
    has no rule; an empty one stands for something nobody asked for. `name` is what the person calls
    the file and decides nothing. For a case, what was asked for counts as handed in.

    Raises a `BadFile` (see `papers.refusals`), `NotWanted`, `TooManyFiles`, `FormEnded` or
    `NotNow`, each a `Refused` with a sentence for the person; then nothing is kept. Not for the
    inside of a transaction: it takes a second, or many for a bad file.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    place = _place(to, wanted)
    known = _known(to, place, fingerprint)
    if known is not None:
        return _not_infected(known)

    file = _File(uuid4(), name, fingerprint, apart.judged(content, _limits(to)))
    vault.put(file.uid, file.sound.content)
    try:
        paper = _kept(to, wanted, file, by=by, at=at)
    except Refused:
        vault.remove(file.uid)
        raise
    if paper.uid != file.uid:
        vault.remove(file.uid)
    return _not_infected(paper)


@transaction.atomic
def take_back(to: Case | Intake, uid: UUID, *, by: Actor, at: datetime) -> Paper:
    """Remove a file handed in by mistake, as long as nobody has accepted it."""
    held = _held(to, at=at)
    paper = _alive(held).select_related("demand").filter(uid=uid).first()
    if paper is None:
        raise NotWanted
    if paper.demand is not None and paper.demand.state not in _NOT_WEIGHED:
        raise moving.NotNow
    erase([paper])
    if isinstance(held, Case) and paper.demand is not None:
        ask.open_again(held, paper.demand, "", by=by, at=at)
    journal.record("cases.paper_taken_back", paper, by=by, at=at, office=_office(held))
    return paper


def erase(papers: list[Paper]) -> None:
    """Leave the proof that something was handed in; its content goes once this is committed."""
    for paper in papers:
        paper.state, paper.name = PaperState.ERASED, b""
        paper.save(update_fields=["state", "name"])
        transaction.on_commit(lambda uid=paper.uid: vault.remove(uid))  # type: ignore[misc]


@transaction.atomic
def _kept(to: Case | Intake, wanted: str, file: _File, *, by: Actor, at: datetime) -> Paper:
    held = _held(to, at=at)
    place = _place(held, wanted)
    known = _known(held, place, file.fingerprint)
    if known is not None:
        return known
    _refuse_heaps(held, len(file.sound.content))

    paper = Paper.objects.create(
        uid=file.uid,
        state=PaperState.QUARANTINED if scanner.configured() else PaperState.CLEAN,
        media_type=file.sound.media_type,
        octets=len(file.sound.content),
        pages=file.sound.pages,
        fingerprint=file.fingerprint,
        name=seal.sealed_text(file.name.strip()[:_LONGEST_NAME]),
        handed_in_at=at,
        **_owner(held),
        **place,
    )
    facts: dict[str, object] = {"sort": paper.media_type, "pages": paper.pages}
    facts |= {"rule": paper.rule_id, "demand": paper.demand_id}
    journal.record("cases.paper_uploaded", paper, by=by, at=at, office=_office(held), facts=facts)
    if isinstance(held, Case) and paper.demand_id is not None:
        ask.papers_handed_in(held, [paper.demand_id], by=by, at=at)
    return paper


def _held(to: Case | Intake, *, at: datetime) -> Case | Intake:
    """The case or form, held until the transaction ends, if it still takes anything."""
    if isinstance(to, Case):
        case = moving.held(to.pk)
        if case.state in OVER:
            raise moving.NotNow
        return case
    return held_form(to, at=at)


def _place(to: Case | Intake, wanted: str) -> dict[str, PaperRule | Demand | None]:
    """What the paper answers to: the demand of a case, or the rule of a form's kind."""
    if not wanted:
        return {"rule": None, "demand": None}
    rule = PaperRule.objects.filter(kind=to.kind_id, key=wanted).first()
    if isinstance(to, Intake):
        if rule is None:
            raise NotWanted
        return {"rule": rule, "demand": None}
    of_rule = to.demands.exclude(rule=None).filter(rule=rule)
    demand = (of_rule if rule else to.demands.filter(rule=None, name=wanted)).first()
    if demand is None:
        raise NotWanted
    return {"rule": rule, "demand": demand}


def _known(to: Case | Intake, place: Mapping[str, object], fingerprint: str) -> Paper | None:
    return _alive(to).filter(fingerprint=fingerprint, **place).first()


def _not_infected(paper: Paper) -> Paper:
    if paper.state == PaperState.INFECTED:
        raise Harmful
    return paper


def _alive(to: Case | Intake) -> QuerySet[Paper]:
    return Paper.objects.filter(**_owner(to)).exclude(state=PaperState.ERASED)


def _owner(to: Case | Intake) -> dict[str, Case | Intake]:
    return {"case": to} if isinstance(to, Case) else {"intake": to}


def _office(to: Case | Intake) -> int | None:
    return to.office_id if isinstance(to, Case) else None


def _limits(to: Case | Intake) -> Limits:
    return replace(USUAL, octets=to.kind.most_octets, pages=to.kind.most_pages)


def _refuse_heaps(to: Case | Intake, more: int) -> None:
    alive = _alive(to)
    octets = alive.aggregate(sum=Sum("octets"))["sum"] or 0
    if alive.count() >= AMOUNT.files or octets + more > AMOUNT.octets:
        raise TooManyFiles
