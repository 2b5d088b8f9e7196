"""Who works here by which contract, who is expected when, and every change of an office's time."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlauf.booking.models import Appointment
from anlauf.directory.models import Office, Skill
from anlauf.engine.grid import TICKS
from anlauf.people.models import Person
from anlauf.staffing.states import (
    AbsenceKind,
    ChangeKind,
    Hope,
    LeaveState,
    RosterState,
    StepKind,
    SwapState,
)


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


class Minimum(models.Model):
    """So many clerks must be there while an office is open, from a date on until the next."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="minimums")
    clerks = models.PositiveSmallIntegerField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"], name="one_minimum_of_an_office_per_date"
            ),
            models.CheckConstraint(
                name="minimum_is_one_to_twenty", condition=Q(clerks__gte=1, clerks__lte=20)
            ),
        ]


class Posts(models.Model):
    """So many full-time posts the budget has for an office, from a date on until the next."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="posts")
    posts = models.DecimalField(max_digits=6, decimal_places=2)
    valid_from = models.DateField()

    class Meta:
        verbose_name_plural = "posts"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"], name="posts_of_an_office_once_per_date"
            ),
            models.CheckConstraint(name="posts_are_not_negative", condition=Q(posts__gte=0)),
        ]


class Employee(models.Model):
    """Somebody who can be planned; the person who logs in is another row, and may be missing."""

    number = models.SlugField(max_length=20, unique=True)  # of staff
    name = models.CharField(max_length=60)  # what colleagues call them
    person = models.OneToOneField(Person, models.SET_NULL, null=True, related_name="employee")
    home = models.ForeignKey(Office, models.PROTECT, related_name="employees")
    skills: "models.ManyToManyField[Skill, Knowledge]" = models.ManyToManyField(
        Skill, through="Knowledge", related_name="+"
    )
    floats = models.BooleanField(default=False)  # may be planned at other offices
    saturdays = models.BooleanField(default=False)
    home_office = models.BooleanField(default=False)  # may work on files from home
    languages = ArrayField(models.CharField(max_length=10), default=list)
    left_on = models.DateField(null=True)  # the last day
    feed = models.CharField(max_length=64, null=True, unique=True)  # the digest of its key
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # the people of an office
            models.Index(fields=["home", "number"], name="employees_of_an_office"),
        ]

    def __str__(self) -> str:
        """What colleagues call them."""
        return self.name


class Knowledge(models.Model):
    """Something an employee can do, or is learning beside somebody who can."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="knowledge")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    in_training = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "skill"], name="one_level_per_skill_of_an_employee"
            ),
        ]


