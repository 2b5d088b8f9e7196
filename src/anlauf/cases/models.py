"""Kinds of cases as data, the cases themselves, and what is handed in, asked, said and decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlauf.cases.states import (
    MISSING,
    OURS,
    OVER,
    CaseState,
    DecisionSort,
    DemandState,
    PaperState,
    Side,
    StopCause,
)
from anlauf.directory.models import Office, Service
from anlauf.engine.casework.form import Meaning, Sort
from anlauf.people.models import Person

CODE_LENGTH = 9


class Kind(models.Model):
    """What a matter of one sort takes, from a day to a day. A case keeps the row it began with.

    `groups` names who must hand in different things, such as students and families, each with a
    wording. The law's time is counted in calendar months from the day the case is received.
    """

    key = models.SlugField(max_length=80)
    service = models.ForeignKey(Service, models.PROTECT, related_name="kinds")
    pick_up = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    groups = models.JSONField(default=list)  # [{"key": …, "name": wording}]
    law_months = models.PositiveSmallIntegerField(null=True)
    law = models.CharField(max_length=120, blank=True)  # where that time is written
    four_eyes = models.BooleanField(default=False)
    decisions = models.JSONField(default=list)  # ready words: key, sort, name and text as wordings
    keep_days = models.PositiveSmallIntegerField(default=30)  # papers and contacts, after the end
    most_pages = models.PositiveSmallIntegerField(default=50)  # of one file handed in
    most_octets = models.PositiveIntegerField(default=10_000_000)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    sourced = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="one_kind_of_case_per_key_and_first_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="kind_of_case_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class FigureRule(models.Model):
    """The city's figures for cases, from a day to a day; of two that hold, the later one.

    `figures` names those that differ from the usual ones, see `figures`.
    """

    figures = models.JSONField(default=dict)
    valid_from = models.DateField(unique=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figures_of_cases_end_after_they_begin",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class Step(models.Model):
    """A state that cases of a kind go through, in order, and the working days it should take."""

    kind = models.ForeignKey(Kind, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=18, choices=CaseState.choices)
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "position"], name="one_step_per_position"),
            models.UniqueConstraint(fields=["kind", "state"], name="one_step_per_state"),
            models.CheckConstraint(name="step_takes_a_day_at_least", condition=Q(days__gte=1)),
        ]


class PaperRule(models.Model):
    """Something to hand in for a kind of case: by everybody, or by these groups."""

    kind = models.ForeignKey(Kind, models.CASCADE, related_name="papers")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.JSONField()  # wordings
    hint = models.JSONField(default=dict)
    groups = ArrayField(models.SlugField(), default=list)  # none: everybody
    needed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_paper_rule_per_key"),
        ]


class Question(models.Model):
    """One page of the form of a kind of case.

    It is asked when the question `only_if` names was answered with one of `only_answers`.
    """

    kind = models.ForeignKey(Kind, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=11, choices=[(sort.value, sort.value) for sort in Sort])
    meaning = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Meaning], blank=True
    )
    text = models.JSONField()  # wordings
    hint = models.JSONField(default=dict)
    options = models.JSONField(default=list)  # [{"key": …, "name": wording}]
    needed = models.BooleanField(default=True)
    only_if = models.SlugField(max_length=80, blank=True)
    only_answers = ArrayField(models.CharField(max_length=80), default=list)
    longest = models.PositiveSmallIntegerField(default=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_question_per_key"),
            models.UniqueConstraint(fields=["kind", "position"], name="one_question_per_position"),
        ]


class Intake(models.Model):
    """A form being filled in: opened by its code, gone on its last day if nobody hands it in.

    `answers` is a sealed text, see `core.seal`.
    """

    uid = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64, unique=True)  # of the code that opens it
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    answers = models.BinaryField(default=b"")
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [
            # what nobody handed in, to be removed
            models.Index(fields=["ends_at"], name="intakes_by_last_day"),
        ]


class Bundle(models.Model):
    """Cases that are worked on together: a family, the people of one employer."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()


