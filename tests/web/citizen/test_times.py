"""Free times: the earliest of all offices, the days of a month, one day, and what filters leave."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass

import pytest
from django.db.models import Model
from django.test import Client

from anlauf.booking.models import Appointment
from anlauf.core import clock
from anlauf.web.common.pieces import Pieces
from tests import make
from tests.web.citizen import town as towns
from tests.web.citizen.town import times, word

ANYWHERE = {"count": "1", "where": "anywhere"}


def show(client, service="identity-card", **said):
    response = client.get(times(service, **(ANYWHERE | said)))
    assert response.status_code == 200
    return response


@pytest.fixture
def keys(monkeypatch) -> list[object]:
    """What the pieces composed from now on are kept under."""
    found = []
    keep = Pieces._keep

    def noted(self, of, words):
        found.append(of)
        keep(self, of, words)

    monkeypatch.setattr(Pieces, "_keep", noted)
    return found


@pytest.fixture
def composed(monkeypatch) -> list[str]:
    """The names of the pieces composed from now on."""
    names = []
    keep = Pieces._keep

    def noted(self, of, words):
        names.append(of[0].name)
        keep(self, of, words)

    monkeypatch.setattr(Pieces, "_keep", noted)
    return names


def earliest(response) -> list[tuple[str, str]]:
    """The clock and office on the buttons of the earliest times."""
    return [
        (item.label, item.note) for day in response.context["times"].earliest for item in day.items
    ]


def test_the_earliest_times_of_all_offices_come_first(client, town):
    assert earliest(show(client))[:3] == [
        ("08:00", "Altona"),
        ("08:00", "Harburg"),
        ("08:15", "Altona"),
    ]


def test_a_visit_of_several_people_is_as_long_as_it_must_be(client, town):
    day = show(client, count="4", day=make.DAY.isoformat()).context["times"].on_day[0]
    assert day.items[-1].label == "09:15"  # 15 + 3 × 10 minutes before ten o'clock


def test_near_a_quarter_the_closest_office_stands_first(client, town):
    for near, first in (("ottensen", "altona"), ("heimfeld", "harburg")):
        offices = show(client, where="near", near=near).context["times"].offices
        assert offices[0].office.key == first
        assert offices[0].kilometres < offices[1].kilometres


def test_the_calendar_counts_free_times_and_leads_to_the_day(client, town):
    sheet = show(client).context["times"].weeks
    days = {day.date: day for week in sheet.weeks for day in week if day}
    assert days[make.DAY].free == 16  # two offices, two hours, one in each quarter that fits
    assert days[towns.SATURDAY].free == 8
    assert days[make.DAY].heat > days[towns.SATURDAY].heat > 0  # the fuller the darker
    assert sheet.weeks[0][0].date == make.DAY
    assert len(sheet.weeks) == 5


def test_a_day_shows_office_by_office(client, town):
    response = show(client, day=make.DAY.isoformat())
    names = [each.office.key for each in response.context["times"].on_day]
    assert names == ["altona", "harburg"]
    assert word("altona", "08:00") in response.content.decode()


@pytest.mark.parametrize(
    ("filters", "offices"),
    [
        ({"step_free": "1"}, {"Altona"}),
        ({"days": "sat"}, {"Mobile"}),
        ({"office": "harburg"}, {"Harburg"}),
    ],
)
def test_filters_leave_what_was_asked_for(client, town, filters, offices):
    looking = show(client, **filters)
    shown = {looking.context["looking"].by_number[o.pk].short for o in _offered(looking)}
    assert shown == offices


def _offered(response):
    found = response.context["times"]
    if found.offices:
        return {each.office for each in found.offices if each.items}
    return {response.context["looking"].offices[0].office}


def test_when_nothing_is_left_the_page_says_what_else_there_is(client, town):
    page = show(client, part="afternoon", office="harburg").content.decode()
    assert "There is no free time like this at the moment" in page
    assert "Look at all offices" in page
    assert "tel:115" in page


@pytest.mark.parametrize("day", ["2026-02-31", "gestern", "1990-01-01", "9999-12-31", "🦄"])
@pytest.mark.parametrize("name", ["day", "week"])
def test_a_day_that_cannot_be_is_no_reason_to_fail(client, town, name, day):
    assert client.get(times("identity-card", **ANYWHERE, **{name: day})).status_code == 200


def test_the_page_needs_few_statements_however_many_offices(
    client, town, django_assert_max_num_queries
):
    for number in range(12):
        office = make.office(f"more-{number}")
        make.offering(office, town.card, most=4)
        for days in range(10):
            make.office_day(office, on=make.later(days))
    show(client)
    # One of them counts the search, after the answer is known.
    with django_assert_max_num_queries(9):
        show(client, day=make.DAY.isoformat(), where="near", near="ottensen")
    with django_assert_max_num_queries(7):
        show(client)


def test_the_next_page_composes_only_what_has_changed(client, town, composed):
    show(client)
    assert {"components/calendar_week.html", "citizen/filters_form.html"} <= set(composed)

    composed.clear()
    show(client)
    assert composed == []

    hold(towns.english(), word("altona", "08:00"))
    composed.clear()
    page = show(client).content.decode()
    assert 'value="altona.2026-11-23.08:00"' not in page
    assert composed.count("components/calendar_week.html") == 1
    assert composed.count("citizen/map_pin.html") == 0


def test_no_row_of_the_database_is_part_of_what_a_piece_is_kept_under(client, town, keys):
    """A row equals its own older versions: what was written about it would stand for ever."""
    show(client)
    show(client, where="near", near="ottensen", day=make.DAY.isoformat())
    assert keys
    assert [each for each in _inside(keys) if isinstance(each, Model)] == []


def _inside(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple | list):
        for each in value:
            yield from _inside(each)
    elif is_dataclass(value):
        for name in vars(value):
            yield from _inside(getattr(value, name))


def test_every_time_stands_on_a_button_that_works_without_scripts(client, town):
    page = show(client).content.decode()
    assert re.search(r'<button[^>]*name="time" value="altona.2026-11-23.08:00"', page)
    assert (
        '<form method="post" action="/book/identity-card/hold/?count=1&amp;where=anywhere">' in page
    )


def hold(client: Client, time: str, *, page="6f1b7a9e-0000-4000-8000-000000000000", **said):
    address = times("identity-card", **(ANYWHERE | said)).replace("/times/", "/hold/")
    return client.post(address, {"time": time, "request": page})


def test_one_tap_holds_the_time(client, town):
    response = hold(client, word("altona", "08:00"))
    assert response.status_code == 302
    assert response.url.startswith("/hold/")
    assert response.url.endswith("?count=1&where=anywhere")
    assert Appointment.objects.get().state == "held"


def test_a_double_tap_holds_it_once(client, town):
    assert hold(client, word("altona", "08:00")).url == hold(client, word("altona", "08:00")).url
    assert Appointment.objects.count() == 1


def test_a_second_time_from_the_same_page_is_another_wish(client, town):
    hold(client, word("altona", "08:00"))
    hold(client, word("altona", "08:30"))
    assert Appointment.objects.count() == 2


def test_who_comes_second_sees_the_nearest_times_at_once(client, town):
    hold(client, word("altona", "08:00"))
    other = hold(
        towns.english(), word("altona", "08:00"), page="6f1b7a9e-0000-4000-8000-000000000001"
    )
    assert other.status_code == 409
    page = other.content.decode()
    assert "This time is no longer free. Please choose another." in page
    kept_for_the_language_switch = 'name="next" value="/book/identity-card/times/?count=1'
    assert kept_for_the_language_switch in page
    near = [item.value for day in other.context["alternatives"] for item in day.items]
    assert word("harburg", "08:00") in near
    assert word("altona", "08:15") in near
    assert word("altona", "08:00") not in near


def test_a_time_that_has_passed_is_told_so(client, town):
    response = hold(client, word("altona", "08:00", make.later(-3)))
    assert response.status_code == 409
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize(
    "time",
    ["", "altona", word("altona-f", "08:00"), word("moon", "08:00"), "x" * 50_000, "🦄.🦄.🦄"],
)
def test_a_time_that_was_tampered_with_is_refused_and_nothing_is_stored(client, town, time):
    response = hold(client, time)
    assert response.status_code == 422
    assert "Please choose a time from the list" in response.content.decode()
    assert Appointment.objects.count() == 0


def test_a_million_letters_instead_of_a_time_are_refused(client, town):
    response = hold(client, "x" * 1_000_000)
    assert 400 <= response.status_code < 500
    assert Appointment.objects.count() == 0


def test_a_page_number_that_was_tampered_with_is_refused(client, town):
    assert hold(client, word("altona", "08:00"), page="🦄").status_code == 422
    assert Appointment.objects.count() == 0


def test_too_many_people_lead_back_to_the_question(client, town):
    response = hold(client, word("altona", "08:00"), count="99")
    assert response.url.startswith("/book/identity-card/times/?count=99")
    assert client.get(response.url, follow=True).status_code == 422
    assert Appointment.objects.count() == 0


def test_looking_at_the_address_of_the_tap_shows_the_times(client, town):
    address = times("identity-card", **ANYWHERE)
    assert client.get(address.replace("/times/", "/hold/")).url == address


def test_who_goes_back_is_reminded_of_the_time_they_hold(client, town):
    held = hold(client, word("altona", "08:00"))
    page = show(client).content.decode()
    assert "We keep Mon 23 Nov, 08:00, Altona for you until 07:05." in page
    assert held.url.replace("&", "&amp;") in page
    client.post(held.url.replace("/?", "/release/?"))
    assert "We keep" not in show(client).content.decode()


def test_the_reminder_ends_with_the_hold(client, town):
    hold(client, word("altona", "08:00"))
    clock.use(clock.StoppedClock(make.moment("07:05")))
    assert "We keep" not in show(client).content.decode()


def test_a_made_up_reminder_is_left_aside(client, town):
    client.cookies["held"] = "unicorn"
    assert "We keep" not in show(client).content.decode()
