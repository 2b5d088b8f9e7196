"""Reads the districts' outlines from GeoJSON and says who is to be named beside the map."""

import json
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import District, Ring, Wording
from anlauf.directory.imports.notes import Notes, Where, maybe

FILE = "districts.geojson"


def read(
    folder: Path, districts: tuple[District, ...], notes: Notes
) -> tuple[Mapping[str, tuple[Ring, ...]], Wording]:
    """Rings by district key, and the attribution; a city without the file has no map."""
    path = folder / FILE
    if not path.exists():
        return {}, {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        shapes = {
            feature["properties"]["district"]: _rings(feature["geometry"])
            for feature in content["features"]
        }
    except (ValueError, KeyError, TypeError, IndexError) as fault:
        notes.wrong(Where(FILE, 1), _("The outlines cannot be read: %(fault)s.") % {"fault": fault})
        return {}, {}

    keys = {district.name: district.key for district in districts}
    for name in shapes.keys() - keys.keys():
        notes.wrong(
            Where(FILE, 1),
            _("There is no district “%(name)s”.") % {"name": name},
            maybe(name, keys),
        )
    for name in keys.keys() - shapes.keys():
        notes.odd(Where(FILE, 1), _("The district “%(name)s” has no outline.") % {"name": name})
    if not content.get("attribution"):
        notes.wrong(Where(FILE, 1), _("The outlines name nobody as their source."))
    return (
        {keys[name]: rings for name, rings in shapes.items() if name in keys},
        _wording(content.get("attribution")),
    )


def _wording(attribution: object) -> Wording:
    """One text for all languages, or one for each."""
    if isinstance(attribution, Mapping):
        return {str(language): str(words) for language, words in attribution.items()}
    return {"en": str(attribution)} if attribution else {}


def _rings(geometry: Mapping[str, object]) -> tuple[Ring, ...]:
    """The outer rings; holes do not matter at the size of a city map."""
    shapes = geometry["coordinates"]
    if not isinstance(shapes, list):
        raise TypeError("coordinates are no list")
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    return tuple(
        tuple((float(longitude), float(latitude)) for longitude, latitude in polygon[0])
        for polygon in polygons
    )
