"""Tests speak the words of the code; here they learn a language it is translated into."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo

from scripts import messages


def learn(language: str, settings: Any, folder: Path) -> None:
    """Let pages be read in the language for one test."""
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, messages.finished(language))
    settings.LOCALE_PATHS = [folder]
