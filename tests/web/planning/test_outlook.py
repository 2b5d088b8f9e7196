"""The team lead's page: the rest of the day, what would help, and the presses that do it."""

import pytest

from anlauf.core import clock
from anlauf.core.models import JournalEntry
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import commands, queries
from anlauf.floor.values import DispatchRuleSaid
from anlauf.people.roles import Role
from tests import make
from tests.web import floor_scene
from tests.web.floor_scene import NOON, logged_in

pytestmark = pytest.mark.django_db

OUTLOOK, HX = "/office/harburg/outlook/", {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def noon():
    queries.forget_outlooks()
    before = clock.use(clock.StoppedClock(NOON))
    yield
    clock.use(before)


@pytest.fixture
def office():
    at = floor_scene.scene(desks=8)
    floor_scene.busy(at, waiting=4)
    return at


@pytest.fixture
def lead(office):
    return logged_in(make.person("lead", role=Role.TEAM_LEAD, at=office.office))


def text(response):
    return response.content.decode()


def test_the_page_opens_at_once_and_the_outlook_comes_by_itself(lead):
    page = text(lead.get("/office/harburg/"))
    assert "is being worked out" in page
    assert 'hx-trigger="load, every 30s"' in page
    part = text(lead.get(OUTLOOK, headers=HX))
    assert "What would help" in part
    assert "Open one more desk" in part
    assert "<html" not in part
    assert "is being worked out" not in text(lead.get("/office/harburg/"))


def test_without_scripts_the_outlook_is_shown_when_asked_for(lead):
    page = text(lead.get("/office/harburg/?outlook=1"))
    assert "Open one more desk" in page
    assert "outlook-picture__band" in page
    assert lead.get(OUTLOOK).status_code == 302


def test_an_unchanged_outlook_is_not_sent_again(lead):
    first = lead.get(OUTLOOK, headers=HX)
    again = lead.get(OUTLOOK, headers=HX | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_room_tells_lines_desks_and_who_is_missing(lead):
    part = text(lead.get("/office/harburg/inside/"))
    assert "Waiting by service" in part
    assert "5 of 6 there" in part
    assert "Who is missing" in part


def test_one_press_stops_tickets_and_another_gives_them_again(lead, office):
    page = text(lead.post("/office/harburg/today/stop_tickets/", follow=True))
    assert "No tickets without an appointment since 12:00" in page
    assert "You can take that back" in page
    with pytest.raises(commands.TicketsStopped):
        floor_scene.ticket(office, "12:01")
    page = text(lead.post("/office/harburg/today/give_tickets/", follow=True))
    assert "Tickets are given out again." in page
    assert "No tickets without" not in page
    told = JournalEntry.objects.filter(verb__startswith="floor.tickets")
    assert [entry.by_kind for entry in told] == ["staff", "staff"]


def test_a_desk_changes_its_role_and_the_usual_rule_comes_back(lead, office):
    rule = DispatchRuleSaid(policy=DispatchPolicy(pickup_desks=frozenset({2})))
    commands.set_dispatch_rule(
        office.office.pk, rule, by=floor_scene.actor(office.clerk), at=make.AT
    )
    assert "calls everybody in turn" in text(lead.get(OUTLOOK, headers=HX))
    said = {"desk": "2"}
    page = text(lead.post("/office/harburg/today/serve_everybody/", said, follow=True))
    assert "called by another rule than usual" in page
    assert not queries.dispatch_policy(office.office.pk, make.DAY).pickup_desks
    lead.post("/office/harburg/today/usual_rule/")
    assert queries.dispatch_policy(office.office.pk, make.DAY).pickup_desks == {2}


@pytest.mark.parametrize(
    ("what", "desk", "status"),
    [("nothing", "1", 404), ("serve_everybody", "x", 404), ("stop_tickets", "-1", 404)],
)
def test_a_press_nobody_knows_does_nothing(lead, what, desk, status):
    response = lead.post(f"/office/harburg/today/{what}/", {"desk": desk})
    assert response.status_code == status


@pytest.mark.parametrize("desk", ["", "99", "1"])
def test_a_desk_that_cannot_change_is_refused_in_words(lead, desk):
    page = lead.post("/office/harburg/today/serve_everybody/", {"desk": desk}, follow=True)
    assert page.status_code == 200
    assert "There is no desk" in text(page)


def test_who_only_looks_sees_the_outlook_and_no_press(office):
    client = logged_in(make.person(role=Role.STEERING))
    assert 'action="/office/harburg/today/' not in text(client.get("/office/harburg/?outlook=1"))
    assert client.post("/office/harburg/today/stop_tickets/").status_code == 403


def test_a_team_lead_of_elsewhere_may_do_nothing_here(office):
    elsewhere = floor_scene.neighbour(office, "altona")
    client = logged_in(make.person(role=Role.TEAM_LEAD, at=elsewhere.office))
    assert client.post("/office/harburg/today/stop_tickets/").status_code == 403
    assert client.get(OUTLOOK).status_code == 403


def test_after_closing_nothing_is_foreseen(lead):
    clock.use(clock.StoppedClock(make.moment("19:30")))
    assert "does not open any more today" in text(lead.get("/office/harburg/"))


def test_all_offices_by_load_are_seen_by_every_lead_but_open_only_to_their_own(lead, office):
    floor_scene.neighbour(office, "altona")
    page = text(lead.get("/loads/"))
    assert "Desks that call" in page
    assert 'href="/office/harburg/"' in page
    assert "Altona" in page
    assert 'href="/office/altona/"' not in page
    first = lead.get("/loads/now/")
    assert lead.get("/loads/now/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_clerk_sees_no_loads(office):
    assert logged_in(office.clerk).get("/loads/").status_code == 403


def test_no_part_of_the_page_names_a_clerk(lead, office):
    somebody = make.person("marlene", at=office.office)
    commands.log_on(office.office.desks.get(number=8), somebody, at=NOON)
    assert somebody.name not in text(lead.get("/office/harburg/?outlook=1"))


def test_one_press_moves_a_desk_and_another_moves_it_back(lead, office):
    asked = {"desk": "2", "skill": "residents"}
    page = text(lead.post("/office/harburg/today/move/", asked, follow=True))
    assert "This desk calls these people first." in page
    assert 'action="/office/harburg/today/move_back/"' in page
    assert "Desk 2 calls first:" in page
    page = text(lead.post("/office/harburg/today/move_back/", {"desk": "2"}, follow=True))
    assert "This desk calls everybody in turn again." in page
    assert "Desk 2 calls first:" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"desk": "2", "skill": "ships"}, "can do this"),
        ({"desk": "2"}, "can do this"),
        ({"desk": "8", "skill": "residents"}, "Nobody is logged on at desk"),
        ({"desk": "99", "skill": "residents"}, "There is no desk"),
    ],
)
def test_a_move_that_cannot_be_is_refused_in_words(lead, asked, said):
    assert said in text(lead.post("/office/harburg/today/move/", asked, follow=True))


def test_a_desk_is_moved_by_hand_without_a_suggestion(lead):
    page = text(lead.get("/office/harburg/"))
    assert 'id="move"' in page
    assert '<option value="residents"' in page


def test_who_only_looks_moves_nobody(office):
    client = logged_in(make.person(role=Role.STEERING))
    assert 'id="move"' not in text(client.get("/office/harburg/"))
    refused = client.post("/office/harburg/today/move/", {"desk": "2", "skill": "residents"})
    assert refused.status_code == 403
