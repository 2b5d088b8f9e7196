"""Sums beside those of a day: by hour, by service and week, by how people came, and of searches.

`told` says that a row may be part of a figure: enough people stand behind it, and no smaller row
could be found by subtracting it from the sum that is known (`summing`, docs/adr/0194).
"""

from django.db import models
from django.db.models import Q

from anlauf.evaluation.states import Aspect, Thing


class HourFigures(models.Model):
    """Who came to an office in one hour of a date; `waits` counts minutes as a day's sums do."""

    office_number = models.BigIntegerField()
    date = models.DateField()
    hour = models.PositiveSmallIntegerField()
    visits = models.PositiveIntegerField()
    told = models.BooleanField()
    waits = models.BinaryField(default=b"")

    class Meta:
        verbose_name_plural = "hour figures"
        constraints = [
            models.UniqueConstraint(
                fields=["office_number", "date", "hour"], name="one_sum_per_office_and_hour"
            ),
        ]
        indexes = [
            # a week of the whole city
            models.Index(fields=["date"], name="hours_of_a_date"),
        ]


class ServiceFigures(models.Model):
    """One service at one office in one week: visits with their minutes, bookings made.

    `online` are those people made themselves. `came`, `absent` and `gone` are what became of these:
    people came, nobody came, the booking was cancelled or moved; what is none of it lies ahead.
    """

    service_number = models.BigIntegerField()
    office_number = models.BigIntegerField()
    week = models.DateField()  # its Monday
    visits = models.PositiveIntegerField(default=0)
    told = models.BooleanField(default=True)
    waits = models.BinaryField(default=b"")
    served = models.BinaryField(default=b"")
    bookings = models.PositiveIntegerField(default=0)
    bookings_told = models.BooleanField(default=True)
    lead_minutes = models.PositiveBigIntegerField(default=0)
    online = models.PositiveIntegerField(default=0)
    came = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "service figures"
        constraints = [
            models.UniqueConstraint(
                fields=["service_number", "week", "office_number"],
                name="one_sum_per_service_office_and_week",
            ),
        ]
        indexes = [
            # the weeks that are added up again
            models.Index(fields=["office_number", "week"], name="services_of_a_week"),
        ]


class AccessFigures(models.Model):
    """Who came and who booked, of an area in one week, by one aspect of how they came.

    Added up as visits end and bookings are made, and never again: needs are forgotten some days
    later, so nothing below could tell these sums anew.
    """

    area_number = models.BigIntegerField()
    week = models.DateField()  # its Monday
    aspect = models.CharField(max_length=8, choices=Aspect.choices)
    value = models.CharField(max_length=20)
    visits = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    called = models.PositiveIntegerField(default=0)
    wait_minutes = models.PositiveIntegerField(default=0)  # of all called
    within_15 = models.PositiveIntegerField(default=0)
    within_30 = models.PositiveIntegerField(default=0)
    bookings = models.PositiveIntegerField(default=0)
    lead_minutes = models.PositiveBigIntegerField(default=0)
    lead_10 = models.PositiveIntegerField(default=0)  # for within 10 days
    lead_14 = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "access figures"
        constraints = [
            models.UniqueConstraint(
                fields=["week", "area_number", "aspect", "value"],
                name="one_sum_per_aspect_and_week",
            ),
            models.CheckConstraint(
                name="no_more_called_than_came", condition=Q(called__lte=models.F("visits"))
            ),
        ]


class AccessMark(models.Model):
    """That a visit or booking is part of the sums of access; not of which."""

    thing = models.CharField(max_length=7, choices=Thing.choices)
    number = models.BigIntegerField()
    date = models.DateField()  # to forget it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "number"], name="a_thing_is_counted_once"),
        ]
        indexes = [
            # what may be forgotten
            models.Index(fields=["date"], name="access_marks_by_date"),
        ]


class SearchCount(models.Model):
    """How often times were looked for, one service and date; nothing says who looked.

    Several rows (`shard`) share a date, so that whoever counts at the same moment waits for nobody.
    """

    service_number = models.BigIntegerField()
    date = models.DateField()
    shard = models.PositiveSmallIntegerField()
    searches = models.PositiveIntegerField(default=0)
    nothing = models.PositiveIntegerField(default=0)  # of them with nothing free
    chosen = models.PositiveIntegerField(default=0)  # a time was tapped on

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["date", "service_number", "shard"], name="one_search_count_per_shard"
            ),
        ]
