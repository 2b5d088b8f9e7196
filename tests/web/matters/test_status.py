"""The person follows their own case, writes, withdraws, and takes their data along."""

import io
import json
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from anlauf.booking import queries as booking
from anlauf.booking.commands import invite_for_case
from anlauf.booking.models import Invitation
from anlauf.cases import commands, queries
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState, DecisionSort, Side, StopCause
from anlauf.cases.values import USUAL
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry
from tests import make
from tests.cases.papers import files
from tests.web.matters import town

CLERK = Actor(Kind.STAFF, 1)


@pytest.fixture
def case(kind) -> Case:
    return town.applied(kind)


def entered(client: Client, case: Case) -> str:
    """The address somebody comes to with their number and date of birth."""
    answer = client.post("/case/", {"code": case.code, "born": "1990-05-17"})
    assert answer.status_code == 302
    return str(answer["Location"])


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def letter_page(case: Case) -> str:
    return f"/case/{queries.status_key(case)}/"


def checked(case: Case) -> Case:
    return commands.start_checking(case, by=CLERK, at=make.AT)


def asked(case: Case) -> Case:
    held = checked(case)
    return commands.ask_for_papers(
        held, [each.pk for each in held.demands.all()], by=CLERK, at=make.AT
    )


def test_number_and_date_of_birth_or_the_letters_link_open_it(client, case):
    for address in (entered(client, case), letter_page(case)):
        page = text(client, address)
        for words in (case.code, "Nobody has looked into it yet.", "Decision", "later"):
            assert words in page


def test_what_comes_with_the_date_of_birth_ends_after_two_hours(client, case):
    page = entered(client, case)
    clock.use(clock.StoppedClock(make.AT + timedelta(hours=2, minutes=1)))
    assert "closes after two hours" in text(client, page, 404)
    assert client.get(letter_page(case)).status_code == 200


def test_other_peoples_numbers_open_nothing(client, case, kind):
    other = town.applied(kind)
    mixed = f"{other.code}.{queries.status_key(case).partition('.')[2]}"
    for key in (mixed, other.code, "x.y", "ü.ü", "nonsense", f"{case.pk}:x"):
        for page in ("", "received/", "withdraw/", "data/"):
            assert client.get(f"/case/{key}/{page}").status_code == 404
        assert client.post(f"/case/{key}/message/", {"text": "hello"}).status_code == 404
        assert client.post(f"/case/{key}/data/archive/").status_code == 404


def test_the_number_alone_opens_nothing(client, case):
    for born in ("", "1990-05-18"):
        assert client.post("/case/", {"code": case.code, "born": born}).status_code == 422


def test_guessing_dates_of_birth_is_slowed_down(client, case):
    for day in range(1, 6):
        client.post("/case/", {"code": case.code, "born": f"1991-01-0{day}"})
    answer = client.post("/case/", {"code": case.code, "born": "1990-05-17"})
    assert answer.status_code == 429


def test_it_says_what_is_missing_since_when_the_clock_stands_still_and_why(client, case):
    asked(case)
    page = text(client, letter_page(case))
    for words in (
        "It is your turn",
        "The clock stands still.",
        "We wait for papers from you.",
        "since 23 November 2026",
        "When it goes on, it takes another",
    ):
        assert words in page


def test_whoever_else_has_the_move_is_named(client, case):
    commands.write_to(checked(case), StopCause.AUTHORITY, "the embassy", by=CLERK, at=make.AT)
    assert "We wait for an answer from: the embassy." in text(client, letter_page(case))


def test_what_came_but_was_not_enough_says_why(client, case):
    held = asked(case)
    demand = held.demands.get(rule__key="passport")
    demand.reason = "the photo is dark"
    demand.save()
    assert "Why again: the photo is dark" in text(client, letter_page(case))


def test_the_range_is_an_aim_as_long_as_too_few_were_decided(client, case):
    page = text(client, letter_page(case))
    assert re.search(r"<strong>\d+ to \d+ weeks</strong> until we decide", page)
    assert "This is our aim, not experience" in page
    assert "That is between" in page


def test_a_message_is_sent_once(client, case):
    page = letter_page(case)
    for _ in range(2):
        answer = client.post(f"{page}message/", {"text": "When will it be ready?"})
        assert answer["Location"] == f"{page}?just=written#messages"
    assert case.messages.count() == 1
    shown = text(client, f"{page}?just=written")
    assert shown.count("When will it be ready?") == 1
    assert "Your message is sent" in shown


def test_what_the_office_wrote_stands_there(client, case):
    words = "Please <b>come</b>\nat nine"
    commands.write_message(case, Side.OFFICE, words, by=CLERK, at=make.AT)
    assert "Please &lt;b&gt;come&lt;/b&gt;<br>at nine" in text(client, letter_page(case))


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 4001, "a\x00b"])
def test_a_message_that_cannot_be_sent_says_why(client, case, words):
    answer = client.post(f"{letter_page(case)}message/", {"text": words})
    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()
    assert not case.messages.exists()


def test_more_messages_than_help_anybody_are_refused(client, case):
    page = f"{letter_page(case)}message/"
    for number in range(USUAL.most_messages_a_day):
        client.post(page, {"text": f"message {number}"})
    answer = client.post(page, {"text": "one more"})
    assert answer.status_code == 429
    assert "writing more does not make your case faster" in answer.content.decode()
    assert "one more" in answer.content.decode()


def test_when_the_file_is_ready_a_time_is_chosen_with_one_press(client, case):
    ready = commands.invite_to_visit(checked(case), by=CLERK, at=make.AT)
    page = text(client, letter_page(case))
    assert "We send you a code" in page
    invite_for_case(ready, by=CLERK, at=make.AT)
    page = text(client, letter_page(case))
    found = make.sure(re.search(r'href="(/invitation/[^"]+)"', page))
    assert "Choose an appointment" in page
    assert client.get(found[1]).status_code == 200


