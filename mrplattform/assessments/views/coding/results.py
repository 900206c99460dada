"""What the texts come to: themes, who they come from where the group is large enough, which go
together, and quotes. Nothing of who wrote."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments import quoting, rules
from mrplattform.assessments.breakdown import Breakdown
from mrplattform.assessments.coded import Coded, quotes_of
from mrplattform.assessments.forms.themes import QuoteForm
from mrplattform.assessments.models import Coding, Quote
from mrplattform.assessments.services import quotes as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.coding.common import (
    closed_meanwhile,
    coding_crumbs,
    find_coding,
    may_see,
    page,
)
from mrplattform.core import disclosure
from mrplattform.core.access import require
from mrplattform.core.charts import Bars, bars
from mrplattform.core.exports import excel
from mrplattform.core.exports.sheets import Sheet, SheetColumn

MOST_OVERLAPS = 15
TEXTS = "texter"  # ?format=texter: the texts themselves with their themes


def coding_result(request, pk):
    coding = find_coding(request.user, pk)
    coded = Coded(coding)
    if not may_see(request.user, coded):
        return render(request, "assessments/coding_wait.html", page(coding, "coding_result"))
    breakdown = Breakdown(coded)
    if (wanted := request.GET.get("format")) in ("xlsx", TEXTS):
        return _texts_file(coded) if wanted == TEXTS else _file(coded, breakdown)
    way = request.GET.get("dela", "")
    way = way if way in breakdown.ways else next(iter(breakdown.ways), "")
    groups = breakdown.groups(way) if way else []
    context = page(
        coding,
        "coding_result",
        coded=coded,
        chart=_chart(coded),
        ways=breakdown.ways,
        way=way,
        groups=groups,
        any_group=any(one.themes is not None for one in groups),
        by_group=[
            (theme, [one.themes[theme.pk] if one.themes is not None else None for one in groups])
            for theme, _n in coded.ranked
        ],
        why=disclosure.why(breakdown.smallest) if any(g.themes is None for g in groups) else "",
        overlaps=coded.overlaps[:MOST_OVERLAPS],
        quotes=quotes_of(coding),
        may_quote=rules.can_manage_coding(request.user, coding),
        may_write=rules.can_write_finding(request.user, coding.authority_id),
    )
    return render(request, "assessments/coding_result.html", context)


def _chart(coded: Coded):
    """Themes by how many texts have them, then what no theme fits."""
    rows = [Bars(theme.name, [count]) for theme, count in coded.ranked]
    rows.append(Bars(_("Inget tema passar"), [coded.without]))
    return bars(rows, [_("texter")], subject=_("Texter per tema"), unit="", what=_("Tema"))


# --- Files -----------------------------------------------------------------------------------


def _file(coded: Coded, breakdown: Breakdown) -> HttpResponse:
    """Themes, by background, overlaps and quotes, a sheet each."""
    number = SheetColumn(_("Texter"), "number")
    themes = [(t.name, t.meaning, n) for t, n in coded.ranked]
    themes.append((_("Inget tema passar"), "", coded.without))
    sheets = [
        Sheet(
            _("Teman"), [SheetColumn(_("Tema")), SheetColumn(_("Vad som hör hit")), number], themes
        )
    ]
    sheets += [
        _group_sheet(label, breakdown.groups(way), coded) for way, label in breakdown.ways.items()
    ]
    pair = [SheetColumn(_("Tema")), SheetColumn(_("Tillsammans med")), number]
    sheets.append(Sheet(_("Överlapp"), pair, [(a.name, b.name, n) for a, b, n in coded.overlaps]))
    quotes = [(str(one.theme or ""), one.text) for one in quotes_of(coded.coding)]
    sheets.append(Sheet(_("Citat"), [SheetColumn(_("Tema")), SheetColumn(_("Citat"))], quotes))
    return _response(sheets, coded.coding.title)


def _group_sheet(label: str, groups, coded: Coded) -> Sheet:
    columns = [SheetColumn(_("Grupp")), SheetColumn(_("Texter"))]
    columns += [SheetColumn(theme.name) for theme in coded.themes]
    rows = []
    for one in groups:
        known = one.themes is not None
        counts = [one.texts, *[one.themes[theme.pk] for theme in coded.themes]] if known else []
        too_few = [_("för få för att visa")] * (len(columns) - 1)
        rows.append([one.label, *(counts if known else too_few)])
    return Sheet(label, columns, rows)


def _texts_file(coded: Coded) -> HttpResponse:
    """For those who read the texts: each with its themes, and nothing of who wrote it."""
    columns = [SheetColumn(_("Nummer"), "number"), SheetColumn(_("Text")), SheetColumn(_("Teman"))]
    names = {theme.pk: theme.name for theme in coded.themes}
    rows = [
        (
            one.passage.place,
            one.passage.text,
            _("inte läst")
            if one.final is None
            else ", ".join(names[pk] for pk in names if pk in one.final) or _("inget tema passar"),
        )
        for one in coded.rows
    ]
    return _response([Sheet(_("Texter"), columns, rows)], _("%s texter") % coded.coding.title)


def _response(sheets: list[Sheet], title: str) -> HttpResponse:
    name = slugify(title) or "kodning"
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(excel.write_xlsx(sheets), content_type=excel.TYPE, headers=headers)


# --- Quotes ----------------------------------------------------------------------------------


def quote_new(request, pk, place):
    """The text as it could be quoted; whoever keeps it reads it through first."""
    coding = find_coding(request.user, pk)
    require(rules.can_manage_coding(request.user, coding))
    passage = get_object_or_404(coding.passages, place=place)
    passage.coding = coding
    names = services.known_names(coding)
    initial = {"text": quoting.propose(passage.text, names), "theme": request.GET.get("tema")}
    form = QuoteForm(request.POST or None, themes=coding.themes.all(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep(passage, by=request.user, **form.cleaned_data)
        except NotReady as problem:
            form.add_error("text", problem.reasons[0])
        except WrongState:
            return closed_meanwhile(request, coding)
        else:
            return redirect(_back(coding))
    context = {
        "form": form,
        "passage": passage,
        "is_small": services.is_small(coding),
        "back": _back(coding),
        "crumbs": coding_crumbs(coding, (_("Resultat"), _back(coding))),
    }
    return render(request, "assessments/coding_quote.html", context)


@require_POST
def quote_remove(request, pk):
    rows = Quote.objects.filter(passage__coding__in=Coding.objects.visible_to(request.user))
    quote = get_object_or_404(rows.select_related("passage__coding"), pk=pk)
    coding = quote.passage.coding
    require(rules.can_manage_coding(request.user, coding))
    services.take_back(quote, by=request.user)
    return redirect(_back(coding))


def _back(coding: Coding) -> str:
    return reverse("assessments:coding_result", args=[coding.pk]) + "#citat"
