"""Writes a described city into the directory: in one transaction, and nothing the second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory.imports import load_frame, load_offices, load_services
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.imports.upsert import Changes
from anlauf.directory.models import City


class OtherCity(Refused):
    """The rows belong to another city."""

    code = "other_city"
    sentence = _("This installation already runs “%(present)s”, not “%(described)s”.")


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows by table, ids hidden, and ids met that the files do not mention."""

    created: Mapping[str, int]
    updated: Mapping[str, int]
    hidden: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.created or self.updated or self.hidden)


@transaction.atomic
def load(described: DescribedCity, *, by: Actor, at: datetime) -> Loaded:
    """Make the directory say what the files say; what they no longer mention is hidden or left."""
    if City.objects.exists():
        present = locked(City.objects.all())
        if present.key != described.city.key:
            raise OtherCity(present=present.key, described=described.city.key)

    changes = Changes()
    load_frame.load(described, changes)
    load_services.load(described.services, changes)
    load_offices.load(described, changes)

    loaded = Loaded(
        dict(changes.created), dict(changes.updated), tuple(changes.hidden), tuple(changes.left)
    )
    if loaded.changed:
        facts: dict[str, object] = {
            "created": loaded.created,
            "updated": loaded.updated,
            "hidden": list(loaded.hidden),
        }
        journal.record("directory.loaded", City.objects.get(), by=by, at=at, facts=facts)
    return loaded
