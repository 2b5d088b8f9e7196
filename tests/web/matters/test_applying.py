"""Somebody fills in a form at home: page by page, with a way back, once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from anlauf.cases import queries
from anlauf.cases.models import Case, Intake
from anlauf.cases.queries.forms import form_code
from anlauf.core import clock
from anlauf.core.models import Letter
from tests import make
from tests.web.citizen import town as towns
from tests.web.matters.town import ANSWERS

REQUEST = "6f1b7a9e-0000-4000-8000-000000000000"
FIRST = "/apply/permit/first/"


def begun(client: Client) -> str:
    """The address of the form after its first question."""
    answer = client.post(FIRST, {"answer": "study", "request": REQUEST})
    assert answer.status_code == 302
    return str(answer["Location"]).partition("question/")[0]


def filled(client: Client, **said: str) -> str:
    form = begun(client)
    page = f"{form}question/name/"
    answers = {**ANSWERS, **said}
    while "/question/" in page:
        key = page.rstrip("/").rpartition("/")[2]
        answer = client.post(page, {"answer": answers[key]})
        assert answer.status_code == 302, answer.content.decode()
        page = answer["Location"]
    return page


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_services_page_leads_to_the_form(client, kind):
    assert "/apply/permit/" in text(client, "/services/residence-permit/")
    assert "/apply/" not in text(client, "/services/passport/").replace('"/apply/"', "")
    page = text(client, "/apply/permit/")
    for words in ("Passport", "Enrolment", "Also, if it is about: Studies", FIRST, "weeks"):
        assert words in page
    assert "This is our aim, not experience" in page


def test_what_begins_at_a_desk_cannot_be_applied_for_at_home(client, kind):
    kind.steps.filter(state__in=["checking", "ready_for_visit"]).delete()
    assert client.get("/apply/permit/").status_code == 404
    assert client.get("/apply/permit/first/").status_code == 404
    assert client.get("/apply/").status_code == 200


def test_the_form_is_saved_from_the_first_answer_on(client, kind):
    form = begun(client)
    code = form_code(Intake.objects.get().uid)
    page = text(client, f"{form}question/name/")
    assert code in page
    assert "Name?" in page


def test_a_double_press_on_the_first_page_begins_one_form(client, kind):
    assert begun(client) == begun(client)
    assert Intake.objects.count() == 1


def test_questions_that_the_answers_do_not_lead_to_are_not_asked(client, kind):
    page = filled(client)
    assert page.endswith("/papers/")
    form = page.removesuffix("papers/")
    assert client.get(f"{form}question/spouse/")["Location"] == f"{form}check/"
    client.post(f"{form}question/married/?change=1", {"answer": "yes"})
    assert client.get(f"{form}check/")["Location"] == f"{form}question/spouse/"


def test_nobody_jumps_ahead(client, kind):
    form = begun(client)
    for page in ("question/email/", "papers/", "check/", "office/"):
        assert client.get(form + page)["Location"] == f"{form}question/name/"
    assert client.post(f"{form}question/email/", {"answer": "a@example.org"}).status_code == 302
    assert client.post(f"{form}check/", {"true": "on"})["Location"] == f"{form}question/name/"


def test_going_back_and_changing_an_answer_keeps_the_others(client, kind):
    form = filled(client).removesuffix("papers/")
    assert "Mina Rahimi" in text(client, f"{form}question/name/")
    changed = client.post(f"{form}question/name/?change=1", {"answer": "Mina Karimi"})
    assert changed["Location"] == f"{form}check/"
    page = text(client, f"{form}check/")
    assert "Mina Karimi" in page
    assert "17 May 1990" in page
    assert f"{form}question/birth_date/?change=1" in page


def test_the_papers_depend_on_the_group(client, kind):
    page = text(client, filled(client))
    assert "Enrolment" in page
    assert "Contract" not in page


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("name", "", "Please answer this question."),
        ("name", "x\x00y", "Null characters"),
        ("name", "x" * 100_000, "at most 500"),
        ("name", "\u202e\u200b", "Please answer this question."),
        ("birth_date", "31.02.1990", "Enter a date"),
        ("birth_date", "2031-01-01", "This date cannot be right"),
        ("birth_date", "0001-01-01", "This date cannot be right"),
        ("postal_code", "", "Please answer this question."),
        ("email", "not a mailbox", "valid email"),
        ("married", "maybe", "Please choose one of the answers."),
    ],
)
def test_what_cannot_be_an_answer_is_asked_again(client, kind, key, answer, words):
    form = filled(client).removesuffix("papers/")
    answered = client.post(f"{form}question/{key}/", {"answer": answer})
    assert answered.status_code == 422
    assert words in answered.content.decode()
    assert (
        make.sure(queries.form_by_key(form.split("/")[2], at=make.AT)).answers[key] == ANSWERS[key]
    )


def test_a_date_may_be_written_as_people_here_write_it(client, kind):
    form = filled(client).removesuffix("papers/")
    client.post(f"{form}question/birth_date/", {"answer": "17.05.1991"})
    assert "17 May 1991" in text(client, f"{form}check/")


def test_handing_in_gives_a_receipt_once(client, kind):
    check = filled(client).replace("/papers/", "/check/")
    assert client.post(check, {"true": ""}).status_code == 422
    first, again = (client.post(check, {"true": "on"}) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert Case.objects.count() == 1
    case = Case.objects.get()
    assert (case.office.key, case.group, case.language) == ("altona-f", "study", "en")
    page = text(client, first["Location"])
    for words in (case.code, "mina@example.org", "Passport", "until we decide", "Please still"):
        assert words in page
    assert Letter.objects.filter(kind="case_received").count() == 1
    assert Letter.objects.get().language == "en"


def test_later_the_forms_address_opens_no_case_any_more(client, kind):
    check = filled(client).replace("/papers/", "/check/")
    client.post(check, {"true": "on"})
    clock.use(clock.StoppedClock(make.AT + timedelta(minutes=31)))
    assert client.get(check)["Location"] == "/application/"
    assert client.get(check.replace("check/", "question/name/")).status_code == 410


def test_a_postal_code_of_two_districts_asks_for_the_part_of_the_city(client, kind):
    page = filled(client, postal_code="22767")
    assert page.endswith("/office/")
    words = text(client, page)
    assert "In which part of the city do you live?" in words
    assert client.post(page, {"part": "ottensen"}).status_code == 422
    assert client.post(page, {"part": "heimfeld"})["Location"].endswith("/papers/")
    client.post(page.replace("office", "check"), {"true": "on"})
    assert Case.objects.get().office.key == "harburg-f"


def test_with_a_strange_postal_code_the_district_is_asked_for(client, kind):
    words = text(client, filled(client, postal_code="99999"))
    assert "We do not know this postal code" in words


def test_on_another_device_the_number_and_the_date_of_birth_open_it(client, kind):
    form = filled(client).removesuffix("papers/")
    code = form_code(Intake.objects.get().uid)
    other = towns.english()
    said = {"code": code.replace("-", " ").lower(), "born": "1990-05-17"}
    assert other.post("/application/", said)["Location"] == form
    for wrong in ({"code": code}, {"code": code, "born": "1990-05-18"}, {"code": "C4FN"}):
        answer = other.post("/application/", wrong)
        assert answer.status_code == 422
        assert code not in answer.content.decode().replace(f'value="{code}"', "")


def test_guessing_is_slowed_down(client, kind):
    form_of = filled(client)
    code = form_code(Intake.objects.get().uid)
    for day in range(1, 6):
        client.post("/application/", {"code": code, "born": f"1991-01-0{day}"})
    answer = client.post("/application/", {"code": code, "born": "1990-05-17"})
    assert answer.status_code == 429
    assert form_of


def test_the_way_back_is_sent_and_can_be_printed(client, kind):
    form = begun(client)
    page = client.post(f"{form}keep/", {"email": "m@example.org"}).content.decode()
    assert "We have sent the link" in page
    assert form_code(Intake.objects.get().uid) in page
    assert Letter.objects.get().to == "m@example.org"
    assert client.get(form)["Location"] == f"{form}question/name/"


@pytest.mark.parametrize("key", ["nonsense", "C4FN-7W2K.x", "ü.ü", "%00", "a" * 3000])
def test_a_key_that_opens_nothing_is_answered_with_a_sentence(client, kind, key):
    assert client.get(f"/application/{key}/").status_code == 410
    assert client.get(f"/application/{key}/check/").status_code == 410


def test_the_language_changes_midway_and_what_was_typed_stays(client, kind):
    form = begun(client)
    typed = {"answer": "Mina", "page_language": "de"}
    page = client.post(f"{form}question/name/", typed).content.decode()
    assert re.search(r'<html lang="de"', page)
    assert 'value="Mina"' in page
    assert make.sure(queries.form_by_key(form.split("/")[2], at=make.AT)).answers == {
        "purpose": "study"
    }
