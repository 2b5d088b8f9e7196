"""What the interface says about itself is what stands in the reference."""

import json
from pathlib import Path

from anlauf.api.urls import v1

COMMITTED = Path(__file__).parents[2] / "docs/reference/openapi.json"


def test_the_committed_description_is_the_present_one():
    present = json.dumps(v1.get_openapi_schema(), indent=1, ensure_ascii=False)
    assert COMMITTED.read_text("utf-8").strip() == present, (
        "Write it anew: python -m anlauf openapi > docs/reference/openapi.json"
    )
