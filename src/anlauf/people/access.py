"""What somebody may do where: the pure answer from their memberships."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlauf.people.roles import RIGHTS, Right, Role


@dataclass(frozen=True)
class Grant:
    """A role at an office, or in the whole city when `office` is None."""

    role: Role
    office: int | None


@dataclass(frozen=True)
class Access:
    """Everything one person has been granted."""

    grants: tuple[Grant, ...]

    def may(self, right: Right, *, office: int | None = None) -> bool:
        """Tell whether the right holds at the office; without one, in the whole city."""
        return any(
            right in RIGHTS[grant.role] and grant.office in {None, office} for grant in self.grants
        )

    def anywhere(self, right: Right) -> bool:
        """Tell whether the right holds at some office at least."""
        return any(right in RIGHTS[grant.role] for grant in self.grants)

    def offices(self, right: Right) -> frozenset[int] | None:
        """The offices where the right holds; None means every office."""
        held = [grant.office for grant in self.grants if right in RIGHTS[grant.role]]
        if None in held:
            return None
        return frozenset(office for office in held if office is not None)


def of(grants: Iterable[tuple[str, int | None]]) -> Access:
    """Read memberships as stored: pairs of role and office."""
    return Access(tuple(Grant(Role(role), office) for role, office in grants))
