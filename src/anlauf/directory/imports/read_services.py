"""Reads services with their fees and how long they usually take."""

import re
from collections.abc import Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import Duration, Fee, Service
from anlauf.directory.imports.table import Table
from anlauf.directory.states import Channel, Competence
from anlauf.engine.grid import TICK_MINUTES

LEIKA = re.compile(r"^99\d{12}$")
_LAST_POSITION = 1000


def service(table: Table) -> Service:
    """A service; its own duration is the usual one, which an office may change."""
    found = Service(
        key=table.id(),
        name=table.wording("name"),
        summary=table.wording("summary"),
        bring=table.wordings("bring"),
        steps=table.wordings("steps"),
        synonyms=table.words("synonyms"),
        takes=table.wording("takes", needed=False),
        online_url=table.text("online_url", default=""),
        area=table.one("area", "area"),
        skill=table.one("skill", "skill"),
        competence=table.one_of("competence", Competence),
        leika=_leika(table),
        public=table.flag("public", default=True),
        walk_in=table.flag("walk_in", default=True),
        position=table.whole("position", default=_LAST_POSITION),
        fees=_fees(table),
        usual=duration(table, Duration(0, 0, 1, (Channel.VISIT,))),
        sourced="name" not in table.assumed,
    )
    if found.online_url and not found.online_url.startswith("https://"):
        table.wrong("online_url", _("An address on the web begins with https://."))
    table.done()
    return found


def duration(table: Table, usual: Duration) -> Duration:
    """Minutes, counts and channels, taking from `usual` what the table leaves out."""
    found = Duration(
        minutes=table.whole("minutes", least=1, default=usual.minutes or None),
        minutes_further=table.whole("minutes_further", default=usual.minutes_further),
        most=table.whole("most", least=1, default=usual.most),
        channels=table.some_of("channels", Channel, default=usual.channels),
    )
    for key, minutes in (
        ("minutes", found.minutes),
        ("minutes_further", found.minutes_further),
    ):
        if minutes % TICK_MINUTES:
            table.wrong(
                key,
                _("%(minutes)s minutes do not fit the steps of five.") % {"minutes": minutes},
                _("Maybe %(minutes)s?") % {"minutes": minutes - minutes % -TICK_MINUTES},
            )
    return found


def _leika(table: Table) -> tuple[str, ...]:
    keys = table.texts("leika")
    for index, key in enumerate(keys):
        if not LEIKA.match(key):
            table.notes.wrong(
                table.where("leika", index),
                _("“%(key)s” is no LeiKa key.") % {"key": key},
                _("It is 99 followed by twelve digits."),
            )
    return keys


def _fees(table: Table) -> tuple[Fee, ...]:
    fees = []
    for each in table.tables("fees", "fee"):
        fee = _fee(each)
        fees.append((each, fee))
    _check_times(fees)
    return tuple(fee for _table, fee in fees)


def _fee(table: Table) -> Fee:
    euro = table.decimal("euro")
    if euro is None:
        table.wrong("euro", _("A fee says how many euros, 0 when it is free."))
    elif euro < 0 or euro * 100 % 1:
        table.wrong("euro", _("%(euro)s euros cannot be paid.") % {"euro": euro})
    valid_from, valid_to = table.days()
    found = Fee(
        label=table.wording("label", needed=False),
        cents=max(0, int((euro or 0) * 100)),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    table.done()
    return found


def _check_times(fees: Sequence[tuple[Table, Fee]]) -> None:
    """Two fees of one label may follow each other, never hold on the same day."""
    for (_table, one), (table, other) in combinations(fees, 2):
        if one.label == other.label and _meet(one, other):
            table.wrong(
                "from",
                _("Another fee with the same label holds on the same days."),
                _("Give the earlier one an “until”."),
            )


def _meet(one: Fee, other: Fee) -> bool:
    return not (
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )
