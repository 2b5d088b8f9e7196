"""A family in one visit: several matters, how many of each, and what to do when it is too much."""

import pytest

from anlauf.booking import queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from tests import make
from tests.web.citizen.town import word

PAGE = "6f1b7a9e-0000-4000-8000-000000000000"


@pytest.fixture
def town(town):
    """The small town, where an address can be registered as well, ten minutes each."""
    moved = make.service("registration", name={"de": "Anmeldung", "en": "Registration"})
    for office in (town.altona, town.harburg):
        make.offering(office, moved, minutes=10, further=5, most=3)
    return town


def visit(client, service="identity-card", **said):
    return client.get(f"/book/{service}/visit/", said)


def press(client, service="identity-card", **said):
    response = visit(client, service, **said)
    assert response.status_code == 302
    return response.url


def test_a_service_is_added_and_counted(client, town):
    address = press(client, count="2", add="registration")
    assert address == "/book/identity-card/visit/?count=2&also=registration.1"
    address = press(client, count="2", also="registration.1", **{"n-registration": "3"}, set="1")
    page = client.get(address).content.decode()
    assert "45 minutes" in page  # 15 + 10 and 10 + 5 + 5
    assert 'value="3"' in page


def test_the_first_one_may_go_as_well(client, town):
    assert press(client, count="2", also="registration.3", remove="identity-card") == (
        "/book/registration/visit/?count=3"
    )
    assert press(client, count="2", remove="identity-card") == "/services/"


def test_what_other_offices_do_is_no_part_of_this_visit(client, town):
    page = visit(client, q="permit").content.decode()
    assert "Other offices do this" in page
    assert 'name="add" value="residence-permit"' not in page
    together = visit(client, count="1", also="residence-permit.1").content.decode()
    assert "No office does all of this in one visit." in together
    assert 'name="go"' not in together


def test_the_words_of_a_search_find_what_can_be_added(client, town):
    page = visit(client, q="Registration").content.decode()
    assert 'name="add" value="registration"' in page
    assert press(client, q="regis", set="1").endswith("?count=1&q=regis")


def test_a_family_goes_on_to_the_times_and_holds_one_appointment(client, town):
    said = {"count": "2", "also": "registration.3", "go": "1"}
    page = client.get(press(client, **said), follow=True)
    assert "Where would you like to go?" in page.content.decode()
    address = "/book/identity-card/times/?count=2&also=registration.3&where=anywhere"
    page = client.get(address)
    assert "2 × Identity card" in page.content.decode()
    assert {each.office.key for each in page.context["times"].offices} == {"altona", "harburg"}
    held = client.post(
        address.replace("times", "hold"), {"time": word("altona", "08:00"), "request": PAGE}
    )
    assert held.url.startswith("/hold/")
    appointment = Appointment.objects.get()
    assert appointment.ticks == 9
    assert sorted(row.count for row in appointment.services.all()) == [2, 3]


def test_too_much_for_one_appointment_is_two_in_a_row(client, town):
    page = visit(client, count="4", also="registration.5").content.decode()
    assert "This is more than one appointment can hold." in page
    assert "One appointment can hold this 3 times." in page
    address = "/book/identity-card/times/?count=4&also=registration.5&where=anywhere"
    page = client.get(address)
    assert "the second right after the first" in page.content.decode()
    assert page.context["times"].earliest[0].items[0].label == "08:00 + 09:05"
    held = client.post(
        address.replace("times", "hold"), {"time": word("altona", "08:00"), "request": PAGE}
    )
    first, second = Appointment.objects.order_by("start")
    assert first.start + first.ticks == second.start
    assert first.day == second.day
    assert [row.count for row in second.services.all()] == [2]
    # Both are kept for the same browser, and shown until they are booked or given back.
    assert client.get(address).content.decode().count("for you until") == 2
    assert "We also keep" in client.get(held.url).content.decode()


def test_the_page_of_the_first_of_two_leads_on_to_the_second(client, town):
    address = "/book/identity-card/hold/?count=6&where=anywhere"
    held = client.post(address, {"time": word("altona", "08:00"), "request": PAGE})
    _first, second = Appointment.objects.order_by("start")
    on = f"/hold/{queries.hold_key(second)}/"

    booked = client.post(held.url, {"language": "en"}, follow=True).content.decode()
    assert "Your appointment is booked" in booked
    assert on in booked

    client.post(on, {"language": "en"})
    assert "We keep" not in client.get(held.url, follow=True).content.decode()


def test_one_letter_and_one_confirmation_are_for_both_of_two(client, town):
    address = "/book/identity-card/hold/?count=6&where=anywhere"
    held = client.post(address, {"time": word("altona", "08:00"), "request": PAGE})
    assert "you confirm both with one letter" in client.get(held.url).content.decode()
    contact = {"language": "en", "email": "noor@example.org"}
    waiting = client.post(held.url, contact, follow=True).content.decode()
    first, second = Appointment.objects.order_by("start")
    assert "One confirmation books both." in waiting
    assert "We keep 23" not in waiting
    assert first.held_until == second.held_until

    link = f"/confirm/{queries.confirm_key(first)}/"
    asked = client.get(link).content.decode()
    assert "Do you want these two appointments?" in asked
    mine = client.post(link, follow=True).content.decode()
    second.refresh_from_db()
    assert second.state == AppointmentState.BOOKED
    assert "Your second appointment is right after this one" in mine
    assert second.code in mine
    assert f"/appointment/{queries.manage_key(second)}/" in mine


def test_two_in_a_row_are_waited_for_one_by_one(client, town):
    page = client.get("/book/identity-card/times/?count=6&where=anywhere")
    halves = page.context["wait_halves"]
    assert "It cannot promise you two in a row" in page.content.decode()
    assert [[count for count, _service in half.parts] for half in halves] == [[4], [2]]
    assert all(client.get(half.href).status_code == 200 for half in halves)


def test_two_in_a_row_are_held_both_or_not_at_all(client, town):
    address = "/book/identity-card/hold/?count=6&where=anywhere"
    make.appointment(make.wish(town.altona.offerings.get(service=town.card), at="08:45"))
    answer = client.post(address, {"time": word("altona", "08:00"), "request": PAGE})
    assert answer.status_code == 409
    states = set(Appointment.objects.values_list("state", flat=True))
    assert AppointmentState.HELD not in states


def test_more_than_two_appointments_can_hold_is_said_so(client, town):
    page = visit(client, count="4", also="registration.7").content.decode()
    assert "more than two appointments in a row can hold" in page
    times = client.get("/book/identity-card/times/?count=4&also=registration.7&where=anywhere")
    assert times.url.startswith("/book/identity-card/visit/")


@pytest.mark.parametrize(
    "also", ["x" * 5000, "🦄.🦄", ".", "registration.", "registration.-7", "~~~"]
)
def test_a_visit_that_was_tampered_with_is_no_reason_to_fail(client, town, also):
    assert visit(client, also=also).status_code in {200, 404}


def test_a_hundred_services_are_not_looked_up(client, town, django_assert_max_num_queries):
    also = "~".join(f"service-{number}.1" for number in range(100))
    with django_assert_max_num_queries(40):
        visit(client, also=also)


def test_after_cancelling_the_same_visit_can_be_booked_again(client, town):
    address = "/book/identity-card/hold/?count=2&also=registration.3&where=anywhere"
    client.post(address, {"time": word("altona", "08:00"), "request": PAGE})
    held = Appointment.objects.get()
    again = client.post(f"/hold/{queries.hold_key(held)}/release/")
    assert again.url == "/book/identity-card/?count=2&also=registration.3"
