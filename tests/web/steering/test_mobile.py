"""Mobile offices beside fixed ones: the table, and what it does not tell."""

import pytest

from anlauf.evaluation.models import DayFigures
from anlauf.evaluation.queries import mobile_report
from anlauf.evaluation.queries.table import Period
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PERIOD = Period(make.later(-14), make.later(-1))
ADDRESS = f"/figures/mobile/?since={PERIOD.first}&until={PERIOD.last}"


def days(office, *, visits: int, clerk_minutes: int) -> None:
    """Two weeks on which as many came each day."""
    for on in PERIOD.dates():
        DayFigures.objects.create(
            area_number=office.area_id,
            office_number=office.pk,
            date=on,
            visits=visits,
            clerk_minutes=clerk_minutes,
            leads=visits,
            lead_minutes=visits * 1440,
            due=visits,
            no_shows=1,
        )


@pytest.fixture
def steering(client):
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def text(response) -> str:
    return str(response.content.decode())


def test_what_an_hour_of_a_clerk_brings_is_told_of_both_kinds(steering):
    days(make.mobile("horn"), visits=10, clerk_minutes=300)
    days(make.office("altona"), visits=60, clerk_minutes=900)
    [area] = mobile_report(PERIOD)
    mobile, fixed = area.kinds
    assert (mobile.visits, mobile.clerk_hours) == (140, 70)
    assert make.sure(mobile.a_clerk_hour).value == pytest.approx(2.0)
    assert make.sure(fixed.a_clerk_hour).value == pytest.approx(4.0)
    page = text(steering.get(ADDRESS, headers=ENGLISH))
    assert "1 mobile office" in page
    assert "1 fixed office" in page
    assert "2.0" in page


def test_days_with_too_few_people_are_left_out_with_their_hours(steering):
    horn = make.mobile("horn")
    days(horn, visits=10, clerk_minutes=300)
    few = DayFigures.objects.filter(office_number=horn.pk, date__lt=make.later(-7))
    few.update(visits=3)
    days(make.office("altona"), visits=60, clerk_minutes=900)
    mobile, _fixed = mobile_report(PERIOD)[0].kinds
    assert (mobile.visits, mobile.clerk_hours) == (70, 35)


def test_a_city_without_mobile_offices_is_told_so(steering):
    days(make.office("altona"), visits=60, clerk_minutes=900)
    assert mobile_report(PERIOD) == []
    assert "Nothing is known of mobile offices" in text(steering.get(ADDRESS, headers=ENGLISH))


def test_only_who_sees_the_city_sees_it(client):
    client.force_login(make.person("clerk", at=make.office("altona")))
    assert client.get(ADDRESS).status_code == 403
