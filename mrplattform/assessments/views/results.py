"""What the answers show: sections × units, one section question by question, one cell's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.forms.results import EarlierFilter, MatrixFilter, UnitsFilter
from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.assessments.papers import current_evidence, rests_on_law_alone, sign_of
from mrplattform.assessments.results import Results, Tally
from mrplattform.assessments.results.counting import by_question, together
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.lines import answer_lines, in_parts, section_lines
from mrplattform.assessments.showing.matrices import (
    Shown,
    change_words,
    level_labels,
    section_topics,
)
from mrplattform.assessments.showing.paper import matrix_document
from mrplattform.assessments.views import nameless_results
from mrplattform.assessments.views.common import crumbs
from mrplattform.assessments.views.result_pages import (
    Rows,
    earlier_rounds,
    find_named,
    find_opened,
    query_of,
    reads_all,
    result_page,
    send_file,
    units_a_page,
    wants_file,
)
from mrplattform.core.access import require
from mrplattform.core.tables import Column
from mrplattform.organisations.papers import file_of
from mrplattform.questions.models import Kind, Question
from mrplattform.questions.reading import display_value, sheet_history
from mrplattform.rights.models import Topic

PAPER = ("pdf", "docx")


def results(request, pk):
    round = find_opened(request.user, pk)
    if round.is_anonymous:
        return nameless_results.results(request, round)
    if not reads_all(request.user, round):
        return redirect("assessments:country", round.pk)
    units = Units(round, request.user)
    earlier = earlier_rounds(request.user, round)
    before = EarlierFilter(request.GET, earlier=earlier).compared_with
    questions = questions_of([round, before] if before else [round])
    topics = section_topics(questions[round.pk], Topic.Kind.ROLE, Topic.Kind.PRINCIPLE)
    form = MatrixFilter(request.GET, earlier=earlier, topics=topics)
    if wants_file(request):
        parts = _parts(request, units, form, questions)
        rows = section_rows(questions[round.pk], parts)
        return send_file(request, _("Resultat %s") % round.title, units, rows)
    if request.GET.get("format") in PAPER:
        return _on_paper(request, units, form, questions)
    page, shown = _shown(request, units, form, questions)
    context = _page(request, units, form, shown, page) | {
        "matrix": shown.matrix(query_of(request)),
        "others": shown.other_sections,
    }
    if not form.wish.show:
        context["total"] = _total(units, shown, page)
        context["noticed"] = [] if page.has_other_pages() else shown.noticed
    return render(request, "assessments/results.html", context)


def section(request, pk, key):
    round = find_named(request.user, pk)
    units = Units(round, request.user)
    form = UnitsFilter(request.GET, earlier=earlier_rounds(request.user, round))
    page, shown = _shown(request, units, form)
    place, questions = _section(shown, key)
    if wants_file(request):
        parts = _parts(request, units, form)
        rows = answer_rows(parts, questions)
        return send_file(request, f"{round.title} {place.title}", units, rows)
    others = [question for question in questions if question.kind != Kind.LEVEL]
    context = _page(request, units, form, shown, page) | {
        "section": place,
        "matrix": shown.section_matrix(place, questions, query_of(request)),
        "has_levels": len(others) < len(questions),
        "lists": _other_answers(shown, others),
        "changed": _changed(shown, questions),
        "findings": _findings(request.user, round, questions),
        "crumbs": crumbs(round, (_("Resultat"), round.results_url)),
    }
    return render(request, "assessments/section.html", context)


def cell(request, pk, key, assessment_pk):
    """The answers behind one cell: why, on what they rest, and how they came about."""
    round = find_named(request.user, pk)
    units = Units(round, request.user)
    assessment = next((one for one in units.asked if one.pk == assessment_pk), None)
    if assessment is None:
        raise Http404
    require(rules.can_read_answers(request.user, assessment))
    form = EarlierFilter(request.GET, earlier=earlier_rounds(request.user, round))
    rounds = [round, form.compared_with] if form.compared_with else [round]
    asked = questions_of(rounds, in_grid=False)
    results = Results(round, form.compared_with, assessments=[assessment], questions=asked)
    shown = Shown(results, request.user)
    place, questions = _section(shown, key)
    if wants_file(request):
        title = f"{round.title} {place.title} {results.name(assessment)}"
        return send_file(request, title, units, answer_rows([shown], questions))
    context = {
        "round": round,
        "assessment": assessment,
        "unit": results.name(assessment),
        "section": place,
        "rows": _answers_with_history(shown, assessment, questions),
        "since": form.compared_with,
        "freshness": units.freshness,
        **_former(results, assessment),
        "may_write": rules.can_write_finding(request.user, round.authority_id),
        "query": query_of(request),
        "crumbs": crumbs(round, (_("Resultat"), round.results_url)),
    }
    return render(request, "assessments/cell.html", context)


def _on_paper(request, units: Units, form: MatrixFilter, questions):
    """The matrix as it is chosen, with all its units."""
    chosen = form.narrowed(units.listed)
    results = Results(units.round, form.compared_with, assessments=chosen, questions=questions)
    shown = Shown(results, request.user, form.wish)
    document = matrix_document(units.round, shown.matrix(), shown.legend, units.freshness.words)
    return file_of(document, request.GET["format"], units.round.authority_id)


# --- Steps -----------------------------------------------------------------------------------


def _shown(request, units: Units, form: UnitsFilter, questions=None):
    """A page of the chosen units, and what the reader may see of them."""
    chosen = Paginator(form.narrowed(units.listed), units_a_page(units.round))
    page = chosen.get_page(request.GET.get("sida"))
    part = list(page.object_list)
    results = Results(units.round, form.compared_with, assessments=part, questions=questions)
    return page, Shown(results, request.user, getattr(form, "wish", None))


def _parts(request, units: Units, form: UnitsFilter, questions=None) -> Iterator[Shown]:
    """All of the chosen units, some at a time, for a file."""
    return in_parts(
        form.narrowed(units.listed),
        units.round,
        request.user,
        compared_with=form.compared_with,
        questions=questions,
        wish=getattr(form, "wish", None),
    )


def _section(shown: Shown, key: str):
    for place, questions in shown.results.sections:
        if place.key == key:
            return place, questions
    raise Http404


def _page(request, units: Units, form, shown: Shown, page) -> dict:
    return result_page(
        request,
        units,
        "results",
        form=form,
        shown=shown,
        page=page,
        not_ready=units.not_ready,
        not_ready_words=units.not_ready_words,
        may_manage=rules.can_manage_round(request.user, units.round),
    )


def _total(units: Units, shown: Shown, page) -> Tally:
    """What is missing in all; counted by the database when there are more units than the page's."""
    if not page.has_other_pages():
        return shown.total
    questions = shown.results.questions
    counts = by_question(units.readable, {units.round.pk: questions})
    return together(counts, units.round.pk, questions)


