"""Looks into a file in a process of its own, so that no file takes a web process down with it.

That process is bounded in memory, time and files. When it dies over a file, the file is refused;
when it cannot even begin, that is our fault and rises.
"""

import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict
from threading import BoundedSemaphore

from anlauf.cases.papers.limits import COST, Cost, Limits
from anlauf.cases.papers.refusals import REASONS, Damaged, UnpacksTooLarge
from anlauf.cases.papers.sound import BEGUN, Sound, refuse_by_size

_log = logging.getLogger(__name__)
_AT_ONCE = BoundedSemaphore(2)  # per process: each may take much memory for a moment


class InspectorBroken(Exception):
    """The process that looks into files does not even begin: a fault of this installation."""


def judged(content: bytes, limits: Limits, cost: Cost = COST) -> Sound:
    """The clean file, as `judge.judged` gives it.

    Raises a `BadFile`; also for a file over which the process that looks into it dies.
    """
    refuse_by_size(content, limits)
    terms = json.dumps({"limits": asdict(limits), "cost": asdict(cost)})
    try:
        with _AT_ONCE:
            ended = _run(terms, content, cost)
    except subprocess.TimeoutExpired as fault:
        _log.warning("Looking into a file took longer than %s seconds.", cost.seconds)
        raise UnpacksTooLarge from fault
    if not ended.stdout.startswith(BEGUN):
        raise InspectorBroken(ended.stderr.decode(errors="replace")[-2000:])
    if ended.returncode != 0:
        _log.warning("Looking into a file ended with %s.", ended.returncode)
        raise UnpacksTooLarge if ended.returncode < 0 else Damaged
    return _read(ended.stdout.removeprefix(BEGUN))


def _run(terms: str, content: bytes, cost: Cost) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "anlauf.cases.papers.inspector", terms],
        input=content,
        capture_output=True,
        timeout=cost.seconds,
        check=False,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "MALLOC_ARENA_MAX": "2"},
    )


def _read(answer: bytes) -> Sound:
    line, _end, content = answer.partition(b"\n")
    head = json.loads(line)
    if "refused" in head:
        raise REASONS[head["refused"]](**head["facts"])
    return Sound(head["media_type"], head["pages"], content)
