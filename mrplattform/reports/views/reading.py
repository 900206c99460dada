from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.exports.files import FORMATS
from mrplattform.core.exports.html import html_blocks
from mrplattform.core.history import history
from mrplattform.core.look import short_date
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.papers import file_of
from mrplattform.reports import rules
from mrplattform.reports.books import book_of, sections
from mrplattform.reports.documents import document_of
from mrplattform.reports.models import Report
from mrplattform.reports.sections import line
from mrplattform.reports.services import files
from mrplattform.reports.views.finding import find_report

COLUMNS = [
    Column(
        "rapport",
        gettext_lazy("Rapport"),
        "title",
        sort="title",
        cell=lambda one: format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.title),
    ),
    Column(
        "lage",
        gettext_lazy("Läge"),
        lambda one: (
            _("Beslutad %(day)s") % {"day": short_date(one.decision.day)}
            if one.decision
            else _("Utkast")
        ),
        sort="decision__day",
    ),
    Column("slag", gettext_lazy("Slag"), "get_kind_display", sort="kind"),
    Column(
        "om",
        gettext_lazy("Handlar om"),
        lambda one: ", ".join(str(part) for part in (one.plan or one.round, one.year) if part),
    ),
    Column("kommun", gettext_lazy("Kommun eller region"), "authority.name", sort="authority__name"),
]


def reports(request):
    rows = (
        Report.objects.visible_to(request.user)
        .select_related("authority", "round", "plan", "decision")
        .defer("locked_copy", "decision__copy")
        .order_by("-pk")
    )
    table = Table(request, rows, COLUMNS, name=_("Rapporter"))
    if table.wants_file:
        return table.file()
    leads = request.user.standing.authorities_as(Role.STRATEGIST)
    context = {
        "table": table,
        "may_create": rules.can_create_report(request.user),
        "templates_of": Organisation.objects.filter(pk__in=leads),
    }
    return render(request, "reports/reports.html", context)


def report(request, pk):
    thing = find_report(request.user, pk)
    user = request.user
    context = {
        "report": thing,
        "line": line(thing),
        "may_write": rules.can_write_report(user, thing),
        "may_lock": rules.can_lock_report(user, thing),
        "may_renew": rules.can_renew_report(user, thing),
        "may_remove": rules.can_remove_report(user, thing),
        "newer": _newer(thing, user) if thing.is_locked else None,  # a draft is not replaced
        "deeds": history(thing)[:20],
    }
    if thing.is_locked:
        context["blocks"] = html_blocks(document_of(thing).all_blocks)
    else:
        material = book_of(thing).material(thing)
        said: dict[str, list] = {}
        for one in thing.comments.all():
            said.setdefault(one.block, []).append(one)
        context["sections"] = [
            {
                "key": section.key,
                "title": section.title,
                "has_words": bool(section.own_words),
                "blocks": html_blocks(section.all_blocks),
                "url": reverse("reports:report-words", args=[thing.pk, section.key]),
                "words": material.own_words.get(section.key, ""),
                "comments": said.get(section.key, []),
            }
            for section in sections(thing, material)
        ]
        context["left_out"] = material.left_out
        context["silent"] = len(material.silent)
    return render(request, "reports/report.html", context)


def file(request, pk, ending):
    """At once; a report on very many units is made in the background, on a page that tells how far."""
    thing = find_report(request.user, pk)
    if ending not in FORMATS:
        raise Http404
    if request.user.is_authenticated and files.takes_long(thing):
        return redirect("core:job", files.make(thing, ending, by=request.user).pk)
    return file_of(document_of(thing, whole=ending == "xlsx"), ending, thing.authority_id)


def removed(request):
    """What was removed and can be put back, for those who write."""
    require(rules.can_create_report(request.user))
    rows = (
        Report.objects.of_circle(request.user)
        .removed()
        .filter(authority__in=request.user.standing.authorities_as(Role.STRATEGIST))
        .order_by("-removed_at", "pk")
    )
    table = Table(request, rows, REMOVED_COLUMNS, name=_("Borttagna rapporter"))
    return render(request, "reports/removed.html", {"table": table})


REMOVED_COLUMNS = [
    Column("rapport", gettext_lazy("Rapport"), "title"),
    Column("borttagen", gettext_lazy("Borttagen"), "removed_at", kind="date"),
]


def _newer(report: Report, user) -> Report | None:
    return Report.objects.visible_to(user).filter(replaces=report).order_by("-pk").first()
