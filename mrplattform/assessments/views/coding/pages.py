"""Codings: the list, one with what is left to do, starting, changing, taking in texts, being done."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from mrplattform.assessments import passages, rules
from mrplattform.assessments.coded import FIRST, SECOND, Coded
from mrplattform.assessments.forms.coding import CodingForm, PastedForm, QuestionsForm
from mrplattform.assessments.models import LEADERS, Coding, Round
from mrplattform.assessments.services import coding as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.coding.common import (
    closed_meanwhile,
    coding_crumbs,
    find_coding,
    may_see,
    page,
)
from mrplattform.assessments.views.common import find_round, posted, versions_side_by_side
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.services.editions import ChangedMeanwhile

SHOWN = 10  # texts of a trial run


def _link(coding) -> str:
    return format_html('<a href="{}">{}</a>', coding.get_absolute_url(), coding.title)


COLUMNS = [
    Column("namn", gettext_lazy("Kodning"), "title", sort=True, cell=_link),
    Column("kartlaggning", gettext_lazy("Kartläggning"), "round.title", sort="round__title"),
    Column("texter", gettext_lazy("Texter"), "texts", sort="texts", kind="number"),
    Column("laser", gettext_lazy("Läser"), lambda one: str(one.first), sort="first__title"),
    Column("ocksa", gettext_lazy("Läser också"), lambda one: str(one.second or "")),
    Column("lage", gettext_lazy("Läge"), "get_state_display", sort="state"),
    Column("borjade", gettext_lazy("Började"), "created_at", sort=True, kind="date"),
]


def codings(request):
    rows = Coding.objects.visible_to(request.user).annotate(texts=Count("passages"))
    rows = rows.select_related("round", "first__organisation", "second__organisation")
    table = Table(request, rows, COLUMNS, order="-borjade", name=_("Kodningar"))
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "may_start": rules.can_start_coding(request.user),
        "crumbs": coding_crumbs()[:-1],
    }
    return render(request, "assessments/codings.html", context)


def coding(request, pk):
    thing = find_coding(request.user, pk)
    coded = Coded(thing)
    reader = rules.reader_of(request.user, thing)
    context = page(
        thing,
        "coding",
        coded=coded,
        reader=reader,
        left=coded.left(reader) if reader else 0,
        readers=_readers(coded),
        asked=_asked(thing),
        may_see=may_see(request.user, coded),
        may_manage=rules.can_manage_coding(request.user, thing),
        deeds=history(thing)[:20],
    )
    return render(request, "assessments/coding.html", context)


def _readers(coded: Coded) -> list[dict]:
    """Who reads, and how far each is."""
    found = []
    for reader, function in ((FIRST, coded.coding.first), (SECOND, coded.coding.second)):
        if function:
            read, all_of_them = coded.progress(reader)
            found.append({"function": function, "read": read, "all": all_of_them})
    return found


def _asked(thing: Coding) -> list[str]:
    if not thing.round:
        return []
    rows = thing.round.version.questions.filter(key__in=thing.question_keys).order_by("order")
    return [question.text for question in rows]


# --- Starting --------------------------------------------------------------------------------


def coding_new(request):
    """?kartlaggning=PK&fraga=KEY: of a round's answers; ?egna=1: pasted texts; else choose."""
    require(rules.can_start_coding(request.user))
    if request.GET.get("egna"):
        return _start_form(request, None)
    if wanted := request.GET.get("kartlaggning", ""):
        return _start_form(request, _round(request.user, wanted))
    rounds = [
        one
        for one in Round.objects.visible_to(request.user).opened()
        if rules.can_start_coding(request.user, one.authority_id)
    ]
    context = {"rounds": rounds, "crumbs": coding_crumbs()}
    return render(request, "assessments/coding_source.html", context)


def _round(user, wanted: str) -> Round:
    if not wanted.isdecimal():
        raise Http404
    round = find_round(user, int(wanted))
    if round.is_draft:
        raise Http404
    require(rules.can_start_coding(user, round.authority_id))
    return round


def _start_form(request, round: Round | None):
    user = request.user
    authority = round.authority if round else _own_authority(user)
    source = _source_form(request, round)
    keys = request.GET.getlist("fraga")
    named = {one.key: one.text for one, _n in source.counted} if round else {}
    initial = {"title": named.get(keys[0], "")[:200] if len(keys) == 1 else ""}
    form = CodingForm(request.POST or None, authority=authority, user=user, initial=initial)
    intake = None
    if request.method == "POST" and source.is_valid():
        texts = _texts(user, round, source)
        intake = passages.try_texts(texts)
        if request.POST.get("do") == "try":
            source = _carrying(request, source)
            form.errors.clear()  # nothing is started yet, so nothing is missing yet
        elif form.is_valid():
            try:
                made = services.start(
                    authority,
                    texts=texts,
                    round=round,
                    question_keys=source.cleaned_data.get("questions", []),
                    by=user,
                    **form.values,
                )
            except NotReady as problem:
                form.add_error(None, problem.reasons[0])
            else:
                messages.success(request, _("Kodningen är klar att läsa. Börja med några teman."))
                return redirect(made)
    return _texts_page(request, source, intake, form=form, round=round)


