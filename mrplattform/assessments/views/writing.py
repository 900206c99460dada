"""Writing a finding and changing it, on answers that are pointed out or picked among many."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments import picking, rules
from mrplattform.assessments.basis.themed import Themed
from mrplattform.assessments.forms.findings import FindingForm
from mrplattform.assessments.models import Basis, Coding, Finding, Round, Theme
from mrplattform.assessments.papers import sign_of
from mrplattform.assessments.picking import Picker, Wish
from mrplattform.assessments.services import findings as services
from mrplattform.assessments.views.common import (
    crumbs,
    find_finding,
    find_round,
    posted,
    versions_side_by_side,
)
from mrplattform.core.access import require
from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import Answer, Question
from mrplattform.questions.reading import display_value
from mrplattform.rights.models import Topic

# Buttons that only change what the picker shows; nothing is saved.
PICKS = ("add", "search", "round")


def finding_new(request):
    """Prefilled from where one came: ?kartlaggning=&avsnitt=&fraga=&enhet= (a unit's assessment),
    ?tema= of a coding, ?text= words to begin with."""
    theme = _theme_asked_for(request)
    round = theme.coding.round if theme else _round_asked_for(request)
    authority = theme.coding.authority if theme else round.authority if round else None
    authority = authority or _own_authority(request.user)
    require(authority is not None)
    require(rules.can_write_finding(request.user, authority.pk))
    answers, bases = _answers_behind(request, round), _bases_behind(request, round, theme)
    initial = {
        "topics": _topics_of(answers, bases),
        "text": request.GET.get("text", "") or _said_of(request.user, theme),
    }
    form = FindingForm(
        request.POST or None,
        topics=_topics_for(request.user),
        answers=answers,
        picker=_picker(request, round, bases),
        initial=initial,
    )
    if _is_saved(request) and form.is_valid():
        round = round or next((one.round for one in form.bases if one.round_id), None)
        values = form.values | {"round": round, "bases": form.bases}
        thing = services.write_finding(authority, by=request.user, **values)
        messages.success(request, _("Slutsatsen är sparad."))
        return redirect(thing)
    return _page(request, form, answers, round, _("Skriv slutsats"))


def finding_edit(request, pk):
    thing = find_finding(request.user, pk)
    require(rules.can_change_finding(request.user, thing))
    if request.POST.get("keep") == "theirs":
        return redirect(thing)
    answers = list(_ready(thing.answers))
    form = FindingForm(
        posted(request, thing),
        topics=_topics_for(request.user),
        answers=answers,
        picker=_picker(request, thing.round, list(thing.bases.all())),
        finding=thing,
    )
    theirs = None
    if _is_saved(request) and form.is_valid():
        try:
            edition = form.cleaned_data["edition"] or 0
            values = form.values | {"bases": form.bases}
            services.change_finding(thing, edition=edition, by=request.user, **values)
            return redirect(thing)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
    return _page(request, form, answers, thing.round, _("Ändra slutsatsen"), thing, theirs)


def _is_saved(request) -> bool:
    return request.method == "POST" and request.POST.get("do") not in PICKS


def _page(request, form, answers, round, heading, thing=None, theirs=None):
    picks = request.POST.get("do") in PICKS
    context = {
        "form": form,
        "picks": picks,
        "picker": form.picker,
        "round": round,
        "finding": thing,
        "heading": heading,
        "topic_groups": _topic_groups(form),
        "answer_rows": _answer_rows(form, answers),
        "back": thing.get_absolute_url() if thing else _back(round),
        "crumbs": crumbs((_("Slutsatser"), reverse("assessments:findings"))),
        "theirs": theirs,
        "conflict": _side_by_side(request.user, form, theirs) if theirs else [],
    }
    if picks:
        form.errors.clear()  # nothing is saved yet, so nothing is wrong yet
    return render(request, "assessments/finding_form.html", context)


def _side_by_side(user, form, theirs: Finding) -> list[dict]:
    rows = versions_side_by_side(form, theirs)
    stored = Picker(user, Wish([picking.written(one) for one in theirs.bases.all()]), None)
    mine, others = ([words for _word, words in one.chosen] for one in (form.picker, stored))
    if mine != others:
        label = _("Vad slutsatsen bygger på")
        rows.append({"label": label, "mine": "\n".join(mine), "theirs": "\n".join(others)})
    return rows


def _back(round: Round | None) -> str:
    return round.results_url if round else reverse("assessments:findings")


# --- Where one came from -----------------------------------------------------------------------


def _round_asked_for(request) -> Round | None:
    wanted = request.GET.get("kartlaggning", "")
    return _opened(request.user, wanted) if wanted else None


def _opened(user, wanted: str) -> Round:
    if not wanted.isdecimal():
        raise Http404
    round = find_round(user, int(wanted))
    if round.is_draft:
        raise Http404
    return round


def _theme_asked_for(request) -> Theme | None:
    wanted = request.GET.get("tema", "")
    if not wanted:
        return None
    if not wanted.isdecimal():
        raise Http404
    codings = Coding.objects.visible_to(request.user)
    rows = Theme.objects.filter(coding__in=codings)
    rows = rows.select_related("coding__authority", "coding__round__version")
    return get_object_or_404(rows, pk=int(wanted))


def _own_authority(user) -> Organisation | None:
    for function in user.standing.functions:
        if function.role == Role.STRATEGIST:
            return function.authority
    return None


def _answers_behind(request, round: Round | None) -> list[Answer]:
    """One unit's answers in the cell that the link came from: few enough to point out."""
    section, unit = request.GET.get("avsnitt", ""), request.GET.get("enhet", "")
    question = request.GET.get("fraga", "")
    if not round or not unit.isdecimal() or not (section or question):
        return []
    rows = Answer.objects.filter(sheet__assessment__round=round, sheet__assessment=int(unit))
    place = _place(section, question, "question__key", "question__section__key")
    return list(_ready(rows.filter(**place)))


def _ready(answers):
    """In the order of the form, with what it shows."""
    rows = answers.select_related("question", "sheet__organisation")
    return rows.order_by("question__order", "sheet__organisation__name")


def _bases_behind(request, round: Round | None, theme: Theme | None) -> list[Basis]:
    """All units' answers to the section or question, or the theme."""
    if theme:
        return [Basis(round=theme.coding.round, theme=theme)]
    section, question = request.GET.get("avsnitt", ""), request.GET.get("fraga", "")
    if not round or request.GET.get("enhet", "").isdecimal() or not (section or question):
        return []
    return [Basis(round=round, **_place(section, question, "question_key", "section_key"))]


def _place(section: str, question: str, by_question: str, by_section: str) -> dict[str, str]:
    return {by_question: question} if question else {by_section: section}


def _picker(request, round: Round | None, bases: list[Basis]) -> Picker:
    if request.method != "POST":
        return Picker(request.user, Wish([picking.written(one) for one in bases]), round)
    wanted = request.POST.get("picker_round")
    shown = _opened(request.user, wanted) if wanted else round if wanted is None else None
    do = request.POST.get("do")
    return Picker(request.user, Wish.posted(request.POST), shown, searching=do == "search")


def _said_of(user, theme: Theme | None) -> str:
    """What to begin with when one comes from a theme."""
    if theme is None:
        return ""
    texts, read = Themed(user, [Basis(theme=theme)]).counts(theme.pk)
    words = ngettext(
        "%(texts)d av %(read)d läst text handlar om %(theme)s.",
        "%(texts)d av %(read)d lästa texter handlar om %(theme)s.",
        read,
    )
    said = words % {"texts": texts, "read": read, "theme": theme.name}
    return f"{said}\n{theme.meaning}".strip()


# --- Topics and answers to tick ----------------------------------------------------------------


def _topics_for(user):
    return Topic.objects.visible_to(user).filter(retired=False)


def _topics_of(answers: list[Answer], bases: list[Basis]) -> list[int]:
    """Where the questions stand, and the criteria that they ask about. The rights and goals behind
    these are many; the writer adds those that the finding is about."""
    questions = {one.question_id for one in answers} | _questions_of(bases)
    place = Topic.objects.filter(section__questions__in=questions)
    if not place.exists():
        grid = [Topic.Kind.ROLE, Topic.Kind.PRINCIPLE]
        place = Topic.objects.filter(questions__in=questions, kind__in=grid)
    criteria = Topic.objects.filter(questions__in=questions, kind=Topic.Kind.CRITERION)
    return sorted({one.pk for one in [*place, *criteria]})


def _questions_of(bases: list[Basis]) -> set[int]:
    found: set[int] = set()
    for one in bases:  # a link names one place
        if one.question_key or one.section_key:
            keys = _place(one.section_key, one.question_key, "key", "section__key")
            rows = Question.objects.filter(version=one.round.version_id, **keys)
            found |= set(rows.values_list("pk", flat=True))
    return found


def _topic_groups(form) -> list[dict]:
    """What is chosen stands open at the top; below it the rest of the vocabulary, kind by kind."""
    chosen = {str(pk) for pk in form["topics"].value() or []}
    first = {"label": _("Valda"), "topics": [], "is_chosen": True}
    groups: dict[str, dict] = {}
    for topic in form.fields["topics"].queryset.order_by("order", "key"):
        if str(topic.pk) in chosen:
            first["topics"].append(topic)
        else:
            label = topic.get_kind_display()
            groups.setdefault(topic.kind, {"label": label, "topics": []})["topics"].append(topic)
    order = list(Topic.Kind)
    first["topics"].sort(key=lambda topic: order.index(topic.kind))
    rest = [groups[kind] for kind in sorted(groups, key=order.index)]
    return [first, *rest] if first["topics"] else rest


def _answer_rows(form, answers: list[Answer]) -> list[dict]:
    """The answers that may be ticked, by question."""
    chosen = {str(pk) for pk in form["answers"].value() or []}
    found: dict[int, dict] = {}
    for answer in answers:
        group = found.setdefault(answer.question_id, {"question": answer.question, "answers": []})
        group["answers"].append(
            {
                "answer": answer,
                "sign": sign_of(answer),
                "words": display_value(answer),
                "ticked": str(answer.pk) in chosen,
            }
        )
    return list(found.values())
