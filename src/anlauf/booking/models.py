"""Office-days and the promises made on them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from anlauf.booking.states import GONE, UNCONFIRMED, AppointmentState, Purpose, Share
from anlauf.directory.models import Office, Service
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
    group and tick, group after group, `desks` one per tick. `promised` is a projection of the
    appointments; `make audit` recomputes it. `changed` is the transaction that wrote last: a
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


class Appointment(models.Model):
    """A promise: this office, from this tick, for these services.

    It occupies `kept_ticks` ticks of staff group `lane` from `start`: all it was promised, less
    what was given back when the visit ended early or nobody came. A walk-in is a promise too,
    made for today with the share `walk_in`.
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
    lane = models.PositiveSmallIntegerField()
    skills = ArrayField(models.CharField(max_length=50))
    starts_at = models.DateTimeField()
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.VISIT)
    share = models.CharField(max_length=10, choices=Share.choices, default=Share.ONLINE)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10, default="de")
    access_needs = ArrayField(models.CharField(max_length=20), default=list)

    held_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    earliest_offered_at = models.DateTimeField(null=True)

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
