"""Case workers, their leads and data protection have roles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_where_distances_begin"),
        ("people", "0005_devices"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="role_is_known",
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("clerk", "clerk"),
                    ("team_lead", "team_lead"),
                    ("office_manager", "office_manager"),
                    ("planner", "planner"),
                    ("phone_agent", "phone_agent"),
                    ("steering", "steering"),
                    ("administrator", "administrator"),
                    ("case_worker", "case_worker"),
                    ("case_lead", "case_lead"),
                    ("data_protection", "data_protection"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "clerk",
                            "team_lead",
                            "office_manager",
                            "planner",
                            "phone_agent",
                            "steering",
                            "administrator",
                            "case_worker",
                            "case_lead",
                            "data_protection",
                        ],
                    )
                ),
                name="role_is_known",
            ),
        ),
    ]
