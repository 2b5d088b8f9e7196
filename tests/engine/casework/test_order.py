"""Whose turn it is: the earliest date from any reason, and nobody is passed for ever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.casework import Due, Facts, Leads, Reason, first_due

TODAY = date(2026, 11, 2)
LEADS = Leads()
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
facts = st.builds(
    Facts,
    target=days,
    permit_ends=st.none() | days,
    job_starts=st.none() | days,
    law=st.none() | days,
    hardship=st.booleans(),
)


def test_a_permit_that_ends_soon_comes_before_an_older_case():
    ends = Facts(target=TODAY + timedelta(40), permit_ends=TODAY + timedelta(20))
    older = Facts(target=TODAY + timedelta(10))
    assert first_due(ends, LEADS) < first_due(older, LEADS)


def test_of_two_reasons_on_one_day_the_one_nearer_to_the_person_is_named():
    same = Facts(target=TODAY, permit_ends=TODAY + timedelta(LEADS.permit_ends))
    assert first_due(same, LEADS) == Due(TODAY, Reason.PERMIT_ENDS)


def test_a_negative_lead_is_a_mistake():
    with pytest.raises(ValueError, match="law is -1"):
        Leads(law=-1)


@given(facts, days)
def test_one_more_reason_never_makes_a_case_later(known, day):
    for name in ("permit_ends", "job_starts", "law"):
        if getattr(known, name) is None:
            more = replace(known, **{name: day})
            assert first_due(more, LEADS).on <= first_due(known, LEADS).on


@given(facts)
def test_hardship_never_makes_a_case_later(known):
    hard, usual = replace(known, hardship=True), replace(known, hardship=False)
    assert first_due(hard, LEADS).on <= first_due(usual, LEADS).on


@given(facts)
def test_nobody_is_due_later_than_our_own_target(known):
    assert first_due(known, LEADS).on <= known.target


@given(facts, st.integers(0, 400))
def test_whoever_comes_with_the_same_reasons_later_stands_behind(known, wait):
    def shifted(day):
        return None if day is None else day + timedelta(wait)

    later = Facts(
        target=shifted(known.target),
        permit_ends=shifted(known.permit_ends),
        job_starts=shifted(known.job_starts),
        law=shifted(known.law),
        hardship=known.hardship,
    )
    assert first_due(known, LEADS) <= first_due(later, LEADS)
