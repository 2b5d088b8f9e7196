"""The data folder and the key in it."""

import pytest

from anlauf.config import home


def test_the_key_is_drawn_once_and_kept_private(tmp_path):
    folder = tmp_path / "new" / "folder"
    key = home.secret_key(folder)
    assert len(key) >= 50
    assert home.secret_key(folder) == key
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_another_process_may_draw_the_key_first(tmp_path):
    (tmp_path / "secret-key").write_text("drawn before")
    home._draw(tmp_path / "secret-key", "drawn now")
    assert home.secret_key(tmp_path) == "drawn before"


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ANLAUF_HOME", str(tmp_path))
    assert home.home() == tmp_path


def test_without_a_word_the_folder_stands_beside_the_source(monkeypatch):
    monkeypatch.delenv("ANLAUF_HOME", raising=False)
    assert home.home() == home.PROJECT / ".anlauf"


# --- the live process ----------------------------------------------------------------------------


@pytest.mark.parametrize(("web", "live"), [("8000", 18000), ("60000", 50000)])
def test_the_live_process_has_a_port_far_from_other_cities(monkeypatch, web, live):
    monkeypatch.setenv("ANLAUF_PORT", web)
    monkeypatch.delenv("ANLAUF_LIVE_PORT", raising=False)
    assert home.live_port() == live


def test_its_port_can_be_chosen(monkeypatch):
    monkeypatch.setenv("ANLAUF_LIVE_PORT", "9001")
    assert home.live_port() == 9001
    monkeypatch.setenv("ANLAUF_LIVE_PORT", "near")
    with pytest.raises(home.BadPort, match="ANLAUF_LIVE_PORT is “near”"):
        home.live_port()


@pytest.mark.parametrize(
    ("chosen", "proxied", "found"),
    [
        (None, True, "/live"),
        ("", True, "/live"),
        (None, False, "http://localhost:18000/live"),
        ("off", True, ""),
        ("https://live.example.org/", True, "https://live.example.org"),
    ],
)
def test_pages_find_streams_on_their_own_address_behind_a_proxy(
    monkeypatch, chosen, proxied, found
):
    monkeypatch.setenv("ANLAUF_PORT", "8000")
    monkeypatch.delenv("ANLAUF_LIVE_PORT", raising=False)
    assert home.live_url(chosen, proxied=proxied) == found


def test_only_another_host_needs_leave_to_be_asked():
    assert home.origin("http://localhost:18000/live") == ["http://localhost:18000"]
    assert home.origin("/live") == []
    assert home.origin("") == []


def test_a_key_that_seals_is_drawn_once(tmp_path):
    (key,) = home.seal_keys(None, tmp_path)
    assert home.seal_keys(None, tmp_path) == [key]
    assert home.seal_keys(f"{key}, {key}", tmp_path) == [key, key]


def test_a_key_that_was_cut_when_it_was_copied_gets_a_sentence(tmp_path):
    with pytest.raises(home.BadSealKey, match="32 octets"):
        home.seal_keys("c2hvcnQ=", tmp_path)
