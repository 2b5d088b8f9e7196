from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_city_wide_booking"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptwish",
            name="digest",
            field=models.CharField(default="", max_length=64, unique=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="offer",
            name="digest",
            field=models.CharField(default="", max_length=64, unique=True),
            preserve_default=False,
        ),
    ]
