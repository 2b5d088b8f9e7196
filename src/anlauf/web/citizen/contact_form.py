"""Whom a time is booked for: every field may stay empty."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anlauf.booking.values import Contact
from anlauf.core import carriers
from anlauf.core.text import shown
from anlauf.web.common.inputs import PhoneInput
from anlauf.web.common.needs import AccessNeed


class ContactForm(forms.Form):
    """Name, a way to reach somebody, language and what they need on the day."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send you a letter with a link. Open it to confirm the appointment."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("Only if you do not have e-mail: we send a text message."),
        max_length=30,
        required=False,
        widget=PhoneInput(),
    )
    language = forms.ChoiceField(label=_("Language of our messages"), choices=settings.LANGUAGES)
    access_needs = forms.MultipleChoiceField(
        label=_("What should we know, so that we can prepare?"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not carriers.sends_sms():
            self.fields["phone"].help_text = _("If you do not have e-mail: so that we can call.")

    def clean_name(self) -> str:
        """Leave out letters nobody sees, which could turn the words around them about."""
        return " ".join(shown(self.cleaned_data["name"]).split())

    def contact(self) -> Contact:
        """What booking is told."""
        said = self.cleaned_data
        return Contact(
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            language=said["language"],
            access_needs=tuple(said["access_needs"]),
        )


class AddressForm(forms.Form):
    """Where the letter should have gone."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
