"""The demo world holds what its cast page promises, and says nothing of a real municipality."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.models import Count

from demo.cast import TO_TRY
from mrplattform.assessments.models import (
    AnswerLink,
    Assessment,
    Coding,
    Finding,
    Portion,
    Reading,
    Remark,
    Round,
)
from mrplattform.core.dates import today
from mrplattform.core.exports.document import words
from mrplattform.core.history import history
from mrplattform.core.models import Deed, Job, Letter
from mrplattform.organisations.models import (
    Function,
    Holding,
    OfficialCode,
    Organisation,
    Person,
    Reorganisation,
)
from mrplattform.plans.models import Goal, Measure, Message, Plan, Reason
from mrplattform.plans.versions import changes_since
from mrplattform.project import demo_world
from mrplattform.project.models import YearStep
from mrplattform.project.situation import latest
from mrplattform.questions.models import Answer
from mrplattform.questions.reading import notes_of
from mrplattform.reports import council
from mrplattform.reports.documents import document_of
from mrplattform.reports.models import Report

State = Assessment.State
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def _django_db_helper():
    """No transaction for each test: all read the same world, in the transaction below."""


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    """Built once for all tests here, which only read, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = SimpleNamespace()
        for build in demo_world.PARTS:
            build(world)
        yield world
        transaction.set_rollback(True)


def autumns(authority) -> list[Round]:
    """The three rounds with the platform's criteria, the first first."""
    rows = Round.objects.by_units().filter(authority=authority)
    return list(rows.filter(version__framework__key="platform-criteria").order_by("opens"))


@pytest.mark.parametrize("name", ["ekvik", "granby"])
def test_thirteen_units_answer_in_three_autumns(world, name):
    rounds = autumns(getattr(world, name))

    assert [one.opens.year for one in rounds] == [2024, 2025, 2026]
    assert [one.assessments.count() for one in rounds] == [13, 13, 13]


@pytest.mark.parametrize("name", ["ekvik", "granby"])
def test_some_were_returned_some_late_and_one_never_came(world, name):
    assessments = Assessment.objects.filter(round__in=autumns(getattr(world, name)))
    closed = assessments.filter(round__state=Round.State.CLOSED).select_related("round")

    returned = [deed for a in assessments for deed in history(a).filter(verb="returned")]
    late = [a for a in closed if a.submitted_at and a.submitted_at.date() > a.round.closes]
    never = closed.filter(state=State.DRAFT)
    assert len(returned) >= 2
    assert all(deed.why and len(deed.changes) > 1 for deed in returned)  # and about which question
    assert late
    may_be_late = {"assessment_extended", "returned"}
    assert all(history(a).filter(verb__in=may_be_late).exists() for a in late)
    assert any(a.closes for a in late)
    assert never.exists()


def test_two_units_were_merged_between_the_first_autumn_and_the_second(world):
    first, second, _third = autumns(world.ekvik)
    merger = Reorganisation.objects.get(authority=world.ekvik, kind=Reorganisation.Kind.MERGE)
    asked = [
        set(one.assessments.values_list("organisation__name", flat=True)) for one in (first, second)
    ]

    assert first.closes < merger.day < second.opens
    assert {"Arbetsmarknadsförvaltningen", "Vuxenutbildningen"} <= asked[0] - asked[1]
    assert "Förvaltningen för arbete och vuxenutbildning" in asked[1] - asked[0]


@pytest.mark.parametrize("name", ["ekvik", "granby"])
def test_answers_move_in_small_steps_and_some_go_back_with_a_reason(world, name):
    steps = Counter()
    levels: dict = {}
    for round in autumns(getattr(world, name)):
        rows = Answer.objects.filter(sheet__assessment__round=round, level__isnull=False)
        for unit, key, level, why in rows.values_list(
            "sheet__organisation", "question__key", "level", "comment"
        ):
            before = levels.get((unit, key), level)
            levels[unit, key] = level
            steps[level - before] += 1
            assert level >= before or why
    assert steps[0] > steps[1] > steps[-1] > 0
    assert steps.total() - steps[0] - steps[1] - steps[-1] <= 5


@pytest.mark.parametrize("name", ["ekvik", "granby"])
def test_reasons_are_not_the_same_everywhere(world, name):
    for round in autumns(getattr(world, name)):
        rows = Answer.objects.filter(
            sheet__assessment__round=round, state=Answer.State.ANSWERED
        ).exclude(comment="")
        most = rows.values_list("comment").annotate(n=Count("pk")).order_by("-n").first()
        assert most[1] <= 8


def test_answers_are_given_once_more_and_say_so(world):
    sheet = autumns(world.ekvik)[2].assessments.filter(state=State.APPROVED).first().sheet

    assert any(note.is_reused for note in notes_of(sheet).values())


