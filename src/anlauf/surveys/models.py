"""Answers added up, the marks of who has answered, own words, and who wants to be asked by mail.

There is no row of one person's answers. An answer is added to sums of its week the moment it is
given, by one property of the visit at a time, so nobody can put it together again
(docs/adr/0182-an-answer-is-added-up-at-once.md).
"""

from uuid import uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from anlauf.booking.models import Appointment
from anlauf.surveys.states import Dimension, RemarkState


class Tally(models.Model):
    """How many gave one answer to one question in one week, by one property of their visit.

    `question` is empty in the row that counts the people themselves. Of an office only all answers
    together are kept; by properties they are kept for the whole area.
    """

    area_number = models.BigIntegerField()
    office_number = models.BigIntegerField(null=True)
    week = models.DateField()  # its Monday
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    value = models.CharField(max_length=50, blank=True)
    question = models.CharField(max_length=10, blank=True)
    score = models.SmallIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                name="one_tally_per_answer_and_week",
                fields=[
                    *("area_number", "office_number", "week"),
                    *("dimension", "value", "question", "score"),
                ],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="an_office_counts_all_answers_only",
                condition=Q(office_number__isnull=True, dimension__gt="all")
                | Q(office_number__isnull=False, dimension="all"),
            ),
        ]
        indexes = [
            # what is shown of a period
            models.Index(fields=["week", "dimension"], name="tallies_of_a_week"),
        ]


class Answered(models.Model):
    """The mark that somebody has answered, a digest of their visit's key; not what they said."""

    mark = models.CharField(max_length=64, primary_key=True)
    week = models.DateField()  # to forget it

    class Meta:
        verbose_name_plural = "answered"


class Remark(models.Model):
    """Somebody's own words, sealed until they are screened; what was masked is nowhere kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, db_default=RandomUUID())
    office_number = models.BigIntegerField()
    week = models.DateField()
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=RemarkState.choices, default=RemarkState.WAITING)
    sealed = models.BinaryField(default=b"")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_screened_words_can_be_read",
                condition=Q(state=RemarkState.SHOWN) | Q(text=""),
            ),
            models.CheckConstraint(
                name="screened_words_are_no_longer_sealed",
                condition=Q(state=RemarkState.WAITING) | Q(sealed=b""),
            ),
        ]
        indexes = [
            models.Index(fields=["office_number", "week"], name="remarks_of_an_office"),
            # what is to be screened
            models.Index(
                fields=["week"], name="remarks_to_screen", condition=Q(state=RemarkState.WAITING)
            ),
        ]


class Consent(models.Model):
    """Somebody wants to be asked by mail after this appointment; it goes with their address."""

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # whom to ask
            models.Index(
                fields=["appointment"],
                name="consents_not_used_yet",
                condition=Q(asked_at__isnull=True),
            ),
        ]
