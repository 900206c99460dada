"""The code book: themes in order, and one theme with its texts."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.coded import Coded, quotes_of
from mrplattform.assessments.forms.themes import MergeForm, RemoveForm, SplitForm, ThemeForm
from mrplattform.assessments.models import Passage, Theme
from mrplattform.assessments.services import themes as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.coding.common import (
    closed_meanwhile,
    coding_crumbs,
    find_coding,
    find_theme,
    may_see,
    page,
)
from mrplattform.assessments.views.common import posted, versions_side_by_side
from mrplattform.core.access import require
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.services.editions import ChangedMeanwhile

BOOK = [
    Column("tema", gettext_lazy("Tema"), "name"),
    Column("hit", gettext_lazy("Vad som hör hit"), "meaning"),
]
COUNT = Column("texter", gettext_lazy("Texter"), "count", kind="number")


def coding_themes(request, pk):
    """The code book, and the way to a new theme."""
    coding = find_coding(request.user, pk)
    coded = Coded(coding)
    sees = may_see(request.user, coded)
    for theme in coded.themes:
        theme.count = coded.counts[theme.pk] if sees else None
    columns = [*BOOK, COUNT] if sees else BOOK
    table = Table(request, coded.themes, columns, name=_("Kodbok %s") % coding.title)
    if table.wants_file:
        return table.file()
    form = ThemeForm(request.POST or None, coding=coding)
    if request.method == "POST":
        require(rules.can_change_themes(request.user, coding))
        if form.is_valid():
            return _deed(
                request,
                coding,
                partial(services.make, coding, by=request.user, **form.values),
                back="coding_themes",
            )
    context = page(
        coding,
        "coding_themes",
        form=form,
        table=table,
        themes=coded.themes,
        may_see=sees,
        may_change=rules.can_change_themes(request.user, coding),
    )
    return render(request, "assessments/coding_themes.html", context)


def coding_theme(request, pk):
    """One theme with its texts and quotes."""
    theme = find_theme(request.user, pk)
    coding = theme.coding
    coded = Coded(coding)
    sees = may_see(request.user, coded)
    rows = coded.with_theme(theme) if sees else []
    table = Table(request, rows, [Column("text", _("Text"), "passage.text")], name=theme.name)
    context = page(
        coding,
        "coding_themes",
        theme=theme,
        table=table,
        may_see=sees,
        quotes=quotes_of(coding).filter(theme=theme) if sees else [],
        may_change=rules.can_change_themes(request.user, coding),
        may_quote=rules.can_manage_coding(request.user, coding),
        may_write=rules.can_write_finding(request.user, coding.authority_id),
    )
    context["crumbs"] = _crumbs(coding)
    return render(request, "assessments/coding_theme.html", context)


def _crumbs(coding):
    book = reverse("assessments:coding_themes", args=[coding.pk])
    return coding_crumbs(coding, (_("Teman"), book))


# --- Changing --------------------------------------------------------------------------------


def theme_edit(request, pk):
    theme = _changeable(request, pk)
    if request.POST.get("keep") == "theirs":
        return redirect(theme)
    form = ThemeForm(posted(request, theme), coding=theme.coding, theme=theme)
    theirs = None
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        deed = partial(services.change, theme, edition=edition, by=request.user, **form.values)
        try:
            return _deed(request, theme.coding, deed, back=theme)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
    return _form_page(
        request,
        form,
        theme,
        _("Ändra temat"),
        theirs=theirs,
        conflict=versions_side_by_side(form, theirs) if theirs else [],
    )


@require_POST
def theme_move(request, pk):
    theme = _changeable(request, pk)
    places = 1 if request.POST.get("do") == "down" else -1
    deed = partial(services.move, theme, places, by=request.user)
    return _deed(request, theme.coding, deed, back="coding_themes")


def theme_merge(request, pk):
    theme = _changeable(request, pk)
    form = MergeForm(request.POST or None, theme=theme)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        deed = partial(services.merge, theme, into, by=request.user)
        words = _("%(old)s hör nu till %(new)s.") % {"old": theme.name, "new": into.name}
        return _deed(request, theme.coding, deed, back=into, said=words)
    lead = _carried(theme, _("De får det tema som du väljer, vem av er som än har läst."))
    return _form_page(request, form, theme, _("Slå ihop %s") % theme.name, lead=lead)


def theme_split(request, pk):
    theme = _changeable(request, pk)
    coded = Coded(theme.coding)
    require(may_see(request.user, coded))
    rows = Passage.objects.filter(readings__themes=theme).distinct()
    form = SplitForm(request.POST or None, coding=theme.coding, passages=rows)
    if request.method == "POST" and form.is_valid():
        deed = partial(
            services.split,
            theme,
            form.cleaned_data["name"],
            form.cleaned_data["passages"],
            meaning=form.cleaned_data["meaning"],
            by=request.user,
        )
        return _deed(request, theme.coding, deed, back="coding_themes")
    lead = _("Välj de texter som hör till ett eget tema. De andra blir kvar.")
    return _form_page(request, form, theme, _("Dela %s") % theme.name, lead=lead)


def theme_remove(request, pk):
    theme = _changeable(request, pk)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        again = form.cleaned_data["then"] == RemoveForm.AGAIN
        deed = partial(services.remove, theme, read_again=again, by=request.user)
        try:
            return _deed(request, theme.coding, deed, back="coding_themes")
        except NotReady as problem:
            form.add_error(None, problem.reasons[0])
    lead = _carried(theme, _("Deras andra teman står kvar."))
    return _form_page(request, form, theme, _("Ta bort %s") % theme.name, lead=lead)


def _changeable(request, pk) -> Theme:
    theme = find_theme(request.user, pk)
    require(rules.can_change_themes(request.user, theme.coding))
    return theme


def _deed(request, coding, deed, *, back, said: str = ""):
    """Do it; a coding that was closed meanwhile says so."""
    try:
        deed()
    except WrongState:
        return closed_meanwhile(request, coding)
    except ValidationError as problem:
        if isinstance(problem, ChangedMeanwhile):
            raise
        messages.error(request, problem.messages[0])
    else:
        if said:
            messages.success(request, said)
    if isinstance(back, Theme):
        return redirect(back)
    return redirect(f"assessments:{back}", coding.pk)


def _carried(theme: Theme, then: str) -> str:
    count = Passage.objects.filter(readings__themes=theme).distinct().count()
    words = ngettext("En text har temat.", "%(count)d texter har temat.", count)
    return f"{words % {'count': count}} {then}" if count else _("Ingen text har temat än.")


def _form_page(request, form, theme: Theme, heading: str, **more):
    context = {
        "form": form,
        "heading": heading,
        "back": theme.get_absolute_url(),
        "crumbs": _crumbs(theme.coding),
        **more,
    }
    return render(request, "assessments/coding_form.html", context)
