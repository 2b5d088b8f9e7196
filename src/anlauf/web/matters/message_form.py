"""What the person writes to the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.cases.commands.said import LONGEST
from anlauf.core.text import shown


class MessageForm(forms.Form):
    """A message about one case."""

    text = forms.CharField(
        label=_("Your message"),
        help_text=_(
            "Please write in German or English if you can. Papers are better handed in above."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "dir": "auto", "maxlength": LONGEST}),
        error_messages={"required": _("Please write something.")},
    )

    def clean_text(self) -> str:
        """Leave out letters nobody sees."""
        return shown(self.cleaned_data["text"])
