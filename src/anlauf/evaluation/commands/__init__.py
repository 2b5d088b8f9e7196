"""The verbs of evaluation: read on in the journal, sample what is on offer, recompute, load."""

from anlauf.evaluation.commands.answers import report, write_down
from anlauf.evaluation.commands.past import load_past
from anlauf.evaluation.commands.reading import catch_up, project
from anlauf.evaluation.commands.recompute import recompute
from anlauf.evaluation.commands.sample import sample

__all__ = ["catch_up", "load_past", "project", "recompute", "report", "sample", "write_down"]
