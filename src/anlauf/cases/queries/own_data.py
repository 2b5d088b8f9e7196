"""Everything kept about a person's case, as they may take it away."""

from anlauf.cases.models import Case, ClockStop, Decision
from anlauf.cases.queries.forms import questions_of
from anlauf.cases.queries.messages import Said, messages_of
from anlauf.cases.queries.papers import HandedInFile, papers_of
from anlauf.cases.states import DECIDED
from anlauf.core import seal
from anlauf.core.models import JournalEntry
from anlauf.core.text import say

_JOURNALED = "cases.case"


def own_data(case: Case, language: str) -> dict[str, object]:
    """The case in values that JSON knows, with the wordings of one language."""
    return {
        "number": case.code,
        "matter": say(case.kind.service.name, language),
        "office": say(case.office.name, language),
        "state": case.state,
        "received_at": case.received_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "person": _person(case),
        "dates": _dates(case),
        "answers": _answers(case, language),
        "papers_asked_for": _demands(case, language),
        "files": [_file(each) for each in papers_of(case)],
        "decisions": [_decision(each) for each in _told(case)],
        "messages": [_message(each) for each in messages_of(case)],
        "clock_stops": [_stop(each) for each in case.stops.order_by("since", "pk")],
        "history": _history(case),
    }


def _message(said: Said) -> dict[str, object]:
    side = "office" if said.ours else "person"
    return {"from": side, "at": said.at.isoformat(), "text": said.text}


def _file(row: HandedInFile) -> dict[str, object]:
    """A file that was handed in; its content lies beside these data where it can be opened."""
    return {
        "name": row.name,
        "for": row.wanted,
        "state": row.state,
        "pages": row.pages,
        "handed_in_at": row.at.isoformat(),
        "reason": row.reason,
    }


def _told(case: Case) -> list[Decision]:
    """The decision the person was told; a proposal is none."""
    if case.state not in DECIDED:
        return []
    return list(case.decisions.filter(dropped_at=None))


def _decision(row: Decision) -> dict[str, object]:
    return {
        "sort": row.sort,
        "reasons": seal.opened_text(row.reasons),
        "at": (row.approved_at or row.proposed_at).isoformat(),
    }


def _stop(row: ClockStop) -> dict[str, object]:
    until = row.until.isoformat() if row.until else None
    return {"cause": row.cause, "whom": row.whom, "since": row.since.isoformat(), "until": until}


def _person(case: Case) -> dict[str, object]:
    return {
        "name": case.name,
        "birth_date": case.birth_date.isoformat() if case.birth_date else None,
        "email": case.email,
        "phone": case.phone,
        "language": case.language,
    }


def _dates(case: Case) -> dict[str, object]:
    return {
        "permit_ends": case.permit_ends_on.isoformat() if case.permit_ends_on else None,
        "job_starts": case.job_starts_on.isoformat() if case.job_starts_on else None,
        "hardship": case.hardship,
    }


def _answers(case: Case, language: str) -> list[dict[str, object]]:
    """The form as it was filled in; what no question of the kind asks stands under its key."""
    said = seal.opened_facts(case.answers)
    texts = {row.key: say(row.text, language) for row in questions_of(case.kind)}
    return [{"question": texts.get(key, key), "answer": answer} for key, answer in said.items()]


def _demands(case: Case, language: str) -> list[dict[str, object]]:
    return [
        {
            "name": say(each.rule.name, language) if each.rule else each.name,
            "needed": each.needed,
            "state": each.state,
            "reason": each.reason,
        }
        for each in case.demands.select_related("rule").order_by("pk")
    ]


def _history(case: Case) -> list[dict[str, object]]:
    """What happened to the case; not who of the staff did it."""
    rows = JournalEntry.objects.filter(thing=_JOURNALED, thing_number=case.pk).order_by("pk")
    return [{"at": row.at.isoformat(), "what": row.verb, "by": row.by_kind} for row in rows]
