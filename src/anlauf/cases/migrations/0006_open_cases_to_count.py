"""The index that counts an office's open cases holds all that is counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_backlogs_foreseen")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "state"],
                include=["due_on", "assigned"],
                name="open_cases_to_count",
                condition=models.Q(closed_at__isnull=True),
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="open_cases_by_state"),
    ]
