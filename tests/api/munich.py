"""A front end made for Munich's citizen API, as far as a test needs one."""

import base64
import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.test import Client

from anlauf.core.models import Letter
from anlauf.core.writers import worded
from tests import make

BASE = "/buergeransicht/api/citizen"
HALF_A_YEAR = timedelta(days=182)


class FrontEnd:
    """Speaks as the component does: numbers as text, lists with commas, and no cookies."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **query: str | int) -> Any:
        return self.client.get(f"{BASE}/{path}/", query)

    def post(self, path: str, body: object) -> Any:
        return self.client.post(f"{BASE}/{path}/", json.dumps(body), "application/json")

    def catalogue(self) -> Any:
        return self.get("offices-and-services").json()

    def calendar(
        self, offices: Sequence[int], services: Sequence[int], on: date = make.DAY, **said: str
    ) -> Any:
        query = {
            "startDate": make.DAY.isoformat(),
            "endDate": (make.DAY + HALF_A_YEAR).isoformat(),
            "slotsStartDate": on.isoformat(),
            "slotsEndDate": on.isoformat(),
            "officeIds": ",".join(map(str, offices)),
            "serviceIds": ",".join(map(str, services)),
            "serviceCounts": ",".join("1" for _service in services),
        }
        return self.get("available-calendar", **query | said)

    def reserve(self, office: int | str, service: int | str, start: int, **said: object) -> Any:
        body = {
            "timestamp": start,
            "officeId": str(office),
            "serviceId": [str(service)],
            "serviceCount": [1],
        }
        return self.post("reserve-appointment", body | said)

    def act(self, verb: str, process: dict[str, Any], **said: object) -> Any:
        shown = {key: process[key] for key in ("processId", "authKey", "scope")}
        return self.post(f"{verb}-appointment", shown | said)

    def introduce(self, process: dict[str, Any], email: str = "ada@example.org") -> Any:
        return self.act("update", process, familyName="Ada Lovelace", email=email)

    def show(self, process: dict[str, Any]) -> Any:
        return self.get("appointment", processId=process["processId"], authKey=process["authKey"])

    def booked(self, office: int, service: int, start: int, **who: str) -> Any:
        """The whole way to an appointment, the letter's link opened."""
        held = self.reserve(office, service, start).json()
        self.introduce(held, **who)
        self.act("preconfirm", held)
        return self.act("confirm", from_letter()).json()


def codes(answer: Any) -> list[str]:
    """The codes of the errors of an answer."""
    return [error["errorCode"] for error in answer.json()["errors"]]


def from_letter(kind: str = "confirm_mail") -> dict[str, Any]:
    """What the link of the newest letter of a kind carries to the front end."""
    letter = worded(Letter.objects.filter(kind=kind).latest("pk"))
    found = re.search(r"#/appointment/(?:confirm/)?(\S+)", letter.body)
    assert found, letter.body
    said = json.loads(base64.b64decode(found[1] + "=="))
    return {"processId": said["id"], "authKey": said["authKey"], "scope": None}
