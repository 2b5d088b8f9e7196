"""Office-days and the promises made on them."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from anlauf.booking.states import (
    GONE,
    LISTED,
    UNCONFIRMED,
    AppointmentState,
    ClaimState,
    OfferState,
    Purpose,
    Share,
    WishState,
)
from anlauf.cases.models import Case
from anlauf.directory.models import Area, Office, Service, Skill
from anlauf.directory.states import Channel
from anlauf.engine.grid import TICKS


class Octets(Func):
    """Length of a binary column."""

    function = "octet_length"
    output_field = models.IntegerField()


class ThisTransaction(Func):
    """The number of the writing transaction, as a whole number."""

    template = "((pg_current_xact_id())::text)::bigint"
    output_field = models.BigIntegerField()


class OfficeDay(models.Model):
    """One office on one date: the row everybody who promises its time lines up behind.

    `groups` lists the skill keys of each staff group; `supply` and `promised` hold one octet per
    group and tick, group after group, `desks` one per tick. Of what is promised, `shared` holds
    the part taken from other shares than online: one day of octets for each pair of group and
    share that `shares` names. All of it is a projection of the appointments; `make audit`
    recomputes it. `changed` is the transaction that wrote last: a
    reader who remembers the oldest transaction then running asks for what came since.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="days")
    date = models.DateField()
    version = models.PositiveIntegerField(default=1)
    changed = models.BigIntegerField(db_default=ThisTransaction())
    spans = models.JSONField(default=list)  # [start, end] ticks of opening, for people to read
    groups = models.JSONField(default=list)
    supply = models.BinaryField(default=b"")
    promised = models.BinaryField(default=b"")
    shares = models.JSONField(default=list)  # [group, share], in the order of `shared`
    shared = models.BinaryField(default=b"")
    desks = models.BinaryField(default=bytes(TICKS))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "date"], name="one_page_per_office_and_date"),
            models.CheckConstraint(
                name="promised_is_as_long_as_supply",
                condition=Exact(Octets(F("supply")), Octets(F("promised"))),
            ),
            models.CheckConstraint(
                name="desks_cover_the_day",
                condition=Exact(Octets(F("desks")), TICKS),
            ),
        ]
        indexes = [
            # what came since a reader last looked
            models.Index(fields=["changed"], name="pages_changed_since"),
            # all offices of a day
            models.Index(fields=["date"], name="pages_by_date"),
        ]


