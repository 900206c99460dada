"""Findings: the list, one with what it rests on, removing, putting back."""

from __future__ import annotations

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.basis import Grounds, with_all_that_is_said, written_at
from mrplattform.assessments.models import Basis, Finding, Round
from mrplattform.assessments.papers import sign_of
from mrplattform.assessments.services import findings as services
from mrplattform.assessments.views.common import crumbs, find_finding
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.organisations.models import Role
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
    horda = forms.ChoiceField(
        label=gettext_lazy("Hörda"),
        choices=[
            ("", gettext_lazy("Alla")),
            ("ja", gettext_lazy("Någon har hörts")),
            ("nej", gettext_lazy("Ingen har hörts")),
        ],
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        written = Q(findings__isnull=False) | Q(bases__isnull=False)
        rounds = Round.objects.visible_to(user).filter(written).distinct()
        self.fields["kartlaggning"].queryset = rounds
        grid = Topic.objects.filter(kind__in=[Topic.Kind.ROLE, Topic.Kind.PRINCIPLE])
        options = [(one.key, one.name) for one in grid.order_by("kind", "order", "key")]
        self.fields["amne"].choices = [("", _("Alla")), *options]

    def narrow_sok(self, rows, value):
        words = Q(title__icontains=value) | Q(text__icontains=value) | Q(why__icontains=value)
        return rows.filter(words | Q(heard__icontains=value))

    def narrow_slag(self, rows, value):
        return rows.filter(kind=value)

    def narrow_allvar(self, rows, value):
        return rows.filter(weight=value)

    def narrow_amne(self, rows, value):
        return rows.filter(topics__key=value)

    def narrow_kartlaggning(self, rows, value):
        return rows.of_round(value)

    def narrow_horda(self, rows, value):
        return rows.exclude(heard="") if value == "ja" else rows.filter(heard="")


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
        table.columns = [*COLUMNS, _rests_on(request.user, table.sorted_rows)]
        return table.file()
    context = {
        "table": table,
        "may_write": request.user.standing.has_role(Role.STRATEGIST),
        "crumbs": crumbs(),
    }
    return render(request, "assessments/findings.html", context)


def _rests_on(user, rows) -> Column:
    """What each rests on, in words; read at once for all of them."""
    bases = with_all_that_is_said(Basis.objects.filter(finding__in=rows.order_by().values("pk")))
    grounds = Grounds(user, bases)
    words: dict[int, list[str]] = defaultdict(list)
    for one in grounds.shown:
        words[one.basis.finding_id].append(str(one))
    linked = Finding.answers.through.objects.filter(finding__in=rows.order_by().values("pk"))
    for pk, count in linked.order_by().values_list("finding").annotate(Count("answer")):
        said = ngettext("Ett enskilt svar", "%(count)d enskilda svar", count)
        words[pk].append(said % {"count": count})
    return Column("bygger", _("Bygger på"), lambda finding: "\n".join(words[finding.pk]))


def finding(request, pk):
    thing = find_finding(request.user, pk)
    deeds = list(history(thing)[:20])
    since = written_at(thing, deeds)
    linked = _linked(thing)
    bases = with_all_that_is_said(thing.bases.all())
    rounds = {one.sheet.assessment.round_id for one in linked}
    grounds = Grounds(request.user, bases, since, also=rounds)
    readable = [one for one in linked if _may_read(request.user, grounds, one)]
    table = Table(request, readable, [Column("svar", _("Svar"), "pk")])
    shown = grounds.shown
    context = {
        "finding": thing,
        "tone": KIND_TONES[thing.kind],
        "icon": KIND_ICONS[thing.kind],
        "topics": thing.topics.all(),
        "grounds": shown,
        "unseen": grounds.unseen,
        "changed": sum(one.changed for one in shown) + sum(_is_new(one, since) for one in readable),
        "since": since,
        "table": table,
        "groups": _by_question(table.rows, since),
        "hidden": len(linked) - len(readable),
        "may_change": rules.can_change_finding(request.user, thing),
        "deeds": deeds,
        "crumbs": _crumbs(),
    }
    return render(request, "assessments/finding.html", context)


def _linked(thing: Finding) -> list[Answer]:
    """The answers that were pointed out one by one."""
    rows = thing.answers.filter(sheet__assessment__isnull=False).select_related(
        "question__section", "sheet__organisation", "sheet__assessment"
    )
    return list(rows.order_by("question__order", "sheet__organisation__name", "pk"))


def _may_read(user, grounds: Grounds, answer: Answer) -> bool:
    """Those of rounds that the reader sees, and of units that have handed in (or are her own)."""
    assessment = answer.sheet.assessment
    if assessment.round_id not in grounds.rounds:
        return False
    assessment.round = grounds.rounds[assessment.round_id]
    return rules.can_read_answers(user, assessment)


def _is_new(answer: Answer, since) -> bool:
    return answer.changed_at is not None and answer.changed_at > since


def _by_question(answers: list[Answer], since) -> list[dict]:
    groups: dict[int, dict] = {}
    for one in answers:
        group = groups.setdefault(one.question_id, {"question": one.question, "rows": []})
        row = {"answer": one, "sign": sign_of(one), "words": display_value(one)}
        group["rows"].append(row | {"is_changed": _is_new(one, since)})
    return list(groups.values())


def _crumbs():
    return crumbs((_("Slutsatser"), reverse("assessments:findings")))


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
