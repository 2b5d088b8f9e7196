"""DATABASE_URL, read as people write it."""

import pytest

from anlauf.config import address


def test_a_server_with_everything():
    found = address.database("postgresql://us%40er:p%2Fw@db.example:6432/city?sslmode=require")
    assert found["HOST"] == "db.example"
    assert found["PORT"] == "6432"
    assert found["USER"] == "us@er"
    assert found["PASSWORD"] == "p/w"
    assert found["NAME"] == "city"
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_stands_in_the_option_host():
    found = address.database("postgresql:///anlauf?host=/run/a%20b&user=anlauf")
    assert found["HOST"] == "/run/a b"
    assert found["USER"] == "anlauf"
    assert found["PORT"] == ""
    assert found["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://host/name", "host/name", "postgresql://host/"])
def test_what_is_no_address_of_a_postgresql_is_refused(url):
    with pytest.raises(address.BadAddress):
        address.database(url)


def test_a_wrong_port_is_refused():
    with pytest.raises(address.BadAddress, match="port"):
        address.database("postgresql://host:many/name")
