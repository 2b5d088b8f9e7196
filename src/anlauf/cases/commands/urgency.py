"""The dates that make a matter urgent are stated, checked and changed."""

from datetime import datetime

from django.db import transaction

from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.cases.states import OVER
from anlauf.cases.values import DatesSaid
from anlauf.core.actors import Actor


@transaction.atomic
def state_dates(case: Case, said: DatesSaid, *, by: Actor, at: datetime) -> Case:
    """Write down when the permit ends, when the job starts and whether there is hardship."""
    held = moving.held(case.pk)
    if held.state in OVER:
        raise moving.NotNow
    before = DatesSaid(held.permit_ends_on, held.job_starts_on, held.hardship)
    if before == said:
        return held

    held.permit_ends_on, held.job_starts_on = said.permit_ends, said.job_starts
    held.hardship = said.hardship
    held.save(update_fields=["permit_ends_on", "job_starts_on", "hardship"])
    facts: dict[str, object] = {"hardship": said.hardship}
    moving.note_down(held, "cases.dates_stated", by=by, at=at, facts=facts)
    return held