class Case(models.Model):
    """A matter that outlives a visit.

    `due_on` with its reason is a projection of its dates, its stops and its step (see
    `commands.order`); it is empty while the person or another authority has the next move.
    What the form asked is kept sealed in `answers`.
    """

    uid = models.UUIDField(unique=True)
    request_key = models.UUIDField(unique=True)  # a retry finds what the first try made
    code = models.CharField(max_length=CODE_LENGTH, unique=True)  # its number, told to the person
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    group = models.SlugField(blank=True)
    state = models.CharField(max_length=18, choices=CaseState.choices, default=CaseState.RECEIVED)
    bundle = models.ForeignKey(Bundle, models.SET_NULL, null=True, related_name="cases")
    assigned = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="cases")

    name = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10, default="de")
    answers = models.BinaryField(default=b"")

    permit_ends_on = models.DateField(null=True)
    job_starts_on = models.DateField(null=True)
    hardship = models.BooleanField(default=False)
    law_on = models.DateField(null=True)  # the law's time is over
    due_on = models.DateField(null=True)
    due_reason = models.CharField(max_length=12, blank=True)
    provisional_until = models.DateField(null=True)  # a certificate bridges the time until then

    received_at = models.DateTimeField()
    step_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_that_is_over_says_since_when",
                condition=Q(state__in=sorted(OVER), closed_at__isnull=False)
                | (~Q(state__in=sorted(OVER)) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_is_erased_only_when_over",
                condition=Q(erased_at__isnull=True) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_that_is_due_says_why",
                condition=Q(due_on__isnull=True, due_reason="")
                | (Q(due_on__isnull=False) & ~Q(due_reason="")),
            ),
        ]
        indexes = [
            # the work list of an office, most urgent first
            models.Index(
                fields=["office", "due_on", "id"],
                name="work_list_of_an_office",
                condition=Q(state__in=sorted(OURS), due_on__isnull=False),
            ),
            # what waits for others at an office, the longest first
            models.Index(
                fields=["office", "step_since", "id"],
                name="cases_that_wait_for_others",
                condition=Q(closed_at__isnull=True, due_on__isnull=True),
            ),
            # whose permit ends before the decision
            models.Index(
                fields=["permit_ends_on"],
                name="cases_whose_permit_ends",
                condition=Q(closed_at__isnull=True, provisional_until__isnull=True),
            ),
            # what a case worker has taken on
            models.Index(
                fields=["assigned", "due_on"],
                name="cases_of_a_worker",
                condition=Q(closed_at__isnull=True),
            ),
            # open cases of an office by state: how many there are, are too late, are nobody's
            models.Index(
                fields=["office", "state"],
                include=["due_on", "assigned"],
                name="open_cases_to_count",
                condition=Q(closed_at__isnull=True),
            ),
            # what is to be erased
            models.Index(
                fields=["closed_at"], name="cases_to_erase", condition=Q(erased_at__isnull=True)
            ),
        ]


class ClockStop(models.Model):
    """Days on which the case had to wait for somebody else; they are not ours."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="stops")
    cause = models.CharField(max_length=9, choices=StopCause.choices)
    whom = models.CharField(max_length=120, blank=True)  # the authority or court
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    remind_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_stop_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["case", "cause", "whom"],
                name="one_open_stop_per_cause_and_authority",
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="authority_and_court_are_named",
                condition=~Q(cause__in=[StopCause.AUTHORITY, StopCause.COURT]) | ~Q(whom=""),
            ),
        ]
        indexes = [
            # whom to remind today
            models.Index(
                fields=["remind_on"], name="stops_to_remind", condition=Q(until__isnull=True)
            ),
        ]


class Demand(models.Model):
    """Something this person has to hand in for this case: the list both sides see."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="demands")
    rule = models.ForeignKey(PaperRule, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)  # where no rule knows it
    needed = models.BooleanField(default=True)
    state = models.CharField(max_length=9, choices=DemandState.choices, default=DemandState.OPEN)
    reason = models.CharField(max_length=300, blank=True)  # why what came was not enough
    asked_at = models.DateTimeField(null=True)  # in the last letter that named it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule"], name="one_demand_per_paper_rule", nulls_distinct=True
            ),
            models.CheckConstraint(
                name="demand_is_of_a_rule_or_named",
                condition=Q(rule__isnull=False) | ~Q(name=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"], name="demands_still_open", condition=Q(state__in=sorted(MISSING))
            ),
        ]


