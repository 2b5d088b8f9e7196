from django.db import migrations

# A trigger, so that no command can forget to tell. What is told are numbers of rows and tickets.
TELL = """
CREATE FUNCTION floor_visit_tells() RETURNS trigger AS $$
BEGIN
    PERFORM pg_notify('floor', NEW.office_id || ' ' || NEW.number);
    IF TG_OP = 'UPDATE' AND OLD.office_id <> NEW.office_id THEN
        PERFORM pg_notify('floor', OLD.office_id || ' ' || NEW.number);
    END IF;
    RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE TRIGGER a_new_visit_is_told
    AFTER INSERT ON floor_visit
    FOR EACH ROW EXECUTE FUNCTION floor_visit_tells();

CREATE TRIGGER a_changed_visit_is_told
    AFTER UPDATE ON floor_visit
    FOR EACH ROW
    WHEN (
        (OLD.office_id, OLD.state, OLD.desk_id, OLD.called_at, OLD.calls, OLD.wanted_desk_id,
         OLD.minutes, OLD.skills, OLD.urgency_id)
        IS DISTINCT FROM
        (NEW.office_id, NEW.state, NEW.desk_id, NEW.called_at, NEW.calls, NEW.wanted_desk_id,
         NEW.minutes, NEW.skills, NEW.urgency_id)
    )
    EXECUTE FUNCTION floor_visit_tells();

CREATE FUNCTION floor_session_tells() RETURNS trigger AS $$
BEGIN
    PERFORM pg_notify('floor', (SELECT office_id::text FROM directory_desk WHERE id = NEW.desk_id));
    RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE TRIGGER who_sits_at_a_desk_is_told
    AFTER INSERT OR UPDATE ON floor_desksession
    FOR EACH ROW EXECUTE FUNCTION floor_session_tells();
"""

BE_SILENT = """
DROP TRIGGER who_sits_at_a_desk_is_told ON floor_desksession;
DROP TRIGGER a_changed_visit_is_told ON floor_visit;
DROP TRIGGER a_new_visit_is_told ON floor_visit;
DROP FUNCTION floor_session_tells();
DROP FUNCTION floor_visit_tells();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("floor", "0004_notes_and_calls_for_help"),
    ]

    operations = [migrations.RunSQL(TELL, BE_SILENT)]
