"""What each figure means, version by version: the words, the source, and since when it holds.

A definition is never rewritten. A changed one is a new version with a first day, and the old one
gets its last: whoever opens an old report by its link reads the words it was made with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a figure is measured in."""

    DAYS = "days"
    MINUTES = "minutes"
    SHARE = "share"
    PEOPLE = "people"
    HOURS = "hours"
    CLOSED = "days closed"
    POSTS = "posts"


@dataclass(frozen=True)
class Definition:
    """One version of what a figure means."""

    key: str
    version: int
    unit: Unit
    name: Mapping[str, str]
    meaning: Mapping[str, str]
    source: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether it is the one to use on this day."""
        return self.since <= on and (self.until is None or on <= self.until)


_FIRST = date(2026, 1, 1)
_HAMBURG = "Bürgerschaft der Freien und Hansestadt Hamburg, Drs. 21/10017"
_OWN = "Anlauf"

DEFINITIONS = (
    Definition(
        "lead",
        1,
        Unit.DAYS,
        {"en": "Lead time", "de": "Vorlaufzeit"},
        {
            "en": "From the moment of booking to the beginning of the appointment, in days: the"
            " mean of all appointments booked in the period. An appointment that was moved counts"
            " once, as it was first booked.",
            "de": "Vom Augenblick der Buchung bis zum Beginn des Termins, in Tagen: das Mittel"
            " aller im Zeitraum gebuchten Termine. Ein verlegter Termin zählt einmal, so wie er"
            " zuerst gebucht wurde.",
        },
        _HAMBURG,
        _FIRST,
    ),
    Definition(
        "next_free",
        1,
        Unit.DAYS,
        {"en": "Time to the next free appointment", "de": "Wartezeit auf einen Termin"},
        {
            "en": "How many days begun until the next time on offer for the matter people of the"
            " area want most, looked up every ten minutes: the median of all those moments. For a"
            " whole area it is the nearest time at any of its offices.",
            "de": "Wie viele angefangene Tage bis zum nächsten freien Termin für das im Bereich"
            " meistgefragte Anliegen vergehen, alle zehn Minuten nachgesehen: der Median aller"
            " dieser Augenblicke. Für einen ganzen Bereich gilt der nächste Termin an irgendeinem"
            " seiner Standorte.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "kept_10",
        1,
        Unit.SHARE,
        {"en": "Promise kept: 10 days", "de": "Versprechen gehalten: 10 Tage"},
        {
            "en": "The share of those moments, one every ten minutes, at which an appointment"
            " within 10 days was on offer. A moment with nothing on offer counts as not kept.",
            "de": "Der Anteil dieser Augenblicke, alle zehn Minuten einer, in denen ein Termin"
            " innerhalb von 10 Tagen frei war. Ein Augenblick ohne freien Termin gilt als nicht"
            " gehalten.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "kept_14",
        1,
        Unit.SHARE,
        {"en": "Promise kept: 14 days", "de": "Versprechen gehalten: 14 Tage"},
        {
            "en": "The share of those moments, one every ten minutes, at which an appointment"
            " within 14 days was on offer. A moment with nothing on offer counts as not kept.",
            "de": "Der Anteil dieser Augenblicke, alle zehn Minuten einer, in denen ein Termin"
            " innerhalb von 14 Tagen frei war. Ein Augenblick ohne freien Termin gilt als nicht"
            " gehalten.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "wait_median",
        1,
        Unit.MINUTES,
        {"en": "Wait: half at most", "de": "Warten vor Ort: die Hälfte höchstens"},
        {
            "en": "From coming in, or from the appointed time if that is later, to the first call,"
            " in minutes begun: half of all people who were called waited no longer (median).",
            "de": "Vom Eintreffen, oder von der Terminzeit, wenn sie später liegt, bis zum ersten"
            " Aufruf, in angefangenen Minuten: Die Hälfte aller Aufgerufenen wartete nicht länger"
            " (Median).",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "wait_p90",
        1,
        Unit.MINUTES,
        {"en": "Wait: nine of ten at most", "de": "Warten vor Ort: neun von zehn höchstens"},
        {
            "en": "The same wait: nine of ten people who were called waited no longer.",
            "de": "Dieselbe Wartezeit: Neun von zehn Aufgerufenen warteten nicht länger.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "within_15",
        1,
        Unit.SHARE,
        {"en": "Waited 15 minutes at most", "de": "Höchstens 15 Minuten gewartet"},
        {
            "en": "The share of people who were called within 15 minutes.",
            "de": "Der Anteil der Menschen, die innerhalb von 15 Minuten aufgerufen wurden.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "within_30",
        1,
        Unit.SHARE,
        {"en": "Waited 30 minutes at most", "de": "Höchstens 30 Minuten gewartet"},
        {
            "en": "The share of people who were called within 30 minutes.",
            "de": "Der Anteil der Menschen, die innerhalb von 30 Minuten aufgerufen wurden.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "no_show",
        1,
        Unit.SHARE,
        {"en": "Appointments nobody came to", "de": "Nicht wahrgenommene Termine"},
        {
            "en": "Of all appointments that stood until their day and are over, the share to which"
            " nobody came. Whoever came but left before the call did come.",
            "de": "Von allen Terminen, die bis zu ihrem Tag bestanden und vorbei sind, der Anteil,"
            " zu dem niemand kam. Wer kam, aber vor dem Aufruf ging, ist gekommen.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "satisfied",
        1,
        Unit.SHARE,
        {"en": "Satisfied with the visit", "de": "Mit dem Besuch zufrieden"},
        {
            "en": "Of all who said after their visit how satisfied they were, the share of the"
            " satisfied and very satisfied. Counted by whole weeks that lie in the period; a week"
            " of an office with fewer than five answers is in no sum. The range says how sure the"
            " share is of those who answered; whether they are like all who came is shown beside"
            " it on the page of the survey.",
            "de": "Von allen, die nach ihrem Besuch sagten, wie zufrieden sie waren, der Anteil"
            " der Zufriedenen und sehr Zufriedenen. Gezählt nach ganzen Wochen, die im Zeitraum"
            " liegen; eine Woche einer Dienststelle mit weniger als fünf Antworten ist in keiner"
            " Summe. Die Spanne sagt, wie sicher der Anteil unter den Antwortenden ist; ob sie"
            " allen gleichen, die kamen, steht daneben auf der Seite der Befragung.",
        },
        _OWN,
        _FIRST,
    ),
)


def defined(on: date) -> dict[str, Definition]:
    """What each figure means on this day; before the first day the first words hold."""
    return holding(DEFINITIONS, on)


def holding(among: Iterable[Definition], on: date) -> dict[str, Definition]:
    """Of these the ones that hold on this day."""
    moment = max(on, _FIRST)
    return {one.key: one for one in among if one.holds(moment)}


def versions(key: str) -> list[Definition]:
    """All versions of one figure, the newest first."""
    return newest_first(DEFINITIONS, key)


def newest_first(among: Iterable[Definition], key: str) -> list[Definition]:
    """Of these all versions of one figure, the newest first."""
    return sorted((one for one in among if one.key == key), key=lambda one: -one.version)
