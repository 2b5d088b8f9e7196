"""Where the city lies in time; every moment shown to people is shown in its zone."""

from zoneinfo import ZoneInfo


def zone() -> ZoneInfo:
    """The city's zone."""
    return ZoneInfo("Europe/Berlin")
