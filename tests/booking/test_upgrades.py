"""What a city has when it upgrades is still there afterwards, and true."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anlauf.booking import commands, queries
from anlauf.booking.models import KeptWish, Offer, ReleaseRule
from anlauf.core.actors import SYSTEM
from tests import make

BEFORE_KEYS = ("booking", "0002_city_wide_booking")


def migrate(*targets: tuple[str, str]) -> None:
    """Bring the tables to where these migrations leave them."""
    MigrationExecutor(connection).migrate(list(targets))


@pytest.mark.django_db(transaction=True)
def test_a_city_with_several_entries_on_its_list_is_upgraded():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(7), supply=[1] * 6)
    for clock in ("08:00", "08:15"):
        booked = make.appointment(make.wish(offering, at=clock, on=make.later(7)))
        make.kept_wish(offering)
        commands.cancel(booked, by=SYSTEM, at=make.AT)
    assert Offer.objects.count() == 2
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    try:
        migrate(BEFORE_KEYS)
    finally:
        migrate(*latest)

    for wish in KeptWish.objects.all():
        assert queries.wish_by_key(queries.wish_key(wish), at=make.AT) == wish
    for offer in Offer.objects.all():
        assert queries.offer_by_key(queries.offer_key(offer), at=make.AT) == offer


@pytest.mark.django_db
def test_what_was_kept_for_the_same_day_opens_to_everybody_on_that_day():
    upgrade = import_module("anlauf.booking.migrations.0006_the_same_day_is_no_share")
    both = [make.opening("online", 0), make.opening("same_day", 0), make.soon()]
    alone = [make.opening("same_day", 0)]
    rule = make.release_rule(make.tranche(50, *both), make.tranche(50, *alone))

    upgrade.open_to_everybody(apps, None)

    rule = ReleaseRule.objects.get(pk=rule.pk)
    first, second = rule.tranches
    assert first["openings"] == [make.opening("online", 0), make.soon()]
    assert second["openings"] == [make.opening("online", 0)]
