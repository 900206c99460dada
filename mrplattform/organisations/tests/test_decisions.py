"""One object for everything adopted: locked, checked, found and kept as long as it should be."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.models import Decision, Locked
from mrplattform.organisations.services import decisions
from tests import make

DAY = dt.date(2026, 3, 2)
PROGRAMME = {"mål": ["Alla får veta sina rättigheter"], "antagen": "2026"}


@pytest.fixture
def council(ekvik):
    return make.make_organisation(parent=ekvik, kind="committee", name="Kommunfullmäktige")


@pytest.fixture
def decision(council, strategist):
    return make.make_decision(council, by=strategist, copy=PROGRAMME, paragraph="31")


def test_what_was_adopted_is_locked(decision):
    for name, value in (
        ("title", "Annat"),
        ("wording", "Annat"),
        ("copy", {}),
        ("day", dt.date(2026, 1, 1)),
        ("copy_sha256", "0" * 64),
        ("object_id", 17),
    ):
        changed = Decision.objects.get(pk=decision.pk)
        setattr(changed, name, value)
        with pytest.raises(Locked):
            changed.save()
        with pytest.raises(Locked):
            changed.save(update_fields=[name])
        with pytest.raises(Locked):
            Decision.objects.filter(pk=decision.pk).update(**{name: value})
    with pytest.raises(Locked):
        decision.delete()
    with pytest.raises(Locked):
        Decision.objects.all().delete()
    assert decisions.verify(decision)


def test_tampering_behind_the_platform_shows(client, decision, strategist):
    assert decisions.verify(decision)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisations_decision SET wording = 'Nämnden avslår' WHERE id = %s",
            [decision.pk],
        )

    assert not decisions.verify(decision)
    client.force_login(strategist)
    assert "stämmer inte" in client.get(decision.get_absolute_url()).content.decode()


def test_the_order_of_the_copys_keys_means_nothing(council, strategist):
    turned = dict(reversed(PROGRAMME.items()))
    first = make.make_decision(council, copy=PROGRAMME)
    second = make.make_decision(council, copy=turned)

    assert first.copy_sha256 == second.copy_sha256


def test_dates_in_the_copy_are_kept_as_text(council):
    decision = make.make_decision(council, copy={"klar": DAY})

    assert Decision.objects.get(pk=decision.pk).copy == {"klar": "2026-03-02"}
    assert decisions.verify(decision)


def test_what_the_registrar_learns_later_is_filled_in(decision, strategist):
    decisions.correct_decision(
        decision, by=strategist, why="Protokollet är justerat", registry_number="KS 2026/0412"
    )

    decision.refresh_from_db()
    assert decision.registry_number == "KS 2026/0412"
    assert decisions.verify(decision)
    assert [deed.verb for deed in history(decision)] == ["corrected", "decided"]


@pytest.mark.parametrize(
    ("years", "kept"), [(None, None), (2, dt.date(2028, 12, 31)), (10, dt.date(2036, 12, 31))]
)
def test_a_rule_says_how_long_it_is_kept(council, years, kept):
    rule = make.make_rule(council.authority, "Svar", years=years)

    assert make.make_decision(council, retention=rule).discard_after == kept


def test_secrecy_needs_a_ground(council):
    with pytest.raises(ValidationError, match="bestämmelse"):
        make.make_decision(council, access="restricted")


def test_rules_of_others_are_refused(council, neighbour):
    foreign = make.make_rule(neighbour.standing.functions[0].organisation)
    with pytest.raises(ValidationError, match="Välj en regel"):
        make.make_decision(council, retention=foreign)


# --- The pages -------------------------------------------------------------------------------


def given(council, **more):
    return {
        "body": council.pk,
        "day": "2026-03-02",
        "paragraph": "31",
        "registry_number": "KS 2026/0412",
        "title": "Kommun för mänskliga rättigheter",
        "wording": "Fullmäktige antar förslaget.",
        "access": "public",
    } | more


def test_the_strategist_registers_a_decision(client, ekvik, council, strategist):
    client.force_login(strategist)
    client.post(reverse("organisations:decision_new", args=[ekvik.pk]), given(council))

    decision = Decision.objects.get()
    assert str(decision) == "Kommunfullmäktige § 31, 2026-03-02"
    assert decisions.verify(decision)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"day": "2099-01-01"}, "daterat i framtiden"),
        ({"access": "restricted"}, "vilken bestämmelse"),
        ({"wording": "Bifall för 811218-9876"}, "personnumret"),
        ({"title": ""}, "Fyll i den här uppgiften"),
    ],
)
def test_the_form_says_what_to_do_and_keeps_the_rest(
    client, ekvik, council, strategist, change, message
):
    client.force_login(strategist)
    page = client.post(
        reverse("organisations:decision_new", args=[ekvik.pk]), given(council, **change)
    ).content.decode()

    assert message in page
    assert "KS 2026/0412" in page
    assert not Decision.objects.exists()


def test_the_locked_copy_leaves_as_a_file(client, decision, reader):
    client.force_login(reader)
    file = client.get(reverse("organisations:decision_copy", args=[decision.pk]))

    kept = json.loads(file.content)
    assert kept["copy"] == PROGRAMME
    assert kept["sha256"] == decision.copy_sha256
    assert "attachment" in file["Content-Disposition"]


def test_a_restricted_decision_stays_in_the_house(client, council, neighbour, reader):
    secret = make.make_decision(council, access="restricted", secrecy_ground="OSL 26:1")
    client.force_login(neighbour)
    assert client.get(secret.get_absolute_url()).status_code == 404
    listed = reverse("organisations:decisions", args=[council.authority_id])
    assert client.get(listed).context["table"].count == 0
    client.force_login(reader)
    assert client.get(secret.get_absolute_url()).status_code == 200


def test_the_list_is_searched_and_taken_out(client, decision, council, reader):
    make.make_decision(council, title="Budget 2027", day=dt.date(2025, 11, 1))
    client.force_login(reader)
    url = reverse("organisations:decisions", args=[council.authority_id])

    def found(**query):
        return [row.title for row in client.get(url, query).context["table"].rows]

    assert found(sok="RÄTTIGHETER") == [decision.title]
    assert found(ar="2025") == ["Budget 2027"]
    file = client.get(url, {"format": "csv"}).getvalue().decode("utf-8-sig")
    assert len(file.splitlines()) == 3


def test_rules_are_the_authoritys_own(client, ekvik, strategist):
    client.force_login(strategist)
    client.post(reverse("organisations:rule_new", args=[ekvik.pk]), {"name": "Svar", "years": "10"})
    rule = ekvik.retention_rules.get()
    assert rule.time == "Gallras efter 10 år"

    again = client.post(reverse("organisations:rule_new", args=[ekvik.pk]), {"name": "Svar"})
    assert "finns redan" in again.content.decode()
    client.post(reverse("organisations:rule_edit", args=[rule.pk]), {"name": "Svar", "years": ""})
    rule.refresh_from_db()
    assert rule.time == "Bevaras"


def test_a_rule_in_use_is_not_taken_away(client, council, strategist):
    rule = make.make_rule(council.authority)
    make.make_decision(council, retention=rule)
    client.force_login(strategist)
    page = client.post(reverse("organisations:rule_remove", args=[rule.pk]), follow=True)

    assert "används av beslut" in page.content.decode()
    assert council.authority.retention_rules.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_for_one_and_for_three(
    client, council, strategist, count, django_assert_max_num_queries
):
    rule = make.make_rule(council.authority)
    for _ in range(count):
        decision = make.make_decision(council, retention=rule, by=strategist)
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        client.get(reverse("organisations:decisions", args=[council.authority_id]))
    with django_assert_max_num_queries(14):
        client.get(decision.get_absolute_url())
