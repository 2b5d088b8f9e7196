"""The figures for cases have rows, from a day to a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_open_cases_to_count"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(default=dict)),
                ("valid_from", models.DateField(unique=True)),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="figures_of_cases_end_after_they_begin",
                    ),
                ],
            },
        ),
    ]
