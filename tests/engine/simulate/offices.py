"""Small offices in which anything may happen."""

import random
from math import inf

from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Habits,
    Law,
    Line,
    LogNormal,
    Normal,
    NoShow,
    OfficeDay,
    Routing,
    Service,
    WalkIns,
)

MINUTES: list[Law] = [
    LogNormal(12.0, 0.6),
    Gamma(9.0, 0.8),
    Gamma(8.0, 1.4),
    Exponential(10.0),
    Fixed(5.0),
    Empirical((2.0, 4.0, 5.0, 30.0)),
]
PUNCTUALITY: list[Law] = [Fixed(0.0), Normal(-4.0, 8.0)]


def random_day(seed: int) -> OfficeDay:
    """Anything that the model can say, in a small office."""
    dice = random.Random(seed)
    skills = ["a", "b", "c"][: dice.randint(1, 3)]
    return OfficeDay(
        services=tuple(
            Service(
                f"{skill}{number}",
                skill,
                dice.choice(MINUTES),
                persons=dice.choice([(1.0,), (0.6, 0.3, 0.1)]),
                further=dice.choice([0.5, 1.0]),
            )
            for skill in skills
            for number in range(dice.randint(1, 2))
        ),
        lines=_lines(dice),
        clerks=tuple(_clerk(dice, number, skills) for number in range(dice.randint(1, 9))),
        desks=dice.randint(1, 8),
        walk_ins=tuple(
            WalkIns(f"{skill}0", "walk-in", tuple(dice.uniform(0, 5) for _ in range(8)))
            for skill in skills
        ),
        appointments=tuple(
            Appointment(
                f"{dice.choice(skills)}0",
                5.0 * dice.randrange(48),
                "appointment",
                lead=dice.randrange(30),
                persons=dice.choice([0, 0, 3]),
                adds=dice.choice([0.0, 5.0]),
            )
            for _ in range(dice.randint(0, 40))
        ),
        habits=Habits(
            punctuality=dice.choice(PUNCTUALITY),
            no_show=dice.choice([NoShow(), NoShow((0,), (0.0,))]),
            tolerance=5.0,
            late_line=dice.choice([None, "walk-in"]),
        ),
        routing=dice.choice([Routing(), Routing(1, 1.5), Routing(2, 5.0)]),
        settling=dice.choice([0.0, 3.0]),
    )


def _lines(dice: random.Random) -> tuple[Line, Line]:
    patience = dice.choice([None, Exponential(30.0), Empirical((5.0, 10.0, 60.0))])
    return (
        Line("appointment", ripens=dice.choice([inf, -10.0]), ripe_level=2.0),
        Line(
            "walk-in",
            level=dice.choice([0.0, 1.0]),
            ageing=dice.choice([0.0, 0.05]),
            ripens=dice.choice([inf, 20.0]),
            ripe_level=2.0,
            patience=patience,
        ),
    )


def _clerk(dice: random.Random, number: int, skills: list[str]) -> Clerk:
    starts = dice.choice([0.0, 0.0, 30.0, 120.0])
    ends = dice.choice([120.0, 200.0, 240.0, 300.0]) + (starts if starts == 120 else 0)
    breaks = dice.choice(
        [
            (),
            ((starts + 40, starts + 70),),
            ((starts + 30, starts + 35), (starts + 60, starts + 75)),
        ]
    )
    return Clerk(
        f"c{number}",
        frozenset(dice.sample(skills, dice.randint(1, len(skills)))),
        starts,
        ends,
        breaks,
    )
