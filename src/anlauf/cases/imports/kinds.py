"""Writes the described kinds of cases; nothing the second time.

A kind that cases have begun with is never changed under them: what differs begins today as a row
of its own, and the old one ends yesterday.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from anlauf.cases.models import Case, Intake, Kind
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory import queries as directory
from anlauf.directory.imports.described import (
    CaseGroup,
    CaseKind,
    CaseQuestion,
    CaseWords,
    Casework,
)
from anlauf.directory.models import Service
from anlauf.engine.casework.form import Meaning
from anlauf.engine.grid import local

_DAY = timedelta(days=1)
_MEGA = 1_000_000
IMPORTED = "fim-"
"""What begins the key of questions and papers that `load_fim` brought: files do not know them."""
IMPORTED_NAMES: dict[str, tuple[str, ...]] = {
    "papers": ("key", "position", "name", "hint", "groups", "needed"),
    "questions": (
        *("key", "position", "sort", "meaning", "text", "hint", "options"),
        *("needed", "only_if", "only_answers", "longest"),
    ),
}
_CHILDREN = {"steps": "position", "papers": "position", "questions": "position"}


@dataclass(frozen=True)
class KindsLoaded:
    """How many kinds are described, and the keys of those that are new, changed or ended."""

    kinds: int
    changed: tuple[str, ...]


@transaction.atomic
def load_kinds(described: Casework, *, by: Actor, at: datetime) -> KindsLoaded:
    """Let the kinds be what the files say; those no longer described ended yesterday."""
    today = local(at, directory.zone())[0]
    services = dict(Service.objects.values_list("key", "pk"))
    shared = _Shared(
        {each.key: each for each in described.groups},
        {each.key: {"name": dict(each.name), "hint": dict(each.hint)} for each in described.papers},
        {each.key: _question(each) for each in described.questions},
        described.words,
    )
    changed = []
    for kind in described.kinds:
        content = Content(_columns(kind, services, shared), _children(kind, shared))
        row = newest(kind.key)
        if row is not None:
            content = with_children_of(row, content)
        if written(row, content, today, by=by, at=at):
            changed.append(kind.key)
    changed += _ended(described.kinds, today, by=by, at=at)
    return KindsLoaded(len(described.kinds), tuple(sorted(changed)))


@dataclass(frozen=True)
class _Shared:
    """What kinds name by its key."""

    groups: Mapping[str, CaseGroup]
    papers: Mapping[str, dict[str, object]]
    questions: Mapping[str, dict[str, object]]
    words: Sequence[CaseWords]


@dataclass(frozen=True)
class Content:
    """A kind as rows: its own columns, and the rows below it by relation."""

    columns: dict[str, object]
    children: Mapping[str, list[dict[str, object]]]


def newest(key: str) -> Kind | None:
    """The row of this key that was written last."""
    return Kind.objects.filter(key=key).order_by("-pk").first()


def with_children_of(row: Kind, said: Content) -> Content:
    """The content with what was imported into the kind before, behind its own."""
    children = dict(said.children)
    for relation, names in IMPORTED_NAMES.items():
        own = children[relation]
        came = getattr(row, relation).filter(key__startswith=IMPORTED).order_by("position")
        children[relation] = own + [
            {name: getattr(each, name) for name in names} | {"position": len(own) + place}
            for place, each in enumerate(came)
        ]
    return Content(said.columns, children)


def written(row: Kind | None, said: Content, today: date, *, by: Actor, at: datetime) -> bool:
    """Write one kind, whose row is the newest so far; tell whether anything was different."""
    if row is not None and _content(row, said) == said:
        return False
    if row is not None and _begun(row):
        said.columns["valid_from"] = today
        if row.valid_from is None or row.valid_from < today:
            Kind.objects.filter(pk=row.pk).update(valid_to=today - _DAY)
            row = None
    if row is None:
        row = Kind.objects.create(**said.columns)
    else:
        Kind.objects.filter(pk=row.pk).update(**said.columns)
    for relation, children in said.children.items():
        present = getattr(row, relation)
        present.all().delete()
        for values in children:
            present.create(**values)
    journal.record("cases.kind_written", row, by=by, at=at, facts={"key": row.key})
    return True


def _begun(row: Kind) -> bool:
    """Tell whether somebody has a case or fills in a form of this kind."""
    return Case.objects.filter(kind=row).exists() or Intake.objects.filter(kind=row).exists()


def _content(row: Kind, like: Content) -> Content:
    """What a row and those below it say now, as far as the files say it too.

    When a changed kind began is our own doing, so the files need not know.
    """
    columns = {name: getattr(row, name) for name in like.columns}
    if like.columns["valid_from"] is None:
        columns["valid_from"] = None
    children = {
        relation: [
            {name: getattr(child, name) for name in _names(like, relation)}
            for child in getattr(row, relation).order_by(order)
        ]
        for relation, order in _CHILDREN.items()
    }
    return Content(columns, children)


def _names(like: Content, relation: str) -> Sequence[str]:
    return list(like.children[relation][0]) if like.children[relation] else ["pk"]


def _ended(described: Sequence[CaseKind], today: date, *, by: Actor, at: datetime) -> Iterator[str]:
    gone = Kind.objects.exclude(key__in=[kind.key for kind in described])
    for row in gone.filter(valid_to=None).order_by("pk"):
        row.valid_to = max(today - _DAY, row.valid_from or date.min)
        row.save(update_fields=["valid_to"])
        journal.record("cases.kind_ended", row, by=by, at=at, facts={"key": row.key})
        yield row.key


def _columns(kind: CaseKind, services: Mapping[str, int], shared: _Shared) -> dict[str, object]:
    return {
        "key": kind.key,
        "service_id": services[kind.service],
        "pick_up_id": services[kind.pick_up] if kind.pick_up else None,
        "groups": [_named(shared.groups[key]) for key in kind.groups],
        "law_months": kind.law_months,
        "law": kind.law,
        "four_eyes": kind.four_eyes,
        "decisions": [
            _ready(each) for each in shared.words if not each.kinds or kind.key in each.kinds
        ],
        "keep_days": kind.keep_days,
        "most_pages": kind.most_pages,
        "most_octets": kind.most_megabytes * _MEGA,
        "valid_from": kind.valid_from,
        "valid_to": kind.valid_to,
        "sourced": kind.sourced,
    }


def _children(kind: CaseKind, shared: _Shared) -> Mapping[str, list[dict[str, object]]]:
    asked = [*kind.papers, *((key, ()) for key in kind.wanted)]
    return {
        "steps": [
            {"position": place, "state": state, "days": days}
            for place, (state, days) in enumerate(kind.steps)
        ],
        "papers": [
            {
                "key": key,
                "position": place,
                "groups": list(groups),
                "needed": key not in kind.wanted,
                **shared.papers[key],
            }
            for place, (key, groups) in enumerate(asked)
        ],
        "questions": [
            {"key": key, "position": place, **_asked(key, kind, shared)}
            for place, key in enumerate(kind.questions)
        ],
    }


def _asked(key: str, kind: CaseKind, shared: _Shared) -> dict[str, object]:
    """A question as this kind asks it: which group somebody is of, among its own groups."""
    asked = shared.questions[key]
    if asked["meaning"] != Meaning.GROUP:
        return asked
    return asked | {"options": [_named(shared.groups[each]) for each in kind.groups]}


def _question(said: CaseQuestion) -> dict[str, object]:
    return {
        "sort": said.sort.value,
        "meaning": said.meaning.value if said.meaning else "",
        "text": dict(said.text),
        "hint": dict(said.hint),
        "options": [_named(each) for each in said.options],
        "needed": said.needed,
        "only_if": said.only_if,
        "only_answers": list(said.only_answers),
        "longest": said.longest,
    }


def _named(group: CaseGroup) -> dict[str, object]:
    return {"key": group.key, "name": dict(group.name)}


def _ready(words: CaseWords) -> dict[str, object]:
    return {
        "key": words.key,
        "sort": words.sort,
        "name": dict(words.name),
        "text": dict(words.text),
    }
