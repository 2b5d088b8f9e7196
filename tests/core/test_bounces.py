"""Mails that come back mark their letter; whatever else arrives changes nothing."""

import io
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from anlauf.core import bounces, clock
from anlauf.core.clock import StoppedClock
from anlauf.core.commands import returns
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.numbers import message_number
from tests import make
from tests.core import post

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: city@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; noor@example.org
Action: {action}
Status: {status}

--b
Content-Type: {original}

From: city@example.org
To: noor@example.org
Message-ID: {number}
Subject: Booked

{body}
--b--
"""


@pytest.fixture(autouse=True)
def frame(settings):
    settings.DEFAULT_FROM_EMAIL = "city@example.org"
    before = clock.use(StoppedClock(make.AT))
    yield
    clock.use(before)


def report(letter: Letter, *, action: str = "failed", **said: str) -> bytes:
    usual = {"original": "message/rfc822", "status": "5.1.1", "body": "Hello"}
    facts = usual | {"number": message_number(letter)} | said
    return REPORT.format(action=action, **facts).encode()


def come_back(raw: bytes) -> Letter:
    return returns.take_in(bounces.read(raw), at=make.AT)


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_letter_that_came_back_is_marked(original):
    letter = post.put()
    assert come_back(report(letter, original=original)).pk == letter.pk
    letter.refresh_from_db()
    assert (letter.bounced_at, letter.bounce) == (make.AT, "5.1.1")


def test_a_second_report_changes_nothing_and_the_journal_knows_no_address():
    letter = post.put()
    come_back(report(letter))
    come_back(report(letter, status="5.2.2"))
    letter.refresh_from_db()
    assert letter.bounce == "5.1.1"
    entry = JournalEntry.objects.get(verb="letter.bounced")
    assert entry.facts == {"kind": "booked", "status": "5.1.1"}


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_delay_or_a_success_is_no_bounce(action):
    with pytest.raises(bounces.NoReport):
        come_back(report(post.put(), action=action))


def test_a_number_somebody_made_up_marks_nothing():
    letter = post.put()
    made_up = f"<letter-{letter.pk}-{'0' * 16}@city.example.org>"
    with pytest.raises(returns.NotOurs):
        come_back(report(letter, number=made_up))
    letter.refresh_from_db()
    assert letter.bounced_at is None


def test_a_mail_from_a_person_is_no_report():
    with pytest.raises(bounces.NoReport):
        bounces.read(b"From: noor@example.org\nSubject: Hello\n\nThank you!\n")


@given(raw=st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(raw):
    with suppress(bounces.NoReport):
        bounces.read(raw)


@given(status=st.text(max_size=60), body=st.text(max_size=60), original=st.text(max_size=30))
def test_no_report_however_spoilt_breaks_the_reader(status, body, original):
    facts = {"status": status, "body": body, "original": original, "number": "<x@y>"}
    raw = REPORT.format(action="failed", **facts).encode(errors="replace")
    with suppress(bounces.NoReport):
        assert len(bounces.read(raw).status) <= 20


def test_the_command_reads_a_file_or_what_is_piped_in(tmp_path, monkeypatch):
    letter = post.put()
    file = tmp_path / "mail.eml"
    file.write_bytes(report(letter))
    said = io.StringIO()
    call_command("bounces", str(file), stdout=said)
    assert said.getvalue() == f"Letter {letter.pk} (booked) came back: 5.1.1.\n"

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(letter))))
    call_command("bounces", "-", stdout=io.StringIO())


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"Subject: hello\n\nhello"])
def test_the_command_says_in_one_sentence_what_it_cannot_use(raw, tmp_path):
    file: Path = tmp_path / "mail.eml"
    file.write_bytes(raw)
    with pytest.raises(CommandError, match="no report"):
        call_command("bounces", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("bounces", str(tmp_path / "nowhere"))
