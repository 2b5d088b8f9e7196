"""Staff and their memberships. No figure is ever kept per person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anlauf.directory.models import Office, Skill
from anlauf.people.roles import Role
from anlauf.people.states import DeviceKind, DeviceState


class Person(AbstractBaseUser):
    """Somebody who works here."""

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="holders", db_table="people_skill_held"
    )
    languages = ArrayField(models.CharField(max_length=10), default=list)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        """The name colleagues know."""
        return self.name


class Membership(models.Model):
    """A person in a role, at one office or, without one, in the whole city."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    office = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="memberships"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "office"],
                name="one_membership_per_role_and_office",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="role_is_known",
                condition=Q(role__in=[role.value for role in Role]),
            ),
        ]


class Program(models.Model):
    """Another piece of software that calls our interface, known by its key.

    Who takes a key away may give it back; what it opened then, it opens again.
    """

    name = models.CharField(max_length=120)
    former_name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True)  # of its key
    scopes = ArrayField(models.CharField(max_length=20), default=list)
    admitted_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # when it last called, to the minute

    def __str__(self) -> str:
        """The name it goes by."""
        return self.name


class Device(models.Model):
    """A kiosk or a board in an office, known by the key it was given when it was set up.

    `code` opens that once; `digest` is of the key. Who takes a key away may give it back.
    """

    name = models.CharField(max_length=60)
    former_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=DeviceKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="devices")
    state = models.CharField(max_length=10, choices=DeviceState.choices, default=DeviceState.NEW)
    code = models.CharField(max_length=64, null=True, unique=True)
    code_until = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, null=True, unique=True)
    added_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enrolled_has_a_key",
                condition=~Q(state=DeviceState.ENROLLED)
                | Q(digest__isnull=False, enrolled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="revoked_says_when",
                condition=Q(state=DeviceState.REVOKED, revoked_at__isnull=False)
                | (~Q(state=DeviceState.REVOKED) & Q(revoked_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_code_ends",
                condition=Q(code__isnull=True, code_until__isnull=True)
                | Q(code__isnull=False, code_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """The name it goes by."""
        return self.name
