"""Old pieces of studies leave: what they added up to stands in the scenarios."""

from datetime import datetime, timedelta

from anlauf.evaluation.models import StudyPiece

KEPT = timedelta(days=30)
"""So long a study that was stopped goes on where it was; after that it begins anew."""


def forget_pieces(*, at: datetime) -> int:
    """Delete pieces that were kept long ago; tell how many."""
    return StudyPiece.objects.filter(kept_at__lt=at - KEPT).delete()[0]
