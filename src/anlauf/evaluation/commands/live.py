"""Writing the live feed: the same look at the city that its screens take."""

import hashlib
from datetime import datetime

from anlauf.evaluation import feed, queries
from anlauf.evaluation.models import OpenFile


def write_live(*, at: datetime) -> OpenFile:
    """Replace what the feed says by this moment."""
    content = feed.written(queries.city_now(at=at), at=at)
    kept, _is_new = OpenFile.objects.update_or_create(
        path=feed.PATH,
        defaults={
            "media_type": "application/json",
            "content": content,
            "digest": hashlib.sha256(content).hexdigest(),
            "made_at": at,
        },
    )
    return kept
