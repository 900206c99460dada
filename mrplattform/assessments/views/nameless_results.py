"""What a closed round without names tells: one breakdown at a time, nothing of small groups."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.forms.nameless import PartsFilter
from mrplattform.assessments.models import Round
from mrplattform.assessments.nameless.box import Box
from mrplattform.assessments.nameless.compared import Compared
from mrplattform.assessments.nameless.showing import fresh, lines, told
from mrplattform.assessments.views.common import crumbs
from mrplattform.assessments.views.result_pages import (
    Rows,
    earlier_rounds,
    query_of,
    send_file,
    wants_file,
)
from mrplattform.core.disclosure import why
from mrplattform.core.tables import Column
from mrplattform.questions.reading import by_section

COLUMNS = [
    Column("avsnitt", gettext_lazy("Avsnitt"), "question.section.title"),
    Column("nyckel", gettext_lazy("Frågans nyckel"), "question.key"),
    Column("fraga", gettext_lazy("Fråga"), "question.text"),
    Column("grupp", gettext_lazy("Grupp"), "group"),
    Column("svar", gettext_lazy("Svar"), "way"),
    Column("antal", gettext_lazy("Antal"), "count", kind="number"),
    Column("av", gettext_lazy("Svar i gruppen"), "answered", kind="number"),
    Column("forra", gettext_lazy("Antal förra gången"), "then", kind="number"),
]


def results(request, round: Round):
    """All questions, or the one that `fraga` names with a picture for each group."""
    if not round.is_closed:
        context = {"round": round, "crumbs": crumbs(round)}
        return render(request, "assessments/nameless/not_yet.html", context)
    box = Box(round)
    earlier = [one for one in earlier_rounds(request.user, round) if one.is_closed]
    form = PartsFilter(request.GET, box=box, earlier=earlier)
    breakdown = box.breakdown(form.values.get("dela", ""))
    since = form.compared_with
    questions = _questions(box, request.GET.get("fraga", ""))
    shown = told(box, questions, breakdown, Compared(box, Box(since)) if since else None)
    about = fresh(box)
    if wants_file(request):
        rows = Rows(_("Resultat"), COLUMNS, lines(shown, why(round.shown_from)))
        return send_file(request, _("Resultat %s") % round.title, about, rows)
    by_key = {one.question.key: one for one in shown}
    alone = len(questions) == 1 and "fraga" in request.GET
    context = {
        "round": round,
        "form": form,
        "breakdown": breakdown,
        "since": since,
        "sections": [
            (section, [by_key[one.key] for one in rows]) for section, rows in by_section(questions)
        ],
        "alone": alone,
        "fresh": about.words,
        "why": why(round.shown_from),
        "too_few": box.ballots < round.shown_from,
        "query": query_of(request, "fraga"),
        "may_write": rules.can_write_finding(request.user, round.authority_id),
        "crumbs": crumbs(round, (_("Resultat"), round.results_url)) if alone else crumbs(round),
    }
    return render(request, "assessments/nameless/results.html", context)


def _questions(box: Box, key: str):
    if not key:
        return box.questions
    found = [one for one in box.questions if one.key == key]
    if not found:
        raise Http404
    return found
