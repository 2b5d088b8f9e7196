"""Who can be reached where, as digests: enough to see that two share an address, and no more.

Mail addresses and numbers are brought into one spelling before, so that a capital letter, a tag or
another way to dial makes nobody a stranger. An unconfirmed promise carries, beside them, the
network that asked for it; its digests begin with a letter that no other digest has.

What somebody merely types may be somebody else's. It counts against those who type the same from
the same network, and against everybody only when it was proved or staff wrote it down (ADR 74).
"""

import re

from anlauf.core.keys import blinded

_NETWORK = "n"


def digests(email: str, phone: str) -> list[str]:
    """What stands for this mail address and this number."""
    return [blinded(kind, words) for kind, words in _spelled(email, phone)]


def claimed(email: str, phone: str, networks: list[str]) -> list[str]:
    """What stands for these as somebody types them, known by the digests of their networks."""
    here = " ".join(networks)
    return [blinded(f"{kind} from {here}", words) for kind, words in _spelled(email, phone)]


def vouched(email: str, phone: str) -> list[str]:
    """What stands for these as staff write them down."""
    return [blinded(f"{kind} vouched for", words) for kind, words in _spelled(email, phone)]


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


def _spelled(email: str, phone: str) -> list[tuple[str, str]]:
    spelled = (("mail", mailbox(email)), ("phone", dialled(phone)))
    return [(kind, words) for kind, words in spelled if words]
