"""Links that open one thing: derived from the city's secret, stored only as digests.

A key is an HMAC of its purpose and a row's `uid`, so a later letter can carry the same link
again although the table never held it; whoever reads the table alone can open nothing.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def derive(purpose: str, uid: UUID) -> str:
    """The key for one purpose of one thing: 43 letters, safe in an address."""
    secret = settings.SECRET_KEY.encode()
    mac = hmac.digest(secret, f"anlauf.key:{purpose}:{uid}".encode(), "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def blinded(purpose: str, words: str) -> str:
    """What stands for a mail address or a network: 31 letters only this city can compute."""
    secret = settings.SECRET_KEY.encode()
    mac = hmac.digest(secret, f"anlauf.blind:{purpose}:{words}".encode(), "sha256")
    return mac.hex()[:31]


def digest(key: str) -> str:
    """What the table holds: 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()
