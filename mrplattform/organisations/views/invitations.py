"""Inviting somebody to a function, and the page that the letter leads to."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules_people as rules
from mrplattform.organisations.forms.people import AcceptForm, InviteForm
from mrplattform.organisations.models import Function, Invitation, Organisation, SignInRules
from mrplattform.organisations.services import invitations as services
from mrplattform.organisations.services.people import find_person

COLUMNS = [
    Column("namn", gettext_lazy("Namn"), "name", sort=True),
    Column("epost", gettext_lazy("E-post"), "email", sort=True),
    Column("funktion", gettext_lazy("Funktion"), "function"),
    Column("av", gettext_lazy("Inbjuden av"), "by"),
    Column("galler", gettext_lazy("Gäller till"), "expires_at", sort=True, kind="date"),
]


def invitations(request):
    require(rules.can_list_people(request.user))
    rows = Invitation.objects.visible_to(request.user).open()
    rows = rows.select_related("function__organisation", "by")
    table = Table(request, rows, COLUMNS, order="-galler", name=_("Inbjudningar"))
    if table.wants_file:
        return table.file()
    return render(request, "organisations/invitations.html", {"table": table})


def invite(request):
    """Choose function and person. An administrator first chooses the municipality."""
    require(rules.can_list_people(request.user))
    functions = _functions(request)
    form = InviteForm(
        request.POST or None,
        functions=functions,
        initial={"function": request.GET.get("funktion")},
    )
    if form.is_valid():
        data = form.cleaned_data
        require(rules.can_invite(request.user, data["function"]))
        try:
            invitation = services.invite(data.pop("function"), by=request.user, **data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, _("Inbjudan är skickad till %(email)s.") % {"email": invitation.email}
            )
            return redirect("organisations:invitations")
    context = {"form": form, "authorities": _authorities(request), "has_functions": bool(functions)}
    return render(request, "organisations/invite.html", context)


@require_POST
def resend(request, pk):
    return _do(request, pk, services.resend, _("Inbjudan är skickad igen."))


@require_POST
def revoke(request, pk):
    return _do(request, pk, services.revoke, _("Inbjudan är tillbakatagen."))


@never_cache
@login_not_required
def accept(request, token):
    """The page that the letter leads to. Looking at it changes nothing: mail scanners look too."""
    if too_many := consume_or_429(request, action="open_token"):
        return too_many
    invitation = services.find_invitation(token)
    if not invitation or not invitation.is_valid:
        return render(request, "organisations/invitation_gone.html", status=410)
    known = find_person(invitation.email)
    form = None
    if not known:
        initial = {"name": invitation.name, "way": AcceptForm.BY_CODE}
        form = AcceptForm(request.POST or None, initial=initial, email=invitation.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            person = _accept(request, invitation, form)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            return _sign_in(request, person)
    needs = {invitation.function.role} & set(SignInRules.current().second_step)
    context = {
        "invitation": invitation,
        "form": form,
        "known": known,
        "needs_second_step": bool(needs),
    }
    return render(request, "organisations/invitation_accept.html", context)


def _accept(request, invitation, form):
    if form is None:
        return services.accept(invitation)
    return services.accept(
        invitation,
        name=form.cleaned_data["name"],
        password=form.chosen_password,
        language=get_language(),
    )


def _sign_in(request, person):
    if request.user.is_authenticated and request.user != person:
        logout(request)
    record_authentication(request, person, method="invitation", email=person.email)
    return perform_login(request, Login(user=person, email=person.email))


def _do(request, pk, deed, told: str):
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).open(), pk=pk)
    try:
        deed(invitation, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, told)
    return redirect("organisations:invitations")


def _functions(request):
    functions = Function.objects.on().select_related("organisation")
    functions = functions.order_by("organisation__name", "title")
    if not request.user.is_administrator:
        return functions.filter(authority__in=rules.leads(request.user))
    chosen = request.GET.get("kommun", "")
    if chosen.isdigit():
        return functions.filter(authority=int(chosen))
    wanted = request.POST.get("function") or request.GET.get("funktion") or ""
    return functions.filter(pk=int(wanted)) if wanted.isdigit() else functions.none()


def _authorities(request):
    """For the administrator: those that have functions to invite to."""
    if not request.user.is_administrator:
        return []
    with_functions = Function.objects.on().values("authority")
    return Organisation.objects.authorities().filter(pk__in=with_functions)
