"""What the answers show: sections × units, one section question by question, one cell's answers."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.models import HANDED_IN, Assessment, Finding, Round
from mrplattform.assessments.papers import current_evidence, rests_on_law_alone, sign_of
from mrplattform.assessments.results import Results
from mrplattform.assessments.showing import (
    BACKWARD,
    GAPS,
    Shown,
    Wish,
    answer_lines,
    describe,
    section_lines,
)
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.core.access import require
from mrplattform.core.sorting import swedish
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.questions.models import Kind
from mrplattform.questions.reading import display_value, sheet_history
from mrplattform.rights.models import Topic

# More columns than this do not fit beside each other; then the units are paged.
UNITS_A_PAGE = 20
HANDED = "inskickade"


class ResultsFilter(FilterForm):
    roll = forms.ChoiceField(label=gettext_lazy("Roll"))
    princip = forms.ChoiceField(label=gettext_lazy("Princip"))
    visa = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        choices=[
            ("", gettext_lazy("Nivå och förflyttning")),
            (BACKWARD, gettext_lazy("Bara det som gått bakåt")),
            (GAPS, gettext_lazy("Bara vet ej och saknas")),
        ],
    )
    lage = forms.ChoiceField(
        label=gettext_lazy("Svar"),
        choices=[
            ("", gettext_lazy("Alla sparade")),
            (HANDED, gettext_lazy("Inskickade och godkända")),
            (Assessment.State.APPROVED, gettext_lazy("Bara godkända")),
        ],
    )
    ordna = forms.ChoiceField(
        label=gettext_lazy("Ordna enheter"),
        choices=[("", gettext_lazy("Efter organisation")), ("namn", gettext_lazy("Efter namn"))],
    )
    jamfor = forms.ChoiceField(label=gettext_lazy("Jämför med"))

    def __init__(self, *args, earlier, with_topics=False, **kwargs):
        super().__init__(*args, **kwargs)
        if with_topics:
            self._offer_topics()
        else:
            del self.fields["roll"], self.fields["princip"], self.fields["visa"]
        options = [(str(one.pk), one.title) for one in earlier]
        # The newest earlier round is the one compared with unless something else is chosen.
        newest = [("", options[0][1])] if options else []
        self.fields["jamfor"].choices = [*newest, *options[1:], ("ingen", _("Jämför inte"))]
        if not options:
            del self.fields["jamfor"]

    def _offer_topics(self) -> None:
        topics = Topic.objects.filter(kind__in=[Topic.Kind.ROLE, Topic.Kind.PRINCIPLE])
        topics = list(topics.order_by("order", "key"))
        for name, kind, every in (
            ("roll", Topic.Kind.ROLE, _("Alla roller")),
            ("princip", Topic.Kind.PRINCIPLE, _("Alla principer")),
        ):
            options = [(one.key, one.name) for one in topics if one.kind == kind]
            self.fields[name].choices = [("", every), *options]

    @property
    def values(self) -> dict:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def wish(self) -> Wish:
        values = self.values
        return Wish(values.get("roll", ""), values.get("princip", ""), values.get("visa", ""))


def results(request, pk):
    round = find_opened(request.user, pk)
    form, compared_with = _filters(request, round, with_topics=True)
    units = _units(round, form)
    wants_file = request.GET.get("format") in ("xlsx", "csv")
    page = Paginator(units, UNITS_A_PAGE).get_page(request.GET.get("sida"))
    chosen = units if wants_file else page.object_list
    shown = Shown(Results(round, compared_with, assessments=chosen), request.user, form.wish)
    if wants_file:
        return _sections_file(request, round, shown)
    context = _page(request, round, form, shown) | {
        "matrix": shown.matrix(_query(request)),
        "page": page,
        "others": shown.other_sections,
    }
    if not form.wish.show:
        context |= {"total": shown.total, "noticed": shown.noticed}
    return render(request, "assessments/results.html", context)


def section(request, pk, key):
    """One section: every question × unit."""
    round = find_opened(request.user, pk)
    form, compared_with = _filters(request, round)
    units = _units(round, form)
    wants_file = request.GET.get("format") in ("xlsx", "csv")
    page = Paginator(units, UNITS_A_PAGE).get_page(request.GET.get("sida"))
    chosen = units if wants_file else page.object_list
    shown = Shown(Results(round, compared_with, assessments=chosen), request.user, form.wish)
    place, questions = _section(shown, key)
    if wants_file:
        return _answers_file(request, f"{round.title} {place.title}", shown, questions)
    others = [question for question in questions if question.kind != Kind.LEVEL]
    context = _page(request, round, form, shown) | {
        "section": place,
        "matrix": shown.section_matrix(place, questions, _query(request)),
        "page": page,
        "has_levels": len(others) < len(questions),
        "lists": _other_answers(shown, others),
        "findings": _findings(request.user, round, questions),
        "crumbs": crumbs(round, (_("Resultat"), round.results_url)),
    }
    return render(request, "assessments/section.html", context)


def cell(request, pk, key, assessment_pk):
    """The answers behind one cell: why, on what they rest, and how they came about."""
    round = find_opened(request.user, pk)
    rows = round.assessments.select_related("organisation", "sheet__version", "round")
    assessment = get_object_or_404(rows, pk=assessment_pk)
    require(rules.can_read_answers(request.user, assessment))
    _form, compared_with = _filters(request, round)
    shown = Shown(Results(round, compared_with, assessments=[assessment]), request.user)
    place, questions = _section(shown, key)
    if request.GET.get("format") in ("xlsx", "csv"):
        title = f"{round.title} {place.title} {shown.results.name(assessment)}"
        return _answers_file(request, title, shown, questions)
    context = {
        "round": round,
        "assessment": assessment,
        "unit": shown.results.name(assessment),
        "section": place,
        "rows": _answers_with_history(shown, assessment, questions),
        "since": compared_with,
        "may_write": rules.can_write_finding(request.user, round.authority_id),
        "query": _query(request),
        "crumbs": crumbs(round, (_("Resultat"), round.results_url)),
    }
    return render(request, "assessments/cell.html", context)


# --- Steps -----------------------------------------------------------------------------------


def find_opened(user, pk) -> Round:
    """A round that has been opened: a draft has no results."""
    round = find_round(user, pk)
    if round.is_draft:
        raise Http404
    return round


def _filters(request, round: Round, **more) -> tuple[ResultsFilter, Round | None]:
    earlier = list(
        Round.objects.visible_to(request.user).earlier_than(round).select_related("version")[:10]
    )
    form = ResultsFilter(request.GET, earlier=earlier, **more)
    wanted = form.values.get("jamfor", "")
    if wanted == "ingen" or not earlier:
        return form, None
    return form, next((one for one in earlier if str(one.pk) == wanted), earlier[0])


def _units(round: Round, form: ResultsFilter):
    rows = round.assessments.select_related("organisation", "sheet")
    wanted = form.values.get("lage")
    if wanted:
        rows = rows.filter(state__in=HANDED_IN if wanted == HANDED else [wanted])
    if form.values.get("ordna") == "namn":
        return rows.order_by(swedish("organisation__name"), "pk")
    return rows.order_by("pk")


def _section(shown: Shown, key: str):
    for place, questions in shown.results.sections:
        if place.key == key:
            return place, questions
    raise Http404


def _query(request) -> str:
    """What the reader chose, kept in the links of the cells."""
    params = request.GET.copy()
    for name in ("format", "sida"):
        params.pop(name, None)
    return f"?{params.urlencode()}" if params else ""


def _page(request, round, form, shown) -> dict:
    return {
        "round": round,
        "form": form,
        "shown": shown,
        "freshness": describe(round),
        "not_ready": shown.not_ready,
        "not_ready_words": shown.not_ready_words,
        "may_manage": rules.can_manage_round(request.user, round),
        "may_write": rules.can_write_finding(request.user, round.authority_id),
        "query": _query(request),
        "crumbs": crumbs(round),
        "page_size": settings.PAGE_SIZE,
    }


def _other_answers(shown: Shown, questions) -> list[dict]:
    """Questions without levels: what each unit answered, in words."""
    if not questions:
        return []
    part = shown.results.part(shown.readable_units)
    answers = part.full_answers(questions)
    return [
        {
            "question": question,
            "answers": [
                {
                    "unit": part.name(one),
                    "words": display_value(answers[one.sheet_id].get(question.key)),
                    "comment": getattr(answers[one.sheet_id].get(question.key), "comment", ""),
                }
                for one in part.assessments
                if question.key in part.asked(one)
            ],
        }
        for question in questions
    ]


def _answers_with_history(shown: Shown, assessment, questions) -> list[dict]:
    results = shown.results
    answers = results.full_answers(questions)[assessment.sheet_id]
    changes: dict[str, list] = {}
    for change in sheet_history(assessment.sheet):
        changes.setdefault(change.question.key, []).append(change)
    before = results.before.get(assessment.organisation_id, {})
    asked = results.asked(assessment)
    rows = []
    for question in questions:
        if question.key not in asked:
            continue
        answer, earlier = answers.get(question.key), before.get(question.key)
        level = earlier.level if earlier else None
        rows.append(
            {
                "question": question,
                "answer": answer,
                "sign": sign_of(answer),
                "words": display_value(answer),
                "before": level,
                "before_words": shown.labels.get(level, ""),
                "evidence": current_evidence(answer),
                "law_alone": rests_on_law_alone(answer),
                "changes": changes.get(question.key, []),
            }
        )
    return rows


def _findings(user, round: Round, questions):
    """The findings that rest on answers to these questions."""
    rows = Finding.objects.visible_to(user).filter(
        round=round, answers__question__in=[one.pk for one in questions]
    )
    return rows.distinct()[: settings.PAGE_SIZE]


# --- Files -----------------------------------------------------------------------------------


def _sections_file(request, round, shown):
    columns = [
        Column("roll", _("Grupp"), "group"),
        Column("avsnitt", _("Avsnitt"), "section"),
        Column("enhet", _("Enhet"), "unit"),
        Column("lage", _("Läge"), "state"),
        Column("niva", _("Mittersta nivå"), _number(lambda t: t.median), kind="number"),
        Column("ord", _("Nivå i ord"), "words"),
        *[
            Column(f"n{level}", f"{level} {label}", _level(level), kind="number")
            for level, label in shown.legend
        ],
        Column("vetej", _("Vet ej"), _number(lambda t: t.unknown), kind="number"),
        Column("saknas", _("Saknas"), _number(lambda t: t.missing), kind="number"),
        Column("inte", _("Inte aktuellt"), _number(lambda t: t.not_applicable), kind="number"),
        Column("fram", _("Framåt"), _number(lambda t: t.forward), kind="number"),
        Column("bak", _("Bakåt"), _number(lambda t: t.backward), kind="number"),
    ]
    name = _("Resultat %s") % round.title
    return Table(request, section_lines(shown), columns, name=name).file()


def _number(read):
    return lambda line: read(line.tally) if line.tally else None


def _level(level: int):
    return lambda line: line.tally.levels[level] if line.tally else None


def _answers_file(request, title, shown, questions):
    columns = [
        Column("avsnitt", _("Avsnitt"), "question.section.title"),
        Column("nyckel", _("Frågans nyckel"), "question.key"),
        Column("fraga", _("Fråga"), "question.text"),
        Column("enhet", _("Enhet"), "unit"),
        Column("lage", _("Läge"), "state"),
        Column("niva", _("Nivå"), "level", kind="number"),
        Column("svar", _("Svar"), "words"),
        Column("forra", _("Förra nivån"), "before", kind="number"),
        Column("varfor", _("Motivering"), "comment"),
        Column("underlag", _("Underlag"), "evidence"),
    ]
    return Table(request, list(answer_lines(shown, questions)), columns, name=title).file()
