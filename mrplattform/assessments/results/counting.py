"""Answers counted by the database: what many units said, without reading their answers one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count, Exists, OuterRef

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.results.past import left_out_of
from mrplattform.assessments.results.reading import read_answers
from mrplattform.assessments.results.tally import Tally
from mrplattform.questions import reading
from mrplattform.questions.models import Answer, Evidence, Kind, Question

# By round and question's key.
Counts = dict[tuple[int, str], Tally]


def by_question(units: Sequence[Assessment], questions: Mapping[int, Sequence[Question]]) -> Counts:
    """How the answers to each question lie. The units may be those of several rounds; `questions`
    are those of each round's version, by round."""
    rounds = {one.round_id for one in units}
    if any(question.condition for pk in rounds for question in questions[pk]):
        return _one_by_one(units, questions)
    found = _counted(units, questions)
    asked = Counter(one.round_id for one in units)
    left_out = Counter((one.round_id, key) for one in units for key in left_out_of(one))
    for pk in rounds:
        for question in questions[pk]:
            tally = found.setdefault((pk, question.key), Tally())
            place = (pk, question.key)
            tally.missing = max(0, asked[pk] - left_out[place] - tally.answered)
    return found


def _counted(units: Sequence[Assessment], questions) -> Counts:
    by_pk = {one.pk: one for rows in questions.values() for one in rows}
    rows = (
        Answer.objects.filter(sheet__in=[one.sheet_id for one in units])
        .values_list("sheet__assessment__round_id", "question_id", "state", "level")
        .annotate(count=Count("*"))
        .order_by()
    )
    found: Counts = defaultdict(Tally)
    for round, question, state, level, count in rows:
        if one := by_pk.get(question):
            found[round, one.key].count_many(one, state, level, count)
    return found


def _one_by_one(units: Sequence[Assessment], questions) -> Counts:
    """When answers call for questions, each sheet must be read."""
    every = [one for rows in questions.values() for one in rows]
    answers = read_answers([one.sheet_id for one in units], every)
    found: Counts = defaultdict(Tally)
    for one in units:
        given, rows = answers[one.sheet_id], questions[one.round_id]
        for question in reading.asked(rows[0].version, given, rows, left_out_of(one)):
            found[one.round_id, question.key].count(question, given.get(question.key))
    return found


def on_law_alone(units: Iterable[Assessment], questions: Collection[Question]) -> Counter[str]:
    """How many levels of each question only the law vouches for: they say what should be."""
    by_law = {one.pk: one.key for one in questions if one.law and one.kind == Kind.LEVEL}
    if not by_law:
        return Counter()
    shown = Evidence.objects.current().filter(answer=OuterRef("pk"))
    rows = (
        Answer.objects.filter(sheet__in=[one.sheet_id for one in units], question__in=by_law)
        .filter(state=Answer.State.ANSWERED, level__gt=0)
        .filter(~Exists(shown))
        .values_list("question")
        .annotate(count=Count("*"))
        .order_by()
    )
    return Counter({by_law[question]: count for question, count in rows})


def together(counts: Counts, round: int, questions: Iterable[Question]) -> Tally:
    """The answers to several questions as one heap."""
    found = Tally()
    for question in questions:
        if tally := counts.get((round, question.key)):
            found.add(tally)
    return found
