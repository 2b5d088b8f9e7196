"""The letter with the code for a case's appointment; its subject does not name the matter."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from anlauf.booking import queries
from anlauf.booking.dates import spelled
from anlauf.booking.models import Invitation
from anlauf.cases import letters as cases
from anlauf.cases.models import Case
from anlauf.core import outbox
from anlauf.core.links import link
from anlauf.core.models import Letter
from anlauf.core.writers import Words

LABEL = Invitation._meta.label_lower


def code(invitation: Invitation, case: Case, *, at: datetime) -> None:
    """Tell the person the code with which they can choose a time; the table never holds it."""
    to = cases.recipient(case)
    if to is not None:
        outbox.put("case_code", to, about=invitation, at=at)


def written(letter: Letter) -> Words:
    """The words of the letter, in the language that is active."""
    rows = Invitation.objects.select_related("case__kind__service", "case__office")
    invitation = rows.get(pk=letter.thing_number)
    case = invitation.case
    assert case is not None
    words = cases.words_of(case, letter.language)
    told = queries.code_of_case(case, invitation)
    line = _("Your code to choose an appointment: application %(code)s") % {"code": words.code}
    address = link("/invitation/")
    if letter.channel == Letter.Channel.SMS:
        short = {"line": f"{line}: {told}", "link": address}
        return Words("", render_to_string("letters/case_short.txt", short))
    facts = {
        "words": words,
        "again": queries.why_again(invitation),
        "code": told,
        "valid_until": spelled(invitation.valid_until),
        "address": address,
    }
    return Words(line, render_to_string("letters/case_code.txt", facts))
