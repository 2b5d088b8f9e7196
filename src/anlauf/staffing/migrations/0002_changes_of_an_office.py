import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("staffing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hours", "Opening hours"),
                            ("days", "Particular days"),
                            ("staff", "Staff"),
                            ("duration", "How long a service takes"),
                            ("supply", "What was still to be published"),
                        ],
                        max_length=8,
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("met", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("by_kind", models.CharField(max_length=10)),
                ("by_number", models.BigIntegerField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="directory.office",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="staffing.change",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "-id"], name="changes_of_an_office")],
            },
        ),
    ]
