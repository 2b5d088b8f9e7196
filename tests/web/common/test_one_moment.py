"""When somebody takes too much, a machine works or a person waits; nobody is shut out."""

import html
import re
from datetime import timedelta

import pytest

from anlauf.booking.models import Appointment
from anlauf.booking.values import USUAL
from anlauf.core import challenges, clock
from tests import make
from tests.core.test_challenges import solved
from tests.web.citizen import town as towns
from tests.web.citizen.town import times, word

HERE, ELSEWHERE = "198.51.100.1", "2001:db8::1"
PAGE = "6f1b7a9e-0000-4000-8000-0000000000{:02}"
ADDRESS = times("identity-card", count="1", where="anywhere").replace("/times/", "/hold/")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def usual_monday():
    before = clock.use(clock.StoppedClock(make.AT))
    yield towns.town()
    clock.use(before)


def later(seconds: int) -> None:
    clock.use(clock.StoppedClock(make.AT + timedelta(seconds=seconds)))


def take(client, number: int, *, origin: str = HERE, **said: str):
    """Tap on one of the free times, each tap on a page of its own."""
    clocks = [f"{hour:02}:{minute:02}" for hour in (8, 9) for minute in (0, 15, 30, 45)]
    office = ("altona", "harburg")[number // len(clocks) % 2]
    tap = {"time": word(office, clocks[number % len(clocks)]), "request": PAGE.format(number)}
    return client.post(ADDRESS, tap | said, REMOTE_ADDR=origin)


def rushed(client) -> str:
    """The page that asks for patience, after as many holds as a household never needs."""
    for number in range(USUAL.calm_unconfirmed):
        assert "/hold/" in take(client, number).url
    return str(take(client, 10).url)


def form(page: str) -> dict[str, str]:
    found = re.findall(r'name="(\w+)" value="([^"]*)"', page.partition("data-moment")[2])
    return {name: html.unescape(value) for name, value in found}


def test_a_household_never_notices(client):
    for number in range(USUAL.calm_unconfirmed):
        assert take(client, number).url.startswith("/hold/")


def test_who_takes_more_is_asked_for_a_moment_and_others_are_not(client):
    moment = rushed(client)
    assert moment.startswith("/one-moment/")
    page = client.get(moment, REMOTE_ADDR=HERE).content.decode()
    assert "One moment, please" in page
    assert "Please wait 20 seconds." in page
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in page
    assert take(client, 11, origin=ELSEWHERE).url.startswith("/hold/")


def test_with_the_task_solved_the_same_button_holds_the_time(client):
    rushed(client)
    proof = solved(challenges.task(at=make.AT))
    assert take(client, 10, solution=proof).url.startswith("/hold/")
    assert take(client, 11, solution=proof).url.startswith("/one-moment/")


def test_a_retry_with_the_same_proof_finds_the_same_hold(client):
    rushed(client)
    proof = solved(challenges.task(at=make.AT))
    first, again = (take(client, 10, solution=proof).url for _ in range(2))
    assert first == again
    assert Appointment.objects.count() == USUAL.calm_unconfirmed + 1


def test_without_javascript_waiting_is_enough(client):
    moment = rushed(client)
    said = form(client.get(moment, REMOTE_ADDR=HERE).content.decode())
    early = client.post(ADDRESS, said, REMOTE_ADDR=HERE).url
    assert early.startswith("/one-moment/")

    later(20)
    page = client.get(early, REMOTE_ADDR=HERE).content.decode()
    assert "Thank you for waiting." in page
    assert client.post(ADDRESS, form(page), REMOTE_ADDR=HERE).url.startswith("/hold/")
    assert client.post(
        ADDRESS, form(page) | {"request": PAGE.format(77)}, REMOTE_ADDR=HERE
    ).url.startswith("/one-moment/")


def test_a_network_that_keeps_everything_for_itself_is_refused(client, monkeypatch):
    monkeypatch.setattr("anlauf.core.challenges.passed", lambda *_said, **_at: True)
    for number in range(20):
        take(client, number)
    answers = [take(client, 0).status_code for _ in range(101)]
    assert answers[0] == 302
    refused = take(client, 40)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert "Too many tries" in refused.content.decode()


def test_a_word_that_is_not_ours_is_no_page(client):
    for said in ("x", "x" * 500, "eyJ4IjoxfQ:1:2"):
        assert client.get(f"/one-moment/{said}/").status_code == 422


def test_this_machine_itself_is_never_asked(client):
    for number in range(12):
        assert take(client, number, origin="127.0.0.1").url.startswith("/hold/")
