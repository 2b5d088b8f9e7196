"""Whoever wants to be asked by mail says so; the letter leaves after the visit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment
from anlauf.core import journal, outbox
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, several_free
from anlauf.core.refusal import Refused
from anlauf.floor.states import TicketState
from anlauf.surveys import letters
from anlauf.surveys.models import Consent

_AT_ONCE = 200


class NoMailbox(Refused):
    """There is nowhere to ask."""

    code = "no_mailbox"
    sentence = _("There is no mail address with this appointment to which we could write.")


@transaction.atomic
def consent(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Note that somebody wants to be asked after this appointment; twice is once."""
    appointment = locked(Appointment.objects.filter(pk=appointment.pk))
    if not appointment.email:
        raise NoMailbox
    _consent, new = Consent.objects.get_or_create(
        appointment=appointment, defaults={"given_at": at}
    )
    if new:
        journal.record("surveys.consented", appointment, by=by, at=at)


@transaction.atomic
def withdraw(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Forget that somebody wanted to be asked."""
    appointment = locked(Appointment.objects.filter(pk=appointment.pk))
    rows = list(Consent.objects.filter(appointment=appointment))
    if rows:
        outbox.forget(rows)
        Consent.objects.filter(appointment=appointment).delete()
        journal.record("surveys.consent_withdrawn", appointment, by=by, at=at)


@transaction.atomic
def ask_by_mail(*, by: Actor, at: datetime) -> int:
    """Write to those who wanted it and whose visit is finished; tell how many letters it were."""
    finished = Consent.objects.filter(
        asked_at__isnull=True, appointment__visit__state=TicketState.FINISHED
    ).order_by("pk")
    rows = several_free(finished, _AT_ONCE)

    asked = [row for row in rows if letters.how_was_it(row, at=at)]
    Consent.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=at)
    journal.record_all("surveys.asked", asked, by=by, at=at)
    return len(asked)
