"""When a matter is over, what was handed in and how to reach people leaves; proof stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value

from anlauf.cases.commands.uploads import erase
from anlauf.cases.models import Case, Decision, Message, Note, Paper
from anlauf.cases.states import PaperState
from anlauf.core import journal, outbox
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import locked_in_order

_AT_ONCE = 100
_KEPT = ExpressionWrapper(
    F("kind__keep_days") * Value(timedelta(days=1), output_field=DurationField()),
    output_field=DurationField(),
)
_LEAVES = ExpressionWrapper(F("closed_at") + _KEPT, output_field=DateTimeField())


def forget_cases(*, at: datetime) -> int:
    """Erase what closed cases no longer need; tell how many cases that were."""
    erased = 0
    while some := _forget_some(at=at):
        erased += some
    return erased


@transaction.atomic
def forget_now(case: Case, *, by: Actor, at: datetime) -> Case:
    """Erase a closed case's content because the person asked for it."""
    (row,) = locked_in_order(Case.objects.filter(pk=case.pk))
    if row.erased_at is None:
        _erase([row], by=by, at=at)
    return row


@transaction.atomic
def _forget_some(*, at: datetime) -> int:
    over = Case.objects.filter(erased_at=None, closed_at__isnull=False)
    due = over.annotate(leaves=_LEAVES).filter(leaves__lte=at)
    numbers = list(due.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    rows = locked_in_order(Case.objects.filter(pk__in=numbers, erased_at=None))
    if rows:
        _erase(rows, by=SYSTEM, at=at)
    return len(rows)


def _erase(rows: list[Case], *, by: Actor, at: datetime) -> None:
    """Leave the number, the kind, the days and the outcome; nothing that says who it was."""
    numbers = [row.pk for row in rows]
    Message.objects.filter(case__in=numbers).delete()
    Note.objects.filter(case__in=numbers).delete()
    Decision.objects.filter(case__in=numbers).update(reasons=b"")
    erase(list(Paper.objects.filter(case__in=numbers).exclude(state=PaperState.ERASED)))
    Case.objects.filter(pk__in=numbers).update(
        name="", birth_date=None, email="", phone="", answers=b"", bundle=None, erased_at=at
    )
    outbox.forget(rows)
    journal.record_all("cases.erased", rows, by=by, at=at)
