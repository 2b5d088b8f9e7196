"""What the caller said, as it stands in the address: nothing of it tells who they are."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

MOST = 99


@dataclass(frozen=True)
class Asked:
    """How many, where they live, which office, which day; and what makes it urgent."""

    count: str = ""
    district: str = ""
    office: str = ""
    day: str = ""
    urgency: str = ""
    urgent_on: str = ""

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "Asked":
        """What the parameters of an address say; others are left aside."""
        return cls(**{field.name: address.get(field.name, "").strip() for field in fields(cls)})

    @property
    def number(self) -> int:
        """For how many; what is no number counts as one."""
        wanted = int(self.count) if self.count.isdecimal() and len(self.count) < len("1000") else 1
        return min(max(wanted, 1), MOST)

    @property
    def when(self) -> date | None:
        """The day looked at."""
        return _date(self.day)

    @property
    def stated(self) -> date | None:
        """The date that makes it urgent."""
        return _date(self.urgent_on)

    def at(self, office: str) -> "Asked":
        """The same at one office."""
        return replace(self, office=office)

    def on(self, day: date | None) -> "Asked":
        """The same on one day."""
        return replace(self, day=day.isoformat() if day else "")

    def query(self) -> str:
        """The parameters of an address that says the same."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in said.items() if value})


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
