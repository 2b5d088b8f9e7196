"""Letters about a case: its receipt, what is missing, what is ready, what was decided.

Neither a subject nor a short message names the matter: who sees a telephone's screen shall not
learn that somebody has to do with the foreigners' office. The words stand behind the link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlauf.cases.models import Case, Decision, Intake
from anlauf.cases.queries import forms, of_person
from anlauf.cases.states import DecisionSort, DemandState
from anlauf.core import links, outbox
from anlauf.core.models import Letter
from anlauf.core.text import say
from anlauf.core.writers import Words
from anlauf.directory import queries as directory

_SUBJECTS: dict[str, Promise] = {
    "case_form": _("The way back to your form"),
    "case_received": _("We have received your application %(code)s"),
    "case_papers": _("Papers are missing for your application %(code)s"),
    "case_infected": _("A file for your application %(code)s could not be kept"),
    "case_reminder": _("We are still waiting for papers: application %(code)s"),
    "case_visit": _("Please choose an appointment: application %(code)s"),
    "case_pickup": _("Ready to be picked up: application %(code)s"),
    "case_granted": _("Your application %(code)s has been granted"),
    "case_rejected": _("The decision on your application %(code)s"),
    "case_withdrawn": _("Your application %(code)s has been withdrawn"),
    "case_certificate": _("Your certificate for the time until we decide: application %(code)s"),
    "case_message": _("A message about your application %(code)s"),
}


@dataclass(frozen=True)
class CaseWords:
    """What every letter about a case may say."""

    name: str
    code: str
    link: str
    matter: str
    office: str
    city: str
    city_phone: str


def form_kept(intake: Intake, email: str, *, at: datetime) -> None:
    """Send the way back to a form that is put aside."""
    to = outbox.Recipient(Letter.Channel.MAIL, email, intake.language)
    outbox.put("case_form", to, about=intake, at=at)


def received(case: Case, *, at: datetime) -> None:
    """Say that the matter has reached us, under which number, and where its status stands."""
    _put("case_received", case, {}, at=at)


def papers_missing(case: Case, *, at: datetime) -> None:
    """Name what is missing, all of it in one letter."""
    _put("case_papers", case, {}, at=at)


def paper_infected(case: Case, *, at: datetime) -> None:
    """Say that a file did not pass the check for viruses, and what is missing now."""
    _put("case_infected", case, {}, at=at)


def reminder(case: Case, *, at: datetime) -> None:
    """Remind of what was asked for."""
    _put("case_reminder", case, {}, at=at)


def ready_for_visit(case: Case, *, at: datetime) -> None:
    """Say that everything is there and a time can be chosen."""
    _put("case_visit", case, {}, at=at)


def ready_for_pickup(case: Case, *, at: datetime) -> None:
    """Say that it lies ready."""
    _put("case_pickup", case, {}, at=at)


def decided(case: Case, decision: Decision, *, at: datetime) -> None:
    """Say that it is decided; the decision itself goes the way the law asks for."""
    granted = decision.sort != DecisionSort.REJECTED
    _put("case_granted" if granted else "case_rejected", case, {}, at=at)


def withdrawn(case: Case, *, at: datetime) -> None:
    """Say that we no longer work on it."""
    _put("case_withdrawn", case, {}, at=at)


def certified(case: Case, *, at: datetime) -> None:
    """Say that a provisional certificate bridges the time until the decision."""
    _put("case_certificate", case, {}, at=at)


def message(case: Case, *, at: datetime) -> None:
    """Say that a message waits on the status page; not what it says."""
    _put("case_message", case, {}, at=at)


def written(letter: Letter) -> Words:
    """The words of a letter about a case; the settings name this as the cases' writer."""
    with translation.override(letter.language):
        if letter.thing == Intake._meta.label_lower:
            return _way_back(letter)
        case = Case.objects.select_related("kind__service", "office").get(pk=letter.thing_number)
        words = words_of(case, letter.language)
        line = str(_SUBJECTS[letter.kind]) % {"code": words.code}
        if letter.channel == Letter.Channel.SMS:
            short = {"line": line, "link": words.link}
            return Words("", render_to_string("letters/case_short.txt", short))
        facts = {"words": words, "papers": _papers(case, letter.language)}
        facts |= {"makes_a_card": case.kind.pick_up_id is not None}
        if case.provisional_until is not None:
            facts |= {"facts_until": date_format(case.provisional_until, gettext("j F Y"))}
        return Words(line, render_to_string(f"letters/{letter.kind}.txt", facts))


def _way_back(letter: Letter) -> Words:
    intake = Intake.objects.get(pk=letter.thing_number)
    city = directory.city()
    facts = {
        "words": CaseWords(
            name="",
            code=forms.form_code(intake.uid),
            link=links.link(f"/application/{forms.form_key(intake.uid)}/"),
            matter="",
            office="",
            city=say(city.name, letter.language),
            city_phone=city.phone,
        ),
        "until": intake.ends_at,
    }
    subject = str(_SUBJECTS[letter.kind])
    return Words(subject, render_to_string(f"letters/{letter.kind}.txt", facts))


def _put(kind: str, case: Case, facts: Mapping[str, object], *, at: datetime) -> None:
    to = recipient(case)
    if to is not None:
        outbox.put(kind, to, about=case, facts=facts, at=at)


def recipient(case: Case) -> outbox.Recipient | None:
    """How the person can be reached: by mail rather than by short message."""
    if case.email:
        return outbox.Recipient(Letter.Channel.MAIL, case.email, case.language)
    if case.phone:
        return outbox.Recipient(Letter.Channel.SMS, case.phone, case.language)
    return None


def words_of(case: Case, language: str) -> CaseWords:
    """What every letter about this case may say."""
    city = directory.city()
    return CaseWords(
        name=case.name,
        code=case.code,
        link=links.link(f"/case/{of_person.status_key(case)}/"),
        matter=say(case.kind.service.name, language),
        office=say(case.office.name, language),
        city=say(city.name, language),
        city_phone=city.phone,
    )


def _papers(case: Case, language: str) -> list[dict[str, str]]:
    """What is missing now, each with what was wrong with what came before."""
    missing = case.demands.filter(state=DemandState.OPEN, asked_at__isnull=False)
    return [
        {
            "name": say(each.rule.name, language) if each.rule else each.name,
            "hint": say(each.rule.hint, language) if each.rule else "",
            "reason": each.reason,
        }
        for each in missing.select_related("rule").order_by("pk")
    ]
