"""Every service of a visit has its own time; one key at a pick-up desk; other work is counted."""

import pytest

from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import commands, queries
from anlauf.floor.models import DeskWork
from anlauf.floor.states import TicketState
from anlauf.floor.values import DispatchRuleSaid
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


@pytest.fixture
def house():
    return make_floor.house()


@pytest.fixture
def session(house):
    return make_floor.clerk(house)


@pytest.fixture
def visit(house, session):
    make_floor.ticket(house)
    visit = make_floor.called(house, session, "08:05")
    return commands.start(visit, by=CLERK, at=at("08:06"))


def more(house, **said):
    service = make.service(**said)
    make.offering(house.office, service)
    return service


def worked(visit):
    rows = visit.periods.filter(item__isnull=False).order_by("pk")
    return [
        (
            row.kind,
            row.item.service_id,
            f"{row.started_at:%M}",
            row.ended_at and f"{row.ended_at:%M}",
        )
        for row in rows.select_related("item")
    ]


def test_what_is_added_is_what_is_done_next_and_one_can_go_back(house, visit):
    added = more(house)
    first = visit.items.get()
    commands.add_service(visit, added, by=CLERK, at=at("08:10"))
    commands.work_on(visit, first.pk, by=CLERK, at=at("08:12"))
    commands.work_on(visit, first.pk, by=CLERK, at=at("08:13"))
    commands.finish(visit, by=CLERK, at=at("08:15"))
    assert worked(visit) == [
        ("serving", first.service_id, "06", "10"),
        ("serving", added.pk, "10", "12"),
        ("serving", first.service_id, "12", "15"),
    ]


def test_how_long_each_service_took_is_the_sum_of_its_periods(house, visit):
    added = more(house)
    commands.add_service(visit, added, 2, by=CLERK, at=at("08:10"))
    commands.finish(visit, by=CLERK, at=at("08:15"))
    served = queries.served_items([house.office.pk], at("08:00"), at("09:00"))
    assert [(one.service, one.count, one.minutes, one.added_at_desk) for one in served] == [
        (house.service.pk, 1, 4.0, False),
        (added.pk, 2, 5.0, True),
    ]
    assert queries.served_items([house.office.pk], at("08:16"), at("09:00")) == []


def test_the_back_office_is_time_of_the_same_service(visit):
    item = visit.items.get()
    commands.step_out(visit, item.pk, by=CLERK, at=at("08:08"))
    commands.finish(visit, by=CLERK, at=at("08:10"))
    assert [row[0] for row in worked(visit)] == ["serving", "back_office"]


def test_whoever_goes_on_to_another_desk_goes_on_with_what_is_left(house, session, visit):
    added = more(house)
    second = commands.add_service(visit, added, by=CLERK, at=at("08:10")).items.last()
    commands.park(visit, "photo", by=CLERK, at=at("08:11"))
    commands.resume(visit, session, by=CLERK, at=at("08:12"))
    assert visit.periods.get(ended_at__isnull=True).item == second


def test_a_service_they_did_not_come_for_has_to_be_added_first(house, visit):
    other = make_floor.ticket(house, "08:07").items.get()
    with pytest.raises(commands.UnknownItem):
        commands.work_on(visit, other.pk, by=CLERK, at=at("08:08"))


def test_a_pick_up_desk_needs_one_key_for_each_visitor(house, session):
    tickets = [make_floor.ticket(house) for _ in range(3)]
    turnovers = [
        commands.quick(session, by=CLERK, at=at(clock))
        for clock in ("08:01:00", "08:01:40", "08:02:10")
    ]
    assert [turn.finished and turn.finished.pk for turn in turnovers] == [
        None,
        tickets[0].pk,
        tickets[1].pk,
    ]
    assert [make.sure(turn.called).pk for turn in turnovers] == [one.pk for one in tickets]
    seconds = [
        (end - begin).seconds
        for kind, begin, end in make_floor.periods(tickets[0])
        if end and kind == "serving"
    ]
    assert seconds == [40]
    assert make_floor.verbs(tickets[0])[-3:] == ["floor.called", "floor.started", "floor.finished"]


def test_one_key_also_ends_a_visit_that_had_begun_and_then_nobody_is_left(session, visit):
    turn = commands.quick(session, by=CLERK, at=at("08:10"))
    assert (make.sure(turn.finished).state, turn.called) == (TicketState.FINISHED, None)


def test_other_work_is_counted_by_desk_and_names_nobody(house, session):
    commands.begin_work(session, "phone", by=CLERK, at=at("08:00"))
    commands.begin_work(session, "phone", by=CLERK, at=at("08:01"))
    commands.end_work(session, 3, by=CLERK, at=at("08:20"))
    commands.begin_work(session, "back_office", make.skill(), by=CLERK, at=at("09:00"))
    commands.end_work(session, 5, by=CLERK, at=at("09:30"))
    done = queries.works_done(house.office.pk, at("08:00"), at("10:00"))
    assert [(one.kind, one.items, one.minutes) for one in done] == [
        ("back_office", 5, 30.0),
        ("phone", 3, 20.0),
    ]
    assert "person" not in {column.name for column in DeskWork._meta.get_fields()}


def test_nobody_is_called_to_a_desk_at_other_work(house, session):
    make_floor.ticket(house)
    commands.begin_work(session, "phone", by=CLERK, at=at("08:01"))
    with pytest.raises(commands.AtOtherWork):
        commands.call_next(session, by=CLERK, at=at("08:02"))
    with pytest.raises(commands.AtOtherWork):
        commands.take_break(session, at=at("08:02"))
    assert [seat.calls for seat in queries.open_sessions(house.office.pk)] == [False]
    commands.end_work(session, 1, by=CLERK, at=at("08:03"))
    assert commands.call_next(session, by=CLERK, at=at("08:04")) is not None


def test_leaving_the_desk_ends_other_work(house, session):
    commands.begin_work(session, "phone", by=CLERK, at=at("08:01"))
    commands.log_off(session, at=at("08:05"))
    assert queries.work_at(session.desk_id) is None


def test_other_work_waits_until_the_visitor_has_gone_and_is_of_a_known_kind(session, visit):
    with pytest.raises(commands.VisitAtDesk):
        commands.begin_work(session, "phone", by=CLERK, at=at("08:10"))
    with pytest.raises(commands.UnknownWork):
        commands.begin_work(session, "sleep", by=CLERK, at=at("08:10"))
    with pytest.raises(commands.TooManyItems):
        commands.end_work(session, 5000, by=CLERK, at=at("08:10"))


def test_the_desks_screen_says_what_is_worked_on_and_whether_it_is_a_pick_up_desk(
    house, session, visit
):
    policy = DispatchPolicy(pickup_desks=frozenset({1}))
    commands.set_dispatch_rule(house.office.pk, DispatchRuleSaid(policy), by=CLERK, at=make.AT)
    view = queries.desk_view(session, at=at("08:07"))
    assert view.pickup
    assert make.sure(view.present).working_on == visit.items.get().pk
