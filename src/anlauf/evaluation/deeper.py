"""What is shown of hours, services, ways of coming and searches beside the promise."""

from datetime import date

from anlauf.evaluation.counted import COUNTED
from anlauf.evaluation.definitions import DEFINITIONS, Definition, Unit, holding, newest_first

_FIRST = date(2026, 1, 1)
_OWN = "Anlauf"

DEEPER = (
    Definition(
        "by_hour",
        1,
        Unit.PEOPLE,
        {"en": "People by hour", "de": "Menschen nach Stunden"},
        {
            "en": "How many people came in this hour on a day, on average. An hour of a day in"
            " which fewer than five people came to an office is left out, and if it could be found"
            " by subtracting, the next smallest hour of that day as well.",
            "de": "Wie viele Menschen in dieser Stunde eines Tages im Mittel kamen. Eine Stunde"
            " eines Tages, in der weniger als fünf Menschen an einen Standort kamen, bleibt außen"
            " vor, und wenn man sie durch Abziehen finden könnte, auch die nächstkleinere Stunde"
            " dieses Tages.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "served_median",
        1,
        Unit.MINUTES,
        {"en": "At the desk: half at most", "de": "Am Schalter: die Hälfte höchstens"},
        {
            "en": "How long somebody was served, the time in the back office included, in minutes"
            " begun: half of all people took no longer (median).",
            "de": "Wie lange jemand bedient wurde, die Zeit im Rückraum eingeschlossen, in"
            " angefangenen Minuten: Bei der Hälfte aller Menschen dauerte es nicht länger"
            " (Median).",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "served_p90",
        1,
        Unit.MINUTES,
        {"en": "At the desk: nine of ten at most", "de": "Am Schalter: neun von zehn höchstens"},
        {
            "en": "The same time: with nine of ten people it took no longer.",
            "de": "Dieselbe Zeit: Bei neun von zehn Menschen dauerte es nicht länger.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "booked_14",
        1,
        Unit.SHARE,
        {"en": "Booked for within 14 days", "de": "Für die nächsten 14 Tage gebucht"},
        {
            "en": "Of all appointments booked, the share whose day lay within 14 days. Whether an"
            " earlier one was on offer it does not say; people choose.",
            "de": "Von allen gebuchten Terminen der Anteil, deren Tag innerhalb von 14 Tagen lag."
            " Ob ein früherer frei war, sagt er nicht; die Menschen wählen.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "left",
        1,
        Unit.SHARE,
        {"en": "Left before the call", "de": "Vor dem Aufruf gegangen"},
        {
            "en": "Of all people who came, the share who left before they were called.",
            "de": "Von allen, die kamen, der Anteil derer, die vor dem Aufruf gingen.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "searches",
        1,
        Unit.PEOPLE,
        {"en": "Searches for a time", "de": "Suchen nach einem Termin"},
        {
            "en": "How often somebody opened the page of free times of a service. Searches are"
            " counted, not people: nothing says who looked, so whoever looks three times counts"
            " three times.",
            "de": "Wie oft jemand die Seite mit freien Terminen eines Anliegens öffnete. Gezählt"
            " werden Suchen, nicht Menschen: Nichts sagt, wer suchte; wer dreimal sucht, zählt"
            " dreimal.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "nothing",
        1,
        Unit.SHARE,
        {"en": "Searches that found nothing", "de": "Suchen ohne freien Termin"},
        {
            "en": "The share of these searches that found no free time at all, with the offices,"
            " days and filters that were asked for.",
            "de": "Der Anteil dieser Suchen, die keinen einzigen freien Termin fanden, mit den"
            " Standorten, Tagen und Filtern, nach denen gefragt wurde.",
        },
        _OWN,
        _FIRST,
    ),
)


EVERYTHING = (*DEFINITIONS, *COUNTED, *DEEPER)


def every_meaning(on: date) -> dict[str, Definition]:
    """What every figure of every page means on this day."""
    return holding(EVERYTHING, on)


def versions(key: str) -> list[Definition]:
    """All versions of one figure, the newest first."""
    return newest_first(EVERYTHING, key)
