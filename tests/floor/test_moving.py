"""A team lead moves a clerk to those who need a certain skill, and back."""

import pytest

from anlauf.booking.values import Line
from anlauf.core.models import JournalEntry
from anlauf.engine.desk_turns import Preference
from anlauf.floor import commands, queries
from anlauf.floor.outlooks import Idea, Moved
from tests import make
from tests.floor import make_floor as floor

pytestmark = pytest.mark.django_db

LEAD = floor.CLERK
TEN = make.moment("10:00")
BOTH = ("passports", "residents")


@pytest.fixture(autouse=True)
def new_process():
    queries.forget_outlooks()
    queries.forget_learned()


@pytest.fixture
def house():
    return floor.house(clerks=3, desks=4, skills=BOTH)


@pytest.fixture
def passport(house):
    service = make.service(skill=make.skill("passports"))
    make.offering(house.office, service)
    return (Line(service.pk, 1),)


def test_a_moved_desk_calls_those_first_and_then_everybody(house, passport):
    session = floor.clerk(house, skills=BOTH)
    first, second = floor.ticket(house, "09:20"), floor.ticket(house, "09:30", lines=passport)
    commands.move(session.desk, "passports", by=LEAD, at=TEN)

    called = floor.called(house, session, "10:01")
    assert called == second
    assert called.preferred_for == Preference.MOVED
    commands.put_back(called, by=LEAD, at=make.moment("10:02"))
    commands.move_back(session.desk, by=LEAD, at=make.moment("10:03"))
    assert floor.called(house, session, "10:04") == first


def test_a_move_ends_when_the_clerk_leaves_the_desk(house):
    session = floor.clerk(house, skills=BOTH)
    commands.move(session.desk, "passports", by=LEAD, at=TEN)
    assert queries.moved_desks(house.office.pk) == (
        Moved(session.desk.name, 1, "passports", make.skill("passports").name),
    )
    commands.log_off(session, at=make.moment("11:00"))
    assert queries.moved_desks(house.office.pk) == ()


def test_a_move_stands_in_the_journal_once_and_names_nobody(house):
    session = floor.clerk(house, skills=BOTH)
    for _twice in range(2):
        commands.move(session.desk, "passports", by=LEAD, at=TEN)
    commands.move_back(session.desk, by=LEAD, at=TEN)
    entries = JournalEntry.objects.filter(verb="floor.moved").order_by("pk")
    assert [entry.facts for entry in entries] == [
        {"desk": session.desk_id, "before": "", "after": "passports"},
        {"desk": session.desk_id, "before": "passports", "after": ""},
    ]


def test_nobody_is_moved_to_what_they_cannot_do(house):
    session = floor.clerk(house)
    with pytest.raises(commands.CannotDoThat):
        commands.move(session.desk, "passports", by=LEAD, at=TEN)


def test_an_empty_desk_is_not_moved(house):
    desk = house.office.desks.get(number=2)
    with pytest.raises(commands.NobodyAtDesk):
        commands.move(desk, "passports", by=LEAD, at=TEN)
    with pytest.raises(commands.NobodyAtDesk):
        commands.move_back(desk, by=LEAD, at=TEN)


def test_the_clerk_sees_it_and_knows_why(house, passport):
    session = floor.clerk(house, skills=BOTH)
    floor.ticket(house, "09:20")
    waiting = floor.ticket(house, "09:30", lines=passport)
    commands.move(session.desk, "passports", by=LEAD, at=TEN)
    session.refresh_from_db()
    view = queries.desk_view(session, at=TEN)
    assert view.moved_to == make.skill("passports").name
    shown = make.sure(view.next)
    assert (shown.ticket.visit, shown.because.preference) == (waiting.pk, Preference.MOVED)


def ideas(house):
    found = make.sure(queries.outlook(house.office.pk, at=TEN))
    return {one.idea: one for one in found.suggestions}


def test_where_a_line_backs_up_a_desk_is_suggested_to_be_moved_there_and_back(house, passport):
    both = floor.clerk(house, 1, skills=BOTH)
    floor.clerk(house, 2)
    floor.clerk(house, 3)
    for minute in range(4):
        floor.ticket(house, f"09:{minute:02d}")
    for minute in range(6):
        floor.ticket(house, f"09:{minute + 30:02d}", lines=passport)

    before = ideas(house)
    assert Idea.MOVE_BACK not in before
    subject = before[Idea.MOVE].subject
    assert (subject.number, subject.skill) == (1, "passports")
    assert before[Idea.MOVE].effect.median.before > 0

    commands.move(both.desk, "passports", by=LEAD, at=TEN)
    assert queries.known_outlook(house.office.pk, at=TEN) is None
    after = ideas(house)
    assert Idea.MOVE not in after
    assert after[Idea.MOVE_BACK].subject.number == 1


def test_where_everybody_needs_the_same_nobody_is_moved(house):
    floor.clerk(house, 1, skills=BOTH)
    for minute in range(6):
        floor.ticket(house, f"09:{minute:02d}")
    assert Idea.MOVE not in ideas(house)
