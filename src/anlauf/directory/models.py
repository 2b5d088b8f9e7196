"""The city as rows. Names and texts are wordings: one string per language, as JSON."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlauf.directory.states import Channel, Competence, ExceptionKind, OfficeKind


class City(models.Model):
    """The whole network. There is one row."""

    key = models.SlugField(unique=True)
    name = models.JSONField()
    zone = models.CharField(max_length=60)
    holiday_region = models.CharField(max_length=10)
    languages = ArrayField(models.CharField(max_length=10))
    postal_codes = ArrayField(models.CharField(max_length=10))
    phone = models.CharField(max_length=30, blank=True)
    map_attribution = models.JSONField(default=dict)  # shown beside every map

    class Meta:
        verbose_name_plural = "cities"


class District(models.Model):
    """A district of residence, which decides competence."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    outline = models.JSONField(default=list)  # rings of [longitude, latitude]


class Quarter(models.Model):
    """A named part of a district, with a point inside it to measure distances from."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    district = models.ForeignKey(District, models.PROTECT, related_name="quarters")
    latitude = models.FloatField()
    longitude = models.FloatField()
    postal_codes = ArrayField(models.CharField(max_length=10), default=list)


class Area(models.Model):
    """Residents' matters, foreigners' matters, perhaps more one day."""

    key = models.SlugField(unique=True)
    name = models.JSONField()
    position = models.PositiveSmallIntegerField()
    booked_by_phone = models.BooleanField(default=True)  # by the city's phone service


class Place(models.Model):
    """An address. Several offices may share it."""

    key = models.SlugField(unique=True)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=10)
    town = models.CharField(max_length=80)
    district = models.ForeignKey(District, models.PROTECT, related_name="places")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    access = ArrayField(models.CharField(max_length=20), default=list)
    sourced = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="place_has_both_coordinates_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]


class Skill(models.Model):
    """What a clerk must be able to do."""

    key = models.SlugField(unique=True)
    name = models.JSONField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="skills")


class Office(models.Model):
    """One area's presence at a place: what citizens choose."""

    key = models.SlugField(unique=True)
    name = models.JSONField()
    short = models.CharField(max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="offices")
    place = models.ForeignKey(Place, models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=11, choices=OfficeKind.choices)
    districts = models.ManyToManyField(
        District, blank=True, related_name="competent_offices", db_table="directory_competent"
    )
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hint = models.JSONField(default=dict)
    visible = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=80)

    class Meta:
        indexes = [
            # lists of offices for people
            models.Index(fields=["area", "sort_key"], name="offices_by_name"),
        ]

    @property
    def has_counter(self) -> bool:
        """Tell whether people may come here at all."""
        return self.kind != OfficeKind.BACK_OFFICE


class Desk(models.Model):
    """Where service happens."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="desks")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"], name="one_desk_per_number_in_an_office"
            ),
        ]


class Service(models.Model):
    """What a person comes for."""

    key = models.SlugField(unique=True, max_length=80)
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    bring = models.JSONField(default=list)  # wordings, one per document
    steps = models.JSONField(default=list)  # wordings, in order
    synonyms = models.JSONField(default=dict)  # language -> words people search with
    takes = models.JSONField(default=dict)  # usual time until it is ready
    online_url = models.URLField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="services")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="services")
    competence = models.CharField(max_length=8, choices=Competence.choices)
    leika = ArrayField(models.CharField(max_length=14), default=list)
    public = models.BooleanField(default=True)
    walk_in = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=1000)
    sourced = models.BooleanField(default=True)

    class Meta:
        indexes = [
            # the catalogue, most wanted first
            models.Index(fields=["position", "key"], name="services_most_wanted_first"),
        ]


class Fee(models.Model):
    """What a service costs, from a day to a day."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="fees")
    label = models.JSONField(default=dict)
    cents = models.PositiveIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fee_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class Offering(models.Model):
    """A service at an office: how long, how many, by which channels."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="offerings")
    service = models.ForeignKey(Service, models.CASCADE, related_name="offerings")
    minutes = models.PositiveSmallIntegerField()
    minutes_further = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(default=1)
    channels = ArrayField(models.CharField(max_length=5, choices=Channel.choices))
    visible = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service"], name="one_offering_per_service_in_an_office"
            ),
            models.CheckConstraint(
                name="offering_lasts_whole_ticks",
                condition=Q(minutes__gt=0)
                & Q(minutes_further__gte=0)
                & Q(minutes=F("minutes") / 5 * 5)
                & Q(minutes_further=F("minutes_further") / 5 * 5),
            ),
            models.CheckConstraint(name="offering_serves_at_least_one", condition=Q(most__gte=1)),
        ]


class OpeningRule(models.Model):
    """A repeating part of an office's hours. `spans` holds [start, end] ticks."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="opening_rules")
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # Monday is 0
    spans = models.JSONField()
    nth = ArrayField(models.SmallIntegerField(), default=list)  # of the month, -1 is the last
    week_parity = models.CharField(max_length=4, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    closed = models.BooleanField(default=False)  # takes its spans away instead

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="week_parity_is_odd_or_even_or_blank",
                condition=Q(week_parity__in=["", "odd", "even"]),
            ),
            models.CheckConstraint(
                name="opening_rule_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class OpeningException(models.Model):
    """One day that differs, and why."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="opening_exceptions")
    date = models.DateField()
    kind = models.CharField(max_length=7, choices=ExceptionKind.choices)
    spans = models.JSONField(default=list)
    reason = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["office", "date"], name="exceptions_of_an_office"),
        ]
