"""It is known whether a code went out in a letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0008_visits_for_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="sent_on",
            field=models.DateField(null=True),
        ),
    ]
