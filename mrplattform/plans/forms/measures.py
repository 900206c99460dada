from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import Finding
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField, MoneyField
from mrplattform.organisations.models import Circle, Function, Organisation
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import check_dates, functions_of, units_of
from mrplattform.plans.models import Direction, Goal, Measure, Plan
from mrplattform.plans.services import reasons
from mrplattform.rights.models import Recommendation, Topic

# What a measure is tagged with by hand; the rest follows from its reasons.
TAGGED_BY_HAND = (Topic.Kind.ROLE, Topic.Kind.PRINCIPLE)


class ReasonFields(forms.Form):
    """Reasons that the earlier apps know. Each field gives one; all are optional."""

    finding = forms.ModelChoiceField(
        label=_("Slutsats"), queryset=Finding.objects.none(), required=False, empty_label=_("Ingen")
    )
    criterion = forms.ModelChoiceField(
        label=_("Kriterium"),
        to_field_name="key",
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("Inget"),
    )
    recommendation = forms.ModelChoiceField(
        label=_("Rekommendation"),
        to_field_name="key",
        queryset=Recommendation.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )
    GIVEN_BY: dict[str, Callable[[Any], reasons.ReasonData]] = {
        "finding": reasons.from_finding,
        "criterion": reasons.from_criterion,
        "recommendation": reasons.from_recommendation,
    }

    def offer_reasons(self, user, authority_id: int) -> None:
        fields: Any = self.fields
        fields["finding"].queryset = (
            Finding.objects.visible_to(user)
            .filter(authority=authority_id)
            .prefetch_related("topics")
        )
        fields["criterion"].queryset = Topic.objects.visible_to(user).filter(
            kind=Topic.Kind.CRITERION, retired=False
        )
        fields["criterion"].label_from_instance = lambda topic: (
            f"{topic.number} {topic.name}".strip()
        )
        fields["recommendation"].queryset = Recommendation.objects.visible_to(
            user
        ).prefetch_related("topics")

    @property
    def reasons(self) -> list[reasons.ReasonData]:
        chosen = ((self.cleaned_data.get(name), give) for name, give in self.GIVEN_BY.items())
        return [give(thing) for thing, give in chosen if thing]


