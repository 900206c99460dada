"""The world of the access table: Ekvik with all its people, Granby next door, and their things.

Each app adds what it holds, for both municipalities where a foreign identifier could be posted.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.core.files.base import ContentFile

from mrplattform.assessments.services.links import issue
from mrplattform.assessments.services.live import begin
from mrplattform.core.dates import now, today
from mrplattform.core.models import Attachment, Job
from mrplattform.organisations.models import Role
from mrplattform.plans.models import PARTS
from mrplattform.project.models import CalendarLink, YearStep
from tests import make


def build() -> SimpleNamespace:
    w = SimpleNamespace(people={})
    add_people(w)
    add_organisations(w)
    add_rights(w)
    add_questions(w)
    add_assessments(w)
    add_nameless(w)
    add_plans(w)
    add_reports(w)
    add_agreements(w)
    add_project(w)
    return w


def add_people(w) -> None:
    w.ekvik = make.make_municipality("Ekvik")
    w.school = make.make_administration(w.ekvik, "Barn- och utbildningsförvaltningen")
    w.social = make.make_administration(w.ekvik, "Socialförvaltningen")
    w.granby = make.make_municipality("Granby")
    w.granby_school = make.make_administration(w.granby, "Granby skolförvaltning")
    places = {
        "strategist": (w.ekvik, Role.STRATEGIST),
        "reporter": (w.school, Role.REPORTER),
        "manager": (w.school, Role.MANAGER),
        "elected": (w.ekvik, Role.ELECTED),
        "auditor": (w.ekvik, Role.AUDITOR),
        "reader": (w.ekvik, Role.READER),
        "other_reporter": (w.social, Role.REPORTER),
        "network_coordinator": (w.ekvik, Role.NETWORK_COORDINATOR),
        "reviewer": (w.ekvik, Role.REVIEWER),
        "researcher": (w.ekvik, Role.RESEARCHER),
        "national_coordinator": (w.ekvik, Role.NATIONAL_COORDINATOR),
        "neighbour": (w.granby, Role.STRATEGIST),
    }
    w.functions = {}
    for who, (organisation, role) in places.items():
        person = make.make_person(f"Person {who}")
        w.functions[who] = make.make_function(organisation, role=role, holder=person)
        w.people[who] = person
    w.people["administrator"] = make.make_person("Person administrator", is_administrator=True)


# --- organisations ---------------------------------------------------------------------------


def add_organisations(w) -> None:
    """The same things in both municipalities, so that one's can be tried in the other's forms."""
    later, day = dt.date(2027, 1, 1), dt.date(2026, 1, 1)
    ekvik, granby = SimpleNamespace(root=w.ekvik), SimpleNamespace(root=w.granby)
    for town, unit in ((ekvik, w.school), (granby, w.granby_school)):
        town.unit = unit
        town.function = make.make_function(unit, title="Kvalitetsutvecklare")
        town.closed = make.make_function(unit, title="Gammal", ends=day)
        town.closed.periods.update(ends=day)
        person = make.make_person()
        town.holding = make.make_holding(town.function, person)
        town.coming = make.make_holding(town.function, make.make_person(), starts=later)
        town.person = person
        town.term = make.make_term(town.root)
        town.group = make.make_group(town.root)
        town.seat = make.make_seat(town.group, unit)
        town.rule = make.make_rule(town.root)
        town.unused_rule = make.make_rule(town.root, "Arbetsmaterial", years=2)
        town.decision = make.make_decision(unit, retention=town.rule)
        town.secret = make.make_decision(unit, access="restricted", secrecy_ground="OSL 26:1")
        town.reorganisation = make.make_reorganisation(unit, day=day)
        strategist = w.people["strategist" if town is ekvik else "neighbour"]
        town.old_template = make.make_word_template(town.root, by=strategist, ended=True)
        town.template = make.make_word_template(town.root, by=strategist)
        town.file = make.make_import(town.root, by=strategist)
        town.read = make.make_import(town.root, by=strategist, done_at=now())
    w.ours, w.theirs = ekvik, granby
    w.unused = make.make_organisation(kind="authority", name="Lillby", sector="municipality")


# --- rights ----------------------------------------------------------------------------------


def add_rights(w) -> None:
    w.criterion = make.make_topic("criterion.D4", kind="criterion")
    w.granby_topic = make.make_topic("own.granby", authority=w.granby)
    w.recommendation = make.make_recommendation(topics=[w.criterion])


# --- questions -------------------------------------------------------------------------------


def add_questions(w) -> None:
    text = "key: ours"
    w.version = make.make_version(key="shared", source_text=text)
    w.own_version = make.make_version(key="own", authority=w.ekvik, source_text=text)
    w.draft = make.make_version(
        *[{}, {}], key="draft", authority=w.ekvik, published=False, based_on=w.version
    )
    w.granby_draft = make.make_version(key="draft", authority=w.granby, published=False)
    w.granby_section = w.granby_draft.sections.get()
    w.empty_section = make.make_section(w.draft, key="empty")
    for state in ("removed", "retired"):
        ours, theirs = (
            make.make_version(key=state, authority=owner, published=False)
            for owner in (w.ekvik, w.granby)
        )
        for one in (ours, theirs):
            one.state = state
            one.save(update_fields=["state"])
        setattr(w, f"{state}_version", ours)
        setattr(w, f"granby_{state}", theirs)
    w.granby_version = make.make_version(key="own", authority=w.granby, source_text=text)
    answer = make.make_answer(make.make_sheet(w.version, w.school))
    w.evidence = make.make_evidence(answer)
    w.granby_evidence = make.make_evidence(
        make.make_answer(make.make_sheet(w.version, w.granby_school))
    )


# --- assessments -----------------------------------------------------------------------------


def add_assessments(w) -> None:
    """A draft, an open and a closed round of Ekvik; sheets of the school in different states."""
    w.rounds = SimpleNamespace()
    owner = w.functions["strategist"]
    for state in ("draft", "open", "closed"):
        title = f"Kartläggning {state}"
        made = make.make_round(w.ekvik, owner=owner, version=w.version, title=title, state=state)
        setattr(w.rounds, state, made)
    functions = {"reporter": w.functions["reporter"], "approver": w.functions["manager"]}
    w.sheets = SimpleNamespace()
    second = make.make_round(w.ekvik, owner=owner, version=w.version, title="Tidig")
    w.sheets.draft = make.fill(make.make_assessment(w.rounds.open, w.school, **functions), 1)
    w.sheets.submitted = make.fill(
        make.make_assessment(second, w.school, state="submitted", **functions), 2, 3
    )
    w.sheets.theirs = make.fill(
        make.make_assessment(make.make_round(w.granby, version=w.version), w.granby_school), 4
    )
    w.sheet_evidence = make.make_evidence(w.sheets.draft.sheet.answers.get())
    w.submitted_evidence = make.make_evidence(w.sheets.submitted.sheet.answers.first())
    w.written = make.make_finding(round=second, answers=w.sheets.submitted.sheet.answers.all())
    w.removed_finding = make.make_finding(w.ekvik, removed_at=now())
    add_country(w)
    add_portions(w, functions)
    add_codings(w)


def add_country(w) -> None:
    """A round that opens by itself, and two over the country: one is a draft, one asks Granby."""
    ours = {"version": w.version, "owner": w.functions["strategist"]}
    later = {"opens": today() + dt.timedelta(days=3), "closes": today() + dt.timedelta(days=9)}
    w.rounds.planned = make.make_round(w.ekvik, state="planned", **later, **ours)
    country = {"reach": "country", "needs_approval": False}
    country |= {"version": w.version, "owner": w.functions["national_coordinator"]}
    w.rounds.country_draft = make.make_round(w.ekvik, state="draft", **country)
    w.rounds.country = make.make_round(w.ekvik, **country)
    w.sheets.country = make.make_assessment(
        w.rounds.country,
        w.granby,
        reporter=w.functions["neighbour"],
        approver=w.functions["national_coordinator"],
    )


def add_portions(w, functions) -> None:
    """A sheet of the school, one section of which the other administration answers, and what is
    said about it."""
    round = make.make_round(w.ekvik, owner=w.functions["strategist"], version=w.version)
    w.sheets.part = make.fill(make.make_assessment(round, w.school, **functions), 1)
    w.portion = make.make_portion(w.sheets.part, function=w.functions["other_reporter"])
    w.foreign_section = make.make_version().sections.get()
    w.remark = make.make_remark(w.sheets.part, by=w.people["reporter"])
    w.link = issue(w.sheets.part, "ada@bolaget.se", by=None)[0]


def add_codings(w) -> None:
    """One that two have read, one that the first has not begun, and one of Granby."""
    functions = {"first": w.functions["strategist"], "second": w.functions["reader"]}
    texts = [f"Text {number}" for number in range(6)]
    w.coding = make.make_coding(w.ekvik, texts=texts, themes=["Tid", "Pengar"], **functions)
    for reader, saw in (("first", ["Tid"]), ("second", [])):
        make.read_all(w.coding, reader, dict.fromkeys(texts, saw))
    w.theme = w.coding.themes.get(name="Tid")
    w.quote = w.coding.passages.first().quotes.create(theme=w.theme, text="Ord")
    w.unread_coding = make.make_coding(w.ekvik, themes=["Tid"], first=functions["first"])
    w.granby_coding = make.make_coding(w.granby, themes=["Deras"])
    w.granby_theme = w.granby_coding.themes.get()


def add_nameless(w) -> None:
    """An open round without names, with a code that is not used; one closed; one in a meeting."""
    owner = w.functions["strategist"]
    w.nameless = make.make_round(
        w.ekvik, owner=owner, version=w.version, title="Utan namn", kind="anonymous"
    )
    w.code = make.make_tickets(w.nameless, w.school)[0]
    w.nameless_field = f"q{w.version.questions.get(key='f1').pk}-choice"
    common = {"owner": owner, "version": w.version}
    w.closed_nameless = make.make_round(w.ekvik, kind="anonymous", state="closed", **common)
    w.meeting = make.make_round(w.ekvik, kind="live", **common)
    begin(w.meeting, by=None)


# --- plans -----------------------------------------------------------------------------------


def add_plans(w) -> None:
    """A plan with a measure of the school, one of the whole, one removed; and Granby's own."""
    w.plan = make.make_plan(w.ekvik, owner=w.functions["strategist"])
    w.measure = make.make_measure(w.plan, responsible=w.functions["reporter"])
    w.adopted_plan = make.make_plan(w.ekvik, adopted=True)
    w.reason = w.measure.reasons.create(kind="other", key="other:1", wording="Ett skäl")
    w.unit_measure = make.make_measure(
        w.plan, responsible=w.functions["reporter"], circle="unit", title="Skolans egen"
    )
    w.removed_measure = make.make_measure(
        w.plan, responsible=w.functions["reporter"], removed_at="2026-11-01T12:00Z"
    )
    w.parts = {kind: make.make_part(w.plan, kind) for kind in PARTS}
    w.removed_parts = {
        kind: make.make_part(w.plan, kind, removed_at="2026-11-01T12:00Z") for kind in PARTS
    }
    w.note = make.make_note(w.measure)
    w.unit_note = make.make_note(w.unit_measure)
    w.granby_plan = make.make_plan(w.granby, owner=w.functions["neighbour"])
    w.granby_measure = make.make_measure(w.granby_plan, responsible=w.functions["neighbour"])
    w.finding = make.make_finding(w.ekvik)
    w.granby_finding = make.make_finding(w.granby)


