"""Who is expected when, before rosters are published: the pattern of the season."""

from django.db import models
from django.db.models import F, Q

from anlauf.directory.models import Office, Skill
from anlauf.engine.grid import TICKS


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
