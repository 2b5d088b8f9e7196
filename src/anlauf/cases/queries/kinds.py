"""Which kinds of cases hold on a day."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anlauf.cases.models import Kind, PaperRule, Question, Step
from anlauf.cases.states import CaseState

_LOOKED_INTO = [CaseState.CHECKING, CaseState.READY_FOR_VISIT]


def kinds_on(day: date) -> QuerySet[Kind]:
    """The kinds that hold on this day, in the order of their services."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    goes_on = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Kind.objects.filter(begun, goes_on).select_related("service__area", "pick_up")
    return rows.order_by(
        "service__position", "key", F("valid_from").desc(nulls_last=True)
    ).distinct("service__position", "key")


def kind_on(key: str, day: date) -> Kind | None:
    """The kind of this key that holds on this day."""
    return kinds_on(day).filter(key=key).first()


def online_kinds(day: date) -> QuerySet[Kind]:
    """What can be applied for from home: it has a form, and somebody looks into it afterwards.

    The others begin at a desk or come from another office.
    """
    looked_into = Step.objects.filter(kind=OuterRef("pk"), state__in=_LOOKED_INTO)
    has_form = Question.objects.filter(kind=OuterRef("pk"))
    return kinds_on(day).filter(Exists(looked_into), Exists(has_form), service__public=True)


def rules_for(kind: Kind, group: str) -> list[PaperRule]:
    """What somebody of this group hands in, in order."""
    rules = kind.papers.order_by("position", "pk")
    return [rule for rule in rules if not rule.groups or group in rule.groups]
