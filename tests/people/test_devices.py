"""Kiosks and boards: a code opens once, a key opens until it is taken away, everything is noted."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import commands, queries
from anlauf.people.commands import NameMissing, NewDevice, UnknownDeviceCode
from anlauf.people.models import Device
from anlauf.people.states import DeviceKind, DeviceState
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def added():
    return add()


def add(name="Entrance"):
    new = NewDevice(DeviceKind.KIOSK, name, make.office().pk)
    return commands.add_device(new, by=SYSTEM, at=make.AT)


def verbs() -> list[str]:
    entries = JournalEntry.objects.filter(verb__startswith="people.device").order_by("pk")
    return [verb.removeprefix("people.device_") for verb in entries.values_list("verb", flat=True)]


def test_a_code_gives_a_key_and_the_key_finds_the_device(added):
    device, code = added
    enrolled, key = commands.enrol_device(code, at=make.AT)
    assert enrolled == device
    assert queries.device_by_key(key) == device
    assert verbs() == ["added", "enrolled"]


def test_a_code_is_forgiving_about_how_it_is_typed(added):
    _device, code = added
    commands.enrol_device(f" {code.lower().replace('-', ' ')} ", at=make.AT)


def test_a_code_works_once(added):
    _device, code = added
    commands.enrol_device(code, at=make.AT)
    with pytest.raises(UnknownDeviceCode):
        commands.enrol_device(code, at=make.AT)


def test_a_code_works_for_a_day(added):
    _device, code = added
    with pytest.raises(UnknownDeviceCode):
        commands.enrol_device(code, at=make.AT + timedelta(days=1))


@pytest.mark.parametrize("typed", ["", "guessed", "2222-2222", "🎈", "x" * 10_000, "'; --"])
def test_nothing_else_is_a_code(added, typed):
    with pytest.raises(UnknownDeviceCode):
        commands.enrol_device(typed, at=make.AT)


def test_neither_code_nor_key_stand_in_the_table(added):
    device, code = added
    assert code not in str(Device.objects.values().get(pk=device.pk))
    _device, key = commands.enrol_device(code, at=make.AT)
    assert key not in str(Device.objects.values().get(pk=device.pk))


def test_a_new_code_ends_the_key_only_when_it_is_used(added):
    device, code = added
    _device, old = commands.enrol_device(code, at=make.AT)
    _device, code = commands.new_device_code(device, by=SYSTEM, at=make.AT)
    assert queries.device_by_key(old) == device
    _device, new = commands.enrol_device(code, at=make.AT)
    assert queries.device_by_key(old) is None
    assert queries.device_by_key(new) == device


def test_a_device_that_is_locked_out_is_unknown_until_it_is_let_in_again(added):
    device, code = added
    _device, key = commands.enrol_device(code, at=make.AT)
    for _ in range(2):
        commands.revoke_device(device, by=SYSTEM, at=make.AT)
    assert queries.device_by_key(key) is None
    for _ in range(2):
        commands.restore_device(device, by=SYSTEM, at=make.AT)
    assert queries.device_by_key(key) == device
    assert verbs() == ["added", "enrolled", "revoked", "restored"]


def test_the_code_of_a_device_that_is_locked_out_opens_nothing(added):
    device, code = added
    commands.revoke_device(device, by=SYSTEM, at=make.AT)
    with pytest.raises(UnknownDeviceCode):
        commands.enrol_device(code, at=make.AT)
    assert commands.restore_device(device, by=SYSTEM, at=make.AT).state == DeviceState.NEW
    commands.enrol_device(code, at=make.AT)


def test_a_name_can_be_changed_and_taken_back(added):
    device, _code = added
    assert commands.rename_device(device, " Hall ", by=SYSTEM, at=make.AT).name == "Hall"
    for _ in range(2):
        device = commands.call_device_as_before(device, by=SYSTEM, at=make.AT)
    assert device.name == "Entrance"
    assert verbs() == ["added", "renamed", "renamed"]


def test_a_device_without_a_name_is_refused(added):
    device, _code = added
    with pytest.raises(NameMissing):
        commands.rename_device(device, "  ", by=SYSTEM, at=make.AT)
    with pytest.raises(NameMissing):
        add(" ")


def test_the_same_name_again_changes_nothing(added):
    device, _code = added
    commands.rename_device(device, "Entrance", by=SYSTEM, at=make.AT)
    assert verbs() == ["added"]


def test_it_is_seen_to_the_minute_and_not_more_often(added, django_assert_num_queries):
    device, code = added
    device, _key = commands.enrol_device(code, at=make.AT)
    with django_assert_num_queries(0):
        commands.see_device(device, at=make.AT + timedelta(seconds=59))
    commands.see_device(device, at=make.AT + timedelta(seconds=61))
    device.refresh_from_db()
    assert device.seen_at == make.AT + timedelta(seconds=61)


def test_those_that_are_locked_out_come_last():
    first, _code = add("A")
    second, _code = add("B")
    commands.revoke_device(first, by=SYSTEM, at=make.AT)
    assert queries.devices() == [second, first]
