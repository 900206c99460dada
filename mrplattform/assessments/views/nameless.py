"""Answering without a name: a code, the questions on one page, and out.

Nothing of the visit is kept: no session, no message, no cookie of ours, no deed, no moment. The
code goes in the body of a request, never in an address, so that no log holds it.
"""

from __future__ import annotations

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from mrplattform.assessments.forms.nameless import CodeForm, SheetForm
from mrplattform.assessments.nameless.asking import left_out
from mrplattform.assessments.services import ballots
from mrplattform.assessments.services.ballots import AlreadyUsed, NoTicket


def quietly(view):
    """Open to everyone and kept by nobody: neither a cache nor an error report gets what is sent."""
    view = sensitive_variables()(sensitive_post_parameters()(view))
    return login_not_required(never_cache(wraps(view)(view)))


def may_guess(request, *, missed: bool = False) -> bool:
    """Only wrong codes are counted, so that whoever has a right one leaves no trace; and not by
    address but by a mark of it that cannot be read back."""
    from_here = salted_hmac("assessments.guesses", get_adapter().get_client_ip(request)).hexdigest()
    return all(
        consume(request, action=action, key=key, dry_run=not missed)
        for action, key in (("code_here", from_here), ("code_anywhere", "all"))
    )


@quietly
def code(request):
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "assessments/nameless/code.html", {"form": form})
    ticket, answer = _open(request, form.cleaned_data["code"])
    return answer or _sheet(request, ticket, SheetForm(*_asks(ticket)))


@quietly
def hand_in(request):
    """Everything that was answered comes at once; what has to be put right is shown again."""
    typed = CodeForm(request.POST or None)
    if not typed.is_valid():
        return redirect("nameless:code")
    ticket, answer = _open(request, typed.cleaned_data["code"])
    if answer:
        return answer
    form = SheetForm(*_asks(ticket), data=request.POST)
    if not form.is_valid():
        return _sheet(request, ticket, form)
    try:
        ballots.lay_in(typed.cleaned_data["code"], form.answers)
    except (NoTicket, AlreadyUsed):  # a second press, at the same moment
        return render(request, "assessments/nameless/used.html")
    return redirect("nameless:thanks")


@quietly
def thanks(request):
    return render(request, "assessments/nameless/thanks.html")


def _open(request, code: str):
    """The ticket, or the page to answer with instead."""
    if not may_guess(request):
        return None, render(request, "assessments/nameless/wait.html", status=429)
    try:
        return ballots.find_ticket(code), None
    except AlreadyUsed:
        return None, render(request, "assessments/nameless/used.html")
    except NoTicket:
        may_guess(request, missed=True)
    form = CodeForm(request.POST)
    form.add_error("code", _("Koden gäller inte. Kontrollera att du har skrivit den rätt."))
    return None, render(request, "assessments/nameless/code.html", {"form": form})


def _asks(ticket):
    return ticket.round.version, left_out(ticket.round, ticket.organisation)


def _sheet(request, ticket, form: SheetForm):
    context = {
        "round": ticket.round,
        "unit": ticket.organisation,
        "form": form,
        "code": request.POST["code"],
        # Tells one code's draft from another's on a device that two people share.
        "draft": ticket.code_hash[:16],
    }
    return render(request, "assessments/nameless/sheet.html", context)
