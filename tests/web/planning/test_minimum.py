"""The page on which an office's minimum staffing is said and taken back."""

import pytest

from anlauf.people.roles import Role
from anlauf.staffing.models import Minimum
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PAGE = "/office/altona/minimum/"


@pytest.fixture
def office():
    return make.office("altona", desks=3)


@pytest.fixture
def planner(client, office):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


def text(response) -> str:
    return str(response.content.decode())


def test_it_says_what_holds_and_what_less_costs(planner):
    page = text(planner.get(PAGE, headers=ENGLISH))
    assert "Today: 2 clerks" in page
    assert "costs a plan 52 points" in page
    assert "Nothing was said" in page


def test_a_minimum_is_said_and_taken_back(planner):
    since = make.later(3).isoformat()
    planner.post(PAGE, {"clerks": "3", "since": since})
    assert Minimum.objects.get().clerks == 3
    assert "Take back" in text(planner.get(PAGE, headers=ENGLISH))
    planner.post(f"{PAGE}{since}/back/")
    assert not Minimum.objects.exists()


def test_more_than_desks_is_refused_with_the_number_of_desks(planner):
    since = make.later(3).isoformat()
    answer = planner.post(PAGE, {"clerks": "4", "since": since}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "only 3 desks" in text(answer)


def test_a_date_that_is_none_is_not_found(planner):
    assert planner.post(f"{PAGE}soon/back/").status_code == 404


def test_a_clerk_may_not_see_it(client, office):
    client.force_login(make.person("clerk", at=office))
    assert client.get(PAGE).status_code == 403
