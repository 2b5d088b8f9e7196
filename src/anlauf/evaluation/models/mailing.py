"""Who wants reports by mail, and which report went to whom."""

from django.db import models

from anlauf.evaluation.states import AnswerKind
from anlauf.people.models import Person


class Subscription(models.Model):
    """Somebody wants the reports of a kind, in the language they asked for them in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(
        max_length=8,
        choices=[(kind.value, kind.label) for kind in (AnswerKind.WEEKLY, AnswerKind.MONTHLY)],
    )
    language = models.CharField(max_length=10)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_subscription_per_kind"),
        ]


class ReportMail(models.Model):
    """One report on its way to one person; a second one cannot be."""

    report = models.ForeignKey("evaluation.Answer", models.CASCADE, related_name="mails")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="one_mail_per_report"),
        ]
