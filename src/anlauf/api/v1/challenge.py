"""Work for a machine, asked for while very many people look for a time."""

from django.http import HttpRequest
from ninja import Router, Schema

from anlauf.api.doors import open_to_all
from anlauf.core import challenges, clock

router = Router(tags=["appointments"])


class ChallengeOut(Schema):
    """A task of ALTCHA's second version.

    Its solution, with the task, is a JSON object `{"challenge": ..., "solution": ...}` in Base64.
    It goes into the header `Challenge-Solution` and counts once, for ten minutes.
    """

    parameters: dict[str, object]
    signature: str


@router.get("/challenge", response={200: ChallengeOut})
@open_to_all
def challenge(request: HttpRequest) -> dict[str, object]:
    """A task to solve when holding or booking was answered with `challenge_required`."""
    return challenges.task(at=clock.now())
