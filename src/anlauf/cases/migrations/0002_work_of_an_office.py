"""Ready words for decisions, certificates for the time between, and what waits for others."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_cases"),
        ("directory", "0003_where_distances_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="provisional_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="kind",
            name="decisions",
            field=models.JSONField(default=list),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True), ("due_on__isnull", True)),
                fields=["office", "step_since", "id"],
                name="cases_that_wait_for_others",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("closed_at__isnull", True), ("provisional_until__isnull", True)
                ),
                fields=["permit_ends_on"],
                name="cases_whose_permit_ends",
            ),
        ),
    ]
