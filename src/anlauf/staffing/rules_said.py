"""The rules of a roster in plain words: what the referee found, as people say it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.engine.roster import Violation

RULES = {
    "allowed": gettext_lazy("the skills or the place do not fit"),
    "offered": gettext_lazy("the office is closed then"),
    "order": gettext_lazy("less than eleven hours of rest between two duties (§ 5 ArbZG)"),
    "minutes": gettext_lazy("more or fewer hours than the contract allows"),
    "runs": gettext_lazy("too many working days in a row"),
    "rests": gettext_lazy("too few days off in a row"),
    "weekends": gettext_lazy("more Saturdays than agreed"),
    "off": gettext_lazy("a day off, leave, training or a holiday"),
    "beside": gettext_lazy("is still learning, and nobody who can do it is there with them"),
    "fixed": gettext_lazy("a duty that was settled already"),
    "contract": gettext_lazy("no contract or no skill at that time"),
    "law": gettext_lazy("the shift itself is against the working-time act"),
    "twice": gettext_lazy("a second duty on one day"),
    "days": gettext_lazy("a day outside of the plan"),
}


def said(violation: Violation, name: str = "") -> str:
    """One rule broken, with whose it is."""
    rule = str(RULES[violation.rule])
    return _("%(name)s: %(rule)s") % {"name": name, "rule": rule} if name else rule
