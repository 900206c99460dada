"""Choices that every form of this app draws from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedTextField
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.tree import Tree


def choice(form: forms.BaseForm, name: str) -> Any:
    """A form's field as what it is; the form itself only knows that it is a field."""
    return form.fields[name]


class LongSelect(forms.Select):
    """A thousand options at once: Django's own renders a template for each of them."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        attrs = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(attrs), options)


class UnitChoice(forms.ModelChoiceField):
    """One of an authority's organisations on a day, in tree order and with its depth shown."""

    def __init__(self, *, authority=None, day: dt.date | None = None, without=(), **kwargs):
        kwargs.setdefault("empty_label", _("Välj en enhet"))
        kwargs.setdefault("widget", LongSelect)
        super().__init__(queryset=Organisation.objects.none(), **kwargs)
        if authority:
            self.offer(authority, day, without)

    def offer(self, authority, day=None, without=(), kinds=()) -> None:
        tree = Tree(authority, day)
        self.queryset = Organisation.objects.filter(authority=authority).on(day)
        self.choices = [
            (unit.pk, f"{'– ' * depth}{unit.name_on}")
            for unit, depth in tree.rows()
            if unit.pk not in without and (not kinds or unit.kind in kinds)
        ]
        self.queryset = self.queryset.filter(pk__in=[pk for pk, _label in self.choices])
        if self.empty_label is not None:
            self.choices = [("", self.empty_label), *self.choices]

    def label_from_instance(self, unit) -> str:
        return unit.name


class FunctionChoice(forms.ModelChoiceField):
    """Functions by their unit, so that two 'Rektor' can be told apart."""

    def __init__(self, *, queryset=None, **kwargs):
        kwargs.setdefault("empty_label", _("Välj en funktion"))
        super().__init__(queryset=queryset or Function.objects.none(), **kwargs)

    def label_from_instance(self, function) -> str:
        return f"{function.title}, {function.organisation.name}"


class FromDay(DateField):
    """The first day of something new; today unless told."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Gäller från och med"))
        kwargs.setdefault("initial", today)
        super().__init__(**kwargs)


class Why(GuardedTextField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Skäl eller beslut"))
        kwargs.setdefault(
            "help_text", _("Till exempel paragraf och diarienummer. Visas i historiken.")
        )
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 1000)
        kwargs.setdefault("rows", 2)
        super().__init__(**kwargs)
