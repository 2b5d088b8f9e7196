"""Matters that take weeks: their clocks, and which of them comes first."""

from anlauf.engine.casework.clocks import Clock, Stop, due, running, worked
from anlauf.engine.casework.days import Days, months_later
from anlauf.engine.casework.order import Due, Facts, Leads, Reason, first_due

__all__ = [
    "Clock",
    "Days",
    "Due",
    "Facts",
    "Leads",
    "Reason",
    "Stop",
    "due",
    "first_due",
    "months_later",
    "running",
    "worked",
]
