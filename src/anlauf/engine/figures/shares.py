"""The interval of a share of people each asked for themselves, such as answers to a survey."""

from math import sqrt
from statistics import NormalDist


def share_interval(some: int, everybody: int, sure: float = 0.95) -> tuple[float, float]:
    """Wilson's interval: it stays between nothing and all, also for few people and rare things."""
    if not 0 <= some <= everybody or everybody == 0:
        raise ValueError(f"{some} of {everybody} is no share.")
    z = NormalDist().inv_cdf((1 + sure) / 2)
    share, weight = some / everybody, z * z / everybody
    middle = (share + weight / 2) / (1 + weight)
    reach = z * sqrt(share * (1 - share) / everybody + weight / everybody / 4) / (1 + weight)
    return max(0.0, middle - reach), min(1.0, middle + reach)
