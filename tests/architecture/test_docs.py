"""What the documents show is true: their Python runs, their commands exist, their links lead on."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import get_commands
from django.test import Client

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")
CITY = re.compile(r"""["']https://termine\.example\.org(/[^"']*)["']""")
OWN_COMMANDS = {"db", "run", "worker"}

every_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)


@every_page
def test_python_runs(page: Path, db):
    """The blocks of a page run in order, as one program; nothing they store remains."""
    names: dict[str, object] = {"__name__": page.stem}
    for language, text in BLOCK.findall(page.read_text()):
        if language == "python":
            exec(compile(text, str(page), "exec"), names)  # noqa: S102 - that is the test


@every_page
def test_commands_exist(page: Path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = page.read_text()
    shown = "\n".join(block for kind, block in BLOCK.findall(text) if kind in {"sh", "console"})
    shown += "\n".join(re.findall(r"`([^`\n]+)`", text))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", shown)) <= targets
    known = OWN_COMMANDS | set(get_commands())
    assert set(re.findall(r"(?:-m anlauf|^anlauf|bin/anlauf) ([a-z]\w*)", shown, re.M)) <= known


@every_page
def test_links_lead_to_files(page: Path):
    found = LINK.findall(BLOCK.sub("", page.read_text()))
    assert [link for link in found if not (page.parent / link).exists()] == []


@every_page
@pytest.mark.django_db
def test_what_is_to_be_pasted_leads_to_what_the_city_has(page: Path, client):
    """The addresses in blocks of HTML that name the example city."""
    blocks = (text for language, text in BLOCK.findall(page.read_text()) if language == "html")
    wanted = [address for text in blocks for address in CITY.findall(text)]
    assert [address for address in wanted if not _is_there(address, client)] == []


def _is_there(address: str, client: Client) -> bool:
    if address.startswith("/static/"):
        return finders.find(address.removeprefix("/static/")) is not None
    return client.get(address).status_code == 200
