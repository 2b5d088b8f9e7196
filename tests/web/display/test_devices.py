"""Devices over HTTP: set up by a code, locked to their office, watched and mended by IT."""

from datetime import timedelta

import pytest
from django.test import Client

from anlauf.core import clock
from anlauf.core.models import JournalEntry
from anlauf.people.models import Device
from anlauf.people.roles import Role
from anlauf.people.states import DeviceKind
from anlauf.web.display import monitor
from tests import make
from tests.web import floor_scene as scenes

HERE = "/kiosk/harburg/"


def words(answer):
    return answer.content.decode()


@pytest.fixture
def admin(scene):
    return scenes.logged_in(make.person(role=Role.ADMINISTRATOR))


@pytest.fixture
def kiosk(scene):
    return scenes.set_up(scenes.english(), scene.office)


def later(minutes):
    clock.use(clock.StoppedClock(scenes.NOON + timedelta(minutes=minutes)))


# --- the lock ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", "en/", "en/appointment/", "en/services/", "en/services/passport/"]
)
def test_without_a_key_the_kiosk_refuses_kindly_and_names_the_way(scene, client, path):
    answer = client.get(f"{HERE}{path}")
    assert answer.status_code == 403
    assert "This device is not in service" in words(answer)
    assert "Please go to the reception." in words(answer)
    assert 'href="/device/"' in words(answer)


def test_without_a_key_no_number_is_drawn(scene, client):
    answer = client.post(f"{HERE}en/services/passport/", {"count": 1})
    assert answer.status_code == 403


def test_a_kiosk_works_at_its_own_office_only(scene, kiosk):
    scenes.neighbour(scene, "altona")
    assert kiosk.get(HERE).status_code == 200
    answer = kiosk.get("/kiosk/altona/")
    assert answer.status_code == 403
    assert "This kiosk belongs to: Service centre harburg" in words(answer)


def test_a_board_is_no_kiosk(scene):
    board = scenes.set_up(scenes.english(), scene.office, DeviceKind.BOARD)
    assert board.get(HERE).status_code == 403
    assert board.get("/display/harburg/").status_code == 200


@pytest.mark.parametrize("cookie", ["forged", "forged:1abc:sig", "", "%F0%9F", "x" * 4000])
def test_a_forged_key_opens_nothing(scene, client, cookie):
    client.cookies["device"] = cookie
    assert client.get(HERE).status_code == 403


def test_what_a_kiosk_does_is_done_by_that_kiosk(scene, kiosk):
    code = scenes.booked(scene, "12:15").code
    kiosk.post(f"{HERE}en/appointment/", {"code": code})
    entry = JournalEntry.objects.filter(verb__startswith="floor.").latest("pk")
    assert (entry.by_kind, entry.by_number) == ("device", Device.objects.get().pk)


# --- setting up ----------------------------------------------------------------------------------


def test_a_device_opens_its_own_page_once_it_is_set_up(scene, kiosk):
    assert kiosk.get("/device/")["Location"] == HERE
    board = scenes.set_up(scenes.english(), scene.office, DeviceKind.BOARD)
    assert board.get("/device/")["Location"] == "/display/harburg/"


def test_the_key_is_a_cookie_no_script_can_read(scene, kiosk):
    cookie = kiosk.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) > 365 * 24 * 3600


@pytest.mark.parametrize("typed", ["", "guessed", "<script>", "x" * 41, "2222-2222"])
def test_a_wrong_code_can_be_corrected(db, client, typed):
    answer = client.post("/device/", {"code": typed})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in words(answer)
    assert "<script>" not in words(answer).split('value="')[1].split('"')[0]
    assert "device" not in client.cookies


def test_codes_cannot_be_guessed_by_the_thousand(db):
    client = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(60):
        client.post("/device/", {"code": "2222-2222"})
    assert "Too many tries" in words(
        client.post("/device/", {"code": "2222-2222"}, headers={"Accept-Language": "en"})
    )


