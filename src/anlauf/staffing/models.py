"""Who is expected when, before rosters are published; and every change of an office's time."""

from django.db import models
from django.db.models import F, Q

from anlauf.booking.models import Appointment
from anlauf.directory.models import Office, Skill
from anlauf.engine.grid import TICKS
from anlauf.staffing.states import ChangeKind


class StaffPattern(models.Model):
    """So many interchangeable clerks with these skills, on this weekday, from tick to tick."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="staff_patterns")
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    skills = models.ManyToManyField(Skill, related_name="+", db_table="staffing_pattern_skill")
    clerks = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pattern_is_within_a_day",
                condition=Q(start__lt=F("end"), end__lte=TICKS, weekday__lte=6),
            ),
            models.CheckConstraint(name="pattern_has_clerks", condition=Q(clerks__gte=1)),
        ]


class Change(models.Model):
    """What somebody changed about an office's time: from what to what, and whom it met.

    `before` and `after` say it in the form of its kind, see `staffing.plans`. `met` counts the
    dates written and the appointments kept, moved and called off.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    before = models.JSONField()
    after = models.JSONField()
    met = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    made_at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_number = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            # the history of an office, newest first
            models.Index(fields=["office", "-id"], name="changes_of_an_office"),
        ]


class ToTell(models.Model):
    """Somebody whose time a change took away and whom no letter reaches: a person has to tell."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="to_tell")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")  # the old one
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "appointment"], name="told_once_per_change"),
        ]
