"""When something is about to go wrong: rules that raise an alert, and clear it again later."""

from anlauf.engine.alerts.content import Fall, Week, fall
from anlauf.engine.alerts.gaps import nobody_came, offers_unseen
from anlauf.engine.alerts.promise import Course, course
from anlauf.engine.alerts.verdict import Band, Verdict

__all__ = [
    "Band",
    "Course",
    "Fall",
    "Verdict",
    "Week",
    "course",
    "fall",
    "nobody_came",
    "offers_unseen",
]
