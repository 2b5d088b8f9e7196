"""What there is: branches, services, and which services go together."""

from collections.abc import Collection

from anlauf.api.qmatic import catalogue, matrix
from anlauf.api.qmatic.catalogue import Catalogue, Shape, branch_shape, services_shape
from anlauf.api.qmatic.doors import Call, answers
from anlauf.core.limits import SEARCHES


@answers(SEARCHES, "GET")
def services(call: Call) -> Shape:
    """Every service."""
    return {"serviceList": services_shape(catalogue.whole(call.who).services)}


@answers(SEARCHES, "GET")
def services_of_branch(call: Call, branch: str) -> Shape:
    """What one branch offers."""
    office = catalogue.branch_numbered(branch)
    return {"serviceList": services_shape(catalogue.whole(call.who).at(office.pk).services)}


@answers(SEARCHES, "GET")
def groups(call: Call, asked: str) -> list[Shape]:
    """What can be had in one visit with these services, branch by branch."""
    known = catalogue.whole(call.who)
    found = known.with_all(matrix.read(asked).services, at=call.at)
    return [
        {
            "branchPublicId": office.key,
            "branchName": branch_shape(office, known.services_of(office.pk))["name"],
            "serviceGroups": [{"services": services_shape(found[office.pk].services)}],
        }
        for office in known.branches
        if office.pk in found
    ]


@answers(SEARCHES, "GET")
def groups_of_branch(call: Call, branch: str, asked: str) -> list[Shape]:
    """What can be had in one visit with these services at one branch."""
    office = catalogue.branch_numbered(branch)
    found = catalogue.whole(call.who).with_all(matrix.read(asked).services, at=call.at)
    here = found.get(office.pk)
    return [{"services": services_shape(here.services)}] if here else []


@answers(SEARCHES, "GET")
def branches(call: Call) -> Shape:
    """Every branch."""
    return {"branchList": _branches(catalogue.whole(call.who))}


@answers(SEARCHES, "GET")
def branches_of_service(call: Call, service: str) -> Shape:
    """Where a service is offered."""
    known = catalogue.whole(call.who)
    number = known.service(service).pk
    found = {row.office_id for row in known.offerings if row.service_id == number}
    return {"branchList": _branches(known, found)}


@answers(SEARCHES, "GET")
def branch(call: Call, branch: str) -> Shape:
    """One branch."""
    office = catalogue.branch_numbered(branch)
    known = catalogue.whole(call.who)
    return {"branch": branch_shape(office, known.services_of(office.pk))}


def _branches(known: Catalogue, only: Collection[int] | None = None) -> list[Shape]:
    """The branches for the wire; all of them, or only those with these numbers."""
    return [
        branch_shape(office, known.services_of(office.pk))
        for office in known.branches
        if only is None or office.pk in only
    ]
