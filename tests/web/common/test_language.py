"""German and English, without losing the page."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("de-DE,de", "de"), ("en-GB,en", "en"), ("tr-TR,en;q=0.5", "en"), ("tr-TR", "de"), ("", "de")],
)
def test_the_browsers_wish_counts_and_german_is_the_rest(client, asked, answered):
    page = client.get("/login/", headers={"Accept-Language": asked}).content.decode()
    assert f'<html lang="{answered}"' in page


def test_the_choice_is_remembered_and_the_page_stays(client):
    answer = client.post("/language/", {"language": "en", "next": "/login/?next=/city/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/city/")
    page = client.get("/login/", headers={"Accept-Language": "de"}).content.decode()
    assert '<html lang="en"' in page


def test_languages_are_called_by_their_own_names(client):
    page = client.get("/login/").content.decode()
    assert 'lang="de" aria-current="true">Deutsch</button>' in page
    assert 'lang="en">English</button>' in page


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:1", "\\"])
def test_nobody_is_sent_elsewhere(client, address):
    answer = client.post("/language/", {"language": "en", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("language", ["xx", "", "de" * 500, "🦄"])
def test_an_unknown_language_is_a_clear_400(client, language):
    answer = client.post("/language/", {"language": language, "next": "/login/"})
    assert answer.status_code == 400


def test_the_frame_names_the_city(client):
    make.city()
    page = client.get("/login/", headers={"Accept-Language": "en"}).content.decode()
    assert "Official website – City of Hamburg" in page


@pytest.mark.parametrize("page", ["accessibility", "privacy", "imprint"])
def test_the_footers_pages_exist(client, page):
    assert f'href="/{page}/"' in client.get("/login/").content.decode()
    assert client.get(f"/{page}/").status_code == 200
