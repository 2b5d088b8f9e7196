"""The visitor's own page over HTTP: where they stand, what happens, leaving the queue."""

import pytest

from anlauf.floor import commands as floor
from anlauf.floor.states import TicketState
from tests.web import floor_scene as scenes


@pytest.fixture
def see(client):
    """Open somebody's own page."""

    def seeing(visit):
        answer = client.get(scenes.own_page(visit))
        assert answer.status_code == 200
        return answer.content.decode()

    return seeing


def test_the_page_counts_the_people_ahead_and_tells_a_range(scene, see):
    scenes.seated(scene, 2)
    scenes.ticket(scene, "11:30")
    shown = see(scenes.ticket(scene, "11:40"))
    assert '<span class="visit__number">002</span>' in shown
    assert "1 person" in shown
    assert "minutes" in shown


def test_without_a_clerk_the_wait_is_not_made_up(scene, see):
    assert "cannot be said now" in see(scenes.ticket(scene, "11:40"))


def test_the_page_follows_the_visit_to_its_end(scene, see):
    visit = scenes.ticket(scene, "11:30")
    session = scenes.seated(scene, 4)
    by = scenes.actor(session.person)
    scenes.called(session, "11:55")
    assert "Please go to desk 4" in see(visit)
    floor.start(visit, by=by, at=scenes.NOON)
    assert "You are at desk 4" in see(visit)
    floor.park(visit, "photo", by=by, at=scenes.NOON)
    assert "Your visit is paused" in see(visit)
    floor.resume(visit, session, by=by, at=scenes.NOON)
    floor.finish(visit, by=by, at=scenes.NOON)
    assert "Done. Thank you for your visit." in see(visit)


def test_whoever_was_missed_reads_what_to_do(scene, see):
    visit = scenes.ticket(scene, "11:30")
    session = scenes.seated(scene, 4)
    scenes.called(session, "11:55")
    floor.miss(visit, by=scenes.actor(session.person), at=scenes.NOON)
    assert "We called you, but you did not come." in see(visit)


def test_an_unchanged_page_costs_a_304(scene, client):
    address = f"{scenes.own_page(scenes.ticket(scene, '11:30'))}now/"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    other = client.get(address, headers={"If-None-Match": first["ETag"], "Accept-Language": "de"})
    assert other.status_code == 200


def test_leaving_is_asked_once_and_done_once(scene, client, see):
    visit = scenes.ticket(scene, "11:30")
    address = f"{scenes.own_page(visit)}leave/"
    assert "Leave the queue?" in client.get(address).content.decode()
    visit.refresh_from_db()
    assert visit.state == TicketState.WAITING
    for _ in range(2):
        answer = client.post(address, follow=True)
        assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.state == TicketState.LEFT
    assert "You have left the queue." in see(visit)


def test_nobody_leaves_while_being_served(scene, client):
    visit = scenes.ticket(scene, "11:30")
    session = scenes.seated(scene, 4)
    scenes.called(session, "11:55")
    floor.start(visit, by=scenes.actor(session.person), at=scenes.NOON)
    answer = client.post(f"{scenes.own_page(visit)}leave/")
    assert answer.status_code == 409
    assert "This is not possible now." in answer.content.decode()


@pytest.mark.parametrize("key", ["guessed", "1", "🎈", "x" * 400])
def test_a_guessed_link_opens_nothing(db, client, key):
    for path in ("", "now/", "leave/"):
        assert client.get(f"/visit/{key}/{path}").status_code == 404


def test_the_page_runs_on_without_javascript_and_stays_out_of_search(scene, client):
    shown = client.get(scenes.own_page(scenes.ticket(scene, "11:30"))).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in shown
    assert '<meta name="robots" content="noindex">' in shown
