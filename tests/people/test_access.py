"""What roles may do where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.people import access
from anlauf.people.roles import RIGHTS, Right, Role

grants = st.lists(
    st.tuples(st.sampled_from([role.value for role in Role]), st.none() | st.integers(1, 5)),
    max_size=6,
)


@pytest.mark.parametrize("role", Role)
def test_every_role_has_rights(role):
    assert RIGHTS[role]


def test_a_role_at_an_office_holds_there_and_nowhere_else():
    mine = access.of([("clerk", 1)])
    assert mine.may(Right.SERVE, office=1)
    assert not mine.may(Right.SERVE, office=2)
    assert not mine.may(Right.SERVE)


def test_a_role_in_the_city_holds_at_every_office():
    mine = access.of([("steering", None)])
    assert mine.may(Right.SEE_OFFICE, office=7)
    assert mine.offices(Right.SEE_OFFICE) is None


def test_administrators_do_not_serve():
    assert not access.of([("administrator", None)]).anywhere(Right.SERVE)


@given(grants, st.sampled_from(list(Right)), st.integers(1, 5))
def test_the_list_of_offices_says_the_same_as_the_question(held, right, office):
    mine = access.of(held)
    offices = mine.offices(right)
    assert mine.may(right, office=office) == (offices is None or office in offices)
    assert mine.anywhere(right) == (offices is None or bool(offices))


@given(grants, grants, st.sampled_from(list(Right)), st.none() | st.integers(1, 5))
def test_another_grant_never_takes_a_right_away(held, more, right, office):
    if access.of(held).may(right, office=office):
        assert access.of(held + more).may(right, office=office)
