"""How many posts the city's budget has for each office is written, and taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory.models import City
from anlauf.staffing.models import Posts


class NothingWritten(Refused):
    """No office was given a number."""

    code = "no_posts_written"
    sentence = _("Please enter the posts of at least one office.")


class PostsGone(Refused):
    """Somebody else was quicker."""

    code = "posts_not_there"
    sentence = _("These posts are not there any more. Please look at the page again.")


@transaction.atomic
def set_posts(
    wanted: Mapping[int, Decimal], since: date, *, by: Actor, at: datetime
) -> list[Posts]:
    """Let offices have so many full-time posts from a date on, until another number begins."""
    city = locked(City.objects.all())
    if not wanted:
        raise NothingWritten
    rows = [
        Posts.objects.update_or_create(
            office_id=office, valid_from=since, defaults={"posts": many}
        )[0]
        for office, many in sorted(wanted.items())
    ]
    told = {str(office): str(many) for office, many in sorted(wanted.items())}
    facts: dict[str, object] = {"since": since.isoformat(), "posts": told}
    journal.record("staffing.posts_set", city, by=by, at=at, facts=facts)
    return rows


@transaction.atomic
def drop_posts(since: date, *, by: Actor, at: datetime) -> int:
    """Take back what was to hold from a date on; what held before goes on."""
    city = locked(City.objects.all())
    dropped, _by_model = Posts.objects.filter(valid_from=since).delete()
    if not dropped:
        raise PostsGone
    facts: dict[str, object] = {"since": since.isoformat(), "offices": dropped}
    journal.record("staffing.posts_dropped", city, by=by, at=at, facts=facts)
    return dropped
