from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("floor", "0012_people_who_wait_are_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="waitinghabits",
            name="middle",
            field=models.FloatField(default=0.0),
        ),
    ]
