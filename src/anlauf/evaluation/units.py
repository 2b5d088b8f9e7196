"""What stands behind a figure, and how many digits it has: the same on page, paper and workbook."""

from django.utils.translation import gettext as _

from anlauf.evaluation.definitions import Unit


def digits(of: Unit) -> int:
    """How many digits stand behind the comma."""
    return 1 if of in {Unit.DAYS, Unit.POSTS} else 0


def unit(of: Unit) -> str:
    """What stands behind the number."""
    return {
        Unit.DAYS: _("days"),
        Unit.MINUTES: _("min"),
        Unit.PEOPLE: "",
        Unit.HOURS: _("hours"),
        Unit.CLOSED: _("days"),
        Unit.POSTS: _("posts"),
    }.get(of, "%")


def factor(of: Unit) -> int:
    """Shares are said in per cent."""
    return 100 if of == Unit.SHARE else 1