def test_ekvik_has_its_own_words_from_the_third_autumn_on(world):
    _first, second, third = autumns(world.ekvik)
    before = dict(second.version.questions.values_list("key", "texts"))
    after = dict(third.version.questions.values_list("key", "texts"))

    assert third.version.authority == world.ekvik
    assert before.keys() == after.keys()
    assert {key for key in after if after[key] != before[key]} == {"D6", "V4"}


def test_what_moved_is_shown_across_the_new_words(world):
    astrid = Person.objects.get(name="Astrid Sandell")

    assert latest(astrid).compared_with == world.ekvik_2025


def test_the_country_is_asked_and_only_invented_ones_answer(world):
    real = Organisation.objects.authorities().filter(invented=False)
    asked = world.national.assessments.select_related("authority")
    begun = Answer.objects.filter(sheet__assessment__round=world.national)

    assert real.count() == 310
    assert asked.filter(authority__in=real).count() == 310
    assert not begun.filter(authority__invented=False).exists()
    assert 24 <= asked.filter(state=State.SUBMITTED).count() <= 40
    assert asked.filter(shared=True).exists()
    assert world.national.is_open()
    assert world.national.authority.invented


def test_nothing_is_said_of_a_real_one(world):
    """Asked, and that is all: nobody is late or reminded, and nothing else knows of them."""
    real = Organisation.objects.filter(invented=False)
    rows = Assessment.objects.filter(authority__in=real)

    assert set(rows.values_list("round", "state", "shared", "closes")) == {
        (world.national.pk, State.DRAFT, False, None)
    }
    assert real.exclude(parent=None).count() == 0
    assert not real.exclude(size=None).exists()
    assert not Function.objects.filter(authority__in=real).exists()
    assert not Finding.objects.filter(authority__in=real).exists()
    assert not Answer.objects.filter(authority__in=real).exists()
    told = Deed.objects.filter(scope__in=real).values_list("verb", flat=True)
    assert set(told) <= {"registered", "assessment_opened", "sheet_opened", "link_issued"}
    assert not Letter.objects.filter(key__contains=":remind:").exists()


def test_no_address_leads_to_anybody(world):
    addresses = [
        *Person.objects.values_list("email", flat=True),
        *AnswerLink.objects.values_list("email", flat=True),
        *Letter.objects.values_list("to", flat=True),
    ]

    assert all(one.endswith(".example") for one in addresses)
    assert not Person.objects.filter(invented=False).exists()


def test_invented_codes_are_nobodys(world):
    codes = OfficialCode.objects.filter(organisation__invented=True)

    assert codes.count() == len(world.invented)
    assert not any(code.code.isdigit() for code in codes)


def test_granby_answers_without_names_and_one_unit_is_too_small_to_show(world):
    earlier, gap = world.granby_gaps
    by_unit = gap.ballots.values_list("organisation").annotate(n=Count("pk"))

    assert (gap.tickets.count(), gap.tickets.filter(used=True).count()) == (84, 60)
    assert gap.ballots.count() == 60
    assert [n for _unit, n in by_unit if n < gap.shown_from] == [3]
    assert earlier in Round.objects.earlier_than(gap)
    assert not Answer.history.filter(sheet__anonymous=True).exists()


def test_a_meeting_was_kept_and_one_can_be_started(world):
    _spring, autumn = world.meetings

    assert (autumn.ballots.count(), autumn.state, autumn.live.code) == (9, Round.State.CLOSED, "")
    assert world.next_meeting.state == Round.State.DRAFT


def test_two_read_settle_and_quote_and_a_theme_leads_to_a_finding(world):
    work = Coding.objects.get(authority=world.granby)
    read = Counter(Reading.objects.filter(passage__coding=work).values_list("reader", flat=True))

    assert read["first"] == read["second"] == work.passages.count() > 30
    assert read["both"] == work.passages.filter(settled=True).count() > 0
    assert work.passages.filter(quotes__isnull=False).count() == 2
    assert Finding.objects.filter(bases__theme__coding=work).exists()


def test_findings_rest_on_many_answers(world):
    for authority in (world.ekvik, world.granby):
        assert Finding.objects.filter(authority=authority, bases__round__authority=authority)


def test_sections_are_shared_out_also_to_somebody_without_an_account(world):
    portions = Portion.objects.current().filter(assessment__round=world.ekvik_2026)

    assert {bool(one.link) for one in portions} == {True, False}
    assert Remark.objects.filter(assessment__round=world.ekvik_2026).count() >= 4
    assert Counter(world.associations.assessments.values_list("state", flat=True)) == {
        State.SUBMITTED: 1,
        State.DRAFT: 2,
    }


def test_two_plans_were_adopted_three_times_and_each_time_with_something_new(world):
    plans = Plan.objects.order_by("pk")

    assert {plan.authority for plan in plans} == {world.ekvik, world.granby}
    for plan in plans:
        first, *later = plan.versions.order_by("number")
        assert [one.number for one in later] == [2, 3]
        assert first.decision.day < later[0].decision.day < later[1].decision.day
        assert all(one.changed and one.why for one in later)
        sizes = [len(one.decision.copy["measures"]) for one in plan.versions.all()]
        assert sizes == sorted(sizes, reverse=True)  # the newest stands first
        assert set(later[1].decision.copy) >= {"directions", "goals", "budget"}


