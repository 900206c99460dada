"""Internal groups: mandate, seats, and which of them stand empty."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.dates import long_date, today
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules
from mrplattform.organisations.forms import groups as forms
from mrplattform.organisations.models import Group, Holding, Organisation, Seat
from mrplattform.organisations.models.time import on_day
from mrplattform.organisations.services import groups as services
from mrplattform.organisations.views.common import crumbs, edit_together, save_form, tabs


def find_groups_of(user, pk: int) -> Organisation:
    """The authority whose groups the user may see: one's own."""
    own = Organisation.objects.authorities().filter(pk__in=user.standing.authority_ids)
    return get_object_or_404(own, pk=pk)


def find_group(user, pk: int) -> Group:
    return get_object_or_404(Group.objects.visible_to(user).select_related("authority"), pk=pk)


def _empty_count():
    """The empty seats of each group, in the same question."""
    empty = Seat.objects.empty().filter(group=OuterRef("pk")).order_by().values("group")
    return Coalesce(Subquery(empty.annotate(n=Count("pk")).values("n")), 0)


COLUMNS = [
    Column(
        "namn",
        gettext_lazy("Grupp"),
        "name",
        sort=True,
        cell=lambda g: format_html('<a href="{}">{}</a>', g.get_absolute_url(), g.name),
    ),
    Column("uppdrag", gettext_lazy("Uppdrag"), "mandate"),
    Column("platser", gettext_lazy("Platser"), "seat_count", sort=True, kind="number"),
    Column("tomma", gettext_lazy("Tomma platser"), "empty_count", sort=True, kind="number"),
    Column("slut", gettext_lazy("Sista dag"), "ends", sort=True, kind="date"),
]


def groups(request, pk):
    authority = find_groups_of(request.user, pk)
    rows = (
        Group.objects.visible_to(request.user)
        .filter(authority=authority)
        .annotate(
            seat_count=Count("seats", filter=on_day(prefix="seats__")),
            empty_count=_empty_count(),
        )
    )
    if not request.GET.get("alla"):
        rows = rows.filter(Q(ends__isnull=True) | Q(ends__gte=today()))
    table = Table(request, rows, COLUMNS, order="namn", name=_("Grupper"))
    if table.wants_file:
        return table.file()
    context = {
        "authority": authority,
        "tabs": tabs(authority, "groups"),
        "table": table,
        "shows_all": bool(request.GET.get("alla")),
        "may_manage": rules.can_manage_groups(request.user, authority),
    }
    return render(request, "organisations/groups.html", context)


def group(request, pk):
    group = find_group(request.user, pk)
    held = Holding.objects.on().select_related("person").order_by("stand_in", "starts")
    seats = (
        group.seats.select_related("organisation", "function__organisation")
        .prefetch_related(Prefetch("function__holdings", held, to_attr="held_now"))
        .order_by("organisation__name", "starts")
    )
    day = today()
    now = [seat for seat in seats if seat.holds(day)]
    context = {
        "group": group,
        "crumbs": _crumbs(group)[:-1],
        "facts": [
            (_("Bildad"), long_date(group.starts)),
            (_("Sista dag"), group.ends and long_date(group.ends)),
        ],
        "seats": now,
        "empty": [seat for seat in now if not getattr(seat.function, "held_now", None)],
        "coming": [seat for seat in seats if seat.starts > day],
        "earlier": [seat for seat in seats if seat.ends and seat.ends < day],
        "deeds": history(group)[:50],
        "has_ended": group.ends is not None and group.ends < day,
        "may_manage": rules.can_manage_group(request.user, group),
    }
    return render(request, "organisations/group.html", context)


def new(request, pk):
    authority = find_groups_of(request.user, pk)
    require(rules.can_manage_groups(request.user, authority))
    form = forms.NewGroupForm(request.POST or None, authority=authority)
    url = reverse("organisations:groups", args=[authority.pk])
    return save_form(
        request,
        form,
        lambda: services.create_group(authority, by=request.user, **form.cleaned_data),
        "organisations/deed.html",
        {
            "crumbs": crumbs(authority, (_("Grupper"), url)),
            "heading": _("Bilda en grupp"),
            "lead": _("Platserna hör till förvaltningarna. Funktioner fyller dem."),
            "button": _("Bilda gruppen"),
            "back": url,
        },
        said=_("Gruppen är bildad. Fyll platserna."),
        leads_to=lambda made: made,
    )


def edit(request, pk):
    group = _managed(request, pk)
    form = forms.ChangeGroupForm(request.POST or None, group=group)
    return edit_together(
        request,
        thing=group,
        form=form,
        save=lambda: services.change_group(group, by=request.user, **form.cleaned_data),
        template="organisations/group_edit.html",
        context={"group": group, "crumbs": _crumbs(group)},
        said=_("Sparat."),
    )


def end(request, pk):
    group = _managed(request, pk)
    form = forms.EndForm(request.POST or None)
    return _deed(
        request,
        group,
        form,
        lambda: services.end_group(group, by=request.user, **form.cleaned_data),
        _("Avsluta gruppen"),
        _("Alla platser upphör samma dag. Historiken finns kvar."),
        _("Avsluta"),
    )


def seat_new(request, pk):
    group = _managed(request, pk)
    form = forms.SeatForm(request.POST or None, group=group)
    return _deed(
        request,
        group,
        form,
        lambda: services.add_seat(group, by=request.user, **form.cleaned_data),
        _("Lägg till en plats"),
        _("En plats för varje förvaltning eller bolag gör att ingen glöms."),
        _("Lägg till"),
    )


def seat_fill(request, pk):
    seat = _find_seat(request, pk)
    form = forms.FillSeatForm(request.POST or None, seat=seat)

    def save():
        data = form.cleaned_data
        return services.fill_seat(seat, data["function"], day=data["day"], by=request.user)

    heading = _("Platsen för %s") % seat.organisation
    lead = _("Det som gällde före dagen läses som förut.")
    return _deed(request, seat.group, form, save, heading, lead, _("Spara"))


def seat_end(request, pk):
    seat = _find_seat(request, pk)
    form = forms.EndForm(request.POST or None)
    return _deed(
        request,
        seat.group,
        form,
        lambda: services.end_seat(seat, by=request.user, **form.cleaned_data),
        _("Ta bort platsen för %s") % seat.organisation,
        _("Platsen finns kvar i historiken."),
        _("Ta bort"),
    )


def _managed(request, pk: int) -> Group:
    group = find_group(request.user, pk)
    require(rules.can_manage_group(request.user, group))
    return group


def _find_seat(request, pk: int) -> Seat:
    rows = Seat.objects.visible_to(request.user)
    seat = get_object_or_404(
        rows.select_related("group__authority", "organisation", "function__organisation"), pk=pk
    )
    require(rules.can_manage_group(request.user, seat.group))
    return seat


def _crumbs(group: Group) -> list[tuple[str, str]]:
    url = reverse("organisations:groups", args=[group.authority_id])
    return crumbs(group.authority, (_("Grupper"), url), (group.name, group.get_absolute_url()))


def _deed(request, group, form, save, heading, lead, button):
    context = {
        "crumbs": _crumbs(group),
        "heading": heading,
        "lead": lead,
        "button": button,
        "back": group.get_absolute_url(),
    }
    return save_form(
        request, form, save, "organisations/deed.html", context, said=_("Sparat."), leads_to=group
    )
