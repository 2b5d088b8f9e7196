"""A call: find the service, read out, hold while the name is asked, book, move, cancel, print."""

from uuid import uuid4

import pytest

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState, ClaimState, Share
from anlauf.booking.values import Contact
from anlauf.core.models import JournalEntry, Letter
from anlauf.people.roles import Role
from tests import make
from tests.web.agency.conftest import logged_in

CARD = "/agency/services/identity-card/"
PERMIT = "/agency/services/residence-permit/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def held(browser, address=CARD, time="altona.2026-11-23.08:00", query=""):
    said = {"time": time, "request": str(uuid4())}
    return browser.post(f"{address}hold/{query}", said)


def booked(browser, page="", **said) -> Appointment:
    page = page or held(browser).url
    answer = browser.post(page, {"language": "de"} | said)
    assert answer.status_code == 302
    return Appointment.objects.get(state=AppointmentState.BOOKED)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.STEERING, None])
def test_who_may_not_book_for_others_does_not_see_the_page(town, role):
    browser = logged_in(make.person(role=role))
    assert browser.get("/agency/").status_code == 403


def test_a_phone_agent_is_brought_to_the_calls(phone):
    assert phone.get("/start/").url == "/agency/"


def test_a_service_is_found_by_the_callers_words(phone):
    page = words(phone.get("/agency/", {"q": "perso"}))
    assert "One service fits “perso”" in page
    assert CARD in page


def test_nothing_found_says_what_to_try(phone):
    assert "Try another word." in words(phone.get("/agency/", {"q": "führerschein umtausch"}))


def test_the_page_of_a_service_offers_times_everywhere_and_office_by_office(phone):
    page = words(phone.get(CARD))
    assert "altona.2026-11-23.08:00" in page
    assert "mobile.2026-11-28.08:00" in page
    assert "Any of these offices may be used" in page


def test_one_office_and_one_day_can_be_asked_for(phone):
    page = words(phone.get(CARD, {"office": "harburg", "day": "2026-11-24"}))
    assert "harburg.2026-11-24.09:45" in page
    assert "altona." not in page


def test_a_hold_while_the_name_is_asked_then_booked_by_staff(phone, agent):
    page = held(phone).url
    assert "The time is kept until 07:05." in words(phone.get(page))
    appointment = booked(phone, page, name="Amira Haddad", email="amira@example.org")
    assert (appointment.name, appointment.share) == ("Amira Haddad", Share.INTERNAL)
    assert Letter.objects.filter(to="amira@example.org").count() == 1
    entry = JournalEntry.objects.get(verb="booking.booked")
    assert (entry.by_kind, entry.by_number) == ("staff", agent.pk)


def test_without_any_contact_the_code_is_read_out(phone):
    appointment = booked(phone)
    page = words(phone.get(f"/agency/appointments/{appointment.pk}/?just=booked"))
    assert appointment.code in page
    assert "Nothing is sent." in page


def test_a_second_press_books_nothing_more(phone):
    said = {"time": "altona.2026-11-23.08:00", "request": str(uuid4())}
    first = phone.post(f"{CARD}hold/", said)
    second = phone.post(f"{CARD}hold/", said)
    assert first.url == second.url
    assert Appointment.objects.count() == 1
    phone.post(first.url, {"language": "de"})
    assert phone.post(first.url, {"language": "de"}).status_code == 302
    assert Appointment.objects.filter(state=AppointmentState.BOOKED).count() == 1


def test_a_time_taken_meanwhile_is_said_above_the_times_that_are_left(phone, town):
    held(phone)
    answer = held(phone)
    assert answer.status_code == 409
    assert "This time is no longer free" in words(answer)
    assert "altona.2026-11-23.08:15" in words(answer)


def test_a_time_given_back_is_free_again_and_the_answers_stay(phone):
    page = held(phone, query="?count=2").url
    key = page.split("/")[3]
    answer = phone.post(f"/agency/hold/{key}/release/?count=2")
    assert answer.url == f"{CARD}?count=2"
    assert Appointment.objects.get().state == AppointmentState.CANCELLED


def test_the_phone_service_does_not_book_foreigners_offices_but_says_who_is_responsible(phone):
    asked = words(phone.get(PERMIT))
    assert "Please ask and choose the district." in asked
    page = words(phone.get(PERMIT, {"district": "altona"}))
    assert "Service centre altona-f" in page
    assert "You cannot book this for the caller" in page
    answer = held(phone, PERMIT, "altona-f.2026-11-23.08:00", "?district=altona")
    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_a_clerk_books_for_the_own_office_and_no_other(clerk):
    assert "altona-f.2026-11-23.08:00" in words(clerk.get(PERMIT, {"district": "altona"}))
    assert held(clerk, PERMIT, "altona-f.2026-11-23.08:00", "?district=altona").status_code == 302
    assert held(clerk).status_code == 422


def test_an_appointment_elsewhere_is_not_theirs_to_see(phone, clerk):
    appointment = booked(phone)
    for page in ("", "print/", "cancel/", "move/"):
        assert clerk.get(f"/agency/appointments/{appointment.pk}/{page}").status_code == 403


def test_it_is_found_by_its_code_however_it_is_typed(phone):
    appointment = booked(phone)
    said = {"words": appointment.code.lower().replace("-", " ")}
    assert phone.post("/agency/find/", said).url == f"/agency/appointments/{appointment.pk}/"


def test_it_is_found_by_name_and_day_and_no_address_says_the_name(phone):
    appointment = booked(phone, name="Nguyễn Thị Hoa")
    answer = phone.post("/agency/find/", {"words": "thị hoa", "day": "2026-11-23"})
    assert f"/agency/appointments/{appointment.pk}/" in words(answer)
    assert "Hoa" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    other = phone.post("/agency/find/", {"words": "thị hoa", "day": "2026-11-24"})
    assert "No appointment under this name." in words(other)
    assert "Nguyễn" not in words(phone.get("/agency/find/?words=Nguyễn"))


def test_names_are_found_at_ones_own_offices_only(phone, clerk):
    booked(phone, name="Amira Haddad")
    assert "Amira" not in words(clerk.post("/agency/find/", {"words": "haddad"})).replace(
        'value="haddad"', ""
    )


def test_a_move_asks_once_more_and_keeps_the_code(phone):
    appointment = booked(phone, name="Jan")
    page = f"/agency/appointments/{appointment.pk}/move/"
    asked = words(phone.get(page, {"time": "harburg.2026-11-24.09:00"}))
    assert "Move to Tuesday, 24 November 2026, 09:00, Harburg?" in asked
    answer = phone.post(page, {"time": "harburg.2026-11-24.09:00", "request": str(uuid4())})
    moved = Appointment.objects.get(state=AppointmentState.BOOKED)
    assert answer.url == f"/agency/appointments/{moved.pk}/?just=moved"
    assert (moved.code, moved.name, moved.day.office.key) == (appointment.code, "Jan", "harburg")
    assert JournalEntry.objects.get(verb="booking.moved").by_kind == "staff"


def test_a_cancelled_one_says_so_and_offers_nothing_more(phone):
    appointment = booked(phone)
    page = f"/agency/appointments/{appointment.pk}/"
    assert "Cancel this appointment?" in words(phone.get(f"{page}cancel/"))
    assert phone.post(f"{page}cancel/").url == page
    shown = words(phone.get(page))
    assert "This appointment is cancelled." in shown
    assert "Another time" not in shown
    assert phone.get(f"{page}move/").status_code == 409


def test_the_confirmation_on_paper_speaks_the_visitors_language(phone, town):
    town.card.bring = [{"de": "den alten Ausweis", "en": "the old card"}]
    town.card.save()
    appointment = booked(phone, name="Jan", language="de")
    paper = words(phone.get(f"/agency/appointments/{appointment.pk}/print/"))
    assert appointment.code in paper
    assert "den alten Ausweis" in paper
    assert "Marktstraße" in paper
    assert 'lang="de"' in paper


def test_a_walk_ins_ticket_is_no_appointment(phone, town):
    appointment = booked(phone)
    Appointment.objects.filter(pk=appointment.pk).update(share=Share.WALK_IN)
    assert phone.get(f"/agency/appointments/{appointment.pk}/").status_code == 404


def test_a_caller_with_an_urgent_reason_gets_urgent_times(phone, town):
    make.urgency_rule("journey", name={"en": "A journey"}, services=[town.card])
    said = {"urgency": "journey", "urgent_on": "2026-11-30"}
    page = words(phone.get(CARD, said))
    assert "Tell them to bring: the ticket." in page
    assert 'name="urgent" value="altona.2026-11-23.08:00"' in page
    query = "?urgency=journey&urgent_on=2026-11-30"
    press = {"urgent": "altona.2026-11-23.08:00", "request": str(uuid4())}
    phone.post(phone.post(f"{CARD}hold/{query}", press).url, {"language": "de"})
    appointment = Appointment.objects.get()
    assert (appointment.share, appointment.claim) == (Share.URGENT, ClaimState.STATED)


def test_without_a_reason_that_counts_the_urgent_button_opens_nothing(phone, town):
    make.urgency_rule("journey", services=[town.card])
    press = {"urgent": "altona.2026-11-23.08:00", "request": str(uuid4())}
    for query in ("", "?urgency=journey&urgent_on=2027-11-30", "?urgency=other"):
        answer = phone.post(f"{CARD}hold/{query}", press)
        assert answer.status_code == 409
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"count": "a"},
        {"count": "99999999999999999999"},
        {"count": "0"},
        {"day": "tomorrow"},
        {"district": "nowhere"},
        {"office": "🎈" * 50},
        {"urgency": "x", "urgent_on": "y"},
    ],
)
def test_strange_words_in_the_address_break_nothing(phone, said):
    assert phone.get(CARD, said).status_code in {200, 422}


def test_more_than_a_visit_holds_is_said(phone):
    assert "too much for one appointment" in words(phone.get(CARD, {"count": "50"}))


def test_a_contact_that_is_none_is_asked_again(phone):
    page = held(phone).url
    answer = phone.post(page, {"language": "de", "email": "nowhere"})
    assert answer.status_code == 422
    assert Appointment.objects.get().state == AppointmentState.HELD


def test_contact_of_another_booking_is_untouched(phone):
    make.appointment(contact=Contact(name="Other"))
    booked_before = Appointment.objects.get().pk
    held(phone)
    assert Appointment.objects.get(pk=booked_before).name == "Other"


def test_what_is_kept_for_staff_is_offered_to_callers_and_then_what_everybody_may_book(phone):
    make.release_rule(
        make.tranche(50, make.opening("internal")), make.tranche(50, make.opening("online"))
    )
    OfficeDay.objects.update(supply=bytes(2 * one for one in OfficeDay.objects.all()[0].supply))
    for _ in range(2):
        assert "altona.2026-11-23.08:00" in words(phone.get(CARD))
        held(phone)
    shares = Appointment.objects.order_by("pk").values_list("share", flat=True)
    assert list(shares) == [Share.INTERNAL, Share.ONLINE]
    assert held(phone).status_code == 409
