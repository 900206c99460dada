"""Preparing a round, and moving its days."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.forms.common import ROUND_CIRCLES, initial_of
from mrplattform.assessments.models import Round
from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle, Function, Role
from mrplattform.questions.models import FrameworkVersion


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version: FrameworkVersion) -> str:
        return _("%(title)s (version %(number)s)") % {
            "title": version.title,
            "number": version.number,
        }


class RoundForm(forms.Form):
    """`user` chooses among what she may see, for an authority that she coordinates."""

    title = GuardedCharField(
        label=gettext_lazy("Namn"),
        max_length=150,
        help_text=gettext_lazy("Till exempel Plattformen 2026. Namnet står i alla mejl."),
    )
    version = VersionField(
        label=gettext_lazy("Frågor"),
        queryset=FrameworkVersion.objects.none(),
        empty_label=gettext_lazy("Välj frågor"),
    )
    purpose = GuardedTextField(
        label=gettext_lazy("Varför frågar ni?"),
        required=False,
        rows=3,
        help_text=gettext_lazy(
            "Två meningar räcker: vad ska svaren användas till, och vad får enheterna tillbaka?"
        ),
    )
    opens = DateField(label=gettext_lazy("Öppnar"))
    closes = DateField(
        label=gettext_lazy("Stänger"),
        help_text=gettext_lazy("Sista dagen att svara. Du kan flytta den senare."),
    )
    circle = forms.ChoiceField(
        label=gettext_lazy("Vem får se resultatet?"),
        choices=ROUND_CIRCLES,
        initial=Circle.AUTHORITY,
        help_text=gettext_lazy(
            "Svar som inte är inskickade ser bara enheten själv och MR-strategen."
        ),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig funktion"), queryset=Function.objects.none()
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, round: Round | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        functions = [one for one in user.standing.functions if one.role == Role.STRATEGIST]
        if round:
            functions = [one for one in functions if one.authority_id == round.authority_id]
        owners = {one.pk for one in functions} | ({round.owner_id} if round else set())
        self.fields["owner"].queryset = Function.objects.filter(pk__in=owners).select_related(
            "organisation"
        )
        self.fields["owner"].initial = functions[0].pk if functions else None
        if len(owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
        versions = FrameworkVersion.objects.visible_to(user)
        chosen = versions.in_use() | versions.filter(pk=round.version_id if round else None)
        self.fields["version"].queryset = chosen.select_related("framework")
        if round:
            self.initial = initial_of(round, self.fields) | self.initial

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", _("Välj en dag efter den då kartläggningen öppnar."))
        elif closes and closes < today():
            self.add_error("closes", _("Dagen har passerat. Välj en senare dag."))
        version, owner = cleaned.get("version"), cleaned.get("owner")
        if version and owner and version.authority_id not in (None, owner.authority_id):
            self.add_error("version", _("De frågorna hör till en annan organisation."))
        return cleaned

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


class ExtendForm(forms.Form):
    closes = DateField(label=gettext_lazy("Ny slutdag"))
    why = GuardedTextField(label=gettext_lazy("Skäl"), required=False, rows=2)

    def clean_closes(self):
        closes = self.cleaned_data["closes"]
        if closes < today():
            raise ValidationError(_("Dagen har passerat. Välj en senare dag."))
        return closes


class ReopenForm(ExtendForm):
    why = GuardedTextField(
        label=gettext_lazy("Varför öppnar ni igen?"),
        rows=3,
        help_text=gettext_lazy("Skälet syns i historiken."),
    )
    field_order = ["why", "closes"]
