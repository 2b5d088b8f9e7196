"""People in the waiting room, at the reception: found, their needs noted, put first."""

import pytest

from anlauf.core.models import JournalEntry
from anlauf.floor import commands, queries
from anlauf.floor.models import Visit
from tests import make
from tests.web import floor_scene as scenes

PAGE = "/counter/harburg/reception/"


def words(answer):
    return answer.content.decode()


@pytest.fixture
def visit(scene):
    """A walk-in who has waited for half an hour."""
    return scenes.ticket(scene, "11:30")


def at_reception(browser, visit, what="", **said):
    address = f"{PAGE}visit/{visit.pk}/{what}"
    return browser.post(address, said, follow=True) if what else browser.get(address)


def test_the_reception_sees_who_waits_and_why(browser, visit):
    shown = words(browser.get(PAGE))
    assert f"{PAGE}visit/{visit.pk}/" in shown
    assert "walk-in, by arrival" in shown


@pytest.mark.parametrize("said", ["1", "001", " 001 "])
def test_a_number_finds_somebody_who_is_here(browser, visit, said):
    answer = browser.post(f"{PAGE}check-in/", {"code": said}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{PAGE}visit/{visit.pk}/"


def test_the_square_on_the_slip_finds_them_too(browser, visit):
    link = f"https://city.example{scenes.own_page(visit)}"
    answer = browser.post(f"{PAGE}check-in/", {"code": link}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{PAGE}visit/{visit.pk}/"


@pytest.mark.parametrize("said", ["999", "https://city.example/visit/nobody/", "99999", "🎈"])
def test_what_belongs_to_nobody_is_said_beside_the_field(browser, visit, said):
    answer = browser.post(f"{PAGE}check-in/", {"code": said})
    assert answer.status_code == 422
    assert "kern-error" in words(answer)


def test_needs_noted_at_the_reception_are_seen_at_the_desk(scene, browser, visit):
    shown = words(at_reception(browser, visit, "needs/", access_needs=["hearing", "more_time"]))
    assert "Noted. The desk sees it." in shown
    session = scenes.seated(scene, 1, person=scene.clerk)
    scenes.called(session, "12:00")
    assert "I do not hear well" in words(browser.get("/counter/harburg/screen/"))
    visit.refresh_from_db()
    assert visit.minutes > 15
    assert "hearing" not in str(JournalEntry.objects.latest("pk").facts)


def test_saying_the_same_needs_again_changes_nothing(browser, visit):
    for _ in range(2):
        at_reception(browser, visit, "needs/", access_needs=["hearing"])
    assert JournalEntry.objects.filter(verb="floor.needs_written").count() == 1
    at_reception(browser, visit, "needs/")
    visit.refresh_from_db()
    assert visit.access_needs == []


def test_a_need_nobody_has_listed_is_refused(browser, visit):
    shown = words(at_reception(browser, visit, "needs/", access_needs=["a throne"]))
    assert "That was not understood." in shown


def test_whoever_shows_a_published_reason_goes_first_and_back(scene, browser, visit):
    urgent = make.urgency_rule()
    later = scenes.ticket(scene, "11:45")
    assert urgent.proof["en"] in words(at_reception(browser, later))
    assert "is called sooner" in words(at_reception(browser, later, "first/", rule=urgent.pk))
    first = queries.queue(scene.office.pk, at=scenes.NOON)[0]
    assert first.ticket.visit == later.pk
    assert "waits like others again" in words(at_reception(browser, later, "line/"))
    assert not Visit.objects.exclude(urgency=None).exists()


def test_a_reason_that_does_not_count_is_refused(browser, visit):
    for said in ("1", "", "🎈"):
        shown = words(at_reception(browser, visit, "first/", rule=said))
        assert "This reason does not count today" in shown


def test_somebody_elses_visitor_is_unknown_here(scene, browser):
    elsewhere = make.office("altona", desks=1)
    make.offering(elsewhere, scene.services[0])
    make.office_day(elsewhere, supply=[1] * 144, opens="07:00")
    other = scenes.ticket(scenes.Scene(elsewhere, scene.services, scene.clerk), "11:30")
    assert at_reception(browser, other).status_code == 404
    assert at_reception(browser, other, "needs/").status_code == 404


def test_a_call_for_help_is_seen_at_the_reception(scene, browser):
    session = scenes.seated(scene, 2)
    commands.call_for_help(session, by=scenes.actor(session.person), at=scenes.NOON)
    assert "Desk 2 (Harburg) needs help" in words(browser.get(PAGE))
