"""What visitors needed is forgotten two days after their visit."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands
from anlauf.floor.models import Visit
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def test_needs_are_kept_for_two_days_and_then_gone():
    visit = make_floor.ticket(make_floor.house(), "08:00")
    Visit.objects.filter(pk=visit.pk).update(access_needs=["more_time"])
    came = make.moment("08:00")

    assert commands.forget(by=SYSTEM, at=came + timedelta(days=1)) == 0
    assert commands.forget(by=SYSTEM, at=came + timedelta(days=3)) == 1
    assert commands.forget(by=SYSTEM, at=came + timedelta(days=3)) == 0

    assert Visit.objects.get().access_needs == []
    assert JournalEntry.objects.filter(verb="floor.needs_forgotten").count() == 1
