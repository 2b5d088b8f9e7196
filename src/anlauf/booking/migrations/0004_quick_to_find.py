from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0003_keys_of_wishes_and_offers")]

    operations = [
        migrations.RemoveIndex(model_name="appointment", name="appointments_of_somebody"),
        migrations.AddIndex(
            model_name="appointment",
            index=GinIndex(
                fastupdate=False, fields=["reached_by"], name="appointments_of_somebody"
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["uid"], name="promises_of_an_entry"),
        ),
    ]
