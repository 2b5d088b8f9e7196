from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="area",
            name="booked_by_phone",
            field=models.BooleanField(default=True),
        ),
    ]
