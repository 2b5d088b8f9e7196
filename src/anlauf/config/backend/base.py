"""What Django loads for the setting ENGINE."""

import select
from types import TracebackType
from typing import Self

from django.db.backends.postgresql import base, schema


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Changes tables without prepared statements.

    Django sends some changes as two statements in one string, which PostgreSQL refuses to prepare.
    """

    def __enter__(self) -> Self:
        self.connection.ensure_connection()
        self._threshold = self.connection.connection.prepare_threshold
        self.connection.connection.prepare_threshold = None
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if self.connection.connection is not None:
            self.connection.connection.prepare_threshold = self._threshold


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection with our ways of changing tables and of looking after the server."""

    SchemaEditorClass = SchemaEditor

    def is_usable(self) -> bool:
        """Tell whether the server still listens, asking it only when it has said something unasked.

        A server that goes closes the connection, which then has something to be read; asking it in
        every request would be one more statement in each.
        """
        return not self._has_spoken() or super().is_usable()

    def _has_spoken(self) -> bool:
        ear = select.poll()
        ear.register(self.connection.pgconn.socket, select.POLLIN)
        return bool(ear.poll(0))
