"""Labels on the map: none covers another, each stays on the sheet and near to its office."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.web.citizen.pins import HEIGHT, WIDTH, apart
from tests.web.citizen import town as towns

SHEET = (1000.0, 900.0)

points = st.lists(
    st.tuples(st.floats(60, 940), st.floats(80, 840)), min_size=1, max_size=8, unique=True
)


@settings(deadline=None)
@given(points)
def test_few_labels_never_cover_each_other_and_stay_on_the_sheet(places):
    corners = apart(tuple(sorted(places)), SHEET)
    for left, top in corners:
        assert 0 <= left <= SHEET[0] - WIDTH
        assert 0 <= top <= SHEET[1] - HEIGHT
    for one, other in combinations(corners, 2):
        assert abs(one[0] - other[0]) >= WIDTH - 1 or abs(one[1] - other[1]) >= HEIGHT - 1


def test_a_label_alone_stands_above_its_office():
    ((left, top),) = apart(((500.0, 500.0),), SHEET)
    assert left + WIDTH / 2 == 500
    assert top + HEIGHT < 500


def test_the_map_names_every_office_with_its_earliest_date(client, town):
    towns.outlined()
    page = client.get("/book/identity-card/times/?count=1&where=anywhere")
    labels = {pin.office: pin.label for pin in page.context["map"].pins}
    assert labels == {
        "Service centre altona": "23 Nov",
        "Service centre harburg": "23 Nov",
        "Service centre mobile": "28 Nov",
    }
    assert 'aria-label="Service centre altona: 23 Nov"' in page.content.decode()
