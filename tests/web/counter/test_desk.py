"""A clerk's place over HTTP: choosing a desk, what the screen says, leaving again."""

from anlauf.core import clock
from anlauf.floor import commands as floor
from anlauf.floor.models import DeskSession
from anlauf.people.roles import Role
from tests import make
from tests.web import floor_scene as scenes


def words(answer):
    return answer.content.decode()


def test_somebody_who_has_not_logged_in_is_sent_to_the_log_in_page(client, scene):
    answer = client.get("/counter/harburg/screen/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_another_offices_desks_are_refused(browser):
    make.office("altona", desks=1)
    for path in ("", "screen/", "screen/now/", "reception/"):
        assert browser.get(f"/counter/altona/{path}").status_code == 403
    assert browser.post("/counter/altona/do/next/").status_code == 403


def test_an_office_that_does_not_exist_is_not_found(browser):
    assert browser.get("/counter/nowhere/").status_code == 404


def test_free_and_taken_desks_can_be_told_apart(scene, browser):
    scenes.seated(scene, 2)
    answer = browser.get("/counter/harburg/")
    assert words(answer).count("disabled") == 1
    assert words(answer).count(">free<") == 5


def test_logging_on_brings_the_clerk_to_the_desks_screen(scene, browser):
    desk = scene.office.desks.get(number=3)
    answer = browser.post("/counter/harburg/log-on/", {"desk": desk.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == "/counter/harburg/screen/"
    assert "Desk 3" in words(answer)
    assert DeskSession.objects.get(ended_at=None).person == scene.clerk


def test_logging_on_twice_is_logging_on_once(scene, browser):
    desk = scene.office.desks.get(number=3)
    for _ in range(2):
        browser.post("/counter/harburg/log-on/", {"desk": desk.pk})
    assert DeskSession.objects.count() == 1


def test_a_taken_desk_is_refused_in_a_sentence(scene, browser):
    scenes.seated(scene, 2)
    desk = scene.office.desks.get(number=2)
    answer = browser.post("/counter/harburg/log-on/", {"desk": desk.pk}, follow=True)
    assert "Somebody is already logged on at desk 2" in words(answer)


def test_a_desk_of_another_office_or_nonsense_is_no_desk(scene, browser):
    other = make.office("altona", desks=1).desks.get()
    for said in (str(other.pk), "", "0", "-1", "9" * 40, "🎈"):
        answer = browser.post("/counter/harburg/log-on/", {"desk": said}, follow=True)
        assert "Please choose one of the desks." in words(answer)
    assert not DeskSession.objects.exists()


def test_whoever_sits_already_goes_straight_to_the_screen(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    assert browser.get("/counter/harburg/")["Location"] == "/counter/harburg/screen/"


def test_whoever_sits_nowhere_is_asked_for_a_desk(scene, browser):
    assert browser.get("/counter/harburg/screen/")["Location"] == "/counter/harburg/"
    live = browser.get("/counter/harburg/screen/now/", headers={"HX-Request": "true"})
    assert live["HX-Redirect"] == "/counter/harburg/"


def test_whoever_sits_in_another_office_can_log_off_there_from_here(scene):
    other = make.office("altona", desks=1)
    clerk = make.person("both", role=Role.CLERK)
    floor.log_on(other.desks.get(), clerk, at=make.moment("11:00"))
    browser = scenes.logged_in(clerk)
    assert "You are still logged on at desk 1 in Altona." in words(browser.get("/counter/harburg/"))
    browser.post("/counter/harburg/log-off/")
    assert DeskSession.objects.get().ended_at == scenes.NOON


def test_leaving_the_desk_frees_it(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    answer = browser.post("/counter/harburg/log-off/", follow=True)
    assert "You are logged off from desk 1." in words(answer)
    assert browser.post("/counter/harburg/log-off/").status_code == 302


def test_nobody_leaves_a_visitor_behind(scene, browser):
    session = scenes.seated(scene, 1, person=scene.clerk)
    scenes.ticket(scene, "11:30")
    scenes.called(session, "11:59")
    answer = browser.post("/counter/harburg/log-off/", follow=True)
    assert "Number 001 is still at your desk." in words(answer)
    assert DeskSession.objects.get().ended_at is None


def test_an_administrator_sees_the_reception_but_takes_no_desk(scene):
    browser = scenes.logged_in(make.person("chief", role=Role.ADMINISTRATOR))
    assert "Your role does not call visitors." in words(browser.get("/counter/harburg/"))
    assert browser.get("/counter/harburg/reception/").status_code == 200
    assert browser.get("/counter/harburg/screen/").status_code == 403


def test_the_screen_shows_who_is_here_and_who_comes_next_with_the_reason(scene, browser):
    session = scenes.seated(scene, 1, person=scene.clerk)
    scenes.arrived(scene, "11:50", came="11:40", name="ليلى عباس 🎈", service=1)
    scenes.ticket(scene, "11:30", count=2)
    scenes.called(session, "11:59")
    shown = words(browser.get("/counter/harburg/screen/"))
    assert "<bdi>ليلى عباس 🎈</bdi>" in shown
    assert "Apply for a passport" in shown
    assert "2 × Apply for an identity card" in shown
    assert "walk-in, by arrival" in shown
    assert "The office closes at 19:00" in shown


def test_after_closing_the_screen_says_since_when(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    clock.use(clock.StoppedClock(make.moment("19:05")))
    shown = words(browser.get("/counter/harburg/screen/"))
    assert "The office closed at 19:00" in shown
    assert "Nobody waits any more: you can leave the desk." in shown
    assert "chip--open" not in shown
    assert "The office closes at" not in shown


def test_visits_that_need_other_skills_are_shown_but_cannot_be_called(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    scene.clerk.skills.clear()
    scenes.ticket(scene, "11:30")
    shown = words(browser.get("/counter/harburg/screen/"))
    assert "needs other skills" in shown
    assert "/do/call/" not in shown


def test_an_unchanged_screen_costs_a_304(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    first = browser.get("/counter/harburg/screen/now/")
    again = browser.get("/counter/harburg/screen/now/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["X-Clock"] == "12:00"
    scenes.ticket(scene, "12:00")
    changed = browser.get("/counter/harburg/screen/now/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_what_clerks_see_stays_in_no_cache(scene, browser):
    scenes.seated(scene, 1, person=scene.clerk)
    for path in ("/counter/harburg/screen/", "/counter/harburg/screen/now/"):
        assert "no-store" in browser.get(path)["Cache-Control"]


def test_twenty_five_waiting_people_cost_no_more_statements_than_two(
    scene, browser, django_assert_max_num_queries
):
    scenes.busy(scene)
    scenes.seated(scene, 1, person=scene.clerk)
    with django_assert_max_num_queries(32):
        browser.get("/counter/harburg/screen/now/")
