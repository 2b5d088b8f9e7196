"""One question a page, the answers in the address, and a way back."""

import pytest


def ask(client, service="identity-card", **said):
    return client.get(f"/book/{service}/", said)


def test_first_how_many_then_where_then_times(client, town):
    assert "How many people need this?" in ask(client).content.decode()
    assert "Where would you like to go?" in ask(client, count="2").content.decode()
    done = ask(client, count="2", where="anywhere")
    assert done.status_code == 302
    assert done.url == "/book/identity-card/times/?count=2&where=anywhere"


def test_nobody_is_asked_how_many_when_only_one_may_come(client, town):
    assert "Where would you like to go?" in ask(client, "passport").content.decode()


def test_the_district_decides_who_is_responsible_and_the_page_says_why(client, town):
    assert "Where do you live?" in ask(client, "residence-permit").content.decode()
    done = client.get("/book/residence-permit/", {"quarter": "ottensen", "asked": "district"})
    assert done.url == "/book/residence-permit/times/?district=altona"
    page = client.get(done.url).content.decode()
    assert "You live in the district Altona, so this office is responsible for you" in page
    assert "altona-f" in page
    assert "harburg-f" not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"asked": "count"}, "Choose for how many people"),
        ({"count": "99"}, "Choose one of these numbers"),
        ({"count": "9" * 5000}, "Choose one of these numbers"),
        ({"count": "-1"}, "Choose one of these numbers"),
        ({"count": "שלום 🦄"}, "Choose one of these numbers"),
        ({"count": "1", "where": "near", "near": "Atlantis"}, "do not know where this is"),
        ({"count": "1", "where": "near"}, "Enter a part of the city"),
        ({"count": "1", "where": "office"}, "Choose an office"),
        ({"count": "1", "where": "office", "office": "altona-f"}, "does not offer the service"),
        ({"count": "1", "where": "moon"}, "Choose where you would like to go"),
        ({"count": "1", "where": "near", "near": "x" * 1_000_000}, "at most 80 characters"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again_with_the_reason(client, town, said, sentence):
    page = ask(client, **said)
    assert page.status_code == 422
    assert sentence in page.content.decode()


@pytest.mark.parametrize("said", [{"district": "atlantis"}, {"asked": "district"}])
def test_an_unknown_district_is_asked_again(client, town, said):
    assert ask(client, "residence-permit", **said).status_code == 422


def test_a_quarter_may_be_written_with_a_slip(client, town):
    done = ask(client, count="1", where="near", near="Otensen")
    assert done.url.endswith("?count=1&where=near&near=ottensen")


def test_the_way_back_keeps_what_was_said_before(client, town):
    page = ask(client, count="3").content.decode()
    assert 'href="/book/identity-card/"' in page
    assert '<input type="hidden" name="count" value="3">' in page


def test_times_without_answers_lead_to_the_questions(client, town):
    assert client.get("/book/identity-card/times/").url == "/book/identity-card/"


def test_an_unknown_service_cannot_be_booked(client, town):
    for address in ("/book/unicorn/", "/book/unicorn/times/", "/book/unicorn/hold/"):
        assert client.get(address).status_code == 404
