"""The reception over HTTP: check in by code or from the list, give a ticket, print its slip."""

from uuid import uuid4

import pytest

from anlauf.booking.states import AppointmentState
from anlauf.floor.models import Visit
from tests import make
from tests.web import floor_scene as scenes

PAGE = "/counter/harburg/reception/"


@pytest.fixture
def give(scene, browser):
    """Ask for a ticket at the reception."""

    def giving(**said):
        usual = {
            "service": scene.services[0].pk,
            "count": 1,
            "language": "en",
            "request_key": uuid4(),
        }
        return browser.post(f"{PAGE}ticket/", usual | said, follow=True)

    return giving


def words(answer):
    return answer.content.decode()


def test_the_list_tells_who_is_still_to_come(scene, browser):
    scenes.booked(scene, "13:00", name="Amira Haddad")
    scenes.arrived(scene, "11:50", came="11:40", name="Jan Petersen")
    scenes.ticket(scene, "11:30")
    shown = words(browser.get(PAGE))
    assert "1 is still to come" in shown
    assert "Amira Haddad" in shown
    assert "Jan Petersen" in shown
    assert shown.count('<th scope="row">') == 2


def test_whoever_is_still_to_come_stands_above_whoever_was_here(scene, browser):
    scenes.arrived(scene, "11:50", came="11:40", name="Jan Petersen")
    scenes.booked(scene, "14:00", name="Amira Haddad")
    shown = words(browser.get(PAGE))
    assert shown.index("Amira Haddad") < shown.index("Jan Petersen")


@pytest.mark.parametrize(
    ("asked", "found"), [("haddad", 1), ("", 2), ("عباس", 1), ("🎈", 0), ("x" * 5000, 0)]
)
def test_names_are_found_in_any_script(scene, browser, asked, found):
    scenes.booked(scene, "13:00", name="Amira Haddad")
    scenes.booked(scene, "14:00", name="ليلى عباس")
    shown = words(browser.post(PAGE, {"name": asked}))
    assert shown.count('<th scope="row">') == found


def test_somebody_is_checked_in_by_code_and_gets_a_slip(scene, browser):
    appointment = scenes.booked(scene, "12:15")
    answer = browser.post(f"{PAGE}check-in/", {"code": appointment.code.lower()}, follow=True)
    assert "Your number" in words(answer)
    assert "data:image/svg" in words(answer)
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.ARRIVED


def test_checking_in_twice_is_one_visit(scene, browser):
    code = scenes.booked(scene, "12:15").code
    for _ in range(2):
        browser.post(f"{PAGE}check-in/", {"code": code})
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("code", ["", "ABCD-1234", "🎈", "9" * 100_000])
def test_a_wrong_code_is_asked_for_again(scene, browser, code):
    answer = browser.post(f"{PAGE}check-in/", {"code": code})
    assert answer.status_code == 422
    assert "kern-error" in words(answer)


def test_an_appointment_elsewhere_says_where(scene, browser):
    other = make.office("altona", desks=1, short="Altona")
    make.offering(other, scene.services[0])
    make.office_day(other, supply=[1] * 144, opens="07:00")
    code = scenes.booked(scenes.Scene(other, scene.services, scene.clerk), "13:00").code
    answer = browser.post(f"{PAGE}check-in/", {"code": code})
    assert "Your appointment is at another office: Altona" in words(answer)


def test_a_ticket_is_given_with_what_to_prepare(give):
    answer = give(count=2, access_needs=["step_free"])
    assert "001" in words(answer)
    visit = Visit.objects.get()
    assert visit.access_needs == ["step_free"]
    assert visit.language == "en"
    assert visit.items.get().count == 2


def test_a_ticket_asked_for_twice_is_one(give):
    key = uuid4()
    first, second = give(request_key=key), give(request_key=key)
    assert first.redirect_chain == second.redirect_chain
    assert Visit.objects.count() == 1


def test_when_nobody_else_can_be_served_the_reception_says_so(scene, give):
    scene.office.days.update(supply=b"", promised=b"", groups=[])
    answer = give()
    assert answer.status_code == 422
    assert "We cannot serve anyone else without an appointment today." in words(answer)
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"service": "999999"},
        {"service": "🎈"},
        {"count": "0"},
        {"count": "9" * 50},
        {"language": "xx"},
        {"request_key": "no"},
        {"access_needs": ["<script>"]},
    ],
)
def test_nonsense_is_asked_for_again(give, said):
    answer = give(**said)
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_a_slip_needs_the_visitors_key(browser):
    assert browser.get(f"{PAGE}ticket/guessed/").status_code == 404


def test_those_to_come_next_are_shown_and_everybody_on_request(scene, browser):
    for number in range(30):
        scenes.booked(scene, f"1{3 + number // 12}:{number % 12 * 5:02d}", name=f"Person {number}")
    shown = words(browser.get(PAGE))
    assert shown.count('<th scope="row">') == 25
    assert "and 5 more" in shown
    assert words(browser.get(f"{PAGE}?all=1")).count('<th scope="row">') == 30
    assert words(browser.post(PAGE, {"name": "Person"})).count('<th scope="row">') == 30


def test_what_changes_comes_alone_and_nothing_when_nothing_has(scene, browser):
    scenes.ticket(scene, "11:30")
    first = browser.get(f"{PAGE}now/")
    assert "<html" not in words(first)
    assert 'id="appointments" hx-swap-oob="true"' in words(first)
    again = browser.get(f"{PAGE}now/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    scenes.arrived(scene, "11:50", came="11:40", name="Jan Petersen")
    later = browser.get(f"{PAGE}now/", headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert "Jan Petersen" in words(later)


def test_whoever_was_looked_for_stays_on_the_page(scene, browser):
    scenes.booked(scene, "13:00", name="Amira Haddad")
    assert "now/?found=1" in words(browser.post(PAGE, {"name": "haddad"}))
    assert "Amira" not in words(browser.get(f"{PAGE}now/?found=1"))
