"""Applications speak one language more than the other pages, written from the right."""

from django.utils import translation
from django.utils.translation import gettext

from anlauf.cases.models import Case, Intake
from anlauf.core.models import Letter
from anlauf.core.text import say, spoken, spoken_of_applications
from tests import languages
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


def test_the_other_pages_are_english_then_and_say_so(client, kind, settings, tmp_path):
    languages.learn("ar", settings, tmp_path)
    services = text(client, "/services/")
    assert 'value="ar"' not in services
    assert "anlauf-not-in-language" not in services
    choose_arabic(client)
    services = text(client, "/services/")
    assert '<html lang="en"' in services
    assert 'class="anlauf-not-in-language" lang="ar" dir="rtl">هذه الصفحة' in services
    assert "anlauf-not-in-language" not in text(client, "/apply/")


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


def test_other_letters_are_english_then():
    assert spoken("ar") == "en"
    assert spoken_of_applications("ar") == "ar"
    assert spoken("fr") == "de"


def test_a_sentence_with_a_number_that_is_not_translated_is_english_not_german(settings, tmp_path):
    languages.learn("ar", settings, tmp_path)
    with translation.override("ar"):
        said = [
            translation.ngettext("One office", "%(number)s offices", number) for number in (0, 1, 2)
        ]
        days = [gettext("Monday"), gettext("Decided so far")]
    assert said == ["%(number)s offices", "One office", "%(number)s offices"]
    assert days == ["الاثنين", "Decided so far"]


def test_numbers_are_written_from_the_left_everywhere(client, kind):
    case = town.applied(kind)
    choose_arabic(client)
    assert f'dir="ltr">{case.code}' in text(client, letter_page(case))


def test_the_way_to_the_visit_speaks_it_too(client, kind, settings, tmp_path):
    languages.learn("ar", settings, tmp_path)
    choose_arabic(client)
    page = text(client, "/invitation/")
    assert RIGHT_TO_LEFT in page
    assert "لديّ رمز من رسالة" in page
    assert RIGHT_TO_LEFT in text(client, "/appointment/")
    assert RIGHT_TO_LEFT in text(client, "/certificate/")
