"""What is sealed reads as nothing without the key, and stays readable when keys change."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from anlauf.core import seal


@given(st.binary(max_size=500))
def test_what_is_sealed_opens_as_it_was(content):
    assert seal.opened(seal.sealed(content)) == content


def test_the_stored_octets_show_nothing_of_the_words():
    assert b"passport" not in seal.sealed_text("my passport is lost")


def test_a_new_key_in_front_leaves_the_old_readable(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.SEAL_KEYS = [old]
    stored = seal.sealed_text("words")
    settings.SEAL_KEYS = [new, old]
    assert seal.opened_text(stored) == "words"
    again = seal.sealed_again(stored)
    settings.SEAL_KEYS = [new]
    assert seal.opened_text(again) == "words"


def test_without_the_key_or_with_a_changed_octet_it_says_so(settings):
    stored = bytearray(seal.sealed_text("words"))
    stored[20] ^= 1
    with pytest.raises(seal.Unreadable, match="None of the keys"):
        seal.opened_text(bytes(stored))


def test_facts_keep_their_names_and_values():
    facts: dict[str, object] = {"purpose": "Straße", "children": 2}
    assert seal.opened_facts(seal.sealed_facts(facts)) == facts
