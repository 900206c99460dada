"""The list: who sees what, filters, order, files; the same cost for one row and for three."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.organisations.models import Circle
from mrplattform.plans.models import Measure, Telling
from mrplattform.plans.services.tellings import forget, tell
from mrplattform.rights.models import Topic
from tests import make

State = Measure.State
LIST = "/insatser/"


@pytest.fixture
def three(plan):
    return [
        make.make_measure(plan, title="Tolk i omsorgen", state=State.ON_TRACK, ends="2027-06-30"),
        make.make_measure(plan, title="Åtgärder mot hot", state=State.STOPPED, cost=8_000_000),
        make.make_measure(plan, title="Svar till elever", state=State.DONE, ends="2026-01-01"),
    ]


def titles(response):
    return [measure.title for measure in response.context["table"].rows]


def test_what_needs_somebody_comes_first(client, reader, three):
    client.force_login(reader)
    response = client.get(LIST)
    assert titles(response) == ["Åtgärder mot hot", "Tolk i omsorgen", "Svar till elever"]
    assert [(one.state, count) for one, count in response.context["sums"]] == [
        (State.STOPPED, 1),
        (State.ON_TRACK, 1),
        (State.DONE, 1),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sok=åtgärder", ["Åtgärder mot hot"]),
        ("lage=stopped", ["Åtgärder mot hot"]),
        ("lage=late", []),
        ("sortera=insats", ["Svar till elever", "Tolk i omsorgen", "Åtgärder mot hot"]),
        ("sortera=-kostnad", ["Åtgärder mot hot", "Tolk i omsorgen", "Svar till elever"]),
    ],
)
def test_filter_and_order(client, reader, three, query, expected):
    client.force_login(reader)
    assert titles(client.get(f"{LIST}?{query}")) == expected


def test_filter_by_function_role_and_plan(client, reader, three, plan):
    role = Topic.objects.create(key="role.test", kind=Topic.Kind.ROLE, names={"sv": "Roll"})
    three[0].topics.add(role)
    client.force_login(reader)

    assert titles(client.get(f"{LIST}?amne={role.pk}")) == ["Tolk i omsorgen"]
    function = three[1].responsible_id
    assert titles(client.get(f"{LIST}?ansvarig={function}")) == ["Åtgärder mot hot"]
    assert len(titles(client.get(f"{LIST}?plan={plan.pk}"))) == 3


def test_late_ones_are_found(client, reader, plan):
    make.make_measure(plan, title="Sen", state=State.ON_TRACK, ends="2020-01-01")
    client.force_login(reader)
    assert titles(client.get(f"{LIST}?lage=late")) == ["Sen"]


def test_nothing_passes_the_filter(client, reader, three):
    client.force_login(reader)
    page = client.get(f"{LIST}?sok=finns-inte").content.decode()
    assert "Inga insatser passar urvalet" in page


def test_empty_list_tells_the_strategist_what_to_do(client, strategist):
    client.force_login(strategist)
    assert "Skriv den första" in client.get(LIST).content.decode()


def test_excel_holds_every_row_and_field(client, reader, three):
    three[0].reasons.create(kind="finding", key="finding:9", wording="Alla förstår inte")
    client.force_login(reader)

    response = client.get(f"{LIST}?format=xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue()))
    head, *rows = book.get_sheet_by_index(0).to_python()
    by_title = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(rows) == 3
    assert by_title["Åtgärder mot hot"]["Kostnad, kr"] == 80000.0
    assert by_title["Tolk i omsorgen"]["Skäl"] == "Alla förstår inte"


@pytest.mark.parametrize("query", ["", "format=xlsx", "format=csv"])
@pytest.mark.parametrize("count", [1, 3])
def test_list_queries(client, reader, plan, query, count, django_assert_max_num_queries):
    for _ in range(count):
        make.make_measure(plan, reasons=[("finding", "finding:1", "x")])
    client.force_login(reader)
    client.get(LIST)  # what is kept from the first visit on
    with django_assert_max_num_queries(14):
        client.get(f"{LIST}?{query}")


@pytest.mark.parametrize("count", [1, 3])
def test_measure_page_queries(client, strategist, plan, count, django_assert_max_num_queries):
    measure = make.make_measure(
        plan, reasons=[("finding", f"finding:{n}", f"Skäl {n}") for n in range(count)]
    )
    for n in range(count):
        measure.supporting.add(make.make_function(plan.authority))
        measure.topics.add(Topic.objects.create(key=f"t.{n}", kind=Topic.Kind.GROUP))
        tell([measure], key=f"report:{n}", title="Rapport", address="/x/", circle="authority")
    client.force_login(strategist)
    client.get(measure.get_absolute_url())  # as above
    with django_assert_max_num_queries(18):
        client.get(measure.get_absolute_url())


# --- Who sees what --------------------------------------------------------------------------


def test_a_units_own_measure_is_for_the_unit_and_its_helpers(
    client, measure, colleague, reporter, strategist, neighbour
):
    Measure.objects.filter(pk=measure.pk).update(circle=Circle.UNIT)
    for person, sees in [(colleague, 404), (reporter, 200), (strategist, 200), (neighbour, 404)]:
        client.force_login(person)
        assert client.get(measure.get_absolute_url()).status_code == sees, person

    measure.supporting.add(colleague.standing.functions[0])
    client.force_login(colleague)
    assert client.get(measure.get_absolute_url()).status_code == 200


def test_what_all_may_see_is_open_to_the_neighbour(client, measure, neighbour):
    Measure.objects.filter(pk=measure.pk).update(circle=Circle.SIGNED_IN)
    client.force_login(neighbour)
    assert client.get(measure.get_absolute_url()).status_code == 200
    assert client.get(reverse("plans:measure-edit", args=[measure.pk])).status_code == 403


def test_a_report_that_is_closed_to_the_reader_is_not_named(client, measure, neighbour):
    Measure.objects.filter(pk=measure.pk).update(circle=Circle.SIGNED_IN)
    tell([measure], key="report:1", title="Hemlig rapport", address="/x/", circle="authority")
    tell([measure], key="report:2", title="Öppen rapport", address="/y/", circle="public")
    client.force_login(neighbour)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "Hemlig rapport" not in page
    assert "Öppen rapport" in page


def test_tellings_follow_the_report(measure, plan):
    other = make.make_measure(plan)
    tell([measure, other], key="report:1", title="A", address="/x/", circle="authority")
    tell([other], key="report:1", title="B", address="/x/", circle="authority")
    assert [(one.measure, one.title) for one in Telling.objects.all()] == [(other, "B")]
    forget("report:1")
    assert not Telling.objects.exists()


def test_ones_own_come_first_and_others_when_asked_for(client, reader, plan):
    make.make_measure(plan, title="Tolk i omsorgen")
    theirs = make.make_plan(circle=Circle.SIGNED_IN, title="Deras plan")
    make.make_measure(theirs, title="Öppet på lördagar", circle=Circle.SIGNED_IN)
    client.force_login(reader)

    assert titles(client.get(LIST)) == ["Tolk i omsorgen"]
    assert len(titles(client.get(LIST, {"vems": "alla"}))) == 2
    of_their_plan = client.get(LIST, {"plan": theirs.pk})
    assert titles(of_their_plan) == ["Öppet på lördagar"]
    assert f"Deras plan ({theirs.authority.name})" in of_their_plan.content.decode()


def test_who_carries_it_is_named_for_those_inside(client, reader, neighbour, measure, plan):
    measure.circle = Circle.SIGNED_IN
    measure.save()
    stand_in = make.make_person("Sixten Ersättare")
    make.make_holding(measure.responsible, stand_in, stand_in=True)
    vacant = make.make_measure(plan)

    client.force_login(reader)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "Rut Rektor" in page
    assert "Sixten Ersättare (ersättare)" in page
    assert "Vakant" in client.get(vacant.get_absolute_url()).content.decode()

    client.force_login(neighbour)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert measure.title in page
    assert "Rut Rektor" not in page
