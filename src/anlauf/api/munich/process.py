"""An appointment as Munich's citizen API shows it."""

from datetime import datetime

from anlauf.api.munich import offices, shapes
from anlauf.booking import calendar
from anlauf.booking.queries import processes
from anlauf.booking.queries.processes import Process
from anlauf.booking.states import AppointmentState
from anlauf.directory.queries import visits
from anlauf.engine.grid import TICK_MINUTES

_S = AppointmentState

_STATUS = {
    _S.HELD: "reserved",
    _S.AWAITING_CONFIRMATION: "preconfirmed",
    _S.BOOKED: "confirmed",
    _S.ARRIVED: "queued",
    _S.SERVED: "finished",
    _S.LEFT: "finished",
    _S.MISSED: "missed",
    _S.CANCELLED: "deleted",
    _S.MOVED: "deleted",
    _S.EXPIRED: "deleted",
}


def shape(found: Process, *, at: datetime) -> shapes.Process:
    """The appointment for the wire, with the key of whoever asked for it.

    Its scope asks for no proof of being human: that is a question of the catalogue.
    """
    appointment, tells_all = found.appointment, found.tells_all
    office = visits.office_with_districts(appointment.day.office_id)
    first, *further = appointment.services.all()
    state = AppointmentState(appointment.state)
    shown = state == _S.BOOKED and tells_all
    slot = offices.slot_minutes(visits.offerings_for_visits().filter(office=office))
    return {
        "processId": appointment.pk,
        "timestamp": str(int(appointment.starts_at.timestamp())),
        "authKey": processes.process_key(appointment),
        "familyName": appointment.name,
        "customTextfield": None,
        "customTextfield2": None,
        "email": appointment.email,
        "telephone": appointment.phone or None,
        "officeName": offices.spoken(office.name),
        "officeId": office.pk,
        "scope": offices.scope(office, offices.frame(crowded=False)),
        "subRequestCounts": [
            {
                "id": line.service_id,
                "name": offices.spoken(line.service.name),
                "count": line.count,
            }
            for line in further
        ],
        "serviceId": first.service_id,
        "serviceName": offices.spoken(first.service.name),
        "serviceCount": first.count,
        "status": _STATUS[state],
        "captchaToken": None,
        "slotCount": -(-appointment.ticks * TICK_MINUTES // slot),
        "displayNumber": appointment.code if tells_all else "",
        "icsContent": calendar.entry(appointment, at=at) if shown else None,
    }
