"""Addresses as letters carry them: of our own pages, or of a front end that stands for them."""

from django.conf import settings


def link(path: str) -> str:
    """The whole address of a page, by the path it has on this host."""
    return f"{settings.PUBLIC_URL}{path}"


def front_end() -> str:
    """The page of the front end that people use instead of our own pages; empty without one."""
    return str(settings.FRONT_END)
