"""Which keys do what: a table over the state of a desk."""

from dataclasses import replace

import pytest

from anlauf.floor.states import TicketState
from anlauf.floor.values import DeskView, Ticket
from anlauf.web.counter.screen import screen
from tests.web.floor_scene import NOON

FREE = DeskView(
    session=1,
    desk="1",
    on_break_since=None,
    present=None,
    next=None,
    work=None,
    pickup=False,
    queue=(),
    parked=(),
    recent=(),
)
TICKET = Ticket(
    visit=1,
    label="001",
    state=TicketState.CALLED,
    since=NOON,
    pieces=(),
    minutes=15,
    arrived_at=NOON,
    due_at=None,
    language="xx",
    access_needs=("step_free", "something new"),
    name="",
    desk="1",
    wanted_desk="",
    calls=1,
    park_reason="",
)


@pytest.mark.parametrize(
    ("view", "keys"),
    [
        (FREE, "nb"),
        (replace(FREE, on_break_since=NOON), "b"),
        (replace(FREE, present=TICKET), "srmz"),
        (replace(FREE, present=replace(TICKET, state=TicketState.SERVING)), "f"),
    ],
)
def test_the_usual_next_step_comes_first_and_every_verb_has_its_own_key(view, keys):
    offered = screen(view, at=NOON).verbs
    assert "".join(verb.key for verb in offered) == keys
    assert [verb.main for verb in offered] == [True] + [False] * (len(keys) - 1)


def test_words_nobody_has_listed_stay_as_they_were_said():
    present = screen(replace(FREE, present=TICKET), at=NOON).present
    assert present is not None
    assert present.language == "xx"
    assert present.needs == ("I cannot use stairs", "something new")
