"""A round over the country: who sees whom by name, and what the sums may not give away."""

import itertools

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.country import Country
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.tests.grid import sent
from mrplattform.organisations.models import OfficialCode, Role
from tests import make

COUNTY, OTHER = "05", "12"


@pytest.fixture
def asking(db):
    return make.make_municipality("Frågar")


@pytest.fixture
def coordinator(asking):
    return make.make_member(asking, Role.NATIONAL_COORDINATOR)


@pytest.fixture
def round(asking, coordinator):
    return make.make_round(
        asking,
        version=make.make_version({}, {}),
        reach=Round.Reach.COUNTRY,
        state=Round.State.CLOSED,
    )


numbers = itertools.count(100)


def town(name=None, county=COUNTY, size=20_000):
    made = make.make_municipality(name, size=size)
    OfficialCode.objects.create(organisation=made, code=f"{county}{next(numbers)}")
    return made


def answered(round, authority, *levels, shared=False, state=Assessment.State.APPROVED):
    one = make.make_assessment(round, authority, state=state, shared=shared)
    return make.fill(one, *levels)


def strategist_of(authority):
    return make.make_member(authority, Role.STRATEGIST)


def page(client, round, **query):
    return client.get(reverse("assessments:country", args=[round.pk]), query)


def groups(round, user):
    return {one.key: one.is_hidden for one in Country(Units(round, user)).groups}


# --- Who sees what -----------------------------------------------------------------------------


def test_who_asks_sees_every_authority_by_name(client, coordinator, round):
    for name, level in (("Åby", 1), ("Alby", 4)):
        answered(round, town(name), level, level)
    client.force_login(coordinator)

    response = page(client, round)

    assert [one.full for one in response.context["matrix"].columns] == ["Alby", "Åby"]
    assert client.get(reverse("assessments:results", args=[round.pk])).status_code == 200


def test_others_see_by_name_only_those_who_share(client, round):
    ours = town("Vår")
    answered(round, ours, 2, 2)
    answered(round, town("Öppen"), 3, 3, shared=True)
    closed = answered(round, town("Stängd"), 4, 4)
    client.force_login(strategist_of(ours))

    response = page(client, round)
    cell = reverse("assessments:cell", args=[round.pk, "s", closed.pk])

    assert [one.full for one in response.context["matrix"].columns] == ["Öppen"]
    assert "Stängd" not in response.content.decode()
    assert client.get(cell).status_code == 403
    results = client.get(reverse("assessments:results", args=[round.pk]))
    assert results.url == reverse("assessments:country", args=[round.pk])


def test_own_answers_stand_beside_the_spread_of_all(client, round):
    ours = town("Vår")
    answered(round, ours, 2, "u")
    for _ in range(5):
        answered(round, town(), 3, 1)
    client.force_login(strategist_of(ours))

    drawn = page(client, round, avsnitt="s").context["drawn"]

    assert [dict(one.now.levels) for one, _picture, _own in drawn] == [{2: 1, 3: 5}, {1: 5}]
    assert [own for *_rest, own in drawn] == ["Ert svar: 2 Beslutat", "Ert svar: vet ej"]


def test_while_the_round_is_open_the_sums_would_tell_who_came_in(client, round):
    ours = town("Vår")
    answered(round, ours, 2, 2)
    for _ in range(6):
        answered(round, town(), 3, 3)
    round.state = Round.State.OPEN
    round.save()
    client.force_login(strategist_of(ours))

    response = page(client, round)

    assert response.context["drawn"] == []
    assert "när kartläggningen stänger" in response.content.decode()
    assert sent(page(client, round, format="csv")).count("\n") == 2


def test_who_has_not_answered_sees_no_spread(client, round):
    ours = town("Vår")
    answered(round, ours, 2, state=Assessment.State.DRAFT)
    for _ in range(6):
        answered(round, town(), 3, 3)
    client.force_login(strategist_of(ours))

    assert "Svara först" in page(client, round).content.decode()


def test_a_round_of_ones_own_is_no_country(client, strategist, ekvik, school):
    one = make.make_assessment(make.make_round(ekvik), school)
    client.force_login(strategist)

    assert page(client, one.round).status_code == 404


# --- Groups that are too small -----------------------------------------------------------------


def test_a_small_group_and_what_it_could_be_told_from_are_hidden(round):
    ours = town("Vår")
    answered(round, ours, 2)
    for county, count in ((COUNTY, 3), (OTHER, 7)):
        for _ in range(count):
            answered(round, town(county=county), 3)

    seen = groups(round, strategist_of(ours))

    assert seen[("lan", COUNTY)] is True
    assert seen[("alla", "")] is False
    # The other county is not offered; but it would be hidden, or all less it would tell ours.
    hidden = Country(Units(round, strategist_of(ours)))._groups[("lan", OTHER)]
    assert hidden.is_hidden


