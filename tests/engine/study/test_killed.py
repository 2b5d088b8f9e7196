"""A study that is killed loses nothing that was finished, and counts nothing twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest

from anlauf.engine.study import Damaged, Folder, Scenario, Stop, Study, run
from tests.engine.study.plays import Coin, Gated, gated, toss

ROOT = Path(__file__).parents[3]
MEANS = (1.0, 2.0)
PIECES, EACH, SHUT = 6, 10, 30  # of twelve pieces, six may finish before the gate

CHILD = """
from pathlib import Path
from anlauf.engine.study import Crew, Folder, Stop, run
from tests.engine.study.test_killed import study
import sys
folder, workers = Path(sys.argv[1]), int(sys.argv[2])
run(study(folder), stop=Stop(600), store=Folder(folder / "kept"), crew=Crew(workers))
"""


def study(folder):
    scenarios = tuple(Scenario(str(mean), Gated(mean, str(folder), SHUT)) for mean in MEANS)
    return Study(gated, scenarios, seed=2, pieces=PIECES, each=EACH)


def until(true, seconds=120.0):
    limit = monotonic() + seconds
    while not true():
        assert monotonic() < limit, "it never happened"
        sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_after_a_kill_it_goes_on_with_what_is_missing(tmp_path, workers):
    kept = tmp_path / "kept"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), str(workers)],
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        until(lambda: kept.exists() and len(list(kept.glob("*.npz"))) == 6)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    (tmp_path / "go").touch()
    found = run(study(tmp_path), stop=Stop(600), store=Folder(kept))

    played = Counter((tmp_path / "played").read_text().split("\n")[:-1])
    assert played == Counter(f"{mean} {EACH * n}" for mean in MEANS for n in range(PIECES))
    plain = Study(toss, tuple(Scenario(str(m), Coin(m)) for m in MEANS), 2, PIECES, EACH)
    whole = run(plain, stop=Stop(600))
    for one, other in zip(found.found, whole.found, strict=True):
        assert one.above.tobytes() == other.above.tobytes()


def test_half_a_file_is_not_taken_for_a_piece(tmp_path):
    plain = Study(toss, (Scenario("one", Coin(1.0)),), seed=2, pieces=2, each=5)
    run(plain, stop=Stop(600), store=Folder(tmp_path))
    file = min(tmp_path.glob("*.npz"))
    (tmp_path / ".left-behind.1").write_bytes(b"half")
    run(plain, stop=Stop(600), store=Folder(tmp_path))
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(Damaged, match="is damaged"):
        run(plain, stop=Stop(600), store=Folder(tmp_path))
