"""How commands speak: words or JSON on the way out, bars on the way, pictures on request."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tqdm import tqdm


class Misread(Exception):
    """A file or a word that cannot be understood, with a hint."""


def common(parser: argparse.ArgumentParser) -> None:
    """What every command takes."""
    parser.add_argument("--json", action="store_true", help="answer in JSON instead of words")
    parser.add_argument("--seed", type=int, default=1, help="the root of all chance (1)")
    parser.add_argument(
        "--plot", type=Path, metavar="FILE", help="draw the answer into a .png or .svg file"
    )


def answer(said: argparse.Namespace, facts: Mapping[str, object], lines: list[str]) -> None:
    """Print the facts as JSON, or the lines."""
    if said.json:
        json.dump(facts, sys.stdout, indent=2, default=str)
        print()
        return
    print("\n".join(lines))


def bar(total: float, what: str, unit: str) -> "tqdm[object]":
    """A bar on the error stream; silent where nobody looks."""
    shape = "{desc}: {percentage:3.0f}%|{bar}| {postfix} {elapsed}"
    return tqdm(total=total, desc=what, unit=unit, disable=None, bar_format=shape, leave=False)


def text_of(path: Path) -> str:
    """The text of a file, or a sentence why there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise Misread(f"{path} is not written in UTF-8. Maybe it is not a text.") from fault
