"""The town that the how-to describes is a sound one."""

import re
from pathlib import Path

from anlauf.directory.imports import folder
from anlauf.directory.imports.folder import KINDS

DOCS = Path(__file__).parents[2] / "docs"
FILE = re.compile(r"^```toml\n# (\S+\.toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_town_of_the_how_to_has_no_mistake(tmp_path):
    text = (DOCS / "how-to/describe-your-city.md").read_text(encoding="utf-8")
    files = FILE.findall(text)
    assert len(files) == 4
    for name, content in files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    reading = folder.read(tmp_path)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.described is not None
    assert len(reading.described.staff) == 9  # four days of two spans, and a Saturday


def test_the_reference_names_every_table():
    text = (DOCS / "reference/city-files.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"[{kind}]" not in text] == []
