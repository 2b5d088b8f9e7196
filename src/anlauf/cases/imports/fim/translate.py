"""Turns a schema into questions and papers of a kind, and says honestly what does not come over."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from anlauf.cases.imports.fim.schema import Field, Group, Rule, Schema
from anlauf.engine.casework.form import YES, Sort

PREFIX = "fim-"
"""What begins the key of everything that came from a schema."""

_SORTS = {
    "text": Sort.TEXT,
    "bool": Sort.YES_NO,
    "date": Sort.DATE,
    "num": Sort.DECIMAL,
    "num_int": Sort.NUMBER,
    "num_currency": Sort.DECIMAL,
}
_GATE, _GATE_EN = "Möchten Sie hierzu etwas angeben?", "Is there anything to state about this?"
_LONG, _LONGEST, _USUAL = 250, 4000, 500
_STATES = re.compile(r"staat|country", re.IGNORECASE)
_ONLY_IF = re.compile(
    r"(?P<then>.{1,2000}?)\bnur dann (?:zu befüllen|auszufüllen|anzugeben),? wenn"
    r"(?P<when>.{1,300}?)\b(?:bejaht|mit .?ja.? beantwortet) (?:wird|wurde|wurden|ist)\W*",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(r"\bF\d+\b")


@dataclass(frozen=True)
class Asked:
    """A question as it will stand in the form."""

    key: str
    id: str
    sort: Sort
    text: dict[str, str]
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = True
    only_if: str = ""
    longest: int = _USUAL


@dataclass(frozen=True)
class Wanted:
    """A field for a file, which becomes something to hand in."""

    key: str
    name: str
    hint: str
    needed: bool


@dataclass(frozen=True)
class Note:
    """Something that did not come over as it stands in the schema."""

    id: str
    name: str
    why: str


@dataclass
class Translated:
    """What a schema became."""

    schema: Schema
    questions: list[Asked] = field(default_factory=list)
    papers: list[Wanted] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class _Here:
    """Where in the schema we are: behind which question, below which heading, needed or not."""

    gate: str = ""
    heading: str = ""
    needed: bool = True


def translated(schema: Schema) -> Translated:
    """The questions in the order of the schema; rules are looked at when all are known."""
    made = Translated(schema)
    work = _Work(made, Counter(_labels(schema.inside)))
    work.all_of(schema.inside, _Here())
    for rule in (*schema.rules, *_rules(schema.inside)):
        _apply(rule, made)
    return made


@dataclass(frozen=True)
class _Work:
    """One run: what is made, and how often each label stands in the schema."""

    made: Translated
    labels: Counter[str]
    used: Counter[str] = field(default_factory=Counter)

    def all_of(self, inside: tuple[Group | Field, ...], here: _Here) -> None:
        """Translate these, in order."""
        for each in inside:
            if isinstance(each, Group):
                self._group(each, here)
            else:
                self._field(each, here)

    def _group(self, group: Group, here: _Here) -> None:
        """Ask before an optional group whether there is anything to say, if it then needs it."""
        heading = group.label or here.heading or group.name
        inner = replace(here, heading=heading)
        if group.many.most > 1:
            self._note(group, "It may be given several times; the form asks for it once.")
        if group.many.least == 0 and _needs_something(group):
            gate = self._key(group.id)
            text = {"de": f"{_GATE} {heading}", "en": f"{_GATE_EN} {heading}"}
            self._ask(Asked(gate, group.id, Sort.YES_NO, text, only_if=here.gate))
            inner = replace(inner, gate=gate)
        elif group.many.least == 0:
            inner = replace(inner, needed=False)
        self.all_of(group.inside, inner)

    def _field(self, field: Field, here: _Here) -> None:
        key, needed = self._key(field.id), here.needed and field.many.least > 0
        name = self._name(field, here)
        if field.precise:
            self._note(field, f"The form does not check “{field.precise}”.")
        if field.art == "label":
            self._note(field, "It is a text to be read, nothing that is asked.")
        elif field.type == "file":
            if here.gate:
                self._note(field, "It is on the list of papers, needed by nobody in particular.")
            self.made.papers.append(Wanted(key, name, field.help, needed and not here.gate))
        else:
            asked = Asked(key, field.id, self._sort(field), {"de": name}, field.help, needed=needed)
            self._ask(self._fitted(field, replace(asked, only_if=here.gate)))

    def _sort(self, field: Field) -> Sort:
        if field.art == "select":
            if field.codes:
                return Sort.CHOICE if field.many.most == 1 else Sort.CHOICES
            if _STATES.search(field.code_list):
                return Sort.COUNTRY
            self._note(field, f"Its list {field.code_list or 'of values'} is not in the file.")
            return Sort.TEXT
        found = _SORTS.get(field.type)
        if found is None:
            self._note(field, f"Its type “{field.type}” is unknown; the form takes any text.")
        return found or Sort.TEXT

    def _fitted(self, field: Field, asked: Asked) -> Asked:
        """The question with its options, its length, and room for several answers."""
        if asked.sort in {Sort.CHOICE, Sort.CHOICES}:
            return replace(asked, options=field.codes)
        longest = min(field.longest or _USUAL, _LONGEST)
        if field.many.most > 1:
            self._note(field, "It may be given several times; the form takes them line by line.")
            longest = min(longest * field.many.most, _LONGEST)
            return replace(asked, sort=Sort.LONG_TEXT, longest=longest)
        if asked.sort == Sort.TEXT and longest > _LONG and field.longest:
            return replace(asked, sort=Sort.LONG_TEXT, longest=longest)
        return replace(asked, longest=longest)

    def _name(self, field: Field, here: _Here) -> str:
        """The label; with its heading where the schema says the same label more than once."""
        label = field.label or field.name
        plain = here.heading and self.labels[label] > 1
        return f"{here.heading}: {label}" if plain and here.heading != label else label

    def _key(self, id: str) -> str:  # noqa: A002 - the standard's word
        self.used[id] += 1
        number = self.used[id]
        return f"{PREFIX}{id.lower()}" + (f"-{number}" if number > 1 else "")

    def _ask(self, asked: Asked) -> None:
        self.made.questions.append(asked)

    def _note(self, at: Group | Field, why: str) -> None:
        self.made.notes.append(Note(at.id, at.label or at.name, why))


def _apply(rule: Rule, made: Translated) -> None:
    """Make a rule a condition where it is one the form knows, else note it."""
    found = _ONLY_IF.fullmatch(rule.text)
    when = _places(found["when"], made) if found else []
    then = _places(found["then"], made) if found else []
    sound = len(when) == 1 and then and when[0] < min(then)
    if not sound or made.questions[when[0]].sort != Sort.YES_NO:
        made.notes.append(Note(rule.id, rule.text, "The form does not check this rule."))
        return
    for place in then:
        asked = made.questions[place]
        made.questions[place] = replace(asked, only_if=made.questions[when[0]].key)


def _places(words: str, made: Translated) -> list[int]:
    """Where the questions stand that a rule names; none when one of them stands elsewhere or twice.

    A question that depends on another one already is no place for a second condition.
    """
    named = set(_FIELD.findall(words))
    found = [
        place
        for place, asked in enumerate(made.questions)
        if asked.id in named and not asked.only_if
    ]
    return found if len(found) == len(named) else []


def as_answers(asked: Asked) -> frozenset[str]:
    """The answers upon which a question that depends on another is asked."""
    return frozenset({YES}) if asked.only_if else frozenset()


def _needs_something(group: Group) -> bool:
    return len(group.inside) > 1 and any(each.many.least > 0 for each in group.inside)


def _labels(inside: tuple[Group | Field, ...]) -> Iterator[str]:
    for each in inside:
        if isinstance(each, Group):
            yield from _labels(each.inside)
        else:
            yield each.label or each.name


def _rules(inside: tuple[Group | Field, ...]) -> Iterator[Rule]:
    for each in inside:
        if isinstance(each, Group):
            yield from each.rules
            yield from _rules(each.inside)