class MeasureForm(EditionForm, ReasonFields):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = GuardedCharField(
        label=_("Insats"), max_length=200, help_text=_("Vad ni gör, i en kort rad.")
    )
    aim = GuardedTextField(label=_("Vad ska ändras, och för vem?"), rows=3, required=False)
    responsible = forms.ModelChoiceField(
        label=_("Ansvarig funktion"),
        queryset=Function.objects.none(),
        empty_label=_("Välj"),
        help_text=_("En funktion, inte en person. Ansvaret följer med när någon slutar."),
    )
    supporting = forms.ModelMultipleChoiceField(
        label=_("Stödjande funktioner"),
        queryset=Function.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Välj flera genom att hålla ned Ctrl, eller Cmd på Mac."),
    )
    starts = DateField(label=_("Från och med"))
    ends = DateField(label=_("Klar senast"))
    cost = MoneyField(label=_("Kostnad i kronor"), required=False)
    resource = GuardedTextField(
        label=_("Resurs"),
        rows=2,
        required=False,
        help_text=_("Vad ni sätter in: pengar, tid, kunskap."),
    )
    activity = GuardedTextField(
        label=_("Aktivitet"), rows=3, required=False, help_text=_("Vad ni gör.")
    )
    output = GuardedTextField(
        label=_("Prestation"),
        rows=3,
        required=False,
        help_text=_("Vad som blir klart: antal, mallar, möten."),
    )
    effect = GuardedTextField(
        label=_("Effekt"),
        rows=3,
        required=False,
        help_text=_("Vad som ändras för rättighetsbärare."),
    )
    evidence = GuardedTextField(
        label=_("Vad visar effekten?"),
        rows=3,
        required=False,
        help_text=_("Mätning, samtal eller statistik. Lämna tomt tills ni har sett en ändring."),
    )
    measured_on = DateField(label=_("När mäter ni effekten?"), required=False)
    heard = GuardedTextField(
        label=_("Vilka har blivit hörda?"),
        rows=3,
        required=False,
        help_text=_("Vilka, hur, och vad det ändrade. Beskriv grupper, inte personer."),
    )
    partners = GuardedTextField(
        label=_("Vilka samarbetar ni med?"),
        rows=2,
        required=False,
        help_text=_("Föreningar, andra kommuner, myndigheter."),
    )
    pilots = forms.ModelMultipleChoiceField(
        label=_("Var provas den först?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    continuity = GuardedTextField(
        label=_("Vad händer om den ansvarige slutar?"),
        rows=2,
        required=False,
        help_text=_("Vem tar över, och var finns det som behövs?"),
    )
    learned = GuardedTextField(label=_("Vad har ni lärt er?"), rows=3, required=False)
    lives_on = GuardedTextField(
        label=_("Hur lever det vidare?"),
        rows=2,
        required=False,
        help_text=_("Rutin, budget, utbildning: det som gör att det inte slutar med insatsen."),
    )
    direction = forms.ModelChoiceField(
        label=_("Inriktning"),
        queryset=Direction.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )
    goals = forms.ModelMultipleChoiceField(
        label=_("Vilka mål bidrar den till?"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.ModelMultipleChoiceField(
        label=_("Roll och princip"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    circle = forms.ChoiceField(label=_("Vilka får läsa insatsen?"), choices=Circle.choices)

    GROUPS = (
        (_("Skäl"), "finding criterion recommendation"),
        (_("Insatsen"), "title aim responsible supporting starts ends cost"),
        (_("I planen"), "direction goals"),
        (_("Från resurs till effekt"), "resource activity output effect evidence measured_on"),
        (_("Vilka det rör"), "heard partners pilots tags circle"),
        (_("Så att det håller"), "continuity learned lives_on"),
    )
    # Relations to many, which the services set by themselves.
    MANY = ("supporting", "goals", "pilots")
    KEPT = [
        "edition",
        "title",
        "aim",
        "responsible",
        "starts",
        "ends",
        "cost",
        "resource",
        "activity",
        "output",
        "effect",
        "evidence",
        "measured_on",
        "heard",
        "partners",
        "continuity",
        "learned",
        "lives_on",
        "direction",
        "circle",
    ]

    def __init__(
        self,
        *args: Any,
        user,
        plan: Plan,
        measure: Measure | None = None,
        initial: dict | None = None,
        **kwargs,
    ):
        self.measure, self.plan = measure, plan
        initial = self.initial_of(plan, measure) | (initial or {})
        super().__init__(*args, **{**kwargs, "initial": initial})
        fields: Any = self.fields
        kept = [measure.responsible_id, *initial["supporting"]] if measure else []
        functions = functions_of(plan.authority_id, *kept)
        fields["responsible"].queryset = functions
        fields["supporting"].queryset = functions
        kept_pilots = initial.get("pilots", [])
        fields["pilots"].queryset = units_of(plan.authority_id, *kept_pilots)
        fields["direction"].queryset = plan.directions.current()
        fields["goals"].queryset = plan.goals.current()
        for name in ("direction", "goals"):
            if not fields[name].queryset.exists():  # the plan has none to choose among
                del self.fields[name]
        fields["tags"].queryset = Topic.objects.visible_to(user).filter(
            kind__in=TAGGED_BY_HAND, retired=False
        )
        if measure:
            for name in self.GIVEN_BY:
                del self.fields[name]
        else:
            self.offer_reasons(user, plan.authority_id)

    @classmethod
    def initial_of(cls, plan: Plan, measure: Measure | None) -> dict[str, Any]:
        if measure is None:
            return {
                "circle": plan.circle,
                "starts": plan.starts,
                "ends": plan.ends,
                "supporting": [],
            }
        topics = [topic.pk for topic in measure.topics.all() if topic.kind in TAGGED_BY_HAND]
        many = {name: [one.pk for one in getattr(measure, name).all()] for name in cls.MANY}
        values = {name: getattr(measure, name) for name in cls.KEPT}
        return values | many | {"tags": topics}

    def stored_value(self, stored, name: str) -> Any:
        if name == "tags":
            return [topic for topic in stored.topics.all() if topic.kind in TAGGED_BY_HAND]
        return super().stored_value(stored, name)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_dates(values)
        if values.get("evidence") and not values.get("effect"):
            self.add_error("effect", _("Skriv vilken effekt det är som visas."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What the services take. Topics that were not tagged by hand stay."""
        given = self.cleaned_data
        values = {name: given[name] for name in self.KEPT if name in given and name != "edition"}
        kept = []
        if self.measure:
            kept = [one for one in self.measure.topics.all() if one.kind not in TAGGED_BY_HAND]
        many = {name: list(given[name]) for name in self.MANY if name in given}
        return values | many | {"topics": [*kept, *given["tags"]]}


class ReasonForm(ReasonFields):
    """One or more reasons for a measure that is already there."""

    def __init__(self, *args: Any, user, measure: Measure, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer_reasons(user, measure.authority_id)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values.values()):
            raise ValidationError(_("Välj minst ett skäl."))
        return values


class JudgeForm(EditionForm):
    state = forms.ChoiceField(label=_("Läge"), widget=forms.RadioSelect)
    judgement = GuardedTextField(
        label=_("Bedömning"),
        rows=4,
        help_text=_("Vad har hänt, varför, och vad händer nu? Två eller tre meningar räcker."),
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any):
        kwargs.setdefault("initial", {"edition": measure.edition, "state": measure.state})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = [
            (state.value, state.label) for state in Measure.State if measure.may_become(state)
        ]