def test_those_who_share_need_no_protection(round):
    ours = town("Vår")
    answered(round, ours, 2)
    for _ in range(3):
        answered(round, town(), 3, shared=True)

    assert groups(round, strategist_of(ours))[("lan", COUNTY)] is False


def test_who_asks_sees_also_small_groups(round, coordinator):
    answered(round, town(), 3)

    assert not any(groups(round, coordinator).values())


def test_a_hidden_group_is_told_in_words_and_left_out_of_the_file(client, round):
    ours = town("Vår", size=5_000)
    answered(round, ours, 2)
    for _ in range(2):
        answered(round, town(size=5_000), 4)
    for _ in range(9):
        answered(round, town(size=50_000, county=OTHER), 3)
    client.force_login(strategist_of(ours))

    response = page(client, round, grupp="storlek:i0")
    lines = sent(page(client, round, format="csv"))

    assert "för få att visa" in response.content.decode()
    assert response.context["drawn"] == []
    assert "Färre än 10 000" not in lines
    assert "Alla som har svarat" in lines


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    towns=st.lists(
        st.tuples(
            st.sampled_from([COUNTY, OTHER]),
            st.sampled_from([5_000, 50_000]),
            st.booleans(),
        ),
        min_size=4,
        max_size=11,
    )
)
def test_no_difference_of_what_is_shown_tells_of_few(monkeypatch, towns):
    """Every sum and difference of two shown groups holds none of those who did not share, or
    enough of them."""
    keys = [
        {("alla", ""), ("lan", county), ("storlek", "i30000" if size > 30_000 else "i0")}
        for county, size, _shared in towns
    ]
    members = {key: {n for n, own in enumerate(keys) if key in own} for key in set().union(*keys)}
    seen = Country.__new__(Country)
    seen.own, seen.round = [], Round()
    seen.handed_in = [
        Assessment(pk=number, shared=shared) for number, (*_rest, shared) in enumerate(towns)
    ]
    rows = {
        key: [one for one in seen.handed_in if one.pk in numbers]
        for key, numbers in members.items()
    }
    protected = {one.pk for one in seen.handed_in if not one.shared}
    smallest = seen.round.shown_from

    shown = [members[key] & protected for key in members if key not in seen._secret(rows)]

    for one, other in itertools.product(shown, repeat=2):
        for left in (one | other, one - other, one & other):
            told = left in (one, other) or one <= other or other <= one or not one & other
            assert not told or not left or len(left) >= smallest, (left, shown)


# --- The other pages ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["results", "movement", "spread", "meeting"])
def test_sums_of_the_few_that_one_may_read_are_not_shown(client, round, name):
    ours = town("Vår")
    answered(round, ours, 2, 2)
    client.force_login(strategist_of(ours))

    response = client.get(reverse(f"assessments:{name}", args=[round.pk]))

    assert response.url == reverse("assessments:country", args=[round.pk])


def test_ones_own_answers_through_time(client, round, asking):
    ours, theirs = town("Vår"), town("Annan")
    earlier = make.make_round(
        asking,
        version=round.version,
        reach=Round.Reach.COUNTRY,
        state=Round.State.CLOSED,
        opens=round.opens.replace(year=round.opens.year - 1),
    )
    for one, levels in ((earlier, (1, 4)), (round, (3, 4))):
        answered(one, theirs, levels[1])
        answered(one, ours, levels[0])
    client.force_login(strategist_of(ours))

    response = client.get(reverse("assessments:time", args=[round.pk]))
    tried = client.get(reverse("assessments:time", args=[round.pk]), {"enhet": theirs.pk})

    assert [cell.key for cell in response.context["matrix"].groups[0].rows[0].cells] == ["1", "3"]
    assert response.context["unit"].organisation == ours
    assert tried.url == reverse("assessments:country", args=[round.pk])


def test_what_was_shared_one_year_does_not_open_the_year_before(client, round, asking):
    """Each year's choice holds for that year's answers."""
    ours, theirs = town("Vår"), town("Öppen nu")
    earlier = make.make_round(
        asking,
        version=round.version,
        reach=Round.Reach.COUNTRY,
        state=Round.State.CLOSED,
        opens=round.opens.replace(year=round.opens.year - 1),
    )
    for one, shared in ((earlier, False), (round, True)):
        answered(one, ours, 2)
        answered(one, theirs, 4, shared=shared)
    client.force_login(strategist_of(ours))

    address = reverse("assessments:time", args=[round.pk])
    cells = client.get(address, {"enhet": theirs.pk}).context["matrix"].groups[0].rows[0].cells

    assert [cell.key for cell in cells] == ["n", "4"]
