"""Findings: the list, one with the answers behind it, writing, changing, removing, putting back."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.forms.findings import FindingForm
from mrplattform.assessments.models import Finding, Round
from mrplattform.assessments.papers import sign_of
from mrplattform.assessments.services import findings as services
from mrplattform.assessments.views.common import (
    crumbs,
    find_finding,
    find_round,
    posted,
    versions_side_by_side,
)
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import Answer
from mrplattform.questions.reading import display_value
from mrplattform.rights.models import Topic

KIND_TONES = {Finding.Kind.STRENGTH: "good", Finding.Kind.GAP: "watch", Finding.Kind.NEED: "wish"}
KIND_ICONS = {Finding.Kind.STRENGTH: "check", Finding.Kind.GAP: "warn", Finding.Kind.NEED: "wish"}


def _link(finding) -> str:
    return format_html('<a href="{}">{}</a>', finding.get_absolute_url(), finding.title)


def _topics(finding) -> str:
    return ", ".join(topic.name for topic in finding.topics.all())


COLUMNS = [
    Column("slutsats", gettext_lazy("Slutsats"), "title", sort=True, cell=_link),
    Column("slag", gettext_lazy("Slag"), "get_kind_display", sort="kind"),
    Column("allvar", gettext_lazy("Hur allvarligt"), "weight_words", sort="weight"),
    Column("handlar", gettext_lazy("Handlar om"), _topics),
    Column("kartlaggning", gettext_lazy("Kartläggning"), "round.title", sort="round__title"),
    Column("skriven", gettext_lazy("Skriven"), "created_at", sort=True, kind="date"),
    Column("beskrivning", gettext_lazy("Beskrivning"), "text", only_in_file=True),
    Column("varfor", gettext_lazy("Varför"), "why", only_in_file=True),
    Column("horda", gettext_lazy("Hörda"), "heard", only_in_file=True),
]


class FindingFilter(FilterForm):
    sok = forms.CharField(label=gettext_lazy("Sök"), max_length=100)
    slag = forms.ChoiceField(
        label=gettext_lazy("Slag"), choices=[("", gettext_lazy("Alla")), *Finding.Kind.choices]
    )
    allvar = forms.ChoiceField(
        label=gettext_lazy("Hur allvarligt"),
        choices=[("", gettext_lazy("Alla")), *Finding.Weight.choices],
    )
    amne = forms.ChoiceField(label=gettext_lazy("Handlar om"))
    kartlaggning = forms.ModelChoiceField(
        label=gettext_lazy("Kartläggning"),
        queryset=Round.objects.none(),
        empty_label=gettext_lazy("Alla"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = Round.objects.visible_to(user).filter(findings__isnull=False).distinct()
        self.fields["kartlaggning"].queryset = rounds
        grid = Topic.objects.filter(kind__in=[Topic.Kind.ROLE, Topic.Kind.PRINCIPLE])
        options = [(one.key, one.name) for one in grid.order_by("kind", "order", "key")]
        self.fields["amne"].choices = [("", _("Alla")), *options]

    def narrow_sok(self, rows, value):
        return rows.filter(Q(title__icontains=value) | Q(text__icontains=value))

    def narrow_slag(self, rows, value):
        return rows.filter(kind=value)

    def narrow_allvar(self, rows, value):
        return rows.filter(weight=value)

    def narrow_amne(self, rows, value):
        return rows.filter(topics__key=value)

    def narrow_kartlaggning(self, rows, value):
        return rows.filter(round=value)


def findings(request):
    rows = Finding.objects.visible_to(request.user)
    rows = rows.select_related("round").prefetch_related("topics")
    table = Table(
        request,
        rows,
        COLUMNS,
        order="-skriven",
        name=_("Slutsatser"),
        filters=FindingFilter(request.GET, user=request.user),
    )
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "may_write": request.user.standing.has_role(Role.STRATEGIST),
        "crumbs": crumbs(),
    }
    return render(request, "assessments/findings.html", context)


def finding(request, pk):
    thing = find_finding(request.user, pk)
    readable = _readable_answers(request.user, thing)
    context = {
        "finding": thing,
        "tone": KIND_TONES[thing.kind],
        "icon": KIND_ICONS[thing.kind],
        "topics": thing.topics.all(),
        "groups": _by_question(readable),
        "hidden": thing.answers.count() - len(readable),
        "may_change": rules.can_change_finding(request.user, thing),
        "deeds": history(thing)[:20],
        "crumbs": _crumbs(),
    }
    return render(request, "assessments/finding.html", context)


def _by_question(answers: list[Answer]) -> list[dict]:
    groups: dict[int, dict] = {}
    for one in answers:
        group = groups.setdefault(one.question_id, {"question": one.question, "rows": []})
        group["rows"].append({"answer": one, "sign": sign_of(one), "words": display_value(one)})
    return list(groups.values())


def _readable_answers(user, thing: Finding) -> list[Answer]:
    """Those of rounds that the reader sees, and of units that have handed in (or are her own)."""
    rows = thing.answers.filter(sheet__assessment__round__in=Round.objects.visible_to(user))
    rows = rows.select_related(
        "question__section", "sheet__organisation", "sheet__assessment"
    ).order_by("question__order", "sheet__organisation__name")
    shown = rows[: settings.PAGE_SIZE * 2]
    return [one for one in shown if rules.can_read_answers(user, one.sheet.assessment)]


# --- Writing ---------------------------------------------------------------------------------


def finding_new(request):
    """Written on a round, a section or a cell (?kartlaggning=…&avsnitt=…&enhet=…), or on none."""
    round = _round_asked_for(request)
    authority = round.authority if round else _own_authority(request.user)
    if authority is None:
        require(False)
    require(rules.can_write_finding(request.user, authority.pk))
    answers = _answers_behind(request, round)
    topics = _topics_for(request.user)
    initial = {
        "answers": [one.pk for one in answers],
        "topics": _topics_of(answers),
    }
    form = FindingForm(
        request.POST or None, topics=topics, answers=_choosable(round, answers), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        thing = services.write_finding(authority, by=request.user, round=round, **form.values)
        messages.success(request, _("Slutsatsen är sparad."))
        return redirect(thing)
    return _form_page(request, form, round, _("Skriv slutsats"))


def finding_edit(request, pk):
    thing = find_finding(request.user, pk)
    require(rules.can_change_finding(request.user, thing))
    if request.POST.get("keep") == "theirs":
        return redirect(thing)
    stored = list(thing.answers.all())
    form = FindingForm(
        posted(request, thing),
        topics=_topics_for(request.user),
        answers=_choosable(thing.round, stored),
        finding=thing,
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.cleaned_data["edition"] or 0
            services.change_finding(thing, edition=edition, by=request.user, **form.values)
            return redirect(thing)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
    return _form_page(request, form, thing.round, _("Ändra slutsatsen"), thing, theirs)


def _form_page(request, form, round, heading, thing=None, theirs=None):
    context = {
        "form": form,
        "round": round,
        "finding": thing,
        "heading": heading,
        "topic_groups": _topic_groups(form),
        "answer_rows": _answer_rows(form),
        "back": thing.get_absolute_url() if thing else _back(round),
        "crumbs": _crumbs(),
        "theirs": theirs,
        "conflict": versions_side_by_side(form, theirs) if theirs else [],
    }
    return render(request, "assessments/finding_form.html", context)


def _back(round: Round | None) -> str:
    return round.results_url if round else reverse("assessments:findings")


def _crumbs():
    return crumbs((_("Slutsatser"), reverse("assessments:findings")))


def _round_asked_for(request) -> Round | None:
    wanted = request.GET.get("kartlaggning", "")
    if not wanted:
        return None
    if not wanted.isdecimal():
        raise Http404
    round = find_round(request.user, int(wanted))
    if round.is_draft:
        raise Http404
    return round


def _own_authority(user) -> Organisation | None:
    for function in user.standing.functions:
        if function.role == Role.STRATEGIST:
            return function.authority
    return None


def _answers_behind(request, round: Round | None) -> list[Answer]:
    """The answers of the cell or section that the link came from."""
    section, unit = request.GET.get("avsnitt", ""), request.GET.get("enhet", "")
    if not round or not section:
        return []
    rows = _answers_in(round).filter(question__section__key=section)
    if unit.isdecimal():
        rows = rows.filter(sheet__assessment=int(unit))
    return list(rows)


def _answers_in(round: Round):
    return Answer.objects.filter(sheet__assessment__round=round)


def _choosable(round: Round | None, answers: list[Answer]):
    """Of the round's answers, those to the questions that the finding is about."""
    pks = [one.pk for one in answers]
    rows = Answer.objects.filter(pk__in=pks)
    if round:
        questions = {one.question_id for one in answers}
        rows = rows | _answers_in(round).filter(question__in=questions)
    return rows.distinct()


