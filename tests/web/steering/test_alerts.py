"""The page of alerts: who sees what, what one can do, and where letters go."""

import pytest

from anlauf.core import clock
from anlauf.engine.alerts import Verdict
from anlauf.evaluation import commands
from anlauf.evaluation.models import Alert
from anlauf.evaluation.queries.watching import Finding
from anlauf.evaluation.states import AlertKind, AlertState
from anlauf.people.models import Person
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
AT = make.moment("10:00")
PROMISE = {"level": 8.5, "slope": 0.2, "chance": 0.83, "hard": 0.6}


@pytest.fixture(autouse=True)
def eleven_oclock():
    before = clock.use(clock.StoppedClock(make.moment("11:00")))
    yield
    clock.use(before)


@pytest.fixture
def altona():
    return make.office("altona", desks=1)


def raised(office, verdict=Verdict.RAISE):
    commands.settle(Finding(AlertKind.PROMISE, office.pk, verdict, PROMISE), at=AT)
    return Alert.objects.get()


def page(client):
    return client.get("/figures/alerts/", headers=ENGLISH).content.decode()


def test_without_alerts_the_page_says_that_all_is_well(client, altona):
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=altona))
    assert "Nothing is about to go wrong." in page(client)
    assert "None in the last 90 days." in page(client)


def test_an_alert_says_what_will_happen_how_likely_and_what_to_do(client, altona):
    alert = raised(altona)
    client.force_login(make.person("steering", role=Role.STEERING))
    shown = page(client)
    assert "The promise is about to break: Altona" in shown
    assert "the chance is 83 %" in shown
    assert "For more than 14 days the chance is 60 %." in shown
    assert 'href="/office/altona/release/"' in shown
    assert f'id="alert-{alert.pk}"' in shown


def test_an_office_sees_its_own_alerts_only_and_cannot_touch_others(client, altona):
    alert = raised(altona)
    client.force_login(make.person("other", role=Role.TEAM_LEAD, at=make.office("harburg")))
    assert "Altona" not in page(client)
    assert client.post(f"/figures/alerts/{alert.pk}/take/").status_code == 403
    client.force_login(make.person("clerk", role=Role.CLERK, at=altona))
    assert client.get("/figures/alerts/").status_code == 403


def test_who_looks_after_it_is_named_and_can_give_it_back(client, altona):
    alert = raised(altona)
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=altona))
    client.post(f"/figures/alerts/{alert.pk}/take/")
    assert "Lead looks after it." in page(client)
    client.post(f"/figures/alerts/{alert.pk}/back/")
    assert "nobody looks after it yet" in page(client)
    assert Alert.objects.get().state == AlertState.OPEN


def test_what_is_over_stands_below_with_its_history(client, altona):
    alert = raised(altona)
    raised(altona, Verdict.CLEAR)
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=altona))
    assert "Over: its reason has gone" in page(client)
    answer = client.post(f"/figures/alerts/{alert.pk}/take/", headers=ENGLISH, follow=True)
    assert "This alert is over" in answer.content.decode()


def test_everybody_says_where_their_letters_go(client, altona):
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=altona))
    client.post("/figures/alerts/mailbox/", {"mailbox": "lead@example.org"})
    assert Person.objects.get(login="lead").email == "lead@example.org"
    assert "lead@example.org" in page(client)
    wrong = client.post("/figures/alerts/mailbox/", {"mailbox": "lead"}, headers=ENGLISH)
    assert "id_mailbox_error" in wrong.content.decode()
    client.post("/figures/alerts/mailbox/", {"mailbox": ""})
    assert not Person.objects.get(login="lead").email
