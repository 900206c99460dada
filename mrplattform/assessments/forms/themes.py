"""The words of a theme, what to do with it, what is seen in a text, and quotes."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Coding, Passage, Theme
from mrplattform.core.forms import GuardedCharField, GuardedTextField


class ThemeForm(forms.Form):
    name = GuardedCharField(label=gettext_lazy("Namn på temat"), max_length=120)
    meaning = GuardedTextField(
        label=gettext_lazy("Vad hör hit?"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Och vad hör inte hit? Två som läser ska kunna välja likadant."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, coding: Coding, theme: Theme | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.coding, self.theme = coding, theme
        if theme:
            stored = {name: getattr(theme, name) for name in ("name", "meaning", "edition")}
            self.initial = stored | self.initial

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = self.coding.themes.exclude(pk=self.theme.pk if self.theme else None)
        if name.casefold() in {one.casefold() for one in others.values_list("name", flat=True)}:
            raise ValidationError(_("Temat finns redan."))
        return name

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "meaning")}


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=gettext_lazy("Slå ihop med"),
        queryset=Theme.objects.none(),
        empty_label=gettext_lazy("Välj tema"),
        help_text=gettext_lazy("Det temat blir kvar, med sitt namn."),
    )

    def __init__(self, *args, theme: Theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Theme.objects.filter(coding=theme.coding).exclude(
            pk=theme.pk
        )


class PassagesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, passage: Passage) -> str:
        return Truncator(passage.text).chars(300)


class SplitForm(ThemeForm):
    """`passages` are the texts that have the theme."""

    passages = PassagesField(
        label=gettext_lazy("Texter som hör till det nya temat"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["name", "meaning", "passages"]

    def __init__(self, *args, passages, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["edition"]
        self.fields["passages"].queryset = passages


class RemoveForm(forms.Form):
    AGAIN, WITHOUT = "again", "without"
    then = forms.ChoiceField(
        label=gettext_lazy("Vad händer med texter som bara har det temat?"),
        choices=[
            (AGAIN, gettext_lazy("De läses igen")),
            (WITHOUT, gettext_lazy("De räknas som att inget tema passar")),
        ],
        initial=AGAIN,
        widget=forms.RadioSelect,
    )


class ReadingForm(forms.Form):
    """What is seen in one text. `saw` is what the page showed as stored: keys, or nothing read."""

    UNREAD = "-"
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    saw = forms.CharField(required=False, widget=forms.HiddenInput, initial=UNREAD)

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes

    @property
    def shown(self) -> set[int] | None:
        said = self.cleaned_data["saw"]
        if said == self.UNREAD:
            return None
        return {int(one) for one in said.split(",") if one.isdecimal()}

    @classmethod
    def seen(cls, themes) -> str:
        """The field's value for what is stored."""
        return cls.UNREAD if themes is None else ",".join(str(pk) for pk in sorted(themes))


class QuoteForm(forms.Form):
    text = GuardedTextField(
        label=gettext_lazy("Citat"),
        rows=4,
        help_text=gettext_lazy(
            "Namn på kollegor och enheter, adresser och nummer är utbytta. "
            "Andra namn känner vi inte igen: läs igenom och byt ut dem."
        ),
    )
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Visa under temat"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget tema"),
    )

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes
