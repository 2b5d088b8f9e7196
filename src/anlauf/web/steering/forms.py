"""What a view of figures is asked with."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 1100


class PeriodForm(forms.Form):
    """From a day to a day."""

    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """A period goes forward, and three years are enough to compare."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since is None or until is None:
            return cleaned
        if since > until:
            self.add_error("until", _("This day lies before the first one."))
        if (until - since).days >= MOST_DAYS:
            self.add_error("until", _("Please choose three years at most."))
        return cleaned


def asked(given: Any, since: date, until: date) -> PeriodForm:
    """The form with what the address says, or with these days when it says nothing."""
    if "since" in given or "until" in given:
        return PeriodForm(given)
    return PeriodForm({"since": since.isoformat(), "until": until.isoformat()})
