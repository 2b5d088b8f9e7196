from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("floor", "0010_help_is_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="desksession",
            name="moved_to",
            field=models.CharField(blank=True, max_length=50),
        ),
    ]
