"""Which questions each kind of unit is asked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.organisations.models import Organisation
from mrplattform.questions.reading import by_section, conditions_in_words, questions_of


class QuestionsForm(forms.Form):
    """A tick for each question and kind, and one for each section: without the section's tick none
    of its questions is asked, whatever is ticked under it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, round: Round, kinds: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = [(kind, str(Organisation.Kind(kind).label)) for kind in kinds]
        questions = questions_of(round.version)
        self.conditions = conditions_in_words(questions)
        self.sections = by_section(questions)
        self.initial.setdefault("edition", round.edition)
        for kind, name in self.kinds:
            left_out = set(round.left_out.get(kind, []))
            for section, rows in self.sections:
                none_asked = all(one.key in left_out for one in rows)
                label = _("%(what)s: %(kind)s")
                self.fields[f"section_{kind}_{section.pk}"] = forms.BooleanField(
                    label=label % {"what": section.title, "kind": name},
                    required=False,
                    initial=not none_asked,
                )
                for one in rows:
                    self.fields[f"question_{kind}_{one.pk}"] = forms.BooleanField(
                        label=label % {"what": one.text, "kind": name},
                        required=False,
                        initial=none_asked or one.key not in left_out,
                    )

    @property
    def parts(self) -> list[tuple]:
        """For the page: (section, its ticks, [(question, condition, its ticks)]); each tick with
        the name of its kind."""
        return [
            (
                section,
                [(name, self[f"section_{kind}_{section.pk}"]) for kind, name in self.kinds],
                [
                    (
                        one,
                        self.conditions.get(one.key, ""),
                        [(name, self[f"question_{kind}_{one.pk}"]) for kind, name in self.kinds],
                    )
                    for one in rows
                ],
            )
            for section, rows in self.sections
        ]

    def clean(self):
        cleaned = super().clean()
        every = sum(len(rows) for _section, rows in self.sections)
        for kind, name in self.kinds:
            if len(self._left_out(kind)) == every:
                words = _("Välj minst en fråga för %s.") % name.lower()
                self.add_error(None, words)
        return cleaned

    def conflict_rows(self, theirs: Round) -> list[dict]:
        """Both versions in words, by kind of unit."""
        texts = {one.key: one.text for _section, rows in self.sections for one in rows}
        mine = self.left_out
        return [
            {"label": name, "mine": said[0], "theirs": said[1]}
            for kind, name in self.kinds
            if (said := [_words(one.get(kind, []), texts) for one in (mine, theirs.left_out)])
            and said[0] != said[1]
        ]

    @property
    def left_out(self) -> dict[str, list[str]]:
        found = {kind: self._left_out(kind) for kind, _name in self.kinds}
        return {kind: keys for kind, keys in found.items() if keys}

    def _left_out(self, kind: str) -> list[str]:
        given = self.cleaned_data
        return [
            one.key
            for section, rows in self.sections
            for one in rows
            if not given[f"section_{kind}_{section.pk}"] or not given[f"question_{kind}_{one.pk}"]
        ]


def _words(keys: list[str], texts: dict[str, str]) -> str:
    if not keys:
        return _("Alla frågor")
    return _("Alla utom: %s") % "\n".join(texts[key] for key in keys if key in texts)
