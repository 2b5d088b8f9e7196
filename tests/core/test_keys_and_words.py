"""Keys, wordings, sorting and refusals."""

from uuid import uuid4

import pytest
from django.test import override_settings

from anlauf.core import keys
from anlauf.core.actors import SYSTEM, Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.core.text import say, sort_key


def test_a_key_is_the_same_again_and_another_for_another_purpose():
    uid = uuid4()
    assert keys.derive("manage", uid) == keys.derive("manage", uid)
    assert keys.derive("manage", uid) != keys.derive("hold", uid)
    assert len(keys.derive("manage", uid)) == 43


def test_another_citys_secret_makes_other_keys():
    uid = uuid4()
    ours = keys.derive("manage", uid)
    with override_settings(SECRET_KEY="another"):
        assert keys.derive("manage", uid) != ours


def test_a_wording_falls_back_to_the_citys_own_language():
    assert say({"de": "Amt", "en": "Office"}, "en-GB") == "Office"
    assert say({"de": "Amt"}, "en") == "Amt"
    assert say({"tr": "Daire"}, "en") == "Daire"
    assert say({}, "en") == ""


@pytest.mark.parametrize(
    ("before", "after"), [("Ärger", "Bär"), ("Öjendorf", "Osdorf"), ("Éclair", "Ende")]
)
def test_names_sort_as_people_expect(before, after):
    assert sort_key(before) < sort_key(after)


class TooLate(Refused):
    sentence = "It closed at %(clock)s."


def test_a_refusal_says_its_facts():
    assert str(TooLate(clock="12:00")) == "It closed at 12:00."
    assert TooLate().status == 409


def test_actors_are_named_without_names():
    assert str(SYSTEM) == "system"
    assert str(Actor(Kind.STAFF, 7)) == "staff:7"