def _topics_for(user):
    return Topic.objects.visible_to(user).filter(retired=False)


def _topics_of(answers: list[Answer]) -> list[int]:
    """Where the questions stand, and the criteria that they ask about. The rights and goals behind
    these are many; the writer adds those that the finding is about."""
    questions = {one.question_id for one in answers}
    place = Topic.objects.filter(section__questions__in=questions)
    if not place.exists():
        grid = [Topic.Kind.ROLE, Topic.Kind.PRINCIPLE]
        place = Topic.objects.filter(questions__in=questions, kind__in=grid)
    criteria = Topic.objects.filter(questions__in=questions, kind=Topic.Kind.CRITERION)
    return sorted({one.pk for one in [*place, *criteria]})


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


def _answer_rows(form) -> list[dict]:
    """The answers that may be ticked, by question."""
    chosen = {str(pk) for pk in form["answers"].value() or []}
    rows = (
        form.fields["answers"]
        .queryset.select_related("question", "sheet__organisation")
        .order_by("question__order", "sheet__organisation__name")
    )
    found: dict[int, dict] = {}
    for answer in rows:
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


# --- Removing --------------------------------------------------------------------------------


@require_POST
def finding_remove(request, pk):
    thing = find_finding(request.user, pk)
    require(rules.can_change_finding(request.user, thing))
    services.remove_finding(thing, by=request.user)
    messages.success(request, _("Slutsatsen är borttagen. Du hittar den under Borttagna."))
    return redirect("assessments:findings")


REMOVED_COLUMNS = [
    Column("slutsats", gettext_lazy("Slutsats"), "title", sort=True),
    Column("slag", gettext_lazy("Slag"), "get_kind_display", sort="kind"),
    Column("borttagen", gettext_lazy("Borttagen"), "removed_at", sort=True, kind="date"),
]


def removed(request):
    require(request.user.standing.has_role(Role.STRATEGIST))
    rows = services.removed_findings(request.user.standing.authorities_as(Role.STRATEGIST))
    table = Table(request, rows, REMOVED_COLUMNS, order="-borttagen", name=_("Borttagna"))
    if table.wants_file:
        return table.file()
    context = {"table": table, "kept_days": services.KEPT_DAYS, "crumbs": _crumbs()}
    return render(request, "assessments/removed.html", context)


@require_POST
def finding_restore(request, pk):
    rows = services.removed_findings(request.user.standing.authority_ids)
    thing = get_object_or_404(rows, pk=pk)
    require(rules.can_change_finding(request.user, thing))
    services.restore_finding(thing, by=request.user)
    messages.success(request, _("Slutsatsen är tillbaka."))
    return redirect(thing)
