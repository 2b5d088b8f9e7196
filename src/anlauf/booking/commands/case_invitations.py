"""A case that needs its person here gets a one-time code; what is booked with it belongs to it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from anlauf.booking import case_letters, queries
from anlauf.booking.commands.invitations import InvitationUsed
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.values import Line
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState
from anlauf.cases.values import USUAL
from anlauf.core import journal, outbox
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.models import Letter
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.states import Channel
from anlauf.engine.casework import Facts, first_due
from anlauf.engine.grid import local

_AT_ONCE = 500
_TARGET = timedelta(days=14)  # since the person may choose, where nothing else presses


class NothingToCome(Refused):
    """The case does not need anybody to come now."""

    code = "nothing_to_come_for"
    sentence = _("For this application no appointment is needed at the moment.")


@transaction.atomic
def invite_for_case(case: Case, *, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """Make the code with which the person books for this case, or tell the one that is still good.

    The code is derived, so that a later letter and the status page can tell it again.
    """
    held = locked(Case.objects.filter(pk=case.pk).select_related("kind"))
    service = queries.service_to_come_for(held)
    if service is None:
        raise NothingToCome
    standing = queries.usable_for_case(held, at=at)
    if standing is not None:
        return standing, queries.code_of_case(held, standing)
    if queries.visit_of_case(held) is not None:
        raise InvitationUsed

    wanted = queries.counted((Line(service),))
    able = queries.terms(wanted, (held.office_id,), channel=Channel.VISIT).needs
    invitation = Invitation(
        lines=[list(pair) for pair in wanted.items()],
        offices=list(able),
        valid_until=local(at + USUAL.invitation_lasts, directory.zone())[0],
        language=held.language,
        made_at=at,
        case=held,
    )
    code = queries.code_of_case(held, invitation)
    invitation.digest = queries.code_digest(code)
    invitation.save(force_insert=True)
    facts: dict[str, object] = {"offices": list(able), "case": held.pk}
    journal.record("booking.invited", invitation, by=by, at=at, office=held.office_id, facts=facts)
    return invitation, code


def invite_waiting(*, by: Actor, at: datetime) -> int:
    """Send codes to those who have yet to choose a time, at each office the most urgent first.

    So many a day as the city's policy says: as many as there is supply kept for them. Who has an
    appointment, or a code that is still good, gets none.
    """
    today = local(at, directory.zone())[0]
    offices = Case.objects.filter(state=CaseState.READY_FOR_VISIT).values_list("office", flat=True)
    told = 0
    for office in sorted(set(offices)):
        sent = Invitation.objects.filter(case__office=office, sent_on=today).count()
        for case in ready_in_order(office)[: max(0, USUAL.invitations_a_day - sent)]:
            told += _send(case, today, by=by, at=at)
    return told


def ready_in_order(office: int) -> list[Case]:
    """The cases of an office whose person is to come and has no code yet, most urgent first."""
    good = Invitation.objects.filter(case=OuterRef("pk"), sent_on__isnull=False)
    booked = Appointment.objects.filter(case=OuterRef("pk"), state__in=queries.TO_COME)
    rows = Case.objects.filter(office=office, state=CaseState.READY_FOR_VISIT)
    waiting = rows.exclude(Exists(good)).exclude(Exists(booked)).select_related("kind")
    return sorted(waiting, key=lambda case: (urgency(case), case.pk))


def urgency(case: Case) -> date:
    """By when the person should have been here, from the reasons that order the work list."""
    since = local(case.step_since, directory.zone())[0]
    facts = Facts(
        since + _TARGET, case.permit_ends_on, case.job_starts_on, case.law_on, case.hardship
    )
    return first_due(facts, USUAL.leads).on


def forget_codes() -> int:
    """Remove the letters with codes of cases that are over; tell how many."""
    written = Letter.objects.filter(thing=case_letters.LABEL).values("thing_number")
    over = Invitation.objects.filter(pk__in=written, case__erased_at__isnull=False)
    rows = list(over.only("pk")[:_AT_ONCE])
    outbox.forget(rows)
    return len(rows)


@transaction.atomic
def _send(case: Case, today: date, *, by: Actor, at: datetime) -> bool:
    """Send the code, unless another run has done so meanwhile."""
    held = locked(Case.objects.filter(pk=case.pk))
    if held.invitations.filter(sent_on__isnull=False).exists():
        return False
    if held.state != CaseState.READY_FOR_VISIT or queries.visit_of_case(held) is not None:
        return False
    invitation, _code = invite_for_case(held, by=by, at=at)
    Invitation.objects.filter(pk=invitation.pk).update(sent_on=today)
    case_letters.code(invitation, held, at=at)
    journal.record("booking.code_sent", invitation, by=by, at=at, office=held.office_id)
    return True
