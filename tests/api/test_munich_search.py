"""What a front end is told can be booked, and when."""

from datetime import date

import pytest

from anlauf.directory.states import Competence
from tests import make
from tests.api.munich import FrontEnd

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client) -> FrontEnd:
    return FrontEnd(client)


def test_the_component_finds_every_field_that_it_reads_without_asking(front, offering):
    """`office.address.street` and others are read unguarded; a null there is a blank page."""
    (office,) = front.catalogue()["offices"]
    assert office["address"]["street"] == "Marktstraße"
    assert office["address"]["house_number"].isdigit()
    assert isinstance(office["id"], int)
    assert isinstance(office["scope"]["reservationDuration"], int)
    assert isinstance(office["scope"]["activationDuration"], int)
    assert office["scope"]["whitelistedMails"] is None
    assert office["scope"]["provider"]["contact"]["streetNumber"].isdigit()
    assert office["slotTimeInMinutes"] > 0
    assert office["disabledByServices"] == []


def test_an_address_without_a_number_has_an_empty_one(front):
    office = make.office("harbour", place=make.place(street="Am Hafen"))
    make.offering(office)
    assert front.catalogue()["offices"][0]["address"]["house_number"] == ""


def test_slots_times_their_length_are_the_minutes(front):
    office = make.office("altona")
    minutes = {}
    for length, further in ((15, 10), (30, 15), (60, 5)):
        row = make.offering(office, minutes=length, further=further)
        minutes[row.service_id] = length
    told = front.catalogue()
    slot = told["offices"][0]["slotTimeInMinutes"]
    lengths = {row["serviceId"]: row["slots"] * slot for row in told["relations"]}
    assert lengths == minutes


def test_services_combine_where_one_clerk_can_do_both(front):
    office, elsewhere = make.office("altona"), make.office("harburg")
    passport, address = make.service("passport"), make.service("address", skill_key="registration")
    for place in (office, elsewhere):
        make.offering(place, passport)
        make.offering(place, address)
    make.office_day(office, skills=("residents", "registration"))
    make.office_day(elsewhere, skills=("residents",))

    told = {row["id"]: row["combinable"] for row in front.catalogue()["services"]}
    assert told[passport.pk] == {"1": {str(address.pk): [office.pk]}}
    assert told[address.pk] == {"1": {str(passport.pk): [office.pk]}}


def test_a_service_that_goes_with_no_other_has_an_empty_list(front, offering):
    (service,) = front.catalogue()["services"]
    assert service["combinable"] == []
    assert service["rootParentId"] == service["id"]


def test_where_residence_decides_the_office_says_whom_it_is_for(front):
    office = make.office("nord")
    office.districts.add(make.district("nord"), make.district("altona"))
    make.offering(office, make.service("permit", competence=Competence.DISTRICT))
    (told,) = front.catalogue()["offices"]
    assert "Altona, Nord" in told["name"]
    assert "Altona, Nord" in told["scope"]["hint"]
    assert "Altona, Nord" in told["scope"]["infoForAppointment"]


def test_names_come_in_the_language_of_the_reader(front, offering):
    told = front.client.get(
        "/buergeransicht/api/citizen/offices-and-services/", headers={"Accept-Language": "en"}
    )
    assert told.json()["offices"][0]["name"] == "Service centre altona"


def test_what_is_hidden_or_by_phone_only_is_not_told(front, offering):
    offering.office.offerings.update(channels=["phone"])
    assert front.catalogue() == {"offices": [], "services": [], "relations": []}


# --- The calendar -----------------------------------------------------------------------------


@pytest.fixture
def days(offering):
    """Times tomorrow, twice in December, and on one day in January."""
    on = [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 4)]
    offering.office.days.all().delete()
    for day in on:
        make.office_day(offering.office, on=day)
    return on


@pytest.fixture
def ask(front, offering):
    def asking(on: date, **said: str):
        answer = front.calendar([offering.office_id], [offering.service_id], on, **said)
        assert answer.status_code == 200
        return answer.json()

    return asking


def test_today_without_times_gives_way_to_the_first_day_with_some(ask, days):
    told = ask(make.DAY)
    assert told["slotsStartDate"] == told["slotsEndDate"] == "2026-11-24"
    assert [day["date"] for day in told["availableDays"]] == ["2026-11-24"]
    assert (told["prevBookableDate"], told["nextBookableDate"]) == (None, "2026-12-01")


def test_a_whole_month_is_painted_and_one_day_has_times(ask, days):
    told = ask(date(2026, 12, 15))
    assert told["slotsStartDate"] == "2026-12-15"
    times = {day["date"]: len(day["offices"]) for day in told["availableDays"]}
    assert times == {"2026-12-01": 0, "2026-12-15": 1}
    assert (told["prevBookableDate"], told["nextBookableDate"]) == ("2026-11-24", "2027-01-04")


def test_an_empty_day_gives_way_to_another_of_its_month_first(ask, days):
    assert ask(date(2026, 12, 20))["slotsStartDate"] == "2026-12-01"


def test_an_empty_month_gives_way_to_the_first_day_of_all(ask, days):
    told = ask(date(2027, 3, 1))
    assert told["slotsStartDate"] == "2026-11-24"
    assert [day["date"] for day in told["availableDays"]] == ["2026-11-24"]


def test_nothing_at_all_is_no_error(ask, offering):
    offering.office.days.all().delete()
    told = ask(make.DAY)
    assert told["availableDays"] == []
    assert told["slotsStartDate"] == make.DAY.isoformat()
    assert (told["prevBookableDate"], told["nextBookableDate"]) == (None, None)


def test_days_outside_the_span_asked_for_are_not_told(ask, days):
    told = ask(make.DAY, endDate="2026-11-30")
    assert told["nextBookableDate"] is None


def test_several_offices_are_named_in_the_order_asked(front, offering):
    other = make.offering(make.office("harburg"), offering.service)
    make.office_day(other.office)
    told = front.calendar([other.office_id, offering.office_id], [offering.service_id]).json()
    (day,) = told["availableDays"]
    assert day["providerIDs"] == f"{other.office_id},{offering.office_id}"
    assert [one["officeId"] for one in day["offices"]] == day["providerIDs"].split(",")
