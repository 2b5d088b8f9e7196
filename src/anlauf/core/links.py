"""Addresses as others are told them: of our pages, of a front end, of the city at portals."""

from django.conf import settings


def link(path: str) -> str:
    """The whole address of a page, by the path it has on this host."""
    return f"{settings.PUBLIC_URL}{path}"


def front_end() -> str:
    """The page of the front end that people use instead of our own pages; empty without one."""
    return str(settings.FRONT_END)


def contributor() -> str:
    """The city's own address in the list of contributors of DCAT-AP.de; empty without one."""
    return str(settings.CONTRIBUTOR)
