"""Letters to those who work here: what is about to go wrong, and reports."""

from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from anlauf.core import outbox
from anlauf.core.links import link
from anlauf.core.models import Letter
from anlauf.core.text import spoken
from anlauf.core.writers import Words
from anlauf.evaluation import report_letters
from anlauf.evaluation.alert_words import told
from anlauf.evaluation.models import Alert
from anlauf.people.queries import Person

_LONGEST_SUBJECT = 200


def alerted(alert: Alert, to: Iterable[Person], *, at: datetime) -> None:
    """Tell each of them, with the numbers of this moment."""
    facts = {"kind": alert.kind, "numbers": alert.facts}
    for person in to:
        mailbox = outbox.Recipient(Letter.Channel.MAIL, person.email, spoken(""))
        outbox.put("alert", mailbox, about=alert, facts=facts, at=at)


def written(letter: Letter) -> Words:
    """The words of a letter; the settings name this as the evaluation's writer."""
    with translation.override(letter.language):
        if letter.kind == report_letters.KIND:
            return report_letters.written(letter)
        alert = Alert.objects.select_related("office").get(pk=letter.thing_number)
        words = told(letter.facts["kind"], alert.office, letter.facts["numbers"])
        facts = {
            "told": words,
            "to_do": [(one.words, link(one.path) if one.path else "") for one in words.to_do],
            "link": link(f"/figures/alerts/#alert-{alert.pk}"),
        }
        return Words(words.title[:_LONGEST_SUBJECT], render_to_string("letters/alert.txt", facts))
