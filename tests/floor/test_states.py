"""The table of a ticket's life is what the page about the floor draws."""

import re
from pathlib import Path

from anlauf.floor.states import HOLDS_A_PLACE, OVER, TICKET, PeriodKind, TicketState

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "floor.md"


def test_the_page_draws_every_move_and_no_other():
    drawn = re.findall(r"^    (\w+) --> (\w+)$", PAGE.read_text(), re.MULTILINE)
    allowed = [(now, then) for now, targets in TICKET.moves.items() for then in targets]

    assert sorted(drawn) == sorted((now.value, then.value) for now, then in allowed)


def test_somebody_holds_a_place_or_is_gone():
    assert {*HOLDS_A_PLACE, *OVER} == set(TicketState)
    assert not {*HOLDS_A_PLACE} & {*OVER}


def test_time_passes_exactly_while_a_place_is_held():
    at_a_desk_too = {PeriodKind.BACK_OFFICE.value}
    assert set(PeriodKind.values) - at_a_desk_too == {state.value for state in HOLDS_A_PLACE}
