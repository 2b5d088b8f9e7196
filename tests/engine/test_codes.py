import re
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anlauf.engine.codes import ALPHABET, NUMBERS, NotACode, normalise, number_of, spell

numbers = st.integers(0, NUMBERS - 1)
places = st.integers(0, 7)


def changed(code, place, character):
    plain = list(code.replace("-", ""))
    plain[place] = character
    return "".join(plain)


def test_the_alphabet_has_no_look_alikes_no_vowels_and_a_prime_length():
    assert not set(ALPHABET) & set("0O1ILAEIOU")
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


@given(numbers)
def test_a_code_is_two_groups_of_four_and_stands_for_its_number(number):
    code = spell(number)
    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code)
    assert normalise(code) == code
    assert number_of(code) == number


@given(numbers, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found(number, place, character):
    code = spell(number)
    typed = changed(code, place, character)
    assume(typed != code.replace("-", ""))
    with pytest.raises(NotACode, match="slip"):
        normalise(typed)


@given(numbers)
def test_every_swap_of_two_characters_is_found(number):
    plain = spell(number).replace("-", "")
    for one, other in combinations(range(8), 2):
        typed = changed(changed(plain, one, plain[other]), other, plain[one])
        if typed != plain:
            with pytest.raises(NotACode, match="slip"):
                normalise(typed)


@given(numbers, st.sampled_from([" ", "-", "–", ".", "\u00a0"]))
def test_people_may_type_it_as_they_like(number, filling):
    code = spell(number)
    assert normalise(f" {code.lower().replace('-', filling)} ") == code
    assert normalise(filling.join(code.replace("-", ""))) == code


@given(numbers)
def test_look_alikes_are_read_as_what_they_look_like(number):
    code = spell(number)
    misread = code.translate(str.maketrans("8652Q7", "BGSZO1"))
    assert normalise(misread) == code


@pytest.mark.parametrize("text", ["", "2222", "2222-22223", "x" * 1_000_000])
def test_a_text_of_another_length_is_refused(text):
    with pytest.raises(NotACode, match="8 characters"):
        normalise(text)


@pytest.mark.parametrize("text", ["AAAA-AAAA", "2222-222é", "٢٢٢٢٢٢٢٢", "😀" * 8])
def test_a_character_that_is_in_no_code_is_refused_by_name(text):
    with pytest.raises(NotACode, match="No code has the character"):
        normalise(text)


@pytest.mark.parametrize("number", [-1, NUMBERS])
def test_numbers_outside_the_range_are_refused(number):
    with pytest.raises(NotACode, match=str(number)):
        spell(number)


@given(st.binary(max_size=32))
def test_bytes_are_spelled_too(raw):
    assert number_of(spell(raw)) == int.from_bytes(raw, "big") % NUMBERS
