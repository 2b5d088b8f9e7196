"""The forms behind the questions, each of which turns words into a part of the journey."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.directory.queries import Quarter
from anlauf.web.citizen.journey import Journey, Step, Where
from anlauf.web.citizen.named import place_named, quarter_named
from anlauf.web.citizen.visit import Visit

Said = Mapping[str, str]
VISITS_IN_A_ROW = 2


class Question(forms.Form):
    """A question about a visit; a valid answer changes the journey."""

    def __init__(self, visit: Visit, journey: Journey, said: Said | None) -> None:
        self.visit = visit
        self.journey = journey
        super().__init__(said, initial=journey.params(), label_suffix="")
        self.prepare()

    def prepare(self) -> None:
        """Offer what this visit has to offer."""

    def changed(self) -> Journey:
        """The journey with this answer."""
        return replace(self.journey, **self.cleaned_data)

    def choose_from(self, field: str, choices: Iterable[tuple[str, str]]) -> None:
        """Let a field take one of these."""
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(choices)


class CountQuestion(Question):
    """For how many people."""

    count = forms.ChoiceField(
        label=_("Number of people"),
        error_messages={
            "required": _("Choose for how many people you need this service."),
            "invalid_choice": _("Choose one of these numbers. For more people, please call us."),
        },
    )

    def prepare(self) -> None:
        """Take as many as two visits in a row may have; the page offers those of one."""
        numbers = range(1, VISITS_IN_A_ROW * self.visit.scope(self.journey).most + 1)
        self.choose_from("count", ((str(number), str(number)) for number in numbers))

    @property
    def of_one_visit(self) -> list[int]:
        """The numbers that fit into one visit."""
        return list(range(1, self.visit.scope(self.journey).most + 1))


class DistrictQuestion(Question):
    """Where somebody lives: the name of a quarter, or the district itself."""

    quarter = forms.CharField(label=_("Your part of the city"), max_length=80, required=False)
    district = forms.ChoiceField(
        label=_("Your district"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the districts in the list.")},
    )

    def prepare(self) -> None:
        """Offer all districts."""
        self.choose_from("district", ((row.key, row.name) for row in self.visit.districts))

    def clean(self) -> dict[str, str]:
        """Let the quarter decide when both are given: it is the more exact."""
        words = self.cleaned_data.pop("quarter", "")
        if words:
            self.cleaned_data["district"] = self._quarter(words).district.key
        elif not self.errors and not self.cleaned_data.get("district"):
            self.add_error("district", _("Choose the district you live in."))
        return self.cleaned_data

    def _quarter(self, words: str) -> Quarter:
        quarter = quarter_named(self.visit.quarters, words)
        if quarter is None:
            raise forms.ValidationError(
                {"quarter": _("We do not know a part of the city with this name.")}
            )
        return quarter


class WhereQuestion(Question):
    """Anywhere, near some part of the city, or at one office."""

    where = forms.ChoiceField(
        label=_("Place"),
        choices=[
            (Where.ANYWHERE, _("Anywhere in the city")),
            (Where.NEAR, _("Near a part of the city")),
            (Where.OFFICE, _("At an office of my choice")),
        ],
        error_messages={
            "required": _("Choose where you would like to go."),
            "invalid_choice": _("Choose where you would like to go."),
        },
    )
    near = forms.CharField(label=_("Part of the city"), max_length=80, required=False)
    office = forms.ChoiceField(
        label=_("Office"),
        required=False,
        error_messages={"invalid_choice": _("This office does not offer the service.")},
    )

    def prepare(self) -> None:
        """Offer the offices this citizen may use."""
        offices = self.visit.open_to(self.journey)
        self.choose_from("office", [("", "")] + [(row.key, row.short) for row in offices])

    def clean(self) -> dict[str, str]:
        """Keep only what belongs to the chosen way."""
        said = self.cleaned_data
        where = said.get("where")
        if where == Where.NEAR:
            said["near"] = self._near(said.get("near", ""))
        elif where == Where.OFFICE and not said.get("office") and "office" not in self.errors:
            self.add_error("office", _("Choose an office from the list."))
        if where != Where.NEAR:
            said["near"] = ""
        if where != Where.OFFICE:
            said["office"] = ""
        return said

    def _near(self, words: str) -> str:
        if not words:
            raise forms.ValidationError({"near": _("Enter a part of the city, like Ottensen.")})
        place = place_named(self.visit.quarters, words)
        if not place:
            raise forms.ValidationError(
                {
                    "near": _(
                        "We do not know where this is. Please write a part of the city,"
                        " like Ottensen, or a postal code."
                    )
                }
            )
        return place


QUESTIONS: dict[Step, type[Question]] = {
    Step.COUNT: CountQuestion,
    Step.DISTRICT: DistrictQuestion,
    Step.WHERE: WhereQuestion,
}


def settle(
    visit: Visit, journey: Journey, *, said: Said, asked: str = ""
) -> tuple[Journey, Step | None, Question | None]:
    """The journey with its answers checked, and the question to put next, if any is left.

    An answer that cannot be right is put as a question again, with what is wrong about it.
    """
    for step in Step:
        if step == Step.COUNT and visit.several:
            continue  # how many of each is said on the page of the visit
        if journey.answer(step) or step == asked:
            question = QUESTIONS[step](visit, journey, said)
            if not question.is_valid():
                return journey, step, question
            journey = question.changed()
    left = journey.next_step(visit.scope(journey))
    return journey, left, QUESTIONS[left](visit, journey, None) if left else None
