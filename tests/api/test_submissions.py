"""What portals hand in over HTTP becomes a case once; what cannot be taken is refused in words."""

import base64
from uuid import uuid4

import pytest

from anlauf.api.v1 import submissions
from anlauf.cases import queries
from anlauf.cases.models import Case, Intake
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry, Letter
from anlauf.people import commands
from anlauf.people.scopes import Scope
from tests import make
from tests.cases.papers import files

pytestmark = pytest.mark.django_db
MINA = {"name": "Mina Rahimi", "born": "1990-05-17", "code": "22765", "mail": "m@example.org"}
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    monkeypatch.setattr(apart, "judged", judged)


@pytest.fixture(autouse=True)
def kind():
    made = make.case_form(make.case_kind("permit", papers=["passport"]), *make.WHO)
    make.offering(make.office(), made.service)
    return made


@pytest.fixture
def portal(client):
    """A program that may hand in: sends what it is given under a number."""
    return Portal(client, Scope.HAND_IN)


class Portal:
    def __init__(self, client, *scopes):
        self.client = client
        self.program, key = commands.admit_program("Portal", scopes, by=SYSTEM, at=make.AT)
        self.headers = {"Authorization": f"Bearer {key}"}

    def send(self, *attached, number=None, data=MINA, **changes):
        listed, contents = [], {}
        for wanted, content in attached:
            key = str(uuid4())
            listed.append({"attachmentId": key, "reference": wanted})
            contents[key] = base64.b64encode(content).decode()
        metadata = {
            "publicServiceType": {"identifier": "urn:de:fim:leika:leistung:permit"},
            "contentStructure": {"attachments": listed},
        }
        body = {"metadata": metadata, "data": data, "attachments": contents} | changes
        return self.put(body, number)

    def put(self, body, number=None):
        address = f"/api/v1/submissions/{number or uuid4()}"
        return self.client.put(address, body, "application/json", headers=self.headers)


def test_a_submission_becomes_a_case_with_its_papers(portal):
    answer = portal.send(("passport", files.picture()))
    assert answer.status_code == 200, answer.content
    case = Case.objects.get()
    assert answer.json()["case"] == case.code
    assert case.name == "Mina Rahimi"
    assert [each.wanted for each in queries.papers_of(case)] == ["passport"]
    entry = JournalEntry.objects.get(verb="cases.received")
    assert (entry.by_kind, entry.by_number) == ("program", portal.program.pk)


def test_a_retry_finds_the_case_of_the_first_try(portal):
    number = uuid4()
    first, second = (portal.send(("passport", files.picture()), number=number) for _ in range(2))
    assert first.json() == second.json()
    assert Case.objects.count() == 1
    assert Letter.objects.filter(kind="case_received").count() == 1


def test_the_same_number_of_another_portal_is_another_submission(client, portal):
    number = uuid4()
    portal.send(number=number)
    other = Portal(client, Scope.HAND_IN).send(number=number, data=MINA | {"name": "Ada Ito"})
    assert other.json()["case"] == Case.objects.get(name="Ada Ito").code
    assert Case.objects.count() == 2


def test_without_a_key_or_with_another_scope_nothing_is_taken(client, portal):
    nobody = client.put(f"/api/v1/submissions/{uuid4()}", {}, "application/json")
    assert (nobody.status_code, nobody.json()["code"]) == (401, "key_missing")
    other = Portal(client, Scope.BOOK).send()
    assert (other.status_code, other.json()["code"]) == (403, "not_in_scope")
    commands.dismiss_program(portal.program, by=SYSTEM, at=make.AT)
    assert portal.send().status_code == 401
    assert not Case.objects.exists()


@pytest.mark.parametrize("content", [b"MZ\x90\x00", EICAR, b"PK\x03\x04" + bytes(40), b""])
def test_a_bad_file_refuses_the_whole_submission_and_keeps_nothing(portal, content):
    answer = portal.send(("passport", files.picture()), ("passport", content))
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Case.objects.exists()
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ([], "no object"),
        ({}, "metadata"),
        ({"data": {**MINA, "name": "a\0b"}}, "nobody can write"),
        ({"data": {**MINA, "name": "\ud800"}}, "nobody can write"),
        ({"data": {"name": "Mina"}}, "not answered"),
        ({"attachments": []}, "attachments are no object"),
        ({"metadata": {"publicServiceType": {"identifier": "nothing"}}}, "no kind of case"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_wrong(portal, body, why):
    whole = isinstance(body, list) or not body
    answer = portal.put(body) if whole else portal.send(**body)
    assert answer.status_code == 422
    assert why in answer.json()["detail"]
    assert not Intake.objects.exists()


def test_an_announced_file_must_be_there_and_be_base64(portal):
    key = str(uuid4())
    metadata = {
        "publicServiceType": {"identifier": "permit"},
        "contentStructure": {"attachments": [{"attachmentId": key}]},
    }
    missing = portal.put({"metadata": metadata, "data": MINA})
    assert "is missing" in missing.json()["detail"]
    broken = portal.put({"metadata": metadata, "data": MINA, "attachments": {key: "%%%"}})
    assert "no base64" in broken.json()["detail"]


def test_a_body_that_is_too_large_is_refused(portal, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_OCTETS", 100)
    answer = portal.send(("passport", files.picture()))
    assert (answer.status_code, answer.json()["code"]) == (413, "submission_too_large")


def test_a_body_larger_than_a_page_may_send_is_taken(portal, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert portal.send(("passport", files.picture((900, 900)))).status_code == 200
