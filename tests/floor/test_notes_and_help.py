"""Notes go with the visit; a call for help is seen by every desk of the place until it is over."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands, queries
from anlauf.floor.models import Note
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db

SECRET = "Speaks softly, please be patient"


def at(clock):
    return make.moment(clock)


@pytest.fixture
def house():
    return make_floor.house(skills=("residents", "passports"))


@pytest.fixture
def session(house):
    return make_floor.clerk(house)


@pytest.fixture
def visit(house, session):
    make_floor.ticket(house)
    visit = make_floor.called(house, session, "08:05")
    return commands.start(visit, by=CLERK, at=at("08:06"))


def shown(session, clock):
    return queries.desk_view(session, at=at(clock))


def test_a_note_is_seen_at_the_desk_and_goes_when_the_visit_ends(session, visit):
    commands.write_note(visit, f"  {SECRET} ", by=CLERK, at=at("08:07"))
    assert make.sure(shown(session, "08:08").present).note == SECRET
    visit = commands.finish(visit, by=CLERK, at=at("08:09"))
    assert not Note.objects.exists()
    commands.take_back(visit, by=CLERK, at=at("08:10"))
    assert make.sure(shown(session, "08:11").present).note == ""


@pytest.mark.parametrize("end", [commands.miss, commands.leave])
def test_a_note_goes_however_the_visit_ends(house, session, end):
    visit = make_floor.ticket(house)
    commands.write_note(visit, SECRET, by=CLERK, at=at("08:01"))
    if end is commands.miss:
        commands.call_next(session, by=CLERK, at=at("08:02"))
    end(visit, by=CLERK, at=at("08:03"))
    assert not Note.objects.exists()


def test_the_journal_knows_that_there_was_a_note_but_not_its_words(visit):
    commands.write_note(visit, SECRET, by=CLERK, at=at("08:07"))
    commands.write_note(visit, SECRET, by=CLERK, at=at("08:07"))
    commands.write_note(visit, "", by=CLERK, at=at("08:08"))
    assert make_floor.verbs(visit)[-2:] == ["floor.note_written", "floor.note_erased"]
    assert not any(SECRET in str(entry.facts) for entry in JournalEntry.objects.all())


def test_a_note_is_short_and_about_somebody_who_is_here(visit):
    with pytest.raises(commands.NoteTooLong):
        commands.write_note(visit, "x" * 301, by=CLERK, at=at("08:07"))
    commands.finish(visit, by=CLERK, at=at("08:08"))
    with pytest.raises(commands.OutOfTurn):
        commands.write_note(visit, SECRET, by=CLERK, at=at("08:09"))


def test_whoever_calls_for_help_is_seen_at_every_desk_of_the_place(house, session):
    next_door = make_floor.house(place=house.office.place)
    other = make_floor.clerk(next_door)
    elsewhere = make_floor.clerk(make_floor.house(place=make.place()))

    call = commands.call_for_help(session, by=CLERK, at=at("08:01"))
    again = commands.call_for_help(session, by=CLERK, at=at("08:02"))

    assert call.pk == again.pk
    assert [one.number for one in shown(other, "08:02").help] == [call.pk]
    assert shown(elsewhere, "08:02").help == ()
    with pytest.raises(commands.UnknownHelpCall):
        commands.answer_help(call.pk, elsewhere, by=CLERK, at=at("08:02"))


def test_the_first_who_comes_is_named_and_everybody_sees_when_it_is_over(house, session):
    second, third = make_floor.clerk(house, desk=2), make_floor.clerk(house, desk=3)
    call = commands.call_for_help(session, by=CLERK, at=at("08:01"))
    commands.answer_help(call.pk, second, by=CLERK, at=at("08:02"))
    commands.answer_help(call.pk, third, by=CLERK, at=at("08:03"))
    assert [one.helper for one in shown(session, "08:03").help] == [second.desk.name]
    commands.end_help(call.pk, third, by=CLERK, at=at("08:04"))
    commands.end_help(call.pk, session, by=CLERK, at=at("08:05"))
    assert shown(session, "08:05").help == ()
    entries = JournalEntry.objects.filter(thing="floor.helpcall").order_by("pk")
    assert [entry.verb for entry in entries] == [
        "floor.help_called",
        "floor.help_answered",
        "floor.help_ended",
    ]


def test_the_end_of_the_day_ends_calls_for_help(house, session):
    commands.call_for_help(session, by=CLERK, at=at("15:59"))
    commands.close_day(house.office.pk, make.DAY, by=SYSTEM, at=at("18:00"))
    assert queries.calls_for_help(house.office.pk) == ()


def test_a_visit_passed_to_a_skill_keeps_its_number_and_waits_for_whoever_has_it(
    house, session, visit
):
    passed = commands.pass_to_skill(visit, make.skill("passports"), by=CLERK, at=at("08:10"))
    assert (passed.number, passed.skills) == (visit.number, ["passports"])
    assert commands.call_next(session, by=CLERK, at=at("08:11")) is None
    able = make_floor.clerk(house, desk=2, skills=("passports",))
    assert make.sure(commands.call_next(able, by=CLERK, at=at("08:12"))).pk == visit.pk
