"""Codes for cases: a letter that shows the code once, a list that never does, and a way back."""

import re

from anlauf.booking import queries
from anlauf.booking.models import Invitation
from tests import make

PAGE = "/agency/invitations/"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def new(browser, town, **said):
    usual = {
        "service": town.card.pk,
        "count": 1,
        "offices": [town.altona.pk, town.harburg.pk],
        "valid_until": "2026-12-07",
        "language": "de",
    }
    return browser.post(f"{PAGE}new/", usual | said)


def test_the_letter_shows_the_code_and_the_list_does_not(phone, town):
    letter = words(new(phone, town))
    code = CODE.search(letter)
    assert code is not None
    assert queries.invitation_by_code(code[0]) == Invitation.objects.get()
    assert "/invitation/" in letter
    assert "Identity card" in words(phone.get(PAGE))
    assert not CODE.search(words(phone.get(PAGE)).split("<main")[1])


def test_a_code_can_be_withdrawn(phone, town):
    new(phone, town)
    page = phone.post(f"{PAGE}{Invitation.objects.get().pk}/withdraw/", follow=True)
    assert "The code can no longer be used." in words(page)
    assert "withdrawn" in words(page)


def test_an_office_of_others_cannot_be_invited_to(phone, clerk, town):
    assert new(phone, town, offices=[town.foreigners_altona.pk]).status_code == 422
    assert new(clerk, town).status_code == 422
    assert not Invitation.objects.exists()


def test_another_offices_code_is_not_theirs_to_withdraw(phone, clerk, town):
    new(phone, town)
    number = Invitation.objects.get().pk
    assert clerk.post(f"{PAGE}{number}/withdraw/").status_code == 403
    assert "Withdraw" not in words(clerk.get(PAGE)).split("<table")[1]


def test_what_is_missing_is_asked_for(phone, town):
    answer = new(phone, town, valid_until="", offices=[])
    assert answer.status_code == 422
    assert "Choose at least one office." in words(answer)
    far = new(phone, town, valid_until=str(make.later(700)))
    assert "Please choose a last day between today and" in words(far)
