"""Where letters about alerts go."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailboxForm(forms.Form):
    """A mail address, or none."""

    mailbox = forms.EmailField(
        label=_("Your mail address"),
        help_text=_(
            "Only for letters about your work, such as alerts. Leave it empty to get none."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
