"""A round over the country: one's own answers beside those of others, as far as they may be seen."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.results import Results
from mrplattform.assessments.results.counting import by_question, together
from mrplattform.assessments.results.country import Country, Group
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.matrices import Shown
from mrplattform.assessments.showing.spreading import Lie, Lies
from mrplattform.assessments.views.result_pages import (
    AUTHORITIES_A_PAGE,
    Rows,
    find_named,
    query_of,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.core.disclosure import why
from mrplattform.core.sorting import swedish_key
from mrplattform.core.tables import Column, FilterForm
from mrplattform.questions.reading import by_section


class CountryFilter(FilterForm):
    grupp = forms.ChoiceField(label=gettext_lazy("Visa"))
    avsnitt = forms.ChoiceField(label=gettext_lazy("Avsnitt"))

    def __init__(self, *args, groups: list[Group], sections, **kwargs):
        super().__init__(*args, **kwargs)
        options = [(one.address, one.label) for one in groups]
        # All who have answered are shown unless something else is chosen.
        self.fields["grupp"].choices = [("", options[0][1]), *options[1:]] if options else []
        sections = [(one.key, one.title) for one, _questions in sections]
        self.fields["avsnitt"].choices = [("", _("Alla avsnitt")), *sections]
        if not options:
            del self.fields["grupp"]

    def value(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() else ""


def country(request, pk):
    round = find_named(request.user, pk)
    if not round.asks_country:
        raise Http404
    units = Units(round, request.user)
    seen = Country(units)
    questions = questions_of([round])[round.pk]
    sections = by_section(questions)
    form = CountryFilter(request.GET, groups=seen.groups, sections=sections)
    if wants_file(request):
        return send_file(request, f"{round.title} {_('landet')}", units, _rows(seen, questions))
    group = seen.group(form.value("grupp")) or next(iter(seen.groups), None)
    lies = _lies(round, questions, group)
    own = _lies(round, questions, Group(("", ""), "", seen.own)) if seen.own else None
    chosen = next((rows for one, rows in sections if one.key == form.value("avsnitt")), None)
    page = Paginator(_by_name(seen.seen), AUTHORITIES_A_PAGE).get_page(request.GET.get("sida"))
    context = result_page(
        request,
        units,
        "country",
        form=form,
        country=seen,
        group=group,
        why=why(round.shown_from),
        labels=sorted(lies.labels.items()),
        section=chosen[0].section if chosen else None,
        drawn=_drawn(lies, own, chosen) if group and not group.is_hidden else [],
        page=page,
        matrix=_matrix(request, round, list(page.object_list), questions),
    )
    return render(request, "assessments/country.html", context)


def _lies(round, questions, group: Group | None) -> Lies:
    """How the answers of a group lie; of a hidden one nothing is even counted."""
    rows = list(group.units) if group and not group.is_hidden else []
    return Lies(round, questions, by_question(rows, {round.pk: questions}))


def _drawn(lies: Lies, own: Lies | None, chosen):
    """Each picture with one's own answer in words beside it."""
    drawn = lies.drawn(lies.single(chosen) if chosen else lies.sections)
    return [(one, picture, _own_words(own, one)) for one, picture in drawn]


def _own_words(own: Lies | None, lie: Lie) -> str:
    if own is None:
        return ""
    tally = together(own.counts, own.round.pk, lie.questions)
    if tally.levels:
        words = own.labels.get(tally.median, "")
        if len(lie.questions) > 1:
            return _("Ert mittersta svar: %(level)s %(words)s") % {
                "level": tally.median,
                "words": words,
            }
        return _("Ert svar: %(level)s %(words)s") % {"level": tally.median, "words": words}
    return _("Ert svar: vet ej") if tally.unknown else _("Ni har ingen nivå här")


def _by_name(rows: list[Assessment]) -> list[Assessment]:
    """Never in the order of what they answered."""
    return sorted(rows, key=lambda one: swedish_key(one.organisation.name))


def _matrix(request, round, rows: list[Assessment], questions):
    """Those who may be seen by name, sections × authorities."""
    if not rows:
        return None
    results = Results(round, assessments=rows, questions={round.pk: questions})
    return Shown(results, request.user).matrix(query_of(request, "grupp", "avsnitt"))


# --- Rows for files --------------------------------------------------------------------------


def _rows(seen: Country, questions) -> Rows:
    """Every group that is shown on some choice of the page, and nothing of the others."""
    shown = [(one, _lies(seen.round, questions, one)) for one in seen.groups if not one.is_hidden]
    labels = Lies(seen.round, questions, {}).labels
    rows = [(group, lie) for group, lies in shown for lie in lies.single(lies.questions)]
    columns = [
        Column("grupp", _("Grupp"), lambda row: row[0].label),
        Column("antal", _("Har svarat"), lambda row: len(row[0].units), kind="number"),
        Column("avsnitt", _("Avsnitt"), lambda row: row[1].section.title),
        Column("fraga", _("Fråga"), lambda row: row[1].title),
        *[
            Column(f"n{level}", f"{level} {label}", _level(level), kind="number")
            for level, label in sorted(labels.items())
        ],
        Column("vetej", _("Vet ej"), lambda row: row[1].now.unknown, kind="number"),
        Column("saknas", _("Saknas"), lambda row: row[1].now.missing, kind="number"),
        Column("inte", _("Inte aktuellt"), lambda row: row[1].now.not_applicable, kind="number"),
    ]
    return Rows(_("Landet"), columns, rows)


def _level(level: int):
    return lambda row: row[1].now.levels[level]