class Contract(models.Model):
    """What somebody owes a week, and on which weekdays; from the first to the last date."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="contracts")
    weekly_minutes = models.PositiveSmallIntegerField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # Monday is 0
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="contract_is_within_a_week", condition=Q(weekly_minutes__lte=48 * 60)
            ),
        ]


class Absence(models.Model):
    """Days on which somebody is not there. Of illness only that is known.

    `lost` holds the published duties that fell out, so that they can be given back.
    """

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    kind = models.CharField(max_length=8, choices=AbsenceKind.choices)
    lost = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
        ]
        indexes = [
            # who is away in a period
            models.Index(fields=["last", "first"], name="absences_by_their_end"),
        ]


class LeaveRequest(models.Model):
    """Days somebody asks to be away; granted, they become an absence."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="leave_requests")
    first = models.DateField()
    last = models.DateField()
    kind = models.CharField(max_length=8, choices=AbsenceKind.choices)
    state = models.CharField(max_length=10, choices=LeaveState.choices, default=LeaveState.ASKED)
    absence = models.OneToOneField(Absence, models.SET_NULL, null=True, related_name="request")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
            models.CheckConstraint(
                name="decided_request_says_when",
                condition=Q(state=LeaveState.ASKED, decided_at__isnull=True)
                | (~Q(state=LeaveState.ASKED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="nobody_asks_to_be_ill", condition=~Q(kind=AbsenceKind.AWAY)
            ),
        ]
        indexes = [
            # what waits for a decision
            models.Index(fields=["state", "first"], name="requests_by_state"),
        ]


class DayWish(models.Model):
    """What somebody wishes for one day of a plan."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="day_wishes")
    date = models.DateField()
    hope = models.CharField(max_length=5, choices=Hope.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "date"], name="one_wish_for_a_day"),
        ]


class ShiftPattern(models.Model):
    """A duty from tick to tick; `breaks` and `files` hold [start, end] ticks."""

    key = models.SlugField(unique=True, max_length=20)
    name = models.JSONField()
    begin = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    breaks = models.JSONField(default=list)
    files = models.JSONField(default=list)
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shift_is_within_a_day", condition=Q(begin__lt=F("end"), end__lte=TICKS)
            ),
        ]


class Roster(models.Model):
    """A plan of a period for some offices: being made, proposed, published or replaced.

    `plan` is the best found so far, as duties' keys by staff number, while it is being solved.
    """

    name = models.CharField(max_length=80)
    first = models.DateField()  # a Monday
    days = models.PositiveSmallIntegerField()
    offices = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.DRAFT)
    seconds = models.PositiveSmallIntegerField(default=300)
    needs = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    steps = models.JSONField(default=list)  # [seconds, step, cost, bound] as the search went
    explanation = models.JSONField(default=list)
    cost = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    turn = models.PositiveIntegerField(default=0)  # of solving; an older one's news count no more
    stopping = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="published_roster_says_when",
                condition=~Q(state=RosterState.PUBLISHED) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(name="roster_has_days", condition=Q(days__gte=1)),
        ]
        indexes = [
            # what holds on a date
            models.Index(fields=["state", "first"], name="rosters_by_state_and_time"),
        ]

    @property
    def last(self) -> date:
        """The last date."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def gap(self) -> float | None:
        """How much cheaper a roster might be at most, as a share of the cost."""
        if self.cost is None or self.bound is None:
            return None
        return max(0.0, self.cost - self.bound) / max(1.0, self.cost)


class Duty(models.Model):
    """One day of one employee in a roster: where, and which shift."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="duties")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="duties")
    date = models.DateField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    shift = models.ForeignKey(ShiftPattern, models.PROTECT, related_name="+")
    at_counter = models.BooleanField(default=False)  # the file hours of this day fall out

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "employee", "date"], name="one_duty_a_day_for_each"
            ),
        ]
        indexes = [
            # who works at an office on a date
            models.Index(fields=["office", "date"], name="duties_of_an_office_day"),
        ]


class Step(models.Model):
    """Something done about the rest of a day; `facts` hold what taking it back needs."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="steps")
    date = models.DateField()
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_ends_after_it_was_made",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
            ),
        ]
        indexes = [
            # what was done at an office on a date
            models.Index(fields=["office", "date"], name="steps_of_an_office_day"),
        ]


class SwapOffer(models.Model):
    """A published duty that somebody would like to give away, and who would take it.

    `in_return` is a duty of whoever takes it, which the other one gets for it.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="offers")
    by = models.ForeignKey(Employee, models.CASCADE, related_name="offers")
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.OPEN)
    offered_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_by = models.ForeignKey(Employee, models.CASCADE, null=True, related_name="taken_offers")
    in_return = models.ForeignKey(Duty, models.CASCADE, null=True, related_name="returned_in")
    over_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # the rule that stood in the way

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state__in=[SwapState.OPEN, SwapState.TAKEN]),
                name="one_running_offer_for_a_duty",
            ),
            models.CheckConstraint(
                name="taken_offer_says_by_whom",
                condition=~Q(state__in=[SwapState.TAKEN, SwapState.DONE, SwapState.UNDONE])
                | Q(taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_takes_their_own_offer",
                condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("by")),
            ),
        ]
        indexes = [
            # what runs, and what has run out
            models.Index(fields=["state", "ends_at"], name="offers_by_state_and_end"),
        ]


class EmployeeChange(models.Model):
    """What somebody changed about an employee: from what to what, see `staffing.terms`."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone_by")
    made_at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_number = models.BigIntegerField(null=True)


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
