"""A file is looked into by a process that may die of it; the web process goes on."""

import subprocess
import sys
from dataclasses import replace

import pytest

from anlauf.cases.papers import apart
from anlauf.cases.papers.apart import InspectorBroken
from anlauf.cases.papers.limits import COST, USUAL
from anlauf.cases.papers.refusals import Harmful, TooManyPages, UnpacksTooLarge
from tests.cases.papers import files

pytestmark = pytest.mark.slow


def test_a_sound_file_comes_back_clean():
    found = apart.judged(files.picture(), USUAL)
    assert (found.media_type, found.pages) == ("image/jpeg", 1)
    assert found.content.startswith(b"\xff\xd8\xff")


def test_a_refusal_comes_back_with_its_sentence():
    with pytest.raises(TooManyPages, match=r"This file has 3 pages\. We can take 2 pages"):
        apart.judged(files.pdf(3), replace(USUAL, pages=2))
    with pytest.raises(Harmful):
        apart.judged(files.EICAR, USUAL)


def test_a_file_that_takes_too_much_memory_is_refused():
    tight = replace(COST, memory=200_000_000)
    with pytest.raises(UnpacksTooLarge):
        apart.judged(files.picture((7000, 7000), form="PNG"), USUAL, tight)


def test_a_file_that_takes_too_long_is_refused():
    with pytest.raises(UnpacksTooLarge):
        apart.judged(files.picture(), USUAL, replace(COST, seconds=0.001))


def test_a_process_that_cannot_begin_is_our_fault_not_the_files(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(InspectorBroken):
        apart.judged(files.picture(), USUAL)


def test_the_process_knows_no_keys_and_no_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    seen = {}
    real = subprocess.run

    def run(*args, **said):
        seen.update(said["env"])
        return real(*args, **said)

    monkeypatch.setattr(subprocess, "run", run)
    apart.judged(files.picture(), USUAL)
    assert set(seen) == {"PYTHONPATH", "MALLOC_ARENA_MAX"}
