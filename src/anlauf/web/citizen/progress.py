"""How far along somebody is, and where the question before stands."""

from dataclasses import dataclass

from django.urls import reverse

from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey, Step
from anlauf.web.citizen.matter import Matter

AFTER_THE_QUESTIONS = 2  # choosing a time, and saying whom it is for


@dataclass(frozen=True)
class Progress:
    """Step so many of so many, and the way back."""

    step: int
    of: int
    back: str

    @classmethod
    def at(cls, matter: Matter, journey: Journey, step: Step | None) -> "Progress":
        """Where a question stands among those asked; None is the choice of a time."""
        scope = matter.scope(journey)
        asked = [each for each in Step if scope.asks(each)]
        place = asked.index(step) if step in asked else len(asked)
        back = reverse("citizen:service", args=[matter.service.key])
        if place:
            before = journey.without(asked[place - 1])
            back = addresses.of("questions", matter.service.key, before)
        return cls(place + 1, len(asked) + AFTER_THE_QUESTIONS, back)
