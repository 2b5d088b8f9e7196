"""Figures read from what is below; nothing operational is kept here."""

from anlauf.evaluation.queries.answering import Line, Question, answer, fingerprint, months
from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.queries.office import OfficeReport, office_report
from anlauf.evaluation.queries.promise import Figures, Promise, loaded, promise
from anlauf.evaluation.queries.satisfaction import (
    Group,
    Said,
    SurveyReport,
    Week,
    satisfied,
    satisfied_in_area,
    survey_report,
    survey_weeks,
)
from anlauf.evaluation.queries.table import Period
from anlauf.evaluation.values import OfficeNow

__all__ = [
    "Figures",
    "Group",
    "Line",
    "OfficeNow",
    "OfficeReport",
    "Period",
    "Promise",
    "Question",
    "Said",
    "SurveyReport",
    "Week",
    "answer",
    "city_now",
    "fingerprint",
    "loaded",
    "months",
    "next_starts_by_area",
    "office_report",
    "promise",
    "satisfied",
    "satisfied_in_area",
    "survey_report",
    "survey_weeks",
]
