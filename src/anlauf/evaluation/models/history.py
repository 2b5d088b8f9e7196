"""What a city reported before Anlauf, kept apart from what is measured."""

from django.db import models
from django.db.models import Q

from anlauf.directory.models import Office
from anlauf.evaluation.states import SheetState


class PastSheet(models.Model):
    """One sheet that was handed in, and where its figures come from."""

    name = models.CharField(max_length=120)  # of the file
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=SheetState.choices, default=SheetState.DRAFT)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)  # the last time

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="loaded_sheet_says_when",
                condition=Q(state=SheetState.DRAFT) | Q(loaded_at__isnull=False),
            ),
        ]


class ReportedFigure(models.Model):
    """One figure of one office and month as it was reported; shares from 0 to 1."""

    sheet = models.ForeignKey(PastSheet, models.CASCADE, related_name="figures")
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    figure = models.CharField(max_length=20)
    value = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "office", "month", "figure"],
                name="a_sheet_says_a_figure_of_a_month_once",
            ),
            models.CheckConstraint(
                name="reported_month_begins_on_its_first", condition=Q(month__day=1)
            ),
        ]
        indexes = [
            # what was reported of an office; of all offices by figure
            models.Index(fields=["office", "figure", "month"], name="reported_of_an_office"),
        ]
