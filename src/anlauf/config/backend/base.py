"""What Django loads for the setting ENGINE."""

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
    """Django's connection with our way of changing tables."""

    SchemaEditorClass = SchemaEditor
