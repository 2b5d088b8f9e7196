"""An appointment that we had to move asks whether the new time suits, and takes the answer."""

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.decisions import Target, move_to
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Supply
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved() -> Appointment:
    """Moved from half past nine to eleven, by us."""
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(3), supply=[1] * 48)
    old = make.appointment(
        make.wish(offering, at="09:30", on=make.later(3)), contact=Contact(phone="040 123456")
    )
    other = make.office_day(offering.office, on=make.later(4), supply=[1] * 48)
    target = Target(offering.office_id, other.date, make.tick("11:00"))
    commands.publish_decided(
        offering.office_id,
        {make.later(3): Supply((), (), bytes(288))},
        {old.pk: move_to(target)},
        by=SYSTEM,
        at=make.AT,
    )
    return Appointment.objects.get(moved_from=old)


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


def page(appointment: Appointment) -> str:
    return f"/appointment/{queries.manage_key(appointment)}/"


def test_the_page_names_both_times_and_three_answers(client, moved):
    text = client.get(page(moved), headers={"Accept-Language": "en"}).content.decode()
    assert "Does the new time suit you?" in text
    assert "09:30" in text
    assert "11:00" in text
    for answer in ("accept/", "move/", "cancel/"):
        assert text.count(f'"{page(moved)}{answer}"') == 1


def test_the_link_of_the_letter_leads_to_the_question_and_changes_nothing(client, moved):
    assert client.get(f"{page(moved)}accept/").headers["Location"] == page(moved)
    moved.refresh_from_db()
    assert moved.answered_at is None


def test_one_tap_says_that_it_suits_and_the_question_is_gone(client, moved):
    answer = client.post(f"{page(moved)}accept/", follow=True)
    assert "suits me" not in answer.content.decode()
    moved.refresh_from_db()
    assert moved.answered_at == make.AT


def test_the_old_link_still_opens_it(client, moved):
    assert client.get(page(moved.moved_from)).status_code == 200
