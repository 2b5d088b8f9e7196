"""Answers that are kept for a moment: made once, forgotten soon, not without bounds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from anlauf.web.display.kept import Kept
from tests import make

AT = make.AT


def test_many_who_ask_at_once_wait_for_one_look():
    kept, looks, go = Kept[int](), [], Event()

    def look():
        go.wait(5)
        looks.append(1)
        return 7

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(kept.get, "v", look, at=AT) for _ in range(8)]
        go.set()
        assert {answer.result() for answer in asked} == {7}
    assert len(looks) == 1


def test_a_look_that_fails_is_tried_again():
    kept = Kept[int]()
    with pytest.raises(ZeroDivisionError):
        kept.get("v", lambda: 1 // 0, at=AT)
    assert kept.get("v", lambda: 1, at=AT) == 1


def test_an_answer_ends_after_seconds_whichever_way_the_clock_went():
    kept = Kept[int]()
    kept.get("v", lambda: 1, at=AT)
    assert kept.get("v", lambda: 2, at=AT + timedelta(seconds=4)) == 1
    assert kept.get("v", lambda: 3, at=AT + timedelta(seconds=5)) == 3
    assert kept.get("v", lambda: 4, at=AT - timedelta(hours=1)) == 4


def test_the_oldest_are_forgotten():
    kept = Kept[int]()
    for number in range(1000):
        kept.get(number, lambda: 1, at=AT)
    assert len(kept._answers) == 256
