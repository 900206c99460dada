"""Writing down what the answers mean."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mrplattform.assessments.forms.common import ROUND_CIRCLES, initial_of
from mrplattform.assessments.models import Finding
from mrplattform.assessments.picking import Picker
from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle
from mrplattform.questions.models import Answer
from mrplattform.rights.models import Topic


class FindingForm(forms.Form):
    """`answers` are those that it may rest on one by one, `picker` chooses among many; topics are
    chosen kind by kind."""

    title = GuardedCharField(
        label=gettext_lazy("Slutsats i en mening"),
        max_length=200,
        help_text=gettext_lazy(
            "Till exempel: Rutin för rättighetskrockar saknas i nästan alla verksamheter."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det?"),
        choices=Finding.Kind.choices,
        widget=forms.RadioSelect,
    )
    text = GuardedTextField(label=gettext_lazy("Beskriv vad svaren visar"), required=False, rows=5)
    weight = forms.TypedChoiceField(
        label=gettext_lazy("Hur allvarligt är det?"),
        choices=Finding.Weight.choices,
        coerce=int,
        initial=Finding.Weight.SERIOUS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("För en styrka: hur viktigt är det att bevara den?"),
    )
    why = GuardedTextField(
        label=gettext_lazy("Varför? Vad betyder det för dem det gäller?"), required=False, rows=3
    )
    heard = GuardedTextField(
        label=gettext_lazy("Vilka har blivit hörda?"),
        required=False,
        rows=2,
        help_text=gettext_lazy(
            "Grupper, råd eller föreningar, och vad de bidrog med. Skriv inga namn."
        ),
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vad handlar det om?"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Svaren bakom"),
        queryset=Answer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    circle = forms.ChoiceField(
        label=gettext_lazy("Vem får läsa?"), choices=ROUND_CIRCLES, initial=Circle.AUTHORITY
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    say_optional = True

    def __init__(
        self, *args, topics, answers, picker: Picker, finding: Finding | None = None, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.picker = picker
        self.fields["topics"].queryset = topics
        pks = [one.pk for one in answers]
        self.fields["answers"].queryset = Answer.objects.filter(pk__in=pks)
        self.initial["answers"] = pks
        if finding:
            plain = [name for name in self.fields if name not in ("topics", "answers")]
            stored = initial_of(finding, plain)
            stored["topics"] = list(finding.topics.values_list("pk", flat=True))
            self.initial = stored | self.initial

    def clean(self):
        try:
            self.bases = self.picker.checked()
        except ValidationError as problem:
            self.add_error(None, problem)
        return super().clean()

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}
