"""Tables change although every statement is prepared."""

import select

import psycopg
import pytest
from django.db import connection


def test_two_statements_in_one_change_pass_and_preparing_goes_on(db):
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE two (a int); ALTER TABLE two ADD COLUMN b int")
    assert connection.connection.prepare_threshold == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT a, b FROM two WHERE a = %s", [1])
        assert cursor.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_a_server_that_went_is_noticed_and_a_living_one_is_not_asked(django_assert_num_queries):
    connection.ensure_connection()
    with django_assert_num_queries(0):
        assert connection.is_usable()

    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as another:
        another.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    ear = select.poll()
    ear.register(connection.connection.pgconn.socket, select.POLLIN)
    assert ear.poll(10_000)

    assert not connection.is_usable()
    connection.close()
