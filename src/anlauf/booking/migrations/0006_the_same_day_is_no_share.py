"""Time for the same day is what opens to everybody on that day; no door ever took from a share."""

from django.db import migrations, models

OLD, NEW = "same_day", "online"


def open_to_everybody(apps, _editor):
    """Let rules of release name those who could really book."""
    for rule in apps.get_model("booking", "ReleaseRule").objects.all():
        said = [part | {"openings": _openings(part["openings"])} for part in rule.tranches]
        if said != rule.tranches:
            rule.tranches = said
            rule.save(update_fields=["tranches"])


def _openings(openings):
    """The openings of a part, each share once, the earliest first as they were."""
    found = {}
    for opening in openings:
        share = NEW if opening["share"] == OLD else opening["share"]
        found.setdefault(share, opening | {"share": share})
    return list(found.values())


class Migration(migrations.Migration):
    dependencies = [("booking", "0005_what_was_promised_before")]

    operations = [
        migrations.RunPython(open_to_everybody, migrations.RunPython.noop),
        migrations.AlterField(
            "appointment",
            "share",
            models.CharField(
                choices=[
                    ("online", "Online"),
                    ("internal", "Internal"),
                    ("walk_in", "Walk In"),
                    ("urgent", "Urgent"),
                    ("invitation", "Invitation"),
                ],
                default="online",
                max_length=10,
            ),
        ),
    ]
