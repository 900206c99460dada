"""Decisions: the list, one decision with its locked copy, registering one; and rules of keeping."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.dates import long_date
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules
from mrplattform.organisations.forms import decisions as forms
from mrplattform.organisations.models import Decision, Organisation, RetentionRule
from mrplattform.organisations.services import decisions as services
from mrplattform.organisations.views.common import (
    crumbs,
    save_form,
    tabs,
)

COLUMNS = [
    Column(
        "arende",
        gettext_lazy("Ärende"),
        "title",
        sort=True,
        cell=lambda d: format_html('<a href="{}">{}</a>', d.get_absolute_url(), d.title),
    ),
    Column("organ", gettext_lazy("Beslutande organ"), "body.name", sort=True),
    Column("dag", gettext_lazy("Beslutsdatum"), "day", sort=True, kind="date"),
    Column("paragraf", gettext_lazy("Paragraf"), "paragraph"),
    Column("diarienummer", gettext_lazy("Diarienummer"), "registry_number", sort=True),
    Column("offentlighet", gettext_lazy("Offentlighet"), "get_access_display", only_in_file=True),
    Column("beslut", gettext_lazy("Beslutet i ord"), "wording", only_in_file=True),
    Column("bevaras", gettext_lazy("Bevaras eller gallras"), "retention.time", only_in_file=True),
    Column("gallras", gettext_lazy("Gallras tidigast"), "discard_after", only_in_file=True),
]


def find_root(user, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(user).authorities()
    return get_object_or_404(rows, pk=pk)


def find_decision(user, pk: int) -> Decision:
    rows = Decision.objects.visible_to(user).select_related(
        "body", "authority", "retention", "content_type", "copy_file"
    )
    return get_object_or_404(rows, pk=pk)


def decisions(request, pk):
    """Public decisions are open to everyone signed in, also those of others."""
    authority = find_root(request.user, pk)
    rows = Decision.objects.visible_to(request.user).filter(authority=authority)
    rows = rows.select_related("body", "retention").defer("copy")
    table = Table(
        request, rows, COLUMNS, order="-dag", name=_("Beslut"), filters=forms.DecisionFilter
    )
    if table.wants_file:
        return table.file()
    inside = rules.is_inside(request.user, authority)
    context = {
        "authority": authority,
        "tabs": tabs(authority, "decisions") if inside else [],
        "table": table,
        "may_decide": rules.can_decide(request.user, authority),
    }
    return render(request, "organisations/decisions.html", context)


def decision(request, pk):
    decision = find_decision(request.user, pk)
    inside = decision.authority_id in request.user.standing.authority_ids
    context = {
        "decision": decision,
        "crumbs": _crumbs(decision.authority) if inside else [],
        "facts": _facts(decision),
        "is_unbroken": decision.is_unbroken,
        "about": _about(request.user, decision),
        "deeds": history(decision)[:50] if inside else [],
        "inside": inside,
        "may_correct": rules.can_correct_decision(request.user, decision),
    }
    return render(request, "organisations/decision.html", context)


def _facts(decision: Decision) -> list[tuple]:
    kept = decision.retention
    return [
        (_("Beslutande organ"), decision.body.name),
        (_("Beslutsdatum"), long_date(decision.day)),
        (_("Paragraf"), decision.paragraph),
        (_("Diarienummer"), decision.registry_number),
        (_("Offentlighet"), decision.get_access_display()),
        (_("Sekretessgrund"), decision.secrecy_ground),
        (_("Bevaras eller gallras"), kept and f"{kept.name}: {kept.time}"),
        (_("Gallras tidigast"), decision.discard_after and long_date(decision.discard_after)),
    ]


def _about(user, decision: Decision):
    """What was decided about, when it is still there and the reader may see it."""
    model: Any = decision.content_type.model_class() if decision.content_type else None
    if not model or not hasattr(model.objects, "visible_to"):
        return None
    return model.objects.visible_to(user).filter(pk=decision.object_id).first()


def copy(request, pk):
    """The locked copy as it lies in the archive."""
    decision = find_decision(request.user, pk)
    name = f"beslut-{slugify(decision.title)[:60]}-{decision.day}.json"
    text = json.dumps(
        json.loads(decision.sealed) | {"sha256": decision.copy_sha256},
        ensure_ascii=False,
        indent=2,
    )
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def new(request, pk):
    """A decision about nothing that lies in the platform: that we become a human-rights city, say."""
    authority = find_root(request.user, pk)
    require(rules.can_decide(request.user, authority))
    form = forms.DecisionForm(request.POST or None, authority=authority)
    return save_form(
        request,
        form,
        lambda: services.decide(None, by=request.user, **form.cleaned_data),
        "organisations/decision_new.html",
        {"authority": authority, "crumbs": _crumbs(authority)},
        said=_("Beslutet är registrerat och låst."),
        leads_to=lambda made: made,
    )


def correct(request, pk):
    decision = find_decision(request.user, pk)
    require(rules.can_correct_decision(request.user, decision))
    names = ("paragraph", "registry_number", "access", "secrecy_ground", "retention")
    form = forms.CorrectionForm(
        request.POST or None,
        authority=decision.authority,
        initial={name: getattr(decision, name) for name in names},
    )
    return save_form(
        request,
        form,
        lambda: services.correct_decision(decision, by=request.user, **form.cleaned_data),
        "organisations/deed.html",
        {
            "crumbs": [*_crumbs(decision.authority), (decision.title, decision.get_absolute_url())],
            "heading": _("Komplettera beslutet"),
            "lead": _("Det som beslutades är låst. Här skriver ni till det som blir känt senare."),
            "button": _("Spara"),
            "back": decision.get_absolute_url(),
        },
        said=_("Sparat."),
        leads_to=decision,
    )


def _crumbs(authority: Organisation) -> list[tuple[str, str]]:
    url = reverse("organisations:decisions", args=[authority.pk])
    return crumbs(authority, (_("Beslut"), url))


# --- How long things are kept ----------------------------------------------------------------


def retention(request, pk):
    authority = find_root(request.user, pk)
    require(rules.can_decide(request.user, authority))
    context = {
        "authority": authority,
        "crumbs": _crumbs(authority),
        "rules": authority.retention_rules.annotate(used=Count("decision")),
        "deeds": history(authority).filter(verb="rule_changed")[:20],
    }
    return render(request, "organisations/retention.html", context)


def rule_new(request, pk):
    authority = find_root(request.user, pk)
    require(rules.can_decide(request.user, authority))
    return _rule(request, RetentionRule(authority=authority), _("Lägg till en regel"))


def rule_edit(request, pk):
    return _rule(request, _find_rule(request, pk), _("Ändra regeln"))


@require_POST
def rule_remove(request, pk):
    rule = _find_rule(request, pk)
    try:
        services.remove_rule(rule, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Regeln är borttagen."))
    return redirect("organisations:retention", rule.authority_id)


def _find_rule(request, pk: int) -> RetentionRule:
    visible = RetentionRule.objects.visible_to(request.user).select_related("authority")
    rule = get_object_or_404(visible, pk=pk)
    require(rules.can_decide(request.user, rule.authority))
    return rule


def _rule(request, rule: RetentionRule, heading: str):
    names = ("name", "covers", "years", "reference")
    initial = {name: getattr(rule, name) for name in names}
    form = forms.RuleForm(
        request.POST or None, authority=rule.authority, rule=rule, initial=initial
    )
    back = reverse("organisations:retention", args=[rule.authority_id])
    return save_form(
        request,
        form,
        lambda: services.save_rule(rule, by=request.user, **form.cleaned_data),
        "organisations/deed.html",
        {
            "crumbs": [*_crumbs(rule.authority), (_("Bevarande och gallring"), back)],
            "heading": heading,
            "lead": _("Beslut som redan är registrerade behåller sitt gallringsdatum."),
            "button": _("Spara"),
            "back": back,
        },
        said=_("Sparat."),
        leads_to=back,
    )
