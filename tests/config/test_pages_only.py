"""Programs are spared what only pages need, and pages keep all of it."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> None:
    make.city()


def test_an_answer_to_a_program_depends_on_no_cookie(client):
    answer = client.get("/api/v1/health")
    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def test_a_page_says_what_it_may_load(client):
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_a_page_shown_in_place_of_an_answer_says_so_too(client):
    answer = client.get("/api/nothing/here/")
    assert answer.status_code == 404
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
