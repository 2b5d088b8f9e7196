"""Failed log-ins, counted for a few minutes: by login and origin together, and by each alone.

A guesser behind one address must not lock a colleague out, so a login alone bears more failures
than a login from one place.
"""

from datetime import datetime, timedelta

from anlauf.core import limits

WINDOW = timedelta(minutes=10)
MOST_FROM_ONE_PLACE = 5
MOST_FOR_A_LOGIN = 50
MOST_FROM_AN_ORIGIN = 100


def check(login: str, origin: str, *, at: datetime) -> None:
    """Refuse to hear another try when too many have failed."""
    most = {
        "place": MOST_FROM_ONE_PLACE,
        "login": MOST_FOR_A_LOGIN,
        "origin": MOST_FROM_AN_ORIGIN,
    }
    failed = limits.counted(_subjects(login, origin), WINDOW, at=at)
    if any(failed[name] >= most[name] for name in most):
        raise limits.TooManyTries(WINDOW)


def count(login: str, origin: str, *, at: datetime) -> None:
    """Count a failure; counts begin anew when their time is over."""
    for subject in _subjects(login, origin).values():
        limits.count(subject, WINDOW, at=at)


def forget(login: str, origin: str) -> None:
    """Somebody remembered their password: their own failures no longer count."""
    limits.forget(_subjects(login, origin)["place"])


def _subjects(login: str, origin: str) -> dict[str, str]:
    where = limits.network(origin) or origin
    return {
        "place": f"failed both:{login}:{where}",
        "login": f"failed login:{login}",
        "origin": f"failed origin:{where}",
    }
