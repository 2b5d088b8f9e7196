"""`ANLAUF_SMS` names the gateway, or says what is wrong with it."""

import pytest

from anlauf.config import sms
from anlauf.config.sms import BadGateway, Sms


def test_nothing_means_no_gateway():
    assert sms.read("") == Sms()


def test_an_address_holds_token_and_sender():
    read = sms.read("https://to%40ken@gateway.example.org:8443/v1/messages?from=Hamburg")
    assert read == Sms("https://gateway.example.org:8443/v1/messages", "to@ken", "Hamburg")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gateway.example.org", "is not like"),
        ("https://gateway.example.org/?from=x", "is not like"),
        ("http://token@gateway.example.org/?from=x", "https"),
        ("https://token@gateway.example.org/", "no sender"),
    ],
)
def test_a_mistake_is_named(text, said):
    with pytest.raises(BadGateway, match=said):
        sms.read(text)
