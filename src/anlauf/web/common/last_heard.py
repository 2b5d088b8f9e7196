"""How long ago something that calls us by itself was last heard of, in words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def last_heard(seen: datetime | None, at: datetime) -> str:
    """`3 hours ago`, as coarse as helps."""
    if seen is None:
        return _("never")
    gone = at - seen
    if gone < 2 * _MINUTE:
        return _("just now")
    if gone < _HOUR:
        n = gone // _MINUTE
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", n) % {"n": n}
    if gone < _DAY:
        n = gone // _HOUR
        return ngettext("%(n)s hour ago", "%(n)s hours ago", n) % {"n": n}
    n = gone // _DAY
    return ngettext("%(n)s day ago", "%(n)s days ago", n) % {"n": n}
