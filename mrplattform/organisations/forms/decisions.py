"""A decision as it is registered, wherever something is adopted, and the rules of keeping."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.forms.fields import UnitChoice, choice
from mrplattform.organisations.models import Decision, Organisation, RetentionRule

# Bodies that decide. Others only in the list when they are the authority itself.
BODIES = (
    Organisation.Kind.AUTHORITY,
    Organisation.Kind.COMMITTEE,
    Organisation.Kind.COMPANY,
    Organisation.Kind.ADMINISTRATION,
)


class CorrectionForm(forms.Form):
    """What may be filled in after the decision: known later, or about how long it is kept."""

    paragraph = GuardedCharField(
        label=_("Paragraf"),
        max_length=20,
        required=False,
        help_text=_("Till exempel 31. Kan skrivas till senare."),
    )
    registry_number = GuardedCharField(
        label=_("Diarienummer"),
        max_length=40,
        required=False,
        help_text=_("Till exempel KS 2026/0412. Kan skrivas till senare."),
    )
    access = forms.ChoiceField(
        label=_("Offentlighet"),
        choices=Decision.Access.choices,
        widget=forms.RadioSelect,
        initial=Decision.Access.PUBLIC,
    )
    secrecy_ground = GuardedCharField(
        label=_("Sekretessgrund"),
        max_length=120,
        required=False,
        help_text=_("Bara när något omfattas av sekretess. Kapitel och paragraf i lagen."),
    )
    retention = forms.ModelChoiceField(
        label=_("Hur länge det bevaras"),
        queryset=RetentionRule.objects.none(),
        required=False,
        empty_label=_("Inte bestämt än"),
    )

    def __init__(self, *args, authority: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "retention").queryset = authority.retention_rules.all()
        choice(self, "retention").label_from_instance = lambda rule: f"{rule.name}: {rule.time}"
        self.prepare(authority)

    def prepare(self, authority: Organisation) -> None:
        self.fields["why"] = GuardedTextField(label=_("Skäl"), rows=2, max_length=1000)

    def clean(self):
        data = super().clean() or {}
        if data.get("access") == Decision.Access.RESTRICTED and not data.get("secrecy_ground"):
            self.add_error(
                "secrecy_ground", _("Skriv vilken bestämmelse som sekretessen bygger på.")
            )
        return data


class DecisionForm(CorrectionForm):
    """Its cleaned data are the arguments of services.decisions.decide:

    form = DecisionForm(request.POST or None, authority=plan.authority)
    if form.is_valid():
        decide(plan, copy=adopted_copy(plan), by=request.user, **form.cleaned_data)
    """

    body = UnitChoice(label=_("Beslutande organ"))
    day = DateField(label=_("Beslutsdatum"), initial=today)
    title = GuardedCharField(label=_("Ärende"), max_length=250)
    wording = GuardedTextField(
        label=_("Beslutet i ord"), rows=4, help_text=_("Så som det står i protokollet.")
    )

    field_order = ["title", "wording", "body", "day", "paragraph", "registry_number", "access"]

    def prepare(self, authority: Organisation) -> None:
        choice(self, "body").offer(authority, kinds=BODIES)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Beslutet kan inte vara daterat i framtiden."))
        return day


class RuleForm(forms.Form):
    name = GuardedCharField(
        label=_("Handlingstyp"), max_length=120, help_text=_("Som i er dokumenthanteringsplan.")
    )
    covers = forms.ChoiceField(
        label=_("Vad gäller regeln?"),
        choices=RetentionRule.Covers.choices,
        initial=RetentionRule.Covers.DECISIONS,
        required=False,
    )
    years = forms.IntegerField(
        label=_("Gallras efter antal år"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("Lämna tomt när handlingarna bevaras för alltid."),
    )
    reference = GuardedCharField(
        label=_("Stöd i plan eller beslut"), max_length=200, required=False
    )

    def __init__(self, *args, authority: Organisation, rule: RetentionRule | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = authority.retention_rules.all()
        if rule and rule.pk:
            self.others = self.others.exclude(pk=rule.pk)

    def clean_covers(self):
        return self.cleaned_data["covers"] or RetentionRule.Covers.DECISIONS

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.others.filter(name=name).exists():
            raise forms.ValidationError(_("Den handlingstypen finns redan. Ändra den i stället."))
        return name


class DecisionFilter(FilterForm):
    sok = forms.CharField(label=_("Sök ärende eller diarienummer"))
    ar = forms.IntegerField(label=_("År"))

    def narrow_sok(self, rows, text):
        return rows.filter(
            Q(title__icontains=text)
            | Q(registry_number__icontains=text)
            | Q(wording__icontains=text)
        )

    def narrow_ar(self, rows, year):
        return rows.filter(day__year=year)
