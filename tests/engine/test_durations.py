import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.durations import CountRefused, Part, visit_minutes

parts = st.builds(
    lambda first, further, count, more: Part(first, further, count, count + more),
    st.integers(1, 60),
    st.integers(0, 30),
    st.integers(1, 8),
    st.integers(0, 3),
)


def test_the_first_person_and_each_further_one_have_their_own_minutes():
    assert visit_minutes([Part(first=15, further=10, count=3, maximum=5)]) == 35


def test_several_services_add_up():
    assert visit_minutes([Part(15, 10, 1, 5), Part(10, 5, 2, 2)]) == 30


@given(st.lists(parts, min_size=1, max_size=4), st.randoms())
def test_the_order_of_services_does_not_matter(services, random):
    shuffled = random.sample(services, len(services))
    assert visit_minutes(services) == visit_minutes(shuffled)


@pytest.mark.parametrize("count", [0, -1, 6, 10**12])
def test_a_count_outside_what_the_service_allows_is_refused(count):
    with pytest.raises(CountRefused, match=f"1 to 5 persons in one visit, not {count}"):
        visit_minutes([Part(15, 10, count, 5)])


def test_a_visit_for_nothing_is_refused():
    with pytest.raises(CountRefused, match="at least one service"):
        visit_minutes([])


@pytest.mark.parametrize(("first", "further"), [(0, 5), (15, -1)])
def test_a_service_without_time_is_refused(first, further):
    with pytest.raises(CountRefused, match=f"not {first} and {further}"):
        visit_minutes([Part(first, further, count=1, maximum=1)])
