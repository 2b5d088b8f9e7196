"""Where the offices are and when they open, with the reason when they do not."""

from anlauf.directory.models import OpeningException
from anlauf.directory.states import ExceptionKind
from anlauf.floor import commands as floor
from tests import make


def test_all_offices_with_todays_hours(client, town):
    page = client.get("/offices/").content.decode()
    for words in ("Altona", "Harburg", "Mobile", "08:00–10:00", "closed today"):
        assert words in page


def test_an_office_page_tells_hours_entrance_and_services(client, town):
    page = client.get("/offices/altona/").content.decode()
    for words in ("08:00–10:00", "No steps", "Identity card", "Passport"):
        assert words in page
    assert "Residence permit" not in page


def test_an_office_page_tells_the_next_free_time_and_who_waits(client, town):
    page = client.get("/offices/altona/").content.decode()
    assert "Mon 23 Nov, 08:00" in page
    assert "Waiting now" not in page  # no desk is open
    floor.log_on(make.desk(town.altona), make.person(at=town.altona), at=make.AT)
    assert "Waiting now" in client.get("/offices/altona/").content.decode()


def test_a_closed_day_gives_its_reason(client, town):
    OpeningException.objects.create(
        office=town.altona,
        date=make.later(1),
        kind=ExceptionKind.CLOSED,
        reason={"de": "Personalversammlung", "en": "Staff meeting"},
    )
    page = " ".join(client.get("/offices/altona/").content.decode().split())
    assert 'closed <span class="citizen-quiet">Staff meeting</span>' in page


def test_an_unknown_office_is_a_page_with_a_sentence(client, town):
    response = client.get("/offices/moon/")
    assert response.status_code == 404
    assert "We do not know this office" in response.content.decode()
