"""The page on which the posts of all offices are entered."""

import pytest

from anlauf.people.roles import Role
from anlauf.staffing.models import Posts
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PAGE = "/city/figures/posts/"


@pytest.fixture
def planner(client):
    make.office("altona")
    make.office("harburg")
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


def text(response):
    return response.content.decode()


def test_posts_are_entered_for_some_offices_and_taken_back(planner):
    assert "No posts were entered yet" in text(planner.get(PAGE, headers=ENGLISH))
    since = make.later(-30).isoformat()
    given = {"since": since, "office-altona": "12.5", "office-harburg": ""}
    shown = text(planner.post(PAGE, given, headers=ENGLISH, follow=True))
    assert [(row.office.key, float(row.posts)) for row in Posts.objects.all()] == [("altona", 12.5)]
    assert "Take back" in shown
    planner.post(f"{PAGE}{since}/back/")
    assert not Posts.objects.exists()


@pytest.mark.parametrize("entered", ["-1", "many", "1000"])
def test_what_is_no_number_of_posts_is_said_at_its_office(planner, entered):
    given = {"since": make.later(-30).isoformat(), "office-altona": entered}
    answer = planner.post(PAGE, given, headers=ENGLISH)
    assert answer.status_code == 422
    assert 'id="id_office-altona_error"' in text(answer)


def test_without_any_number_it_is_said_what_is_missing(planner):
    answer = planner.post(PAGE, {"since": make.later(0).isoformat()}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "at least one office" in text(answer)


def test_who_leads_one_office_does_not_write_the_budget(client):
    altona = make.office("altona")
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=altona))
    assert client.get(PAGE).status_code == 403
