"""The list of rounds, and the page where one is followed."""

from __future__ import annotations

from django import forms
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.following import add_progress, days_left, going, vacant, with_counts
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.services.rounds import reasons_not_to_open
from mrplattform.assessments.todo import answering, approving
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.core.history import history
from mrplattform.core.tables import Column, FilterForm, Table

STATE_TONES = {Round.State.DRAFT: "calm", Round.State.OPEN: "plan", Round.State.CLOSED: "good"}
ASSESSMENT_TONES = {
    Assessment.State.DRAFT: "calm",
    Assessment.State.SUBMITTED: "plan",
    Assessment.State.RETURNED: "watch",
    Assessment.State.APPROVED: "good",
}


# --- The list --------------------------------------------------------------------------------


def _link(thing) -> str:
    return format_html('<a href="{}">{}</a>', thing.get_absolute_url(), thing)


def badge(state: str, label: str, tones: dict) -> str:
    return format_html(
        '<span class="mr-mark" data-box data-tone="{}">{}</span>', tones[state], label
    )


ROUND_COLUMNS = [
    Column("namn", gettext_lazy("Kartläggning"), "title", sort=True, cell=_link),
    Column("fragor", gettext_lazy("Frågor"), lambda round: round.version.title),
    Column("oppnar", gettext_lazy("Öppnar"), "opens", sort=True, kind="date"),
    Column("stanger", gettext_lazy("Stänger"), "closes", sort=True, kind="date"),
    Column(
        "lage",
        gettext_lazy("Läge"),
        "get_state_display",
        sort="state",
        cell=lambda round: badge(round.state, round.get_state_display(), STATE_TONES),
    ),
    Column(
        "inskickade",
        gettext_lazy("Inskickade"),
        lambda round: round.handed_in,
        kind="number",
        cell=lambda round: "" if round.is_draft else f"{round.handed_in} / {round.units}",
    ),
    Column("enheter", gettext_lazy("Enheter"), "units", kind="number", only_in_file=True),
]


def rounds(request):
    rows = with_counts(Round.objects.visible_to(request.user)).select_related("version")
    table = Table(request, rows, ROUND_COLUMNS, order="-oppnar", name=_("Kartläggningar"))
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "to_answer": answering(request.user),
        "to_approve": approving(request.user),
        "may_start": rules.can_start_round(request.user),
    }
    return render(request, "assessments/rounds.html", context)


# --- The round's page ------------------------------------------------------------------------


class UnitFilter(FilterForm):
    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        choices=[("", gettext_lazy("Alla")), *Assessment.State.choices],
    )

    def narrow_lage(self, rows, value):
        return rows.filter(state=value)


def _unit_link(one) -> str:
    return format_html('<a href="{}">{}</a>', one.review_url, one.organisation)


def _unit_columns(*, with_people: bool) -> list[Column]:
    columns = [
        Column(
            "enhet",
            _("Enhet"),
            "organisation.name",
            sort="organisation__name",
            cell=_unit_link,
        ),
        Column(
            "lage",
            _("Läge"),
            "get_state_display",
            sort="state",
            cell=lambda one: badge(one.state, one.get_state_display(), ASSESSMENT_TONES),
        ),
    ]
    if not with_people:
        return columns
    return [
        *columns,
        Column(
            "besvarat",
            _("Besvarat"),
            lambda one: one.answered,
            kind="number",
            cell=lambda one: f"{one.answered} / {one.questions}",
        ),
        Column("svarar", _("Svarar"), lambda one: one.reporter_name, cell=_reporter),
        Column("godkanner", _("Godkänner"), lambda one: one.approver_name, cell=_approver),
        Column("svarande", _("Svarande funktion"), "reporter", only_in_file=True),
        Column("godkannande", _("Godkännande funktion"), "approver", only_in_file=True),
        Column("inskickat", _("Inskickat"), "submitted_at", kind="date", only_in_file=True),
    ]


def _holder(name: str, function) -> str:
    if name:
        return format_html(
            '<span>{}<br><small class="mr-soft">{}</small></span>', name, function.title
        )
    return format_html(
        '<span><span class="mr-mark" data-tone="stop">{}</span><br>'
        '<small class="mr-soft">{}</small></span>',
        _("Vakant"),
        function.title,
    )


def _reporter(one) -> str:
    return _holder(one.reporter_name, one.reporter)


def _approver(one) -> str:
    return _holder(one.approver_name, one.approver)


class UnitTable(Table):
    """The page's units with their progress; a file has all of them."""

    questions = 0

    @property
    def rows(self):
        rows = list(self.page.object_list)
        add_progress(rows, self.questions)
        return rows

    def file(self):
        self._rows = list(self.sorted_rows)
        add_progress(self._rows, self.questions)
        return super().file()


def round_page(request, pk):
    round = find_round(request.user, pk)
    may_manage = rules.can_manage_round(request.user, round)
    context = {
        "round": round,
        "crumbs": crumbs(),
        "tone": STATE_TONES[round.state],
        "may_manage": may_manage,
        "deeds": history(round)[:20],
    }
    if round.is_draft:
        asked = round.asked.select_related(
            "organisation", "reporter__organisation", "approver__organisation"
        )
        context |= {
            "asked": asked.order_by("pk"),
            "reasons": reasons_not_to_open(round),
        }
        return render(request, "assessments/round_draft.html", context)
    table = _unit_table(request, round)
    if table.wants_file:
        return table.file()
    context |= {
        "table": table,
        "going": going(round),
        "days_left": days_left(round),
        "is_open": round.is_open(),
    }
    if may_manage:
        context["vacant"] = vacant(round)
    return render(request, "assessments/round.html", context)


def _unit_table(request, round) -> UnitTable:
    rows = round.assessments.select_related(
        "organisation", "reporter__organisation", "approver__organisation", "round"
    )
    ours = round.authority_id in request.user.standing.authority_ids
    columns = _unit_columns(with_people=ours)
    table = UnitTable(request, rows, columns, order="enhet", name=round.title, filters=UnitFilter)
    table.questions = round.version.questions.count()
    return table
