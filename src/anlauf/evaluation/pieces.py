"""Finished pieces of studies as rows, so that any process on any host goes on with them."""

from dataclasses import dataclass
from datetime import datetime

from anlauf.engine.study import Key, packed, unpacked
from anlauf.engine.study.figures import Figures
from anlauf.evaluation.models import StudyPiece


@dataclass(frozen=True)
class Rows:
    """Keeps pieces in the database, marked with this moment."""

    at: datetime

    def find(self, key: Key) -> Figures | None:
        """The piece, if it is finished."""
        row = StudyPiece.objects.filter(name=key.name).first()
        return unpacked(bytes(row.body)) if row else None

    def keep(self, key: Key, figures: Figures) -> None:
        """Keep a finished piece; whoever was quicker has kept the same."""
        piece = StudyPiece(name=key.name, body=packed(key, figures), kept_at=self.at)
        StudyPiece.objects.bulk_create([piece], ignore_conflicts=True)
