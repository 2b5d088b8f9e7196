"""Letters that cannot have come to where they are, are named."""

import pytest
from django.db import connection

from anlauf.core import audit
from anlauf.core.carriers import Mailbox
from anlauf.core.commands import delivery
from anlauf.core.models import Letter
from tests import make
from tests.core import post

pytestmark = pytest.mark.django_db

BREACHES = {
    "may have left and was never handed over.": "handed_at = NULL",
    "was given up without a reason.": "state = 'failed', sent_at = NULL",
    "came back and had never left.": (
        "bounced_at = written_at, handed_at = NULL, state = 'waiting', sent_at = NULL"
    ),
    "left before it was written.": "written_at = sent_at + interval '1 minute'",
    "left without words.": "body = '', subject = ''",
}


@pytest.fixture
def letter(settings):
    settings.LETTER_WRITERS = {"directory": "tests.core.post.written"}
    put = post.put()
    delivery.deliver(Mailbox(), at=make.AT)
    return Letter.objects.get(pk=put.pk)


def test_a_letter_that_left_properly_is_sound(letter):
    assert list(audit.letters_astray()) == []


@pytest.mark.parametrize("sentence", BREACHES)
def test_the_audit_names_what_is_broken(letter, sentence):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE core_letter SET {BREACHES[sentence]}")  # noqa: S608
    assert f"Letter {letter.pk} {sentence}" in list(audit.letters_astray())


def test_no_rule_is_left_without_a_breach():
    assert set(BREACHES) == {sentence for sentence, _breach in audit.RULES}
