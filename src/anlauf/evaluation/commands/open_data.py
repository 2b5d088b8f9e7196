"""Publishing figures as files for everybody: a month that is over is written once and stays."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO

import pyarrow as pa
from django.db import transaction
from pyarrow import parquet

from anlauf.core.links import contributor, link
from anlauf.directory import queries as directory
from anlauf.evaluation import counted, queries
from anlauf.evaluation.catalogue import FORMATS, Feed, Publisher, Series, catalogue
from anlauf.evaluation.commands.answers import last_month
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.feed import LIVE
from anlauf.evaluation.models import OpenFile
from anlauf.evaluation.queries import Line, Period, Question

HEAD = ("scope", "key", "first", "last", "value", "low", "high", "number")
MOST = 36  # months published at first

Row = tuple[object, ...]


@transaction.atomic
def publish_open(*, at: datetime) -> int:
    """Write the files of every month that is over and has none yet; tell how many months."""
    known = queries.known_days()
    if known is None:
        return 0
    last = last_month(at.astimezone(directory.zone()).date()).last
    over = [
        one
        for one in queries.months(Period(known.first, max(known.first, last)))
        if one.last <= last
    ]
    done = set(OpenFile.objects.filter(path__startswith="visits/").values_list("path", flat=True))
    due = [one for one in over[-MOST:] if f"visits/{_month(one)}.csv" not in done]
    for period in due:
        _write_month(period, at=at)
    if due:
        _write_catalogue(at=at)
    return len(due)


def _write_month(period: Period, *, at: datetime) -> None:
    meanings = counted.everything(period.last)
    lines = queries.answer(Question(tuple(meanings), (), period, period.last))
    for meaning in meanings.values():
        rows = [_row(line, meaning.key) for line in lines]
        path = f"{meaning.key}/{_month(period)}"
        _keep(f"{path}.csv", FORMATS["csv"][1], _csv(rows), at=at)
        _keep(f"{path}.json", FORMATS["json"][1], _json(rows, meaning), at=at)
        _keep(f"{path}.parquet", FORMATS["parquet"][1], _parquet(rows), at=at)


def _write_catalogue(*, at: datetime) -> None:
    meanings = counted.everything(at.date())
    months: dict[str, list[str]] = {key: [] for key in meanings}
    for path in (
        OpenFile.objects.filter(path__endswith=".csv")
        .order_by("path")
        .values_list("path", flat=True)
    ):
        key, _slash, name = path.partition("/")
        if key in months and name:
            months[key].append(name.removesuffix(".csv"))
    publisher = Publisher(directory.city().name, link("/open-data/"), contributor())
    series = [Series(one, months[key], at.date()) for key, one in meanings.items()]
    graph = catalogue(publisher, [*series, Feed(LIVE, (), at.date())])
    for name, form, media in (
        ("catalogue.ttl", "turtle", "text/turtle"),
        ("catalogue.rdf", "pretty-xml", "application/rdf+xml"),
        ("catalogue.jsonld", "json-ld", "application/ld+json"),
    ):
        _keep(name, media, graph.serialize(format=form, encoding="utf-8"), at=at)
    _keep("dictionary.json", "application/json", _dictionary(meanings), at=at)


def _keep(path: str, media: str, content: bytes, *, at: datetime) -> None:
    OpenFile.objects.update_or_create(
        path=path,
        defaults={
            "media_type": media,
            "content": content,
            "digest": hashlib.sha256(content).hexdigest(),
            "made_at": at,
        },
    )


def _month(period: Period) -> str:
    return f"{period.first:%Y-%m}"


def _row(line: Line, key: str) -> Row:
    return (line.scope, line.key, line.first, line.last, *(line.figures[key] or (None,) * 4))


def _csv(rows: Sequence[Row]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


def _json(rows: Sequence[Row], meaning: Definition) -> bytes:
    told = {
        "figure": meaning.key,
        "version": meaning.version,
        "unit": meaning.unit,
        "licence": "dl-de/by-2-0",
        "rows": [dict(zip(HEAD, row, strict=True)) for row in rows],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _parquet(rows: Sequence[Row]) -> bytes:
    columns = list(zip(*rows, strict=True))
    kinds = [*([pa.string()] * 4), *([pa.float64()] * 3), pa.int64()]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    out = BytesIO()
    parquet.write_table(pa.table(arrays, names=list(HEAD)), out)
    return out.getvalue()


def _dictionary(meanings: Mapping[str, Definition]) -> bytes:
    told = {
        "columns": dict(_columns()),
        "figures": {
            key: {
                "version": one.version,
                "unit": one.unit,
                "name": one.name,
                "meaning": one.meaning,
                "source": one.source,
            }
            for key, one in meanings.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _columns() -> Iterator[tuple[str, str]]:
    yield "scope", "city, area or office"
    yield "key", "of the area or the office; empty for the city"
    yield "first", "the first day"
    yield "last", "the last day"
    yield "value", "the figure; empty where nothing is known or too few people stand behind it"
    yield "low", "the true value lies above in 39 cases of 40"
    yield "high", "the true value lies below in 39 cases of 40"
    yield "number", "how many people, bookings or moments were counted"
