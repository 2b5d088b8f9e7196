"""Inputs that phones and keyboards should treat alike wherever they stand."""

from django import forms

_CODE = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
}
_PHONE = {"type": "tel", "autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}


class CodeInput(forms.TextInput):
    """For a code from a letter: capitals, and nothing that corrects or remembers it."""

    def __init__(self) -> None:
        super().__init__(attrs=_CODE)


class PhoneInput(forms.TextInput):
    """For somebody's own number: digits first, offered by whoever knows it."""

    def __init__(self) -> None:
        super().__init__(attrs=_PHONE)
