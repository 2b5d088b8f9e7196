"""What people said: every share beside how many answered, weeks by office, and who answers."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.models import AccessFigures, VisitFact
from anlauf.people.roles import Role
from anlauf.surveys import commands
from anlauf.surveys.models import Remark
from anlauf.surveys.values import PastSum, Sum
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
MONDAY = make.DAY - timedelta(days=make.DAY.weekday() + 7)


@pytest.fixture(autouse=True)
def nine_oclock():
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    yield
    clock.use(before)


@pytest.fixture
def harburg():
    return make.office("harburg", desks=2)


@pytest.fixture
def steering(client):
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def answers(office, good, bad, *, dimension="all", value=""):
    said = Sum(good + bad, {"overall": {5: good, 1: bad}})
    where = office.pk if dimension == "all" else None
    past = PastSum(office.area_id, where, MONDAY, said, dimension, value)
    commands.load_past([past], by=SYSTEM, at=make.AT)


def came(office, with_appointment, without):
    for one in range(with_appointment + without):
        VisitFact.objects.create(
            number=-(one + 1),
            office_number=office.pk,
            date=MONDAY,
            hour=9,
            appointed=one < with_appointment,
            wait=60,
            served=600,
            outcome="finished",
        )
    sum_up_all()
    in_access(office, "way", {"online": with_appointment, "walk_in": without})


def in_access(office, aspect, numbers):
    """Who came, as it was added up while it was known."""
    AccessFigures.objects.bulk_create(
        AccessFigures(
            area_number=office.area_id, week=MONDAY, aspect=aspect, value=value, visits=number
        )
        for value, number in numbers.items()
    )


def test_the_promise_page_has_satisfaction_among_its_figures(steering, harburg):
    came(harburg, 60, 40)
    answers(harburg, 16, 4)
    page = steering.get("/figures/?figure=satisfied", headers=ENGLISH).content.decode()
    assert "80 %" in page
    assert "Satisfied with the visit" in page
    assert "Of those who came 20 % answered." in page


def test_every_share_stands_beside_who_answered_of_who_came(steering, harburg):
    came(harburg, 60, 40)
    answers(harburg, 16, 4)
    answers(harburg, 15, 2, dimension="arrival", value="appointment")
    answers(harburg, 5, 3, dimension="arrival", value="walk_in")
    page = steering.get("/figures/survey/", headers=ENGLISH).content.decode()
    assert "20 people answered, 20 % of those who came" in page
    assert "32 % of answers, 40 % of those who came" in page
    assert "answers less often" in page


def test_needs_and_languages_are_held_against_who_came_too(steering, harburg):
    came(harburg, 60, 40)
    in_access(harburg, "need", {"none": 80, "step_free": 12, "several": 8})
    in_access(harburg, "language", {"de": 70, "en": 30})
    answers(harburg, 25, 15)
    for dimension, parts in {"need": {"no": 35, "yes": 5}, "language": {"de": 35, "en": 5}}.items():
        for value, people in parts.items():
            answers(harburg, people, 0, dimension=dimension, value=value)
    page = " ".join(steering.get("/figures/survey/", headers=ENGLISH).content.decode().split())
    assert "13 % of answers, 20 % of those who came" in page  # named a need
    assert "13 % of answers, 30 % of those who came" in page  # in English
    assert page.count("<strong>answers less often</strong>") == 2


def test_an_office_sees_its_weeks_and_screened_words_only(client, harburg):
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=harburg))
    answers(harburg, 16, 4)
    Remark.objects.create(
        office_number=harburg.pk, week=MONDAY, language="de", state="shown", text="Zu kalt hier"
    )
    Remark.objects.create(office_number=harburg.pk, week=MONDAY, language="de", sealed=b"x")
    page = client.get("/figures/office/harburg/survey/", headers=ENGLISH).content.decode()
    assert "Zu kalt hier" in page
    assert "1 text is still to be screened." in page
    assert client.get("/figures/survey/").status_code == 403
    assert client.get("/figures/office/harburg/survey/sign/").status_code == 200


def test_weeks_of_fewer_than_five_answers_are_not_told(steering, harburg):
    answers(harburg, 3, 1)
    page = steering.get("/figures/survey/", headers=ENGLISH).content.decode()
    assert "too few to be told" in page
