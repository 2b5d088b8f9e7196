"""Pages of other people may call the interface, and nothing else of ours."""

import pytest

pytestmark = pytest.mark.django_db

ELSEWHERE = {"Origin": "https://www.example.org"}


def test_a_foreign_page_may_search(client, offering):
    answer = client.get("/api/v1/times?service=passport", headers=ELSEWHERE)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_foreign_page_may_ask_before_it_books(client, offering):
    asks = ELSEWHERE | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
    }
    answer = client.options("/api/v1/holds", headers=asks)
    assert answer.status_code == 200
    assert "idempotency-key" in answer.headers["Access-Control-Allow-Headers"]


def test_our_own_pages_stay_our_own(client, offering):
    assert "Access-Control-Allow-Origin" not in client.get("/login/", headers=ELSEWHERE).headers
