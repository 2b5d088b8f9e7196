"""A rule of calling in sentences, and what it would have made of a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anlauf.directory import queries as directory
from anlauf.floor.queries import Replayed, Waits
from anlauf.floor.values import DispatchRuleSaid
from anlauf.people.queries import Office
from anlauf.web.templatetags.anlauf import say

GROUPS: dict[str, Promise] = {
    "all": gettext_lazy("Everybody"),
    "appointment": gettext_lazy("With an appointment"),
    "walk_in": gettext_lazy("Without an appointment"),
    "urgent": gettext_lazy("Urgent people"),
    "small": gettext_lazy("Small matters"),
    "rare": gettext_lazy("Who needs a specialist"),
}


@dataclass(frozen=True)
class Names:
    """What skills and desks of an office are called."""

    skills: Mapping[str, str]
    desks: Mapping[int, str]

    @classmethod
    def of(cls, office: Office) -> "Names":
        """Look them up."""
        return cls(
            {skill.key: say(skill.name) for skill in directory.skills_at(office)},
            dict(office.desks.values_list("number", "name")),
        )


@dataclass(frozen=True)
class Effect:
    """Some people: their waits as they were, by the rule of that day, and by the new one."""

    group: Promise
    really: Waits
    before: Waits
    after: Waits

    @property
    def change(self) -> float:
        """Minutes more, or fewer, on the average."""
        return self.after.mean - self.before.mean


def effects(found: Replayed) -> list[Effect]:
    """One line for each group of people that was there."""
    return [
        Effect(name, found.really[group], found.before[group], found.after[group])
        for group, name in GROUPS.items()
        if group in found.after
    ]


def sentences(said: DispatchRuleSaid, names: Names) -> list[str]:
    """The rule as people would tell it."""
    rule = said.policy
    told = [
        _("Appointments come first, from %(minutes)s minutes before their time on.")
        % {"minutes": rule.early_minutes},
        _("Who comes up to %(minutes)s minutes late is still punctual; later ones join the others.")
        % {"minutes": rule.tolerance_minutes},
        _("Who has waited %(minutes)s minutes stands beside the appointments, at every desk.")
        % {"minutes": rule.longest_wait_minutes},
        _("Urgent people count as having waited %(minutes)s minutes longer.")
        % {"minutes": rule.urgent_minutes},
    ]
    if rule.pickup_desks:
        desks = ", ".join(
            names.desks.get(number, str(number)) for number in sorted(rule.pickup_desks)
        )
        told.append(
            ngettext(
                "Desk %(desks)s takes small matters of up to %(minutes)s minutes first.",
                "Desks %(desks)s take small matters of up to %(minutes)s minutes first.",
                len(rule.pickup_desks),
            )
            % {"desks": desks, "minutes": rule.small_minutes}
        )
    if rule.rare_skills:
        skills = ", ".join(names.skills.get(key, key) for key in sorted(rule.rare_skills))
        told.append(
            _(
                "Clerks for %(skills)s call those who need them first, and from %(minutes)s"
                " minutes before such an appointment nobody else whom a colleague could serve."
            )
            % {"skills": skills, "minutes": rule.keep_minutes}
        )
    return told + _of_the_room(said)


def _of_the_room(said: DispatchRuleSaid) -> list[str]:
    return [
        _("The first ticket is given out %(minutes)s minutes before opening.")
        % {"minutes": said.tickets_before_minutes},
        _("Who needs more time is planned with %(percent)s percent more.")
        % {"percent": said.more_time_percent},
    ]
