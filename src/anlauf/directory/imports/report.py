"""Says in a few lines what a folder holds and what a load did."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from anlauf.directory.imports.folder import Reading
from anlauf.directory.imports.load import Loaded


def of_reading(reading: Reading) -> Iterator[str]:
    """What is wrong, what is odd, and how much rests on assumptions."""
    for problem in reading.problems:
        yield str(problem)
    if reading.fatal:
        yield _("%(count)s mistakes. Nothing is loaded.") % {"count": len(reading.fatal)}
        return
    for tally in reading.tallies:
        yield _("%(kind)-14s %(stated)5d values, %(assumed)4d of them assumed") % {
            "kind": tally.kind,
            "stated": tally.stated,
            "assumed": tally.assumed,
        }


def of_load(loaded: Loaded) -> Iterator[str]:
    """What was written, hidden and left alone."""
    if not loaded.changed:
        yield _("Everything was already so. Nothing was written.")
    for label, count in loaded.created.items():
        yield _("created %(count)s × %(label)s") % {"count": count, "label": label}
    for label, count in loaded.updated.items():
        yield _("changed %(count)s × %(label)s") % {"count": count, "label": label}
    for label in loaded.hidden:
        yield _("hidden: %(label)s") % {"label": label}
    for label in loaded.left:
        yield _("no longer described, left alone: %(label)s") % {"label": label}
