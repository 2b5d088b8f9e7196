"""Tables change although every statement is prepared."""

from django.db import connection


def test_two_statements_in_one_change_pass_and_preparing_goes_on(db):
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE two (a int); ALTER TABLE two ADD COLUMN b int")
    assert connection.connection.prepare_threshold == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT a, b FROM two WHERE a = %s", [1])
        assert cursor.fetchall() == []
