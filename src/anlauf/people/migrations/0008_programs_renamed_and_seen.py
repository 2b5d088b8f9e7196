"""A program may be renamed, and it is known when it last called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_a_works_council"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="former_name",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="program",
            name="seen_at",
            field=models.DateTimeField(null=True),
        ),
    ]
