"""A file with a city's past, and where its figures come from."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_OCTETS = 5_000_000


class HistoryForm(forms.Form):
    """The file and its source."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("A line per office and month, a column per figure. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"required": _("Please choose a file first.")},
    )
    source = forms.CharField(
        label=_("Where do these figures come from?"),
        help_text=_("Shown beside every value, such as “Monthly report of the districts, 2024”."),
        max_length=200,
    )

    def octets(self) -> bytes:
        """What the file holds."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read())

    def clean_file(self) -> object:
        """Sheets of many years have some hundred kilobytes."""
        file = self.cleaned_data["file"]
        if file.size > MOST_OCTETS:
            raise forms.ValidationError(_("This file is too large. Split it by years."))
        return file
