from enum import StrEnum

import pytest

from anlauf.engine.lifecycle import ForbiddenMove, Lifecycle


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    BROKEN = "broken"


LIFE = Lifecycle(
    start=Light.RED,
    moves={
        Light.RED: frozenset({Light.GREEN, Light.BROKEN}),
        Light.GREEN: frozenset({Light.RED}),
        Light.BROKEN: frozenset(),
    },
)


@pytest.mark.parametrize("now", list(Light))
@pytest.mark.parametrize("then", list(Light))
def test_a_move_passes_exactly_if_the_table_has_it(now, then):
    if then in LIFE.moves[now]:
        LIFE.check(now, then)
        assert LIFE.may(now, then)
    else:
        assert not LIFE.may(now, then)
        with pytest.raises(ForbiddenMove):
            LIFE.check(now, then)


def test_a_refused_move_names_both_states():
    with pytest.raises(ForbiddenMove, match="'broken' to 'red'") as refused:
        LIFE.check(Light.BROKEN, Light.RED)
    assert (refused.value.now, refused.value.then) == (Light.BROKEN, Light.RED)


def test_a_state_without_a_way_out_is_not_open():
    assert LIFE.open == {Light.RED, Light.GREEN}
    assert LIFE.states == set(Light)


def test_a_target_without_a_row_is_a_mistake():
    with pytest.raises(ValueError, match="without a row: b"):
        Lifecycle(start="a", moves={"a": frozenset({"b"})})


def test_a_state_nobody_reaches_is_a_mistake():
    with pytest.raises(ValueError, match="ever gets to: b"):
        Lifecycle(start="a", moves={"a": frozenset(), "b": frozenset({"a"})})


def test_an_unknown_start_is_a_mistake():
    with pytest.raises(ValueError, match="start 'z'"):
        Lifecycle(start="z", moves={"a": frozenset()})


def test_the_diagram_draws_every_move_and_every_end():
    assert LIFE.mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> red\n"
        "    red --> broken\n"
        "    red --> green\n"
        "    green --> red\n"
        "    broken --> [*]\n"
    )
