"""What a city reported before Anlauf: read and looked at first, then loaded, and withdrawn again.

A sheet's values are kept with it for good, so that withdrawing and loading again change one column
only, and what an earlier sheet said shows again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.evaluation import queries
from anlauf.evaluation.models import PastSheet, ReportedFigure
from anlauf.evaluation.states import SHEET, SheetState
from anlauf.evaluation.values import Reported


class SheetIsOtherwise(Refused):
    """Somebody else loaded or withdrew it meanwhile."""

    code = "sheet_is_otherwise"
    sentence = _("Somebody else was quicker with this file. The page shows how it stands now.")


@dataclass(frozen=True)
class Origin:
    """The file somebody handed in: its name, where its figures come from, its digest."""

    name: str
    source: str
    digest: str


@transaction.atomic
def keep_sheet(values: Sequence[Reported], origin: Origin, *, by: Actor, at: datetime) -> PastSheet:
    """Keep what was read, so that somebody can look at what it would change; nothing shows it."""
    sheet = PastSheet.objects.create(
        name=origin.name, source=origin.source, digest=origin.digest, made_at=at
    )
    ReportedFigure.objects.bulk_create(
        ReportedFigure(
            sheet=sheet,
            office_id=one.office,
            month=one.month,
            figure=one.figure,
            value=one.value,
        )
        for one in values
    )
    facts: dict[str, object] = {"values": len(values), "digest": origin.digest}
    journal.record("evaluation.sheet_read", sheet, by=by, at=at, facts=facts)
    return sheet


@transaction.atomic
def load_sheet(number: int, *, by: Actor, at: datetime) -> PastSheet:
    """Show it from now on, before what earlier sheets said; also after it was withdrawn."""
    sheet = _locked(number, SheetState.LOADED)
    sheet.state, sheet.loaded_at = SheetState.LOADED, at
    sheet.save(update_fields=["state", "loaded_at"])
    journal.record("evaluation.sheet_loaded", sheet, by=by, at=at)
    return sheet


@transaction.atomic
def withdraw_sheet(number: int, *, by: Actor, at: datetime) -> PastSheet:
    """Show it no longer."""
    sheet = _locked(number, SheetState.WITHDRAWN)
    sheet.state = SheetState.WITHDRAWN
    sheet.save(update_fields=["state"])
    journal.record("evaluation.sheet_withdrawn", sheet, by=by, at=at)
    return sheet


@transaction.atomic
def discard_sheet(number: int, *, by: Actor, at: datetime) -> None:
    """Throw away what was read and never loaded."""
    sheet = locked(PastSheet.objects.filter(pk=queries.sheet(number).pk))
    if sheet.state != SheetState.DRAFT:
        raise SheetIsOtherwise
    journal.record("evaluation.sheet_discarded", sheet, by=by, at=at)
    sheet.delete()


def _locked(number: int, then: SheetState) -> PastSheet:
    sheet = locked(PastSheet.objects.filter(pk=queries.sheet(number).pk))
    if not SHEET.may(SheetState(sheet.state), then):
        raise SheetIsOtherwise
    return sheet
