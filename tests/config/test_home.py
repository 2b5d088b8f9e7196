"""The data folder and the key in it."""

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
    home._draw(tmp_path / "secret-key")
    assert home.secret_key(tmp_path) == "drawn before"


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ANLAUF_HOME", str(tmp_path))
    assert home.home() == tmp_path


def test_without_a_word_the_folder_stands_beside_the_source(monkeypatch):
    monkeypatch.delenv("ANLAUF_HOME", raising=False)
    assert home.home() == home.PROJECT / ".anlauf"
