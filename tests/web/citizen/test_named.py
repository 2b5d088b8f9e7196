"""Where somebody is, said in many ways: a name, a postal code, a whole address."""

import pytest

from anlauf.directory import queries as directory
from anlauf.directory.models import Quarter
from anlauf.web.citizen.named import place_named
from tests import make
from tests.web.citizen.town import times


@pytest.fixture
def town(town):
    """The small town, whose two quarters share a postal code."""
    Quarter.objects.update(postal_codes=["22765"])
    Quarter.objects.filter(key="heimfeld").update(postal_codes=["22765", "21075"])
    return town


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Ottensen", "ottensen"),
        ("otensen", "ottensen"),
        ("Marktstraße 5, Ottensen", "ottensen"),
        ("Marktstraße 5, 21075 Hamburg", "21075"),
        ("22765", "22765"),
        ("12345 Ottensen", "ottensen"),
        ("122765", ""),
        ("Atlantis", ""),
        ("", ""),
        ("🦄" * 50, ""),
    ],
)
def test_a_place_is_recognised_or_is_not(town, words, key):
    assert place_named(directory.quarters(), words) == key


def test_a_postal_code_is_measured_from_the_middle_of_its_parts(town):
    here = make.sure(directory.here("22765"))
    assert here.name == "22765 (Heimfeld, Ottensen)"
    assert here.point.latitude == pytest.approx((53.554 + 53.465) / 2)
    assert directory.here("99999") is None
    assert directory.here("") is None


def test_an_address_brings_the_nearest_office_first_and_says_from_where(client, town):
    said = {"count": "1", "where": "near", "near": "Marktstraße 5, 21075 Hamburg"}
    page = client.get(times("identity-card", **said))
    assert page.context["times"].offices[0].office.key == "harburg"
    assert "straight line from the middle of 21075 (Heimfeld)" in page.content.decode()
