"""Pages of figures from before Anlauf: upload with a preview, undo, and both kinds side by side."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anlauf.core import clock
from anlauf.evaluation.models import PastSheet
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
SHEET = "office;month;visits;no_show\naltona;2024-03;1200;12,5\naltona;2024-04;1300;11\n"


@pytest.fixture(autouse=True)
def nine_oclock():
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    yield
    clock.use(before)


@pytest.fixture
def steering(client):
    make.office("altona", desks=1)
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def upload(client, text=SHEET, source="Monthly reports"):
    file = SimpleUploadedFile("past.csv", text.encode(), content_type="text/csv")
    given = {"file": file, "source": source}
    return client.post("/figures/history/", given, headers=ENGLISH, follow=True)


def page(client, address):
    return client.get(address, headers=ENGLISH).content.decode()


def test_an_upload_shows_what_would_change_and_loads_nothing_yet(steering):
    answer = upload(steering)
    shown = answer.content.decode()
    assert "What loading would change" in shown
    assert "Values: 4, offices: 1, 03/2024 to 04/2024" in shown
    assert "Nothing has been reported" in page(steering, "/figures/earlier/")


def test_what_was_loaded_is_shown_with_its_source_and_can_be_withdrawn(steering):
    upload(steering)
    number = PastSheet.objects.get().pk
    steering.post(f"/figures/history/{number}/load/")
    shown = page(steering, "/figures/earlier/?figure=no_show")
    assert "not measured by it" in shown
    assert "Source: Monthly reports" in " ".join(shown.split())
    assert "13" in shown or "12" in shown
    office = page(steering, "/figures/office/altona/earlier/?figure=visits")
    assert "1,200" in office
    assert "history-dot--hollow" in office
    steering.post(f"/figures/history/{number}/withdraw/")
    assert "Nothing has been reported" in page(steering, "/figures/earlier/")
    assert "Load again" in page(steering, f"/figures/history/{number}/")


def test_a_file_with_mistakes_names_them_by_line_and_column(steering):
    answer = upload(steering, SHEET + "altonna;2024-05;7;1\n")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "1 mistake in this file. Nothing was taken." in shown
    assert "There is no office “altonna”." in shown
    assert "Maybe “altona”?" in shown
    assert not PastSheet.objects.exists()


def test_what_is_no_sheet_is_said_at_the_field(steering):
    answer = upload(steering, "\0")
    assert "This is no CSV file." in answer.content.decode()
    without = steering.post("/figures/history/", {"source": "x"}, headers=ENGLISH)
    assert "Please choose a file first." in without.content.decode()


def test_the_template_filled_in_is_a_sheet(steering):
    text = steering.get("/figures/history/template.csv").content.decode()
    assert text.startswith("\ufeffoffice;month;lead;")
    head, line = text.split("\r\n")[:2]
    assert line.startswith("altona;2026-10;")
    filled = f"{head}\r\naltona;2024-03;4,5\r\n"
    assert "Values: 1, offices: 1" in upload(steering, filled).content.decode()


def test_a_draft_can_be_thrown_away(steering):
    upload(steering)
    steering.post(f"/figures/history/{PastSheet.objects.get().pk}/discard/")
    assert not PastSheet.objects.exists()


def test_only_who_sees_the_city_brings_figures_in(client):
    office = make.office("altona", desks=1)
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=office))
    assert client.get("/figures/history/").status_code == 403
    assert client.get("/figures/earlier/").status_code == 403
    assert client.get("/figures/office/altona/earlier/").status_code == 200
    assert client.post("/figures/history/1/load/").status_code == 403


def test_years_are_chosen_when_there_are_several(steering):
    upload(steering, SHEET + "altona;2023-03;900;\n")
    steering.post(f"/figures/history/{PastSheet.objects.get().pk}/load/")
    assert date(2024, 3, 1).strftime("%m/%Y") in page(steering, "/figures/earlier/?figure=visits")
    assert "03/2023" in page(steering, "/figures/earlier/?figure=visits&year=2023")
