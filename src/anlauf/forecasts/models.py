"""People counted by half-hour, the days foreseen from them, and what each night has learnt.

Nothing here is about anybody: only how many came, where, when, and which skill they needed.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anlauf.directory.models import Office


class DayCount(models.Model):
    """People who came on one date for matters that need one skill, by half-hour of the day."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    skill = models.CharField(max_length=50)
    date = models.DateField()
    people = ArrayField(models.PositiveSmallIntegerField(), size=48)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "skill", "date"], name="one_count_per_office_skill_and_date"
            ),
        ]
        indexes = [
            # what a night learns from; how a forecast held
            models.Index(fields=["date", "office"], name="counts_of_a_day"),
        ]


class Foreseen(models.Model):
    """One date as it was foreseen last before it came; with no skill it is about all of them.

    Eight in ten days lie between `low` and `high`; `marks` are the numbers of the whole day that
    one, two, … nineteen twentieths of possible days stay below. Only rows without skill have them.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    skill = models.CharField(max_length=50, blank=True)
    date = models.DateField()
    made_on = models.DateField()
    expected = ArrayField(models.FloatField(), size=48)
    low = ArrayField(models.FloatField(), default=list)
    high = ArrayField(models.FloatField(), default=list)
    marks = ArrayField(models.FloatField(), default=list)

    class Meta:
        verbose_name_plural = "foreseen"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "skill", "date"], name="one_forecast_per_office_skill_and_date"
            ),
            models.CheckConstraint(
                name="foreseen_before_it_came", condition=Q(made_on__lte=models.F("date"))
            ),
        ]
        indexes = [
            # a period that is planned
            models.Index(fields=["date", "office"], name="foreseen_days"),
        ]


class Night(models.Model):
    """What one night found: how far each model was from the day before it.

    `errors` holds for each model what was expected, what came, and from how many cases.
    """

    date = models.DateField(unique=True)  # the day looked at
    made_at = models.DateTimeField()
    errors = models.JSONField(default=dict)
    drifting = ArrayField(models.CharField(max_length=20), default=list)
