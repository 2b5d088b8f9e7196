"""Puts what a schema asks behind the questions and papers of a kind; nothing the second time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases.imports import kinds
from anlauf.cases.imports.fim.schema import NotASchema
from anlauf.cases.imports.fim.translate import Asked, Translated, Wanted, as_answers
from anlauf.cases.imports.kinds import IMPORTED, IMPORTED_NAMES, Content
from anlauf.cases.models import Kind
from anlauf.core.actors import Actor
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.engine.casework import form
from anlauf.engine.grid import local


class NoSuchKind(Unknown):
    """A kind of case this city does not have."""

    code = "no_such_kind"
    sentence = _("There is no kind of case “%(key)s”. These are there: %(keys)s.")


def questions(made: Translated) -> list[form.Question]:
    """What was translated as our own form engine knows it.

    Raises `NotASchema` where the engine could not ask it.
    """
    asked = [
        form.Question(
            key=each.key,
            sort=each.sort,
            options=tuple(code for code, _name in each.options),
            needed=each.needed,
            only_if=each.only_if,
            only_answers=as_answers(each),
            longest=each.longest,
        )
        for each in made.questions
    ]
    if not asked and not made.papers:
        raise NotASchema(why="it asks for nothing.")
    if wrong := form.misordered(asked):
        raise NotASchema(why=f"{wrong[0]} depends on something that does not come before it.")
    return asked


@transaction.atomic
def load_form(key: str, made: Translated, *, by: Actor, at: datetime) -> bool:
    """Let the kind ask what the schema asks, behind its own questions; tell whether that is new.

    Another schema takes the place of the one before. A kind that cases have begun with stays as it
    is for them, see `kinds`.
    """
    questions(made)
    row = kinds.newest(key)
    if row is None:
        known = sorted(set(Kind.objects.values_list("key", flat=True)))
        raise NoSuchKind(key=key, keys=", ".join(known))
    today = local(at, directory.zone())[0]
    return kinds.written(row, _content(row, made), today, by=by, at=at)


def _content(row: Kind, made: Translated) -> Content:
    """The kind as it is, with the schema's questions and papers in place of those before."""
    columns = {
        column.attname: getattr(row, column.attname)
        for column in Kind._meta.concrete_fields
        if not column.primary_key
    }
    steps = [
        {"position": each.position, "state": each.state, "days": each.days}
        for each in row.steps.order_by("position")
    ]
    asked = [_question(each) for each in made.questions]
    wanted = [_paper(each) for each in made.papers]
    return Content(
        columns,
        {
            "steps": steps,
            "papers": _numbered(_own(row, "papers") + wanted),
            "questions": _numbered(_own(row, "questions") + asked),
        },
    )


def _own(row: Kind, relation: str) -> list[dict[str, object]]:
    rows = getattr(row, relation).exclude(key__startswith=IMPORTED).order_by("position")
    return [{name: getattr(each, name) for name in IMPORTED_NAMES[relation]} for each in rows]


def _numbered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [row | {"position": place} for place, row in enumerate(rows)]


def _question(asked: Asked) -> dict[str, object]:
    return {
        "key": asked.key,
        "position": 0,
        "sort": asked.sort.value,
        "meaning": "",
        "text": asked.text,
        "hint": {"de": asked.hint} if asked.hint else {},
        "options": [{"key": code, "name": {"de": name}} for code, name in asked.options],
        "needed": asked.needed,
        "only_if": asked.only_if,
        "only_answers": sorted(as_answers(asked)),
        "longest": asked.longest,
    }


def _paper(wanted: Wanted) -> dict[str, object]:
    return {
        "key": wanted.key,
        "position": 0,
        "name": {"de": wanted.name},
        "hint": {"de": wanted.hint} if wanted.hint else {},
        "groups": [],
        "needed": wanted.needed,
    }
