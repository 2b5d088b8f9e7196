"""Every rule of the floor's audit finds the day that breaks it, and a sound day breaks none."""

# ruff: noqa: S608 - no stranger's word is in these statements

from datetime import timedelta

import pytest
from django.db import connection

from anlauf.core.actors import CITIZEN
from anlauf.floor import audit, commands
from anlauf.floor.audit_rules import RULES
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def found(clock="17:00"):
    return [one.sentence for one in audit.differences(at=at(clock))]


def broken(statement):
    """Break rows past every guard, as nothing in the product can."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def day():
    """One visit finished, one being served, one taken back, one that waits, and work besides."""
    house = make_floor.house()
    session, other = make_floor.clerk(house), make_floor.clerk(house, 2)
    for clock in ("08:00", "08:01", "08:02", "08:03"):
        make_floor.ticket(house, clock)
    make_floor.served(house, session, since="08:05", until="08:15")
    busy = make_floor.called(house, session, "08:16")
    commands.start(busy, by=CLERK, at=at("08:17"))
    gone = make_floor.called(house, other, "08:18")
    commands.miss(gone, by=CLERK, at=at("08:20"))
    commands.take_back(gone, by=CLERK, at=at("08:25"))
    commands.begin_work(other, "phone", by=CLERK, at=at("08:30"))
    call = commands.call_for_help(session, by=CLERK, at=at("08:31"))
    commands.answer_help(call.pk, other, by=CLERK, at=at("08:32"))
    commands.end_help(call.pk, session, by=CLERK, at=at("08:40"))
    return house


def test_a_sound_day_breaks_no_rule(day):
    assert found() == []


def test_leaving_and_closing_break_no_rule(day):
    waits = day.office.visits.get(number=4)
    commands.leave(waits, by=CITIZEN, at=at("09:00"))
    commands.close_day(day.office.pk, make.DAY, by=CLERK, at=at("18:00"))
    assert found("20:00") == []


FIRST = "SELECT id FROM floor_visit WHERE number = 1"
SECOND = "SELECT id FROM floor_visit WHERE number = 2"
BREACHES = {
    "Number 004 is for nothing.": (
        "DELETE FROM floor_item WHERE visit_id = (SELECT id FROM floor_visit WHERE number = 4)"
    ),
    "Number 001 is worked on for something it did not come for.": (
        "UPDATE floor_period SET item_id = (SELECT min(id) FROM floor_item WHERE visit_id ="
        f" ({SECOND})) WHERE kind = 'serving' AND visit_id = ({FIRST})"
    ),
    "Number 001 is at a desk without a desk, or worked on without a service.": (
        f"UPDATE floor_period SET desk_id = NULL WHERE kind = 'called' AND visit_id = ({FIRST})"
    ),
    "Number 001 has no time that begins when it came.": (
        "UPDATE floor_visit SET arrived_at = arrived_at - interval '1 minute' WHERE number = 1"
    ),
    "Number 001 spends the same time twice.": (
        "UPDATE floor_period SET ended_at = ended_at + interval '1 minute'"
        f" WHERE kind = 'waiting' AND visit_id = ({FIRST})"
    ),
    "Number 001 has a hole in its time.": (
        "UPDATE floor_period SET ended_at = ended_at - interval '1 minute'"
        f" WHERE kind = 'waiting' AND visit_id = ({FIRST})"
    ),
    "Number 001 is over and its time still runs.": (
        f"UPDATE floor_period SET ended_at = NULL WHERE kind = 'serving' AND visit_id = ({FIRST})"
    ),
    "Number 001 ended at another moment than its time.": (
        "UPDATE floor_visit SET since = since + interval '1 minute' WHERE number = 1"
    ),
    "Number 002 stands elsewhere than its time says.": (
        "UPDATE floor_visit SET state = 'called' WHERE number = 2"
    ),
    "Number 001 stands elsewhere than its appointment.": (
        "UPDATE booking_appointment SET state = 'missed'"
        " WHERE id = (SELECT appointment_id FROM floor_visit WHERE number = 1)"
    ),
    "Number 004 has a number nobody gave out.": "UPDATE floor_roll SET last = 3",
    "Desk 1 does two things at once.": (
        "UPDATE floor_period SET started_at = started_at - interval '3 minutes'"
        f" WHERE kind = 'serving' AND visit_id = ({SECOND})"
    ),
    "Desk 2 does other work and nobody sits there.": (
        "UPDATE floor_desksession SET ended_at = started_at + interval '2 hours'"
        " WHERE desk_id = (SELECT desk_id FROM floor_deskwork)"
    ),
    "Desk 1 still calls for help from an earlier day.": (
        "UPDATE floor_helpcall SET ended_at = NULL, called_at = called_at - interval '3 days'"
    ),
    "Desk 1 was helped before it called, or after it was over.": (
        "UPDATE floor_helpcall SET answered_at = ended_at + interval '1 minute'"
    ),
}


@pytest.mark.parametrize("sentence", BREACHES)
def test_the_audit_names_what_is_broken(day, sentence):
    broken(BREACHES[sentence])
    assert sentence in found()


def test_no_rule_is_left_without_a_breach():
    """Whoever adds a rule shows that it finds something."""
    told = {sentence.split(" ", 2)[2] for sentence in BREACHES}
    assert told == {rule.sentence.removeprefix("{about} ") for rule in RULES}


def test_a_desk_may_not_serve_during_other_work(day):
    broken("UPDATE floor_deskwork SET desk_id = (SELECT id FROM directory_desk WHERE number = 1)")
    assert "Desk 1 does two things at once." in found()


def test_clocks_of_two_hosts_may_differ_a_little(day):
    moment = timedelta(seconds=2)
    assert moment < audit.CLOCKS_DIFFER
    broken("UPDATE floor_deskwork SET ended_at = started_at + interval '10 minutes'")
    broken(
        "INSERT INTO floor_deskwork (desk_id, kind, items, started_at, ended_at)"
        " SELECT desk_id, 'phone', 0, ended_at - interval '2 seconds',"
        " ended_at + interval '1 hour' FROM floor_deskwork"
    )
    assert found() == []


def test_a_second_hole_needs_a_second_taking_back(day):
    """Number 003 was taken back once, so one hole is right and another is not."""
    broken(
        "UPDATE floor_period SET ended_at = ended_at - interval '30 seconds' WHERE kind = 'waiting'"
        " AND ended_at IS NOT NULL AND visit_id = (SELECT id FROM floor_visit WHERE number = 3)"
    )
    assert found() == ["Number 003 has a hole in its time."]
