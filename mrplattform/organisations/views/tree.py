"""An authority's whole tree, and one organisation: what it was called, where it stood, who answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.access import require
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations import rules
from mrplattform.organisations.forms.tree import EditForm
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
)
from mrplattform.organisations.services import tree as services
from mrplattform.organisations.tree import Tree
from mrplattform.organisations.views.common import (
    chosen_day,
    crumbs,
    edit_together,
    find_authority,
    find_inside,
    find_organisation,
    tabs,
)

# Deeper than this the tree is folded at first.
OPEN_LEVELS = 1


@dataclass(frozen=True)
class Row:
    """A node of the tree as a flat list writes it: what opens before it and closes after it."""

    name: str
    short_name: str
    kind: str
    url: str
    count: int
    is_open: bool
    closes: range


def tree(request, pk):
    authority = find_authority(request.user, pk)
    form, day = chosen_day(request)
    units = Tree(authority, day)
    return render(
        request,
        "organisations/tree.html",
        {
            "authority": authority,
            "tabs": tabs(authority, "tree"),
            "rows": tree_rows(units, "" if day == today() else f"?dag={day}"),
            "count": max(len(units.nodes) - 1, 0),
            "day_form": form,
            "day": day,
            "is_today": day == today(),
            "may_manage": rules.can_manage_organisation(request.user, authority),
        },
    )


def tree_rows(units: Tree, query: str = "") -> list[Row]:
    """Everything below the authority. The addresses are made by hand: a thousand look-ups of the
    same name would take longer than all the rest of the page."""
    nodes = units.rows()[1:]
    labels = dict(Organisation.Kind.choices)
    address = reverse("organisations:detail", args=[0])
    rows = []
    for number, (node, depth) in enumerate(nodes):
        following = nodes[number + 1][1] if number + 1 < len(nodes) else 1
        rows.append(
            Row(
                name=node.name_on,
                short_name=node.short_name,
                kind="" if node.kind == Organisation.Kind.UNIT else str(labels[node.kind]),
                url=address.replace("/0/", f"/{node.pk}/") + query,
                count=len(units.children(node.pk)),
                is_open=depth <= OPEN_LEVELS,
                closes=range(max(depth - following, 0)),
            )
        )
    return rows


def detail(request, pk):
    organisation = find_organisation(request.user, pk)
    if not rules.is_inside(request.user, organisation):
        return render(request, "organisations/registered.html", {"organisation": organisation})
    form, day = chosen_day(request)
    period = organisation.on(day)
    return render(
        request,
        "organisations/organisation.html",
        {
            "organisation": organisation,
            "period": period,
            "crumbs": crumbs(organisation, day=day)[:-1],
            "day_form": form,
            "day": day,
            "is_today": day == today(),
            "children": _children(organisation, day),
            "posts": _posts(organisation, day),
            "left_behind": _left_behind(organisation),
            "before": organisation.predecessions.select_related("predecessor"),
            "after": organisation.successions.select_related("successor"),
            "periods": list(organisation.periods.select_related("parent")),
            "codes": ", ".join(sorted(code.code for code in organisation.codes.all())),
            "deeds": history(organisation)[:50],
            "may": _may(request.user, organisation),
        },
    )


def _may(user, organisation: Organisation) -> dict[str, bool]:
    manage = rules.can_manage_organisation(user, organisation)
    goes_on = organisation.ends is None
    return {
        "edit": manage,
        "open": manage and goes_on,
        "rename": rules.can_rename(user, organisation) and goes_on,
        "reorganise": manage and goes_on and not organisation.is_authority,
        "add_function": rules.can_manage_functions(user, organisation) and goes_on,
        "take_into_use": rules.can_take_into_use(user, organisation),
    }


def _children(organisation: Organisation, day: dt.date) -> list[Organisation]:
    rows = Organisation.objects.on(day).filter(parent_on=organisation.pk)
    return sorted(rows, key=lambda one: swedish_key(one.name_on))


def _posts(organisation: Organisation, day: dt.date) -> list[FunctionPeriod]:
    """The functions that belonged there that day, under the title of then, with their holders."""
    held = Holding.objects.on(day).select_related("person").order_by("stand_in", "starts")
    rows = FunctionPeriod.objects.on(day).filter(organisation=organisation)
    rows = rows.select_related("function__organisation").prefetch_related(
        Prefetch("function__holdings", held, to_attr="held_then")
    )
    return list(rows.order_by("title"))


def _left_behind(organisation: Organisation) -> list[Function]:
    """Functions that stayed when the organisation closed, and wait to be moved."""
    if not organisation.ends or organisation.ends >= today():
        return []
    return list(Function.objects.on().filter(organisation=organisation))


def edit(request, pk):
    organisation = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, organisation))
    form = EditForm(request.POST or None, organisation=organisation)
    return edit_together(
        request,
        thing=organisation,
        form=form,
        save=lambda: services.edit_organisation(organisation, by=request.user, **form.cleaned_data),
        template="organisations/edit.html",
        context={"organisation": organisation, "crumbs": crumbs(organisation)},
        said=_("Uppgifterna är sparade."),
    )
