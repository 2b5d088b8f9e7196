"""How a board looks and sounds: read from the words behind its address, so a device needs no more.

`?offices=place` or `?offices=altona,nord` adds offices, `?size=big` or `small` says how much is on
it, `?shape=portrait` stands it upright, `?turn=left` or `right` turns it for a screen that hangs
so, `?speak=de,en` lets it speak. What it does not know it passes over: a board shows something.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from anlauf.people.queries import Office, workplaces_beside, workplaces_named

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PLACE = "place"
MOST_OFFICES = 8
LINES = {"big": 2, "usual": 5, "small": 11}


@dataclass(frozen=True)
class Layout:
    """What somebody wants on this screen."""

    offices: str = ""
    size: str = "usual"
    shape: str = ""
    turn: str = ""
    speak: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """How many calls stand beside the newest."""
        return LINES[self.size]

    @property
    def query(self) -> str:
        """The same again behind an address."""
        words = {
            "offices": self.offices,
            "size": "" if self.size == "usual" else self.size,
            "shape": self.shape,
            "turn": self.turn,
            "speak": ",".join(self.speak),
        }
        said = urlencode({name: word for name, word in words.items() if word}, safe=",")
        return f"?{said}" if said else ""

    def shown(self, office: Office) -> list[Office]:
        """The office of the address first, then the others."""
        if self.offices == PLACE:
            return [office, *workplaces_beside(office)][:MOST_OFFICES]
        named = [key for key in self.offices.split(",") if key and key != office.key]
        return [office, *workplaces_named(named)][:MOST_OFFICES]


def read(words: QueryDict) -> Layout:
    """The layout that the words behind an address ask for."""
    size, shape, turn = words.get("size", ""), words.get("shape", ""), words.get("turn", "")
    spoken = words.get("speak", "").split(",")
    return Layout(
        offices=words.get("offices", "").replace("\0", "")[:200],
        size=size if size in LINES else "usual",
        shape=shape if shape == "portrait" else "",
        turn=turn if turn in {"left", "right"} else "",
        speak=tuple(language for language in spoken if language in LANGUAGES),
    )
