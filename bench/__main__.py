"""`python -m bench [NAME]`: every benchmark, or one; ends with 1 when a target is missed."""

import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.management import call_command

import bench
from anlauf.config import postgres
from bench.row import FOLDER, tell

NO_BENCH = {
    *("__main__", "bank", "city", "counters", "crew", "known", "listeners", "offices"),
    *(
        "open_cases",
        "peers",
        "plain",
        "process",
        "row",
        "server",
        "slots",
        "somebody",
        "waiting_day",
        "warsaw",
        "wire",
    ),
}


def main(words: Sequence[str]) -> int:
    """Run the named benchmark here, or all of them, each in a process of its own."""
    names = {module.name for module in pkgutil.iter_modules(bench.__path__)} - NO_BENCH
    if not words:
        return max(_apart(name) for name in sorted(names))
    if words[0] not in names:
        print(f"There is no benchmark {words[0]!r}, only {', '.join(sorted(names))}.")
        return 2
    return _here(words[0])


def _apart(name: str) -> int:
    return subprocess.run([sys.executable, "-m", "bench", name], check=False).returncode


def _here(name: str) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="home-", dir=FOLDER) as folder:
        home = Path(folder)
        server = postgres.start(home)
        os.environ |= {
            "ANLAUF_HOME": folder,
            "DATABASE_URL": server.address,
            "DJANGO_SETTINGS_MODULE": "anlauf.config.settings",
        }
        try:
            django.setup()
            call_command("migrate", verbosity=0)
            rows = importlib.import_module(f"bench.{name}").measure()
        finally:
            postgres.remove(home)
    return 0 if tell(name, rows) else 1


sys.exit(main(sys.argv[1:]))
