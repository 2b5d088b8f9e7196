"""The day of the bench: counters with three skills, appointments, walk-ins, breaks, no-shows."""

from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Exponential,
    Gamma,
    Line,
    LogNormal,
    OfficeDay,
    Service,
    WalkIns,
)


def city_day(counters: int = 12) -> OfficeDay:
    """Counters with three skills in six mixtures, appointments all day, walk-ins most at nine."""
    mixtures = ["a", "ab", "b", "c", "ac", "abc"]
    shape = [0.0] * 16 + [1.6, 1.5, 1.3, 1.1] + [0.9] * 12 + [0.0] * 16
    return OfficeDay(
        services=(
            Service("identity card", "a", LogNormal(9.0, 0.6), (0.8, 0.15, 0.05), further=0.6),
            Service("registration", "b", LogNormal(8.0, 0.5)),
            Service("vehicle", "c", Gamma(12.0, 0.7)),
        ),
        lines=(
            Line("appointment", level=0.0, ripens=-10.0, ripe_level=2.0),
            Line("walk-in", level=1.0, ripens=60.0, ripe_level=2.0, patience=Exponential(60.0)),
        ),
        clerks=tuple(_counter(number, mixtures[number % 6]) for number in range(counters)),
        desks=counters,
        walk_ins=tuple(
            WalkIns(service, "walk-in", tuple(many * share for share in shape))
            for service, many in (("identity card", 10), ("registration", 8), ("vehicle", 5))
        ),
        appointments=tuple(
            Appointment(service, 480.0 + 5 * place, "appointment", lead=place * 7 % 20)
            for place in range(96)
            for service in ("identity card", "registration", "vehicle")
        ),
    )


def _counter(number: int, skills: str) -> Clerk:
    pause = 720.0 + 15 * (number % 4)
    return Clerk(f"c{number}", frozenset(skills), 480.0, 990.0, ((pause, pause + 30),))
