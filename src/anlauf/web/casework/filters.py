"""What a list shows: read from its address and written back into links."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict

from anlauf.cases.queries import Row, Standing, Wanted
from anlauf.cases.states import OVER, CaseState

MINE, NOBODYS = "mine", "nobody"
STEPS = tuple(state for state in CaseState.values if state not in OVER)


@dataclass(frozen=True)
class Filters:
    """Which part of the list somebody wants to see."""

    standing: Standing = Standing.OURS
    whose: str = ""
    kind: str = ""
    step: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """The filters in an address; what is unknown filters nothing."""
        standing, whose, step = (query.get(name, "") for name in ("standing", "whose", "step"))
        return cls(
            Standing(standing) if standing in set(Standing) else Standing.OURS,
            whose if whose in {MINE, NOBODYS} else "",
            query.get("kind", "")[:80],
            step if step in STEPS else "",
        )

    def wanted(self, office: int, person: int) -> Wanted:
        """The same as a question to the list."""
        return Wanted(
            [office],
            worker=person if self.whose == MINE else None,
            unassigned=self.whose == NOBODYS,
            kind=self.kind,
            state=self.step,
        )

    def address(self, **other: str) -> str:
        """The end of an address with these filters, or with some of them changed."""
        standing = str(other.pop("standing", self.standing))
        plain = replace(self, standing=Standing(standing))
        said = vars(plain) | other
        given = {name: str(value) for name, value in said.items() if value}
        if given.get("standing") == Standing.OURS:
            del given["standing"]
        return f"?{urlencode(given)}" if given else "?"


def mark(row: Row) -> str:
    """Where a page ends, for the address of the next."""
    key = row.due_on or row.step_since
    return f"{key.isoformat()}~{row.number}"


def day_mark(said: str) -> tuple[date, int] | None:
    """Where the page before ended in a list by date; None begins at the top."""
    key, _tilde, number = said.partition("~")
    try:
        return date.fromisoformat(key), int(number)
    except ValueError:
        return None


def moment_mark(said: str) -> tuple[datetime, int] | None:
    """The same in a list by moment."""
    key, _tilde, number = said.partition("~")
    try:
        at = datetime.fromisoformat(key)
        return (at, int(number)) if at.tzinfo else None
    except ValueError:
        return None
