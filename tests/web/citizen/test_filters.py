"""What narrows a search can be taken back, gives an order, and leaves nobody without a way."""

import pytest

from anlauf.people.models import Person
from tests import make
from tests.web.citizen import town as towns
from tests.web.citizen.town import times

ANYWHERE = {"count": "1", "where": "anywhere"}


def show(client, service="identity-card", **said):
    response = client.get(times(service, **(ANYWHERE | said)))
    assert response.status_code == 200
    return response


def chips(response) -> list[str]:
    return [chip.label for chip in response.context["filters"].chips]


def test_every_filter_at_work_is_a_chip_that_takes_it_back(client, town):
    page = show(client, days="mon~sat", part="morning", step_free="1")
    assert chips(page) == ["Monday", "Saturday", "In the morning", "No steps"]
    back = page.context["filters"].chips[1].href
    assert chips(client.get(back)) == ["Monday", "In the morning", "No steps"]


def test_without_a_result_the_page_says_what_there_is_without_each_filter(client, town):
    page = show(client, days="sat", step_free="1")
    assert page.context["times"].none
    assert [(each.label, each.times > 0) for each in page.context["instead"]] == [
        ("Saturday", True),
        ("No steps", True),
    ]
    words = page.content.decode()
    assert "Without “No steps” there are 8 times" in words


def test_a_wish_for_days_and_times_sorts_and_hides_nothing(client, town):
    page = show(client, order="fit", days="tue", part="late")
    fits = page.context["times"].fits
    assert fits[0].date == make.later(1)
    assert fits[0].items[0].label == "09:45"  # the latest there is
    assert {fit.date for fit in fits} > {make.later(1)}
    days = {day.date for week in page.context["times"].weeks.weeks for day in week if day}
    assert towns.SATURDAY in days


def test_the_nearest_first_asks_near_to_what(client, town):
    answer = client.get(times("identity-card", **ANYWHERE, order="nearest"))
    asked = client.get(answer.url)
    assert asked.status_code == 422
    assert "Enter a part of the city" in asked.content.decode()
    page = show(client, near="heimfeld")
    assert page.context["looking"].order == "nearest"
    assert page.context["times"].offices[0].office.key == "harburg"
    assert "straight line from the middle of Heimfeld" in page.content.decode()


def test_a_language_leaves_the_offices_where_somebody_speaks_it_and_names_nobody(client, town):
    person = make.person("ayse", at=town.harburg)
    Person.objects.filter(pk=person.pk).update(languages=["de", "tr"])
    page = show(client)
    assert [each.value for each in page.context["filters"].languages] == ["de", "tr"]
    page = show(client, language="tr")
    assert {row.short for row in page.context["looking"].by_number.values()} == {"Harburg"}
    assert chips(page) == ["Turkish"]
    assert "ayse" not in page.content.decode().lower()


def test_a_language_is_known_of_those_who_serve_only(client, town):
    leaver = make.person("gone", at=town.harburg)
    Person.objects.filter(pk=leaver.pk).update(languages=["fr"], is_active=False)
    assert show(client).context["filters"].languages == ()


@pytest.mark.parametrize(("channel", "offices"), [("phone", {"Altona"}), ("video", None)])
def test_a_channel_leaves_the_offices_that_offer_it(client, town, channel, offices):
    town.altona.offerings.filter(service=town.card).update(channels=["visit", "phone"])
    page = show(client, channel=channel)
    if offices is None:  # nobody offers it, so it is left aside
        assert page.context["looking"].channel == "visit"
        return
    assert {each.office.short for each in page.context["times"].offices if each.items} == offices
    assert [each.value for each in page.context["filters"].channels] == ["visit", "phone"]


def test_the_next_wave_is_told_before_it_opens(client, town):
    """Of Monday nothing is given away before eight; of the other days everything is."""
    assert show(client).context["times"].wave is None
    make.release_rule(make.tranche(100, make.opening(days=1, at="08:00")))
    page = show(client)
    wave = page.context["times"].wave
    assert wave.at == make.moment("08:00")
    assert wave.dates == (make.later(1),)
    assert "More times open today at 08:00." in page.content.decode()


def test_minutes_are_told_office_by_office_where_they_differ(client, town):
    assert {each.minutes for each in show(client).context["times"].offices} == {None}
    town.harburg.offerings.filter(service=town.card).update(minutes=25)
    page = show(client)
    assert {each.office.key: each.minutes for each in page.context["times"].offices} == {
        "altona": 15,
        "harburg": 25,
        "mobile": 15,
    }
    assert "15 to 25 minutes" in page.content.decode()
