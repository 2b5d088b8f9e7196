"""Reports by mail: who wants them, and one letter per report and person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal, outbox
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order
from anlauf.core.models import Letter
from anlauf.core.refusal import Refused
from anlauf.evaluation import report_letters
from anlauf.evaluation.models import Answer, ReportMail, Subscription
from anlauf.evaluation.states import AnswerKind
from anlauf.people import access
from anlauf.people import queries as people
from anlauf.people.queries import Person
from anlauf.people.roles import Right

LATEST = timedelta(days=8)
"""An older report is sent no more: whoever waited for it has read the page."""


class NoMailbox(Refused):
    """Somebody without an e-mail address."""

    code = "no_mailbox"
    sentence = _("No e-mail address is known of you, so nothing can be sent.")


@transaction.atomic
def subscribe(
    person: Person, kind: AnswerKind, language: str, *, by: Actor, at: datetime
) -> Subscription:
    """Send every coming report of this kind; asked twice it is sent once."""
    if not person.email:
        raise NoMailbox
    row, is_new = Subscription.objects.get_or_create(
        person=person, kind=kind, defaults={"language": language, "since": at}
    )
    if is_new:
        journal.record("evaluation.subscribed", row, by=by, at=at, facts={"kind": kind.value})
    return row


@transaction.atomic
def unsubscribe(person: Person, kind: AnswerKind, *, by: Actor, at: datetime) -> None:
    """Send no more of this kind."""
    for row in locked_in_order(Subscription.objects.filter(person=person, kind=kind)):
        journal.record("evaluation.unsubscribed", row, by=by, at=at, facts={"kind": kind.value})
        row.delete()


def mail_reports(*, at: datetime) -> int:
    """Put every new report into the outbox for whoever wants it, once; tell how many letters."""
    kinds = (AnswerKind.WEEKLY, AnswerKind.MONTHLY)
    return sum(
        _mail(report, wanted, at=at)
        for report in Answer.objects.filter(kind__in=kinds, made_at__gt=at - LATEST).order_by("pk")
        for wanted in Subscription.objects.filter(
            kind=report.kind, since__lte=report.made_at
        ).select_related("person")
        if _may_have(wanted.person)
    )


@transaction.atomic
def _mail(report: Answer, wanted: Subscription, *, at: datetime) -> bool:
    """The row is there before the letter: whoever comes second finds it and writes none."""
    mail, is_new = ReportMail.objects.get_or_create(
        report=report, person=wanted.person, defaults={"put_at": at}
    )
    if is_new:
        to = outbox.Recipient(Letter.Channel.MAIL, wanted.person.email, wanted.language)
        outbox.put(report_letters.KIND, to, about=mail, at=at)
    return is_new


def _may_have(person: Person) -> bool:
    """Whoever left, lost the role or the mailbox gets nothing any more."""
    granted = access.of(people.grants(person))
    return person.is_active and bool(person.email) and granted.anywhere(Right.SEE_OFFICE)
