"""The urgent lane for everybody: read the reasons, claim one, take a time kept for it."""

from uuid import uuid4

import pytest

from anlauf.booking.models import Appointment, OfficeDay, UrgencyRule
from anlauf.booking.states import ClaimState, Share
from tests import make
from tests.web.citizen.town import times

PAGE = "/book/identity-card/urgent/"
ANSWERS = {"count": "1", "where": "anywhere"}
CLAIM = ANSWERS | {"reason": "journey", "on": "2026-11-30"}
QUERY = "?count=1&where=anywhere&reason=journey&on=2026-11-30"


@pytest.fixture
def rule(town) -> UrgencyRule:
    return make.urgency_rule("journey", name={"en": "I travel soon"}, services=[town.card])


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def take(client, query=QUERY, time="altona.2026-11-23.08:00"):
    return client.post(f"{PAGE}hold/{query}", {"time": time, "request": str(uuid4())})


def test_the_reasons_are_published_with_their_proof(client, rule):
    page = words(client.get("/urgent/"))
    assert "I travel soon" in page
    assert "Please bring:</strong> the ticket" in page
    assert "/services/identity-card/" in page


def test_where_no_reason_counts_the_page_says_so(client, town):
    assert "all times are open to everybody" in words(client.get("/urgent/"))


def test_a_reason_and_a_date_open_urgent_times_and_the_proof_is_on_the_appointment(client, rule):
    asked = words(client.get(PAGE, ANSWERS))
    assert "I travel soon" in asked
    assert "altona.2026-11-23.08:00" not in asked
    shown = words(client.get(PAGE, CLAIM))
    assert "I travel soon</strong> – 30 November 2026" in shown
    assert "Please bring: the ticket." in shown
    assert 'value="altona.2026-11-23.08:00"' in shown

    held = take(client).url
    assert "the ticket" not in held
    booked = client.post(held, {"language": "en"}).url
    assert "<li>the ticket</li>" in words(client.get(booked))
    appointment = Appointment.objects.get()
    assert (appointment.share, appointment.urgency, appointment.claim) == (
        Share.URGENT,
        rule,
        ClaimState.STATED,
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": "journey", "on": ""}, "Enter the date"),
        ({"reason": "journey", "on": "soon"}, "Enter a date, like 2026-11-23."),
        ({"reason": "journey", "on": "2027-01-30"}, "counts for a date from today to 7 December"),
        ({"reason": "journey", "on": "2026-11-22"}, "counts for a date from today to 7 December"),
        ({"reason": "other", "on": "2026-11-30"}, "Why is it urgent?"),
    ],
)
def test_what_does_not_count_is_said_beside_the_question(client, rule, said, sentence):
    answer = client.get(PAGE, ANSWERS | said)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "altona.2026-11-23.08:00" not in words(answer)


@pytest.mark.parametrize(
    "query",
    [
        "?count=1&where=anywhere",
        "?count=1&where=anywhere&reason=journey",
        "?count=1&where=anywhere&reason=journey&on=2027-01-30",
        "?count=1&where=anywhere&reason=other&on=2026-11-30",
    ],
)
def test_no_link_opens_the_urgent_share_without_a_claim_that_holds(client, rule, query):
    assert take(client, query).status_code in {302, 409}
    assert not Appointment.objects.exists()


def test_naming_the_share_at_the_usual_door_opens_nothing(client, rule):
    address = times("identity-card", **ANSWERS).replace("/times/", "/hold/") + "&share=urgent"
    said = {"time": "altona.2026-11-23.08:00", "request": str(uuid4()), "share": "urgent"}
    client.post(address, said)
    assert Appointment.objects.get().share == Share.ONLINE


def test_naming_the_share_to_the_interface_opens_nothing(client, rule, town):
    wish = {
        "lines": [{"service": "identity-card", "count": 1}],
        "office": "altona",
        "date": "2026-11-23",
        "time": "08:00",
        "share": "urgent",
    }
    for path in ("holds", "appointments"):
        said = {"request_key": str(uuid4()), "wish": wish, "contact": {}, "share": "urgent", **wish}
        client.post(f"/api/v1/{path}", said, content_type="application/json")
    assert not Appointment.objects.filter(share=Share.URGENT).exists()


def test_the_way_there_is_shown_only_when_the_usual_times_are_late(client, rule):
    address = times("identity-card", **ANSWERS)
    assert "/urgent/" not in words(client.get(address))
    OfficeDay.objects.exclude(date=make.later(5)).delete()
    OfficeDay.objects.update(date=make.later(12))
    assert f'href="{PAGE}?count=1&amp;where=anywhere"' in words(client.get(address))


def test_a_service_without_reasons_has_no_urgent_lane(client, rule):
    page = words(client.get("/book/passport/urgent/", {"where": "anywhere"}))
    assert "For this service there are no urgent times." in page


def test_a_question_before_is_asked_first(client, rule):
    assert client.get(PAGE).url == "/book/identity-card/"


def test_a_time_taken_meanwhile_is_said_above_those_that_are_left(client, rule):
    take(client)
    answer = take(client)
    assert answer.status_code == 409
    assert "no longer free" in words(answer)
    assert "altona.2026-11-23.08:15" in words(answer)


def test_what_is_kept_for_urgent_matters_is_shown_to_nobody_else(client, rule):
    make.release_rule(make.tranche(100, make.opening("urgent")))
    usual = times("identity-card", **ANSWERS)
    assert "altona.2026-11-23.08:00" not in words(client.get(usual))
    said = {"time": "altona.2026-11-23.08:00", "request": str(uuid4())}
    assert client.post(usual.replace("/times/", "/hold/"), said).status_code == 409
    assert 'value="altona.2026-11-23.08:00"' in words(client.get(PAGE, CLAIM))
    assert take(client).status_code == 302
    assert Appointment.objects.get().share == Share.URGENT


def test_what_everybody_may_have_does_not_stand_among_what_is_kept_for_urgent_matters(client, rule):
    page = client.get(PAGE, CLAIM)
    assert page.context["days"] == []
    assert "Kept for urgent matters" not in words(page)
    assert "Free for everybody" in words(page)
    said = {"time": "altona.2026-11-23.08:00", "request": str(uuid4())}
    assert client.post(page.context["choose_usual"], said).url.startswith("/hold/")
    assert Appointment.objects.get().share == Share.ONLINE


def test_what_is_kept_for_urgent_matters_stands_apart(client, rule):
    make.release_rule(
        make.tranche(50, make.opening("urgent")), make.tranche(50, make.opening("online"))
    )
    page = client.get(PAGE, CLAIM)
    kept, everybodys = (
        {(day.date, item.value) for day in page.context[name] for item in day.items}
        for name in ("days", "usual_days")
    )
    assert kept or everybodys
    assert not kept & everybodys
    usual = words(client.get(times("identity-card", **ANSWERS)))
    assert all(f'value="{value}"' not in usual for _date, value in kept)


def test_the_date_says_for_which_reasons_it_is_needless(client, town):
    make.urgency_rule("journey", services=[town.card], weight=3)
    make.urgency_rule("stolen", services=[town.card], within_days=None)
    page = client.get("/book/identity-card/urgent/?count=1&where=anywhere")
    assert "Leave it empty for:" in str(page.context["form"].fields["on"].help_text)
    assert "optional" not in page.content.decode()
