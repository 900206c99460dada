"""The agreement itself, and its documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.agreements.models import Agreement
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField, UploadField
from mrplattform.organisations.models import Circle, Function, Organisation
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import functions_of
from mrplattform.rights.models import Topic


class AgreementForm(EditionForm):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Slag"), choices=Agreement.Kind.choices)
    title = GuardedCharField(label=_("Namn"), max_length=200)
    aim = GuardedTextField(label=_("Mål"), rows=4, required=False)
    signed_on = DateField(label=_("Undertecknad"), required=False)
    starts = DateField(label=_("Gäller från"), required=False)
    ends = DateField(
        label=_("Gäller till och med"),
        required=False,
        help_text=_("Lämna tomt om den gäller tills vidare."),
    )
    period_words = GuardedCharField(
        label=_("Tiden i ord"),
        max_length=150,
        required=False,
        help_text=_("Om överenskommelsen inte nämner dagar, till exempel: under åren 2014–2017."),
    )
    registry_number = GuardedCharField(label=_("Diarienummer"), max_length=60, required=False)
    deciding_body = GuardedCharField(
        label=_("Beslutat av"),
        max_length=200,
        required=False,
        help_text=_("Till exempel kommunstyrelsen 12 mars 2026, § 41."),
    )
    follows = forms.ModelChoiceField(
        label=_("Bygger på"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=_("Ingen tidigare"),
    )
    relation = forms.ChoiceField(
        label=_("Hur den hör ihop"),
        choices=[("", _("Välj")), *Agreement.Relation.choices],
        required=False,
    )
    what_changed = GuardedTextField(label=_("Vad som är nytt"), rows=3, required=False)
    owner = forms.ModelChoiceField(
        label=_("Ansvarig funktion"), queryset=Function.objects.none(), empty_label=_("Välj")
    )
    circle = forms.ChoiceField(label=_("Vilka får läsa den?"), choices=Circle.choices)
    topics = forms.ModelMultipleChoiceField(
        label=_("Ämnen"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    is_followed = forms.BooleanField(
        label=_("Följ leveranserna här"),
        required=False,
        initial=True,
        help_text=_("Ta bort krysset om ni bara återger någon annans överenskommelse."),
    )

    GROUPS = (
        (_("Överenskommelsen"), "kind title aim signed_on starts ends period_words"),
        (_("Beslut"), "registry_number deciding_body"),
        (_("Tidigare överenskommelser"), "follows relation what_changed"),
        (_("Hos er"), "owner circle topics is_followed"),
    )

    def __init__(
        self, *args: Any, user, authority: Organisation, agreement: Agreement | None = None, **more
    ):
        if agreement:
            more.setdefault("initial", self.initial_of(agreement))
        super().__init__(*args, **more)
        fields: Any = self.fields
        kept = [agreement.owner_id] if agreement else []
        fields["owner"].queryset = functions_of(authority.pk, *kept)
        earlier = Agreement.objects.visible_to(user)
        fields["follows"].queryset = earlier.exclude(pk=agreement.pk) if agreement else earlier
        fields["topics"].queryset = Topic.objects.visible_to(user)

    def initial_of(self, agreement: Agreement) -> dict[str, Any]:
        values = {name: getattr(agreement, name) for name in self.base_fields}  # type: ignore[attr-defined]
        return values | {"topics": list(agreement.topics.all())}

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("follows") and not cleaned.get("relation"):
            self.add_error("relation", _("Välj hur den hör ihop med den tidigare."))
        if not (cleaned.get("starts") or cleaned.get("period_words")):
            self.add_error("starts", _("Skriv första dagen, eller tiden i ord."))
        if not cleaned.get("follows"):
            cleaned["relation"] = ""
        return cleaned


class PaperForm(forms.Form):
    title = GuardedCharField(label=_("Vad det är"), max_length=150)
    day = DateField(label=_("Daterat"), required=False)
    file = UploadField(label=_("Fil"))
