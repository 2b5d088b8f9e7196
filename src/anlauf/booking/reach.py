"""Who can be reached where, as digests: enough to see that two share an address, and no more.

Mail addresses and numbers are brought into one spelling before, so that a capital letter, a tag or
another way to dial makes nobody a stranger. An unconfirmed promise carries, beside them, the
network that asked for it; its digests begin with a letter that no other digest has.
"""

import re

from anlauf.core.keys import blinded

_NETWORK = "n"


def digests(email: str, phone: str) -> list[str]:
    """What stands for this mail address and this number."""
    spelled = (("mail", mailbox(email)), ("phone", dialled(phone)))
    return [blinded(kind, words) for kind, words in spelled if words]


def of_networks(*networks: str) -> list[str]:
    """What stands for these networks; an empty one is that of nobody in particular."""
    return [_NETWORK + blinded("network", network) for network in networks if network]


def networks_among(reached_by: list[str]) -> list[str]:
    """Those among the digests that stand for a network."""
    return [digest for digest in reached_by if digest.startswith(_NETWORK)]


def mailbox(email: str) -> str:
    """The mailbox behind an address: small letters, without a tag such as `+passport`."""
    name, at, domain = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}{at}{domain}"


def dialled(phone: str) -> str:
    """A number as it is dialled within the country: `+49 (0)40 1234` and `0049 40 1234` are one."""
    digits = re.sub(r"[^0-9+]", "", phone)
    abroad = re.sub(r"^00", "+", digits)
    return re.sub(r"^\+490?", "0", abroad).replace("+", "00")
