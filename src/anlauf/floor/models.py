"""Visits with their tickets, what they are for, how their time passed, and who sits at desks.

Also what was learned from it, in numbers only, and which waits were announced.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlauf.booking.models import Appointment, UrgencyRule
from anlauf.directory.models import Desk, Office, Place, Service, Skill
from anlauf.engine.service_times import PartOfDay
from anlauf.floor.states import (
    AT_A_DESK,
    AT_WORK_ON_IT,
    HOLDS_A_PLACE,
    ParkReason,
    PeriodKind,
    TicketState,
    WorkKind,
)
from anlauf.people.models import Person


class Roll(models.Model):
    """The numbers given out at one place on one date; whoever lets somebody in lines up behind it.

    Offices that share a place share its numbers: a waiting room never hears the same one twice,
    and a visit that goes on to the office next door keeps its own.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    date = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "date"], name="one_roll_per_place_and_date"),
        ]


class Visit(models.Model):
    """Somebody (or a family) in the building, and the ticket they hold.

    Every visit keeps a promise in booking: the appointment they came for, or the one a walk-in
    was given for today. `due_at` is the appointed time; a walk-in has none. `desk` is where the
    visit stands or, once it is over, stood. Whoever drew a number from afar has arrived in the line
    but is in the building only when they say so; the rest of it stands in `Joining`.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="visits")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    date = models.DateField()
    number = models.PositiveSmallIntegerField()
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="visit")
    state = models.CharField(max_length=8, choices=TicketState.choices, default=TicketState.WAITING)
    skills = ArrayField(models.CharField(max_length=50))
    minutes = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, default="de")
    access_needs = ArrayField(models.CharField(max_length=20), default=list)
    arrived_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="visits")
    wanted_desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    called_for = models.CharField(max_length=20, blank=True)  # why this one was next
    preferred_for = models.CharField(max_length=20, blank=True)  # why before others in front
    urgency = models.ForeignKey(UrgencyRule, models.PROTECT, null=True, related_name="+")
    from_afar = models.BooleanField(default=False)
    wants_word = models.BooleanField(default=False)  # by a message, see `Reach`
    since = models.DateTimeField()  # in the present state
    key = models.CharField(max_length=64, unique=True)  # digest of the visitor's own link
    request_key = models.UUIDField(null=True, unique=True)  # a retry finds the ticket it drew

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "date", "number"], name="one_ticket_per_number_and_day"
            ),
            models.CheckConstraint(
                name="called_and_served_stand_at_a_desk",
                condition=~Q(state__in=AT_A_DESK) | Q(desk__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["desk"],
                name="one_visit_at_a_desk",
                condition=Q(state__in=AT_A_DESK),
            ),
        ]
        indexes = [
            # who waits here or is on the way; the board; the desk's screen
            models.Index(
                fields=["office", "date", "state"],
                name="visits_in_the_building",
                condition=Q(state__in=HOLDS_A_PLACE),
            ),
            # the day of an office, for closing it and for the city now
            models.Index(fields=["date", "office"], name="visits_of_a_day"),
        ]

    @property
    def label(self) -> str:
        """The number as it is shown and spoken."""
        return f"{self.number:03d}"


class Item(models.Model):
    """One service of a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="items")
    service = models.ForeignKey(Service, models.PROTECT)
    count = models.PositiveSmallIntegerField(default=1)
    added_at_desk = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "service"], name="one_line_per_service_of_a_visit"
            ),
            models.CheckConstraint(name="item_counts_at_least_one", condition=Q(count__gte=1)),
        ]


class Period(models.Model):
    """An interval of a visit. Figures are sums over these.

    While a clerk works on the visit, `item` says on which of its services.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="periods")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="periods")
    kind = models.CharField(max_length=11, choices=PeriodKind.choices)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=10, choices=ParkReason.choices, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                name="one_open_period_per_visit",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="only_work_is_on_an_item",
                condition=Q(item__isnull=True) | Q(kind__in=AT_WORK_ON_IT),
            ),
        ]


class DeskSession(models.Model):
    """A clerk at a desk, from logging on to leaving. Kept while open; no figure is made of it."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="sessions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    moved_to = models.CharField(max_length=50, blank=True)  # skill of those it calls first

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk"], name="one_clerk_at_a_desk", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["person"], name="one_desk_for_a_clerk", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]


class DeskWork(models.Model):
    """What else is done at a desk: calls, files. Counted by desk and skill, never by person."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="works")
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=11, choices=WorkKind.choices)
    items = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk"], name="one_other_work_at_a_desk", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="other_work_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "started_at"], name="works_of_a_desk"),  # figures of a day
        ]


class Note(models.Model):
    """What colleagues should know about a visit. It goes when the visit does."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="note")
    text = models.CharField(max_length=300)


