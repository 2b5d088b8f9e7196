"""What keeps the city from being served is said in a sentence."""

import os
import socket
import subprocess
import sys

import pytest

from anlauf.config import home, run


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(run.CannotRun, match=f"Port {port} is taken.*ANLAUF_PORT={port + 1}"):
            run.refuse_taken_port(port)


def test_a_free_port_passes():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    run.refuse_taken_port(port)


def test_a_port_beyond_all_ports_is_refused():
    with pytest.raises(run.CannotRun, match="no port 70000"):
        run.refuse_taken_port(70000)


def test_a_word_is_no_port(monkeypatch):
    monkeypatch.setenv("ANLAUF_PORT", "http")
    with pytest.raises(home.BadPort, match="“http”"):
        home.port()


@pytest.mark.slow
def test_the_command_says_it_without_a_traceback():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "anlauf", "run"],
            env=os.environ | {"ANLAUF_PORT": port},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"anlauf: Port {port} is taken")
    assert done.stderr.count("\n") == 1
