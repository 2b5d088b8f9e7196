from django.db import migrations

# Desks listen instead of asking every few seconds: a call for help must not wait for their next
# question. The function that tells of sessions only reads the number of the desk.
TELL = """
CREATE FUNCTION floor_help_call_tells() RETURNS trigger AS $$
BEGIN
    PERFORM pg_notify('floor', id::text) FROM directory_office WHERE place_id = NEW.place_id;
    RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE TRIGGER a_call_for_help_is_told
    AFTER INSERT OR UPDATE ON floor_helpcall
    FOR EACH ROW EXECUTE FUNCTION floor_help_call_tells();

CREATE TRIGGER other_work_at_a_desk_is_told
    AFTER INSERT OR UPDATE ON floor_deskwork
    FOR EACH ROW EXECUTE FUNCTION floor_session_tells();
"""

BE_SILENT = """
DROP TRIGGER other_work_at_a_desk_is_told ON floor_deskwork;
DROP TRIGGER a_call_for_help_is_told ON floor_helpcall;
DROP FUNCTION floor_help_call_tells();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("floor", "0009_joining_from_afar"),
    ]

    operations = [migrations.RunSQL(TELL, BE_SILENT)]
