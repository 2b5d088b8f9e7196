from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_to_change_the_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only.' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER journal_is_append_only
BEFORE UPDATE OR DELETE ON core_journalentry
FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_journal();
"""

ALLOW = """
DROP TRIGGER journal_is_append_only ON core_journalentry;
DROP FUNCTION refuse_to_change_the_journal();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
