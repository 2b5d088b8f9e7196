"""Lines of values are found in every shape TOML allows."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from anlauf.directory.imports.positions import Path, lines_of

EVERYTHING = '''# a comment with = and [brackets]
title = "a # is no comment here"
"quoted key".inner = 1

[table]
text = """
over
several ["lines"] \\""" still
"""
raw = \'\'\'no \\ escape\'\'\'
list = [
  1, # one
  [2, 3],
  { a = 4, b.c = [5] },
]

[[things]]
id = "first"

[[things.parts]]
id = "part"

[[things]]
id = "second"
[[things.parts]]
id = "other"
[things.more]
end = 2026-02-07T10:00:00Z'''


def test_every_shape_has_its_line():
    tomllib.loads(EVERYTHING)
    lines = lines_of(EVERYTHING)
    assert lines["title",] == 2
    assert lines["quoted key", "inner"] == 3
    assert lines["table",] == 5
    assert lines["table", "text"] == 6
    assert lines["table", "raw"] == 10
    assert lines["table", "list", 0] == 12
    assert lines["table", "list", 1, 1] == 13
    assert lines["table", "list", 2, "b", "c", 0] == 14
    assert lines["things", 0, "id"] == 18
    assert lines["things", 0, "parts", 0, "id"] == 21
    assert lines["things", 1] == 23
    assert lines["things", 1, "parts", 0, "id"] == 26
    assert lines["things", 1, "more", "end"] == 28


words = st.text(alphabet='ab "\\#=[]{},.äß', max_size=12)


@given(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=6))
def test_lines_are_right_whatever_the_texts_hold(tables):
    """Each table takes one line for its head and one for each of its keys."""
    text, line = "", 1
    expected: dict[Path, int] = {}
    for number, values in enumerate(tables):
        expected["t", number] = line
        text += "[[t]]\n"
        for index, value in enumerate(values):
            line += 1
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            text += f'k{index} = ["{quoted}", {{ x = "{quoted}" }}]\n'
            expected["t", number, f"k{index}", 1, "x"] = line
        line += 1
    assert tomllib.loads(text)
    lines = lines_of(text)
    assert {path: lines[path] for path in expected} == expected
