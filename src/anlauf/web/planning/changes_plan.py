"""A planned change on its way through the pages: sealed, so that what was shown is what is done."""

from dataclasses import asdict

from django.core import signing
from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Refused
from anlauf.people.queries import Office
from anlauf.staffing.plans import Plan
from anlauf.staffing.states import ChangeKind

_SALT = "planned change"


class PlanLost(Refused):
    """The page was tampered with, or belongs to another office."""

    code = "plan_lost"
    status = 400
    sentence = _("We could not read this change. Please begin again from the opening hours.")


def sealed(plan: Plan) -> str:
    """The plan as a word that only we can have written."""
    return signing.dumps(asdict(plan), salt=_SALT, compress=True)


def opened(word: str, office: Office) -> Plan:
    """The plan in the word; raises PlanLost."""
    try:
        known = signing.loads(word, salt=_SALT)
    except signing.BadSignature:
        raise PlanLost from None
    plan = Plan(**known | {"kind": ChangeKind(known["kind"])})
    if plan.office != office.pk:
        raise PlanLost
    return plan
