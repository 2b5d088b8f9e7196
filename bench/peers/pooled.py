"""An office that every peer can express: all clerks do everything, rates do not change.

Appointments are a class of their own that is called first; walk-ins lose their patience.
"""

from anlauf.engine.simulate import Clerk, Exponential, Line, OfficeDay, Service, WalkIns

COUNTERS = 12
RATES = (0.6, 0.55)  # a minute, by class
MINUTES = 10.0
PATIENCE = 60.0
FIRST, SECOND = "appointment", "walk-in"


def office(minutes: float) -> OfficeDay:
    """The office for so many minutes on end."""
    skill = frozenset({"any"})
    return OfficeDay(
        services=(Service("any", "any", Exponential(MINUTES)),),
        lines=(Line(FIRST, level=1.0), Line(SECOND, patience=Exponential(PATIENCE))),
        clerks=tuple(Clerk(f"c{n}", skill, 0.0, minutes) for n in range(COUNTERS)),
        desks=COUNTERS,
        walk_ins=tuple(
            WalkIns("any", line, (rate * minutes,))
            for line, rate in zip((FIRST, SECOND), RATES, strict=True)
        ),
        slot=minutes,
    )
