"""The first administrator comes in by the command line."""

import pytest
from django.core.management import CommandError, call_command

from anlauf.people import queries
from tests import make

pytestmark = pytest.mark.django_db
COMMAND = ["create_person", "mjansen", "M. Jansen", "--role"]


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    """What somebody types when asked for a password."""
    monkeypatch.setattr("getpass.getpass", lambda: "three ducks on the canal")


def test_somebody_with_a_role_in_the_city(capsys):
    call_command(*COMMAND, "administrator")
    assert queries.grants(queries.person_by_login("mjansen")) == [("administrator", None)]
    assert "mjansen" in capsys.readouterr().out


def test_somebody_with_a_role_at_an_office():
    office = make.office("altona")
    call_command(*COMMAND, "clerk", "--office", "altona")
    assert queries.grants(queries.person_by_login("mjansen")) == [("clerk", office.pk)]


def test_an_unknown_office_is_said_and_nobody_comes_in():
    with pytest.raises(CommandError, match="nowhere"):
        call_command(*COMMAND, "clerk", "--office", "nowhere")
    assert queries.people_by_login("mjansen") == {}


def test_a_taken_name_is_said():
    call_command(*COMMAND, "clerk")
    with pytest.raises(CommandError, match="mjansen"):
        call_command(*COMMAND, "clerk")
