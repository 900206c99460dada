"""A framework begun, copied, told about, taken out of use; and its sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Organisation
from mrplattform.questions.files import KEY, SLUG
from mrplattform.questions.forms.texts import TextsForm, TopicsMixin, plain
from mrplattform.questions.models import EDITORS, FrameworkVersion, Section
from mrplattform.questions.wording import (
    differences,
    language_name,
    seal,
    section_lines,
    version_lines,
)

KEY_HINT = gettext_lazy(
    "Används i filer och för att följa svaren över tid. Lämnas tomt: vi gör en av texten."
)


class KeyField(GuardedCharField):
    default_error_messages = {
        "invalid": gettext_lazy("Skriv nyckeln utan mellanslag och å, ä, ö."),
        "slug": gettext_lazy("Skriv nyckeln med små bokstäver, siffror och bindestreck."),
    }

    def __init__(self, *, slug: bool = False, **kwargs):
        self.slug = slug
        super().__init__(label=gettext_lazy("Nyckel"), max_length=80, **kwargs)

    def clean(self, value):
        key = super().clean(value)
        if key and not (SLUG if self.slug else KEY).fullmatch(key):
            code = "slug" if self.slug else "invalid"
            raise ValidationError(self.error_messages[code], code=code)
        return key


class OwnerForm(forms.Form):
    """For which of one's authorities; asked only of those who have several."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(pk__in=user.standing.authorities_as(*EDITORS))
        self.fields["authority"] = field = forms.ModelChoiceField(
            label=gettext_lazy("För vilken organisation?"), queryset=rows
        )
        field.initial = rows.first()
        if rows.count() < 2:
            field.widget = forms.HiddenInput()


class StartForm(OwnerForm):
    title = GuardedCharField(label=gettext_lazy("Namn"), max_length=200)
    key = KeyField(slug=True, required=False, help_text=KEY_HINT)


class CopyForm(OwnerForm):
    SAME, OTHER = "same", "other"
    how = forms.ChoiceField(
        label=gettext_lazy("Vad ska kopian bli?"), widget=forms.RadioSelect, initial=SAME
    )
    title = GuardedCharField(
        label=gettext_lazy("Namn på det nya ramverket"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bara för ett eget ramverk."),
    )

    def __init__(self, *args, version: FrameworkVersion, **kwargs):
        super().__init__(*args, **kwargs)
        same = _("Nästa version av samma ramverk. Svaren går att följa över tid.")
        if version.authority_id is None:
            same = _(
                "Vår formulering av samma frågor. Nycklarna behålls, så svaren går att jämföra."
            )
        other = _("Ett eget ramverk med nytt namn. Svaren jämförs inte med det gamla.")
        self.fields["how"].choices = [(self.SAME, same), (self.OTHER, other)]

    def clean(self):
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("how") == self.OTHER and not cleaned.get("title"):
            self.add_error("title", _("Skriv vad det nya ramverket ska heta."))
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        title = cleaned["title"] if cleaned["how"] == self.OTHER else ""
        return {"authority": cleaned["authority"], "title": title}


class VersionForm(TextsForm):
    """The draft's own words."""

    edition = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, version: FrameworkVersion, **kwargs):
        super().__init__(*args, languages=version.languages, **kwargs)
        self.version = version
        self.add_texts("title", _("Namn"), most=200, required=True)
        self.add_texts(
            "intro", _("Inledning"), most=2000, rows=4, hint=_("Vad frågorna är till för.")
        )
        self.fields["source"] = GuardedCharField(
            label=_("Källa"),
            max_length=300,
            required=False,
            help_text=_("Var frågorna kommer ifrån. Gäller frågor utan egen källa."),
        )
        self.fields["wording_note"] = GuardedCharField(
            label=_("Om texten: vems ord är det?"),
            max_length=300,
            required=False,
            help_text=_("Till exempel: Egen formulering, inte SKR:s."),
        )
        self.fields["news"] = GuardedTextField(
            label=_("Vad är nytt i den här versionen?"), rows=3, max_length=2000, required=False
        )
        self.fields["more"] = forms.MultipleChoiceField(
            label=_("Språk utöver svenska"),
            choices=[(code, language_name(code)) for code in self._offered()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Alla texter ska då finnas på språket innan versionen publiceras."),
        )
        self._fill(version)

    def _offered(self) -> list[str]:
        return list(dict.fromkeys(["en", *self.languages[1:]]))

    def _fill(self, version: FrameworkVersion) -> None:
        self.give_texts("title", version.titles)
        self.give_texts("intro", version.intros)
        for name in ("source", "wording_note", "news"):
            self.initial.setdefault(name, getattr(version, name))
        self.initial.setdefault("more", self.languages[1:])
        self.initial.setdefault("edition", seal(version_lines(version)))

    @property
    def values(self) -> dict[str, Any]:
        """A language without a title yet is still one of the version's."""
        cleaned, titles = self.cleaned_data, self.texts("title")
        plainly = {name: cleaned[name] for name in ("source", "wording_note")}
        return plainly | {
            "titles": {code: titles.get(code, "") for code in ["sv", *cleaned["more"]]},
            "intros": self.texts("intro"),
            "news": plain(cleaned["news"]),
        }

    def conflict(self, stored: FrameworkVersion) -> tuple[list, str]:
        """What differs between what was written and what is stored, and the seal of the latter."""
        theirs = version_lines(stored)
        mine = version_lines(FrameworkVersion(**self.values))
        return differences(theirs, mine), seal(theirs)


class SectionForm(TopicsMixin, TextsForm):
    edition = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, version: FrameworkVersion, section: Section | None = None, **kwargs):
        super().__init__(*args, languages=version.languages, **kwargs)
        self.version, self.section = version, section
        self.add_texts("title", _("Rubrik"), most=200, required=True)
        self.add_texts("intro", _("Inledning"), most=2000, rows=3)
        self.fields["key"] = KeyField(required=bool(section), help_text="" if section else KEY_HINT)
        self.add_topics(version, section)
        if section:
            self.give_texts("title", section.titles)
            self.give_texts("intro", section.intros)
            self.initial.setdefault("key", section.key)
            self.initial.setdefault("edition", seal(section_lines(section, self.languages)))

    @property
    def values(self) -> dict[str, Any]:
        return {
            "key": self.cleaned_data["key"],
            "titles": self.texts("title"),
            "intros": self.texts("intro"),
        }

    def conflict(self, stored: Section) -> tuple[list, str]:
        theirs = section_lines(stored, self.languages)
        mine = section_lines(Section(**self.values), self.languages, self.chosen_topics)
        return differences(theirs, mine), seal(theirs)


class RetireForm(forms.Form):
    why = GuardedTextField(label=gettext_lazy("Varför tas den ur bruk?"), rows=3, max_length=1000)
