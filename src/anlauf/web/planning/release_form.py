"""The form in which a rule of release is written: parts in percent, each with its openings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.booking.queries import ReleaseRuleSaid
from anlauf.engine.grid import TICK_MINUTES, clock_text, tick_of
from anlauf.engine.release import Opening, Tranche
from anlauf.web.planning.hours_editor_fields import INPUT, clock_field
from anlauf.web.planning.release_words import PEOPLE

MOST_PARTS = 20
MOST_OPENINGS = 8
MOST_DAYS = 365
MOST_MINUTES = 24 * 60
_NOBODY = ("", gettext_lazy("nobody"))


def _whole(label: object, most: int, *, step: int = 1) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": INPUT, "aria-label": str(label)})
    return forms.IntegerField(
        label=str(label), required=False, min_value=0, max_value=most, step_size=step, widget=widget
    )


class OpeningForm(forms.Form):
    """One line of a part: to whom, and either days before with a time or minutes before."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [_NOBODY, *PEOPLE.items()]
        attributes = {"class": "kern-form-input__select", "aria-label": _("Opens to")}
        self.fields["share"] = forms.ChoiceField(
            required=False, choices=choices, widget=forms.Select(attrs=attributes)
        )
        self.fields["days"] = _whole(_("Days before"), MOST_DAYS)
        self.fields["at"] = clock_field(_("at"))
        self.fields["minutes"] = _whole(_("or minutes before"), MOST_MINUTES, step=TICK_MINUTES)

    def clean(self) -> dict[str, Any]:
        """Whoever is named needs one moment, not two and not none."""
        said = super().clean() or self.cleaned_data
        if not said.get("share") or self.errors:
            return said
        if (said.get("days") is None) == (said.get("minutes") is None):
            self.add_error("days", _("Please say either days before or minutes before."))
        if said.get("at") is not None and said["at"].minute % TICK_MINUTES:
            self.add_error("at", _("Please choose a time in steps of five minutes."))
        return said

    def opening(self) -> Opening | None:
        """The line as an opening; None where nobody is named."""
        said = self.cleaned_data
        if not said["share"]:
            return None
        if said["minutes"] is not None:
            return Opening(said["share"], minutes_before=said["minutes"])
        return Opening(said["share"], said["days"], tick_of(said["at"]) if said["at"] else 0)


@dataclass(frozen=True)
class PartForm:
    """A part with its lines; it is left out where nothing is asked for."""

    number: int
    percent: "PercentForm"
    openings: tuple[OpeningForm, ...]

    def is_valid(self) -> bool:
        """Look at every line, so that all mistakes are shown at once."""
        return all([self.percent.is_valid(), *(each.is_valid() for each in self.openings)])

    def tranche(self) -> Tranche | None:
        """The part, or None where it has no percentage."""
        percent = self.percent.cleaned_data["percent"]
        openings = tuple(found for each in self.openings if (found := each.opening()))
        return Tranche("", percent, openings) if percent else None


class PercentForm(forms.Form):
    """How large a part is."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["percent"] = _whole(_("Percent"), 100)


class FrameForm(forms.Form):
    """What a rule says besides its parts."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["horizon"] = _whole(_("Days ahead at most"), MOST_DAYS)
        self.fields["notice"] = _whole(_("Minutes before the start at least"), MOST_MINUTES)


@dataclass(frozen=True)
class RuleForm:
    """The whole form; what is sent wins over what is known."""

    frame: FrameForm
    parts: tuple[PartForm, ...]
    known: ReleaseRuleSaid | None

    def is_valid(self) -> bool:
        """Tell whether everything is understood."""
        return all([self.frame.is_valid(), *(part.is_valid() for part in self.parts)])

    def said(self) -> ReleaseRuleSaid:
        """The rule in the form, with the dates and the name it had before."""
        found = (part.tranche() for part in self.parts)
        return ReleaseRuleSaid(
            tranches=tuple(each for each in found if each is not None),
            horizon_days=self.frame.cleaned_data["horizon"],
            notice_minutes=self.frame.cleaned_data["notice"],
            valid_from=self.known.valid_from if self.known else None,
            valid_to=self.known.valid_to if self.known else None,
            name=self.known.name if self.known else {},
        )

    @property
    def total(self) -> int:
        """The percentages typed in so far, added up."""
        values = (part.percent["percent"].value() for part in self.parts)
        return sum(int(value) for value in values if str(value or "").isdigit())


def of_rule(said: ReleaseRuleSaid | None) -> RuleForm:
    """The form as it is first shown: what the rule says, with room for more."""
    tranches = said.tranches if said else ()
    frame = {"horizon": said.horizon_days, "notice": said.notice_minutes} if said else {}
    parts = [_known_part(number, each) for number, each in enumerate(tranches)]
    parts.append(_part(len(parts), {}, [{}]))
    return RuleForm(FrameForm(initial=frame), tuple(parts), said)


def of_post(sent: Mapping[str, Any], known: ReleaseRuleSaid | None) -> RuleForm:
    """The form as it was sent; `more` adds a line to its part, or a part."""
    more = str(sent.get("more", ""))
    number = min(_count(sent, "parts") + (more == "part"), MOST_PARTS)
    parts = tuple(_sent_part(sent, part, more) for part in range(number))
    return RuleForm(FrameForm(sent), parts, known)


def _known_part(number: int, tranche: Tranche) -> PartForm:
    lines = [_initial(each) for each in tranche.openings]
    return _part(number, {"percent": tranche.percent}, [*lines, {}])


def _part(number: int, initial: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> PartForm:
    return PartForm(
        number=number,
        percent=PercentForm(initial=initial, prefix=f"p{number}"),
        openings=tuple(
            OpeningForm(initial=line, prefix=f"p{number}o{place}")
            for place, line in enumerate(lines)
        ),
    )


def _sent_part(sent: Mapping[str, Any], number: int, more: str) -> PartForm:
    lines = min(_count(sent, f"p{number}-lines") + (more == f"p{number}"), MOST_OPENINGS)
    return PartForm(
        number=number,
        percent=PercentForm(sent, prefix=f"p{number}"),
        openings=tuple(
            OpeningForm(sent, prefix=f"p{number}o{place}") for place in range(max(lines, 1))
        ),
    )


def _count(sent: Mapping[str, Any], name: str) -> int:
    value = str(sent.get(name, ""))
    return int(value) if value.isdecimal() and len(value) < 3 else 1


def _initial(opening: Opening) -> dict[str, Any]:
    if opening.minutes_before is not None:
        return {"share": opening.share, "minutes": opening.minutes_before}
    days, at = opening.days_before, clock_text(opening.tick)
    return {"share": opening.share, "days": days, "at": at}