def _source_form(request, round: Round | None, keys=()):
    if round is None:
        return PastedForm(request.POST or None, request.FILES or None)
    counted = passages.questions_with_texts(request.user, round)
    initial = {"questions": list(keys) or request.GET.getlist("fraga")}
    return QuestionsForm(request.POST or None, counted=counted, initial=initial)


def _texts(user, round: Round | None, source) -> list[passages.Text]:
    if round is None:
        return source.texts
    return passages.of_round(user, round, source.cleaned_data["questions"])


def _carrying(request, source):
    """A file cannot be posted twice: what it held stands in the text field after the trial."""
    if not request.FILES:
        return source
    data = request.POST.copy()
    data["parted"] = "paragraph"
    data["words"] = "\n\n".join(one.text.replace("\n\n", "\n") for one in source.texts)
    return PastedForm(data)


def _own_authority(user):
    return next(f.authority for f in user.standing.functions if f.role in LEADERS)


def _texts_page(request, source, intake, *, form=None, round=None, thing=None):
    context = {
        "form": form,
        "source": source,
        "intake": intake,
        "shown": intake.new[:SHOWN] if intake else [],
        "round": round,
        "coding": thing,
        "crumbs": coding_crumbs(thing) if thing else coding_crumbs(),
    }
    return render(request, "assessments/coding_texts.html", context)


# --- More texts, changes, and being done ------------------------------------------------------


def coding_texts(request, pk):
    """Take in more: what has been handed in since, or what somebody pastes."""
    thing = find_coding(request.user, pk)
    require(rules.can_manage_coding(request.user, thing))
    source = _source_form(request, thing.round, thing.question_keys)
    intake = None
    if request.method == "POST" and source.is_valid():
        texts = _texts(request.user, thing.round, source)
        intake = passages.try_texts(texts, thing)
        if request.POST.get("do") == "try":
            source = _carrying(request, source)
        elif intake.problem:
            source.add_error(None, intake.problem)
        else:
            return _take_in(request, thing, source, texts)
    return _texts_page(request, source, intake, round=thing.round, thing=thing)


def _take_in(request, thing: Coding, source, texts):
    try:
        keys = source.cleaned_data.get("questions", [])
        count = services.add_texts(thing, texts, question_keys=keys, by=request.user)
    except WrongState:
        return closed_meanwhile(request, thing)
    words = ngettext("En ny text är hämtad.", "%(count)d nya texter är hämtade.", count)
    messages.success(request, words % {"count": count})
    return redirect(thing)


def coding_edit(request, pk):
    thing = find_coding(request.user, pk)
    require(rules.can_manage_coding(request.user, thing))
    if request.POST.get("keep") == "theirs":
        return redirect(thing)
    form = CodingForm(
        posted(request, thing), authority=thing.authority, user=request.user, coding=thing
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.cleaned_data["edition"] or 0
            services.change_coding(thing, edition=edition, by=request.user, **form.values)
            return redirect(thing)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
        except WrongState:
            return closed_meanwhile(request, thing)
    context = {
        "form": form,
        "heading": _("Ändra kodningen"),
        "theirs": theirs,
        "conflict": versions_side_by_side(form, theirs) if theirs else [],
        "back": thing.get_absolute_url(),
        "crumbs": coding_crumbs(thing),
    }
    return render(request, "assessments/coding_form.html", context)


@require_POST
def coding_close(request, pk):
    thing = find_coding(request.user, pk)
    require(rules.can_manage_coding(request.user, thing))
    try:
        services.close(thing, by=request.user)
    except WrongState:
        return closed_meanwhile(request, thing)
    messages.success(request, _("Kodningen är avslutad. Resultatet står kvar."))
    return redirect("assessments:coding_result", pk)


@require_POST
def coding_reopen(request, pk):
    thing = find_coding(request.user, pk)
    require(rules.can_manage_coding(request.user, thing))
    services.reopen(thing, by=request.user)
    messages.success(request, _("Kodningen är öppen igen."))
    return redirect(reverse("assessments:coding", args=[pk]))
