"""The catalogue of open data in the words of DCAT-AP.de, for portals that collect it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from anlauf.evaluation.definitions import Definition

DCATDE: Final = Namespace("http://dcat-ap.de/def/dcatde/")
LICENCE = URIRef("http://dcat-ap.de/def/licenses/dl-by-de/2.0")
THEME = URIRef("http://publications.europa.eu/resource/authority/data-theme/GOVE")
MONTHLY = URIRef("http://publications.europa.eu/resource/authority/frequency/MONTHLY")
_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
CONTINUOUS = URIRef("http://publications.europa.eu/resource/authority/frequency/CONT")
FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and under which address."""

    name: Mapping[str, str]
    address: str  # of the open data, with the slash at its end
    contributor: str = ""  # the city's own name in the list of DCAT-AP.de, if it has one


@dataclass(frozen=True)
class Series:
    """One figure and the months of which there are files."""

    meaning: Definition
    months: Sequence[str]
    changed: date

    @property
    def files(self) -> Iterator[tuple[str, str, str]]:
        """Each file: its name, its address below the catalogue's, its ending."""
        for month in self.months:
            for ending in FORMATS:
                name = f"{self.meaning.key} {month}"
                yield name, f"{self.meaning.key}/{month}.{ending}", ending

    @property
    def frequency(self) -> URIRef:
        """How often there is something new."""
        return MONTHLY


@dataclass(frozen=True)
class Feed(Series):
    """One file that is always of this moment, and of no month."""

    @property
    def files(self) -> Iterator[tuple[str, str, str]]:
        """The only one."""
        yield self.meaning.key, f"{self.meaning.key}.json", "json"

    @property
    def frequency(self) -> URIRef:
        """All the time."""
        return CONTINUOUS


def catalogue(publisher: Publisher, series: Sequence[Series]) -> Graph:
    """All of it as a graph."""
    graph = Graph()
    graph.bind("dcatde", DCATDE)
    whole, who = URIRef(publisher.address), URIRef(f"{publisher.address}#publisher")
    graph.add((whole, RDF.type, DCAT.Catalog))
    graph.add((who, RDF.type, FOAF.Organization))
    graph.add((who, RDF.type, FOAF.Agent))
    graph.add((whole, DCTERMS.publisher, who))
    graph.add((whole, FOAF.homepage, whole))
    _say(graph, who, FOAF.name, publisher.name)
    _say(graph, whole, DCTERMS.title, _TITLE)
    _say(graph, whole, DCTERMS.description, _ABOUT)
    for language in ("DEU", "ENG"):
        graph.add((whole, DCTERMS.language, URIRef(_LANGUAGES + language)))
    for one in series:
        graph.add((whole, DCAT.dataset, _dataset(graph, publisher, who, one)))
    return graph


_KEYWORD = {"de": "Bürgerservice", "en": "citizen services"}
_TITLE = {
    "de": "Offene Daten der Kundenzentren",
    "en": "Open data of the citizen service centres",
}
_ABOUT = {
    "de": "Kennzahlen aller Standorte, Monat für Monat, ohne Personenbezug.",
    "en": "Figures of all offices, month by month, without anything personal.",
}


def _dataset(graph: Graph, publisher: Publisher, who: URIRef, one: Series) -> URIRef:
    key, address = one.meaning.key, publisher.address
    here = URIRef(f"{address}#{key}")
    if publisher.contributor:
        graph.add((here, DCATDE.contributorID, URIRef(publisher.contributor)))
    graph.add((here, DCAT.landingPage, here))
    _say(graph, here, DCAT.keyword, _KEYWORD)
    graph.add((here, RDF.type, DCAT.Dataset))
    _say(graph, here, DCTERMS.title, one.meaning.name)
    _say(graph, here, DCTERMS.description, one.meaning.meaning)
    graph.add((here, DCTERMS.identifier, Literal(key)))
    graph.add((here, DCTERMS.publisher, who))
    graph.add((here, DCAT.theme, THEME))
    graph.add((here, DCTERMS.accrualPeriodicity, one.frequency))
    graph.add((here, DCTERMS.modified, Literal(one.changed, datatype=XSD.date)))
    for name, path, ending in one.files:
        graph.add((here, DCAT.distribution, _distribution(graph, address, name, path, ending)))
    return here


def _distribution(graph: Graph, address: str, name: str, path: str, ending: str) -> URIRef:
    file = URIRef(f"{address}{path}")
    here = URIRef(f"{address}#{name.replace(' ', '-')}-{ending}")
    kind, media = FORMATS[ending]
    graph.add((here, RDF.type, DCAT.Distribution))
    graph.add((here, DCTERMS.title, Literal(f"{name} {kind}")))
    graph.add((here, DCAT.accessURL, file))
    graph.add((here, DCAT.downloadURL, file))
    graph.add((here, DCTERMS.license, LICENCE))
    graph.add((here, DCTERMS["format"], URIRef(_TYPES + kind)))
    graph.add((here, DCAT.mediaType, URIRef(_MEDIA + media)))
    return here


def _say(graph: Graph, thing: URIRef, what: URIRef, wording: Mapping[str, str]) -> None:
    for language, words in wording.items():
        graph.add((thing, what, Literal(words, lang=language)))
