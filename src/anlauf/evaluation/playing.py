"""Plays a scenario beside today's city and tells how far it is.

This is the heavy part: only the command `anlauf play_scenarios` loads it, in a process of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection

from anlauf.core import clock, studies
from anlauf.engine.study import Crew, Outcome, Stop, Study, TooSoon, run
from anlauf.engine.study import Scenario as Played
from anlauf.engine.whatif import changed, read, read_changes, written, written_changes
from anlauf.engine.whatif.hours import best_hours
from anlauf.engine.whatif.year import city_year
from anlauf.evaluation import commands, comparing, queries, replaying, touring
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.pieces import Rows
from anlauf.evaluation.replaying import THEN, TODAY, Plain, plain
from anlauf.evaluation.states import Asks

SEED = 1
EACH = 5  # years in a piece
BEAT = 2.0  # seconds between two signs of life
BEST_HOURS = "best_hours"  # a change that is looked for first


def study_of(row: Scenario) -> Study:
    """What a scenario asks, once its city is known."""
    city = read(row.city or {})
    then = changed(city, read_changes(row.changes))
    scenarios = (Played(TODAY, city), Played(THEN, then))
    pieces = max(1, row.replications // EACH)
    return Study(city_year, scenarios, SEED, pieces, EACH)


def crew() -> Crew:
    """The cluster of the settings, or as many processes of this machine."""
    return Crew(studies.workers(), studies.cluster())


def play_taken(row: Scenario) -> Scenario:
    """Play a scenario this process has taken, as far as it is not played yet."""
    if row.asks == Asks.DRAFTS:
        return _play_drafts(row)
    if row.asks == Asks.TOURS:
        return _propose_tours(row)
    if row.asks != Asks.CHANGES:
        return _play(row, replaying.study_of(row), replaying.told)
    if row.city is None:
        row.city = written(queries.city_today(at=clock.now()))
        if not commands.keep_city(row.pk, row.turn, row.city):
            return row
    news = _News()
    with _watched(row, news) as over:
        stop = Stop(when=over.is_set)
        if not _settled(row, stop):
            return row
        if not row.changes or stop.now:
            results: Plain = {"complete": not row.changes, "figures": {}}
            return commands.finish_scenario(row.pk, row.turn, results, at=clock.now())
    return _play(row, study_of(row), told)


def _play(row: Scenario, study: Study, tell: Callable[[Outcome], Plain]) -> Scenario:
    """Play the pieces of a study that are not kept yet, and write down what they say."""
    news = _News()
    news.hear(0, study.pieces * len(study.scenarios))
    with _watched(row, news) as over:
        stop, store = Stop(when=over.is_set), Rows(clock.now())
        try:
            outcome = run(study, stop=stop, store=store, crew=crew(), progress=news.hear)
        except TooSoon:
            return commands.finish_scenario(row.pk, row.turn, {}, at=clock.now())
    return commands.finish_scenario(row.pk, row.turn, tell(outcome), at=clock.now())


def _play_drafts(row: Scenario) -> Scenario:
    """Play drafts of a roster as they are now; one that was thrown away ends it."""
    rosters = (row.city or {})["rosters"]
    book, at = queries.drafts_book(rosters), clock.now()
    if not commands.keep_city(row.pk, row.turn, book):
        return row
    study = (
        comparing.study_of(rosters, row.replications, at=at)
        if all(book["marks"].values())
        else None
    )
    if study is None:
        return commands.finish_scenario(row.pk, row.turn, {}, at=at)
    return _play(row, study, comparing.told)


def _propose_tours(row: Scenario) -> Scenario:
    """Look where mobile teams should go; nothing is found where nobody or no place is."""
    with _watched(row, _News()):
        found = touring.proposed(row.city or {}, at=clock.now())
    return commands.finish_scenario(row.pk, row.turn, found or {}, at=clock.now())


def _settled(row: Scenario, stop: Stop) -> bool:
    """Put the hours found in the place of the wish for the best; tell whether that was wanted."""
    if all(one["change"] != BEST_HOURS for one in row.changes):
        return True
    city, found = read(row.city or {}), list[Plain]()
    for one in row.changes:
        if one["change"] != BEST_HOURS:
            found.append(one)
            continue
        wanted = one.get("place", "")
        for place in city.places:
            if wanted in ("", place.key):
                better = best_hours(city, place.key, seed=SEED, stop=stop)
                found += written_changes(better.changes)
    if stop.now:
        return True
    row.changes = found
    return commands.settle_changes(row.pk, row.turn, found)


def told(outcome: Outcome) -> Plain:
    """Every figure of the city and of its offices: today, then, and what changes."""
    today, then = (set(one.names) for one in outcome.found)
    figures: Plain = {}
    for name in sorted(today | then):
        figures[name] = {
            TODAY: plain(outcome.ci(TODAY, name)) if name in today else None,
            THEN: plain(outcome.ci(THEN, name)) if name in then else None,
            "change": plain(outcome.change(TODAY, THEN, name)) if name in today & then else None,
        }
    return {
        "complete": outcome.complete,
        "replications": outcome.replications,
        "figures": figures,
    }


class _News:
    """How far it is, as the study said last."""

    def __init__(self) -> None:
        self.done, self.pieces = 0, 0

    def hear(self, done: int, pieces: int) -> None:
        self.done, self.pieces = done, pieces


@contextmanager
def _watched(row: Scenario, news: _News) -> Iterator[Event]:
    """Give signs of life while it is played; the event says that it shall end."""
    over, done = Event(), Event()
    watch = Thread(target=_watch, args=(row, news, over, done), daemon=True)
    watch.start()
    try:
        yield over
    finally:
        done.set()
        watch.join()


def _watch(row: Scenario, news: _News, over: Event, done: Event) -> None:
    """Tell and ask every other second; this thread has a connection of its own."""
    try:
        while not done.wait(BEAT):
            goes_on = commands.still_played(
                row.pk, row.turn, news.done, news.pieces, at=clock.now()
            )
            if not goes_on:
                over.set()
    finally:
        connection.close()
