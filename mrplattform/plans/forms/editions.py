"""What the forms of edited things share: the edition that was read, and the comparison when
somebody else saved meanwhile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from mrplattform.core.exports.document import show


class EditionForm(forms.Form):
    # Headings over groups of fields, by their names; none for a short form.
    GROUPS: tuple = ()

    edition = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def groups(self) -> list[tuple[Any, list]]:
        """The fields under their headings, without those that this form lacks."""
        if not self.GROUPS:
            return [("", self.visible_fields())]
        groups = [
            (title, [self[name] for name in names.split() if name in self.fields])
            for title, names in self.GROUPS
        ]
        return [(title, fields) for title, fields in groups if fields]

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}

    def conflict_rows(self, stored: models.Model) -> list[dict[str, Any]]:
        """The fields where what was typed and what is stored differ, for <c-conflict>."""
        rows = []
        for name, mine in self.cleaned_data.items():
            if name == "edition":
                continue
            theirs = self.stored_value(stored, name)
            mine, theirs = self.readable(name, mine), self.readable(name, theirs)
            if mine != theirs:
                rows.append(
                    {"label": self[name].label, "name": name, "mine": mine, "theirs": theirs}
                )
        return rows

    def stored_value(self, stored: models.Model, name: str) -> Any:
        value = getattr(stored, name)
        return list(value.all()) if hasattr(value, "all") else value

    def readable(self, name: str, value: Any) -> str:
        if hasattr(value, "__iter__") and not isinstance(value, str):
            return ", ".join(sorted(str(one) for one in value))
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        if isinstance(value, str) and value in choices:
            return str(choices[value])
        return show(value)
