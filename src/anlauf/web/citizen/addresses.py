"""Addresses that carry a journey along."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from anlauf.web.citizen.journey import Journey


def of(page: str, key: str, journey: Journey) -> str:
    """The page's address with everything that was said so far."""
    return told(reverse(f"citizen:{page}", args=[key]), journey)


def told(path: str, journey: Journey) -> str:
    """The path with everything that was said so far."""
    words = _words(journey)
    return f"{path}?{words}" if words else path


def said(path: str, params: dict[str, str]) -> str:
    """The path with these parameters, if there are any."""
    return f"{path}?{urlencode(params)}" if params else path


def also(address: str, params: dict[str, str]) -> str:
    """An address that has parameters already, with these as well."""
    return f"{address}&{urlencode(params)}" if "?" in address else said(address, params)


def plain(page: str) -> str:
    """A page that carries no journey."""
    return reverse(f"citizen:{page}")


@lru_cache(maxsize=2048)
def _words(journey: Journey) -> str:
    """Written once: every page of times leads to sixty journeys, most of them known by then."""
    return urlencode(journey.params())
