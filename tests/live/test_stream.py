"""The live process in earnest: what the floor does is heard within a moment, and in order."""

import time

import pytest
from django.db import connection, transaction

from anlauf.floor import commands as floor
from tests.live import process
from tests.web import floor_scene as scenes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def scene():
    return scenes.scene()


@pytest.fixture
def port(scene):
    with process.running() as port:
        yield port


@pytest.fixture
def hear(port):
    """Open a stream; it is heard that the stream is open."""
    ears = []

    def hearing(*offices):
        ears.append(process.Ear(port, process.stream_of(*offices)))
        assert ears[-1].next().name == "welcome"
        return ears[-1]

    yield hearing
    for ear in ears:
        ear.close()


def test_a_ticket_a_call_and_a_desk_are_told_in_numbers_only(scene, hear):
    ear = hear(scene.office.pk)
    visit = scenes.ticket(scene, "11:30")
    told = ear.next("change").told
    assert told["office"] == scene.office.pk
    assert told["numbers"] == [visit.number]
    assert set(told) == {"office", "numbers", "version"}
    session = scenes.seated(scene, 2)
    assert ear.next("change").told["numbers"] == []
    scenes.called(session, "11:59")
    assert ear.next("change").told["numbers"] == [visit.number]


def test_it_is_told_within_a_second(scene, hear):
    ear = hear(scene.office.pk)
    began = time.monotonic()
    scenes.ticket(scene, "11:30")
    ear.next("change")
    assert time.monotonic() - began < 1.0


def test_each_version_is_new_and_cannot_be_guessed(scene, hear):
    ear = hear(scene.office.pk)
    versions = set()
    for minute in range(3):
        scenes.ticket(scene, f"11:3{minute}")
        versions.add(ear.next("change").number)
    assert len(versions) == 3
    assert all(len(version) == 16 for version in versions)


def test_what_is_taken_back_is_not_told(scene, hear):
    ear = hear(scene.office.pk)
    with transaction.atomic():
        scenes.ticket(scene, "11:30")
        transaction.set_rollback(True)
    second = scenes.ticket(scene, "11:31", service=1)
    assert ear.next("change").told["numbers"] == [second.number]


def test_another_office_is_not_heard(scene, hear):
    other = scenes.neighbour(scene, "altona")
    ear = hear(other.office.pk)
    scenes.ticket(scene, "11:30")
    scenes.ticket(other, "11:31")
    assert ear.next("change").told["office"] == other.office.pk


def test_several_offices_are_heard_on_one_stream(scene, hear):
    other = scenes.neighbour(scene, "altona")
    ear = hear(scene.office.pk, other.office.pk)
    scenes.ticket(scene, "11:30")
    assert ear.next("change").told["office"] == scene.office.pk
    scenes.ticket(other, "11:31")
    assert ear.next("change").told["office"] == other.office.pk


def test_many_changes_at_once_are_told_together(scene, hear):
    ear = hear(scene.office.pk)
    with transaction.atomic():
        tickets = [scenes.ticket(scene, "11:30") for _ in range(5)]
    assert ear.next("change").told["numbers"] == [visit.number for visit in tickets]


@pytest.mark.parametrize(
    "path", ["/live/", "/live/1", "/live/1.99999.AAAA", "/live/a.b.c", "/live/%C3%A4.1.%C3%A9", "/"]
)
def test_a_forged_address_hears_nothing(port, path):
    ear = process.Ear(port, path)
    assert ear.answer.status == 404
    ear.close()


def test_a_seal_is_for_its_offices_only(port, scene):
    own = process.stream_of(scene.office.pk)
    ear = process.Ear(port, own.replace(f"/{scene.office.pk}.", f"/{scene.office.pk + 1}."))
    assert ear.answer.status == 404
    ear.close()


def test_a_process_that_loses_the_database_says_so_and_hears_again(scene, hear):
    ear = hear(scene.office.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
    assert ear.next("deaf", "change").name == "deaf"
    assert ear.next("change").told["numbers"] == []
    visit = scenes.ticket(scene, "11:30")
    assert ear.next("change").told["numbers"] == [visit.number]


def test_silence_is_broken_by_a_sign_of_life(scene, hear):
    assert hear(scene.office.pk).next("beat") is not None


def test_a_stopped_process_ends_its_streams_at_once(scene):
    with process.process() as (port, running):
        ear = process.Ear(port, process.stream_of(scene.office.pk))
        ear.next("welcome")
        began = time.monotonic()
        running.terminate()
        assert ear.next("change") is None
        assert time.monotonic() - began < 3.0
        running.wait(process.PATIENCE)
        assert time.monotonic() - began < 4.0


def test_who_hangs_up_is_forgotten(port, scene):
    ears = [process.Ear(port, process.stream_of(scene.office.pk)) for _ in range(5)]
    assert process.health(port) == (200, "hears 5\n")
    for ear in ears:
        ear.answer.close()
        ear.close()
    until = time.monotonic() + 15
    while process.health(port)[1] != "hears 0\n":
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_stream_says_that_no_cache_and_no_proxy_shall_keep_it(hear, scene):
    answer = hear(scene.office.pk).answer
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_transfer_is_told_where_it_leaves_and_where_it_comes(scene, hear):
    next_door = scenes.neighbour(scene, "annex", place=scene.office.place)
    visit = scenes.ticket(scene, "11:30")
    ear = hear(scene.office.pk, next_door.office.pk)
    by = scenes.actor(scene.clerk)
    floor.transfer(visit, next_door.office, by=by, at=scenes.NOON)
    heard = {ear.next("change").told["office"] for _ in range(2)}
    assert heard == {scene.office.pk, next_door.office.pk}
