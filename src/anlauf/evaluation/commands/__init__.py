"""The verbs of evaluation: read on in the journal, sample offers, recompute, load, scenarios."""

from anlauf.evaluation.commands.answers import report, write_down
from anlauf.evaluation.commands.past import load_past
from anlauf.evaluation.commands.reading import catch_up, project
from anlauf.evaluation.commands.recompute import recompute
from anlauf.evaluation.commands.sample import sample
from anlauf.evaluation.commands.scenarios import (
    SILENCE,
    IsBeingPlayed,
    NoSuchChange,
    NothingChanged,
    TooManyChanges,
    add_change,
    ask_to_play,
    ask_to_stop_playing,
    begin_scenario,
    copy_scenario,
    drop_change,
    finish_scenario,
    keep_city,
    name_scenario,
    remove_scenario,
    restore_scenario,
    settle_changes,
    still_played,
    take_scenario,
)

__all__ = [
    "SILENCE",
    "IsBeingPlayed",
    "NoSuchChange",
    "NothingChanged",
    "TooManyChanges",
    "add_change",
    "ask_to_play",
    "ask_to_stop_playing",
    "begin_scenario",
    "catch_up",
    "copy_scenario",
    "drop_change",
    "finish_scenario",
    "keep_city",
    "load_past",
    "name_scenario",
    "project",
    "recompute",
    "remove_scenario",
    "report",
    "restore_scenario",
    "sample",
    "settle_changes",
    "still_played",
    "take_scenario",
    "write_down",
]
