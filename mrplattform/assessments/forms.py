"""Forms of rounds, approval and findings. Answers have theirs in questions."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.candidates import Candidate, holder_names, label
from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.assessments.services.rounds import Choice
from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle, Function, Role
from mrplattform.questions.models import Answer, FrameworkVersion
from mrplattform.rights.models import Topic

ROUND_CIRCLES = [
    (Circle.AUTHORITY, gettext_lazy("Den egna organisationen")),
    (Circle.SHARED, gettext_lazy("Den egna organisationen och de som vi har delat med")),
    (Circle.SIGNED_IN, gettext_lazy("Alla som är inloggade på plattformen")),
]


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


def initial_of(thing, names) -> dict:
    """The stored values of those fields, as a form wants them."""
    found = {}
    for name in names:
        if not hasattr(thing, name):
            continue
        is_foreign_key = hasattr(thing, f"{name}_id")
        found[name] = getattr(thing, f"{name}_id" if is_foreign_key else name)
    return found


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


class ReturnForm(forms.Form):
    why = GuardedTextField(
        label=gettext_lazy("Vad saknas?"),
        rows=4,
        help_text=gettext_lazy(
            "Uppgiftslämnaren ser just den här texten. Skriv vilka frågor det gäller och vad du "
            "vill veta."
        ),
    )


class FindingForm(forms.Form):
    """`answers` are those that it may rest on; topics are chosen kind by kind."""

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

    def __init__(self, *args, topics, answers, finding: Finding | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = topics
        self.fields["answers"].queryset = answers
        if finding:
            plain = [name for name in self.fields if name not in ("topics", "answers")]
            stored = initial_of(finding, plain)
            stored["topics"] = list(finding.topics.values_list("pk", flat=True))
            stored["answers"] = list(finding.answers.values_list("pk", flat=True))
            self.initial = stored | self.initial

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}
