"""What other portals lay down becomes a case once, through the same form and the same checks."""

import hashlib
import json
from uuid import uuid4

import pytest

from anlauf.cases import queries
from anlauf.cases.commands import inbox as commands
from anlauf.cases.commands.inbox import empty_inbox, take_in
from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.core.actors import SYSTEM
from anlauf.core.inbox import MOST_TRIES
from anlauf.core.models import Letter
from tests import make
from tests.cases.papers import files

pytestmark = pytest.mark.django_db
MINA = {"name": "Mina Rahimi", "born": "1990-05-17", "code": "22765", "mail": "m@example.org"}


@pytest.fixture(autouse=True)
def inbox(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "judged", judged)
    settings.INBOX = tmp_path / "inbox"
    return settings.INBOX


@pytest.fixture
def kind():
    made = make.case_form(make.case_kind("permit", papers=["passport"]), *make.WHO)
    make.offering(make.office(), made.service)
    return made


def lay_down(inbox, *attached, number=None, data=MINA, service="permit", **changes):
    """Write a submission as a portal does; `attached` pairs what is wanted with the content."""
    folder = inbox / "in" / str(number or uuid4())
    (folder / "attachments").mkdir(parents=True)
    listed = []
    for wanted, content in attached:
        key = str(uuid4())
        (folder / "attachments" / key).write_bytes(content)
        sum_of_it = {"type": "sha512", "content": hashlib.sha512(content).hexdigest()}
        listed.append({"attachmentId": key, "reference": wanted, "hash": sum_of_it | changes})
    identifier = f"urn:de:fim:leika:leistung:{service}"
    metadata = {
        "publicServiceType": {"identifier": identifier},
        "contentStructure": {"attachments": listed},
    }
    (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def empty():
    return empty_inbox(by=SYSTEM, at=make.AT)


def reason(inbox):
    (told,) = inbox.glob("refused/*/reason.txt")
    return told.read_text(encoding="utf-8")


def test_a_submission_becomes_a_case_with_its_papers(kind, inbox):
    folder = lay_down(inbox, ("passport", files.picture()))
    assert empty() == 1
    case = Case.objects.get()
    assert case.name == "Mina Rahimi"
    assert [each.wanted for each in queries.papers_of(case)] == ["passport"]
    receipt = json.loads((inbox / "done" / f"{folder.name}.json").read_text(encoding="utf-8"))
    assert receipt["case"] == case.code
    assert not list(inbox.glob("in/*")) + list(inbox.glob("work/*"))


def test_the_same_submission_again_is_the_same_case(kind, inbox):
    number = uuid4()
    for _turn in range(2):
        lay_down(inbox, ("passport", files.picture()), number=number)
        assert empty() == 1
    assert Case.objects.count() == Paper.objects.count() == 1
    assert Letter.objects.filter(kind="case_received").count() == 1


def test_what_a_dying_process_left_is_taken_again(kind, inbox):
    folder = lay_down(inbox)
    (inbox / "work").mkdir()
    folder.rename(inbox / "work" / folder.name)
    assert empty() == 1


def test_what_is_still_being_written_is_left_alone(kind, inbox):
    folder = lay_down(inbox)
    folder.rename(folder.with_name(f".{folder.name}"))
    assert empty() == 0
    assert not Case.objects.exists()


def test_a_bad_file_refuses_the_whole_submission_and_keeps_nothing(kind, inbox):
    lay_down(inbox, ("passport", files.picture()), ("passport", b"MZ\x90\x00"))
    assert empty() == 0
    assert "is a program" in reason(inbox)
    assert not Case.objects.exists()
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"data": {**MINA, "born": "soon"}}, "born"),
        ({"data": {"name": "Mina"}}, "is not answered"),
        ({"data": []}, "data is missing or no object"),
        ({"service": "nothing"}, "no kind of case"),
        ({"number": "no-uuid"}, "no UUID"),
    ],
)
def test_what_cannot_be_taken_is_laid_aside_with_its_reason(kind, inbox, said, why):
    lay_down(inbox, **said)
    assert empty() == 0
    assert why in reason(inbox)
    assert not Case.objects.exists()


def test_a_changed_attachment_is_noticed(kind, inbox):
    lay_down(inbox, ("passport", files.picture()), content="00")
    assert empty() == 0
    assert "not the one that was sent" in reason(inbox)


def test_an_attachment_that_leads_elsewhere_is_not_followed(kind, inbox, tmp_path):
    folder = lay_down(inbox, ("passport", files.picture()))
    (attachment,) = (folder / "attachments").iterdir()
    attachment.unlink()
    secret = tmp_path / "secret"
    secret.write_bytes(files.picture())
    attachment.symlink_to(secret)
    assert empty() == 0
    assert "is missing" in reason(inbox)


def test_no_attachment_is_named_by_a_path(kind, inbox):
    folder = lay_down(inbox)
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    metadata["contentStructure"]["attachments"] = [{"attachmentId": "../../secret"}]
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    assert empty() == 0
    assert "no UUID" in reason(inbox)


def test_an_installation_without_an_inbox_takes_nothing(settings):
    settings.INBOX = None
    assert empty() == 0


def test_an_entry_that_breaks_keeps_nobody_waiting_and_is_laid_aside(kind, inbox, monkeypatch):
    first = lay_down(inbox, number="00000000-0000-4000-8000-000000000000")

    def breaks(said, **named):
        if str(said.id) == first.name:
            raise OSError("no space left")
        return take_in(said, **named)

    monkeypatch.setattr(commands, "take_in", breaks)
    with pytest.raises(OSError, match="no space"):
        empty()
    other = lay_down(inbox, number="ffffffff-0000-4000-8000-000000000000")
    with pytest.raises(OSError, match="no space"):
        empty()
    assert (inbox / "done" / f"{other.name}.json").exists()
    for _turn in range(MOST_TRIES - 2):
        with pytest.raises(OSError, match="no space"):
            empty()
    assert empty() == 0
    assert "broke off" in reason(inbox)
    assert empty() == 0
