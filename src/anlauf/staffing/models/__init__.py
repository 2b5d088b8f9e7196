"""The rows of staffing: people and their plans, and teams that drive to where people live."""

from anlauf.staffing.models.rosters import (
    Absence,
    Change,
    Contract,
    DayWish,
    Duty,
    Employee,
    EmployeeChange,
    Knowledge,
    LeaveRequest,
    Minimum,
    Roster,
    ShiftPattern,
    StaffPattern,
    Step,
    SwapOffer,
    ToTell,
)
from anlauf.staffing.models.tours import Stop, Team, Tour, TourPattern

__all__ = [
    "Absence",
    "Change",
    "Contract",
    "DayWish",
    "Duty",
    "Employee",
    "EmployeeChange",
    "Knowledge",
    "LeaveRequest",
    "Minimum",
    "Roster",
    "ShiftPattern",
    "StaffPattern",
    "Step",
    "Stop",
    "SwapOffer",
    "Team",
    "ToTell",
    "Tour",
    "TourPattern",
]
