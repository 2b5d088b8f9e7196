"""Work for a machine, or a short wait, asked of everybody when somebody takes too much (ADR 67).

A browser with JavaScript solves a small task by itself in about a second; without, one waits some
seconds and presses a button. Both are signed, hold for some minutes, and count once: what has been
used is remembered as a count.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from altcha import create_challenge, verify_solution
from django.core import signing

from anlauf.core import limits
from anlauf.core.keys import blinded

VALID = timedelta(minutes=10)
SHORTEST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(minutes=2)

_ALGORITHM = "PBKDF2/SHA-256"
_COST = 4_000  # iterations of one attempt: some milliseconds
_PREFIX = "00"  # about one attempt in 256 succeeds
_LONGEST_PROOF = 4_000
_SALT = "anlauf.wait"


@dataclass(frozen=True)
class Proof:
    """What somebody shows: a solved task, or the ticket of a wait."""

    solution: str = ""
    ticket: str = ""


NO_PROOF = Proof()


@dataclass(frozen=True)
class Wait:
    """A ticket, and from when on it counts."""

    ticket: str
    until: datetime


def task(*, at: datetime) -> dict[str, object]:
    """A new task, as browsers and programs are given it."""
    made = create_challenge(
        _ALGORITHM,
        _COST,
        key_prefix=_PREFIX,
        data={"until": _written(at + VALID)},  # on our clock, which may be another than theirs
        hmac_secret=_secret(),
    )
    return dict(made.to_dict())


def wait(network: str, *, at: datetime) -> Wait:
    """A ticket for somebody whose browser runs no script; many at once from one place wait longer.

    Otherwise a program would collect a thousand tickets and wait for all of them at once.
    """
    asked = limits.count(f"waits:{network}", LONGEST_WAIT, at=at)
    until = at + min(asked * SHORTEST_WAIT, LONGEST_WAIT)
    words = {"network": blinded("wait", network), "from": _written(until)}
    return Wait(signing.dumps(words, salt=_SALT), until)


def opened(ticket: str) -> Wait:
    """The wait a ticket of ours stands for; raises BadSignature."""
    words = signing.loads(ticket, salt=_SALT)
    return Wait(ticket, datetime.fromisoformat(words["from"]))


def still_waits(ticket: str, *, at: datetime) -> Wait | None:
    """The wait of a ticket shown too early: it goes on instead of beginning anew."""
    try:
        found = opened(ticket)
    except signing.BadSignature:
        return None
    return found if found.until > at else None


def passed(proof: Proof, network: str, *, at: datetime) -> bool:
    """Tell whether the proof is good, and has not been shown before."""
    if proof.solution:
        return _is_solved(proof.solution, at=at) and _is_new(proof.solution, at=at)
    if proof.ticket:
        return _has_waited(proof.ticket, network, at=at) and _is_new(proof.ticket, at=at)
    return False


def _is_solved(solution: str, *, at: datetime) -> bool:
    if len(solution) > _LONGEST_PROOF:
        return False
    try:
        said = json.loads(base64.b64decode(solution, validate=True))
        until = datetime.fromisoformat(said["challenge"]["parameters"]["data"]["until"])
        return until > at and verify_solution(solution, _secret()).verified
    except (ValueError, LookupError, TypeError, RecursionError):
        return False


def _has_waited(ticket: str, network: str, *, at: datetime) -> bool:
    try:
        words = signing.loads(ticket, salt=_SALT)
    except signing.BadSignature:
        return False
    since = datetime.fromisoformat(words["from"])
    return words["network"] == blinded("wait", network) and since <= at < since + VALID


def _is_new(proof: str, *, at: datetime) -> bool:
    """Tell whether nobody has shown this before; of two at once only one is the first."""
    return limits.count(f"proof:{_essence(proof)}", 2 * VALID, at=at) == 1


def _essence(proof: str) -> str:
    """What makes two proofs the same, however else they are written: the signature in them."""
    try:
        return str(json.loads(base64.b64decode(proof))["challenge"]["signature"])
    except (ValueError, LookupError, TypeError):
        return proof


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _secret() -> str:
    return blinded("challenge", "secret")
