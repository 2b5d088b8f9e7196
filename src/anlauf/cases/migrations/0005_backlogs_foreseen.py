"""What is foreseen of an office's backlog is kept for its lead."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_decimal_questions"),
        ("directory", "0003_where_distances_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="BacklogForecast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.PositiveSmallIntegerField()),
                ("present", models.PositiveSmallIntegerField()),
                ("sound", models.PositiveIntegerField()),
                ("points", models.JSONField()),
                ("within", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="directory.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "people"), name="one_forecast_per_office_and_people"
                    )
                ],
            },
        ),
    ]
