"""A solved task or a served wait lets somebody through, once."""

import base64
import json
from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge

from anlauf.core import challenges
from anlauf.core.challenges import Proof
from tests import make

pytestmark = pytest.mark.django_db

HERE, THERE = "198.51.100.1", "198.51.100.2"
SOON = make.AT + timedelta(seconds=20)


def solved(task: dict[str, object]) -> str:
    """What a browser sends after some work."""
    challenge = Challenge.from_dict(task)
    solution = solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def rewritten(proof: str, **said: object) -> str:
    words = json.loads(base64.b64decode(proof))
    words["challenge"]["parameters"] |= said
    return base64.b64encode(json.dumps(words, indent=1).encode()).decode()


def passes(proof: Proof, *, network: str = HERE, at=make.AT) -> bool:
    return challenges.passed(proof, network, at=at)


def test_a_solved_task_counts_once_however_it_is_written():
    proof = solved(challenges.task(at=make.AT))
    assert passes(Proof(proof))
    assert not passes(Proof(proof))
    assert not passes(Proof(rewritten(proof)))


def test_a_task_is_over_after_ten_minutes():
    proof = Proof(solved(challenges.task(at=make.AT)))
    assert not passes(proof, at=make.AT + challenges.VALID)


def test_nobody_makes_a_task_easier_or_longer():
    proof = solved(challenges.task(at=make.AT))
    assert not passes(Proof(rewritten(proof, keyPrefix="")))
    assert not passes(Proof(rewritten(proof, cost=1)))
    assert not passes(Proof(rewritten(proof, data={"until": "2030-01-01T00:00:00+00:00"})))


@pytest.mark.parametrize("words", ["x", "e30=", "bnVsbA==", "W10=", "💥", "A" * 100_000])
def test_what_is_no_proof_lets_nobody_through(words):
    assert not passes(Proof(solution=words))
    assert not passes(Proof(ticket=words))
    assert not passes(Proof())


def test_a_wait_counts_when_it_is_over_and_once():
    wait = challenges.wait(HERE, at=make.AT)
    assert wait.until == SOON
    proof = Proof(ticket=wait.ticket)
    assert not passes(proof, at=SOON - timedelta(seconds=1))
    assert passes(proof, at=SOON)
    assert not passes(proof, at=SOON)


def test_a_wait_is_served_where_it_began():
    wait = challenges.wait(HERE, at=make.AT)
    assert not passes(Proof(ticket=wait.ticket), network=THERE, at=SOON)


def test_a_ticket_shown_too_early_goes_on_waiting():
    wait = challenges.wait(HERE, at=make.AT)
    assert challenges.still_waits(wait.ticket, at=make.AT) == wait
    assert challenges.still_waits(wait.ticket, at=SOON) is None
    assert challenges.still_waits("nothing of ours", at=make.AT) is None


def test_who_collects_tickets_waits_for_each():
    waits = [challenges.wait(HERE, at=make.AT).until - make.AT for _ in range(8)]
    assert [wait.seconds for wait in waits] == [20, 40, 60, 80, 100, 120, 120, 120]
    assert challenges.wait(THERE, at=make.AT).until == SOON
