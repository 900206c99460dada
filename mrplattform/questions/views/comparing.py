"""Two versions side by side: what is new, gone, moved, said in other words or on another scale."""

from __future__ import annotations

from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.tables import Column, Table
from mrplattform.questions import rules
from mrplattform.questions.comparing import Change, Compared, base_of, compare
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.views.common import crumbs_of, find_version
from mrplattform.questions.wording import Difference

COLUMNS = [
    Column("nyckel", gettext_lazy("Nyckel"), "key"),
    Column("fraga", gettext_lazy("Fråga"), "question"),
    Column("vad", gettext_lazy("Vad som hänt"), "what"),
    Column("uppgift", gettext_lazy("Uppgift"), "label"),
    Column("fore", gettext_lazy("Före"), "before"),
    Column("efter", gettext_lazy("Efter"), "after"),
]


def others_of(request, version: FrameworkVersion) -> list[FrameworkVersion]:
    """Versions that can be compared with this one: those with the same key, one's own and the
    shared, and what it was copied from."""
    rows = FrameworkVersion.objects.visible_to(request.user).exclude(pk=version.pk)
    rows = rows.exclude(state=FrameworkVersion.State.REMOVED).select_related("authority")
    same = Q(framework__key=version.framework.key) | Q(pk=version.based_on_id)
    return list(rows.filter(same).order_by("authority", "-number"))


def comparison(request, pk):
    after = find_version(request, pk)
    others = others_of(request, after)
    wanted = request.GET.get("med", "")
    before = next((one for one in others if str(one.pk) == wanted), None)
    if before is None and not wanted:
        before = base_of(after, others)
    found = compare(before, after) if before else None
    if found and request.GET.get("format"):
        return _table(request, found).file()
    context = {
        "version": after,
        "others": others,
        "before": before,
        "compared": found,
        "counts": counts(found) if found else [],
        "table": _table(request, found) if found else None,
        "may_change": rules.can_change(request.user, after) and before == after.based_on,
        "crumbs": crumbs_of(after),
    }
    return render(request, "questions/comparison.html", context)


def counts(found: Compared) -> list[tuple[str, int]]:
    words = {
        "is_new": _("Nya frågor"),
        "is_gone": _("Borttagna frågor"),
        "wording_changed": _("Andra ord"),
        "scale_changed": _("Annat svarssätt"),
        "moved": _("Flyttade"),
    }
    return [(words[name], found.count(name)) for name in words if found.count(name)]


def _table(request, found: Compared) -> Table:
    name = _("Jämförelse %(before)s %(after)s") % {
        "before": found.before,
        "after": found.after.number,
    }
    return Table(request, _file_rows(found), COLUMNS, name=name)


def _file_rows(found: Compared) -> list[dict]:
    rows = [{"label": one.label, "before": one.before, "after": one.after} for one in found.about]
    for title, lines in found.sections:
        rows += [
            {"question": title, "label": one.label, "before": one.before, "after": one.after}
            for one in lines
        ]
    for row in found.rows:
        said = {
            "key": row.change.key,
            "question": row.question.text,
            "what": ", ".join(what_changed(row.change)),
        }
        rows += [
            said | {"label": one.label, "before": one.before, "after": one.after}
            for one in row.lines or [Difference(_("Plats"), "", "")]
        ]
    return rows


def what_changed(change: Change) -> list[str]:
    if change.is_new or change.is_gone:
        return [_("Ny fråga") if change.is_new else _("Borttagen fråga")]
    found = {
        _("Andra ord"): change.wording_changed,
        _("Annat svarssätt"): change.scale_changed,
        _("Flyttad"): change.moved,
    }
    said = [words for words, is_so in found.items() if is_so]
    return said or [_("Andra uppgifter")]
