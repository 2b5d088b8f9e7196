"""Looking back: who may, what is shown, what is not, and that a link brings it back."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.models import AccessFigures, BookingFact, OfferSample, SearchCount, VisitFact
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
NINE = make.moment("09:00")
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def nine_oclock():
    before = clock.use(clock.StoppedClock(NINE))
    yield
    clock.use(before)


@pytest.fixture
def harburg():
    return make.office("harburg", desks=2)


@pytest.fixture
def steering(client):
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def past(office, days, wait, people=10, first=1):
    """So many earlier days on which so many people waited so many minutes, one no-show in ten."""
    for back in range(first, first + days):
        day = make.DAY - timedelta(days=back)
        for one in range(people):
            number = -(office.pk * 100_000 + back * 100 + one)
            VisitFact.objects.create(
                number=number,
                office_number=office.pk,
                date=day,
                hour=9 + one % 3,
                appointed=True,
                wait=wait * 60,
                served=600,
                outcome="finished",
            )
            BookingFact.objects.create(
                number=number,
                office_number=office.pk,
                share="online",
                channel="visit",
                booked_on=day,
                date=day,
                lead=3 * 1440,
                outcome="no_show" if one == 0 else "served",
            )
        OfferSample.objects.create(
            at=make.moment("09:00", day),
            date=day,
            area_number=office.area_id,
            office_number=office.pk,
            minutes=12 * 1440,
        )
    sum_up_all()


def shown(client, address, **given):
    return client.get(address, given, headers=ENGLISH).content.decode()


def test_the_figures_of_an_office_counted_by_hand(steering, harburg):
    past(harburg, days=10, wait=20)
    cells = {
        line.split(",")[2]: line.split(",")[4]
        for line in shown(steering, "/figures/offices.csv").splitlines()
        if line.startswith("office,")
    }
    assert cells["Lead time"] == "3.0"
    assert cells["Wait: half at most"] == "20.0"
    assert cells["Waited 15 minutes at most"] == "0.0"
    assert cells["Waited 30 minutes at most"] == "1.0"
    assert cells["Appointments nobody came to"] == "0.1"
    assert cells["Promise kept: 10 days"] == "0.0"
    assert cells["Promise kept: 14 days"] == "1.0"


def test_offices_stand_against_the_city(steering, harburg):
    past(harburg, days=10, wait=20)
    past(make.office("altona"), days=10, wait=5)
    page = shown(steering, "/figures/")
    assert page.index("Harburg") < page.index("Altona")  # the longest wait first
    assert "20 min" in page


def test_four_people_of_a_day_are_in_no_figure(steering, harburg):
    past(harburg, days=1, wait=20, people=4)
    assert "not known" in shown(steering, "/figures/")
    assert "20 min" not in shown(steering, "/figures/office/harburg/")


def test_the_days_asked_for_are_shown(steering, harburg):
    past(harburg, days=3, wait=20)
    past(harburg, days=3, wait=40, first=20)
    since, until = make.DAY - timedelta(days=25), make.DAY - timedelta(days=15)
    page = shown(steering, "/figures/", since=since.isoformat(), until=until.isoformat())
    assert "40 min" in page
    assert "20 min" not in page


def test_a_permanent_link_says_everything(steering, harburg):
    past(harburg, days=3, wait=20)
    found = shown(steering, "/figures/", figure="no_show")
    until = make.DAY - timedelta(days=1)
    assert f"until={until}&amp;defined={make.DAY}&amp;figure=no_show" in found


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2026-02-01", "2026-01-01", "before the first one"),
        ("2020-01-01", "2026-01-01", "three years at most"),
        ("soon", "later", "valid date"),
    ],
)
def test_what_is_no_period_is_said(steering, since, until, said):
    response = steering.get("/figures/", {"since": since, "until": until}, headers=ENGLISH)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_an_unknown_figure_is_as_if_none_had_been_said(steering, harburg):
    past(harburg, days=3, wait=20)
    assert "half of all people" in shown(steering, "/figures/", figure="nonsense")


def test_without_anything_known_the_page_says_so(steering, harburg):
    assert "Nothing is known of these days" in shown(steering, "/figures/")
    assert "Nothing is known of these days" in shown(steering, "/figures/office/harburg/")


def test_why_people_waited_is_said_with_what_went_with_it(steering, harburg):
    past(harburg, days=8, wait=10, people=8)
    past(harburg, days=2, wait=50, people=16, first=9)
    page = shown(steering, "/figures/office/harburg/")
    assert "up to 50 minutes; on the other days 10" in page
    assert "100 % more people came" in page


def test_the_days_of_an_office_are_a_sheet(steering, harburg):
    past(harburg, days=2, wait=20)
    lines = shown(steering, "/figures/office/harburg/days.csv").splitlines()
    assert lines[0].startswith("date,visits,wait_median")
    assert lines[1].split(",")[1:4] == ["10", "20", "20"]


def test_a_team_lead_sees_the_own_office_only(client, harburg):
    make.office("altona")
    client.force_login(make.person("lead", at=harburg, role=Role.TEAM_LEAD))
    assert client.get("/figures/office/harburg/").status_code == 200
    assert client.get("/figures/about/").status_code == 200
    for closed in ("/figures/", "/figures/offices.csv", "/figures/office/altona/"):
        assert client.get(closed).status_code == 403


def test_every_figure_is_explained(steering):
    page = shown(steering, "/figures/about/")
    assert 'id="lead"' in page
    assert "21/10017" in page


def test_the_week_shows_its_hours_and_every_link_brings_it_back(steering, harburg):
    past(harburg, days=40, wait=12, people=30)
    week = f"{make.DAY - timedelta(days=7):%G-W%V}"
    page = shown(steering, "/figures/week/", week=week, office="harburg")
    assert "The week: Harburg" in page
    assert "People by weekday and hour" in page
    assert f"week={week}&amp;office=harburg" in page
    sheet = shown(steering, "/figures/week/hours.csv", week=week).splitlines()
    assert sheet[1] == "1,9,10.0,12"
    assert "Nothing is known of this week" in shown(steering, "/figures/week/", week="2020-W01")


def test_who_sees_one_office_sees_its_week_and_not_the_citys(client, harburg):
    other = make.office("altona")
    past(harburg, days=20, wait=12, people=30)
    past(other, days=20, wait=40, people=30, first=1)
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=harburg))
    page = shown(client, "/figures/week/", office="altona")
    assert "The week: Harburg" in page
    assert "Altona" not in page


def test_a_service_page_tells_weeks_and_offices(steering, harburg):
    card = make.service("personalausweis")
    past(harburg, days=30, wait=12, people=30)
    VisitFact.objects.update(service_number=card.pk)
    sum_up_all()
    assert card.key in shown(steering, "/figures/services/")
    page = shown(steering, f"/figures/service/{card.key}/")
    assert "Week by week" in page
    assert "Harburg" in page
    sheet = shown(steering, f"/figures/service/{card.key}/weeks.csv").splitlines()
    assert sheet[0].startswith("week,visits")
    assert steering.get("/figures/service/nothing/").status_code == 404


def test_access_is_compared_by_how_people_came(steering, harburg):
    week = make.DAY - timedelta(days=make.DAY.weekday() + 7)
    for value, quick in (("online", 30), ("walk_in", 10)):
        AccessFigures.objects.create(
            area_number=harburg.area_id,
            week=week,
            aspect="way",
            value=value,
            visits=40,
            called=40,
            within_15=quick,
            within_30=40,
        )
    page = shown(steering, "/figures/access/")
    assert "without an appointment" in page
    assert "75 %" in page
    assert "25 %" in page
    sheet = shown(steering, "/figures/access/groups.csv")
    assert "residents,way,online,40,0,within_15,0.75" in sheet


def test_the_way_from_search_to_visit(steering, harburg):
    card = make.service("personalausweis")
    week = make.DAY - timedelta(days=make.DAY.weekday() + 7)
    SearchCount.objects.create(
        service_number=card.pk, date=week, shard=0, searches=200, nothing=50, chosen=90
    )
    page = shown(steering, "/figures/funnel/")
    assert "50 searches found nothing free" in page
    assert "75 %" in page
    sheet = shown(steering, "/figures/funnel/steps.csv").splitlines()
    assert sheet[1] == "residents,personalausweis,200,150,90,0,0,0,0"
