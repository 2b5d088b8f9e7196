"""The call board over HTTP: numbers and desks, newest first, no names."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.floor import commands as floor
from anlauf.floor.values import Board, Called
from anlauf.web.display.board import Room, newest_and_before
from tests import make
from tests.web import floor_scene as scenes

BOARD = "/display/harburg/"
NOW = f"{BOARD}now/"


def words(answer):
    return answer.content.decode()


def test_a_quiet_board_asks_to_wait(scene, client):
    answer = client.get(BOARD)
    assert answer.status_code == 200
    assert "newest__rest" in words(answer)
    assert "12:00" in words(answer)


def test_the_newest_call_is_large_and_the_calls_before_are_listed(scene, client):
    scenes.ticket(scene, "11:30")
    scenes.ticket(scene, "11:31")
    scenes.called(scenes.seated(scene, 2), "11:58")
    scenes.called(scenes.seated(scene, 3), "11:59")
    shown = words(client.get(NOW))
    assert '<p class="newest__number">002</p>' in shown
    assert '<th scope="row">001</th>' in shown


def test_no_name_ever_stands_on_the_board(scene, client):
    scenes.arrived(scene, "12:00", came="11:40", name="Amira Haddad")
    scenes.called(scenes.seated(scene, 2), "11:59")
    assert "Amira" not in words(client.get(BOARD))


def test_both_languages_stand_side_by_side(scene, client):
    shown = words(client.get(NOW))
    assert 'lang="de"' in shown
    assert 'lang="en"' in shown


def test_a_repeated_call_is_another_call(scene, client):
    scenes.ticket(scene, "11:30")
    session = scenes.seated(scene, 2)
    visit = scenes.called(session, "11:58")
    assert 'data-call="001/2/1"' in words(client.get(NOW))
    floor.recall(visit, by=scenes.actor(session.person), at=scenes.NOON)
    assert 'data-call="001/2/2"' in words(client.get(NOW))


def test_whoever_is_served_is_no_longer_large(scene, client):
    scenes.ticket(scene, "11:30")
    session = scenes.seated(scene, 2)
    visit = scenes.called(session, "11:58")
    floor.start(visit, by=scenes.actor(session.person), at=scenes.NOON)
    shown = words(client.get(NOW))
    assert "newest__number" not in shown
    assert '<th scope="row">001</th>' in shown


def test_an_unchanged_board_costs_a_304_that_says_the_time(scene, client):
    first = client.get(NOW)
    again = client.get(NOW, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["X-Clock"] == "12:00"
    scenes.ticket(scene, "12:00")
    assert client.get(NOW, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_page_and_its_part_have_the_same_version(scene, client):
    assert client.get(BOARD)["ETag"] == client.get(NOW)["ETag"]


def test_an_unknown_board_is_not_found(db, client):
    assert client.get("/display/nowhere/").status_code == 404
    assert client.post("/display/nowhere/").status_code == 405


def test_the_board_runs_on_without_javascript(scene, client):
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in words(
        client.get(BOARD)
    )


def test_only_so_many_calls_stand_before_the_newest_and_fresh_ones_stand_out():
    calls = tuple(
        Called(f"{number:03d}", str(number), scenes.NOON - timedelta(seconds=10 * number), 1)
        for number in range(9)
    )
    newest, before = newest_and_before(
        [Room("", Board(calls[:3], calls[3:], 0, ""))], scenes.NOON, 6
    )
    assert newest is not None
    assert newest.label == "000"
    assert [call.label for call in before] == ["001", "002", "003", "004", "005", "006"]
    assert [call.fresh for call in before] == [True, True, False, False, False, False]


def test_a_busy_board_costs_few_statements(scene, client, django_assert_max_num_queries):
    scenes.busy(scene)
    with django_assert_max_num_queries(5):
        client.get(NOW)


# --- layouts -------------------------------------------------------------------------------------


def test_several_offices_share_a_board_and_each_call_names_its_own(scene, client):
    other = scenes.neighbour(scene, "altona")
    scenes.ticket(scene, "11:30")
    scenes.called(scenes.seated(scene, 2), "11:58")
    scenes.ticket(other, "11:31")
    scenes.called(scenes.seated(other, 5), "11:59")
    shown = words(client.get(f"{NOW}?offices=altona"))
    assert "Harburg · Altona" in shown
    assert '<p class="newest__office">Altona</p>' in shown
    assert '<span class="calls__office">Harburg</span>' in shown


def test_the_offices_of_a_building_are_found_by_themselves(scene, client):
    scenes.neighbour(scene, "annex", place=scene.office.place)
    scenes.neighbour(scene, "altona")
    assert "Harburg · Annex" in words(client.get(f"{NOW}?offices=place"))


def test_a_board_speaks_the_languages_it_was_told_to(scene, client):
    scenes.ticket(scene, "11:30")
    scenes.called(scenes.seated(scene, 2), "11:59")
    assert "data-speak" not in words(client.get(NOW))
    shown = words(client.get(f"{NOW}?speak=en,de,xx"))
    assert 'lang="en">Number 1, please go to desk 2.' in shown
    assert shown.count("data-speak") == 2


def test_a_board_asks_again_for_what_it_was_told_to_show(scene, client):
    address = f"{BOARD}?offices=place&size=small&shape=portrait&turn=left&speak=de,en"
    shown = words(client.get(address))
    assert f'hx-get="{NOW}?offices=place&amp;size=small&amp;shape=portrait' in shown
    assert "board-page--small board-page--portrait board-page--left" in shown


def test_what_a_board_does_not_know_it_passes_over(scene, client):
    answer = client.get(f"{BOARD}?offices=nowhere,,&size=huge&turn=up&speak=xx&v=" + "9" * 400)
    assert answer.status_code == 200


def test_a_small_board_shows_more_calls_than_a_big_one(scene, client):
    for desk in range(2, 7):
        scenes.ticket(scene, "11:30", service=desk)
        scenes.called(scenes.seated(scene, desk), f"11:5{desk}")
    assert words(client.get(f"{NOW}?size=small")).count("<tr data-call") == 4
    assert words(client.get(f"{NOW}?size=big")).count("<tr data-call") == 2


# --- streams -------------------------------------------------------------------------------------


def test_boards_that_heard_of_the_same_change_share_one_look(
    scene, client, django_assert_num_queries
):
    first = client.get(f"{NOW}?v=abc123")
    with django_assert_num_queries(0):
        again = client.get(f"{NOW}?v=abc123")
        unchanged = client.get(f"{NOW}?v=abc123", headers={"If-None-Match": first["ETag"]})
    assert words(again) == words(first)
    assert unchanged.status_code == 304


def test_a_board_that_heard_of_another_change_looks_anew(scene, client):
    before = client.get(f"{NOW}?v=one")
    scenes.ticket(scene, "12:00")
    assert client.get(f"{NOW}?v=two")["ETag"] != before["ETag"]


def test_what_is_kept_is_kept_for_seconds_only(scene, client):
    before = client.get(f"{NOW}?v=guessed")
    scenes.ticket(scene, "12:00")
    clock.use(clock.StoppedClock(scenes.NOON + timedelta(seconds=6)))
    assert client.get(f"{NOW}?v=guessed")["ETag"] != before["ETag"]


def test_the_page_names_its_stream_only_where_one_runs(scene, client, settings):
    assert 'data-stream=""' in words(client.get(BOARD))
    settings.LIVE_URL = "/live"
    assert f'data-stream="/live/{scene.office.pk}.' in words(client.get(BOARD))
    assert client.get(NOW)["X-Stream"].startswith(f"/live/{scene.office.pk}.")


def test_the_board_says_how_long_its_time_is_right(scene, client):
    clock.use(clock.StoppedClock(scenes.NOON + timedelta(seconds=42)))
    assert client.get(NOW)["X-Clock-Left"] == "18"


@pytest.mark.parametrize("name", ["offices", "size", "shape", "turn", "speak", "v", "other"])
@pytest.mark.parametrize("word", ["\0", "harburg\0", "x" * 5_000, "-1", "١٢", "<b>"])
def test_a_board_shows_something_whatever_stands_behind_its_address(scene, client, name, word):
    for address in ("/display/harburg/", "/display/harburg/now/"):
        assert client.get(address, {name: word}).status_code == 200


def test_a_board_after_closing_says_so_and_asks_nobody_to_wait(scene, client):
    clock.use(clock.StoppedClock(make.moment("19:05")))
    shown = words(client.get(BOARD))
    assert "This office is closed now." in shown
    assert "Please wait" not in shown


def test_whoever_still_waits_after_closing_is_asked_to_wait(scene, client):
    scenes.ticket(scene, "18:40")
    clock.use(clock.StoppedClock(make.moment("19:05")))
    assert "This office is closed now." not in words(client.get(BOARD))
