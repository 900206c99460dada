"""One question of a draft, of any kind."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from mrplattform.core.forms import GuardedCharField
from mrplattform.questions import values as value_words
from mrplattform.questions.files import ASKED_ABOUT, BOUNDED, CHOSEN, is_kept
from mrplattform.questions.forms.answers import NumberField
from mrplattform.questions.forms.drafts import KEY_HINT, KeyField
from mrplattform.questions.forms.options import OptionsForm, usual_scale
from mrplattform.questions.forms.texts import TopicsMixin
from mrplattform.questions.models import FrameworkVersion, Kind, Question, Section
from mrplattform.questions.wording import differences, question_lines, seal

WITH_OPTIONS = (Kind.LEVEL, *CHOSEN)


class QuestionForm(TopicsMixin, OptionsForm):
    """`questions` are all of the draft's, in order; `carried` the keys that earlier versions have
    used. Posted with `show` or `more` it is drawn anew with other fields, and says nothing yet."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        version: FrameworkVersion,
        sections: list[Section],
        questions: list[Question],
        kind: str,
        question: Question | None = None,
        section: Section | None = None,
        carried: Collection[str] = (),
        **kwargs,
    ):
        super().__init__(*args, languages=version.languages, **kwargs)
        self.version, self.question, self.kind = version, question, kind
        self.sections, self.questions, self.carried = sections, questions, carried
        self._add_words()
        self._add_kind()
        self._add_rules()
        self.add_topics(version, question)
        self._fill(question, section)

    # --- Fields ------------------------------------------------------------------------------

    def _add_words(self) -> None:
        self.fields["section"] = forms.TypedChoiceField(
            label=_("Avsnitt"),
            choices=[(one.pk, one.title) for one in self.sections],
            coerce=int,
        )
        self.add_texts("text", _("Fråga"), most=1000, rows=2, required=True)
        self.add_texts("hint", _("Rad under frågan"), most=500)
        self.add_texts(
            "help", _("Vad som menas, och vilken rätt det handlar om"), most=5000, rows=4
        )
        self.fields["wording_note"] = GuardedCharField(
            label=_("Om texten: vems ord är det?"),
            max_length=300,
            required=False,
            help_text=_("Tomt betyder som hela ramverket: %s") % self.version.wording_note,
        )
        self.fields["source"] = GuardedCharField(
            label=_("Källa"),
            max_length=300,
            required=False,
            help_text=_("Tomt betyder som hela ramverket: %s") % self.version.source,
        )

    def _add_kind(self) -> None:
        self.fields["kind"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["kind"] = self.kind
        if self.kind in WITH_OPTIONS:
            self.add_options(self._options())
        if self.kind == Kind.LEVEL and self._alike():
            self.fields["everywhere"] = forms.BooleanField(
                label=_("Ändra nivåerna också i de andra frågorna med samma skala (%s)")
                % self._alike(),
                required=False,
            )
        if self.kind == Kind.NUMBER:
            self.fields["unit"] = GuardedCharField(
                label=_("Enhet"),
                max_length=30,
                required=False,
                help_text=_("Till exempel procent."),
            )
        for name, label in self._bounds().items():
            if self.kind in BOUNDED[name]:
                self.fields[name] = NumberField(label=label, required=False)

    def _bounds(self) -> dict[str, str]:
        most = {
            Kind.TEXT: _("Högsta antal tecken"),
            Kind.SEVERAL: _("Högst så många får väljas"),
            Kind.MONEY: _("Högsta belopp i kronor"),
        }
        least = _("Lägsta belopp i kronor") if self.kind == Kind.MONEY else _("Lägsta värde")
        return {"minimum": least, "maximum": most.get(Kind(self.kind), _("Högsta värde"))}

    def _add_rules(self) -> None:
        ticks = {
            "required": _("Måste besvaras innan svaren skickas in"),
            "allow_unknown": _("Får besvaras med Vet ej"),
            "allow_not_applicable": _("Får besvaras med Inte aktuellt"),
        }
        for name, label in ticks.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.fields["law"] = GuardedCharField(
            label=_("Krävs av"),
            max_length=200,
            required=False,
            help_text=_("Lag och paragraf, om påståendet vilar på lag."),
        )
        earlier = [(one.key, f"{one.order}. {one.text}") for one in self.earlier]
        self.fields["when"] = forms.ChoiceField(
            label=_("Frågan ställs"),
            choices=[
                ("", _("alltid")),
                *((key, _("när svaret är … på %s") % text) for key, text in earlier),
            ],
            required=False,
        )
        self.fields["when_values"] = forms.MultipleChoiceField(
            label=_("När svaret är"),
            choices=self._answers(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["key"] = KeyField(
            required=bool(self.question), help_text="" if self.question else KEY_HINT
        )
        if self.is_carried:
            self.fields["break_trend"] = forms.BooleanField(
                label=_("Byt nyckel ändå. Frågan kan då inte följas bakåt i tiden."),
                required=False,
            )

    @property
    def is_carried(self) -> bool:
        return bool(self.question) and self.question.key in self.carried

    @property
    def earlier(self) -> list[Question]:
        """What a condition may look back at."""
        before = self.question.order if self.question else len(self.questions) + 1
        return [one for one in self.questions if one.order < before and one.kind in ASKED_ABOUT]

    def _asked_about(self) -> Question | None:
        key = self.data.get("when") if self.is_bound else None
        if key is None and self.question:
            key = self.question.condition.get("question")
        return next((one for one in self.earlier if one.key == key), None)

    def _answers(self) -> list[tuple[str, str]]:
        earlier = self._asked_about()
        if earlier is None:
            return []
        if earlier.kind == Kind.YES_NO:
            return [("true", _("Ja")), ("false", _("Nej"))]
        return [
            (str(one.value), value_words.option_in_words(earlier, one.value))
            for one in earlier.choices
        ]

    def _options(self) -> list[dict[str, Any]]:
        own = self.question if self.question and self.question.kind == self.kind else None
        if own:
            return own.options
        if self.kind == Kind.LEVEL:
            return usual_scale(self.questions, self.languages)
        chosen = self.question and self.question.kind in CHOSEN
        return self.question.options if chosen else []  # type: ignore[union-attr]

    def _alike(self) -> int:
        """How many other questions have the scale that this one has."""
        if not self.question or self.question.kind != Kind.LEVEL:
            return 0
        labels = [(o["value"], o["label"]) for o in self.question.options]
        return sum(
            one.pk != self.question.pk
            and one.kind == Kind.LEVEL
            and [(o["value"], o["label"]) for o in one.options] == labels
            for one in self.questions
        )

    def _fill(self, question: Question | None, section: Section | None) -> None:
        first = self.initial
        if question is None:
            first.setdefault("section", section.pk if section else None)
            first.setdefault("allow_unknown", True)
            first.setdefault("allow_not_applicable", True)
            return
        first.setdefault("section", question.section_id)
        for name in ("text", "hint", "help"):
            self.give_texts(name, getattr(question, f"{name}s"))
        for name in ("unit", "minimum", "maximum", "required", "allow_unknown"):
            first.setdefault(name, getattr(question, name))
        for name in ("allow_not_applicable", "law", "key"):
            first.setdefault(name, getattr(question, name))
        for name in ("source", "wording_note"):
            own = getattr(question, name)
            first.setdefault(name, "" if own == getattr(self.version, name) else own)
        self._fill_condition(question.condition)
        first.setdefault("edition", seal(question_lines(question, self.languages)))

    def _fill_condition(self, condition: dict[str, Any]) -> None:
        if condition:
            wanted = condition["in"] if "in" in condition else [condition["is"]]
            self.initial.setdefault("when", condition["question"])
            self.initial.setdefault("when_values", [_posted(one) for one in wanted])

    # --- Drawing -----------------------------------------------------------------------------

    @property
    def first_fields(self) -> list:
        """What everyone meets: the words, and what only this kind has."""
        found = [*self.text_fields("text"), *self.text_fields("hint"), *self.text_fields("help")]
        names = ("wording_note", "unit", "minimum", "maximum", "section")
        return [*found, *(self[name] for name in names if name in self.fields)]

    @property
    def options_title(self) -> str:
        """'Nivåer: Inte påbörjat – Följt upp med effekt'."""
        named = _("Nivåer") if self.kind == Kind.LEVEL else _("Svarsval")
        labels = [one.get("label", {}).get("sv", "") for one in self._options()]
        return f"{named}: {labels[0]} – {labels[-1]}" if labels else named

    @property
    def options_open(self) -> bool:
        return self.kind in CHOSEN or self._has_fault("o")

    @property
    def rules_open(self) -> bool:
        return self.only_drawn or self._has_fault("when", "law", "required", "allow")

    @property
    def about_open(self) -> bool:
        return self._has_fault("key", "source", "topics")

    def _has_fault(self, *starts: str) -> bool:
        return any(name.startswith(starts) for name in self.errors)

    # --- Checking ----------------------------------------------------------------------------

    @property
    def only_drawn(self) -> bool:
        return self.is_bound and bool({"show", "more"} & set(self.data))

    def full_clean(self):
        if self.only_drawn:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.only_drawn and super().is_valid()

    def clean_kind(self) -> str:
        return self.kind

    def clean_minimum(self):
        return self._kept("minimum")

    def clean_maximum(self):
        value = self._kept("maximum")
        counts = self.kind in (Kind.TEXT, Kind.SEVERAL)
        if counts and value is not None and (value < 1 or value != int(value)):
            raise ValidationError(_("Skriv ett heltal från 1 och uppåt."))
        return value

    def _kept(self, name: str) -> Decimal | None:
        value = self.cleaned_data[name]
        if value is not None and not is_kept(value):
            raise ValidationError(_("Skriv talet med färre siffror."))
        return value

    def clean(self):
        cleaned: dict[str, Any] = super().clean() or {}
        self.options = self.read_options() if self.kind in WITH_OPTIONS else []
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and low > high:
            self.add_error("maximum", _("Det högsta värdet är lägre än det lägsta."))
        if cleaned.get("when") and not cleaned.get("when_values"):
            self.add_error("when_values", _("Kryssa i vilka svar som gör att frågan ställs."))
        key = cleaned.get("key")
        if self.is_carried and key and key != self.question.key and not cleaned.get("break_trend"):
            words = _(
                "Nyckeln %s har använts i en tidigare version. Byter ni den bryts frågans trend. "
                "Kryssa i rutan om ni vill det."
            )
            self.add_error("key", words % self.question.key)
        return cleaned

    # --- What was written --------------------------------------------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """All of the question's fields: what its kind does not have is empty."""
        cleaned = self.cleaned_data
        names = ("required", "allow_unknown", "allow_not_applicable", "law")
        return {
            "key": cleaned["key"],
            "section": next(one for one in self.sections if one.pk == cleaned["section"]),
            "kind": self.kind,
            "texts": self.texts("text"),
            "hints": self.texts("hint"),
            "helps": self.texts("help"),
            "options": self.options,
            "unit": cleaned.get("unit", ""),
            "minimum": cleaned.get("minimum"),
            "maximum": cleaned.get("maximum"),
            "condition": self._condition(),
            "source": cleaned["source"] or self.version.source,
            "wording_note": cleaned["wording_note"] or self.version.wording_note,
            **{name: cleaned[name] for name in names},
        }

    def _condition(self) -> dict[str, Any]:
        key, chosen = self.cleaned_data.get("when"), self.cleaned_data.get("when_values")
        if not key or not chosen:
            return {}
        earlier = self._asked_about()
        assert earlier is not None
        wanted = [_wanted(earlier, one) for one in chosen]
        return {"question": key} | ({"is": wanted[0]} if len(wanted) == 1 else {"in": wanted})

    def conflict(self, stored: Question) -> tuple[list, str]:
        """What differs between what was written and what is stored, and the seal of the latter."""
        theirs = question_lines(stored, self.languages)
        mine = question_lines(Question(**self.values), self.languages, topics=self.chosen_topics)
        return differences(theirs, mine), seal(theirs)


def _posted(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _wanted(earlier: Question, posted: str) -> Any:
    if earlier.kind == Kind.YES_NO:
        return posted == "true"
    return int(posted) if earlier.kind == Kind.LEVEL else posted
