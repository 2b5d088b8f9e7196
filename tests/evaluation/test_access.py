"""How people came, in sums: counted once, before it is forgotten, and nothing of few."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands.access import MARKS_LIVE, count_access
from anlauf.evaluation.models import AccessFigures, AccessMark, VisitFact
from anlauf.evaluation.queries import Period
from anlauf.evaluation.states import Aspect
from anlauf.floor import commands as floor
from anlauf.floor.models import Visit
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db
EVENING = make.moment("20:00")
MONDAY = make.DAY - timedelta(days=make.DAY.weekday())


def a_morning():
    """One served after four minutes who names a need, one gone, one booked and served."""
    house = make_floor.house()
    session = make_floor.clerk(house)
    first = make_floor.ticket(house, "08:00")
    Visit.objects.filter(pk=first.pk).update(access_needs=["hearing"])
    make_floor.served(house, session, since="08:04", until="08:10")
    floor.leave(make_floor.ticket(house, "08:51"), by=CLERK, at=make.moment("08:59"))
    make_floor.arrived(house, "09:30", came="09:00")
    make_floor.served(house, session, since="09:32", until="09:40")
    return house


def counted(aspect):
    rows = AccessFigures.objects.filter(aspect=aspect)
    return {row.value: (row.visits, row.left, row.within_15, row.bookings) for row in rows}


def test_a_morning_by_way_need_and_language():
    a_morning()
    commands.catch_up(at=EVENING)
    assert counted(Aspect.WAY) == {"walk_in": (2, 1, 1, 0), "online": (1, 0, 1, 1)}
    assert counted(Aspect.NEED) == {"hearing": (1, 0, 1, 0), "none": (2, 1, 1, 1)}
    assert counted(Aspect.LANGUAGE) == {"de": (3, 1, 2, 1)}


def test_what_is_read_again_or_forgotten_is_not_counted_again():
    a_morning()
    commands.catch_up(at=EVENING)
    before = list(AccessFigures.objects.order_by("pk").values())
    later = EVENING + timedelta(days=9)
    assert floor.forget(by=SYSTEM, at=later) == 1
    commands.catch_up(at=later)
    commands.recompute(at=later)
    assert list(AccessFigures.objects.order_by("pk").values()) == before
    assert counted(Aspect.NEED)["hearing"] == (1, 0, 1, 0)


def test_marks_go_and_what_is_older_than_they_is_not_counted():
    a_morning()
    commands.catch_up(at=EVENING)
    late = EVENING + MARKS_LIVE + timedelta(days=2)
    assert commands.forget_marks(at=late) == 4
    assert not AccessMark.objects.exists()
    before = counted(Aspect.WAY)
    count_access([*VisitFact.objects.values_list("pk", flat=True)], [], at=late)
    assert counted(Aspect.WAY) == before


def row(area, value, visits, *, week=MONDAY, aspect=Aspect.WAY, bookings=0, quick=None):
    return AccessFigures.objects.create(
        area_number=area.pk,
        week=week,
        aspect=aspect,
        value=value,
        visits=visits,
        called=visits,
        within_15=visits if quick is None else quick,
        within_30=visits,
        bookings=bookings,
        lead_minutes=bookings * 1440 * 3,
        lead_14=bookings,
    )


def test_small_groups_and_what_they_could_be_found_with_are_in_no_sum():
    area = make.office("harburg").area
    row(area, "online", 40, bookings=20, quick=30)
    row(area, "walk_in", 9, quick=0)
    row(area, "urgent", 3)
    report = queries.access_report(Period(MONDAY, MONDAY + timedelta(days=6)))
    [found] = report.areas
    ways = dict(found.aspects)[Aspect.WAY]
    assert [(one.value, one.visits, one.bookings) for one in ways] == [("online", 40, 20)]
    assert make.sure(ways[0].figures["within_15"]).value == 0.75
    assert make.sure(ways[0].figures["lead"]).value == 3.0
    assert make.sure(ways[0].figures["booked_14"]).number == 20
    assert found.whole.visits == 40


def test_nothing_is_told_of_a_week_that_is_not_whole():
    row(make.office("harburg").area, "online", 40)
    assert queries.access_report(Period(MONDAY, MONDAY + timedelta(days=5))).areas == ()
