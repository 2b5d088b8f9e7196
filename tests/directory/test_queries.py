"""What the directory answers about Hamburg."""

from datetime import date, timedelta

import pytest

from anlauf.core.text import say
from anlauf.directory import queries
from anlauf.directory.models import Office, OpeningRule, Service
from anlauf.engine.grid import Span
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_hamburg")]


def hours(office: str, day: date) -> list[str]:
    return [str(span) for span in queries.opening_on(queries.office(office), day)]


@pytest.mark.parametrize(
    ("office", "day", "open_at"),
    [
        ("hh-e-wandsbek", date(2026, 11, 23), ["07:00–19:00"]),
        ("hh-e-altona", date(2026, 11, 23), ["12:00–19:00"]),
        ("hh-a-altona", date(2026, 11, 23), ["08:00–12:00", "13:00–16:00"]),
        # odd ISO weeks take two hours away
        ("hh-e-nord", date(2026, 11, 18), ["07:00–12:00", "14:00–19:00"]),
        ("hh-e-nord", date(2026, 11, 25), ["07:00–19:00"]),
        # Saturdays: every one at Mitte, the first and third at City
        ("hh-e-mitte", date(2026, 11, 28), ["09:00–16:00"]),
        ("hh-e-city", date(2026, 11, 28), []),
        ("hh-e-city", date(2026, 11, 21), ["09:00–16:00"]),
        # the second Thursday and the fourth Wednesday of the month
        ("hh-e-curslack", date(2026, 11, 12), ["09:30–18:00"]),
        ("hh-e-curslack", date(2026, 11, 25), ["09:30–13:00"]),
        ("hh-e-curslack", date(2026, 11, 19), []),
        # public holidays and Christmas Eve
        ("hh-e-wandsbek", date(2026, 10, 31), []),
        ("hh-e-wandsbek", date(2026, 12, 25), []),
        ("hh-e-wandsbek", date(2026, 12, 24), []),
        # what was announced for one day
        ("hh-e-city", date(2025, 5, 7), ["07:00–10:30", "15:30–19:00"]),
        ("hh-e-nord", date(2025, 5, 9), []),
        ("hh-e-rahlstedt", date(2025, 5, 10), ["09:00–16:00"]),
    ],
)
def test_an_office_is_open_as_published(office, day, open_at):
    assert hours(office, day) == open_at


def test_a_week_says_why_a_day_differs():
    week = queries.opening_week(queries.office("hh-e-nord"), date(2026, 12, 21), language="en")
    assert [str(day.spans[0]) if day.spans else day.reason for day in week] == [
        "07:00–19:00",
        "07:00–19:00",
        "07:00–19:00",
        "Christmas Eve",
        "Christmas Day",
        "Second Day of Christmas",
        "",
    ]


def test_reasons_and_holidays_speak_the_asked_language():
    wandsbek = queries.office("hh-e-wandsbek")
    german = queries.opening_explained(wandsbek, date(2025, 5, 9), language="de")
    english = queries.opening_explained(wandsbek, date(2025, 5, 9), language="en")
    assert german.reason.startswith("Bauarbeiten")
    assert english.reason.startswith("Building works")
    unity = queries.holidays_between(date(2026, 10, 1), date(2026, 10, 31), language="de")
    assert list(unity.values()) == ["Tag der Deutschen Einheit", "Reformationstag"]


def test_hours_of_all_offices_take_three_statements(django_assert_num_queries):
    offices = list(queries.offices())
    with django_assert_num_queries(3):
        hours = queries.hours_of(offices)
    monday = make.DAY
    count = sum(bool(each.on(monday, frozenset()).spans) for each in hours.values())
    assert len(hours) == 34
    assert count == 10 + 6 + 3 + 9  # full, half-day, three mobile ones, and the foreigners' side


def test_a_rule_that_ends_no_longer_opens():
    office = queries.office("hh-e-volksdorf")
    monday = make.DAY
    OpeningRule.objects.filter(office=office).update(valid_to=monday - timedelta(days=1))
    assert queries.opening_on(office, monday) == ()
    assert queries.opening_on(office, monday - timedelta(days=7)) == (Span(114, 192),)


