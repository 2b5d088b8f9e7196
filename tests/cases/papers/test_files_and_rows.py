"""A row and its file never disagree: whoever dies in between leaves a file that is swept away."""

import multiprocessing
import os
import signal
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections

from anlauf.cases import audit, commands
from anlauf.cases.commands import uploads
from anlauf.cases.models import Case, Paper
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.core import journal, vault
from anlauf.core.actors import CITIZEN
from tests import make
from tests.cases.papers import files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AFTER_GRACE = timedelta(hours=1, seconds=1)


def file_names():
    return [path.name for path in settings.PAPERS.glob("*/*")]


@pytest.fixture(autouse=True)
def empty_vault(settings, tmp_path, monkeypatch):
    settings.PAPERS = tmp_path / "papers"
    monkeypatch.setattr(apart, "judged", judged)


@pytest.fixture
def case():
    return make.case(make.case_kind(papers=["passport"]))


def hand_in(case):
    return commands.upload(case, "passport", "p.pdf", files.pdf(), by=CITIZEN, at=make.AT)


def upload_and_die(number, module, name):
    """Die right after the function that ends a step."""
    real = getattr(module, name)

    def then_die(*args, **said):
        real(*args, **said)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, then_die)
    connections.close_all()
    hand_in(Case.objects.get(pk=number))


STEPS = {
    "drafted, not in its place": (vault, "_settle", 0),
    "laid down": (vault, "put", 0),
    "row written, not committed": (journal, "record", 0),
    "committed": (uploads, "_kept", 1),
}


@pytest.mark.parametrize("step", STEPS)
def test_who_is_killed_never_leaves_a_row_without_its_file(case, step):
    module, name, rows = STEPS[step]
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    dying = fork.Process(target=upload_and_die, args=(case.pk, module, name))
    dying.start()
    dying.join()
    assert dying.exitcode == -signal.SIGKILL

    assert Paper.objects.count() == rows
    assert list(audit.differences()) == []
    hand_in(case)
    assert Paper.objects.count() == 1
    commands.sweep_files(at=datetime.now(UTC) + AFTER_GRACE)
    assert file_names() == [Paper.objects.get().uid.hex]


def test_a_file_just_laid_down_is_not_swept_away(case):
    vault.put(uuid4(), b"content")
    assert commands.sweep_files(at=datetime.now(UTC)) == 0
    assert commands.sweep_files(at=datetime.now(UTC) + AFTER_GRACE) == 1


def test_a_row_without_its_file_is_named_by_the_audit(case):
    paper = hand_in(case)
    vault.remove(paper.uid)
    assert f"Paper {paper.pk}: its file" in "".join(audit.differences())


def test_what_is_taken_back_is_gone(case):
    paper = hand_in(case)
    commands.take_back(case, paper.uid, by=CITIZEN, at=make.AT)
    assert file_names() == []
    assert list(audit.differences()) == []