class UrgencyRule(models.Model):
    """A published reason that opens the urgent lane, from a day to a day.

    With `within_days` it asks for a date (the permit ends, the journey begins) and holds when
    that date is no further away.
    """

    key = models.SlugField(unique=True)
    name = models.JSONField()  # wordings
    explanation = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)  # what to bring to show it
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    services = models.ManyToManyField(Service, blank=True, related_name="+")  # none: all
    within_days = models.PositiveSmallIntegerField(null=True)
    weight = models.PositiveSmallIntegerField(default=1)  # on the waiting list, heavier is first
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgency_rule_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class ReleaseRule(models.Model):
    """How an office's time is split into shares and when each part is released.

    The most specific rule holds: of an office before an area before the city, with a skill (a
    service group) before without. `tranches` is read by `snapshots.releases`; see there.
    """

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="release_rules")
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, related_name="+")
    name = models.JSONField(default=dict)
    tranches = models.JSONField()
    horizon_days = models.PositiveSmallIntegerField(null=True)  # null: the city's policy
    notice_minutes = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="release_rule_is_of_an_office_or_an_area_or_the_city",
                condition=Q(area__isnull=True) | Q(office__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["area", "office", "skill", "valid_from"],
                name="one_release_rule_per_scope_and_first_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="release_rule_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class PolicyRule(models.Model):
    """The city's figures for promising, from a day to a day; of two that hold, the later one.

    `figures` names those that differ from the usual ones, see `snapshots.policies`.
    """

    figures = models.JSONField(default=dict)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"], name="one_policy_per_first_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="policy_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class Appointment(models.Model):
    """A promise: this office, from this tick, for these services.

    It occupies `kept_ticks` ticks of staff group `lane` from `start`: all it was promised, less
    what was given back when the visit ended early or nobody came. Without a lane it is kept on
    purpose beside the supply there is: a desk was closed under it, and somebody decided to serve
    it all the same. A walk-in is a promise too, made for today with the share `walk_in`.
    """

    day = models.ForeignKey(OfficeDay, models.PROTECT, related_name="appointments")
    code = models.CharField(max_length=9)
    uid = models.UUIDField()  # of the calendar entry; stays when the appointment moves
    sequence = models.PositiveSmallIntegerField(default=0)  # of the calendar entry
    request_key = models.UUIDField(unique=True)  # a retry finds what the first try made
    state = models.CharField(
        max_length=21, choices=AppointmentState.choices, default=AppointmentState.HELD
    )
    start = models.PositiveSmallIntegerField()
    ticks = models.PositiveSmallIntegerField()
    kept_ticks = models.PositiveSmallIntegerField()
    lane = models.PositiveSmallIntegerField(null=True)
    skills = ArrayField(models.CharField(max_length=50))
    starts_at = models.DateTimeField()
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.VISIT)
    share = models.CharField(max_length=10, choices=Share.choices, default=Share.ONLINE)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="appointments", db_index=False
    )

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10, default="de")
    access_needs = ArrayField(models.CharField(max_length=20), default=list)
    reached_by = ArrayField(models.CharField(max_length=32), default=list)  # digests, for limits

    urgency = models.ForeignKey(UrgencyRule, models.PROTECT, null=True, related_name="+")
    urgent_on = models.DateField(null=True)  # the date the person stated
    claim = models.CharField(max_length=8, choices=ClaimState.choices, blank=True)

    held_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    earliest_offered_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # we moved it and asked whether that suits
    answered_at = models.DateTimeField(null=True)

    # What it is for, each service with its count, where whoever read or wrote the row knows it.
    known_lines: Sequence[tuple[int, int]] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="one_living_appointment_per_code",
                condition=~Q(state__in=GONE),
            ),
            models.UniqueConstraint(
                fields=["uid"],
                name="one_living_appointment_per_calendar_entry",
                condition=~Q(state__in=GONE),
            ),
            models.CheckConstraint(
                name="unconfirmed_says_until_when",
                condition=~Q(state__in=sorted(UNCONFIRMED)) | Q(held_until__isnull=False),
            ),
            models.CheckConstraint(
                name="booked_says_when",
                condition=Q(
                    state__in=[
                        AppointmentState.HELD,
                        AppointmentState.AWAITING_CONFIRMATION,
                        AppointmentState.EXPIRED,
                        AppointmentState.CANCELLED,
                    ]
                )
                | Q(booked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_stays_within_the_day",
                condition=Q(ticks__gte=1, start__lte=TICKS - F("ticks")),
            ),
            models.CheckConstraint(
                name="answer_follows_a_question",
                condition=Q(answered_at__isnull=True) | Q(asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="urgent_date_belongs_to_a_rule",
                condition=Q(urgent_on__isnull=True) | Q(urgency__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_keeps_no_more_than_promised",
                condition=Q(kept_ticks__lte=F("ticks")),
            ),
        ]
        indexes = [
            # a page's promises, for settling and audit; the list of a day
            models.Index(fields=["day", "start"], name="appointments_of_a_page"),
            # holds to end
            models.Index(
                fields=["held_until"],
                name="holds_that_end",
                condition=Q(state__in=sorted(UNCONFIRMED)),
            ),
            # figures over booking time
            models.Index(fields=["booked_at"], name="appointments_by_booking_time"),
            # how many appointments somebody has already: asked in every booking, which must not
            # wade through what was only put aside for the index
            GinIndex(fields=["reached_by"], name="appointments_of_somebody", fastupdate=False),
            # the promises one after another that share a calendar entry and its keys
            models.Index(fields=["uid"], name="promises_of_an_entry"),
            # the visits of a case
            models.Index(
                fields=["case"], name="appointments_of_a_case", condition=Q(case__isnull=False)
            ),
        ]


class AppointmentService(models.Model):
    """One line of what the visit is for."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="services")
    service = models.ForeignKey(Service, models.PROTECT)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "service"], name="one_line_per_service_of_an_appointment"
            ),
            models.CheckConstraint(
                name="service_is_wanted_at_least_once", condition=Q(count__gte=1)
            ),
        ]


class Key(models.Model):
    """What opens an appointment, as a digest. On moving, keys follow to the new promise."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="keys")
    purpose = models.CharField(max_length=7, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(null=True)


class KeptWish(models.Model):
    """An entry on the waiting list: what somebody looks for until a date.

    `appointment` is the later one they have already, if any; an offer taken replaces it.
    """

    uid = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64, unique=True)  # of the key derived from `uid`
    request_key = models.UUIDField(unique=True)  # a retry finds what the first try made
    state = models.CharField(max_length=9, choices=WishState.choices, default=WishState.OPEN)
    lines = models.JSONField()  # [service, count]
    offices = ArrayField(models.BigIntegerField())
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.VISIT)
    since = models.DateField()
    until = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # Monday is 0
    start = models.PositiveSmallIntegerField(default=0)  # the visit begins in these ticks
    end = models.PositiveSmallIntegerField(default=TICKS)
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, related_name="kept_wishes"
    )
    urgency = models.ForeignKey(UrgencyRule, models.PROTECT, null=True, related_name="+")
    urgent_on = models.DateField(null=True)
    weight = models.PositiveSmallIntegerField(default=0)  # of the urgency rule; heavier is first

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10, default="de")
    access_needs = ArrayField(models.CharField(max_length=20), default=list)
    reached_by = ArrayField(models.CharField(max_length=32), default=list)

    kept_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "kept wishes"
        constraints = [
            models.CheckConstraint(
                name="wish_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="wish_looks_at_some_time_of_day",
                condition=Q(start__lt=F("end"), end__lte=TICKS),
            ),
        ]
        indexes = [
            # who is served first when something is freed
            models.Index(
                fields=["-weight", "kept_at"],
                name="wishes_in_their_order",
                condition=Q(state__in=sorted(LISTED)),
            ),
            GinIndex(
                fields=["offices"],
                name="wishes_of_an_office",
                condition=Q(state__in=sorted(LISTED)),
            ),
        ]


class Offer(models.Model):
    """A time kept for one wish alone until a deadline; the promise itself is a held appointment."""

    wish = models.ForeignKey(KeptWish, models.CASCADE, related_name="offers")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="offer")
    digest = models.CharField(max_length=64, unique=True)  # of the key in its letter
    state = models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.OPEN)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wish"],
                name="one_open_offer_per_wish",
                condition=Q(state=OfferState.OPEN),
            ),
        ]
        indexes = [
            # offers to pass on
            models.Index(
                fields=["until"], name="offers_that_end", condition=Q(state=OfferState.OPEN)
            ),
        ]


class Invitation(models.Model):
    """A one-time code with which somebody may book from the share of invitations."""

    digest = models.CharField(max_length=64, unique=True)  # of the code
    lines = models.JSONField()  # [service, count]
    offices = ArrayField(models.BigIntegerField())
    valid_until = models.DateField()
    language = models.CharField(max_length=10, default="de")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, related_name="invitation"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="invitations", db_index=False
    )
    sent_on = models.DateField(null=True)  # the day its code went out in a letter

    class Meta:
        indexes = [
            # whether a case has a code already
            models.Index(
                fields=["case"], name="invitations_of_a_case", condition=Q(case__isnull=False)
            ),
        ]
