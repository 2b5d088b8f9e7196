"""The network as sums: all, offices, services, and the series below them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast.history import Numbers, Series


@dataclass(frozen=True, eq=False)
class Network:
    """Which series belong to which office and to which service."""

    series: tuple[Series, ...]

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The offices by name, in order."""
        return tuple(sorted({one.office for one in self.series}))

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The services by name, in order."""
        return tuple(sorted({one.service for one in self.series}))

    @cached_property
    def office_of(self) -> NDArray[np.intp]:
        """The place of each series' office."""
        return np.array([self.offices.index(one.office) for one in self.series])

    @cached_property
    def service_of(self) -> NDArray[np.intp]:
        """The place of each series' service."""
        return np.array([self.services.index(one.service) for one in self.series])

    def by_office(self, values: Numbers) -> Numbers:
        """Sums over services; series are on the last axis."""
        return _sums(values, self.office_of, len(self.offices))

    def by_service(self, values: Numbers) -> Numbers:
        """Sums over offices; series are on the last axis."""
        return _sums(values, self.service_of, len(self.services))

    def chosen(self, office: str | None, service: str | None) -> NDArray[np.bool_]:
        """The series of an office, of a service, of both, or all."""
        _known("office", office, self.offices)
        _known("service", service, self.services)
        found = np.array(
            [office in (None, one.office) and service in (None, one.service) for one in self.series]
        )
        if not found.any():
            raise ValueError(f"{office} does not offer {service}. Maybe another office was meant.")
        return found


def _sums(values: Numbers, places: NDArray[np.intp], count: int) -> Numbers:
    members = np.zeros((len(places), count))
    members[np.arange(len(places)), places] = 1.0
    sums: Numbers = values @ members
    return sums


def _known(what: str, name: str | None, names: tuple[str, ...]) -> None:
    if name is not None and name not in names:
        raise ValueError(f"There is no {what} {name!r}. Maybe one of: {', '.join(names[:8])}.")
