"""Names on the map never cover each other."""

from hypothesis import given
from hypothesis import strategies as st

from anlauf.web.planning.labels import labels

spots = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=6),
    st.tuples(st.floats(0, 1000), st.floats(0, 1000)),
    min_size=1,
    max_size=12,
)


@given(spots)
def test_the_first_name_has_the_first_choice(pins):
    names = [(key, key) for key in pins]
    placed = labels(names, pins, width=1000)
    assert placed.keys() <= pins.keys()


def test_a_lonely_pin_has_its_name_beside_it():
    placed = labels([("a", "Altona")], {"a": (100, 100)}, width=1000)
    assert (placed["a"].anchor, placed["a"].y) == ("start", 108)


def test_a_name_turns_away_from_the_edge_of_the_sheet():
    placed = labels([("a", "Altona")], {"a": (980, 100)}, width=1000)
    assert placed["a"].anchor == "end"


def test_a_name_without_room_is_left_out():
    ring = {f"r{x}{y}": (100 + 45 * x, 100 + 45 * y) for x in (-1, 0, 1) for y in (-1, 0, 1)}
    placed = labels([("r00", "Barmbek-Uhlenhorst")], ring, width=1000)
    assert placed == {}
