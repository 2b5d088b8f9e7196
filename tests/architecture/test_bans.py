"""What the house forbids is truly forbidden: by ruff for words, here for places."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "anlauf"
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]

FORBIDDEN = {
    "from datetime import UTC, datetime\n\nAT = datetime.now(UTC)": "TID251",
    "from datetime import date\n\nTODAY = date.today()": "TID251",
    "from django.utils import timezone\n\nAT = timezone.now()": "TID251",
    "from time import time\n\nAT = time()": "TID251",
    "from django.db.models.functions import Now\n\nAT = Now()": "TID251",
    "from django.db.models.signals import post_save\n\nS = post_save": "TID251",
    "from django.dispatch import receiver\n\nR = receiver": "TID251",
    "from django.core.mail import send_mail\n\nS = send_mail": "TID251",
    "from django.utils.safestring import mark_safe\n\nH = mark_safe('<b>')": "TID251",
    "from . import models\n\nM = models": "TID252",
    "def late() -> None:\n    import json\n\n    json.dumps(1)": "PLC0415",
    "try:\n    A = 1\nexcept Exception:\n    A = 2": "BLE001",
}


@pytest.mark.parametrize(("text", "rule"), FORBIDDEN.items())
def test_ruff_refuses(text: str, rule: str):
    assert rule in _ruff(f'"""A module."""\n\n{text}\n')


def test_ruff_wants_every_module_to_say_what_it_is_for():
    assert "D100" in _ruff("A = 1\n")


def test_every_ban_says_why():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    bans = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert [name for name, ban in bans.items() if not ban["msg"].endswith(".")] == []


def test_only_commands_open_transactions():
    """Importers load all or nothing and count as such."""
    found = {path for path in FILES for name in _names(path) if name.endswith("atomic")}
    assert {path for path in found if not _is_command(path)} == set()


def test_rows_are_locked_in_one_place():
    found = {path for path in FILES for name in _names(path) if name.endswith("select_for_update")}
    assert found <= {SOURCE / "core" / "locking.py"}


def test_settings_are_read_at_the_edges_only():
    edges = {"config", "web", "api", "demo", "core"}
    found = {path for path in FILES if "django.conf.settings" in _imports(path)}
    assert [path for path in found if path.relative_to(SOURCE).parts[0] not in edges] == []


def _ruff(text: str) -> str:
    words = [sys.executable, "-m", "ruff", "check", "--output-format", "concise"]
    name = ["--stdin-filename", str(SOURCE / "booking" / "example.py"), "-"]
    done = subprocess.run(
        [*words, *name], input=text, capture_output=True, text=True, cwd=ROOT, check=False
    )
    return done.stdout


def _is_command(path: Path) -> bool:
    words = {path.stem, *path.relative_to(SOURCE).parent.parts}
    return not words.isdisjoint({"commands", "imports"})


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


def _imports(path: Path) -> set[str]:
    return {
        f"{node.module}.{name.name}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
