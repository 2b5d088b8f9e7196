"""The model of whole days: effects of the calendar, levels that move, and a day's own luck."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.censoring import repaired
from anlauf.engine.forecast.doubt import Doubt, doubt
from anlauf.engine.forecast.effects import Design, bends, design
from anlauf.engine.forecast.history import History, Numbers
from anlauf.engine.forecast.known import Known, known
from anlauf.engine.forecast.network import Network
from anlauf.engine.forecast.regression import Fit, Prior, expected, fit
from anlauf.engine.forecast.track import Track, followed

CHILD = 0.4  # how far a part's effects may lie from its parent's, as a share of their own spread
BEND = 0.05  # how much a level may bend from knot to knot while effects are learnt
ROUNDS = 12  # of repairing lost demand
SETTLED = 1e-3
MOST_EXTRA = 0.02  # the variance of a day's luck; what seems more is a new level


@dataclass(frozen=True, eq=False)
class Days:
    """All that was learnt about whole days."""

    network: Network
    known: Known
    design: Design
    total: Fit
    series: Fit
    doubt: Doubt
    wanted: Numbers  # people by series and day, lost demand repaired
    track: Track


def learnt(history: History, calendar: Calendar) -> Days:
    """Learn from a history; where searches found nothing, until the repaired numbers settle."""
    network = Network(history.series)
    facts = known(history, calendar, network)
    columns = design(history.days, calendar, history=len(history.days))
    wanted = facts.totals
    for _ in range(ROUNDS if facts.lost.any() else 1):
        days = _once(network, facts, columns, wanted)
        wide = days.track.luck.wide(network.office_of, network.service_of)
        extra = np.broadcast_to(wide[:, None], wanted.shape)
        better = repaired(facts.totals, facts.lost, days.track.expected, extra)
        moved = np.abs(better - wanted).sum()
        wanted = better
        if moved <= SETTLED * wanted.sum():
            break
    return _once(network, facts, columns, wanted) if facts.lost.any() else days


def _once(network: Network, facts: Known, columns: Design, wanted: Numbers) -> Days:
    effects, parts = _effects(network, facts, columns, wanted)
    base = expected(columns.rows, parts.values, facts.exposure)
    extra = min(float(effects.extra[0]), MOST_EXTRA)
    doubts = doubt(columns.rows, effects.covariance[0], base.sum(0), extra)
    track = followed(network, wanted, base, extra, doubts.learnt_by_heart)
    return Days(network, facts, columns, effects, parts, doubts, wanted, track)


def _effects(network: Network, facts: Known, columns: Design, wanted: Numbers) -> tuple[Fit, Fit]:
    """Effects of the whole, of offices and of services, and from these of every series."""
    hats, price = bends(len(columns.rows))
    rows = np.hstack([columns.rows, hats])
    size = rows.shape[1]
    share = _usual(wanted, facts.exposure)
    weight = share[:, None] * facts.exposure

    def tier(people: Numbers, seen: Numbers, parent: Numbers | None) -> Fit:
        spread = columns.spread if parent is None else CHILD * columns.spread
        precision = np.zeros((size, size))
        precision[: len(spread), : len(spread)] = np.diag(1 / spread**2)
        precision[len(spread) :, len(spread) :] = price / BEND**2
        mean = np.zeros((len(people), size))
        if parent is not None:
            mean[:, : len(spread)] = parent
        return fit(rows, people, seen, Prior(mean, precision))

    count = len(columns.names)
    total = tier(wanted.sum(0)[None], weight.sum(0)[None], None)
    whole = total.values[:, :count]
    offices = tier(network.by_office(wanted.T).T, network.by_office(weight.T).T, whole)
    services = tier(network.by_service(wanted.T).T, network.by_service(weight.T).T, whole)
    of_office = offices.values[network.office_of]
    prior = of_office[:, :count] + services.values[network.service_of, :count] - whole
    prior[:, 0] = 0.0
    seen = facts.exposure * np.exp(of_office[:, count:] @ hats.T)
    precision = np.diag(1 / (CHILD * columns.spread) ** 2)
    precision[0, 0] = 1 / columns.spread[0] ** 2
    return total, fit(columns.rows, wanted, seen, Prior(prior, precision))


def _usual(wanted: Numbers, exposure: Numbers) -> Numbers:
    """People on a day that is counted in full."""
    usual: Numbers = (wanted.sum(1) + 0.1) / (exposure.sum(1) + 0.5)
    return usual
