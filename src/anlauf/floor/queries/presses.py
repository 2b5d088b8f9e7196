"""What has happened at a desk before, so that nothing is said to have happened before it."""

from datetime import datetime

from django.db.models import Max

from anlauf.floor.models import DeskSession, Press, Visit


def latest_moment(session: DeskSession, visit: Visit | None) -> datetime:
    """The last thing known of this desk and of the visit a press is about."""
    pressed: datetime | None = Press.objects.filter(desk=session.desk_id).aggregate(
        last=Max("happened_at")
    )["last"]
    moments = [session.started_at, session.paused_at, pressed]
    if visit is not None:
        begun: datetime | None = visit.periods.aggregate(last=Max("started_at"))["last"]
        moments += [visit.since, visit.called_at, begun]
    return max(moment for moment in moments if moment is not None)
