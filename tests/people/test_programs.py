"""Keys of programs: told once, kept as a digest, renamed, taken away and given back; all noted."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import commands, queries
from anlauf.people.commands import ProgramNameMissing
from anlauf.people.models import Program
from anlauf.people.scopes import Scope
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal() -> Program:
    return admitted()[0]


def admitted(name: str = "Portal") -> tuple[Program, str]:
    return commands.admit_program(name, [Scope.HAND_IN], by=SYSTEM, at=make.AT)


def verbs() -> list[str]:
    entries = JournalEntry.objects.filter(verb__startswith="people.program").order_by("pk")
    return [verb.removeprefix("people.program_") for verb in entries.values_list("verb", flat=True)]


def test_the_key_is_kept_nowhere_but_with_whom_it_was_given():
    program, key = admitted()
    program.refresh_from_db()
    columns = [getattr(program, each.attname) for each in Program._meta.concrete_fields]
    facts = JournalEntry.objects.get(verb="people.program_admitted").facts
    assert not any(key in str(value) for value in [*columns, facts])
    assert queries.program_by_key(key) == program


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_key_says_whose_it_is(name, portal):
    with pytest.raises(ProgramNameMissing):
        admitted(name)
    with pytest.raises(ProgramNameMissing):
        commands.rename_program(portal, name, by=SYSTEM, at=make.AT)


def test_a_name_is_changed_and_changed_back(portal):
    renamed = commands.rename_program(portal, " Portal of the state ", by=SYSTEM, at=make.AT)
    assert (renamed.name, renamed.former_name) == ("Portal of the state", "Portal")
    commands.rename_program(portal, "Portal of the state", by=SYSTEM, at=make.AT)
    for _again in range(2):
        renamed = commands.call_program_as_before(portal, by=SYSTEM, at=make.AT)
        assert (renamed.name, renamed.former_name) == ("Portal", "")
    assert verbs() == ["admitted", "renamed", "renamed"]


def test_a_key_taken_away_opens_nothing_until_it_is_given_back():
    program, key = admitted()
    for _again in range(2):
        commands.dismiss_program(program, by=SYSTEM, at=make.AT)
    assert queries.program_by_key(key) is None
    for _again in range(2):
        commands.admit_program_again(program, by=SYSTEM, at=make.AT)
    assert queries.program_by_key(key) == program
    assert verbs() == ["admitted", "dismissed", "admitted_again"]


def test_those_taken_away_come_last():
    first, _key = admitted("A")
    admitted("B")
    commands.dismiss_program(first, by=SYSTEM, at=make.AT)
    assert [program.name for program in queries.programs_ever()] == ["B", "A"]
    assert [program.name for program in queries.programs()] == ["B"]


def test_it_is_remembered_to_the_minute_when_it_called(portal):
    commands.see_program(portal, at=make.AT)
    portal.refresh_from_db()
    commands.see_program(portal, at=make.AT + timedelta(seconds=59))
    portal.refresh_from_db()
    assert portal.seen_at == make.AT
    commands.see_program(portal, at=make.AT + timedelta(seconds=60))
    portal.refresh_from_db()
    assert portal.seen_at == make.AT + timedelta(seconds=60)
