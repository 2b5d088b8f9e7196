"""An urgent claim at the reception: what to ask for, and what became of it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from anlauf.booking import commands
from anlauf.booking.models import Appointment
from anlauf.booking.states import ClaimState
from anlauf.booking.values import Line, Wish
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.core.models import JournalEntry
from anlauf.floor import commands as floor
from tests import make
from tests.web import floor_scene as scenes

PAGE = "/counter/harburg/reception/"


@pytest.fixture
def claimed(scene) -> Appointment:
    """Somebody said their journey begins on Thursday."""
    rule = make.urgency_rule(name={"en": "I travel soon"})
    wish = Wish((Line(scene.services[0].pk),), scene.office.pk, make.DAY, make.tick("13:00"))
    return commands.book(
        make.urgent(wish, rule), make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT
    )


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def judge(browser, number, state):
    return browser.post(f"{PAGE}claim/", {"number": number, "state": state}, follow=True)


def test_the_reception_says_what_to_ask_for(claimed, browser):
    page = words(browser.get(PAGE))
    assert "I travel soon (Thu 26 Nov)" in page
    assert "Ask for: the ticket" in page
    assert "not checked yet" in page


def test_where_nothing_is_claimed_nothing_is_asked(scene, browser):
    scenes.booked(scene, "13:00")
    assert "Ask for" not in words(browser.get(PAGE))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("proved", "Noted: the proof was shown."),
        ("unproved", "Noted: the proof was not shown. Whether they are served is your decision."),
    ],
)
def test_two_buttons_note_whether_the_proof_was_shown(claimed, browser, scene, state, sentence):
    assert sentence in words(judge(browser, claimed.pk, state))
    claimed.refresh_from_db()
    assert claimed.claim == state
    entry = JournalEntry.objects.get(verb="booking.claim_judged")
    assert (entry.by_number, entry.office_number) == (scene.clerk.pk, scene.office.pk)
    assert "2026-11-26" not in str(entry.facts)


@pytest.mark.parametrize("state", ["", "maybe"])
def test_what_is_no_answer_is_not_noted(claimed, browser, state):
    assert "not understood" in words(judge(browser, claimed.pk, state))
    claimed.refresh_from_db()
    assert claimed.claim == ClaimState.STATED


def test_another_offices_claim_is_not_theirs_to_judge(claimed, browser):
    elsewhere = make.wish()
    other = make.appointment(replace(make.urgent(elsewhere, claimed.urgency)))
    assert "cannot find this appointment" in words(judge(browser, other.pk, "proved"))
    other.refresh_from_db()
    assert other.claim == ClaimState.STATED


def test_the_desk_says_what_to_ask_for_and_notes_it(scene, claimed, browser):
    session = scenes.seated(scene, 1, person=scene.clerk)
    visit = floor.check_in(claimed.code, scene.office.pk, by=DEVICE, at=scenes.NOON)
    floor.call(visit, session, by=scenes.actor(scene.clerk), at=scenes.NOON)
    page = words(browser.get("/counter/harburg/screen/"))
    assert "I travel soon (Thu 26 Nov)" in page
    answer = browser.post(
        "/counter/harburg/do/prove/", {"once": "p", "visit": visit.pk}, follow=True
    )
    assert "Noted: the proof was shown." in words(answer)
    claimed.refresh_from_db()
    assert claimed.claim == ClaimState.PROVED
    assert "claim--done" in words(answer)
