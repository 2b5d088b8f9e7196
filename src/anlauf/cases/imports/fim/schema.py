"""Reads an XDatenfelder schema (versions 1 and 2) as a tree of groups and fields.

The file is a stranger's: no entities, no document types, nothing fetched, and not too large.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from anlauf.core.refusal import Invalid

MOST_OCTETS = 20_000_000
_NAMESPACE = re.compile(r"^\{(urn:xoev-de:fim:standard:xdatenfelder_[12])\}xdatenfelder\.")
_MANY = 10_000  # stands for `*`


class NotASchema(Invalid):
    """A file that is no schema we can read."""

    code = "not_a_schema"
    sentence = _(
        "This is not an XDatenfelder schema of version 1 or 2: %(why)s"
        " Please download it once more from the FIM portal, as XML."
    )


@dataclass(frozen=True)
class Many:
    """How often something may be given."""

    least: int
    most: int


@dataclass(frozen=True)
class Rule:
    """A rule in words; the standard leaves its script empty more often than not."""

    id: str
    text: str


@dataclass(frozen=True)
class Field:
    """One field: what is asked and which answers it takes."""

    id: str
    name: str
    label: str
    help: str
    many: Many
    art: str  # input, select, label
    type: str  # text, bool, date, num, num_int, num_currency, file, obj
    longest: int | None
    precise: str  # what the schema says about the answer beyond that
    codes: tuple[tuple[str, str], ...]
    code_list: str


@dataclass(frozen=True)
class Group:
    """Fields and groups that belong together."""

    id: str
    name: str
    label: str
    many: Many
    inside: "tuple[Group | Field, ...]"
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Schema:
    """A whole schema."""

    id: str
    version: str
    name: str
    inside: tuple[Group | Field, ...]
    rules: tuple[Rule, ...]


def read(content: bytes) -> Schema:
    """The schema of a file.

    Raises `NotASchema` for anything else.
    """
    if len(content) > MOST_OCTETS:
        raise NotASchema(why="it is larger than 20 MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotASchema(why=f"{fault}.") from fault
    if root.getroottree().docinfo.doctype:
        raise NotASchema(why="it brings a document type of its own.")
    named = _NAMESPACE.match(str(root.tag))
    if named is None:
        raise NotASchema(why=f"it begins with {str(root.tag)[:80]!r}.")
    schema = root.find(f"{{{named[1]}}}stammdatenschema")
    if schema is None:
        raise NotASchema(why="it holds no schema.")
    return _Reader(named[1]).schema(schema, root)


@dataclass(frozen=True)
class _Reader:
    """Reads elements of one version's namespace."""

    namespace: str

    def schema(self, at: Any, root: Any) -> Schema:
        """The whole schema; version 1 tells its version in the header."""
        header = root.find(self._tag("header"))
        version = self._id_part(at, "version") or self._text(header, "version")
        return Schema(
            id=self._id(at),
            version=version,
            name=self._text(at, "bezeichnungEingabe") or self._text(at, "name"),
            inside=self._inside(at),
            rules=self._rules(at),
        )

    def _inside(self, at: Any) -> tuple[Group | Field, ...]:
        found: list[Group | Field] = []
        for structure in at.findall(self._tag("struktur")):
            many = _many(self._text(structure, "anzahl"))
            for holds in structure.findall(self._tag("enthaelt")):
                found += [self._group(e, many) for e in holds.findall(self._tag("datenfeldgruppe"))]
                found += [self._field(each, many) for each in holds.findall(self._tag("datenfeld"))]
        return tuple(found)

    def _group(self, at: Any, many: Many) -> Group:
        return Group(
            id=self._id(at),
            name=self._text(at, "name"),
            label=self._text(at, "bezeichnungEingabe"),
            many=many,
            inside=self._inside(at),
            rules=self._rules(at),
        )

    def _field(self, at: Any, many: Many) -> Field:
        precise = self._text(at, "praezisierung")
        longest, rest = _precise(precise)
        return Field(
            id=self._id(at),
            name=self._text(at, "name"),
            label=self._text(at, "bezeichnungEingabe"),
            help=self._text(at, "hilfetextEingabe"),
            many=many,
            art=self._code(at, "feldart"),
            type=self._code(at, "datentyp"),
            longest=longest,
            precise=rest,
            codes=self._codes(at),
            code_list=self._code_list(at),
        )

    def _rules(self, at: Any) -> tuple[Rule, ...]:
        return tuple(
            Rule(self._id(each), self._text(each, "definition") or self._text(each, "name"))
            for each in at.findall(self._tag("regel"))
        )

    def _codes(self, at: Any) -> tuple[tuple[str, str], ...]:
        """The values of a list that stands in the schema itself: of its first two columns."""
        rows = [each for each in at.iter() if _local(each) == "Row"]
        values = [[_line(v) for v in row.iter() if _local(v) == "SimpleValue"] for row in rows]
        return tuple((some[0], some[1] if len(some) > 1 else some[0]) for some in values if some)

    def _code_list(self, at: Any) -> str:
        for name in ("canonicalVersionUri", "canonicalIdentification", "kennung"):
            for each in at.iter(self._tag(name)):
                if said := _line(each):
                    return said
        return ""

    def _id(self, at: Any) -> str:
        found = self._id_part(at, "id") or self._text(at, "id")
        if not re.fullmatch(r"[A-Z][0-9]{1,20}", found):
            raise NotASchema(why=f"the identification {found[:40]!r} is none.")
        return found

    def _id_part(self, at: Any, name: str) -> str:
        return self._text(at.find(self._tag("identifikation")), name)

    def _code(self, at: Any, name: str) -> str:
        found = at.find(self._tag(name))
        return "" if found is None else next((_line(each) for each in found), "")

    def _text(self, at: Any, name: str) -> str:
        found = None if at is None else at.find(self._tag(name))
        return "" if found is None else _line(found)

    def _tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"


def _many(said: str) -> Many:
    least, _colon, most = said.partition(":")
    if not least.isdecimal() or not (most.isdecimal() or most == "*"):
        raise NotASchema(why=f"the number {said[:40]!r} is none.")
    return Many(int(least), _MANY if most == "*" else int(most))


def _precise(said: str) -> tuple[int | None, str]:
    """The longest answer, and what else the schema says about it."""
    try:
        facts = json.loads(said)
    except ValueError:
        return None, said
    if not isinstance(facts, dict):
        return None, said
    longest = str(facts.get("maxLength", ""))
    known = {"minLength", "maxLength"}
    rest = ", ".join(f"{name}: {value}" for name, value in facts.items() if name not in known)
    return (int(longest) if longest.isdecimal() else None), rest


def _local(at: Any) -> str:
    return etree.QName(at).localname if isinstance(at.tag, str) else ""


def _line(at: Any) -> str:
    return " ".join("".join(at.itertext()).split())
