"""An invitation may be for a case, and the appointment booked with it belongs to the case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0007_figures_of_the_policy"),
        ("cases", "0001_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="cases.case",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("case__isnull", False)),
                fields=["case"],
                name="appointments_of_a_case",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("case__isnull", False)),
                fields=["case"],
                name="invitations_of_a_case",
            ),
        ),
    ]
