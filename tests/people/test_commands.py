"""Coming, learning and leaving."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import access, commands, queries
from anlauf.people.authentication import NotRecognised, recognise
from anlauf.people.commands import LoginTaken, Newcomer, WeakPassword
from anlauf.people.roles import Right, Role
from tests import make

pytestmark = pytest.mark.django_db
NEWCOMER = Newcomer("mjansen", "M. Jansen")
GOOD = "three ducks on the canal"


def welcome(newcomer=NEWCOMER, password=GOOD):
    return commands.welcome(newcomer, password, by=SYSTEM, at=make.AT)


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_newcomer_can_log_in_but_may_do_nothing():
    person = welcome()
    assert recognise("mjansen", GOOD, origin="", at=make.AT) == person
    assert not any(access.of(queries.grants(person)).anywhere(right) for right in Right)
    assert verbs() == ["people.welcomed"]


def test_a_login_belongs_to_one_person():
    welcome()
    with pytest.raises(LoginTaken, match="mjansen"):
        welcome()


@pytest.mark.parametrize("password", ["", "short", "password1234", "mjansen12345"])
def test_a_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(WeakPassword):
        welcome(password=password)
    assert verbs() == []


def test_a_role_granted_twice_is_held_once():
    person, office = welcome(), make.office()
    for _ in range(2):
        commands.grant(person, Role.CLERK, office=office.pk, by=SYSTEM, at=make.AT)
    assert queries.grants(person) == [("clerk", office.pk)]
    assert verbs() == ["people.welcomed", "people.granted"]


def test_a_role_taken_away_is_gone():
    person = welcome()
    commands.grant(person, Role.STEERING, office=None, by=SYSTEM, at=make.AT)
    for _ in range(2):
        commands.revoke(person, Role.STEERING, office=None, by=SYSTEM, at=make.AT)
    assert queries.grants(person) == []
    assert verbs().count("people.revoked") == 1


def test_training_says_what_somebody_can_do_from_now_on():
    person = welcome()
    for key in ("passports", "registration"):
        make.skill(key)
    commands.train(person, ["passports", "registration"], by=SYSTEM, at=make.AT)
    commands.train(person, ["registration"], by=SYSTEM, at=make.AT)
    assert [skill.key for skill in person.skills.all()] == ["registration"]


def test_a_new_password_replaces_the_old_one_and_ends_sessions(client):
    person = welcome()
    client.force_login(person)
    commands.change_password(person, "four swans on the lake", by=SYSTEM, at=make.AT)
    assert client.get("/start/").status_code == 302
    with pytest.raises(NotRecognised):
        recognise("mjansen", GOOD, origin="", at=make.AT)
    assert recognise("mjansen", "four swans on the lake", origin="", at=make.AT) == person


def test_somebody_who_left_cannot_log_in():
    person = welcome()
    commands.dismiss(person, by=SYSTEM, at=make.AT)
    with pytest.raises(NotRecognised):
        recognise("mjansen", GOOD, origin="", at=make.AT)


def test_colleagues_of_an_office_are_listed_by_name():
    office = make.office()
    for login in ("zoe", "ömer", "anna"):
        make.person(login, at=office)
    make.person("elsewhere", at=make.office())
    assert [person.login for person in queries.staff_of(office.pk)] == ["anna", "ömer", "zoe"]
