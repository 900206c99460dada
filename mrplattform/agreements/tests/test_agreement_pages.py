"""The agreement on its pages and in its files: one look tells who shall do what, and how it went."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.agreements.documents import agreement_document
from mrplattform.agreements.models import Agreement, Obligation
from mrplattform.agreements.services import agreements as services
from mrplattform.agreements.showing import Whole
from mrplattform.core.exports.files import render
from mrplattform.core.tests.test_exports_documents import WORDS_OF, faults_for_readers, missing_in
from mrplattform.organisations.models import Circle
from tests import make


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def form(agreement, **values):
    return {
        "kind": "iop",
        "title": agreement.title if agreement else "Ny",
        "starts": "2026-01-01",
        "owner": agreement.owner_id if agreement else "",
        "circle": "authority",
        "is_followed": "on",
        "edition": agreement.edition if agreement else "",
    } | values


def test_the_strategist_records_one_with_parties_and_obligations(client, strategist, ekvik):
    client.force_login(strategist)
    function = strategist.standing.functions[0]
    page = client.post(
        url("agreement-new"), form(None, title="Partnerskap", owner=function.pk), follow=True
    )
    agreement = Agreement.objects.get()
    assert "Lägg till parter och åtaganden" in page.content.decode()

    client.post(url("part-new", agreement.pk, "parter"), {"name": "Föreningen"})
    party = agreement.parties.get()
    page = client.post(
        url("part-new", agreement.pk, "ataganden"),
        {
            "title": "Årligt samråd",
            "wording": "Samråden ska genomföras årligen, senast i maj månad.",
            "party": party.pk,
            "clock": "yearly",
            "month": 5,
            "first_year": 2026,
            "last_year": 2027,
            "unit": "months",
        },
        follow=True,
    ).content.decode()

    assert "senast i maj varje år 2026–2027" in page
    assert [str(one.day) for one in Obligation.objects.get().dues.all()] == [
        "2026-05-31",
        "2027-05-31",
    ]


def test_late_soon_and_done_are_said_in_words(client, strategist, agreement, settings):
    from mrplattform.core.dates import today  # noqa: PLC0415

    for title, days in (("Sent", -3), ("Snart", 10), ("Långt fram", 200)):
        make.make_obligation(agreement, title, clock="day", day=today() + dt.timedelta(days=days))
    client.force_login(strategist)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert page.count("Skulle ha lämnats") == 1
    assert page.count("Senast") >= 2


def test_somebody_elses_agreement_is_told_and_not_chased(client, strategist, agreement):
    Agreement.objects.update(is_followed=False)
    due = make.make_obligation(agreement, clock="day", day=dt.date(2014, 9, 1)).dues.get()
    client.force_login(strategist)

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert "återges som den skrevs" in page
    assert "Skulle ha lämnats" not in page
    assert client.get(url("due-deliver", due.pk)).status_code == 403


def test_a_public_one_is_open_to_everyone(client, agreement):
    # Whoever is not signed in is led there, and learns nothing of whether it exists.
    assert "/logga-in/" in client.get(agreement.get_absolute_url())["Location"]
    assert "/logga-in/" in client.get(url("agreement", 99_999))["Location"]
    Agreement.objects.update(circle=Circle.PUBLIC)
    due = make.make_obligation(agreement, clock="day", day=dt.date(2026, 9, 1)).dues.get()

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert agreement.title in page
    assert "Historik" not in page
    assert client.get(due.get_absolute_url()).status_code == 200
    assert client.get(url("agreement-file", agreement.pk, "pdf")).content.startswith(b"%PDF")


def test_the_chain_is_told_as_far_as_one_may_see(client, strategist, reader, agreement):
    first = make.make_agreement(agreement.authority, title="Den första", circle=Circle.AUTHORITY)
    hidden = make.make_agreement(title="Grannens", circle=Circle.AUTHORITY)
    Agreement.objects.filter(pk=agreement.pk).update(follows=first, relation="extends")
    Agreement.objects.filter(pk=first.pk).update(follows=hidden, relation="continues")
    client.force_login(strategist)

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert "Den första" in page
    assert "Förlänger en överenskommelse" in page
    assert "Grannens" not in page
    assert agreement.title in client.get(first.get_absolute_url()).content.decode()


def test_one_that_others_build_on_is_not_removed(client, strategist, agreement):
    other = make.make_agreement(agreement.authority, follows=agreement, relation="amends")
    client.force_login(strategist)
    page = client.post(url("agreement-remove", agreement.pk), follow=True).content.decode()
    assert "bygger på den" in page

    client.post(url("agreement-remove", other.pk))
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.title in client.get(url("removed")).content.decode()
    client.post(url("agreement-restore", other.pk))
    assert client.get(other.get_absolute_url()).status_code == 200


def test_a_chain_never_bites_its_tail(client, strategist, agreement):
    after = make.make_agreement(agreement.authority, follows=agreement, relation="amends")
    client.force_login(strategist)
    page = client.post(
        url("agreement-edit", agreement.pk), form(agreement, follows=after.pk, relation="amends")
    ).content.decode()
    assert "kan inte bygga på sig själv" in page


def test_two_who_edit_both_see_both(client, strategist, agreement):
    client.force_login(strategist)
    services.edit(
        agreement,
        by=None,
        edition=1,
        title="Någon annans namn",
        starts=agreement.starts,
        owner=agreement.owner,
    )
    page = client.post(
        url("agreement-edit", agreement.pk), form(agreement, title="Mitt namn", edition=1)
    ).content.decode()
    assert "Mitt namn" in page
    assert "Någon annans namn" in page


def test_it_says_the_same_in_every_form(strategist, agreement, tmp_path):
    make.make_obligation(
        agreement, wording="Senast den 1 juni.", clock="day", day=dt.date(2026, 6, 1)
    )
    make.make_obligation(agreement, "Löpande")
    document = agreement_document(Whole(agreement, strategist))
    assert {one: missing_in(document, one) for one in WORDS_OF} == {one: [] for one in WORDS_OF}
    assert faults_for_readers(render(document, "pdf"), tmp_path / "agreement.pdf") == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_the_same_whatever_stands_in_it(
    client, strategist, agreement, count, django_assert_max_num_queries
):
    first = make.make_obligation(agreement, "Första", clock="yearly", month=5)
    for number in range(count):
        one = make.make_obligation(agreement, f"Nr {number}", clock="before", anchor=first)
        one.waits_for.set([first])
    client.force_login(strategist)
    with django_assert_max_num_queries(20):
        client.get(agreement.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same(client, strategist, ekvik, count, django_assert_max_num_queries):
    for number in range(count):
        make.make_agreement(ekvik, title=f"Nr {number}")
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        page = client.get(url("agreements"))
    assert page.context["table"].count == count


def test_an_unsensible_form_keeps_what_was_typed(client, strategist, agreement):
    client.force_login(strategist)
    page = client.post(
        url("agreement-edit", agreement.pk),
        form(agreement, title="Mitt namn", starts="2026-01-01", ends="2025-01-01"),
    ).content.decode()
    assert "Mitt namn" in page
    assert "Sista dagen måste komma efter den första" in page
