"""Finding a case at an office by what somebody knows of it: number, name or date of birth."""

from dataclasses import dataclass
from datetime import date

from anlauf.cases.models import Case
from anlauf.engine import codes

MOST = 20


@dataclass(frozen=True)
class Sought:
    """What is known of the case; all that is given has to fit."""

    code: str = ""
    name: str = ""
    birth_date: date | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing is known."""
        return not (self.code or self.name or self.birth_date)


def cases_like(office: int, sought: Sought) -> list[Case]:
    """The cases of the office that fit, the latest first; nothing fits nothing."""
    if sought.empty:
        return []
    rows = Case.objects.filter(office=office, erased_at=None)
    if sought.code:
        try:
            rows = rows.filter(code=codes.normalise(sought.code))
        except codes.NotACode:
            return []
    if sought.name:
        rows = rows.filter(name__icontains=sought.name.strip())
    if sought.birth_date is not None:
        rows = rows.filter(birth_date=sought.birth_date)
    return list(rows.select_related("kind__service").order_by("-received_at", "-pk")[:MOST])
