"""A real worker looks, a real letter reaches a mail server: once, with what to do."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from anlauf.core.tasks import deliver_letters
from anlauf.evaluation.models import Alert, OfferSample
from anlauf.evaluation.tasks import check_alerts
from anlauf.people.roles import Role
from tests import make
from tests.core import post
from tests.live.process import database

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "of-this-test"


@pytest.fixture
def office():
    """Times that move away day by day; steering has a mailbox."""
    office = make.office("altona", desks=1)
    for back in range(21):
        for number in range(7):
            OfferSample.objects.create(
                at=make.moment("08:00", make.later(-back)) + timedelta(minutes=10 * number),
                date=make.later(-back),
                area_number=office.area_id,
                office_number=office.pk,
                minutes=round((8.5 - 0.2 * back) * 1440),
            )
    steering = make.person("steering", role=Role.STEERING)
    steering.email = "steering@example.org"
    steering.save()
    return office


def worker_does(task, port):
    """Let a worker of its own, in a process of its own, do this one thing at ten o'clock."""
    task.configure(queue=QUEUE, queueing_lock=QUEUE).defer(timestamp=0)
    clock = f"{make.moment('10:00').isoformat()}@{time.time()}x1"
    mail = f"smtp://127.0.0.1:{port}?from=city@example.org"
    given = {"DATABASE_URL": database(), "ANLAUF_CLOCK": clock, "ANLAUF_MAIL": mail}
    words = ["procrastinate", "worker", "--one-shot", "--queues", QUEUE]
    done = subprocess.run(
        [sys.executable, "-m", "anlauf", *words],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "anlauf.config.settings", **given},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_an_alert_is_mailed_once_with_what_to_do(office):
    with post.post() as (taken, port):
        for task in (check_alerts, deliver_letters, check_alerts, deliver_letters):
            worker_does(task, port)

    assert Alert.objects.get(kind="promise").office == office
    about = [message_from_bytes(one, policy=policy.default) for one in taken.mails]
    mine = [one for one in about if "Altona" in str(one["Subject"])]
    assert [one["To"] for one in mine] == ["steering@example.org"]
    body = mine[0].get_body(("plain",))
    words = body.get_content() if body else ""
    assert "/office/altona/release/" in words
    assert "/figures/alerts/#alert-" in words
