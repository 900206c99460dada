"""Directions, goals, risks, messages and budget: written, changed together, removed, put back."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.models import PARTS, BudgetLine, Goal, Message, Risk
from tests import make

KINDS = list(PARTS)


def written(kind, strategist, **more):
    owner = strategist.standing.functions[0].pk
    return {
        "inriktningar": {"title": "Lika bemötande", "order": 1},
        "mal": {"title": "Äldre förstår sina beslut", "wanted": "Alla förstår", "owner": owner},
        "risker": {
            "title": "Ingen äger rutinen",
            "likelihood": 3,
            "consequence": 4,
            "response": "Kanslichefen utses.",
            "owner": owner,
        },
        "kommunikation": {
            "title": "Ni sa, vi gjorde",
            "audience": "Elevråden",
            "channel": "Möte",
            "day": "2026-12-01",
            "owner": owner,
        },
        "budget": {"title": "Tolk", "year": 2026, "amount": "450 000"},
    }[kind] | more


def address(name, plan, kind, *more):
    return reverse(f"plans:{name}", args=[plan.pk, kind, *more])


@pytest.mark.parametrize("kind", KINDS)
def test_strategist_writes_changes_removes_and_puts_back(client, strategist, plan, kind):
    client.force_login(strategist)

    client.post(address("part-new", plan, kind), written(kind, strategist))
    part = PARTS[kind].objects.get()
    assert str(part) in client.get(address("parts", plan, kind)).content.decode()

    changed = written(kind, strategist, title="Nytt ordval", edition=1)
    client.post(address("part-edit", plan, kind, part.pk), changed)
    part.refresh_from_db()
    assert (part.title, part.edition) == ("Nytt ordval", 2)

    client.post(address("part-remove", plan, kind, part.pk))
    assert not PARTS[kind].objects.current().exists()
    assert "Nytt ordval" in client.get(address("parts", plan, kind)).content.decode()  # below

    client.post(address("part-restore", plan, kind, part.pk))
    assert PARTS[kind].objects.current().get() == part
    assert [deed.verb for deed in history(part)] == [
        "part_restored",
        "part_removed",
        "part_changed",
        "part_added",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_two_who_change_the_same_see_both(client, strategist, plan, kind):
    client.force_login(strategist)
    client.post(address("part-new", plan, kind), written(kind, strategist))
    part = PARTS[kind].objects.get()
    PARTS[kind].objects.filter(pk=part.pk).update(title="Karins ord", edition=2)

    page = client.post(
        address("part-edit", plan, kind, part.pk),
        written(kind, strategist, title="Mina ord", edition=1),
    ).content.decode()

    part.refresh_from_db()
    assert part.title == "Karins ord"
    assert "Karins ord" in page
    assert "Mina ord" in page


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        ("mal", {"was_number": "61"}, "Skriv vad talet räknar"),
        ("budget", {"year": 2040}, "Planen gäller 2025–2028"),
        ("budget", {"amount": "mycket"}, "Skriv beloppet i kronor"),
        ("risker", {"likelihood": 9}, "Välj något i listan"),
        ("kommunikation", {"done_on": "2099-01-01"}, "Skriv dagen när det är gjort"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(client, strategist, plan, kind, wrong, words):
    client.force_login(strategist)

    page = client.post(
        address("part-new", plan, kind), written(kind, strategist, **wrong)
    ).content.decode()

    assert words in page
    assert written(kind, strategist)["title"] in page
    assert not PARTS[kind].objects.exists()


def test_a_goal_shows_where_it_was_is_and_shall_be(client, strategist, plan):
    owner = strategist.standing.functions[0]
    direction = plan.directions.create(title="Lika bemötande")
    goal = plan.goals.create(
        title="Äldre förstår sina beslut",
        direction=direction,
        was="54 av 100 förstod",
        wanted="80 av 100",
        was_number=54,
        now_number=61,
        wanted_number=80,
        unit="procent av de äldre",
        owner=owner,
    )
    make.make_measure(plan, title="Tolk i omsorgen").goals.add(goal)
    client.force_login(strategist)

    page = client.get(address("parts", plan, "mal")).content.decode()

    assert "Lika bemötande" in page
    assert "mr-three" in page
    assert "Tolk i omsorgen" in page
    assert "Ingen har skrivit vilka som har blivit hörda" in page


@pytest.mark.parametrize(
    ("likelihood", "consequence", "words"),
    [(1, 1, "Liten"), (2, 2, "Bevakas"), (3, 3, "Måste mötas"), (4, 4, "Måste mötas")],
)
def test_a_risk_says_how_large_it_is_in_words(likelihood, consequence, words):
    assert Risk(likelihood=likelihood, consequence=consequence).words == words
    assert Risk(likelihood=4, consequence=4, is_over=True).words == "Risken är över"


def test_the_budget_is_summed_by_year_in_whole_ore(client, strategist, plan):
    for year, amount, used in [(2025, 10_001, 5_000), (2025, 20_002, None), (2026, 7, 7)]:
        plan.budget_lines.create(title="Tolk", year=year, amount=amount, used=used)
    client.force_login(strategist)

    response = client.get(address("parts", plan, "budget"))

    assert response.context["total"] == {"budget": 30_010, "spent": 5_007, "left": 25_003}
    assert [one["left"] for one in response.context["sums"]] == [25_003, 0]


def test_an_undone_message_says_so_when_its_day_has_passed():
    late = Message(day=dt.date(2026, 1, 1))
    assert late.is_late
    assert not Message(day=dt.date(2026, 1, 1), done_on=dt.date(2026, 1, 1)).is_late


def test_a_part_points_only_at_its_own_plan(client, strategist, plan):
    other = make.make_measure(make.make_plan(plan.authority))
    client.force_login(strategist)

    client.post(
        address("part-new", plan, "budget"), written("budget", strategist, measure=other.pk)
    )

    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("person", "status"), [("reader", 403), ("elected", 403), ("neighbour", 404)]
)
def test_writing_is_refused(client, request, plan, kind, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get(address("part-new", plan, kind)).status_code == status


def test_an_unknown_part_is_not_found(client, strategist, plan):
    client.force_login(strategist)
    assert client.get(address("parts", plan, "pengar")).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3])
def test_part_page_queries(client, strategist, plan, kind, count, django_assert_max_num_queries):
    client.force_login(strategist)
    for n in range(count):
        client.post(address("part-new", plan, kind), written(kind, strategist, title=f"Del {n}"))
    with django_assert_max_num_queries(14):
        client.get(address("parts", plan, kind))


def test_every_part_leaves_as_excel(client, strategist, plan):
    client.force_login(strategist)
    for kind in KINDS:
        client.post(address("part-new", plan, kind), written(kind, strategist))
        response = client.get(address("parts", plan, kind) + "?format=csv")
        body = response.getvalue()
        assert written(kind, strategist)["title"] in body.decode("utf-8-sig")


def test_the_plans_file_tells_its_parts(client, strategist, plan):
    client.force_login(strategist)
    for kind in KINDS:
        client.post(address("part-new", plan, kind), written(kind, strategist))
    Goal.objects.update(direction=plan.directions.get())

    response = client.get(reverse("plans:plan-file", args=[plan.pk, "docx"]))

    assert response.status_code == 200
