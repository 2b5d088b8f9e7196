"""A desk and whom it shall call first, chosen by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.directory import queries as directory
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.templatetags.anlauf import say


class MoveForm(forms.Form):
    """The desks where somebody sits, and what can be needed in this office."""

    desk = forms.ChoiceField(label=_("Desk"))
    skill = forms.ChoiceField(label=_("Call first"))

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = {row.pk: row.number for row in directory.desks_of(office.pk)}
        seats = [(desks[seat.desk], seat.desk_name) for seat in floor.open_sessions(office.pk)]
        self._offer("desk", seats)
        self._offer("skill", [(row.key, say(row.name)) for row in directory.skills_at(office)])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
