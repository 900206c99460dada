"""How forms look (Renderer, BoundField) and the fields of our own."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from mrplattform.core import look, uploads
from mrplattform.core.guard import refuse_identity_numbers

# Controls that are drawn by themselves; everything else is a text-like box.
BARE = ("checkbox", "radio", "hidden", "range")


class LookBoundField(BoundField):
    """A field that knows how it is drawn, whoever renders it."""

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        kind = getattr(widget, "input_type", "text")
        if kind not in BARE and not widget.is_hidden:
            css = f"{widget.attrs.get('class', '')} ds-input mr-input"
            attrs["class"] = css.strip()
        return attrs

    @property
    def error_target(self) -> str:
        """Where the error summary's link leads: the control, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def summary_label(self) -> str:
        """The label before an error: 'Klar senast: ', 'Varför behövs det? '."""
        label = str(self.label)
        return f"{label} " if label.endswith((":", "?", ".", "!")) else f"{label}: "

    @property
    def is_tick(self) -> bool:
        """A single tick box, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Said in words beside the label, so that nothing needs an asterisk."""
        return (
            not self.field.required
            and not self.is_tick
            and not self.field.disabled
            and getattr(self.form, "say_optional", True)
        )


class Renderer(TemplatesSetting):
    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    formset_template_name = "core/forms/formset.html"
    bound_field_class = LookBoundField


def speak_plainly() -> None:
    """Django's own refusals, in words that say what to do. Called once at start (apps.py)."""
    forms.Field.default_error_messages["required"] = _("Fyll i den här uppgiften.")
    forms.ChoiceField.default_error_messages["invalid_choice"] = _("Välj något i listan.")
    forms.ModelChoiceField.default_error_messages["invalid_choice"] = _("Välj något i listan.")
    validate_email.message = _("Skriv en e-postadress, till exempel namn@kommun.se.")


# --- Text that may not hold personal identity numbers ---------------------------------------


class GuardedCharField(forms.CharField):
    """Text in one line. Refuses Swedish personal identity numbers."""

    default_validators = [*forms.CharField.default_validators, refuse_identity_numbers]


class GuardedTextField(GuardedCharField):
    """Text in several lines. Refuses Swedish personal identity numbers."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows


# --- Dates, money, files --------------------------------------------------------------------


class DateInput(forms.DateInput):
    """The browser's own calendar, which wants 2026-11-27 whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    widget = DateInput
    default_error_messages = {
        "invalid": _("Skriv datumet som år, månad och dag, till exempel 2026-11-27."),
    }


class MoneyField(forms.CharField):
    """Kronor as people write them ('1 250 000', '99,50 kr') → whole öre."""

    default_error_messages = {
        "invalid": _("Skriv beloppet i kronor med siffror, till exempel 450 000."),
        "too_large": _("Beloppet är för stort. Kontrollera antalet nollor."),
        "negative": _("Skriv ett belopp som är noll eller större."),
    }
    LARGEST = 10**15

    def __init__(self, *, allow_negative: bool = False, **kwargs):
        self.allow_negative = allow_negative
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        plain = text.lower().removesuffix("kronor").removesuffix("kr").replace("−", "-")
        plain = "".join(plain.split()).replace(",", ".")
        # At most two decimals: "450.000" may mean two very different sums.
        if not re.fullmatch(r"-?\d+(\.\d{1,2})?", plain, re.ASCII):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        ore = int(Decimal(plain) * 100)
        if abs(ore) > self.LARGEST:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        if ore < 0 and not self.allow_negative:
            raise ValidationError(self.error_messages["negative"], code="negative")
        return ore

    def prepare_value(self, value):
        if isinstance(value, int):
            return look.money(value).removesuffix("kr").strip().replace("\u00a0", " ")
        return value

    def has_changed(self, initial, data):
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class UploadField(forms.FileField):
    """A file that has been looked into (core.uploads) before anyone keeps it."""

    def __init__(self, *, allowed=uploads.DOCUMENTS, **kwargs):
        self.allowed = allowed
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in allowed)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            uploads.check_upload(file, allowed=self.allowed)
        return file
