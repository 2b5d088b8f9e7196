"""The same study on a Dask cluster of two processes: the same figures, bit by bit."""

from dataclasses import replace

import pytest
from distributed import LocalCluster

from anlauf.engine.study import Crew, NoCluster, OtherCode, Scenario, Stop, Study, run
from anlauf.engine.study.crew import Piece, played
from anlauf.engine.study.figures import Draws
from tests.engine.study.plays import Coin, refusing, toss

STUDY = Study(
    toss, (Scenario("one", Coin(1.0)), Scenario("two", Coin(2.0))), seed=3, pieces=5, each=20
)


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as running:
        yield running.scheduler_address


@pytest.mark.slow
def test_a_cluster_tells_the_same(cluster):
    heard = []
    there = run(
        STUDY,
        stop=Stop(600),
        crew=Crew(cluster=cluster),
        progress=lambda done, of: heard.append((done, of)),
    )
    here = run(STUDY, stop=Stop(600))
    for one, other in zip(there.found, here.found, strict=True):
        assert one.above.tobytes() == other.above.tobytes()
    assert heard[-1] == (10, 10)


@pytest.mark.slow
def test_a_refusal_on_a_cluster_is_the_verbs_own(cluster):
    with pytest.raises(ValueError, match="is no mean"):
        run(replace(STUDY, verb=refusing), stop=Stop(600), crew=Crew(cluster=cluster))


def test_where_nobody_answers_that_is_said(monkeypatch):
    monkeypatch.setattr("anlauf.engine.study.crew.PATIENCE", "1s")
    with pytest.raises(NoCluster, match="Maybe it is not running"):
        run(STUDY, stop=Stop(600), crew=Crew(cluster="tcp://127.0.0.1:1"))


def test_a_worker_with_other_code_refuses():
    with pytest.raises(OtherCode, match="install the same version"):
        played(Piece((0, 0), toss, "0" * 64, Coin(1.0), Draws(1, 0, 2)))
