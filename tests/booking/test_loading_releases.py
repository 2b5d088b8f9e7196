"""Rules of release come from the city's files; what offices wrote themselves stays."""

from pathlib import Path

import pytest
from django.utils import translation

from anlauf.booking import commands, queries
from anlauf.booking.imports.releases import load_releases
from anlauf.booking.models import ReleaseRule
from anlauf.booking.queries import ReleaseRuleSaid, Scope
from anlauf.booking.snapshots.releases import tranches
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.demo.prepare import HAMBURG
from anlauf.directory.imports import folder
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def described():
    reading = folder.read(HAMBURG)
    assert reading.described is not None
    return reading.described.releases


def test_hamburgs_waves_are_at_seven_and_ten_for_today_two_weeks_and_five(described):
    make.office()  # of the area for residents
    load_releases(described, by=SYSTEM, at=make.AT)
    rule = make.sure(queries.rule_of_office(make.office().pk, on=make.DAY))
    at_seven, at_ten = make.tick("07:00"), make.tick("10:00")
    waves = set(rule.said.release.waves("online"))
    assert waves >= {(days, tick) for days in (0, 14, 35) for tick in (at_seven, at_ten)}
    assert rule.said.release.shares >= {"internal", "walk_in", "urgent", "invitation"}


def test_loading_twice_changes_nothing(described):
    make.area()
    load_releases(described, by=SYSTEM, at=make.AT)
    entries = JournalEntry.objects.count()
    load_releases(described, by=SYSTEM, at=make.AT)
    assert (JournalEntry.objects.count(), ReleaseRule.objects.count()) == (entries, len(described))


def test_what_is_no_longer_described_goes_and_an_offices_own_rule_stays(described):
    office = make.office()
    own = ReleaseRuleSaid(tranches([make.tranche(100, make.opening())]))
    commands.set_release_rule(Scope(office=office.pk), own, by=SYSTEM, at=make.AT)
    load_releases(described, by=SYSTEM, at=make.AT)
    loaded = load_releases([], by=SYSTEM, at=make.AT)
    assert loaded.removed == len(described)
    assert make.sure(queries.rule_of_office(office.pk, on=make.DAY)).said == own


def test_mistakes_in_a_rule_are_named_with_their_line(tmp_path: Path):
    (tmp_path / "city.toml").write_text('[city]\nid = "x"\n', "utf-8")
    (tmp_path / "releases.toml").write_text(
        "[[release]]\n"
        "[[release.part]]\n"
        "percent = 90\n"
        'opens = [{ to = "online", days = 3, at = "seven" }]\n'
        "[[release.part]]\n"
        "percent = 5\n"
        "opens = []\n",
        "utf-8",
    )
    said = {
        problem.sentence
        for problem in folder.read(tmp_path).problems
        if problem.where.file == "releases.toml"
    }
    assert "The parts add up to 95 percent, not to 100." in said
    assert "“seven” is no time such as 07:00." in said
    assert "This part opens to nobody." in said
