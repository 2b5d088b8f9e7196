"""How far simulated queues are from their exact answers, in standard errors.

M/M/c, M/M/c+M, M/D/1, M/G/1 and two classes with ten million people each, and a day that changes.
The largest distance of all counts; of so many, one of three standard errors is no surprise.
"""

from bench import known
from bench.row import Row

PEOPLE = 500_000
REPLICATIONS = 20


def measure() -> list[Row]:
    """Simulate whatever has an exact answer."""
    distances = {
        one.name: one.standard_errors(REPLICATIONS, seed=11) for one in known.all_known(PEOPLE)
    }
    worst = max(distances, key=lambda name: distances[name])
    rounded = {name: round(distance, 2) for name, distance in distances.items()}
    print(f"The farthest is {worst}.")
    return [
        Row("worst_standard_errors", distances[worst], "se", "lower", len(rounded), 3.0, rounded),
        Row(
            "worst_of_a_changing_day",
            known.changing_errors(40, 2000, seed=3),
            "se",
            "lower",
            8,
            4.0,
        ),
    ]
