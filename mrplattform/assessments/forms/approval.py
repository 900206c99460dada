"""What is missing in what was handed in, as a whole and question by question."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import GuardedTextField

LONGEST = 1000


@dataclass(frozen=True)
class Pointer:
    """A question with its tick and its words."""

    step: object
    tick: object
    words: object


class ReturnForm(forms.Form):
    why = GuardedTextField(
        label=gettext_lazy("Vad saknas?"),
        rows=4,
        help_text=gettext_lazy(
            "Uppgiftslämnaren ser just den här texten. Gäller det bara några frågor pekar du ut "
            "dem nedan."
        ),
    )

    say_optional = False  # words are asked for where the tick is

    def __init__(self, data=None, *, sections=()):
        super().__init__(data)
        self.sections = sections
        for step in self._steps():
            key = step.question.key
            self.fields[f"tick_{key}"] = forms.BooleanField(
                required=False, label=f"{step.number}. {step.question.text}"
            )
            self.fields[f"about_{key}"] = GuardedTextField(
                required=False,
                rows=2,
                max_length=LONGEST,
                label=_("Vad saknas i fråga %d?") % step.number,
            )

    def _steps(self):
        return [step for _section, steps in self.sections for step in steps]

    @property
    def pointers(self) -> list[tuple]:
        """(section, its questions) for the page."""
        return [
            (
                section,
                [
                    Pointer(s, self[f"tick_{s.question.key}"], self[f"about_{s.question.key}"])
                    for s in steps
                ],
            )
            for section, steps in self.sections
        ]

    def clean(self):
        cleaned = super().clean() or {}
        for step in self._steps():
            key = step.question.key
            if cleaned.get(f"tick_{key}") and not cleaned.get(f"about_{key}", "x").strip():
                self.add_error(f"about_{key}", _("Skriv vad som saknas i frågan."))
        return cleaned

    @property
    def given(self) -> dict:
        """What services.approval.send_back wants."""
        cleaned, keys = self.cleaned_data, [step.question.key for step in self._steps()]
        about = {key: cleaned[f"about_{key}"].strip() for key in keys if cleaned[f"tick_{key}"]}
        return {"why": cleaned["why"], "about": about}
