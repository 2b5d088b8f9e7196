"""The city that ships with the product is sound, complete, and loads to the same rows twice."""

import pytest
from django.core.management import call_command

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.directory.imports.folder import Reading
from anlauf.directory.imports.load import Loaded, OtherCity, load
from anlauf.directory.models import (
    City,
    Desk,
    District,
    Fee,
    Offering,
    Office,
    OpeningException,
    OpeningRule,
    Quarter,
    Service,
)
from anlauf.staffing.imports import load_patterns
from anlauf.staffing.models import StaffPattern
from tests import make
from tests.directory import HAMBURG

LOADED = (
    City,
    District,
    Quarter,
    Office,
    Desk,
    Service,
    Fee,
    Offering,
    OpeningRule,
    OpeningException,
)


def loaded(reading: Reading) -> Loaded:
    assert reading.described is not None
    return load(reading.described, by=SYSTEM, at=make.AT)


def rows() -> dict[str, list[object]]:
    return {
        table.__name__: list(table._default_manager.order_by("pk").values()) for table in LOADED
    }


def test_the_shipped_files_have_no_mistake(hamburg):
    assert [str(problem) for problem in hamburg.fatal] == []


def test_only_the_office_without_published_hours_is_odd(hamburg):
    odd = [str(each) for each in hamburg.odd if not each.where.file.startswith("habits")]
    assert len(odd) == 1
    assert "hh-a-afm" in odd[0]


def test_every_kind_of_table_says_how_much_of_it_is_assumed(hamburg):
    assumed = {tally.kind: tally.assumed for tally in hamburg.tallies}
    assert assumed["staff"] > 0
    assert assumed["quarter"] == 103  # of each, its postal codes


@pytest.mark.django_db
def test_the_whole_city_is_loaded(hamburg):
    loaded(hamburg)
    assert Service.objects.count() == 49
    assert Office.objects.count() == 35
    assert Office.objects.filter(area__key="residents").count() == 25
    assert Office.objects.filter(area__key="foreigners", place__isnull=False).count() == 10
    assert District.objects.count() == 7
    assert Quarter.objects.count() == 103


@pytest.mark.django_db
def test_loading_twice_changes_nothing(hamburg):
    first = loaded(hamburg)
    before = rows()
    second = loaded(hamburg)
    assert first.changed
    assert not second.changed
    assert rows() == before
    assert JournalEntry.objects.filter(verb="directory.loaded").count() == 1


@pytest.mark.django_db
def test_a_changed_row_is_put_right_and_told(hamburg):
    loaded(hamburg)
    Service.objects.filter(key="reisepass").update(name={"de": "Pass", "en": "Pass"})
    Fee.objects.filter(service__key="reisepass").update(cents=1)
    again = loaded(hamburg)
    assert again.updated == {"service": 1, "fee": 4}
    assert Service.objects.get(key="reisepass").name["en"] == "Apply for a passport"
    assert JournalEntry.objects.filter(verb="directory.loaded").count() == 2


@pytest.mark.django_db
def test_what_the_files_no_longer_mention_is_hidden_or_left_but_never_removed(hamburg):
    loaded(hamburg)
    stranger = make.service(key="old-service")
    office = make.office(key="old-office")
    again = loaded(hamburg)
    stranger.refresh_from_db()
    office.refresh_from_db()
    assert "service old-service" in again.hidden
    assert "office old-office" in again.hidden
    assert not stranger.public
    assert not office.visible
    assert "district mitte" in again.left


@pytest.mark.django_db
def test_days_entered_since_stay(hamburg):
    loaded(hamburg)
    office = Office.objects.get(key="hh-e-nord")
    OpeningException.objects.create(office=office, date=make.DAY, kind="closed")
    assert not loaded(hamburg).changed
    assert OpeningException.objects.filter(office=office, date=make.DAY).exists()


@pytest.mark.django_db
def test_another_citys_rows_are_not_overwritten(hamburg):
    make.city(key="elsewhere")
    with pytest.raises(OtherCity, match="elsewhere"):
        loaded(hamburg)


@pytest.mark.django_db
def test_staff_patterns_load_once(hamburg):
    loaded(hamburg)
    assert hamburg.described is not None
    first = load_patterns(hamburg.described.staff, by=SYSTEM, at=make.AT)
    numbers = set(StaffPattern.objects.values_list("pk", flat=True))
    second = load_patterns(hamburg.described.staff, by=SYSTEM, at=make.AT)
    assert first.patterns == len(hamburg.described.staff) == len(numbers)
    assert len(first.offices) == 33
    assert second.offices == ()
    assert set(StaffPattern.objects.values_list("pk", flat=True)) == numbers
    assert JournalEntry.objects.filter(verb="staffing.patterns_loaded").count() == 1


@pytest.mark.django_db
def test_one_changed_pattern_touches_one_office(hamburg):
    loaded(hamburg)
    assert hamburg.described is not None
    load_patterns(hamburg.described.staff, by=SYSTEM, at=make.AT)
    StaffPattern.objects.filter(office__key="hh-e-city").update(clerks=9)
    again = load_patterns(hamburg.described.staff, by=SYSTEM, at=make.AT)
    assert again.offices == ("hh-e-city",)
    assert not StaffPattern.objects.filter(clerks=9).exists()


@pytest.mark.django_db
def test_the_commands_load_the_city_and_its_staff_and_say_so(capsys):
    call_command("load_city", str(HAMBURG))
    call_command("load_staff", str(HAMBURG))
    call_command("load_city", str(HAMBURG))
    said = capsys.readouterr().out
    assert "created 35 × office" in said
    assert "changed at 33 offices" in said
    assert "Nothing was written." in said
    assert Office.objects.count() == 35
