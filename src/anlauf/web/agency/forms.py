"""What somebody at the phone types."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anlauf.booking.values import Contact
from anlauf.directory.queries import Office, Service
from anlauf.web.common.needs import AccessNeed
from anlauf.web.templatetags.anlauf import say

_QUIET = {"autocomplete": "off", "spellcheck": "false"}


class FindForm(forms.Form):
    """A code, or a name and a day. It is posted, so that no name stands in an address."""

    words = forms.CharField(
        label=_("Code or name"),
        max_length=120,
        widget=forms.TextInput(attrs={**_QUIET, "dir": "auto"}),
        error_messages={"required": _("Enter the code or the name.")},
    )
    day = forms.DateField(
        label=_("Day"),
        help_text=_("Only for a name; without a day, all coming ones."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class ContactForm(forms.Form):
    """Whom the time is for; all of it may stay empty, then the code is read out."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={**_QUIET, "dir": "auto", "autofocus": True}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The confirmation with the link goes there. Please have it spelled."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs=_QUIET),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("For a text message, if there is no e-mail."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={**_QUIET, "type": "tel", "dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language of our messages"), choices=settings.LANGUAGES)
    access_needs = forms.MultipleChoiceField(
        label=_("What should we prepare?"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def contact(self) -> Contact:
        """What booking is told."""
        said = self.cleaned_data
        return Contact(
            said["name"],
            said["email"],
            said["phone"],
            said["language"],
            tuple(said["access_needs"]),
        )


class InvitationForm(forms.Form):
    """What a code is for, where it may be used, and until when."""

    service = forms.TypedChoiceField(label=_("Service"), coerce=int)
    count = forms.IntegerField(label=_("People"), min_value=1, max_value=99, initial=1)
    offices = forms.TypedMultipleChoiceField(
        label=_("Offices"),
        help_text=_("Where the appointment may be; offices that do not offer it are left out."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one office.")},
    )
    valid_until = forms.DateField(
        label=_("Valid until"), widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(
        self, services: Iterable[Service], offices: Iterable[Office], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", ""), *((row.pk, say(row.name)) for row in services)]  # type: ignore[attr-defined]
        self.fields["offices"].choices = [(row.pk, row.short) for row in offices]  # type: ignore[attr-defined]

    def until(self) -> date:
        """The last day of the code."""
        last = self.cleaned_data["valid_until"]
        assert isinstance(last, date)
        return last
