"""Figures read from what is below; nothing operational is kept here."""

from anlauf.evaluation.models import Answer, Scenario
from anlauf.evaluation.queries.answering import Line, Question, answer, fingerprint, months
from anlauf.evaluation.queries.answers import is_still_so, kept_answer, newest, told
from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.queries.office import OfficeReport, office_report
from anlauf.evaluation.queries.open_files import open_file, open_files
from anlauf.evaluation.queries.promise import Figures, Promise, loaded, promise
from anlauf.evaluation.queries.satisfaction import (
    SATISFACTION,
    Group,
    Said,
    SurveyReport,
    Week,
    satisfied,
    satisfied_in_area,
    survey_report,
    survey_weeks,
)
from anlauf.evaluation.queries.scenarios import (
    scenario,
    scenarios,
    scenarios_named,
    waiting_scenarios,
)
from anlauf.evaluation.queries.table import Period, known_days
from anlauf.evaluation.queries.town import city_today, kinds_today
from anlauf.evaluation.states import AnswerKind
from anlauf.evaluation.values import OfficeNow

__all__ = [
    "SATISFACTION",
    "Answer",
    "AnswerKind",
    "Figures",
    "Group",
    "Line",
    "OfficeNow",
    "OfficeReport",
    "Period",
    "Promise",
    "Question",
    "Said",
    "Scenario",
    "SurveyReport",
    "Week",
    "answer",
    "city_now",
    "city_today",
    "fingerprint",
    "is_still_so",
    "kept_answer",
    "kinds_today",
    "known_days",
    "loaded",
    "months",
    "newest",
    "next_starts_by_area",
    "office_report",
    "open_file",
    "open_files",
    "promise",
    "satisfied",
    "satisfied_in_area",
    "scenario",
    "scenarios",
    "scenarios_named",
    "survey_report",
    "survey_weeks",
    "told",
    "waiting_scenarios",
]
