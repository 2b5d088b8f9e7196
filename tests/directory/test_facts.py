"""The shipped files against the facts they were written from, where those are at hand."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from anlauf.directory.imports.described import DescribedCity, Office
from anlauf.directory.imports.folder import Reading
from anlauf.engine.grid import clock_text

FACTS = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "hamburg.json"

pytestmark = pytest.mark.skipif(
    not FACTS.exists(),
    reason=f"Left out: {FACTS} is not at hand, so nothing is compared with Hamburg's facts.",
)

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
Hours = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def city(hamburg: Reading) -> DescribedCity:
    assert hamburg.described is not None
    return hamburg.described


def weekly(office: Office) -> Hours:
    """The hours that come back every week, as the facts write them."""
    found: Hours = {}
    for rule in office.rules:
        if rule.nth is None and not rule.closed:
            for weekday in rule.weekdays:
                spans = [[clock_text(span.start), clock_text(span.end)] for span in rule.spans]
                found[WEEKDAYS[weekday]] = spans
    return found


def monthly(office: Office) -> set[tuple[int, str, str, str]]:
    """The hours that come back on numbered weekdays of the month."""
    return {
        (number, WEEKDAYS[weekday], clock_text(span.start), clock_text(span.end))
        for rule in office.rules
        for number in rule.nth or ()
        for weekday in rule.weekdays
        for span in rule.spans
    }


def test_every_site_is_an_office(city, facts):
    assert {office.key for office in city.offices} == {site["id"] for site in facts["sites"]}


def test_every_site_has_its_name_address_and_ways_to_reach_it(city, facts):
    offices = {office.key: office for office in city.offices}
    places = {place.key: place for place in city.places}
    districts = {district.key: district.name for district in city.districts}
    for site in facts["sites"]:
        office = offices[site["id"]]
        place = places[office.place]
        assert office.name["de"] == site["name"]
        assert place.street == site["address"]["street"]
        assert place.postal_code == site["address"]["postal_code"]
        assert districts[place.district] == site["district"]
        assert office.email == site.get("email", "")
        assert office.phone == site.get("phone", "")
        assert (place.latitude, place.longitude) == (
            site["coordinates"]["lat"],
            site["coordinates"]["lon"],
        )


def test_every_site_has_its_weekly_hours(city, facts):
    offices = {office.key: office for office in city.offices}
    for site in facts["sites"]:
        published = {day: spans for day, spans in (site["opening_hours"] or {}).items() if spans}
        for rule in site.get("opening_rules", []):
            if rule.get("rrule") == "FREQ=WEEKLY;BYDAY=SA":
                published["sa"] = [[rule["start"], rule["end"]]]
        assert weekly(offices[site["id"]]) == published, site["id"]


def test_every_site_has_its_days_of_the_month(city, facts):
    offices = {office.key: office for office in city.offices}
    for site in facts["sites"]:
        published = set()
        for rule in site.get("opening_rules", []):
            found = re.search(r"MONTHLY;BYDAY=(\d)(\w\w)", rule.get("rrule", ""))
            if found:
                published.add((int(found[1]), found[2].lower(), rule["start"], rule["end"]))
        if site["id"] != "hh-e-city":  # its two Saturdays are assumed
            assert monthly(offices[site["id"]]) == published, site["id"]


def test_every_exception_seen_is_there(city, facts):
    ours = {
        (
            day.office,
            day.date.isoformat(),
            day.kind,
            "".join(clock_text(s.start) for s in day.spans),
        )
        for day in city.exceptions
    }
    for item in facts["opening_exceptions_seen"]["items"]:
        kind = "extra" if item["type"].startswith("extra") else "closed"
        assert (item["site"], item["date"], kind, item.get("start", "")) in ours


def test_every_service_is_there_with_its_key_and_time(city, facts):
    ours = {service.key: service for service in city.services}
    assert set(ours) == {service["key"] for service in facts["services"]}
    for service in facts["services"]:
        assert ours[service["key"]].leika == tuple(filter(None, [service["leika"]]))
        published = service["planning_duration_min"]["value"]
        assert 0 <= ours[service["key"]].usual.minutes - published < 5, service["key"]


def test_every_published_fee_is_there(city, facts):
    ours = {service.key: {fee.cents for fee in service.fees} for service in city.services}
    for service in facts["services"]:
        for name, euro in (service["hamburg"]["fee_eur"] or {}).items():
            for amount in euro if isinstance(euro, list) else [euro]:
                if isinstance(amount, (int, float)):
                    assert round(amount * 100) in ours[service["key"]], (service["key"], name)


def test_every_quarter_lies_where_it_was_found(city):
    quarters = json.loads((FACTS.parent / "hamburg_quarters.json").read_text(encoding="utf-8"))
    ours = {
        (district.name, quarter.latitude, quarter.longitude)
        for district in city.districts
        for quarter in district.quarters
    }
    assert ours == {(each["district"], each["lat"], each["lon"]) for each in quarters["quarters"]}


def test_what_the_facts_call_an_assumption_is_marked_as_one(hamburg, facts):
    folder = Path(__file__).parents[2] / "src/anlauf/demo/hamburg/services"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.toml"))
    for service in facts["services"]:
        if service["planning_duration_min"]["status"] == "assumption":
            described = text.partition(f'id = "{service["key"]}"')[2].partition("[[service]]")[0]
            assert '"minutes"' in described.rpartition("\nassumed")[2], service["key"]
