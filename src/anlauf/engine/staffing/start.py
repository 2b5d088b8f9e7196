"""Where the search begins: rules of thumb, each with what is known against it."""

from math import ceil, exp

from anlauf.engine.exact import erlang_c
from anlauf.engine.staffing.day import Day, Target

Plan = tuple[int, ...]


def stationary(day: Day, target: Target) -> Plan:
    """As if each slot went on for ever: what calculators by Erlang's formula do.

    Wrong where demand changes within a service time: those who came before are still there.
    """
    return tuple(_least(rate * day.service, target) for rate in day.rates)


def modified_load(day: Day, target: Target) -> Plan:
    """By the number who would be served at once with clerks for all, at its highest in each slot.

    The modified offered load of Jennings, Mandelbaum, Massey and Whitt (Management Science 42,
    1996): right in its shape, and generous.
    """
    load, plan = 0.0, []
    for rate in day.rates:
        begins, settled = load, rate * day.service
        load = settled + (begins - settled) * exp(-day.slot / day.service)
        plan.append(_least(max(begins, load), target))
    return tuple(plan)


def _least(load: float, target: Target) -> int:
    """The fewest clerks with whom few enough wait, if it stayed like that."""
    clerks = max(1, ceil(load)) if load > 0 else 0
    while load > 0 and erlang_c(clerks, load) > target.delayed:
        clerks += 1
    return clerks
