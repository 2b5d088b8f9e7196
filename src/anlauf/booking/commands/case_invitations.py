"""A case that needs its person here gets a one-time code; what is booked with it belongs to it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries
from anlauf.booking.commands.invitations import InvitationUsed
from anlauf.booking.models import Invitation
from anlauf.booking.values import Line
from anlauf.cases import queries as cases
from anlauf.cases.models import Case
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.states import Channel
from anlauf.engine.grid import local


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
    able = queries.terms(wanted, queries.offices_to_come_to(held), channel=Channel.VISIT).needs
    invitation = Invitation(
        lines=[list(pair) for pair in wanted.items()],
        offices=list(able),
        valid_until=local(at + cases.policy_at(at).invitation_lasts, directory.zone())[0],
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