def test_the_back_office_and_hidden_offices_are_not_shown():
    assert queries.offices().count() == 34
    with pytest.raises(Office.DoesNotExist):
        queries.office("hh-e-zentral")
    Office.objects.filter(key="hh-e-horn").update(visible=False)
    with pytest.raises(Office.DoesNotExist):
        queries.office("hh-e-horn")


def test_any_resident_may_use_any_residents_office():
    card = queries.service("personalausweis")
    assert queries.competent_offices(card).count() == 24


def test_the_district_of_residence_decides_for_foreigners():
    permit = queries.service("aufenthalt_verlaengerung")
    districts = {district.key: district for district in queries.districts()}
    assert not queries.competent_offices(permit).exists()
    found = {
        key: [office.key for office in queries.competent_offices(permit, district)]
        for key, district in districts.items()
    }
    assert found["altona"] == ["hh-a-altona"]
    assert sorted(found["hamburg-mitte"]) == ["hh-a-mitte", "hh-a-ost-billstedt"]
    assert all(found.values())


def test_skilled_workers_go_to_the_welcome_center_wherever_they_live():
    blue = queries.service("blaue_karte")
    assert [office.key for office in queries.competent_offices(blue)] == ["hh-a-hwc"]


def test_only_city_exchanges_driving_licences():
    licence = queries.service("fuehrerschein_ersatz")
    assert [office.key for office in queries.competent_offices(licence)] == ["hh-e-city"]


def test_an_online_service_has_no_office_but_an_address():
    parking = queries.service("bewohnerparken")
    assert not queries.competent_offices(parking).exists()
    assert parking.online_url.startswith("https://")


def test_the_fee_is_the_one_of_the_day():
    card = queries.service("personalausweis")

    def fees(day: date) -> list[tuple[str, int]]:
        return [(say(fee.label, "en"), fee.cents) for fee in queries.fees_on(card, day)][:2]

    assert fees(date(2026, 2, 6)) == [("aged 24 or over", 3700), ("under 24", 2280)]
    assert fees(date(2026, 2, 7)) == [("aged 24 or over", 4600), ("under 24", 2760)]


def test_the_most_wanted_come_first():
    wanted = [service.key for service in queries.most_wanted("residents")]
    assert wanted[:3] == ["personalausweis", "personalausweis_abholen", "reisepass"]
    assert len(wanted) == 8
    assert queries.most_wanted("foreigners")[0].key == "aufenthalt_verlaengerung"


def test_services_are_found_by_words_and_hidden_ones_are_not():
    assert queries.services_matching("perso verloren", "de")[0].key == "personalausweis_verlust"
    Service.objects.filter(key="personalausweis_verlust").update(public=False)
    keys = [service.key for service in queries.services_matching("perso verloren", "de")]
    assert "personalausweis_verlust" not in keys


def test_offices_are_ordered_by_their_way_from_the_quarter():
    quarter = queries.quarters().get(key="blankenese")
    offices = queries.competent_offices(queries.service("personalausweis"))
    pairs = queries.by_distance(offices, make.sure(queries.here(quarter.key)).point)
    ways = [way for _office, way in pairs if way is not None]
    assert pairs[0][0].key == "hh-e-blankenese"
    assert ways == sorted(ways)
    assert ways[0] < 2
    assert ways[-1] < 40


def test_an_office_without_coordinates_comes_last():
    office = queries.office("hh-e-blankenese")
    office.place.latitude = office.place.longitude = None
    office.place.save()
    quarter = queries.quarters().get(key="blankenese")
    offices = queries.competent_offices(queries.service("personalausweis"))
    assert queries.by_distance(offices, make.sure(queries.here(quarter.key)).point)[-1] == (
        office,
        None,
    )


def test_the_map_shows_seven_districts_and_names_its_source():
    drawing = queries.map_of_city()
    assert len(drawing.outlines) == 7
    assert all("OpenStreetMap" in words for words in drawing.attribution.values())
    assert drawing.attribution.keys() == {"de", "en"}
    assert all(outline.path.startswith("M") for outline in drawing.outlines)


def test_every_office_lies_on_the_sheet():
    sheet = queries.map_of_city().sheet
    for office in queries.offices():
        x, y = sheet.put(office.place.longitude or 0, office.place.latitude or 0)
        assert 0 < x < sheet.width
        assert 0 < y < sheet.height
