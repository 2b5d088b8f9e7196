"""What is about to go wrong, as it was found."""

from django.db import models
from django.db.models import Q

from anlauf.directory.models import Office
from anlauf.evaluation.states import AlertKind, AlertState


class Alert(models.Model):
    """Something that is about to go wrong at an office, or in the whole city without one.

    `facts` are the numbers of the latest look; the journal keeps what was done about it.
    """

    kind = models.CharField(max_length=7, choices=AlertKind.choices)
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=7, choices=AlertState.choices, default=AlertState.OPEN)
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office"],
                condition=~Q(state=AlertState.CLOSED),
                name="one_alert_at_a_time_per_kind_and_office",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="closed_alert_says_when",
                condition=Q(state=AlertState.CLOSED, closed_at__isnull=False)
                | (~Q(state=AlertState.CLOSED) & Q(closed_at__isnull=True)),
            ),
        ]
        indexes = [
            # what is over, newest first; what was raised last of a kind
            models.Index(fields=["-raised_at"], name="alerts_newest_first"),
        ]
