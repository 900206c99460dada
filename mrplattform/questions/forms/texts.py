"""Fields that every form about a draft draws from: texts in its languages, topics, the key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.wording import in_language
from mrplattform.rights.models import Topic


def plain(text: str) -> str:
    """Browsers send line breaks as two characters; a file has one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextsForm(forms.Form):
    """A form whose texts are asked in each of the version's languages. Only the Swedish ones are
    required: what is missing in another is told before publishing, so nothing is called optional."""

    say_optional = False

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = languages

    def add_texts(
        self, name: str, label: Any, *, most: int, rows: int = 0, required=False, hint: Any = ""
    ) -> None:
        for code in self.languages:
            options = {
                "label": in_language(label, code, self.languages),
                "max_length": most,
                "required": required and code == "sv",
                "help_text": hint if code == "sv" else "",
            }
            field = GuardedTextField(rows=rows, **options) if rows else GuardedCharField(**options)
            field.widget.attrs["lang"] = code
            self.fields[f"{name}_{code}"] = field

    def text_fields(self, name: str) -> list:
        return [self[f"{name}_{code}"] for code in self.languages]

    def texts(self, name: str) -> dict[str, str]:
        """{language: text} of what was written; empty ones are left out."""
        written = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in self.languages}
        return {code: plain(text) for code, text in written.items() if text}

    def give_texts(self, name: str, texts: dict[str, str]) -> None:
        for code in self.languages:
            self.initial.setdefault(f"{name}_{code}", texts.get(code, ""))


class TopicsMixin:
    """Ticks for the vocabulary: what is chosen stands open at the top, the rest kind by kind."""

    fields: dict[str, Any]

    def add_topics(self, version: FrameworkVersion, thing=None) -> None:
        rows = Topic.objects.filter(authority__isnull=True)
        rows |= Topic.objects.filter(authority=version.authority_id)
        chosen = [one.pk for one in thing.topics.all()] if thing else []
        self.topics = [one for one in rows if not one.retired or one.pk in chosen]
        self.fields["topics"] = forms.TypedMultipleChoiceField(
            label=gettext_lazy("Ämnen"),
            choices=[(one.pk, one.full_name) for one in self.topics],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.initial.setdefault("topics", chosen)  # type: ignore[attr-defined]

    @property
    def chosen_topics(self) -> list[Topic]:
        chosen = set(self.cleaned_data.get("topics", []))  # type: ignore[attr-defined]
        return [one for one in self.topics if one.pk in chosen]

    @property
    def topic_groups(self) -> list[dict]:
        chosen = {str(pk) for pk in self["topics"].value() or []}  # type: ignore[index]
        groups: dict[str, dict] = {}
        order = list(Topic.Kind)
        first = {"label": _("Valda ämnen"), "topics": [], "is_chosen": True}
        for topic in sorted(self.topics, key=lambda one: order.index(one.kind)):
            if str(topic.pk) in chosen:
                first["topics"].append(topic)  # type: ignore[attr-defined]
            else:
                if topic.kind not in groups:
                    groups[topic.kind] = {"label": topic.get_kind_display(), "topics": []}
                groups[topic.kind]["topics"].append(topic)
        return [first, *groups.values()] if first["topics"] else list(groups.values())
