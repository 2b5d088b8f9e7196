"""How far along somebody is, and where the question before stands."""

from dataclasses import dataclass

from django.urls import reverse

from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey, Step
from anlauf.web.citizen.visit import Visit

AFTER_THE_QUESTIONS = 2  # choosing a time, and saying whom it is for


@dataclass(frozen=True)
class Progress:
    """Step so many of so many, and the way back."""

    step: int
    of: int
    back: str

    @classmethod
    def at(cls, visit: Visit, journey: Journey, step: Step | None) -> "Progress":
        """Where a question stands among those asked; None is the choice of a time."""
        scope = visit.scope(journey)
        asked = [each for each in Step if scope.asks(each)]
        place = asked.index(step) if step in asked else len(asked)
        service = visit.matter.service.key
        back = reverse("citizen:service", args=[service])
        if place:
            before = journey.without(asked[place - 1])
            back = addresses.of("questions", service, before)
        elif visit.several:
            back = addresses.of("visit", service, journey)
        return cls(place + 1, len(asked) + AFTER_THE_QUESTIONS, back)