def _changed(shown: Shown, questions: list[Question]) -> list[dict]:
    """The questions that are not as before, with the words then and now."""
    found = []
    for question in questions:
        change = shown.results.changes.get(question.key)
        if words := change_words(change, shown.since):
            found.append({"question": question, "words": words, "change": change})
    return found


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
        key = question.key
        answer, earlier = answers.get(key), before.get(key)
        level = earlier.level if earlier else None
        rows.append(
            {
                "question": question,
                "answer": answer,
                "sign": sign_of(answer),
                "words": display_value(answer),
                "before": level,
                "before_words": _label_before(shown, key, level),
                "note": change_words(results.changes.get(key), shown.since),
                "evidence": current_evidence(answer),
                "law_alone": rests_on_law_alone(answer),
                "changes": changes.get(key, []),
            }
        )
    return rows


def _findings(user, round: Round, questions):
    """The findings that rest on answers to these questions."""
    return Finding.objects.visible_to(user).about(round, questions)[: settings.PAGE_SIZE]


def _former(results: Results, assessment: Assessment) -> dict:
    """The several units that became this one since the earlier round."""
    if not results.compared_with:
        return {}
    unit = assessment.organisation_id
    found = results.past.former(results.compared_with, unit)
    return {"former": found, "merged": results.past.lineage.mergers[unit].day} if found else {}


def _label_before(shown: Shown, key: str, level: int | None) -> str:
    """What the level was called then: the scale may have been another."""
    if level is None:
        return ""
    change = shown.results.changes.get(key)
    if change and change.before:
        return change.before.label_of(level)
    return shown.labels.get(level, "")


# --- Rows for files --------------------------------------------------------------------------


def section_rows(questions: list[Question], parts: Iterable[Shown]) -> Rows:
    columns = [
        Column("roll", _("Grupp"), "group"),
        Column("avsnitt", _("Avsnitt"), "section"),
        Column("enhet", _("Enhet"), "unit"),
        Column("lage", _("Läge"), "state"),
        Column("niva", _("Mittersta nivå"), _number(lambda t: t.median), kind="number"),
        Column("ord", _("Nivå i ord"), "words"),
        *[
            Column(f"n{level}", f"{level} {label}", _level(level), kind="number")
            for level, label in sorted(level_labels(questions).items())
        ],
        Column("vetej", _("Vet ej"), _number(lambda t: t.unknown), kind="number"),
        Column("saknas", _("Saknas"), _number(lambda t: t.missing), kind="number"),
        Column("inte", _("Inte aktuellt"), _number(lambda t: t.not_applicable), kind="number"),
        Column("fram", _("Framåt"), _number(lambda t: t.forward), kind="number"),
        Column("bak", _("Bakåt"), _number(lambda t: t.backward), kind="number"),
    ]
    lines = (line for shown in parts for line in section_lines(shown))
    return Rows(_("Avsnitt och enheter"), columns, lines)


def _number(read):
    return lambda line: read(line.tally) if line.tally else None


def _level(level: int):
    return lambda line: line.tally.levels[level] if line.tally else None


ANSWER_COLUMNS = [
    Column("avsnitt", gettext_lazy("Avsnitt"), "question.section.title"),
    Column("nyckel", gettext_lazy("Frågans nyckel"), "question.key"),
    Column("fraga", gettext_lazy("Fråga"), "question.text"),
    Column("enhet", gettext_lazy("Enhet"), "unit"),
    Column("lage", gettext_lazy("Läge"), "state"),
    Column("niva", gettext_lazy("Nivå"), "level", kind="number"),
    Column("svar", gettext_lazy("Svar"), "words"),
    Column("forra", gettext_lazy("Förra nivån"), "before", kind="number"),
    Column("andrad", gettext_lazy("Ändrad fråga"), "changed"),
    Column("lag", gettext_lazy("Bara enligt lag"), "law"),
    Column("varfor", gettext_lazy("Motivering"), "comment"),
    Column("underlag", gettext_lazy("Underlag"), "evidence"),
]


def answer_rows(parts: Iterable[Shown], questions: list[Question]) -> Rows:
    lines = (line for shown in parts for line in answer_lines(shown, questions))
    return Rows(_("Svar"), ANSWER_COLUMNS, lines)
