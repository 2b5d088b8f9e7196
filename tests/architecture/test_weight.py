"""What a web process carries: no compiler, no solver, and nothing that opens strangers' files."""

import subprocess
import sys

import pytest

HEAVY = ("numba", "llvmlite", "scipy", "highspy", "ortools", "PIL", "pikepdf", "pi_heif", "lxml")
ROOTS = ["anlauf.engine", "anlauf.config.wsgi", "anlauf.config.urls"]

_TELL = """
import importlib, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
import django
django.setup()
importlib.import_module({root!r})
print(*[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("root", ROOTS)
def test_the_web_loads_no_compiler_and_no_solver(root: str):
    assert _loaded(root) == []


def test_the_simulation_does_load_the_compiler():
    """Control: proves the test above can fail."""
    assert "numba" in _loaded("anlauf.engine.simulate")


def _loaded(root: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _TELL.format(root=root, heavy=HEAVY)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()
