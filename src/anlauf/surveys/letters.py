"""The letter to those who wanted to be asked how their visit was."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from anlauf.booking.details import details
from anlauf.core import outbox
from anlauf.core.links import link
from anlauf.core.models import Letter
from anlauf.core.writers import Words
from anlauf.floor import queries as floor
from anlauf.surveys.models import Consent


def how_was_it(consent: Consent, *, at: datetime) -> bool:
    """Ask by mail; tell whether there was a mailbox left to write to."""
    appointment = consent.appointment
    if not appointment.email:
        return False
    to = outbox.Recipient(Letter.Channel.MAIL, appointment.email, appointment.language)
    outbox.put("survey", to, about=consent, at=at)
    return True


def written(letter: Letter) -> Words:
    """The words of the letter; the settings name this as the surveys' writer."""
    with translation.override(letter.language):
        appointment = Consent.objects.get(pk=letter.thing_number).appointment
        words = details(appointment, letter.language)
        page = link(f"/visit/{floor.visit_key(appointment)}/survey/")
        subject = _("How was your visit? Five short questions")
        return Words(
            subject, render_to_string("letters/survey.txt", {"words": words, "link": page})
        )