def test_sixty_measures_go_well_badly_and_not_at_all(world):
    measures = list(Measure.objects.visible_to(world.strategist))
    states = Counter(one.state for one in measures)
    of_state = Measure.State

    assert len(measures) == 60
    assert set(states) == set(of_state)
    assert min(states.values()) >= 4
    assert sum(one.is_late() for one in measures) >= 8
    assert sum(one.shows_effect for one in measures) >= 12
    done = [one for one in measures if one.state == of_state.DONE]
    assert {one.shows_effect for one in done} == {True, False}
    assert [one for one in measures if one.activity and not one.effect]
    assert all(one.judgement for one in measures if one.state == of_state.DROPPED)
    assert any(one.state not in Measure.ENDED and one.shows_effect for one in measures)


def test_measures_have_reasons_partners_pilots_and_somebody_who_steps_in(world):
    measures = Measure.objects.all()
    deputies = Holding.objects.filter(stand_in=True, function__measures__isnull=False)

    assert not measures.filter(reasons=None).exists()
    assert set(Reason.objects.values_list("kind", flat=True)) == {
        "finding",
        "recommendation",
        "criterion",
    }
    assert not Reason.objects.filter(kind="finding", measure__authority=None).exists()
    assert deputies.exists()
    for name in ("partners", "heard", "learned", "lives_on", "continuity"):
        assert measures.exclude(**{name: ""}).count() >= 5, name
    assert measures.filter(pilots__isnull=False).exists()
    assert measures.filter(notes__isnull=False).exists()
    assert not measures.filter(cost=None).exists()


def test_each_deed_was_done_on_its_day(world):
    """Nothing was judged before it was made, or in a report decided before it was known."""
    for measure in Measure.objects.all():
        days = [deed.at for deed in history(measure)][::-1]
        assert days == sorted(days)
    for report in Report.objects.filter(decision__isnull=False, plan__isnull=False):
        told = report.plan.measures.filter(tellings__key=report.key)
        made = [history(one).filter(verb="measure_created").get().at.date() for one in told]
        assert made
        assert max(made) <= report.decision.day


def test_plans_say_who_was_heard_what_could_stop_them_and_what_they_cost(world):
    for plan in Plan.objects.all():
        assert plan.directions.count() >= 3
        assert plan.risks.count() >= 3
        assert len({risk.tone for risk in plan.risks.all()}) >= 2
        assert plan.budget_lines.count() >= 3
        first = plan.communications.first()
        adopted = plan.versions.last().decision.day
        assert (first.day - adopted).days <= 1  # told from day one
    assert Goal.objects.exclude(heard="").filter(changed_by_hearing="").count() == 0
    assert {bool(one.now) for one in Goal.objects.all()} == {True, False}
    assert {one.is_done for one in Message.objects.all()} == {True, False}


def test_what_was_made_after_the_last_decision_shows_against_it(world):
    plan = world.ekvik_telling.plan

    titles = {change.title for change in changes_since(plan.versions.first())}
    assert {"Uppföljning av leverantörer på plats"} <= titles


def test_reports_are_decided_and_drafts_are_commented(world):
    decided = Report.objects.filter(decision__isnull=False)
    drafts = Report.objects.filter(decision__isnull=True)

    assert {one.kind for one in decided} == set(Report.Kind)
    assert {one.kind for one in drafts} == set(Report.Kind)
    said = drafts.get(kind=Report.Kind.SITUATION).comments.all()
    assert {one.settled_at is None for one in said} == {True, False}
    assert len({one.by_name for one in said}) == 2


def test_the_councils_page_is_read_in_two_minutes(world):
    for report in Report.objects.filter(kind=Report.Kind.COUNCIL):
        told = " ".join(words(part) for part in document_of(report).words())
        assert len(re.findall(r"\w+", told)) <= council.MOST_WORDS


def test_the_year_is_ekviks_own(world):
    steps = YearStep.objects.filter(authority=world.ekvik)

    assert {one.track for one in steps} == set(YearStep.Track)
    assert not steps.filter(what="").exists()


def test_something_lies_ahead(world):
    planned = Round.objects.get(authority=world.ekvik, state=Round.State.PLANNED)

    assert planned.opens > today()
    assert planned.asked.count() == 4


def test_everyone_to_try_can_be_tried(world):
    held = Holding.objects.of_open_functions().values_list("person__name", flat=True)

    assert set(TO_TRY) <= set(held)


def test_old_post_has_arrived(world):
    midnight = dt.datetime.combine(today(), dt.time()).astimezone()

    assert not Letter.objects.filter(state=Letter.State.QUEUED, created_at__lt=midnight).exists()
    assert not Job.objects.filter(state=Job.State.WAITING, created_at__lt=midnight).exists()
