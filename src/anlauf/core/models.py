"""The journal, the outbox, and counts of what is limited."""

from django.db import models
from django.db.models import Q

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
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_letter_says_when",
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [
            # what to deliver now
            models.Index(
                fields=["due_at"],
                name="letters_waiting",
                condition=Q(state=LetterState.WAITING),
            ),
            models.Index(fields=["thing", "thing_number"], name="letters_of_a_thing"),
        ]


class Count(models.Model):
    """How often somebody did something lately; whoever it was is known only by a digest.

    The table is unlogged: after a crash of the database all counts begin anew.
    """

    subject = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
