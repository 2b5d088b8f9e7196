"""Files are handed in for a form and for a case, without scripts, and refused with a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anlauf.cases import commands, queries
from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.states import CaseState, DemandState
from anlauf.core.actors import Actor, Kind
from anlauf.web.common.uploads import MOST_OCTETS
from tests import make
from tests.cases.papers import files
from tests.web.matters import town
from tests.web.matters.test_applying import filled
from tests.web.matters.test_status import asked, letter_page, text

CLERK = Actor(Kind.STAFF, 1)


def file(content: bytes = b"", name: str = "scan.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or files.picture())


@pytest.fixture
def page(client, kind) -> str:
    """The page of papers of a form that is filled in."""
    return filled(client)


@pytest.fixture
def case(kind) -> Case:
    return town.applied(kind)


def test_a_photo_is_handed_in_with_the_form_and_stands_on_the_cases_list(client, page):
    sent = {"wanted": "passport", "file": [file(), file(files.pdf(2), "pages.pdf")]}
    assert client.post(page, sent)["Location"].startswith(f"{page}#paper-")
    shown = text(client, page)
    for words in ("scan.jpg", "pages.pdf", "2 pages", "handed in", "missing"):
        assert words in shown
    check = page.replace("papers", "check")
    assert "1 of 2 handed in" in text(client, check)
    client.post(check, {"true": "on"})
    case = Case.objects.get()
    assert dict(case.demands.values_list("rule__key", "state")) == {
        "passport": DemandState.HANDED_IN,
        "enrolment": DemandState.OPEN,
    }
    assert not Intake.objects.exists()
    shown = text(client, letter_page(case))
    assert "scan.jpg" in shown


def test_a_file_chosen_by_mistake_is_removed_again(client, page):
    client.post(page, {"wanted": "passport", "file": file()})
    uid = Paper.objects.get().uid
    client.post(page, {"wanted": "passport", "remove": uid})
    assert "scan.jpg" not in text(client, page)
    assert client.post(page, {"wanted": "passport", "remove": uid}).status_code == 422
    assert client.post(page, {"wanted": "passport", "remove": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ" + bytes(500), "scan.jpg: "),
        (b"hello", "This is not a PDF and not a picture"),
        (files.EICAR, "scan.jpg: "),
    ],
)
def test_what_is_no_paper_is_refused_with_its_name_and_a_sentence(client, page, content, words):
    answer = client.post(page, {"wanted": "passport", "file": file(content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Paper.objects.exists()


def test_the_sound_ones_of_several_files_are_kept(client, page):
    sent = {"wanted": "passport", "file": [file(), file(b"hello", "notes.txt")]}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "notes.txt: This is not a PDF" in answer.content.decode()
    assert Paper.objects.count() == 1


def test_nothing_chosen_and_nothing_asked_for_are_said(client, page):
    assert "Please choose a file first." in client.post(page, {"wanted": "x"}).content.decode()
    answer = client.post(page, {"wanted": "passport of somebody else", "file": file()})
    assert "not on your list" in answer.content.decode()


def test_what_is_larger_than_anything_we_take_is_said_to_be_too_large(client, page):
    answer = client.post(page, {"wanted": "passport", "file": file(bytes(MOST_OCTETS + 10))})
    assert "larger than" in answer.content.decode()


def test_what_was_missing_is_handed_in_against_the_list_and_the_clock_runs_again(client, case):
    asked(case)
    page = f"{letter_page(case)}papers/"
    answer = client.post(page, {"wanted": "passport", "file": file()})
    assert "just=handed_in" in answer["Location"]
    assert Case.objects.get().state == CaseState.WAITING_FOR_PAPERS
    client.post(page, {"wanted": "enrolment", "file": file(files.picture((50, 50)))})
    assert Case.objects.get().state == CaseState.CHECKING
    shown = text(client, answer["Location"].partition("#")[0])
    assert "We have your paper" in shown
    assert "The clock stands still." not in shown


def test_a_paper_that_was_asked_for_by_name_is_handed_in_too(client, case):
    held = commands.start_checking(case, by=CLERK, at=make.AT)
    commands.ask_for_papers(held, [], ["a letter of your landlord"], by=CLERK, at=make.AT)
    page = letter_page(case)
    assert "a letter of your landlord" in text(client, page)
    sent = {"wanted": "a letter of your landlord", "file": file()}
    assert client.post(f"{page}papers/", sent).status_code == 302


def test_nothing_is_taken_for_a_case_that_is_over(client, case):
    commands.withdraw(case, by=CLERK, at=make.AT)
    page = letter_page(case)
    answer = client.post(f"{page}papers/", {"wanted": "passport", "file": file()})
    assert answer.status_code == 422
    assert 'type="file"' not in text(client, page)


def test_other_peoples_cases_take_nothing(client, case, kind):
    other = town.applied(kind)
    mixed = f"{other.code}.{queries.status_key(case).partition('.')[2]}"
    answer = client.post(f"/case/{mixed}/papers/", {"wanted": "passport", "file": file()})
    assert answer.status_code == 404
    assert not Paper.objects.exists()
