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


class LanguageForm(forms.Form):
    """Which language, and back to which page."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Without an address the page to return to is the beginning."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {"next": cleaned.get("next") or "/"}
