"""Applications speak one language more than the other pages, written from the right."""

from anlauf.cases.models import Case, Intake
from anlauf.core.models import Letter
from anlauf.core.text import say
from tests.web.matters import town
from tests.web.matters.test_applying import filled
from tests.web.matters.test_status import letter_page, text

RIGHT_TO_LEFT = '<html lang="ar" dir="rtl"'


def choose_arabic(client) -> None:
    answer = client.post("/language/", {"language": "ar", "next": "/apply/permit/"})
    assert answer["Location"] == "/apply/permit/"


def test_a_whole_application_is_read_from_the_right(client, kind):
    assert 'value="ar"' in text(client, "/apply/permit/")
    choose_arabic(client)
    for page in ("/apply/", "/apply/permit/", "/apply/permit/first/", "/case/"):
        assert RIGHT_TO_LEFT in text(client, page)
    page = filled(client)
    assert RIGHT_TO_LEFT in text(client, page)
    assert Intake.objects.get().language == "ar"
    receipt = client.post(page.replace("papers", "check"), {"true": "on"})["Location"]
    assert RIGHT_TO_LEFT in text(client, receipt)
    assert Case.objects.get().language == "ar"
    assert Letter.objects.get().language == "ar"
    refused = client.get("/application/nonsense/")
    assert RIGHT_TO_LEFT in refused.content.decode()


def test_the_other_pages_are_english_then(client, kind):
    assert 'value="ar"' not in text(client, "/services/")
    choose_arabic(client)
    assert '<html lang="en"' in text(client, "/services/")


def test_a_form_changes_to_that_language_midway(client, kind):
    form = filled(client).replace("papers/", "question/name/")
    page = client.post(form, {"answer": "مينا", "page_language": "ar"}).content.decode()
    assert RIGHT_TO_LEFT in page
    assert 'value="مينا"' in page


def test_what_the_city_did_not_word_in_it_is_said_in_english():
    wording = {"de": "Pass", "en": "Passport"}
    assert say(wording, "ar") == "Passport"
    assert say(wording | {"ar": "جواز السفر"}, "ar") == "جواز السفر"
    assert say(wording, "fr") == "Pass"


def test_numbers_are_written_from_the_left_everywhere(client, kind):
    case = town.applied(kind)
    choose_arabic(client)
    assert f'dir="ltr">{case.code}' in text(client, letter_page(case))
