"""Which questions each kind of unit is asked, and what the others see of the questions."""

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Round
from mrplattform.assessments.papers import Paper
from mrplattform.assessments.services import rounds as services
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.organisations.services.editions import ChangedMeanwhile
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(ekvik, strategist, school):
    """Asks an administration and one of its schools; three questions in one section."""
    round = make.make_round(
        ekvik,
        owner=strategist.standing.functions[0],
        state=Round.State.DRAFT,
        needs_approval=False,
    )
    unit = make.make_organisation(parent=school, name="Ekskolan")
    choices = [
        services.Choice(one, make.make_function(one, role=Role.REPORTER)) for one in (school, unit)
    ]
    services.choose_units(round, choices, by=strategist)
    return round


def url(round):
    return reverse("assessments:round_questions", args=[round.pk])


def ticks(round, *without, edition=1, sections=("administration", "unit")):
    """A form where all is ticked but these: (kind, key)."""
    section = round.version.sections.get()
    data = {f"section_{kind}_{section.pk}": "on" for kind in sections}
    for kind in ("administration", "unit"):
        for question in round.version.questions.all():
            if (kind, question.key) not in without:
                data[f"question_{kind}_{question.pk}"] = "on"
    return data | {"edition": edition}


def test_schools_are_asked_fewer_questions(client, strategist, draft):
    client.force_login(strategist)

    client.post(url(draft), ticks(draft, ("unit", "f2")))

    draft.refresh_from_db()
    assert draft.left_out == {"unit": ["f2"]}
    deed = history(draft).first()
    assert deed.changes == {"questions": ["", "Enhet: alla utom en fråga"]}
    assert "alla utom en fråga" in client.get(draft.get_absolute_url()).content.decode()

    opened = services.open_round(draft, by=strategist)
    asked = {
        one.organisation.kind: [step.question.key for step in Paper(one).steps]
        for one in opened.assessments.select_related("organisation", "sheet__version")
    }
    assert asked == {"administration": ["f1", "f2", "f3"], "unit": ["f1", "f3"]}


def test_a_whole_section_is_left_out_in_one_press(client, strategist, draft):
    version = make.make_version(published=False)
    section = version.sections.create(key="t", order=2, titles={"sv": "Två"})
    make.make_question(section, key="f9")
    version.state = "published"
    version.save(update_fields=["state"])
    Round.objects.filter(pk=draft.pk).update(version=version)
    client.force_login(strategist)
    form = client.get(url(draft)).context["form"]
    data = {name: "on" for name in form.fields if name != f"section_unit_{section.pk}"}

    client.post(url(draft), data | {"edition": 1})

    draft.refresh_from_db()
    assert draft.left_out == {"unit": ["f9"]}
    form = client.get(url(draft)).context["form"]
    assert not form[f"section_unit_{section.pk}"].value()
    assert form[f"question_unit_{version.questions.get(key='f9').pk}"].value()


def test_nothing_left_is_refused_and_the_ticks_stay(client, strategist, draft):
    client.force_login(strategist)
    nothing = [("unit", key) for key in ("f1", "f2", "f3")]

    response = client.post(url(draft), ticks(draft, *nothing))

    assert response.context["form"].errors
    draft.refresh_from_db()
    assert draft.left_out == {}


def test_two_who_choose_at_once_get_both_versions(client, strategist, draft):
    services.leave_out(draft, {"unit": ["f1"]}, edition=1, by=None)
    client.force_login(strategist)

    mine = ticks(draft, ("unit", "f2"))
    text = client.post(url(draft), mine).content.decode()
    assert "Alla utom: Fråga 1" in text
    assert "Alla utom: Fråga 2" in text

    client.post(url(draft), mine | {"keep": "mine", "theirs_edition": 2})
    draft.refresh_from_db()
    assert draft.left_out == {"unit": ["f2"]}


def test_the_service_refuses_an_old_edition(draft):
    services.leave_out(draft, {"unit": ["f1"]}, edition=1, by=None)

    with pytest.raises(ChangedMeanwhile):
        services.leave_out(draft, {}, edition=1, by=None)


def test_another_version_keeps_only_the_questions_that_it_has(strategist, draft):
    services.leave_out(draft, {"unit": ["f1", "f3"]}, edition=1, by=strategist)
    shorter = make.make_version({"key": "f1"}, {"key": "annan"})

    services.change_round(draft, edition=2, by=strategist, version=shorter)

    draft.refresh_from_db()
    assert draft.left_out == {"unit": ["f1"]}


def test_without_units_there_are_no_kinds_to_choose_for(client, strategist, draft):
    draft.asked.all().delete()
    client.force_login(strategist)

    assert client.get(url(draft))["Location"].endswith("/enheter/")


# --- As respondents see it -------------------------------------------------------------------


def test_the_leader_sees_what_each_kind_is_asked_and_saves_nothing(client, strategist, draft):
    services.leave_out(draft, {"unit": ["f2"]}, edition=1, by=strategist)
    opened = services.open_round(draft, by=strategist)
    client.force_login(strategist)
    address = reverse("assessments:preview", args=[opened.pk])

    text = client.get(f"{address}?slag=unit").content.decode()
    assert "Inget sparas här" in text
    assert "Fråga 3" in text
    assert "Fråga 2" not in text

    page = client.get(
        reverse("assessments:preview_question", args=[opened.pk, "f3"]) + "?slag=unit"
    )
    assert "Fråga 2 av 2" in page.content.decode()
    assert "<form" not in page.content.decode().split("<main", 1)[1].split("</main>")[0]
    hidden = reverse("assessments:preview_question", args=[opened.pk, "f2"]) + "?slag=unit"
    assert client.get(hidden).status_code == 404
