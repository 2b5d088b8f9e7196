"""The figures by which a city promises have rows, from a day to a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0006_the_same_day_is_no_share"),
    ]

    operations = [
        migrations.CreateModel(
            name="PolicyRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(default=dict)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("valid_from",),
                        name="one_policy_per_first_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="policy_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]
