"""The journal, the outbox with its ways out and added words, and counts of what is limited."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from anlauf.core.attachments import Attachment
from anlauf.core.states import LetterState


class JournalEntry(models.Model):
    """One fact. A database trigger refuses to change or remove it."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    by_kind = models.CharField(max_length=10)
    by_number = models.BigIntegerField(null=True)
    thing = models.CharField(max_length=60)
    thing_number = models.BigIntegerField()
    office_number = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "journal entries"
        indexes = [
            # the history of one thing
            models.Index(fields=["thing", "thing_number", "id"], name="history_of_a_thing"),
            # figures of an office over a time
            models.Index(fields=["office_number", "at"], name="facts_of_an_office"),
        ]


class Letter(models.Model):
    """A letter to one citizen, put down with the change that causes it and sent after it.

    Until it leaves it holds facts only; `core.writers` finds its words.
    """

    class Channel(models.TextChoices):
        """How it travels."""

        MAIL = "mail"
        SMS = "sms"

    channel = models.CharField(max_length=5, choices=Channel.choices)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    facts = models.JSONField(default=dict)  # what its words are made of when it leaves
    thing = models.CharField(max_length=60)
    thing_number = models.BigIntegerField()
    state = models.CharField(max_length=7, choices=LetterState.choices, default=LetterState.WAITING)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # when a worker last took it in hand
    handed_at = models.DateTimeField(null=True)  # from here on it may have left
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)  # it left and came back
    bounce = models.CharField(max_length=20, blank=True)  # the status code it came back with
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    attachments: Sequence[Attachment] = ()  # no column: found with the words

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_letter_says_when",
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_in_hand_says_since_when",
                condition=~Q(state=LetterState.SENDING) | Q(claimed_at__isnull=False),
            ),
        ]
        indexes = [
            # what to deliver now
            models.Index(
                fields=["due_at"],
                name="letters_waiting",
                condition=Q(state=LetterState.WAITING),
            ),
            # what a worker left unfinished, and what needs a look
            models.Index(
                fields=["state", "claimed_at"],
                name="letters_unsettled",
                condition=Q(state__in=[LetterState.SENDING, LetterState.DOUBT, LetterState.FAILED]),
            ),
            models.Index(fields=["thing", "thing_number"], name="letters_of_a_thing"),
        ]


class Line(models.Model):
    """How one way out of the house fares; while it is shut, its letters wait untried."""

    channel = models.CharField(max_length=5, choices=Letter.Channel.choices, primary_key=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    shut_until = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)


class LetterText(models.Model):
    """What an office, or the whole city, adds to letters of one kind in one language.

    A row is never changed but ended; the one after it begins where it ends.
    """

    office_number = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)  # for mail
    short = models.CharField(max_length=80, blank=True)  # for short messages
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_text_holds_for_a_kind_of_letter",
                fields=["office_number", "kind", "language"],
                condition=Q(valid_to__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="letter_text_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]


class Count(models.Model):
    """How often somebody did something lately; whoever it was is known only by a digest.

    The table is unlogged: after a crash of the database all counts begin anew.
    """

    subject = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
