"""Whom a round asks, and who answers and approves for them."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.candidates import Candidate, holder_names, label
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.services.rounds import Choice
from mrplattform.organisations.models import Function


class UnitsForm(forms.Form):
    """A row for each unit that can be asked: ask it, who answers, who approves."""

    ticks_all_at_first = True

    def __init__(self, *args, candidates: list[Candidate], chosen: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {one.unit.pk: one for one in candidates}
        self.functions = {f.pk: f for one in candidates for f in one.functions}
        chosen = chosen or {}
        # Nothing chosen yet: everyone is asked unless somebody is left out.
        self.proposes_all = self.ticks_all_at_first and not chosen
        for earlier in chosen.values():
            for function in (earlier.reporter, earlier.approver):
                if function:
                    self.functions.setdefault(function.pk, function)
        self.names = holder_names(self.functions.values())
        for pk, one in self.candidates.items():
            self._add_row(pk, one, chosen.get(pk))

    def _add_row(self, pk: int, one: Candidate, earlier) -> None:
        reporter = earlier.reporter if earlier else one.reporter
        approver = earlier.approver if earlier else one.approver
        self.fields[f"unit_{pk}"] = forms.BooleanField(
            label=one.name, required=False, initial=bool(earlier) or self.proposes_all
        )
        for name, words, function in (
            ("reporter", _("Svarar för %s"), reporter),
            ("approver", _("Godkänner för %s"), approver),
        ):
            self.fields[f"{name}_{pk}"] = forms.TypedChoiceField(
                label=words % one.name,
                required=False,
                coerce=int,
                empty_value=None,
                choices=self._options(one, function),
                initial=function.pk if function else None,
            )

    def _options(self, one: Candidate, function: Function | None) -> list[tuple]:
        functions = {f.pk: f for f in one.functions}
        if function:
            functions.setdefault(function.pk, function)
        options = [(pk, label(f, self.names, one.unit)) for pk, f in functions.items()]
        return [("", _("Ingen vald")), *options]

    @property
    def rows(self) -> list[dict]:
        """For the page: the candidate and its three fields."""
        return [
            {
                "candidate": one,
                "unit": self[f"unit_{pk}"],
                "reporter": self[f"reporter_{pk}"],
                "approver": self[f"approver_{pk}"],
            }
            for pk, one in self.candidates.items()
        ]

    @property
    def choices(self) -> list[Choice]:
        given = self.cleaned_data
        return [
            Choice(
                one.unit,
                self.functions.get(given[f"reporter_{pk}"]),
                self.functions.get(given[f"approver_{pk}"]),
            )
            for pk, one in self.candidates.items()
            if given[f"unit_{pk}"]
        ]


class AddUnitsForm(UnitsForm):
    """While the round is open, a unit that is added is asked at once: both functions are needed."""

    ticks_all_at_first = False

    def clean(self):
        cleaned = super().clean()
        ticked = [pk for pk in self.candidates if cleaned.get(f"unit_{pk}")]
        if not ticked:
            raise ValidationError(_("Kryssa för minst en enhet."))
        for pk in ticked:
            for name in ("reporter", "approver"):
                if not cleaned.get(f"{name}_{pk}") and f"{name}_{pk}" not in self.errors:
                    self.add_error(f"{name}_{pk}", _("Välj en funktion."))
        return cleaned


class FunctionsForm(forms.Form):
    """Other functions for one unit that is already asked."""

    reporter = forms.TypedChoiceField(label=gettext_lazy("Svarar"), coerce=int)
    approver = forms.TypedChoiceField(label=gettext_lazy("Godkänner"), coerce=int)

    def __init__(self, *args, assessment: Assessment, candidate: Candidate | None, **kwargs):
        super().__init__(*args, **kwargs)
        functions = {one.pk: one for one in (candidate.functions if candidate else [])}
        functions.setdefault(assessment.reporter_id, assessment.reporter)
        functions.setdefault(assessment.approver_id, assessment.approver)
        names = holder_names(functions.values())
        self.functions = functions
        for name in ("reporter", "approver"):
            self.fields[name].choices = [
                (pk, label(f, names, assessment.organisation)) for pk, f in functions.items()
            ]
            self.fields[name].initial = getattr(assessment, f"{name}_id")

    @property
    def values(self) -> dict:
        return {name: self.functions[pk] for name, pk in self.cleaned_data.items()}
