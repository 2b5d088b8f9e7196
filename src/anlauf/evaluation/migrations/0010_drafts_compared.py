from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0009_counted_things")]

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
                ],
                default="changes",
                max_length=8,
            ),
        ),
        migrations.RemoveConstraint(model_name="scenario", name="one_replay_of_each_kind"),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.UniqueConstraint(
                condition=models.Q(asks__in=["leads", "files"]),
                fields=("asks",),
                name="one_replay_of_each_kind",
            ),
        ),
    ]