# --- reports ---------------------------------------------------------------------------------


def add_reports(w) -> None:
    """A draft, a removed draft and a decided report of Ekvik; a draft of Granby."""
    owner = w.functions["strategist"]
    w.told_round = make.make_round(w.ekvik, owner=owner, title="Att berätta om", state="closed")
    w.granby_round = make.make_round(w.granby, owner=w.functions["neighbour"])
    w.report = make.make_report(w.told_round, owner=owner)
    w.report_comment = w.report.comments.create(block="summary", text="?", by_name="Astrid")
    w.removed_report = make.make_report(w.told_round, owner=owner, removed_at="2026-11-01T12:00Z")
    w.decided_report = make.make_report(w.told_round, owner=owner, decided=True)
    w.granby_report = make.make_report(w.granby_round, owner=w.functions["neighbour"])


# --- agreements ------------------------------------------------------------------------------


def add_agreements(w) -> None:
    """Ekvik's with a delivery made and one to make, one that is public, one removed; Granby's."""
    w.ours.agreement = _agreement(w.ekvik, w.functions["strategist"], w.functions["reporter"])
    w.theirs.agreement = _agreement(w.granby, w.functions["neighbour"], w.functions["neighbour"])
    owner = w.functions["strategist"]
    w.public_agreement = make.make_agreement(w.ekvik, owner=owner, circle="public")
    w.public_due = make.make_obligation(
        w.public_agreement, clock="day", day=dt.date(2026, 9, 1)
    ).dues.get()
    w.removed_agreement = make.make_agreement(w.ekvik, owner=owner, removed_at="2026-11-01T12:00Z")


