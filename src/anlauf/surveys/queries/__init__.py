"""What people said, in sums; and what of their own words may be read."""

from anlauf.surveys.queries.asking import answered, wants_to_be_asked
from anlauf.surveys.queries.remarks import Remarks, remarks, remarks_by_week
from anlauf.surveys.queries.sums import Told, Weeks, by_office, by_property, by_week

__all__ = [
    "Remarks",
    "Told",
    "Weeks",
    "answered",
    "by_office",
    "by_property",
    "by_week",
    "remarks",
    "remarks_by_week",
    "wants_to_be_asked",
]
