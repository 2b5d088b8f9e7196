"""The forms of the frame: log in, choose a language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LogInForm(forms.Form):
    """Who wants to come in."""

    login = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class PasswordForm(forms.Form):
    """A new password, typed twice by somebody who knows the old one."""

    old = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 letters. Several words are easy to remember and hard to guess."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever mistypes the new password would be locked out."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new") and cleaned.get("again") not in {None, cleaned["new"]}:
            self.add_error("again", _("This is not the same as the line above."))
        return cleaned


class LanguageForm(forms.Form):
    """Which language, and back to which page."""

    language = forms.ChoiceField(choices=[*settings.LANGUAGES, *settings.LANGUAGES_OF_APPLICATIONS])
    next = forms.CharField(required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Without an address the page to return to is the beginning."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {"next": cleaned.get("next") or "/"}