def _agreement(authority, owner, reporter) -> SimpleNamespace:
    thing = make.make_agreement(authority, owner=owner, parties=("A", "B"))
    first, second = thing.parties.all()
    open_, done = [
        make.make_obligation(
            thing, title, party=first, clock="day", day=dt.date(2026, 9, 1), owner=reporter
        )
        for title in ("Rapport", "Rekvisition")
    ]
    file = Attachment(name="avtal.txt", content_type="text/plain", size=1, sha256="0" * 64)
    file.file.save("avtal.txt", ContentFile(b"x"))
    done.dues.update(delivered_on=dt.date(2026, 8, 1), file=file)
    return SimpleNamespace(
        thing=thing,
        party=second,
        removed_party=thing.parties.create(name="C", removed_at="2026-11-01T12:00Z"),
        obligation=open_,
        due=open_.dues.get(),
        done=done.dues.get(),
        paper=thing.papers.create(title="Avtal", file=file),
    )


# --- project ---------------------------------------------------------------------------------


def add_project(w) -> None:
    """The strategist's jobs: one done with a file, one that failed."""
    file = Attachment(name="lista.txt", content_type="text/plain", size=1, sha256="0" * 64)
    file.file.save("lista.txt", ContentFile(b"x"))
    common = {"work": "builtins.dict", "title": "Lista", "by": w.people["strategist"]}
    w.done_job = Job.objects.create(key="done", state=Job.State.DONE, result=file, **common)
    w.calendar_link, w.calendar_token = CalendarLink.objects.issue(
        person=w.people["reporter"], scope="mine"
    )
    w.discard_rule = make.make_rule(w.ekvik, "Svar", 10)
    w.discard_rule.covers = "answers"
    w.discard_rule.save()
    w.year_step = YearStep.objects.create(
        authority=w.ekvik, title="Budget", track="steering", from_month=5, to_month=6
    )
    w.failed_job = Job.objects.create(key="failed", state=Job.State.FAILED, **common)
