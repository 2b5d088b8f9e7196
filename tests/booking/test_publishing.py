"""Supply is written down without breaking a promise."""

import pytest

from anlauf.booking import audit, commands
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Supply
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Office
from anlauf.engine.capacity import Group, level
from anlauf.engine.grid import Span
from tests import make

pytestmark = pytest.mark.django_db


def supply(*groups: tuple[str, int, str], desks: int = 9) -> Supply:
    """Groups as (skills, clerks, span)."""
    opened = Span(make.tick("08:00"), make.tick("10:00"))
    return Supply(
        (opened,),
        tuple(
            Group(frozenset(skills.split()), level([_span(span)], clerks))
            for skills, clerks, span in groups
        ),
        level([opened], desks),
    )


def _span(text: str) -> Span:
    start, end = (make.tick(clock) for clock in text.split("-"))
    return Span(start, end)


def publish(office: Office, wanted: Supply) -> bool:
    return commands.publish_supply(office.pk, make.DAY, wanted, by=SYSTEM, at=make.AT)


ALL_MORNING = supply(("residents", 2, "08:00-10:00"))


def test_a_published_day_can_be_booked():
    offering = make.offering(make.office())
    assert publish(offering.office, ALL_MORNING)
    make.appointment(make.wish(offering))
    assert OfficeDay.objects.get().spans == [[96, 120]]


def test_the_same_again_writes_nothing():
    office = make.office()
    publish(office, ALL_MORNING)
    version = OfficeDay.objects.get().version

    assert not publish(office, ALL_MORNING)

    assert OfficeDay.objects.get().version == version
    assert JournalEntry.objects.filter(verb="booking.supply_published").count() == 1


def test_promises_are_laid_onto_the_new_supply():
    offering = make.offering(make.office())
    publish(offering.office, ALL_MORNING)
    appointment = make.appointment(make.wish(offering))
    more = supply(("licences", 1, "08:00-10:00"), ("residents licences", 1, "08:00-10:00"))

    publish(offering.office, more)

    appointment.refresh_from_db()
    assert appointment.lane == 1
    assert not list(audit.differences())


def test_a_promise_that_would_find_nobody_refuses_the_change():
    offering = make.offering(make.office())
    publish(offering.office, ALL_MORNING)
    kept = make.appointment(make.wish(offering, at="09:00"))
    before = OfficeDay.objects.values().get()

    with pytest.raises(commands.SupplyConflicts) as refused:
        publish(offering.office, supply(("residents", 1, "08:00-09:00")))

    assert refused.value.codes == (kept.code,)
    assert kept.code in str(refused.value)
    assert OfficeDay.objects.values().get() == before


def test_a_closed_day_is_a_page_without_supply():
    office = make.office()
    publish(office, ALL_MORNING)
    publish(office, Supply((), (), bytes(288)))
    offering = make.offering(office)
    with pytest.raises(commands.DayClosed):
        make.appointment(make.wish(offering))


def test_fewer_desks_than_clerks_bound_the_promises():
    offering = make.offering(make.office())
    publish(offering.office, supply(("residents", 2, "08:00-10:00"), desks=1))
    make.appointment(make.wish(offering))
    with pytest.raises(commands.TimeTaken):
        make.appointment(make.wish(offering))
