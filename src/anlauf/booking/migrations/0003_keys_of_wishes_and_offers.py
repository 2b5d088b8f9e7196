"""Entries on the waiting list and their offers are found by the digests of their keys."""

from django.db import migrations, models

from anlauf.booking.states import Purpose
from anlauf.core import keys


def know_keys(apps, _editor):
    """Give every row its own digest before the table asks for it."""
    wishes = apps.get_model("booking", "KeptWish").objects
    for number, uid in wishes.values_list("pk", "uid").iterator():
        wishes.filter(pk=number).update(digest=keys.digest(keys.derive(Purpose.WISH, uid)))
    offers = apps.get_model("booking", "Offer").objects
    rows = offers.values_list("pk", "appointment__request_key")
    for number, request in rows.iterator():
        offers.filter(pk=number).update(digest=keys.digest(keys.derive(Purpose.OFFER, request)))


def _digest(**more):
    return models.CharField(max_length=64, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_city_wide_booking"),
    ]

    operations = [
        migrations.AddField("keptwish", "digest", _digest(default=""), preserve_default=False),
        migrations.AddField("offer", "digest", _digest(default=""), preserve_default=False),
        migrations.RunPython(know_keys, migrations.RunPython.noop),
        migrations.AlterField("keptwish", "digest", _digest(unique=True)),
        migrations.AlterField("offer", "digest", _digest(unique=True)),
    ]
