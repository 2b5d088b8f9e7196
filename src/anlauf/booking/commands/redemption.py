"""An invitation's code becomes an appointment, once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlauf.booking import queries
from anlauf.booking.commands import invitations
from anlauf.booking.commands.book import promise
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.values import Contact, Wish
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked


@transaction.atomic
def redeem(
    invitation: Invitation,
    wish: Wish,
    contact: Contact,
    *,
    request_key: UUID,
    by: Actor,
    at: datetime,
) -> Appointment:
    """Book with the invitation, whose row is locked first: of two presses the second is told so.

    What it is for stands in the invitation, not in the wish. Somebody who cancels, or never
    confirms, may use the code again until its last day.
    """
    kept = locked(Invitation.objects.filter(pk=invitation.pk))

    before = queries.booked_with(kept)
    if before is not None and before.request_key == request_key:
        return before
    invitations.check_invitation(kept, at=at)
    if wish.office not in kept.offices:
        raise queries.NotOffered

    lines = queries.invited_lines(kept)
    invited = replace(wish, lines=lines, share=queries.share_of(kept), case=kept.case_id)
    appointment = promise(invited, contact, request_key=request_key, by=by, at=at)
    kept.appointment = appointment
    kept.save(update_fields=["appointment"])
    facts: dict[str, object] = {"appointment": appointment.pk}
    journal.record("booking.redeemed", kept, by=by, at=at, office=wish.office, facts=facts)
    return appointment
