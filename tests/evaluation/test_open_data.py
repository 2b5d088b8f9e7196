"""Open data: written once a month, readable in every format, a catalogue portals accept."""

import csv
import json
import os
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pyarrow import parquet
from pyshacl import validate
from rdflib import SKOS, Graph, URIRef

from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.commands.open_data import publish_open
from anlauf.evaluation.models import OpenFile, VisitFact
from tests import make

pytestmark = pytest.mark.django_db
AT = make.moment("05:00")
SHAPES = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "standards/dcat-ap-de/shacl"


EUROPE = "http://publications.europa.eu/resource/authority/"
GERMANY = "http://dcat-ap.de/def/"


@pytest.fixture
def published(settings):
    settings.CONTRIBUTOR = f"{GERMANY}contributors/a-city"
    office = make.office("altona")
    for one in range(8):
        VisitFact.objects.create(
            number=-1 - one,
            office_number=office.pk,
            date=make.DAY - timedelta(days=40),
            hour=9,
            appointed=True,
            wait=600,
            served=600,
            outcome="finished",
        )
    sum_up_all()
    assert publish_open(at=AT) == 1


def content(path):
    return bytes(OpenFile.objects.get(path=path).content)


def test_every_format_says_the_same(published):
    lines = list(csv.DictReader(StringIO(content("visits/2026-10.csv").decode())))
    rows = json.loads(content("visits/2026-10.json"))["rows"]
    table = parquet.read_table(BytesIO(content("visits/2026-10.parquet"))).to_pylist()
    assert rows == table
    assert [line["number"] for line in lines if line["key"] == "altona"] == ["8"]
    assert [row["number"] for row in rows if row["key"] == "altona"] == [8]


def test_a_month_is_published_once(published):
    before = dict(OpenFile.objects.values_list("path", "digest"))
    VisitFact.objects.update(wait=60)
    sum_up_all()
    assert publish_open(at=AT + timedelta(days=1)) == 0
    assert dict(OpenFile.objects.values_list("path", "digest")) == before


def test_every_column_and_figure_is_explained(published):
    told = json.loads(content("dictionary.json"))
    rows = json.loads(content("visits/2026-10.json"))["rows"]
    assert set(rows[0]) == set(told["columns"])
    assert "wait_median" in told["figures"]


def with_vocabularies(graph):
    """Add of which list each foreign address is; the lists themselves are not shipped."""
    for thing in set(graph.objects()):
        for base in (EUROPE, GERMANY):
            if thing.startswith(base):
                scheme = base + thing.removeprefix(base).split("/")[0]
                graph.add((thing, SKOS.inScheme, URIRef(scheme)))


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes of DCAT-AP.de are not here")
def test_the_catalogue_is_what_portals_expect(published):
    graph = Graph().parse(data=content("catalogue.ttl"), format="turtle")
    assert len(graph) == len(Graph().parse(data=content("catalogue.jsonld"), format="json-ld"))
    with_vocabularies(graph)
    for name in (
        "dcat-ap-spec-german-additions.ttl",
        "dcat-ap-konventionen.ttl",
        "dcat-ap-de-deprecated.ttl",
    ):
        shapes = Graph().parse(SHAPES / name)
        fits, _graph, words = validate(
            graph, shacl_graph=shapes, advanced=True, allow_warnings=True
        )
        assert fits, f"{name}: {words}"


def test_everybody_may_have_a_file_and_a_cache_may_keep_it(client, published):
    page = client.get("/open-data/")
    assert page.status_code == 200
    assert "visits/2026-10.csv" in page.content.decode()
    first = client.get("/open-data/visits/2026-10.csv")
    assert "max-age" in first["Cache-Control"]
    again = client.get("/open-data/visits/2026-10.csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get("/open-data/../nothing.csv").status_code == 404
