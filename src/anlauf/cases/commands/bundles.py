"""Cases that are worked on together: put in one bundle, taken out, taken a step on all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases.commands import moving, steps
from anlauf.cases.commands.assign import assign
from anlauf.cases.commands.decide import agree, decide
from anlauf.cases.models import Bundle, Case, Decision
from anlauf.cases.states import OVER, DecisionSort
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order
from anlauf.core.refusal import Invalid, Refused
from anlauf.people.models import Person

_LONGEST = 120


class BundleNameMissing(Invalid):
    """A bundle nobody would find again."""

    code = "bundle_name_missing"
    sentence = _("Please give the bundle a name, such as the family's or the employer's.")


class NotOneOffice(Invalid):
    """Cases of several offices in one bundle."""

    code = "not_one_office"
    sentence = _("Only cases of one office can be worked on together.")


@dataclass(frozen=True)
class Together:
    """What became of a step for several cases: those it was possible for, and the others."""

    done: tuple[Case, ...]
    refused: tuple[tuple[Case, str], ...]


@transaction.atomic
def put_together(cases: Sequence[Case], name: str, *, by: Actor, at: datetime) -> Bundle:
    """Put these cases into one bundle; one that is in the first's bundle already stays there."""
    rows = locked_in_order(Case.objects.filter(pk__in=[case.pk for case in cases]))
    if len({row.office_id for row in rows}) != 1:
        raise NotOneOffice
    if any(row.state in OVER for row in rows):
        raise moving.NotNow
    bundle = next((row.bundle for row in rows if row.bundle is not None), None)
    if bundle is None:
        words = name.strip()[:_LONGEST]
        if not words:
            raise BundleNameMissing
        bundle = Bundle.objects.create(office_id=rows[0].office_id, name=words, made_at=at)
    for row in rows:
        if row.bundle_id != bundle.pk:
            _put(row, bundle, by=by, at=at)
    return bundle


@transaction.atomic
def leave_bundle(case: Case, *, by: Actor, at: datetime) -> Case:
    """Work on the case by itself again; a bundle of nobody is gone."""
    held = moving.held(case.pk)
    left = held.bundle_id
    if left is not None:
        _put(held, None, by=by, at=at)
        Bundle.objects.filter(pk=left, cases__isnull=True).delete()
    return held


def start_all(cases: Sequence[Case], *, by: Actor, at: datetime) -> Together:
    """Begin to check all of them."""
    return _each(cases, lambda case: steps.start_checking(case, by=by, at=at))


def invite_all(cases: Sequence[Case], *, by: Actor, at: datetime) -> Together:
    """Let all of them choose a time."""
    return _each(cases, lambda case: steps.invite_to_visit(case, by=by, at=at))


def assign_all(
    cases: Sequence[Case], worker: Person | None, *, by: Actor, at: datetime
) -> Together:
    """Give all of them to one worker."""
    return _each(cases, lambda case: assign(case, worker, by=by, at=at))


def decide_all(
    cases: Sequence[Case],
    sort: DecisionSort,
    reasons: str,
    worker: Person,
    *,
    by: Actor,
    at: datetime,
) -> Together:
    """Decide all of them alike; each is a decision of its own, with its own second pair of eyes."""
    return _each(cases, lambda case: decide(case, sort, reasons, worker, by=by, at=at))


def agree_all(cases: Sequence[Case], worker: Person, *, by: Actor, at: datetime) -> Together:
    """Agree to what colleagues proposed for these; one's own proposals stay for somebody else."""
    return _each(cases, lambda case: agree(_proposal(case), worker, by=by, at=at))


def _proposal(case: Case) -> Decision:
    found = case.decisions.filter(dropped_at=None, approved_by=None).first()
    if found is None or not case.kind.four_eyes:
        raise moving.NotNow
    return found


def _each(cases: Sequence[Case], step: Callable[[Case], object]) -> Together:
    """Take the step for each case by itself: one that cannot go keeps none of the others."""
    done, refused = [], []
    for case in sorted(cases, key=lambda each: each.pk):
        try:
            step(case)
        except Refused as refusal:
            refused.append((case, str(refusal)))
        else:
            done.append(case)
    return Together(tuple(done), tuple(refused))


def _put(case: Case, bundle: Bundle | None, *, by: Actor, at: datetime) -> None:
    case.bundle = bundle
    case.save(update_fields=["bundle"])
    verb = "cases.bundled" if bundle else "cases.unbundled"
    journal.record(verb, case, by=by, at=at, office=case.office_id)
