"""What stands on a certificate: its number and its code, as somebody types them from the paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.engine import codes
from anlauf.web.common.inputs import CodeInput

_SLIP = _("This is not complete, or has a slip in it. Please compare it with the paper.")
_HALF = 8


class CertificateForm(forms.Form):
    """The number of the case and the certificate's own code."""

    number = forms.CharField(
        label=_("Number of the case"),
        max_length=40,
        widget=CodeInput,
        error_messages={"required": _("Enter the number that stands at the top.")},
    )
    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("It stands at the bottom: four groups of four characters."),
        max_length=60,
        widget=CodeInput,
        error_messages={"required": _("Enter the code that stands at the bottom.")},
    )

    def clean_number(self) -> str:
        """Spell it as we do."""
        return _spelled(self.cleaned_data["number"])

    def clean_code(self) -> str:
        """Spell both halves as we do."""
        signs = "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
        return f"{_spelled(signs[:_HALF])}-{_spelled(signs[_HALF:])}"


def _spelled(typed: str) -> str:
    try:
        return codes.normalise(typed)
    except codes.NotACode as slip:
        raise forms.ValidationError(_SLIP) from slip
