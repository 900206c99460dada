"""What is missing in what was handed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import GuardedTextField


class ReturnForm(forms.Form):
    why = GuardedTextField(
        label=gettext_lazy("Vad saknas?"),
        rows=4,
        help_text=gettext_lazy(
            "Uppgiftslämnaren ser just den här texten. Skriv vilka frågor det gäller och vad du "
            "vill veta."
        ),
    )
