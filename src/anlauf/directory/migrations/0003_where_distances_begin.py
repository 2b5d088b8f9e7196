import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_areas_booked_by_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="quarter",
            name="postal_codes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), default=list, size=None
            ),
        ),
        # What stood there was a text in one language; the next load of the city's files words it.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    ALTER TABLE directory_city ALTER COLUMN map_attribution TYPE jsonb
                    USING jsonb_build_object('en', map_attribution)
                    """,
                    """
                    ALTER TABLE directory_city ALTER COLUMN map_attribution TYPE varchar(200)
                    USING coalesce(map_attribution->>'en', '')
                    """,
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="city",
                    name="map_attribution",
                    field=models.JSONField(default=dict),
                ),
            ],
        ),
    ]
