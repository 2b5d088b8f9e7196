"""The interface describes itself: every answer it can give, errors as problems."""

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from anlauf.api.problems import Problem

_ALWAYS = (400, 401, 413, 422, 429)
"""Unreadable, a key that is none, too big, wrong fields, too often: any operation may say so."""


class Described(NinjaAPI):
    """An interface whose description names each refusal and how it is written."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """The description, its problems as RFC 9457 writes them."""
        schema = super().get_openapi_schema(**how)
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"] = _complete(operation["responses"])
        schema["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return schema


def _complete(responses: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The answers of an operation, those of every operation among them, in order."""
    described = {status: _problem(status) for status in _ALWAYS} | responses
    for status, response in described.items():
        if status >= HTTPStatus.BAD_REQUEST:
            response["content"] = {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
    return {status: described[status] for status in sorted(described)}


def _problem(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase}
