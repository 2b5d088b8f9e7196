"""What figures are made of: visits, bookings, offers, cases and supply, and their sums by day.

From the first row there is nothing personal in it: no name, no contact, no need, no language, no
clerk, and no moment finer than the hour somebody came in. `number` is the row's own below; rows
below nothing were never in the journal here (the invented past of a demo, an imported one).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anlauf.evaluation.models.alerts import Alert
from anlauf.evaluation.models.history import PastSheet, ReportedFigure
from anlauf.evaluation.models.mailing import ReportMail, Subscription
from anlauf.evaluation.models.sums import (
    AccessFigures,
    AccessMark,
    HourFigures,
    SearchCount,
    ServiceFigures,
)
from anlauf.evaluation.states import AnswerKind, Asks, ScenarioState

__all__ = [
    "AccessFigures",
    "AccessMark",
    "Alert",
    "Answer",
    "BookingFact",
    "CaseFact",
    "Cursor",
    "DayFigures",
    "HourFigures",
    "OfferSample",
    "OpenFile",
    "PastSheet",
    "ReportMail",
    "ReportedFigure",
    "Scenario",
    "SearchCount",
    "ServiceFigures",
    "StudyPiece",
    "Subscription",
    "SupplyFact",
    "VisitFact",
]


class Cursor(models.Model):
    """How far the journal has been read; `gaps` are numbers given out whose entry is not there yet.

    An entry may become visible after one with a higher number: its transaction took longer. A gap
    is looked at again for one hour at least, and two at most.
    """

    name = models.CharField(max_length=20, primary_key=True)
    number = models.BigIntegerField(default=0)
    gaps = ArrayField(models.BigIntegerField(), default=list)
    gaps_before = ArrayField(models.BigIntegerField(), default=list)
    gaps_since = models.DateTimeField(null=True)  # of the first of `gaps`


class VisitFact(models.Model):
    """One visit: when it began, how long each part took, how it ended. Times are seconds."""

    number = models.BigIntegerField(primary_key=True)
    office_number = models.BigIntegerField()
    service_number = models.BigIntegerField(null=True)
    date = models.DateField()
    hour = models.PositiveSmallIntegerField()
    appointed = models.BooleanField()
    wait = models.PositiveIntegerField(null=True)
    way = models.PositiveIntegerField(null=True)
    served = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=8)

    class Meta:
        indexes = [
            # one office over a period; the sums of a day
            models.Index(fields=["office_number", "date"], name="visit_facts_of_an_office"),
        ]


class BookingFact(models.Model):
    """One appointment: when it was made, for when, and what became of it. Times are minutes."""

    number = models.BigIntegerField(primary_key=True)
    office_number = models.BigIntegerField()
    service_number = models.BigIntegerField(null=True)
    share = models.CharField(max_length=10)
    channel = models.CharField(max_length=5)
    booked_on = models.DateField()
    date = models.DateField()
    lead = models.PositiveIntegerField(null=True)  # none: an earlier promise was moved here
    by_choice = models.PositiveIntegerField(null=True)  # later than the earliest on offer
    outcome = models.CharField(max_length=9)
    late = models.BooleanField(default=False)  # cancelled within the last day

    class Meta:
        indexes = [
            # the sums of a day, by when it was made and by when it is
            models.Index(fields=["office_number", "booked_on"], name="booking_facts_by_booking"),
            models.Index(fields=["office_number", "date"], name="booking_facts_by_date"),
        ]


class SupplyFact(models.Model):
    """What one office had to give on one date, in minutes."""

    number = models.BigIntegerField(primary_key=True)
    office_number = models.BigIntegerField()
    date = models.DateField()
    open = models.PositiveIntegerField()
    clerks = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_number", "date"], name="one_supply_per_office_and_date"
            ),
        ]


class CaseFact(models.Model):
    """One case: from when to when, less the days on which somebody else had to move."""

    number = models.BigIntegerField(primary_key=True)
    office_number = models.BigIntegerField()
    kind_number = models.BigIntegerField()
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    hours = models.PositiveIntegerField(null=True)  # of ours, once it is closed
    outcome = models.CharField(max_length=18)

    class Meta:
        indexes = [
            # what was closed in a period
            models.Index(fields=["office_number", "closed_on"], name="case_facts_by_closing"),
        ]


class OfferSample(models.Model):
    """How far the next free time was, at one moment; the journal knows nothing of it.

    Of what people of an area want most. Without an office it is the area's nearest anywhere.
    """

    at = models.DateTimeField()
    date = models.DateField()
    area_number = models.BigIntegerField()
    office_number = models.BigIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)  # none: nothing was on offer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["at", "area_number", "office_number"],
                name="one_sample_per_moment",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # the sums of a day
            models.Index(fields=["office_number", "date"], name="samples_of_a_day"),
        ]


class DayFigures(models.Model):
    """The sums of one office (or of an area's offers anywhere) on one date.

    The binary columns count values: pairs of a value and how many had it, two octets each. Waits
    are minutes begun, next free times are days begun. All of it is a projection of the facts.
    """

    area_number = models.BigIntegerField()
    office_number = models.BigIntegerField(null=True)
    date = models.DateField()
    waits_appointed = models.BinaryField(default=b"")
    waits_walk_in = models.BinaryField(default=b"")
    visits = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    served_minutes = models.PositiveIntegerField(default=0)
    leads = models.PositiveIntegerField(default=0)  # bookings made on this date
    lead_minutes = models.PositiveBigIntegerField(default=0)  # of them all
    due = models.PositiveIntegerField(default=0)  # appointments that held until this date
    no_shows = models.PositiveIntegerField(default=0)
    next_free = models.BinaryField(default=b"")
    nothing_free = models.PositiveIntegerField(default=0)  # samples with nothing on offer
    open_minutes = models.PositiveIntegerField(default=0)
    clerk_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "day figures"
        constraints = [
            models.UniqueConstraint(
                fields=["date", "area_number", "office_number"],
                name="one_sum_per_office_and_date",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="no_more_absent_than_due",
                condition=Q(no_shows__lte=models.F("due")),
            ),
        ]
        indexes = [
            # one office over a period
            models.Index(fields=["office_number", "date"], name="sums_of_an_office"),
        ]


class Scenario(models.Model):
    """Today's city with some changes, and what a year of it would probably be like.

    `city` is the city as it was when the scenario was first played, so that its results can be
    found again; `results` hold what was found, by figure, of the city without and with the changes.
    A replay asks something else: its city is a past one as a file describes it, and what differs is
    the plan that leads it. There is one of each kind. Of drafts of a roster `city` says which they
    are, and how each of them was when they were played.
    """

    asks = models.CharField(max_length=8, choices=Asks.choices, default=Asks.CHANGES)
    key = models.SlugField(max_length=16, unique=True)  # of its address, for good
    name = models.CharField(max_length=80)
    changes = models.JSONField(default=list)
    replications = models.PositiveSmallIntegerField(default=100)
    state = models.CharField(
        max_length=8, choices=ScenarioState.choices, default=ScenarioState.DRAFT
    )
    city = models.JSONField(null=True)
    results = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)  # pieces
    pieces = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)  # of playing; an older one's news count no more
    stopping = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    played_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="played_scenario_says_when",
                condition=~Q(state=ScenarioState.PLAYED) | Q(played_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["asks"],
                condition=Q(asks__in=[Asks.LEADS, Asks.FILES]),
                name="one_replay_of_each_kind",
            ),
            models.CheckConstraint(
                name="replay_knows_its_city",
                condition=Q(asks=Asks.CHANGES) | Q(city__isnull=False),
            ),
        ]
        indexes = [
            # what is to be played; the list, newest first
            models.Index(fields=["state", "-made_at"], name="scenarios_by_state"),
        ]


class StudyPiece(models.Model):
    """A finished piece of a study; its name says all that it depends on."""

    name = models.CharField(max_length=120, unique=True)
    body = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [
            # what may be forgotten
            models.Index(fields=["kept_at"], name="study_pieces_by_age"),
        ]


class Answer(models.Model):
    """Figures as somebody was told them: the question, every number, and what it meant then.

    `fingerprint` is the digest of question and numbers: the same again says that nothing changed.
    """

    kind = models.CharField(max_length=8, choices=AnswerKind.choices)
    first = models.DateField()
    last = models.DateField()
    question = models.JSONField()
    told = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(kind=AnswerKind.ASKED),
                name="one_answer_per_fingerprint",
            ),
            models.UniqueConstraint(
                fields=["kind", "first"],
                condition=~Q(kind=AnswerKind.ASKED),
                name="one_report_per_period",
            ),
        ]
        indexes = [
            # the newest reports
            models.Index(fields=["kind", "-first"], name="answers_by_period"),
            models.Index(fields=["fingerprint"], name="answers_by_fingerprint"),
        ]


class OpenFile(models.Model):
    """A file that everybody may have; once written about a month that is over, it stays."""

    path = models.CharField(max_length=120, unique=True)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
