"""Rows from before shares, limits and links that end are brought up to date.

A page learns what of it was promised to walk-ins, appointments whom they can be counted for, and
every link in a letter when it ends.
"""

from collections import defaultdict

from django.db import migrations, models

from anlauf.booking import reach
from anlauf.booking.states import GONE, OCCUPYING, Share
from anlauf.booking.values import USUAL
from anlauf.engine.grid import TICKS


def count_shares(apps, _editor):
    """Write on each page what its appointments took from other shares than online."""
    appointments = apps.get_model("booking", "Appointment").objects.filter(
        state__in=sorted(OCCUPYING), kept_ticks__gt=0, lane__isnull=False
    )
    taken = defaultdict(lambda: bytearray(TICKS))
    rows = appointments.exclude(share=Share.ONLINE)
    for day, lane, share, start, ticks in rows.values_list(
        "day", "lane", "share", "start", "kept_ticks"
    ):
        promised = taken[day, lane, share]
        for tick in range(start, start + ticks):
            promised[tick] += 1
    pages = defaultdict(list)
    for (day, lane, share), promised in sorted(taken.items()):
        pages[day].append((lane, share, bytes(promised)))
    office_days = apps.get_model("booking", "OfficeDay").objects
    for day, found in pages.items():
        office_days.filter(pk=day).update(
            shares=[[lane, share] for lane, share, _octets in found],
            shared=b"".join(octets for _lane, _share, octets in found),
        )


def know_people(apps, _editor):
    """Give living appointments the digests by which a household's are counted."""
    appointments = apps.get_model("booking", "Appointment").objects
    reached = appointments.exclude(state__in=GONE).exclude(email="", phone="")
    for row in reached.filter(reached_by=[]).only("pk", "email", "phone").iterator():
        digests = reach.digests(row.email, row.phone)
        appointments.filter(pk=row.pk).update(reached_by=digests)


def end_links(apps, _editor):
    """Let links given for good end some time after their appointments."""
    keys = apps.get_model("booking", "Key").objects.filter(expires_at=None)
    for key in keys.select_related("appointment").only("pk", "appointment__starts_at").iterator():
        ends = key.appointment.starts_at + USUAL.links_last
        apps.get_model("booking", "Key").objects.filter(pk=key.pk).update(expires_at=ends)


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_quick_to_find")]

    operations = [
        migrations.RunPython(count_shares, migrations.RunPython.noop),
        migrations.RunPython(know_people, migrations.RunPython.noop),
        migrations.RunPython(end_links, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="releaserule",
            constraint=models.UniqueConstraint(
                fields=["area", "office", "skill", "valid_from"],
                name="one_release_rule_per_scope_and_first_day",
                nulls_distinct=False,
            ),
        ),
    ]