def test_a_waiting_device_says_that_it_is_there(scene, kiosk):
    later(30)
    assert kiosk.get("/device/here/").status_code == 204
    assert Device.objects.get().seen_at == scenes.NOON + timedelta(minutes=30)


def test_a_locked_device_learns_it_within_a_minute(scene, kiosk, admin):
    admin.post(f"/devices/{Device.objects.get().pk}/revoke/")
    assert kiosk.get("/device/here/").status_code == 403
    assert kiosk.get(HERE).status_code == 403


def test_a_board_with_a_key_is_seen_while_it_asks(scene):
    board = scenes.set_up(scenes.english(), scene.office, DeviceKind.BOARD)
    later(7)
    board.get("/display/harburg/now/")
    assert Device.objects.get().seen_at == scenes.NOON + timedelta(minutes=7)


# --- the monitor ---------------------------------------------------------------------------------


def test_only_administrators_see_the_monitor(scene, client):
    assert client.get("/devices/").status_code == 302
    lead = scenes.logged_in(make.person(role=Role.TEAM_LEAD, at=scene.office))
    assert lead.get("/devices/").status_code == 403
    assert lead.post("/devices/1/revoke/").status_code == 403


def test_a_device_is_added_and_its_code_is_told_once(scene, admin):
    form = {"kind": "kiosk", "office": "harburg", "name": "Entrance, left"}
    shown = words(admin.post("/devices/", form, follow=True))
    assert "Code for “Entrance, left”:" in shown
    assert "not set up yet" in shown
    assert "Code for" not in words(admin.get("/devices/"))


def test_a_form_that_is_not_whole_is_asked_again(scene, admin):
    for form in ({"kind": ""}, {"kind": "rocket", "office": "nowhere", "name": " "}):
        answer = admin.post("/devices/", form)
        assert answer.status_code == 200
        assert "Please check what you entered" in words(answer)
    assert not Device.objects.exists()


def test_a_silent_device_stands_out(scene, admin, kiosk):
    assert "just now" in words(admin.get("/devices/"))
    later(6)
    shown = words(admin.get("/devices/"))
    assert "6 minutes ago" in shown
    assert "kern-badge--danger" in shown


@pytest.mark.parametrize(
    ("minutes", "state", "seen"),
    [
        (0, "well", "just now"),
        (5, "well", "5 minutes ago"),
        (6, "silent", "6 minutes ago"),
        (60, "silent", "1 hour ago"),
        (60 * 24, "silent", "1 day ago"),
    ],
)
def test_how_long_ago_is_said_in_words(minutes, state, seen):
    device = Device(state="enrolled", seen_at=scenes.NOON)
    row = monitor.row_of(device, scenes.NOON + timedelta(minutes=minutes))
    assert (row.state, row.seen) == (state, seen)


def test_every_change_can_be_taken_back(scene, admin, kiosk):
    number = Device.objects.get().pk
    admin.post(f"/devices/{number}/rename/", {"name": "Hall"})
    assert "Call it “Entrance” again" in words(admin.get("/devices/"))
    admin.post(f"/devices/{number}/rename/undo/")
    assert Device.objects.get().name == "Entrance"
    shown = words(admin.post(f"/devices/{number}/revoke/", follow=True))
    assert "Let in again" in shown
    admin.post(f"/devices/{number}/restore/")
    assert kiosk.get(HERE).status_code == 200


def test_a_name_that_is_empty_is_refused(scene, admin, kiosk):
    answer = admin.post(f"/devices/{Device.objects.get().pk}/rename/", {"name": " "})
    assert answer.status_code == 422


def test_what_is_not_there_is_not_found(scene, admin):
    for verb in ("code", "rename", "rename/undo", "revoke", "restore"):
        assert admin.post(f"/devices/99/{verb}/", {"name": "x"}).status_code == 404
        assert admin.get(f"/devices/99/{verb}/").status_code == 405


def test_administrators_find_the_monitor_among_their_pages(scene, admin):
    assert 'href="/devices/"' in words(admin.get("/start/?choose"))
