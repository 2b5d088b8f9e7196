import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("floor", "0011_desks_are_moved"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="wants_word",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("third_told_at", models.DateTimeField(null=True)),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="floor.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), models.Q(("phone", ""), _negated=True)),
                            models.Q(models.Q(("email", ""), _negated=True), ("phone", "")),
                            _connector="OR",
                        ),
                        name="reached_by_mail_or_by_phone",
                    )
                ],
            },
        ),
    ]
