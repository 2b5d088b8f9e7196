"""The audit finds what it should, and only that."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.engine.capacity import EMPTY_DAY
from tests import make

pytestmark = pytest.mark.django_db


def audited() -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("audit", stdout=out)
    return out.getvalue()


def test_a_sound_city_has_no_difference():
    make.appointment()
    out = StringIO()
    call_command("audit", stdout=out)
    assert out.getvalue().startswith("Every page agrees with its appointments.\n")


def test_a_promise_missing_from_the_page_is_found():
    make.appointment()
    OfficeDay.objects.update(promised=EMPTY_DAY)
    assert "Group 0 promises 0 at 08:00, its appointments keep 1; 3 ticks differ." in audited()


def test_a_promise_nobody_has_is_found():
    appointment = make.appointment()
    Appointment.objects.update(state=AppointmentState.CANCELLED)
    line = audited()
    assert "Group 0 promises 1 at 08:00, its appointments keep 0" in line
    assert appointment.day.office.key in line


def test_a_promise_to_somebody_without_the_skill_is_found():
    appointment = make.appointment()
    OfficeDay.objects.update(groups=[["licences"]])
    assert f"{appointment.code} keeps a place in group 0, which cannot serve it." in audited()


def test_a_promise_in_a_group_that_does_not_exist_is_found():
    make.appointment()
    Appointment.objects.update(lane=3)
    assert "group 3, which cannot serve it" in audited()


def test_more_promises_than_clerks_or_desks_are_found():
    make.appointment()
    OfficeDay.objects.update(supply=EMPTY_DAY, desks=EMPTY_DAY)
    lines = audited()
    assert "Group 0 promises too much at 08:00" in lines
    assert "than there are desks" in lines
