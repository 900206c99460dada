"""Preparing a round: what it asks, how, whom and when."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.forms.common import ROUND_CIRCLES, initial_of
from mrplattform.assessments.models import LEADERS, Round
from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle, Function, Role
from mrplattform.questions.models import FrameworkVersion

Kind, Reach = Round.Kind, Round.Reach
REMIND_DAYS = [
    (14, gettext_lazy("Två veckor före sista dagen")),
    (7, gettext_lazy("En vecka före")),
    (3, gettext_lazy("Tre dagar före")),
    (1, gettext_lazy("Dagen före")),
]
# Fewer than this and an answer could be told from the others by subtraction alone.
FEWEST_SHOWN = 3


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
    kind = forms.ChoiceField(
        label=gettext_lazy("Hur frågar ni?"),
        choices=Kind.choices,
        initial=Kind.NAMED,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Utan namn vet ingen vem som svarade vad, inte heller du. På ett möte svarar alla "
            "samtidigt från sina telefoner."
        ),
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("Vilka frågar ni?"),
        choices=Reach.choices,
        initial=Reach.OWN,
        widget=forms.RadioSelect,
    )
    opens = DateField(label=gettext_lazy("Öppnar"))
    closes = DateField(
        label=gettext_lazy("Stänger"),
        help_text=gettext_lazy("Sista dagen att svara. Du kan flytta den senare."),
    )
    remind_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Påminn dem som inte har skickat in"),
        choices=REMIND_DAYS,
        initial=[7, 1],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Utan kryss går inga påminnelser av sig själva."),
    )
    closes_by_itself = forms.BooleanField(
        label=gettext_lazy("Stäng av sig själv efter sista dagen"), required=False
    )
    period_starts = DateField(
        label=gettext_lazy("Svaren gäller från"),
        required=False,
        help_text=gettext_lazy("Fyll i om svaren gäller en annan tid, till exempel förra året."),
    )
    period_ends = DateField(label=gettext_lazy("Svaren gäller till"), required=False)
    needs_approval = forms.BooleanField(
        label=gettext_lazy("En chef godkänner svaren"),
        required=False,
        initial=True,
        help_text=gettext_lazy("När enheter i den egna organisationen svarar med namn."),
    )
    smallest_group = forms.IntegerField(
        label=gettext_lazy("Minsta grupp som visas"),
        required=False,
        min_value=FEWEST_SHOWN,
        max_value=100,
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
        self._offer_owners(user, round)
        versions = FrameworkVersion.objects.visible_to(user)
        chosen = versions.in_use() | versions.filter(pk=round.version_id if round else None)
        self.fields["version"].queryset = chosen.select_related("framework")
        if not rules.can_ask_country(user):
            del self.fields["reach"]
        self.fields["smallest_group"].help_text = _(
            "När ni frågar utan namn. Svar från färre än så visas inte. Tomt betyder %d."
        ) % (settings.SMALLEST_SHOWN_GROUP)
        if round:
            self.initial = initial_of(round, self.fields) | self.initial

    def _offer_owners(self, user, round: Round | None) -> None:
        functions = [one for one in user.standing.functions if one.role in LEADERS]
        if round:
            functions = [one for one in functions if one.authority_id == round.authority_id]
        owners = {one.pk for one in functions} | ({round.owner_id} if round else set())
        field = self.fields["owner"]
        field.queryset = Function.objects.filter(pk__in=owners).select_related("organisation")
        field.initial = functions[0].pk if functions else None
        if len(owners) == 1:
            field.widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        self._check_days(cleaned)
        version, owner = cleaned.get("version"), cleaned.get("owner")
        if version and owner and version.authority_id not in (None, owner.authority_id):
            self.add_error("version", _("De frågorna hör till en annan organisation."))
        if cleaned.get("reach") == Reach.COUNTRY:
            cleaned["needs_approval"] = False  # whoever answers there answers for its own
            if cleaned.get("kind") == Kind.LIVE:
                self.add_error("kind", _("Ett möte hålls i den egna organisationen."))
            if owner and owner.role != Role.NATIONAL_COORDINATOR:
                words = _("En nationell samordnare frågar hela landet. Välj den funktionen.")
                self.add_error("owner", words)
        return cleaned

    def _check_days(self, cleaned: dict) -> None:
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", _("Välj en dag efter den då kartläggningen öppnar."))
        elif closes and closes < today():
            self.add_error("closes", _("Dagen har passerat. Välj en senare dag."))
        starts, ends = cleaned.get("period_starts"), cleaned.get("period_ends")
        if starts and ends and ends < starts:
            self.add_error("period_ends", _("Välj en dag efter den då tiden börjar."))

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}

    @property
    def parts(self) -> list[tuple]:
        """The fields under headings, for the page."""
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in (
                (_("Vad ni frågar"), ("title", "version", "purpose")),
                (_("Hur och vilka"), ("kind", "reach", "needs_approval", "smallest_group")),
                (_("När"), ("opens", "closes", "remind_days", "closes_by_itself")),
                (_("Tiden som svaren gäller"), ("period_starts", "period_ends")),
                (_("Resultatet"), ("circle", "owner")),
            )
        ]
