"""The verbs of evaluation: read the journal, sample offers, recompute, load, alert, scenarios."""

from anlauf.evaluation.commands.access import forget_marks
from anlauf.evaluation.commands.alerts import (
    AlertOver,
    check_alerts,
    give_back,
    settle,
    take_in_hand,
)
from anlauf.evaluation.commands.answers import report, write_down
from anlauf.evaluation.commands.comparing import play_drafts
from anlauf.evaluation.commands.history import (
    Origin,
    SheetIsOtherwise,
    discard_sheet,
    keep_sheet,
    load_sheet,
    withdraw_sheet,
)
from anlauf.evaluation.commands.live import write_live
from anlauf.evaluation.commands.mailing import NoMailbox, mail_reports, subscribe, unsubscribe
from anlauf.evaluation.commands.past import load_past
from anlauf.evaluation.commands.pieces import forget_pieces
from anlauf.evaluation.commands.reading import catch_up, project
from anlauf.evaluation.commands.recompute import recompute
from anlauf.evaluation.commands.replays import describe_past
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
from anlauf.evaluation.commands.searching import count_choice, count_search, fold_searches
from anlauf.evaluation.commands.touring import Wanted as ToursWanted
from anlauf.evaluation.commands.touring import propose_tours

__all__ = [
    "SILENCE",
    "AlertOver",
    "IsBeingPlayed",
    "NoMailbox",
    "NoSuchChange",
    "NothingChanged",
    "Origin",
    "SheetIsOtherwise",
    "TooManyChanges",
    "ToursWanted",
    "add_change",
    "ask_to_play",
    "ask_to_stop_playing",
    "begin_scenario",
    "catch_up",
    "check_alerts",
    "copy_scenario",
    "count_choice",
    "count_search",
    "describe_past",
    "discard_sheet",
    "drop_change",
    "finish_scenario",
    "fold_searches",
    "forget_marks",
    "forget_pieces",
    "give_back",
    "keep_city",
    "keep_sheet",
    "load_past",
    "load_sheet",
    "mail_reports",
    "name_scenario",
    "play_drafts",
    "project",
    "propose_tours",
    "recompute",
    "remove_scenario",
    "report",
    "restore_scenario",
    "sample",
    "settle",
    "settle_changes",
    "still_played",
    "subscribe",
    "take_in_hand",
    "take_scenario",
    "unsubscribe",
    "withdraw_sheet",
    "write_down",
    "write_live",
]
