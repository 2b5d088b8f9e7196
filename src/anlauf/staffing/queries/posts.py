"""How many posts the city's budget has for each office, on which dates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from anlauf.staffing.models import Posts


def posts_on(on: date) -> Mapping[int, Decimal]:
    """By office its posts on a date, where they were ever written."""
    rows = Posts.objects.filter(valid_from__lte=on).order_by("office", "-valid_from")
    return dict(rows.distinct("office").values_list("office", "posts"))


def posts_written() -> list[tuple[date, int, Decimal]]:
    """From which dates on posts were written, the latest first: of how many offices, how many."""
    rows = Posts.objects.values("valid_from").annotate(offices=Count("pk"), posts=Sum("posts"))
    told = rows.order_by("-valid_from").values_list("valid_from", "offices", "posts")
    return [(since, offices, posts) for since, offices, posts in told]
