"""How letters leave is one variable."""

import pytest

from anlauf.config import mail


@pytest.mark.parametrize("text", ["", "mailbox"])
def test_no_carrier_and_the_mailbox_are_said_by_name(text):
    assert mail.read(text).carrier == text


def test_a_mail_server_is_read_from_its_address():
    read = mail.read("smtp+starttls://city:p%40ss@mail.example.org?from=city@example.org")
    assert (read.carrier, read.host, read.port) == ("smtp", "mail.example.org", 587)
    assert (read.user, read.password, read.sender) == ("city", "p@ss", "city@example.org")
    assert read.starttls
    assert not read.encrypted


@pytest.mark.parametrize(
    "text", ["pigeon", "http://x?from=a@b.example", "smtp://?from=a@b.example"]
)
def test_a_way_nobody_knows_is_refused(text):
    with pytest.raises(mail.BadMail, match="neither"):
        mail.read(text)


def test_letters_need_a_sender():
    with pytest.raises(mail.BadMail, match="sender"):
        mail.read("smtp://mail.example.org")
