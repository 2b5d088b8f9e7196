"""`anlauf openapi`: the interface describes itself, as in docs/reference/openapi.json."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from anlauf.api.urls import v1


class Command(BaseCommand):
    """Prints the OpenAPI document of version 1."""

    help = "Print the OpenAPI document of the interface for programs."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Print it."""
        self.stdout.write(json.dumps(v1.get_openapi_schema(), indent=1, ensure_ascii=False))
