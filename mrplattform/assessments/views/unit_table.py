"""The units of a round as a list: filtered, paged, and taken out as a file."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.candidates import KINDS
from mrplattform.assessments.following import add_progress, late, with_begun
from mrplattform.assessments.models import Assessment, Portion, Round
from mrplattform.assessments.places import COUNTIES, SIZES, in_county, of_size
from mrplattform.assessments.services.letters import failed
from mrplattform.core.look import short_date
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.organisations.models import Organisation

ALL = ("", gettext_lazy("Alla"))
State = Assessment.State
TONES = {
    State.DRAFT: "calm",
    State.SUBMITTED: "plan",
    State.RETURNED: "watch",
    State.APPROVED: "good",
}


def badge(state: str, label: str, tones: dict) -> str:
    return format_html(
        '<span class="mr-mark" data-box data-tone="{}">{}</span>', tones[state], label
    )


# --- Which are shown -------------------------------------------------------------------------


class UnitFilter(FilterForm):
    """`round` says which ways of filtering make sense."""

    HOW = [
        ("kvar", gettext_lazy("Inte inskickade")),
        ("ej", gettext_lazy("Har inte börjat")),
        ("borjat", gettext_lazy("Har börjat, inte skickat in")),
        ("kollega", gettext_lazy("Väntar på kollegor")),
        ("sena", gettext_lazy("Sena")),
        ("mejl", gettext_lazy("Mejlet kom inte fram")),
    ]
    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"), choices=[ALL, *HOW, *State.choices[1:], State.choices[0]]
    )
    sok = forms.CharField(label=gettext_lazy("Sök enhet"), max_length=100)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"))
    sektor = forms.ChoiceField(
        label=gettext_lazy("Kommun eller region"), choices=[ALL, *Organisation.Sector.choices[:2]]
    )
    lan = forms.ChoiceField(label=gettext_lazy("Län"), choices=[ALL, *COUNTIES.items()])
    storlek = forms.ChoiceField(label=gettext_lazy("Storlek"))

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round
        sign = "i" if round.asks_country else "a"
        sizes = [one for one in SIZES.items() if one[0].startswith(sign)]
        self.fields["storlek"].choices = [ALL, *sizes]
        self.fields["slag"].choices = [ALL, *[(kind.value, kind.label) for kind in KINDS]]
        for name in ("slag",) if round.asks_country else ("sektor", "lan"):
            del self.fields[name]

    def narrow_lage(self, rows, value):
        if value in State.values:
            return rows.filter(state=value)
        waiting = rows.waiting()
        if value == "sena":
            return waiting.filter(late())
        if value == "mejl":
            return rows.filter(pk__in=failed(self.round))
        if value == "kollega":
            given = Portion.objects.current().filter(done_at=None)
            return waiting.filter(pk__in=given.values("assessment"))
        if value in ("ej", "borjat"):
            return with_begun(waiting).filter(begun=value == "borjat")
        return waiting

    def narrow_sok(self, rows, text):
        return rows.filter(organisation__name__icontains=text)

    def narrow_slag(self, rows, kind):
        return rows.filter(organisation__kind=kind)

    def narrow_sektor(self, rows, sector):
        return rows.filter(organisation__sector__in=[sector, Organisation.Sector.BOTH])

    def narrow_lan(self, rows, code):
        return rows.filter(organisation__in=in_county(code).values("organisation"))

    def narrow_storlek(self, rows, size):
        return rows.filter(of_size(size, "organisation__"))


def unit_filter(request, round: Round) -> UnitFilter:
    return UnitFilter(request.GET, round=round)


def unit_rows(request, round: Round):
    """Those that the address's filter lets through."""
    return unit_filter(request, round).narrow(round.assessments.all())


# --- The list --------------------------------------------------------------------------------


class UnitTable(Table):
    """The page's units with their progress; a file has all of them."""

    questions = 0
    authority_ids: frozenset[int] = frozenset()

    def prepare(self, rows: list) -> None:
        add_progress(rows, self.questions, self.authority_ids)


def unit_table(request, round: Round, *, may_manage: bool) -> UnitTable:
    rows = round.assessments.select_related(
        "organisation", "reporter__organisation", "approver__organisation", "round", "sheet"
    )
    ours = round.authority_id in request.user.standing.authority_ids
    table = UnitTable(
        request,
        rows,
        _columns(round, with_people=ours, may_manage=may_manage),
        order="enhet",
        name=round.title,
        filters=unit_filter(request, round),
    )
    table.questions = round.version.questions.count()
    table.authority_ids = request.user.standing.authority_ids
    return table


def _columns(round: Round, *, with_people: bool, may_manage: bool) -> list[Column]:
    columns = [
        Column(
            "enhet",
            _("Enhet"),
            "organisation.name",
            sort="organisation__name",
            cell=_follow_link if may_manage else _answers_link,
        ),
        Column("lage", _("Läge"), "get_state_display", sort="state", cell=_state),
    ]
    if not with_people:
        return columns
    columns += [
        Column(
            "besvarat",
            _("Besvarat"),
            "answered",
            kind="number",
            cell=lambda one: f"{one.answered} / {one.questions}",
        ),
        Column("svarar", _("Svarar"), lambda one: one.reporter_name or one.email, cell=_reporter),
        Column("svarande", _("Svarande funktion"), "reporter", only_in_file=True),
        Column("slutdag", _("Sista dag"), "last_day", kind="date", only_in_file=True),
        Column("inskickat", _("Inskickat"), "submitted_at", kind="date", only_in_file=True),
    ]
    if round.needs_approval:
        column = Column("godkanner", _("Godkänner"), "approver_name", cell=_approver)
        columns.insert(4, column)
        approver = Column("godkannande", _("Godkännande funktion"), "approver", only_in_file=True)
        columns.append(approver)
    return columns


def _follow_link(one) -> str:
    return format_html('<a href="{}">{}</a>', one.asked_url, one.organisation)


def _answers_link(one) -> str:
    return format_html('<a href="{}">{}</a>', one.review_url, one.organisation)


def _state(one) -> str:
    shown = badge(one.state, one.get_state_display(), TONES)
    if not one.closes or one.is_handed_in:
        return shown
    return format_html(
        '<span>{}<br><small class="mr-soft">{}</small></span>',
        shown,
        _("Till och med %s") % short_date(one.last_day),
    )


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
    if one.reporter:
        return _holder(one.reporter_name, one.reporter)
    words = one.email or _("Ingen har en länk")
    return format_html(
        '<span>{}<br><small class="mr-soft">{}</small></span>',
        words,
        _("Personlig länk"),
    )


def _approver(one) -> str:
    return _holder(one.approver_name, one.approver)
