"""The kiosk over HTTP: languages, check-in, an honest answer, one ticket for a double tap."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse

from anlauf.booking.values import WalkIn
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.floor import commands as floor
from anlauf.floor import queries
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid, Join
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from anlauf.web.display.check_in import pressed
from tests import make
from tests.web import floor_scene as scenes

HERE = "/kiosk/harburg/"
CODE = f"{HERE}en/appointment/"
PASSPORT = f"{HERE}en/services/passport/"


@pytest.fixture
def client(scene, client):
    """The kiosk of the office."""
    return scenes.set_up(client, scene.office)


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_kiosk_begins_with_the_languages_in_their_own_words(scene, client):
    shown = words(client.get(HERE))
    assert "Deutsch" in shown
    assert "English" in shown


def test_the_language_of_the_address_is_the_language_of_the_page(scene, client):
    german = words(client.get(f"{HERE}de/services/"))
    assert '<html lang="de"' in german
    assert "Reisepass beantragen" in german
    english = words(client.get(f"{HERE}en/services/", headers={"Accept-Language": "de"}))
    assert '<html lang="en"' in english
    assert "Apply for a passport" in english


@pytest.mark.parametrize(
    "path", ["xx/", "xx/services/", "en/services/nothing/", "en/ticket/guessed/"]
)
def test_what_does_not_exist_is_not_found(scene, client, path):
    assert client.get(f"{HERE}{path}").status_code == 404


def test_an_unknown_kiosk_is_not_found(scene, client):
    assert client.get("/kiosk/nowhere/").status_code == 404
    assert client.get("/kiosk/nowhere/en/").status_code == 404


# --- with an appointment -------------------------------------------------------------------------


def test_the_code_checks_in_and_shows_the_number(scene, client):
    code = scenes.booked(scene, "12:15").code
    answer = client.post(CODE, {"code": code}, follow=True)
    assert '<span class="ticket__number">001</span>' in words(answer)
    assert "Your appointment: <strong>12:15</strong>" in words(answer)
    assert "data:image/svg+xml" in words(answer)


def test_scanning_twice_is_one_visit(scene, client):
    code = scenes.booked(scene, "12:15").code
    first, second = (client.post(CODE, {"code": code}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("code", ["", "ABCD-1234", "🎈🎈🎈", "<script>", "x" * 50_000])
def test_a_wrong_code_is_refused_kindly_and_can_be_corrected(scene, client, code):
    answer = client.post(CODE, {"code": code})
    assert answer.status_code == 404
    assert "We do not know this code." in words(answer)
    assert 'aria-invalid="true"' in words(answer)
    assert "<script>alert" not in words(answer)


def test_an_appointment_on_another_day_says_when(scene, client):
    make.office_day(scene.office, on=make.later(1), supply=[1] * 144, opens="07:00")
    code = scenes.booked(scene, "13:00").code
    before = clock.use(clock.StoppedClock(make.moment("09:00", make.later(1))))
    answer = client.post(CODE, {"code": code})
    clock.use(before)
    assert answer.status_code == 409
    assert "Your appointment is not today." in words(answer)


def test_the_keys_on_the_screen_work_without_javascript(scene, client):
    answer = client.post(CODE, {"code": "C2", "press": "X"})
    assert 'value="C2X"' in words(answer)
    assert client.post(CODE, {"code": "C2X", "press": "back"}).context["code"] == "C2"


@pytest.mark.parametrize(
    ("code", "key", "then"),
    [
        ("", "2", "2"),
        ("C2", "back", "C"),
        ("", "back", ""),
        ("C", "🎈", "C"),
        ("C" * 9, "2", "C" * 9),
    ],
)
def test_a_key_adds_one_character_or_takes_one_away(code, key, then):
    assert pressed(code, key) == then


# --- without an appointment ----------------------------------------------------------------------


def test_services_are_found_by_the_words_people_use(scene, client):
    shown = words(client.get(f"{HERE}en/services/", {"words": "passport"}))
    assert "Apply for a passport" in shown
    assert "parking" not in shown


@pytest.mark.parametrize("asked", ["xyzzy", "🎈", "a" * 5000, "%00"])
def test_nothing_found_offers_the_whole_list(scene, client, asked):
    answer = client.get(f"{HERE}en/services/", {"words": asked})
    assert answer.status_code == 200
    assert "Show everything offered here" in words(answer)


def test_services_that_need_an_appointment_are_not_offered(scene, client):
    scene.services[1].walk_in = False
    scene.services[1].save()
    assert "Apply for a passport" not in words(client.get(f"{HERE}en/services/?all=1"))
    assert client.get(PASSPORT).status_code == 404


def test_the_wait_is_told_before_the_number_is_drawn(scene, client):
    scenes.busy(scene)
    shown = words(client.get(PASSPORT))
    assert "Yes, this is still possible today." in shown
    assert re.search(r"\d+ to \d+ minutes", shown)


def test_drawing_gives_a_number_with_a_way_to_the_own_page(scene, client):
    answer = client.post(PASSPORT, {"count": 2, "request_key": uuid4()}, follow=True)
    assert '<span class="ticket__number">001</span>' in words(answer)
    visit = Visit.objects.get()
    assert visit.items.get().count == 2
    assert client.get(scenes.own_page(visit)).status_code == 200


def test_a_double_tap_draws_one_ticket(scene, client):
    form = {"count": 1, "request_key": uuid4()}
    first, second = client.post(PASSPORT, form), client.post(PASSPORT, form)
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


def test_when_today_is_full_the_answer_is_an_honest_no_with_the_next_times(scene, client):
    elsewhere = make.office("altona", desks=1, short="Altona")
    make.offering(elsewhere, scene.services[1])
    make.office_day(elsewhere, on=make.later(1), supply=[1] * 24)
    make.office_day(scene.office, on=make.later(2), supply=[1] * 24)
    scene.office.days.filter(date=make.DAY).update(supply=b"", promised=b"", groups=[])
    shown = words(client.get(PASSPORT))
    assert "We cannot serve anyone else without an appointment today." in shown
    assert "Wednesday, 25 November 2026, 08:00" in shown
    assert "Service centre altona" in shown
    assert "Tuesday, 24 November 2026, 08:00" in shown
    assert "How to book" in shown
    assert "Draw a number" not in shown


def test_whoever_draws_too_late_is_told_so_and_gets_no_number(scene, client):
    scene.office.days.update(supply=b"", promised=b"", groups=[])
    answer = client.post(PASSPORT, {"count": 1, "request_key": uuid4()})
    assert answer.status_code == 409
    assert "We cannot serve anyone else" in words(answer)
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"count": "0", "request_key": str(uuid4())},
        {"count": "9" * 40, "request_key": str(uuid4())},
        {"count": "one", "request_key": str(uuid4())},
        {"count": "1", "request_key": "no"},
        {"count": "1"},
    ],
)
def test_nonsense_draws_nothing_and_asks_again(scene, client, said):
    answer = client.post(PASSPORT, said)
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_more_people_than_one_visit_can_hold_are_refused(scene, client):
    answer = client.post(PASSPORT, {"count": 60, "request_key": uuid4()})
    assert answer.status_code in {409, 422}
    assert not Visit.objects.exists()


# --- the device ----------------------------------------------------------------------------------


def test_everything_can_be_moved_down_and_up_again(scene, client):
    client.post(f"{HERE}reach/", {"reach": "low", "next": f"{HERE}en/"})
    assert "kiosk--low" in words(client.get(f"{HERE}en/"))
    client.post(f"{HERE}reach/", {"reach": "high", "next": f"{HERE}en/"})
    assert "kiosk--low" not in words(client.get(f"{HERE}en/"))


def test_the_next_person_finds_everything_where_it_belongs(scene, client):
    client.post(f"{HERE}reach/", {"reach": "low", "next": f"{HERE}en/"})
    assert "kiosk--low" not in words(client.get(f"{HERE}?done=1"))
    assert "kiosk--low" not in words(client.get(f"{HERE}en/"))


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "", "javascript:x", "nowhere"]
)
def test_the_kiosk_sends_nobody_to_another_host(scene, client, address):
    answer = client.post(f"{HERE}reach/", {"reach": "low", "next": address})
    assert answer["Location"] == HERE


def test_the_kiosk_starts_again_by_itself_and_by_a_link(scene, client):
    shown = words(client.get(f"{HERE}en/"))
    assert f'href="{HERE}?done=1" data-home="90"' in shown
    ticket = client.post(PASSPORT, {"count": 1, "request_key": uuid4()}, follow=True)
    assert f'content="60;url={HERE}?done=1"' in words(ticket)


# --- coming from afar ----------------------------------------------------------------------------


def test_the_first_page_shows_todays_digits_where_the_office_goes_by_them(scene, client):
    digits = queries.door_code(scene.office, make.DAY)
    assert digits not in words(client.get(HERE))
    _allow(scene, ArrivalPolicy(door_code=True))
    assert digits in words(client.get(HERE))


def test_a_number_from_afar_checks_in_with_its_code(scene, client):
    _allow(scene, ArrivalPolicy(joins=True))
    wish = Join(WalkIn(scene.office.pk, scene.lines), 5)
    visit = floor.join(wish, request_key=uuid4(), by=CITIZEN, at=scenes.NOON)
    shown = client.post(CODE, {"code": visit.appointment.code}, follow=True).content.decode()
    visit.refresh_from_db()
    assert visit.state == TicketState.WAITING
    assert "001" in shown


def test_when_nothing_is_left_offices_that_can_be_reached_are_shown(scene, client):
    floor.stop_tickets(scene.office, by=SYSTEM, at=scenes.NOON)
    scenes.neighbour(scene, "altona", place=make.place(latitude=53.55, longitude=9.94))
    here = scene.office.place
    here.latitude, here.longitude = 53.46, 9.98
    here.save()
    shown = words(client.get(PASSPORT))
    assert "Still possible today without an appointment" in shown
    assert "Service centre altona" in shown


def _allow(scene, policy):
    rule = ArrivalRuleSaid(policy)
    floor.set_arrival_rule(scene.office.pk, rule, by=SYSTEM, at=make.AT)
