"""The people of an authority: list, one person, correcting, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules_people as rules
from mrplattform.organisations.forms.people import LeaveForm, PeopleFilter, PersonForm
from mrplattform.organisations.models import Holding, Person
from mrplattform.organisations.services import people as services


def find_person(user, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(user), pk=pk)


def _functions(person) -> str:
    return "; ".join(str(holding.function) for holding in person.held_now)


COLUMNS = [
    Column(
        "namn",
        gettext_lazy("Namn"),
        "name",
        sort=True,
        cell=lambda p: format_html('<a href="{}">{}</a>', p.get_absolute_url(), p.name),
    ),
    Column("epost", gettext_lazy("E-post"), "email", sort=True),
    Column("funktion", gettext_lazy("Funktion"), _functions),
    Column("sist", gettext_lazy("Loggade in"), "last_login", sort="last_login", kind="date"),
    Column("sista-dag", gettext_lazy("Sista dag"), services.told_last_day, only_in_file=True),
]


def people(request):
    require(rules.can_list_people(request.user))
    rows = Person.objects.visible_to(request.user)
    held = Holding.objects.on().select_related("function__organisation")
    if not request.user.is_administrator:
        led = rules.leads(request.user)
        held = held.filter(function__authority__in=led)
        rows = rows.filter(
            pk__in=Holding.objects.filter(function__authority__in=led).values("person")
        )
    rows = rows.prefetch_related(Prefetch("holdings", held, to_attr="held_now"))
    table = Table(request, rows, COLUMNS, order="namn", name=_("Personer"), filters=PeopleFilter)
    if table.wants_file:
        return table.file()
    return render(request, "organisations/people.html", {"table": table})


def person(request, pk):
    person = find_person(request.user, pk)
    require(rules.can_see_person(request.user, person))
    return render(
        request,
        "organisations/person.html",
        {
            "person": person,
            "carried": services.carried_by(person),
            "last_day": services.told_last_day(person),
            "may_end": rules.can_end_account(request.user, person),
            "may_correct": rules.can_correct_person(request.user, person),
            "may_appoint": rules.can_appoint_administrator(request.user),
            "has_second_step": services.has_second_step(person),
            "deeds": history(person)[:50],
        },
    )


def correct(request, pk):
    person = find_person(request.user, pk)
    require(rules.can_correct_person(request.user, person))
    initial = {"name": person.name, "email": person.email}
    form = PersonForm(request.POST or None, initial=initial, person=person)
    if form.is_valid():
        services.correct_person(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Uppgifterna är sparade."))
        return redirect(person)
    return render(request, "organisations/person_correct.html", {"form": form, "person": person})


def leave(request, pk):
    """What the person carries, and the last day. Nothing is orphaned: the functions stay."""
    person = find_person(request.user, pk)
    require(rules.can_end_account(request.user, person))
    authority_ids = None if request.user.is_administrator else rules.leads(request.user)
    form = LeaveForm(request.POST or None, initial={"last_day": today()})
    if form.is_valid():
        try:
            vacant = services.leave(
                person, by=request.user, authority_ids=authority_ids, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            _tell_what_is_left(request, person, vacant)
            return redirect(person)
    carried = services.carried_by(person)
    if authority_ids is not None:
        carried = [one for one in carried if one.function.authority_id in authority_ids]
    context = {"form": form, "person": person, "carried": carried}
    return render(request, "organisations/person_leave.html", context)


@require_POST
def reset_second_step(request, pk):
    person = find_person(request.user, pk)
    require(rules.can_correct_person(request.user, person))
    services.reset_second_step(person, by=request.user)
    messages.success(
        request,
        _("Det andra steget är borttaget. %(name)s får ställa in ett nytt.") % {"name": person},
    )
    return redirect(person)


@require_POST
def administrator(request, pk):
    """Appoint one more, or one less: never none."""
    person = find_person(request.user, pk)
    require(rules.can_appoint_administrator(request.user))
    deed = services.remove_administrator if person.is_administrator else services.make_administrator
    try:
        deed(person, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Uppgifterna är sparade."))
    return redirect(person if request.user.pk != person.pk else "account_home")


def _tell_what_is_left(request, person, vacant) -> None:
    messages.success(request, _("Sista dagen för %(name)s är sparad.") % {"name": person})
    for function in vacant:
        messages.warning(
            request,
            _("%(function)s blir vakant. Allt som hör till funktionen ligger kvar.")
            % {"function": function},
        )
