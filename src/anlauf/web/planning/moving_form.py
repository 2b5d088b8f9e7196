"""A desk and whom it shall call first, chosen by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.directory import queries as directory
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.templatetags.anlauf import say


class MoveForm(forms.Form):
    """The desks where somebody sits, and what can be needed in this office."""

    desk = forms.ChoiceField(label=gettext_lazy("Desk"))
    skill = forms.ChoiceField(label=gettext_lazy("Call first"))

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = {row.pk: row.number for row in directory.desks_of(office.pk)}
        seats = [seat for seat in floor.open_sessions(office.pk) if seat.desk in desks]
        words = [_("Desk %(desk)s") % {"desk": seat.desk_name} for seat in seats]
        self._offer(
            "desk", [(desks[seat.desk], word) for seat, word in zip(seats, words, strict=True)]
        )
        self._offer("skill", [(row.key, say(row.name)) for row in directory.skills_at(office)])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
