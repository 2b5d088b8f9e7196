"""Addresses of our own pages, as letters carry them."""

from django.conf import settings


def link(path: str) -> str:
    """The whole address of a page, by the path it has on this host."""
    return f"{settings.PUBLIC_URL}{path}"
