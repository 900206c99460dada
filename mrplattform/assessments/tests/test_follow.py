"""The strategist follows a round: who is late, who has not begun, whom the letters did not reach."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments import following
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.response import Response
from mrplattform.assessments.services import rounds as services
from mrplattform.core.dates import now, today
from mrplattform.core.history import record
from mrplattform.core.models import Letter
from mrplattform.organisations.models import Organisation, Role
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def round(ekvik, strategist):
    return make.make_round(ekvik, owner=strategist.standing.functions[0])


def unit(round, name, **fields):
    """A unit of the round whose reporter somebody holds."""
    made = make.make_administration(round.authority, name)
    make.make_member(made, Role.REPORTER)
    make.make_member(made, Role.MANAGER)
    return make.make_assessment(round, made, **fields)


@pytest.fixture
def four(round):
    """Handed in, begun, not begun, and one that waits for a colleague."""
    done = make.fill(unit(round, "Klara", state="submitted", submitted_at=now()), 1, 2)
    begun = make.fill(unit(round, "Halvvägs"), 1)
    waiting = unit(round, "Väntande")
    given = make.fill(unit(round, "Givmilda"), 1)
    make.make_portion(given, function=waiting.reporter)
    return done, begun, waiting, given


def shown(client, round, query=""):
    table = client.get(round.get_absolute_url() + query).context["table"]
    return {one.organisation.name for one in table.rows}


def test_the_head_tells_how_it_is_going(round, four):
    going = following.going(round)

    assert (going.units, going.handed_in, going.waiting) == (4, 1, 3)
    assert (going.begun, going.not_begun, going.on_others, going.late) == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?lage=kvar", {"Halvvägs", "Väntande", "Givmilda"}),
        ("?lage=ej", {"Väntande"}),
        ("?lage=borjat", {"Halvvägs", "Givmilda"}),
        ("?lage=kollega", {"Givmilda"}),
        ("?lage=submitted", {"Klara"}),
        ("?lage=sena", set()),
        ("?sok=halv", {"Halvvägs"}),
        ("?slag=company", set()),
    ],
)
def test_the_list_is_filtered(client, strategist, round, four, query, names):
    client.force_login(strategist)

    assert shown(client, round, query) == names


def test_who_is_late_is_told_by_its_own_last_day(client, strategist, round, four):
    Round.objects.filter(pk=round.pk).update(closes=today() - DAY)
    round.refresh_from_db()
    four[1].closes = today() + DAY
    four[1].save()
    client.force_login(strategist)

    assert following.going(round).late == 2
    assert shown(client, round, "?lage=sena") == {"Väntande", "Givmilda"}


def test_letters_that_did_not_arrive_are_told(client, strategist, round, four):
    key = f"round:{round.pk}:invite:{four[2].pk}"
    Letter.objects.create(key=key, to="fel@ekvik.se", state=Letter.State.FAILED)
    client.force_login(strategist)

    text = client.get(round.get_absolute_url()).content.decode()
    assert "Ett mejl kom inte fram" in text
    assert shown(client, round, "?lage=mejl") == {"Väntande"}
    assert "fel@ekvik.se" in client.get(four[2].asked_url).content.decode()

    later = f"round:{round.pk}:remind:{four[2].pk}:2026-11-20"
    Letter.objects.create(key=later, to="ny@ekvik.se", state=Letter.State.SENT)
    assert shown(client, round, "?lage=mejl") == set()


# --- Reminding -------------------------------------------------------------------------------


def remind(client, round, query=""):
    return client.post(reverse("assessments:remind", args=[round.pk]) + query, follow=True)


def test_all_are_reminded_in_one_press(
    client, strategist, round, four, django_capture_on_commit_callbacks
):
    client.force_login(strategist)

    with django_capture_on_commit_callbacks(execute=True):
        text = remind(client, round).content.decode()

    assert "Vi påminner 3 uppgiftslämnare" in text
    assert len(mail.outbox) == 3


def test_those_in_the_filter_are_reminded_and_the_rest_afterwards(
    client, strategist, round, four, django_capture_on_commit_callbacks
):
    client.force_login(strategist)

    with django_capture_on_commit_callbacks(execute=True):
        remind(client, round, "?lage=ej")
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        remind(client, round)

    assert len(mail.outbox) == 3
    assert len({letter.to[0] for letter in mail.outbox}) == 3


def test_one_is_reminded_from_its_own_page(
    client, strategist, round, four, django_capture_on_commit_callbacks
):
    client.force_login(strategist)
    url = reverse("assessments:remind_one", args=[four[1].pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(url, follow=True).content.decode()

    assert len(mail.outbox) == 1
    assert "redan fått en påminnelse i dag" in again


def test_who_cannot_answer_any_more_is_not_reminded(round, strategist, four):
    Round.objects.filter(pk=round.pk).update(closes=today() - DAY)

    assert services.remind(round, by=strategist) == 0


# --- Who answers -----------------------------------------------------------------------------


def many(round, kind, count, answered, size=None):
    """Units of a kind, so many of which have handed in."""
    for number in range(count):
        made = make.make_organisation(parent=round.authority, kind=kind, size=size)
        state = "submitted" if number < answered else "draft"
        make.make_assessment(round, made, state=state, submitted_at=now())


@pytest.fixture
def uneven(round):
    many(round, Organisation.Kind.ADMINISTRATION, 10, 10, size=2000)
    many(round, Organisation.Kind.UNIT, 8, 2, size=30)
    many(round, Organisation.Kind.COMPANY, 2, 0)
    return round


def test_a_group_that_answers_less_often_is_told_in_words(uneven):
    response = Response(uneven)

    assert [group.label for group in response.missing] == ["Enhet", "Färre än 50 anställda"]
    assert response.sentences[0] == "12 av 20, 60 procent, har svarat på Plattformen 2026."
    assert response.missing[0].words == (
        "Enhet: 2 av 8 har svarat. De är 40 procent av de tillfrågade men 17 procent av dem som "
        "har svarat."
    )


def test_small_groups_are_counted_but_not_compared(uneven):
    kinds = Response(uneven).divisions[0].groups
    company = next(group for group in kinds if group.label == "Bolag")

    assert (company.asked, company.answered) == (2, 0)
    assert company.is_small
    assert not company.is_missing


def test_with_few_answers_chance_is_named(round):
    many(round, Organisation.Kind.ADMINISTRATION, 6, 5)
    many(round, Organisation.Kind.UNIT, 6, 1)

    assert any("slumpen" in words for words in Response(round).sentences)


def test_days_from_invitation_to_answer(round, strategist):
    for number in range(5):
        one = unit(round, f"F{number}", state="submitted", submitted_at=now() + number * DAY)
        record(strategist, "assessment_opened", one)

    response = Response(round)

    assert response.days == [0, 1, 2, 3, 4]
    assert "Hälften av svaren kom inom 2 dagar från inbjudan, det sista efter 4." in response.text


def test_the_country_is_divided_by_sector_size_and_county(ekvik):
    round = make.make_round(ekvik, reach="country", needs_approval=False)
    for number in range(6):
        made = make.make_municipality(size=5_000)
        made.codes.create(code=f"25{number:02}")
        make.make_assessment(round, made, state="submitted" if number else "draft")

    titles = {one.title: one.groups for one in Response(round).divisions}

    assert list(titles) == ["Kommun eller region", "Storlek", "Län"]
    assert [(g.label, g.asked, g.answered) for g in titles["Län"]] == [("Norrbottens län", 6, 5)]


def test_the_page_tells_it_and_files_carry_it(client, strategist, uneven):
    client.force_login(strategist)
    url = reverse("assessments:response", args=[uneven.pk])

    text = client.get(url).content.decode()
    assert "Enhet: 2 av 8 har svarat." in text
    assert "För få för att säga något" in text
    body = b"".join(client.get(f"{url}?format=csv").streaming_content).decode("utf-8-sig")
    assert "Slag av enhet;Enhet;8;2;ja" in body
    xlsx = client.get(f"{url}?format=xlsx")
    assert b"".join(xlsx.streaming_content).startswith(b"PK")


def test_a_reader_sees_the_shares_but_nobodys_address(client, reader, uneven):
    one = uneven.assessments.first()
    key = f"round:{uneven.pk}:invite:{one.pk}"
    Letter.objects.create(key=key, to="fel@ekvik.se", state=Letter.State.FAILED)
    client.force_login(reader)

    text = client.get(reverse("assessments:response", args=[uneven.pk])).content.decode()

    assert "Enhet: 2 av 8" in text
    assert "fel@ekvik.se" not in text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["response", "calendar_file", "preview"])
def test_pages_cost_the_same_for_one_and_three(
    client, strategist, round, count, name, django_assert_max_num_queries
):
    for number in range(count):
        make.fill(unit(round, f"F{number}"), 1)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        client.get(reverse(f"assessments:{name}", args=[round.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_a_units_page_costs_the_same(
    client, strategist, round, count, django_assert_max_num_queries
):
    rows = [make.fill(unit(round, f"F{number}"), 1) for number in range(count)]
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        client.get(rows[0].asked_url)


def test_310_rows_of_the_country_are_paged(client, ekvik, django_assert_max_num_queries):
    coordinator = make.make_member(ekvik, Role.NATIONAL_COORDINATOR)
    round = make.make_round(
        ekvik, owner=coordinator.standing.functions[0], reach="country", needs_approval=False
    )
    for number in range(70):
        make.make_assessment(
            round, make.make_municipality(f"Kommun {number:02}"), email=f"mr{number}@kommun.se"
        )
    client.force_login(coordinator)

    with django_assert_max_num_queries(20):
        response = client.get(round.get_absolute_url())

    assert len(response.context["table"].rows) == 50
    assert "mr0@kommun.se" in response.content.decode()


# --- The year --------------------------------------------------------------------------------


def test_the_year_shows_each_round_with_its_reminders(client, strategist, ekvik):
    make.make_round(
        ekvik,
        title="Vårens",
        opens=dt.date(2026, 2, 1),
        closes=dt.date(2026, 3, 31),
        remind_days=[7],
    )
    make.make_round(ekvik, title="Fjolårets", opens=dt.date(2025, 2, 1), closes=dt.date(2025, 3, 1))
    client.force_login(strategist)

    year = client.get(reverse("assessments:calendar") + "?ar=2026").context["year"]

    assert [bar.round.title for bar in year.bars] == ["Vårens"]
    assert year.bars[0].reminders == [dt.date(2026, 3, 24)]
    assert 'x="100.0"' in year.bars[0].svg  # the first of February
    assert 'width="200.0"' in year.bars[0].svg


@pytest.mark.parametrize("year", ["", "abc", "0000", "9999", "20²6"])
def test_any_year_may_be_asked_for(client, strategist, ekvik, year):
    client.force_login(strategist)

    assert client.get(reverse("assessments:calendar") + f"?ar={year}").status_code == 200


def test_states_are_those_of_the_unit(round, four):
    assert Assessment.objects.filter(round=round).waiting().count() == 3
