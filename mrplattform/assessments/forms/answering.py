"""What is written beside the answers: a comment, a colleague to hand a section to, an address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import GuardedTextField
from mrplattform.organisations.models import Function

LONGEST_REMARK = 2000


class RemarkForm(forms.Form):
    """Stands inside the question's own form, so its field may be left empty."""

    remark = GuardedTextField(
        label=gettext_lazy("Skriv en kommentar"),
        rows=2,
        required=False,
        max_length=LONGEST_REMARK,
        help_text=gettext_lazy(
            "Den som svarar, den som godkänner och MR-strategen ser kommentaren. Den blir inte en "
            "del av svaret."
        ),
    )
    say_optional = False

    @property
    def words(self) -> str:
        return self.cleaned_data["remark"].strip()


class PortionForm(forms.Form):
    """A colleague with a function, or an address. `colleagues` are (function, label) pairs."""

    function = forms.ModelChoiceField(
        Function.objects.none(),
        label=gettext_lazy("Kollega"),
        required=False,
        empty_label=gettext_lazy("Välj en funktion"),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        required=False,
        help_text=gettext_lazy(
            "Kollegan får en personlig länk till just det här avsnittet och behöver inget konto."
        ),
    )
    note = GuardedTextField(
        label=gettext_lazy("Hälsning (frivilligt)"),
        rows=3,
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Står i mejlet. Skriv gärna när du behöver svaren."),
    )

    say_optional = False  # one of the two is asked for

    def __init__(self, data=None, *, colleagues=()):
        super().__init__(data)
        if not colleagues:
            del self.fields["function"]
            self.fields["email"].required = True
            return
        field = self.fields["function"]
        labels = {function.pk: label for function, label in colleagues}
        field.queryset = Function.objects.filter(pk__in=labels)
        field.choices = [("", field.empty_label), *labels.items()]
        self.fields["email"].label = _("Eller en e-postadress")

    def clean(self):
        cleaned = super().clean() or {}
        if "function" not in self.fields or {"function", "email"} & set(self.errors):
            return cleaned
        if cleaned.get("function") and cleaned.get("email"):
            self.add_error("email", _("Välj en kollega eller skriv en adress, inte båda."))
        elif not cleaned.get("function") and not cleaned.get("email"):
            self.add_error("function", _("Välj en kollega, eller skriv en e-postadress."))
        return cleaned


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        help_text=gettext_lazy(
            "Den som får länken kan svara på alla enhetens frågor och skicka in, utan konto."
        ),
    )
