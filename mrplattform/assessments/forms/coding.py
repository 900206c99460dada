"""Starting a coding, and taking in texts: from a round, pasted, or in a file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.assessments.candidates import holder_names
from mrplattform.assessments.forms.common import initial_of
from mrplattform.assessments.models import Coding
from mrplattform.assessments.passages import LONGEST_TEXT, MOST_TEXTS, Text, split
from mrplattform.core.dates import today
from mrplattform.core.forms import GuardedCharField, GuardedTextField, UploadField
from mrplattform.core.guard import refuse_identity_numbers
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.services.spreadsheets import read_sheet
from mrplattform.questions.reading import by_section

HEADS = {"text": ("Text", "Texter", "Svar", "Fritext", "Kommentar")}


class FunctionField(forms.ModelChoiceField):
    """A function with who holds it."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Function.objects.none(), **kwargs)
        self.names: dict[int, str] = {}

    def label_from_instance(self, function: Function) -> str:
        return f"{function} ({self.names.get(function.pk) or _('vakant')})"


class CodingForm(forms.Form):
    """What the coding is called and who reads."""

    title = GuardedCharField(label=gettext_lazy("Namn"), max_length=200)
    purpose = GuardedTextField(
        label=gettext_lazy("Vad vill ni veta?"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Frågan som ni läser med. Den står överst när ni läser."),
    )
    first = FunctionField(label=gettext_lazy("Vem läser?"), empty_label=None)
    second = FunctionField(
        label=gettext_lazy("Vem läser också?"),
        required=False,
        empty_label=gettext_lazy("Ingen mer"),
        help_text=gettext_lazy(
            "Två som läser utan att se varandras val visar om temana är tydliga."
        ),
    )
    second_reads = forms.TypedChoiceField(
        label=gettext_lazy("Hur mycket läser den andra?"),
        choices=Coding.Part.choices,
        coerce=int,
        empty_value=Coding.Part.ALL,
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, authority: Organisation, user, coding: Coding | None = None, **kwargs
    ):
        super().__init__(*args, **kwargs)
        functions = Function.objects.on(today()).filter(authority=authority)
        if coding:
            kept = [coding.first_id, coding.second_id]
            functions = functions | Function.objects.filter(pk__in=kept)
        functions = list(functions.select_related("organisation").distinct())
        names = holder_names(functions)
        for name in ("first", "second"):
            field = self.fields[name]
            field.names = names
            field.queryset = Function.objects.filter(pk__in=[one.pk for one in functions])
            field.queryset = field.queryset.select_related("organisation").order_by("title", "pk")
        self.fields["first"].initial = next(
            (one.pk for one in user.standing.functions if one.authority_id == authority.pk), None
        )
        if coding:
            self.initial = initial_of(coding, self.fields) | self.initial

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("first"), cleaned.get("second")
        if first and first == second:
            self.add_error("second", _("Välj en annan än den som redan läser."))
        return cleaned

    @property
    def values(self) -> dict:
        names = ("title", "purpose", "first", "second", "second_reads")
        return {name: self.cleaned_data[name] for name in names}


class QuestionsForm(forms.Form):
    """Which of a round's questions to read the answers to. `counted` are those with texts."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Svaren på vilka frågor?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, counted, **kwargs):
        super().__init__(*args, **kwargs)
        self.counted = counted
        self.fields["questions"].choices = [
            (question.key, _with_count(question.text, count)) for question, count in counted
        ]

    @property
    def sections(self) -> list[dict]:
        """Section by section, open where something is chosen."""
        chosen = set(self["questions"].value() or [])
        words = dict(self.fields["questions"].choices)
        rows = by_section(question for question, _count in self.counted)
        return [
            {
                "section": section,
                "is_open": any(one.key in chosen for one in questions),
                "questions": [(one.key, words[one.key], one.key in chosen) for one in questions],
            }
            for section, questions in rows
        ]


class PastedForm(forms.Form):
    """Texts from elsewhere."""

    words = GuardedTextField(
        label=gettext_lazy("Texterna"),
        required=False,
        rows=10,
        max_length=MOST_TEXTS * 500,
        help_text=gettext_lazy(
            "Klistra in dem. Ta först bort namn och annat som visar vem det är."
        ),
    )
    file = UploadField(
        label=gettext_lazy("Eller en fil"),
        allowed=("txt", "csv", "xlsx"),
        required=False,
        help_text=gettext_lazy("Textfil, eller Excel eller CSV med kolumnen Text."),
    )
    parted = forms.ChoiceField(
        label=gettext_lazy("Hur är texterna delade?"),
        choices=[
            ("line", gettext_lazy("En text per rad")),
            ("paragraph", gettext_lazy("En text per stycke, med tom rad emellan")),
        ],
        initial="line",
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file:
            try:
                cleaned["texts"] = _in_file(file, self.by_paragraph)
            except ValidationError as problem:
                self.add_error("file", problem)
                return cleaned
        else:
            cleaned["texts"] = split(cleaned.get("words") or "", by_paragraph=self.by_paragraph)
        if not cleaned["texts"] and not self.errors:
            self.add_error("words", _("Klistra in texterna eller välj en fil."))
        elif any(len(one.text) > LONGEST_TEXT for one in cleaned["texts"]):
            words = _("En av texterna är för lång. Högst %d tecken går bra. Dela den.")
            self.add_error("file" if file else "words", words % LONGEST_TEXT)
        return cleaned

    @property
    def by_paragraph(self) -> bool:
        return self.cleaned_data.get("parted") == "paragraph"

    @property
    def texts(self) -> list[Text]:
        return self.cleaned_data["texts"]


def _in_file(file, by_paragraph: bool) -> list[Text]:
    data = file.read()
    ending = str(file.name).rsplit(".", 1)[-1].lower()
    if ending != "txt":
        sheet = read_sheet(data, ending, HEADS, ["text"])
        if sheet.problems:
            raise ValidationError(_row_problem(sheet.problems[0]))
        return [Text(line.get("text")) for line in sheet.lines]
    words = data.decode("utf-8-sig", errors="replace")
    refuse_identity_numbers(words)
    return split(words, by_paragraph=by_paragraph)


def _row_problem(problem) -> str:
    return _("Rad %(row)d: %(reason)s") % {"row": problem.row, "reason": problem.reason}


def _with_count(text: str, count: int) -> str:
    words = ngettext("%(text)s (ett svar)", "%(text)s (%(count)d svar)", count)
    return words % {"text": text, "count": count}
