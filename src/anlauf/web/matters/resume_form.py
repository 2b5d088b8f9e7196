"""Find a form or an application again, or have the way back sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.engine import codes
from anlauf.web.common.inputs import CodeInput


class NumberForm(forms.Form):
    """The number with the date of birth; a form may not know that yet."""

    code = forms.CharField(
        label=_("Your number"),
        help_text=_("Eight letters and digits, for example C4FN-7W2K."),
        max_length=40,
        widget=CodeInput,
        error_messages={"required": _("Enter your number.")},
    )
    born = forms.DateField(
        label=_("Date of birth"),
        help_text=_("Leave it empty if you were not asked for it in the form yet."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput({"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, like 2026-11-23.")},
    )

    def clean_code(self) -> str:
        """Spell the code as we do; a slip is found without looking anything up."""
        try:
            return codes.normalise(self.cleaned_data["code"])
        except codes.NotACode as slip:
            raise forms.ValidationError(
                _("This number is not complete, or has a slip in it. Please check it.")
            ) from slip


class MailboxForm(forms.Form):
    """Where the way back to a form goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )
