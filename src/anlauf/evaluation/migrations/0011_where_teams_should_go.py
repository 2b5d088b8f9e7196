from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0010_drafts_compared")]

    operations = [
        migrations.AlterField(
            model_name="scenario",
            name="asks",
            field=models.CharField(
                choices=[
                    ("changes", "What if"),
                    ("leads", "Appointments and waits"),
                    ("files", "Matters that take weeks"),
                    ("drafts", "Drafts of a roster"),
                    ("tours", "Where mobile teams should go"),
                ],
                default="changes",
                max_length=8,
            ),
        ),
    ]
