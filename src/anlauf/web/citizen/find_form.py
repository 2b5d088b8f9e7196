"""Find an appointment again by its code, and prove that it is one's own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.engine import codes
from anlauf.web.common.inputs import CodeInput


class CodeForm(forms.Form):
    """The code from the letter or the printed page."""

    code = forms.CharField(
        label=_("Your appointment code"),
        help_text=_("Eight letters and digits, for example C4FN-7W2K."),
        max_length=40,
        widget=CodeInput(),
        error_messages={"required": _("Enter your appointment code.")},
    )

    def clean_code(self) -> str:
        """Spell the code as we do; a slip is found without looking anything up."""
        try:
            return codes.normalise(self.cleaned_data["code"])
        except codes.NotACode as slip:
            raise forms.ValidationError(
                _("This code is not complete, or has a slip in it. Please check it.")
            ) from slip


class ContactProofForm(forms.Form):
    """The mail address or phone number left when booking."""

    contact = forms.CharField(
        label=_("E-mail address or mobile number"),
        help_text=_("The one you gave us when you booked."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": _("Enter the e-mail address or mobile number.")},
    )