def test_what_lies_ready_says_where_and_when_and_offers_a_time(client, kind):
    pick_up = make.service("pick-up")
    kind.pick_up = pick_up
    kind.save()
    case = town.applied(kind)
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.READY_FOR_PICKUP, due_on=None, due_reason=""
    )
    page = text(client, letter_page(case))
    assert "You can pick it up." in page
    assert "Choose a time to pick it up" not in page
    elsewhere = make.office("elsewhere")
    make.offering(elsewhere, pick_up)
    page = text(client, letter_page(case))
    assert "Choose a time to pick it up" in page
    assert "Opening hours" not in page
    make.offering(case.office, pick_up)
    page = text(client, letter_page(case))
    for words in ("08:00", "Opening hours", "Choose a time to pick it up"):
        assert words in page


def test_a_time_to_pick_it_up_belongs_to_the_application(client, kind):
    kind.pick_up = make.service("pick-up", skill_key="foreigners")
    kind.save()
    case = town.applied(kind)
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.READY_FOR_PICKUP, due_on=None, due_reason=""
    )
    make.offering(case.office, kind.pick_up, minutes=10)
    make.release_rule(make.tranche(100, make.opening("online")))  # no time is kept for codes
    times = client.post(f"{letter_page(case)}pick-up/")["Location"]
    again = client.post(f"{letter_page(case)}pick-up/")["Location"]
    assert Invitation.objects.count() == 1
    book = make.sure(re.search(r'href="(/invitation/[^"]+/book/[^"]+)"', text(client, again)))[1]
    assert client.get(times).status_code == 200
    said = {"language": "en", "request": str(uuid4())}
    booked = client.post(book.replace("&amp;", "&"), said)["Location"]
    assert booked.startswith("/appointment/")
    assert booking.visit_of_case(Case.objects.get()) is not None
    assert "See, move or cancel the appointment" in text(client, letter_page(case))
    back = client.post(f"{letter_page(case)}pick-up/")["Location"]
    assert back == letter_page(case)


def test_withdrawing_is_asked_once_more(client, case):
    page = letter_page(case)
    assert "This cannot be undone" in text(client, f"{page}withdraw/")
    assert Case.objects.get().state == CaseState.RECEIVED
    for _ in range(2):
        assert client.post(f"{page}withdraw/")["Location"] == page
    assert Case.objects.get().state == CaseState.WITHDRAWN
    assert "Your application has been withdrawn." in text(client, page)


def test_a_persons_data_come_as_one_file(client, case):
    commands.write_message(case, Side.PERSON, "مرحبا", by=CITIZEN, at=make.AT)
    answer = client.post(f"{letter_page(case)}data/archive/")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        data = json.loads(packed.read(f"{case.code}.json"))
        page = packed.read(f"{case.code}.html").decode()
    assert data["person"]["name"] == "Mina Rahimi"
    assert [each["text"] for each in data["messages"]] == ["مرحبا"]
    assert {each["name"] for each in data["papers_asked_for"]} == {"Passport", "Enrolment"}
    assert "مرحبا" in page
    assert JournalEntry.objects.filter(verb="cases.data_taken_out").count() == 1


def test_the_own_files_come_along_and_what_is_not_yet_scanned_does_not(client, case, settings):
    commands.upload(case, "passport", "mein Pass.jpg", files.picture(), by=CITIZEN, at=make.AT)
    settings.CLAMD = ("127.0.0.1", 9)
    commands.upload(case, "enrolment", "b.pdf", files.pdf(), by=CITIZEN, at=make.AT)
    answer = client.post(f"{letter_page(case)}data/archive/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        data = json.loads(packed.read(f"{case.code}.json"))
        (own,) = [name for name in packed.namelist() if name.startswith(f"{case.code}/")]
        content = packed.read(own)
    assert own.endswith(".jpg")
    assert content.startswith(b"\xff\xd8")
    assert [each["name"] for each in data["files"]] == ["mein Pass.jpg", "b.pdf"]


def test_data_are_erased_on_request_once_the_case_is_over(client, case):
    page = letter_page(case)
    answer = client.post(f"{page}data/erase/")
    assert answer.status_code == 409
    assert "as long as we work on your application" in answer.content.decode()
    client.post(f"{page}withdraw/")
    assert "Your data are erased" in client.post(f"{page}data/erase/").content.decode()
    assert Case.objects.get().name == ""
    assert client.get(page).status_code == 404


def test_a_refusal_can_be_objected_to_before_anything_is_erased(client, case):
    commands.decide(
        checked(case), DecisionSort.REJECTED, "why", make.person(), by=CLERK, at=make.AT
    )
    answer = client.post(f"{letter_page(case)}data/erase/")
    assert answer.status_code == 409
    assert "object to the decision" in answer.content.decode()
    clock.use(clock.StoppedClock(make.AT + timedelta(days=32)))
    assert client.post(f"{letter_page(case)}data/erase/").status_code == 200


def test_the_status_costs_few_statements_however_much_was_said(
    client, case, django_assert_max_num_queries
):
    asked(case)
    page = letter_page(case)
    for number in range(10):
        commands.write_message(case, Side.OFFICE, f"Message {number}", by=CLERK, at=make.AT)
    client.get(page)
    with django_assert_max_num_queries(12):
        client.get(page)


def test_the_receipt_can_be_printed_again(client, case):
    page = text(client, f"{letter_page(case)}received/")
    assert case.code in page
    assert "data-print" in page
