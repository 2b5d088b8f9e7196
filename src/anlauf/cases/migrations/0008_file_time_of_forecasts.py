"""A forecast of a backlog says with which file time it was reckoned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_figures_of_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="backlogforecast",
            name="file_time",
            field=models.JSONField(default=dict),
        ),
    ]
