"""A token counts once, also when two presses arrive at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from anlauf.web.counter import once


def first(token, verb="next"):
    with once.once(token, verb) as is_first:
        return is_first


@pytest.mark.django_db
def test_a_token_counts_once_for_each_verb():
    token = once.token()
    assert [first(token), first(token), first(token, "start")] == [True, False, True]


@pytest.mark.django_db
def test_a_form_without_a_token_is_always_new():
    assert [first(""), first(""), first("x" * 101)] == [True, True, True]
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_a_fault_gives_the_token_back():
    token = once.token()
    with pytest.raises(RuntimeError), once.once(token, "next"):
        raise RuntimeError
    assert first(token)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_the_same_moment_one_counts():
    token = once.token()
    together = Barrier(8)

    def press(_):
        together.wait()
        try:
            return first(token)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as presses:
        assert sum(presses.map(press, range(8))) == 1
