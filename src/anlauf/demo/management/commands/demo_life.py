"""`anlauf demo_life`: simulated people, for as long as the demo runs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.demo import prepare
from anlauf.demo.wall_clock import WallClock


class Command(BaseCommand):
    """Lets simulated citizens and clerks live along with the demo's clock."""

    help = "Let simulated people use the demo city."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Live until ended."""
        wall = WallClock(settings.HOME / "demo" / "clock.json")
        at = wall.lived() or clock.now()
        life = prepare.life(at=at)
        today = at.astimezone(life.citizens.town.zone).date()
        life.follow(
            note=wall.live,
            aside=prepare.fill(life.citizens, today, at=at),
        )
