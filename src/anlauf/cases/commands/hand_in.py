"""A form that is filled in becomes a case: under the same number, with the papers it has."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import meanings
from anlauf.cases.commands import ask
from anlauf.cases.commands.fill_in import held_form
from anlauf.cases.commands.receive import receive
from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.queries import forms
from anlauf.cases.states import PaperState
from anlauf.cases.values import HandedIn
from anlauf.core import outbox
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused

_COUNTS = [PaperState.QUARANTINED, PaperState.CLEAN, PaperState.ACCEPTED]


class NotComplete(Refused):
    """A form in which something is still to be answered."""

    code = "form_not_complete"
    sentence = _("Something is still to be answered. Please go on with the next question.")


def hand_in(intake: Intake, language: str, *, by: Actor, at: datetime) -> Case:
    """Let a complete form become a case; a second press finds the case of the first."""
    made = Case.objects.filter(request_key=intake.uid).first()
    return made or _hand_in(intake, language, by=by, at=at)


@transaction.atomic
def _hand_in(intake: Intake, language: str, *, by: Actor, at: datetime) -> Case:
    try:
        held = held_form(intake, at=at)
    except Refused:
        made = Case.objects.filter(request_key=intake.uid).first()
        if made is None:
            raise
        return made
    found = forms.opened(held)
    if found.open_question is not None or found.where.office is None:
        raise NotComplete

    case = receive(_handed(found, language), request_key=held.uid, by=by, at=at)
    _take_papers_along(held, case, by=by, at=at)
    outbox.forget([held])
    held.delete()
    return case


def _handed(found: forms.Form, language: str) -> HandedIn:
    office = found.where.office
    try:
        person = meanings.person(found.told, language)
    except meanings.Untold as fault:
        raise NotComplete from fault
    assert office is not None
    return HandedIn(
        kind=found.intake.kind_id,
        office=office.pk,
        person=person,
        group=found.group,
        dates=meanings.dates(found.told),
        answers=found.kept,
        code=forms.form_code(found.intake.uid),
    )


def _take_papers_along(intake: Intake, case: Case, *, by: Actor, at: datetime) -> None:
    """Put what was handed in with the form on the case's list."""
    demands: dict[int | None, int] = dict(case.demands.exclude(rule=None).values_list("rule", "pk"))
    came = set()
    for paper in Paper.objects.filter(intake=intake).order_by("pk"):
        paper.case, paper.intake = case, None
        paper.demand_id = demands.get(paper.rule_id)
        paper.save(update_fields=["case", "intake", "demand"])
        if paper.demand_id is not None and paper.state in _COUNTS:
            came.add(paper.demand_id)
    if came:
        ask.papers_handed_in(case, came, by=by, at=at)
