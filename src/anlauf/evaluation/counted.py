"""What is counted beside the figures of the promise, for reports and for what parliament asks."""

from datetime import date, timedelta

from anlauf.evaluation.definitions import DEFINITIONS, Definition, Unit, holding

_FIRST = date(2026, 1, 1)
_MONTHS = date(2026, 11, 23)  # since when absences are counted by whole months
_OWN = "Anlauf"

COUNTED = (
    Definition(
        "visits",
        1,
        Unit.PEOPLE,
        {"en": "Visits", "de": "Besuche"},
        {
            "en": "How many people came, with an appointment or without. Days with fewer than five"
            " people in an office are not counted.",
            "de": "Wie viele Menschen kamen, mit Termin oder ohne. Tage mit weniger als fünf"
            " Menschen an einem Standort zählen nicht mit.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "walk_in",
        1,
        Unit.SHARE,
        {"en": "Came without an appointment", "de": "Ohne Termin gekommen"},
        {
            "en": "Of all people who were called, the share who had no appointment.",
            "de": "Von allen Aufgerufenen der Anteil derer, die keinen Termin hatten.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "open_hours",
        1,
        Unit.HOURS,
        {"en": "Opening hours", "de": "Öffnungsstunden"},
        {
            "en": "How many hours the office was open, by what was published for each day.",
            "de": "Wie viele Stunden der Standort geöffnet war, nach dem, was für jeden Tag"
            " veröffentlicht war.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "desk_hours",
        1,
        Unit.HOURS,
        {"en": "Hours at desks planned", "de": "Geplante Stunden am Schalter"},
        {
            "en": "How many hours of work at desks were planned for these days.",
            "de": "Wie viele Arbeitsstunden am Schalter für diese Tage geplant waren.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "closed_days",
        1,
        Unit.CLOSED,
        {"en": "Days closed", "de": "Schließtage"},
        {
            "en": "Days on which the office was not open although it was open on most days of the"
            " same weekday in the period. Public holidays are not counted.",
            "de": "Tage, an denen der Standort nicht öffnete, obwohl er an den meisten gleichen"
            " Wochentagen des Zeitraums geöffnet war. Feiertage zählen nicht mit.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "staff",
        1,
        Unit.POSTS,
        {"en": "Staff in full-time posts", "de": "Personal in Vollzeitstellen"},
        {
            "en": "Contracted weekly hours on the last day of the period, divided by 39 hours, to"
            " the nearest half. An office with fewer than five people is left out, also of sums.",
            "de": "Vereinbarte Wochenstunden am letzten Tag des Zeitraums, geteilt durch 39"
            " Stunden, auf halbe Stellen gerundet. Ein Standort mit weniger als fünf Beschäftigten"
            " bleibt außen vor, auch in Summen.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "posts",
        1,
        Unit.POSTS,
        {"en": "Established posts", "de": "Planstellen"},
        {
            "en": "Full-time posts of the city's budget on the last day of the period, as planners"
            " have entered them. Not known while they are missing for an office. An office with"
            " fewer than five people is left out, also of sums.",
            "de": "Vollzeitstellen des Stellenplans am letzten Tag des Zeitraums, wie sie von der"
            " Planung eingetragen wurden. Nicht bekannt, solange sie für einen Standort fehlen."
            " Ein Standort mit weniger als fünf Beschäftigten bleibt außen vor, auch in Summen.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "vacant",
        1,
        Unit.POSTS,
        {"en": "Vacant posts", "de": "Unbesetzte Stellen"},
        {
            "en": "Established posts less the staff in full-time posts, on the last day of the"
            " period, to the nearest half. Where an office has more staff than posts, none of its"
            " posts is vacant; of an area and the city the vacancies of the offices are added up.",
            "de": "Planstellen abzüglich des Personals in Vollzeitstellen, am letzten Tag des"
            " Zeitraums, auf halbe Stellen gerundet. Hat ein Standort mehr Personal als Stellen,"
            " ist dort keine unbesetzt; für Bereich und Stadt werden die unbesetzten Stellen der"
            " Standorte zusammengezählt.",
        },
        _OWN,
        _FIRST,
    ),
    Definition(
        "away",
        1,
        Unit.SHARE,
        {"en": "Staff absent", "de": "Personal abwesend"},
        {
            "en": "The share of contracted working days on which somebody was not there for other"
            " reasons than leave and training. Sickness is part of it; which reason it was, is"
            " written down nowhere. An office with fewer than five people is left out.",
            "de": "Der Anteil der vereinbarten Arbeitstage, an denen jemand aus anderen Gründen als"
            " Urlaub und Fortbildung fehlte. Krankheit gehört dazu; welcher Grund es war, wird"
            " nirgends festgehalten. Ein Standort mit weniger als fünf Beschäftigten bleibt außen"
            " vor.",
        },
        _OWN,
        _FIRST,
        _MONTHS - timedelta(days=1),
    ),
    Definition(
        "away",
        2,
        Unit.SHARE,
        {"en": "Staff absent", "de": "Personal abwesend"},
        {
            "en": "The share of contracted working days on which somebody was not there for other"
            " reasons than leave and training. Sickness is part of it; which reason it was, is"
            " written down nowhere. Counted by whole months. A month of an office with fewer than"
            " five people, or with one to four such days, is left out, also of sums.",
            "de": "Der Anteil der vereinbarten Arbeitstage, an denen jemand aus anderen Gründen als"
            " Urlaub und Fortbildung fehlte. Krankheit gehört dazu; welcher Grund es war, wird"
            " nirgends festgehalten. Gezählt nach ganzen Monaten. Ein Monat eines Standorts mit"
            " weniger als fünf Beschäftigten oder mit einem bis vier solchen Tagen bleibt außen"
            " vor, auch in Summen.",
        },
        _OWN,
        _MONTHS,
    ),
)


def everything(on: date) -> dict[str, Definition]:
    """What every figure that can be reported means on this day."""
    return holding((*DEFINITIONS, *COUNTED), on)
