"""Two readers: what they agree on in words and numbers, and settling where they differ."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import agreement, rules
from mrplattform.assessments.coded import Coded, Read
from mrplattform.assessments.forms.themes import ReadingForm
from mrplattform.assessments.models import Coding
from mrplattform.assessments.services import readings as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.coding.common import (
    closed_meanwhile,
    coding_crumbs,
    find_coding,
    may_see,
    page,
)
from mrplattform.core.access import require
from mrplattform.core.look import number
from mrplattform.core.tables import Column, Table


def coding_compare(request, pk):
    coding = find_coding(request.user, pk)
    coded = Coded(coding)
    if not may_see(request.user, coded):
        return render(request, "assessments/coding_wait.html", page(coding, "coding_compare"))
    names = {theme.pk: theme.name for theme in coded.themes}
    rows = [_themes_line(one, names) for one in coded.agreement.themes]
    table = Table(request, rows, THEMES, name=_("Samstämmighet %s") % coding.title)
    if table.wants_file:
        return table.file()
    differing = Table(request, coded.differing, [Column("text", _("Text"), "passage.text")])
    context = page(
        coding,
        "coding_compare",
        coded=coded,
        table=table,
        differing=differing,
        rows=[{"passage": one.passage, **_both(one, names)} for one in differing.rows],
        said=agreement.in_words(coded.agreement, names),
        kappa=_decimal(coded.agreement.kappa),
        left=sum(not one.passage.settled for one in coded.differing),
        may_settle=rules.can_change_themes(request.user, coding),
    )
    return render(request, "assessments/coding_compare.html", context)


THEMES = [
    Column("tema", gettext_lazy("Tema"), "name"),
    Column("bada", gettext_lazy("Båda valde det"), "both", kind="number"),
    Column("forsta", gettext_lazy("Bara första läsaren"), "only_first", kind="number"),
    Column("andra", gettext_lazy("Bara andra läsaren"), "only_second", kind="number"),
    Column("ingen", gettext_lazy("Ingen av er"), "neither", kind="number"),
    Column("lika", gettext_lazy("Överens om"), "same_words"),
    Column(
        "kappa", gettext_lazy("Cohens kappa"), "kappa", kind="number", cell=lambda row: row["shown"]
    ),
]


def _themes_line(one, names: dict[int, str]) -> dict:
    same = _("%(same)d av %(count)d") % {"same": one.same, "count": one.texts}
    return {
        "name": names[one.theme],
        "both": one.both,
        "only_first": one.only_first,
        "only_second": one.only_second,
        "neither": one.neither,
        "same_words": same,
        "kappa": None if one.kappa is None else round(one.kappa, 2),
        "shown": _decimal(one.kappa),
    }


def _decimal(value: float | None) -> str:
    return _("går inte att räkna") if value is None else number(value, 2)


# --- Settling --------------------------------------------------------------------------------


def coding_settle(request, pk, place):
    """One text with what each saw, and what they now agree on."""
    coding = find_coding(request.user, pk)
    require(rules.can_change_themes(request.user, coding))
    coded = Coded(coding)
    row = coded.row(place)
    if row is None or not row.is_compared or not may_see(request.user, coded):
        raise Http404
    form = ReadingForm(request.POST or None, themes=coding.themes.all())
    if request.method != "POST" or not form.is_valid():
        return _settle_page(request, coded, row)
    chosen = list(form.cleaned_data["themes"])
    none = request.POST.get("do") == "none"
    if not chosen and not none:
        words = _("Välj minst ett tema, eller tryck på Inget tema passar.")
        return _settle_page(request, coded, row, error=words, status=422)
    try:
        themes = [] if none else chosen
        services.settle(row.passage, themes, saw=form.shown, by=request.user)
    except services.ReadMeanwhile as conflict:
        return _met(request, coding, place, conflict, chosen)
    except WrongState:
        return closed_meanwhile(request, coding)
    return redirect(_next(coding, place))


def _met(request, coding: Coding, place: int, conflict, chosen):
    """Settled by somebody else meanwhile: theirs is shown as stored, mine stays ticked."""
    coded = Coded(coding)
    theirs = ", ".join(one.name for one in conflict.theirs.themes.all())
    words = _("Någon annan sparade samtidigt: %s. Vad ska gälla?")
    ticked = {one.pk for one in chosen}
    return _settle_page(
        request,
        coded,
        coded.row(place),
        error=words % (theirs or _("inget tema passar")),
        ticked=ticked,
        status=409,
    )


def _next(coding: Coding, place: int) -> str:
    left = [one for one in Coded(coding).differing if not one.passage.settled]
    onward = next((one for one in left if one.passage.place > place), left[0] if left else None)
    if onward is None:
        return reverse("assessments:coding_compare", args=[coding.pk])
    return reverse("assessments:coding_settle", args=[coding.pk, onward.passage.place])


def _settle_page(request, coded: Coded, row: Read, *, error="", ticked=None, status=200):
    coding = coded.coding
    if ticked is None:
        ticked = row.both if row.both is not None else row.first & row.second
    context = {
        "coding": coding,
        "passage": row.passage,
        "choices": [
            {
                "theme": theme,
                "first": theme.pk in row.first,
                "second": theme.pk in row.second,
                "ticked": theme.pk in ticked,
            }
            for theme in coded.themes
        ],
        "row": row,
        "saw": ReadingForm.seen(row.both),
        "left": sum(not one.passage.settled for one in coded.differing),
        "error": error,
        "crumbs": coding_crumbs(
            coding, (_("Jämförelse"), reverse("assessments:coding_compare", args=[coding.pk]))
        ),
    }
    return render(request, "assessments/coding_settle.html", context, status=status)


def _both(one: Read, names: dict[int, str]) -> dict[str, str]:
    """What each saw, in words."""
    return {
        "first": _names(one.first, names),
        "second": _names(one.second, names),
        "both": _names(one.both, names) if one.both is not None else "",
    }


def _names(themes, names: dict[int, str]) -> str:
    return ", ".join(names[pk] for pk in names if pk in themes) or _("Inget tema passar")
