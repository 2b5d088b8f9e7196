"""What somebody claims to be urgent, as it stands in the address of the urgent times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.booking.queries import UrgencyRule
from anlauf.booking.states import Share
from anlauf.booking.values import Question, Wish
from anlauf.web.templatetags.anlauf import say


class ClaimForm(forms.Form):
    """Which of the published reasons, and the date it is about."""

    reason = forms.ChoiceField(
        label=_("Why is it urgent?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason. If none fits, take a usual time.")},
    )
    on = forms.DateField(
        label=_("On which date?"),
        help_text=_("The day on which a permit ends, a journey begins or a job starts."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a date, like 2026-11-23.")},
    )

    def __init__(self, rules: Iterable[UrgencyRule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = {rule.key: rule for rule in rules}
        choices = [(rule.key, say(rule.name)) for rule in self.rules.values()]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]
        undated = [say(rule.name) for rule in self.rules.values() if rule.within_days is None]
        if len(undated) == len(self.rules):
            del self.fields["on"]
        elif undated:
            words = {"usual": self.fields["on"].help_text, "reasons": ", ".join(undated)}
            help_text = _("%(usual)s Leave it empty for: %(reasons)s.") % words
            self.fields["on"].help_text = help_text

    def clean(self) -> dict[str, Any]:
        """A reason with a date needs it; another one does without."""
        said = self.cleaned_data
        rule = self.rules.get(said.get("reason", ""))
        dated = rule is not None and rule.within_days is not None
        if dated and said.get("on") is None and "on" not in self.errors:
            self.add_error("on", _("Enter the date, so that we see how urgent it is."))
        return said

    def claim(self) -> "Claim":
        """What was claimed, when the form is valid."""
        rule = self.rules[self.cleaned_data["reason"]]
        on = self.cleaned_data.get("on") if rule.within_days is not None else None
        return Claim(rule, on)


@dataclass(frozen=True)
class Claim:
    """A published reason and the date stated with it."""

    rule: UrgencyRule
    on: date | None

    @property
    def params(self) -> Mapping[str, str]:
        """What stands in the address."""
        dated = {"on": self.on.isoformat()} if self.on else {}
        return {"reason": self.rule.key, **dated}

    def question(self, asked: Question) -> Question:
        """The same question about urgent times."""
        return replace(asked, share=Share.URGENT)

    def wish(self, wanted: Wish) -> Wish:
        """The same wish for an urgent time."""
        return replace(wanted, share=Share.URGENT, urgency=self.rule.pk, urgent_on=self.on)
