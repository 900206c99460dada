"""The start page: what should I do now? By role, and when there is nothing yet."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from mrplattform.assessments.models import Finding
from mrplattform.core.dates import today
from mrplattform.core.todo import LATE, TodoItem
from mrplattform.organisations.models import Role
from mrplattform.plans.models import Measure
from mrplattform.project.council import MOST_WORDS
from mrplattform.project.index import refresh
from mrplattform.project.todo import due_words
from tests import make

START = reverse("project:start")
# Fetched by the page itself when it has been read.
AGENDA, MOVEMENT = reverse("project:start_agenda"), reverse("project:start_movement")


def open_page(client, person, address=START):
    client.force_login(person)
    return client.get(address).content.decode()


@pytest.fixture
def asked(ekvik, school, strategist, reporter):
    """A round that closes soon, which the school has not answered."""
    round = make.make_round(ekvik, owner=strategist.standing.functions[0])
    function = reporter.standing.functions[0]
    return make.make_assessment(round, school, reporter=function)


# --- By role ---------------------------------------------------------------------------------


def test_a_strategist_is_told_what_others_wait_for(client, strategist, asked):
    page = open_page(client, strategist)

    assert "Vad ska jag göra nu?" in page
    assert "inte skickat in svar" in page
    assert asked.round.get_absolute_url() in page


def test_a_reporter_sees_only_her_questions(client, reporter, asked, ekvik):
    make.make_measure(make.make_plan(ekvik), title="Någon annans insats")
    refresh.go_through()

    page = open_page(client, reporter)

    assert asked.get_absolute_url() in page
    assert "Någon annans insats" not in page
    menu = re.search(r'<nav class="mr-nav".*?</nav>', page, re.S)[0]
    assert "Uppföljning" in menu
    assert "Insatser" not in menu
    assert MOVEMENT not in page
    assert "Förflyttningen" not in open_page(client, reporter, MOVEMENT)


def test_an_elected_representative_gets_the_council_page(client, elected, answered):
    page = open_page(client, elected)

    assert "Läses på två minuter" in page
    assert "Läget i korthet" in page


def test_who_holds_more_than_an_elected_function_gets_the_ordinary_page(client, elected, ekvik):
    make.make_function(ekvik, role=Role.READER, holder=elected)

    assert "Vad ska jag göra nu?" in open_page(client, elected)


def test_an_administrator_is_led_through_the_first_steps(client, administrator):
    page = open_page(client, administrator)

    assert "Ta en organisation i bruk" in page
    assert reverse("organisations:organisations") in page


def test_a_person_without_a_function_is_told_whom_to_ask(client, db):
    assert "Du har ingen funktion än" in open_page(client, make.make_person())


def test_an_empty_world_says_what_to_begin_with(client, strategist):
    page = open_page(client, strategist)

    assert "Börja med att fråga" in page
    assert reverse("assessments:rounds") in page


# --- The list --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "En dag sen"),
        (-5, "5 dagar sen"),
        (0, "I dag"),
        (1, "I morgon"),
        (40, "Senast 9 januari 2027"),
    ],
)
def test_the_day_is_told_as_one_says_it(days, words):
    on = dt.date(2026, 11, 30)
    item = TodoItem("t", "/", due=on + dt.timedelta(days=days))

    assert due_words(item, on).startswith(words)


def test_words_of_its_own_stand_as_they_are():
    assert due_words(TodoItem("t", "/", due="Inkom i går")) == "Inkom i går"


def test_late_things_come_before_the_rest(client, strategist, ekvik):
    plan = make.make_plan(ekvik)
    own = strategist.standing.functions[0]
    late = make.make_measure(
        plan, title="Sen", responsible=own, ends=today() - dt.timedelta(days=3)
    )
    make.make_measure(plan, title="Lugn", responsible=own)

    client.force_login(strategist)
    page = client.get(START)

    assert page.context["first"][0].title == f"Bedöm {late.title}"
    assert page.context["first"][0].order == LATE
    assert "3 dagar sen" in page.content.decode()


# --- Agenda ----------------------------------------------------------------------------------


def test_the_agenda_has_what_is_ahead_nearest_first(client, strategist, ekvik):
    plan = make.make_plan(ekvik)
    for days in (20, 5, -5):
        make.make_measure(plan, title=f"Om {days}", ends=today() + dt.timedelta(days=days))
    refresh.go_through()
    client.force_login(strategist)

    agenda = client.get(AGENDA).context["agenda"]

    assert [one.title for one in agenda][:2] == ["Om 5", "Om 20"]
    assert "Om -5" not in [one.title for one in agenda]


def test_the_agenda_of_who_answers_has_her_own_days(client, reporter, asked):
    client.force_login(reporter)

    agenda = client.get(AGENDA).context["agenda"]

    assert [one.date for one in agenda] == [asked.round.closes]


# --- Movement --------------------------------------------------------------------------------


def test_the_start_page_tells_the_movement_in_short(client, strategist, answered):
    assert f'hx-get="{MOVEMENT}"' in open_page(client, strategist)
    page = open_page(client, strategist, MOVEMENT)

    assert "Förflyttningen i korthet" in page
    assert "har 2 svar gått framåt och 1 bakåt" in page
    assert "Antal svar per nivå" in page  # the picture's words


# --- The council page ------------------------------------------------------------------------


def test_the_council_page_is_read_in_two_minutes(client, elected, answered, ekvik):
    for number in range(5):
        make.make_finding(
            ekvik,
            title=f"Slutsats {number} " + "ord " * 8,
            why="Ett skäl som är rätt långt. " * 20,
            weight=Finding.Weight.URGENT,
            kind=Finding.Kind.GAP,
        )
    page = open_page(client, elected)
    main = page[page.index("<main") : page.index("</main>")]
    words = strip_tags(re.sub(r"<svg.*?</svg>", "", main, flags=re.S)).split()

    assert "2 svar har gått framåt och 1 bakåt" in page
    assert page.count("Slutsats ") == 3
    assert len(words) <= MOST_WORDS


@pytest.mark.parametrize(
    ("which", "words"), [(1, "Läs hela rapporten"), (0, "Läs förra rapporten")]
)
def test_the_council_page_leads_to_the_decided_report(client, elected, answered, which, words):
    report = make.make_report(answered[which], decided=True)
    make.make_report(answered[1], title="Utkast som ingen har beslutat")

    page = open_page(client, elected)

    assert words in page
    assert report.get_absolute_url() in page
    assert "Utkast" not in page


def test_the_council_page_of_an_empty_world(client, elected):
    assert "Bilden är inte färdig än" in open_page(client, elected)


def test_drafts_and_unit_things_stay_out_of_the_council_page(client, elected, answered, ekvik):
    hidden = make.make_finding(
        make.make_municipality(), title="Grannens slutsats", kind=Finding.Kind.GAP
    )

    assert hidden.title not in open_page(client, elected)


# --- Cost ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_whatever_there_is_to_do(client, strategist, answered, count):
    ekvik = strategist.standing.functions[0].authority
    plan = make.make_plan(ekvik)
    for number in range(count):
        vacant = make.make_function(make.make_administration(ekvik), role=Role.REPORTER)
        make.make_measure(plan, title=f"Vakant {number}", responsible=vacant)
        make.make_measure(
            plan,
            title=f"Sen {number}",
            responsible=strategist.standing.functions[0],
            ends=today() - dt.timedelta(days=3),
        )
    refresh.go_through()
    refresh.refresh()
    client.force_login(strategist)
    assert Measure.objects.count() == 2 * count
    for address in (START, AGENDA, MOVEMENT):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= 20
        assert QUERIES.setdefault(address, len(asked)) == len(asked)


QUERIES: dict[str, int] = {}
