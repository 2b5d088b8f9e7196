"""No appointment can be handed on: there is no way to give a booked one another name or contact."""

import inspect
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from anlauf.api.urls import v1
from anlauf.booking import commands
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact
from anlauf.core.actors import CITIZEN
from tests import make

pytestmark = pytest.mark.django_db

NAMED = Contact(name="Noor", phone="040 123456")
OTHER = Contact(name="Buyer", phone="040 654321")

MAKE_NEW = {"book", "keep_wish", "redeem"}
"""Verbs that take a contact because they make something that had none before."""

REFUSE_BOOKED = {"confirm", "confirm_both"}
"""Verbs that take a contact for what is held; what is booked they leave as it is (see below)."""


def test_only_what_is_not_booked_yet_takes_a_contact():
    verbs = {name: getattr(commands, name) for name in commands.__all__}
    taking = {
        name
        for name, verb in verbs.items()
        if inspect.isfunction(verb) and _takes_contact(inspect.signature(verb))
    }
    assert taking <= MAKE_NEW | REFUSE_BOOKED


def test_confirming_again_with_another_name_changes_nothing():
    booked = commands.confirm(make.held(), NAMED, by=CITIZEN, at=make.AT)
    for verb in (
        lambda: commands.confirm(booked, OTHER, by=CITIZEN, at=make.AT),
        lambda: commands.confirm_both(booked, OTHER, by=CITIZEN, at=make.AT),
        lambda: commands.correct_mail(booked, "buyer@example.org", by=CITIZEN, at=make.AT),
        lambda: commands.go_on_without_mail(booked, by=CITIZEN, at=make.AT),
    ):
        verb()
        kept = Appointment.objects.get()
        assert (kept.name, kept.phone, kept.email) == ("Noor", "040 123456", "")


def test_a_move_takes_name_and_contact_along():
    wish = make.wish()
    booked = make.appointment(wish, contact=NAMED)
    later = replace(wish, start=make.tick("09:00"))
    moved = commands.move(booked, later, request_key=uuid4(), by=CITIZEN, at=make.AT)
    assert (moved.name, moved.phone) == ("Noor", "040 123456")


def test_no_operation_of_the_interface_gives_an_appointment_another_contact():
    """Wherever a name or a way to reach somebody is sent, something new is made of a hold."""
    schema = v1.get_openapi_schema()
    naming = {
        path
        for path, operations in schema["paths"].items()
        for operation in operations.values()
        if _names_somebody(operation, schema)
    }
    assert naming <= {
        "/api/v1/holds/{key}/confirm",
        "/api/v1/appointments",
        "/api/v1/wishes",
        "/api/v1/invitations/{code}",
    }


def _takes_contact(signature: inspect.Signature) -> bool:
    return any(given.annotation is Contact for given in signature.parameters.values())


def _names_somebody(operation: dict[str, Any], schema: dict[str, Any]) -> bool:
    bodies = str(operation.get("requestBody", ""))
    names = [name for name in schema["components"]["schemas"] if f"schemas/{name}'" in bodies]
    return any(
        {"name", "email", "phone", "contact"}
        & set(schema["components"]["schemas"][name]["properties"])
        for name in names
    )
