"""Mobile teams, where they go by habit, and where they go on a date."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlauf.directory.models import Office, Skill
from anlauf.engine.grid import TICKS
from anlauf.staffing.states import TourState

LONGEST_MINUTES = 180  # to set up, to pack, and for a way


class Team(models.Model):
    """Some clerks with a vehicle who open offices by going there.

    They bring so many clerks who can all do the same; `home` is where the vehicle stands.
    """

    key = models.SlugField(unique=True, max_length=40)
    name = models.CharField(max_length=60, unique=True)
    vehicle = models.CharField(max_length=60, blank=True)
    kit = ArrayField(models.CharField(max_length=80), default=list)
    home = models.ForeignKey(Office, models.PROTECT, related_name="teams")
    clerks = models.PositiveSmallIntegerField()
    skills = models.ManyToManyField(Skill, related_name="+", db_table="staffing_team_skill")
    setup_minutes = models.PositiveSmallIntegerField(default=30)
    packing_minutes = models.PositiveSmallIntegerField(default=30)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="team_has_clerks", condition=Q(clerks__gte=1)),
            models.CheckConstraint(
                name="team_sets_up_and_packs_within_three_hours",
                condition=Q(
                    setup_minutes__lte=LONGEST_MINUTES, packing_minutes__lte=LONGEST_MINUTES
                ),
            ),
        ]

    def __str__(self) -> str:
        """What everybody calls it."""
        return self.name


class TourPattern(models.Model):
    """Where a team goes by habit, on one weekday; `stops` as `staffing.tours` writes them."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="patterns")
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    nth = ArrayField(models.SmallIntegerField(), default=list)  # of the month, -1 is the last
    week_parity = models.CharField(max_length=4, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    stops = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="tour_repeats_on_a_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="tour_repeats_in_odd_or_even_weeks_or_all",
                condition=Q(week_parity__in=["", "odd", "even"]),
            ),
            models.CheckConstraint(
                name="tour_pattern_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class Tour(models.Model):
    """A team's day. `before` is how it was until it was last changed, to be taken back.

    `left_out` are offices, by number, that it opened once it was published and no longer does.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="tours")
    date = models.DateField()
    state = models.CharField(max_length=9, choices=TourState.choices, default=TourState.PLANNED)
    note = models.CharField(max_length=200, blank=True)
    left_out = ArrayField(models.BigIntegerField(), default=list)
    before = models.JSONField(null=True)
    planned_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "date"], name="one_tour_a_day_for_a_team"),
            models.CheckConstraint(
                name="published_tour_says_when",
                condition=~Q(state=TourState.PUBLISHED) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cancelled_tour_says_when",
                condition=~Q(state=TourState.CANCELLED) | Q(cancelled_at__isnull=False),
            ),
        ]
        indexes = [
            # who is where in some weeks
            models.Index(fields=["date", "team"], name="tours_by_date"),
        ]


class Stop(models.Model):
    """An office on a tour: open from tick to tick, after so many minutes of driving."""

    tour = models.ForeignKey(Tour, models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="stops")
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    way_minutes = models.PositiveSmallIntegerField(default=0)
    room = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tour", "position"], name="one_stop_per_position_of_a_tour"
            ),
            models.CheckConstraint(
                name="stop_is_within_a_day", condition=Q(start__lt=F("end"), end__lte=TICKS)
            ),
            models.CheckConstraint(
                name="way_to_a_stop_is_within_three_hours",
                condition=Q(way_minutes__lte=LONGEST_MINUTES),
            ),
        ]
        indexes = [
            # which teams come to an office
            models.Index(fields=["office", "tour"], name="stops_of_an_office"),
        ]
