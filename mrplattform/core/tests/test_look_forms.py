"""A refused form says how much is wrong, leads to each field, and keeps what was typed."""

import re

import pytest
from django import forms

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.core.tests.elements import element


class PlanForm(forms.Form):
    title = GuardedCharField(label="Vad ska ni göra?", help_text="Börja med ett verb.")
    why = GuardedTextField(label="Skäl", required=False)
    state = forms.ChoiceField(
        label="Läge", choices=[("a", "Klar"), ("b", "Stopp")], widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        label="Grupper",
        choices=[("x", "Barn"), ("y", "Äldre")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Välj en eller flera.",
        required=False,
    )
    agree = forms.BooleanField(label="Jag har läst underlaget")
    edition = forms.IntegerField(widget=forms.HiddenInput)


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


def test_summary_counts_and_leads_to_each_field():
    html = str(PlanForm({}))
    assert "Fyra saker behöver ändras" in html
    links = re.findall(r'<a href="#([^"]+)">', html)
    assert links == ["id_title", "id_state_0", "id_agree"]
    assert set(links) <= ids(html)
    assert "Vad ska ni göra? Fyll i den här uppgiften." in html
    assert "Läge: Fyll i den här uppgiften." in html


def test_one_error_is_singular():
    html = str(PlanForm({"title": "x", "state": "a", "agree": "on", "edition": ""}))
    assert "En sak behöver ändras" in html


def test_errors_of_the_whole_form_are_told_too():
    form = PlanForm({"title": "x", "state": "a", "agree": "on", "edition": 1})
    form.add_error(None, "Planen är låst efter beslutet.")
    assert "<li>Planen är låst efter beslutet.</li>" in str(form)


def test_field_is_described_by_its_hint_and_error():
    html = str(PlanForm({})["title"].as_field_group())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert {"id_title_helptext", "id_title_error"} <= ids(html)


def test_every_description_exists():
    for form in (PlanForm(), PlanForm({})):
        html = str(form)
        described = re.findall(r'aria-describedby="([^"]+)"', html)
        assert {one for many in described for one in many.split()} <= ids(html)


def test_groups_are_fieldsets_with_legends():
    html = str(PlanForm({}))
    assert len(re.findall(r"<fieldset", html)) == 2
    assert re.search(r'<legend class="mr-label">Läge</legend>', html)
    assert 'aria-describedby="id_groups_helptext"' in html


def test_every_control_has_a_label():
    html = str(PlanForm())
    controls = re.findall(r'<(?:input|textarea)(?![^>]*hidden)[^>]* id="([^"]+)"', html)
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    wrapped = set(re.findall(r'<label class="mr-pick"><input[^>]* id="([^"]+)"', html))
    assert set(controls) <= labelled | wrapped


def test_what_may_be_left_out_says_so():
    html = str(PlanForm())
    assert len(re.findall(r"\(frivilligt\)", html)) == 2
    assert '<label for="id_why">Skäl <span class="mr-optional">(frivilligt)</span></label>' in html


def test_typed_text_is_kept_and_escaped():
    html = str(PlanForm({"title": '"><script>', "why": "</textarea><b>"}))
    assert 'value="&quot;&gt;&lt;script&gt;"' in html
    assert "&lt;/textarea&gt;&lt;b&gt;" in html


def test_text_boxes_wear_the_look_and_ticks_do_not():
    html = str(PlanForm())
    assert re.search(r'<input type="text" name="title"[^>]*class="ds-input mr-input"', html)
    assert not re.search(r'type="(radio|checkbox|hidden)"[^>]*ds-input', html)


def test_own_classes_are_kept():
    form = type(
        "F", (forms.Form,), {"a": forms.CharField(widget=forms.TextInput({"class": "wide"}))}
    )
    assert 'class="wide ds-input mr-input"' in str(form()["a"])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Välj något i listan."),
        (forms.EmailField(), "namn", "till exempel namn@kommun.se"),
    ],
)
def test_refusals_say_what_to_do(field, value, words):
    assert words in str(type("F", (forms.Form,), {"x": field})({"x": value}).errors)


def test_form_element(rf):
    html = element(
        '<c-form :form="form" submit="Spara" cancel="/planer/" guard />',
        rf.get("/"),
        form=PlanForm(),
    )
    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html
    assert "novalidate data-guard" in html
    assert '<button class="ds-button" type="submit">Spara</button>' in html
    assert 'href="/planer/"' in html


def test_form_with_files_can_send_them(rf):
    form = type("F", (forms.Form,), {"f": forms.FileField()})()
    assert 'enctype="multipart/form-data"' in element('<c-form :form="f" />', rf.get("/"), f=form)


def test_form_placed_by_hand_keeps_its_summary(rf):
    html = element(
        '<c-form :form="form" bare><c-field :field="form.title" /></c-form>',
        rf.get("/"),
        form=PlanForm({}),
    )
    assert "behöver ändras" in html
    assert html.count('name="title"') == 1
    assert 'name="why"' not in html
