"""The questions as those who answer meet them. Nothing can be saved here."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from mrplattform.assessments import rules
from mrplattform.assessments.models import Round
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.core.access import require
from mrplattform.organisations.models import Organisation
from mrplattform.questions.forms.answers import AnswerForm
from mrplattform.questions.reading import by_section, conditions_in_words, questions_of


def preview(request, pk):
    """All questions that a kind of unit is asked."""
    round, kinds, kind = _find(request, pk)
    questions = _questions(round, kind)
    numbers = {one.key: number for number, one in enumerate(questions, 1)}
    sections = [
        (section, [(numbers[one.key], one, _address(round, one, kind)) for one in rows])
        for section, rows in by_section(questions)
    ]
    context = {
        "round": round,
        "crumbs": crumbs(round),
        "kinds": [
            {
                "label": Organisation.Kind(one).label,
                "url": f"?slag={one}",
                "current": one == kind,
            }
            for one in kinds
        ],
        "sections": sections,
        "first": next((url for _section, rows in sections for _number, _one, url in rows), ""),
    }
    return render(request, "assessments/round_preview.html", context)


def preview_question(request, pk, key):
    round, _kinds, kind = _find(request, pk)
    questions = _questions(round, kind)
    place = next((place for place, one in enumerate(questions) if one.key == key), None)
    if place is None:
        raise Http404
    one = questions[place]
    following = questions[place + 1] if place + 1 < len(questions) else None
    context = {
        "round": round,
        "question": one,
        "form": AnswerForm(one),
        "condition": conditions_in_words(questions_of(round.version)).get(key, ""),
        "number": place + 1,
        "count": len(questions),
        "back": f"{reverse('assessments:preview', args=[pk])}?slag={kind}",
        "previous": _address(round, questions[place - 1], kind) if place else "",
        "next": _address(round, following, kind) if following else "",
        "crumbs": crumbs(round),
    }
    return render(request, "assessments/round_preview_question.html", context)


def _find(request, pk) -> tuple[Round, list[str], str]:
    """The round, the kinds of unit that it asks, and the one that is looked at."""
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    asked = round.asked if round.is_draft else round.assessments
    rows = asked.order_by("organisation__kind").values_list("organisation__kind", flat=True)
    kinds = list(rows.distinct())
    wanted = request.GET.get("slag")
    return round, kinds, wanted if wanted in kinds else next(iter(kinds), "")


def _questions(round: Round, kind: str) -> list:
    left_out = set(round.left_out.get(kind, []))
    return [one for one in questions_of(round.version) if one.key not in left_out]


def _address(round: Round, question, kind: str) -> str:
    address = reverse("assessments:preview_question", args=[round.pk, question.key])
    return f"{address}?slag={kind}"
