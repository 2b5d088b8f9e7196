"""The pages of a form in their order: its questions, the office, the papers, and a last look.

The address of a page names what it asks, so that a browser's way back is always safe: whatever
page it shows, an answer there is the answer to that question.
"""

from dataclasses import dataclass

from django.urls import reverse

from anlauf.cases import queries, snapshots
from anlauf.cases.queries import Form, Kind
from anlauf.engine.casework import form as engine

_AFTER_THE_QUESTIONS = 2  # the papers, and a last look
CHANGE = "change"


@dataclass(frozen=True)
class Way:
    """The way through one form, which has this key."""

    form: Form
    key: str

    def at(self, page: str, *words: str) -> str:
        """The address of one of the form's pages."""
        return reverse(f"matters:{page}", args=[self.key, *words])

    @property
    def code(self) -> str:
        """The number the form is saved under."""
        return queries.form_code(self.form.intake.uid)

    @property
    def next_open(self) -> str:
        """The page on which something is still to be said, or the last look."""
        question = self.form.open_question
        if question is not None:
            return self.at("question", question.key)
        return self.at("check" if self.form.where.office else "office")

    def after(self, question: str) -> str:
        """The page after a question; questions answered before are walked through again."""
        then = engine.following(self.form.questions, self.form.answers, question)
        if then is not None:
            return self.at("question", then.key)
        return self.at("papers") if self.form.where.office else self.next_open

    def before(self, question: str) -> str:
        """The page before a question; before the first one stands the page of the matter."""
        keys = [each.key for each in self._asked]
        place = keys.index(question) if question in keys else 0
        if place:
            return self.at("question", keys[place - 1])
        return reverse("matters:matter", args=[self.form.intake.kind.key])

    @property
    def last_question(self) -> str:
        """The address of the last question that is asked."""
        return self.at("question", self._asked[-1].key)

    def step(self, question: str) -> int:
        """The how manieth page a question is."""
        keys = [each.key for each in self._asked]
        return keys.index(question) + 1 if question in keys else len(keys)

    @property
    def steps(self) -> int:
        """How many pages there are, as far as the answers tell."""
        return len(self._asked) + _AFTER_THE_QUESTIONS

    @property
    def _asked(self) -> list[engine.Question]:
        return engine.asked(self.form.questions, self.form.answers)


def steps_of_new(kind: Kind) -> int:
    """How many pages a form has before anything is answered."""
    asked = snapshots.asked(queries.questions_of(kind))
    return len(engine.asked([each.question for each in asked], {})) + _AFTER_THE_QUESTIONS
