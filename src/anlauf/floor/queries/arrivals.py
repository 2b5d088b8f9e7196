"""Which rule of arrival an office goes by on a date, and today's digits at its entrance."""

from collections.abc import Collection
from datetime import date
from hmac import compare_digest

from django.db.models import Q

from anlauf.core.keys import blinded
from anlauf.directory.models import Office
from anlauf.floor import snapshots
from anlauf.floor.afar import AT_THE_DOOR_ONLY, ArrivalPolicy
from anlauf.floor.models import ArrivalRule

DOOR_DIGITS = 5


def arrival_policy(office: int, on: date) -> ArrivalPolicy:
    """How people may come to this office on this date."""
    return arrival_policies([office], on)[office]


def arrival_policies(offices: Collection[int], on: date) -> dict[int, ArrivalPolicy]:
    """The same for many offices in one statement."""
    rows = ArrivalRule.objects.filter(
        Q(office__in=offices) | Q(office=None),
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
    )
    holds = {
        row.office_id: snapshots.arrival_rule(row).policy
        for row in sorted(rows, key=lambda row: (row.valid_from or date.min, row.pk))
    }
    citys = holds.get(None, AT_THE_DOOR_ONLY)
    return {office: holds.get(office, citys) for office in offices}


def door_code(office: Office, on: date) -> str:
    """The digits that stand at the entrance of the office's place on this date.

    They are computed from the city's secret, so nothing has to be stored or sent to a board.
    """
    number = int(blinded("door", f"{office.place_id} {on.isoformat()}"), 16)
    return f"{number % 10**DOOR_DIGITS:0{DOOR_DIGITS}d}"


def shown_door_code(office: Office, on: date) -> str:
    """The same for a screen at the entrance; nothing where the office does not go by it."""
    return door_code(office, on) if arrival_policy(office.pk, on).door_code else ""


def opens_door(said: str, office: Office, on: date) -> bool:
    """Tell whether these are the digits of this office and date, however they are spaced."""
    digits = "".join(sign for sign in said if not sign.isspace() and sign != "-")
    return compare_digest(digits.encode(), door_code(office, on).encode())