class HelpCall(models.Model):
    """A desk needs colleagues at once: everybody at the place sees it until it is over."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="help_calls")
    helper = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk"],
                name="one_call_for_help_of_a_desk",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="whoever_answers_says_when",
                condition=Q(helper__isnull=True, answered_at__isnull=True)
                | Q(helper__isnull=False, answered_at__isnull=False),
            ),
        ]
        indexes = [
            # what every desk of the place looks at
            models.Index(
                fields=["place"], name="open_calls_for_help", condition=Q(ended_at__isnull=True)
            ),
        ]


class Press(models.Model):
    """A key pressed at a desk and what came of it: whoever sends it again is told the same."""

    key = models.CharField(max_length=64, primary_key=True)  # digest of what the page made up
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    said = models.TextField(blank=True)
    refused = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["desk", "happened_at"], name="latest_press_at_a_desk"),
            models.Index(fields=["happened_at"], name="presses_by_age"),  # to forget them
        ]


class Joining(models.Model):
    """How somebody joined the line from afar, and how they want to be told when to come.

    `turn_at` is since when their turn has come without them, `in_vain` that they were called. How
    to reach them is forgotten as soon as they reach a desk or the visit ends.
    """

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="joining")
    way_minutes = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    here_at = models.DateTimeField(null=True)
    turn_at = models.DateTimeField(null=True)
    in_vain = models.BooleanField(default=False)
    third_told_at = models.DateTimeField(null=True)
    now_told_at = models.DateTimeField(null=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    reached_by = ArrayField(models.CharField(max_length=32), default=list)  # digests, for limits

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joined_by_mail_or_by_phone", condition=Q(email="") | Q(phone="")
            ),
        ]


class Reach(models.Model):
    """How somebody who waits in the building wants to be told, forgotten like that of `Joining`."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="reach")
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    third_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reached_by_mail_or_by_phone",
                condition=(Q(email="") & ~Q(phone="")) | (~Q(email="") & Q(phone="")),
            ),
        ]


class ArrivalRule(models.Model):
    """How people may come to an office besides through its door, from a day to a day.

    Without an office it is the city's. An office's own goes before the city's, and of two that
    hold the one that began later. Where there is none, a number is drawn at the office only.
    """

    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="arrival_rules")
    joins = models.BooleanField()  # numbers are given to people who are not there yet
    presence = models.BooleanField()  # none of them is called before they say that they are
    door_code = models.BooleanField()  # today's digits at the entrance say so
    keep_minutes = models.PositiveSmallIntegerField()
    margin_minutes = models.PositiveSmallIntegerField()
    most_coming = models.PositiveSmallIntegerField()
    long_wait_minutes = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                name="one_arrival_rule_per_office_and_first_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="arrival_rule_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class DispatchRule(models.Model):
    """Who is called next in an office, and what its waiting room goes by, from a day to a day.

    Without an office it is the city's. An office's own goes before the city's, and of two that
    hold the one that began later. The columns are named like the figures of the engine's rule.
    """

    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="dispatch_rules")
    early_minutes = models.PositiveSmallIntegerField()
    tolerance_minutes = models.PositiveSmallIntegerField()
    longest_wait_minutes = models.PositiveSmallIntegerField()
    urgent_minutes = models.PositiveSmallIntegerField()
    keep_minutes = models.PositiveSmallIntegerField()
    small_minutes = models.PositiveSmallIntegerField()
    rare_skills = ArrayField(models.CharField(max_length=50), default=list)
    pickup_desks = ArrayField(models.PositiveSmallIntegerField(), default=list)  # desk numbers
    tickets_before_minutes = models.PositiveSmallIntegerField()
    more_time_percent = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                name="one_dispatch_rule_per_office_and_first_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="pickup_desks_belong_to_an_office",
                condition=Q(office__isnull=False) | Q(pickup_desks=[]),
            ),
            models.CheckConstraint(
                name="dispatch_rule_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class TicketStop(models.Model):
    """No tickets without an appointment at an office for the rest of a date, until it is ended."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="ticket_stops")
    date = models.DateField()
    stopped_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "date"],
                name="one_open_ticket_stop_per_office_and_date",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ticket_stop_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("stopped_at")),
            ),
        ]


class ServiceTime(models.Model):
    """How long a service takes compared with its planned minutes, learned up to a day.

    Lognormal, see `engine.service_times`. Without a service, an office or a part of the day it
    speaks of all of them. `fingerprint` is of all the cases it was learned from.
    """

    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")
    part = models.CharField(
        max_length=9, blank=True, choices=[(part.value, part.value) for part in PartOfDay]
    )
    mu = models.FloatField()
    sigma = models.FloatField()
    cases = models.PositiveIntegerField()
    valid_from = models.DateField()
    fingerprint = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from", "service", "office", "part"],
                name="one_service_time_per_scope_and_first_day",
                nulls_distinct=False,
            ),
        ]


class WaitingHabits(models.Model):
    """What an office's waits depend on besides services, learned up to a day.

    How people keep appointments, what passes between two visits, which walk-ins come at which hour
    (a list of skills and of means by hour), and how wide ranges must be to hold what they say.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    late_mean = models.FloatField()  # minutes after the appointed time
    late_spread = models.FloatField()
    no_show = models.FloatField()  # share
    turnover_mu = models.FloatField()  # logarithm of minutes
    turnover_sigma = models.FloatField()
    walk_ins = models.JSONField(default=list)
    below = models.FloatField(default=1.0)
    above = models.FloatField(default=1.0)
    middle = models.FloatField(default=0.0)
    announced = models.PositiveIntegerField(default=0)  # how many ranges taught that
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"], name="one_habit_per_office_and_first_day"
            ),
        ]


class AnnouncedWait(models.Model):
    """A range told to a visitor, from this moment until the next one or the call.

    `forecast_…` is what the plays said before calibration and rounding.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="announced")
    at = models.DateTimeField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    median = models.PositiveSmallIntegerField()
    ahead = models.PositiveSmallIntegerField()
    forecast_low = models.FloatField()
    forecast_median = models.FloatField()
    forecast_high = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "at"], name="one_range_at_a_time"),
            models.CheckConstraint(
                name="range_has_a_width", condition=Q(low__lt=F("high"), low__lte=F("median"))
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="ranges_of_a_day"),  # scoring and forgetting
        ]