class Paper(models.Model):
    """A file handed in; its octets lie sealed outside the database under its `uid`.

    Before the case exists it belongs to the form that is being filled in. `name` is what the person
    called the file, sealed. `octets` are those of the clean file we keep.
    """

    uid = models.UUIDField(unique=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="papers")
    intake = models.ForeignKey(Intake, models.CASCADE, null=True, related_name="papers")
    rule = models.ForeignKey(PaperRule, models.PROTECT, null=True, related_name="+")
    demand = models.ForeignKey(Demand, models.SET_NULL, null=True, related_name="papers")
    state = models.CharField(
        max_length=11, choices=PaperState.choices, default=PaperState.QUARANTINED
    )
    media_type = models.CharField(max_length=60)
    octets = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)  # of what was handed in: proof without content
    handed_in_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    name = models.BinaryField(default=b"")
    tries = models.PositiveSmallIntegerField(default=0)  # to have it scanned
    try_at = models.DateTimeField(null=True)  # the next one

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_belongs_to_a_case_or_a_form",
                condition=Q(case__isnull=False) | Q(intake__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case", "rule", "demand", "fingerprint"],
                name="one_paper_per_demand_and_content",
                condition=~Q(state=PaperState.ERASED) & Q(case__isnull=False),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["intake", "rule", "fingerprint"],
                name="one_paper_per_form_rule_and_content",
                condition=~Q(state=PaperState.ERASED) & Q(intake__isnull=False),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # what nobody has looked into yet
            models.Index(
                fields=["handed_in_at"],
                name="papers_in_quarantine",
                condition=Q(state=PaperState.QUARANTINED),
            ),
        ]


class Message(models.Model):
    """What the person and the office write each other about a case; the text is sealed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    side = models.CharField(max_length=6, choices=Side.choices)
    text = models.BinaryField()
    fingerprint = models.CharField(max_length=64)  # the same words twice are one message
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "side", "fingerprint"], name="the_same_words_are_one_message"
            ),
        ]
        indexes = [
            # what an office has not read yet
            models.Index(
                fields=["case", "at"],
                name="messages_unread",
                condition=Q(read_at__isnull=True, side=Side.PERSON),
            ),
        ]


class Note(models.Model):
    """What case workers write down for each other; sealed, and gone with the case's content."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.BinaryField()
    at = models.DateTimeField()


class Decision(models.Model):
    """How a matter is decided; with four eyes, somebody else has to agree."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    sort = models.CharField(max_length=15, choices=DecisionSort.choices)
    reasons = models.BinaryField(default=b"")  # sealed
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # sent back

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="four_eyes_are_of_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="approved_says_by_whom_and_when",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"],
                name="one_decision_stands_for_a_case",
                condition=Q(dropped_at__isnull=True),
            ),
        ]


class BacklogForecast(models.Model):
    """How many cases of an office will be open with so many people, as it was last reckoned.

    The web has no compiler, so a worker plays the futures at night and the page reads them here.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    people = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()  # so many people are there now
    sound = models.PositiveIntegerField()  # so many may be open without any being too late
    points = models.JSONField()  # [day from then, low, middle, high]
    within = models.JSONField()  # [low, middle, high]: days until no more are open; null is never
    file_time = models.JSONField(default=dict)  # reckoned with: minutes_a_day, rostered, groups
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "people"], name="one_forecast_per_office_and_people"
            ),
        ]
