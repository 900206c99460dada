"""Test data by plain functions without surprises. Each app's section makes what that app holds."""

from __future__ import annotations

import datetime as dt
import io
import itertools

import docx
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from mrplattform.agreements.models import Agreement, Obligation, Party
from mrplattform.agreements.services.parts import create as add_part
from mrplattform.assessments.models import (
    AskedUnit,
    Assessment,
    Coding,
    Finding,
    Portion,
    Remark,
    Round,
)
from mrplattform.assessments.passages import Text
from mrplattform.assessments.services import tickets
from mrplattform.assessments.services.ballots import lay_in
from mrplattform.assessments.services.codes import code_of
from mrplattform.assessments.services.coding import start as start_coding
from mrplattform.assessments.services.links import issue
from mrplattform.assessments.services.readings import read as read_text
from mrplattform.assessments.services.themes import make as make_theme
from mrplattform.core.dates import now, today
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import (
    Decision,
    Function,
    FunctionPeriod,
    Group,
    Holding,
    Invitation,
    Organisation,
    OrganisationPeriod,
    Person,
    RetentionRule,
    Role,
    Seat,
    Term,
)
from mrplattform.organisations.services.decisions import decide
from mrplattform.organisations.services.files import receive
from mrplattform.organisations.services.papers import use_none, use_template
from mrplattform.organisations.services.reorganise import rename
from mrplattform.plans.models import PARTS, Measure, Plan, ProgressNote, Reason
from mrplattform.plans.services.plans import adopt as adopt_plan
from mrplattform.questions.models import (
    Answer,
    Evidence,
    Framework,
    FrameworkVersion,
    Kind,
    Question,
    Section,
)
from mrplattform.questions.services.answers import save_answer
from mrplattform.questions.services.sheets import open_sheet
from mrplattform.reports.models import Report
from mrplattform.reports.services.reports import lock as lock_report
from mrplattform.rights.models import Recommendation, ReviewBody, Topic

LONG_AGO = dt.date(2020, 1, 1)
_number = itertools.count(1)


# --- organisations ---------------------------------------------------------------------------


def make_organisation(
    *, parent=None, kind=Organisation.Kind.UNIT, name=None, starts=LONG_AGO, **fields
) -> Organisation:
    name = name or f"Enhet {next(_number)}"
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        parent=parent,
        authority=parent.authority if parent else None,
        starts=starts,
        **fields,
    )
    if not parent:
        organisation.authority = organisation
        organisation.save()
    OrganisationPeriod.objects.create(
        organisation=organisation,
        name=name,
        short_name=organisation.short_name,
        parent=parent,
        starts=starts,
        ends=organisation.ends,
    )
    return organisation


def make_municipality(name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.AUTHORITY,
        sector=Organisation.Sector.MUNICIPALITY,
        name=name or f"Kommun {next(_number)}",
        invented=True,
        **fields,
    )


def make_administration(parent=None, name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.ADMINISTRATION,
        parent=parent or make_municipality(),
        name=name or f"Förvaltning {next(_number)}",
        **fields,
    )


def make_person(name=None, **fields) -> Person:
    number = next(_number)
    fields.setdefault("email", f"person{number}@example.se")
    return Person.objects.create_user(name=name or f"Person {number}", **fields)


def make_function(
    organisation=None, *, role=Role.REPORTER, title=None, holder=None, starts=LONG_AGO, **fields
) -> Function:
    organisation = organisation or make_administration()
    function = Function.objects.create(
        organisation=organisation,
        authority=organisation.authority,
        role=role,
        title=title or str(Role(role).label),
        starts=starts,
        **fields,
    )
    FunctionPeriod.objects.create(
        function=function, organisation=organisation, title=function.title, starts=starts
    )
    if holder:
        make_holding(function, holder, starts=starts)
    return function


def make_holding(function, person, *, starts=LONG_AGO, **fields) -> Holding:
    holding = Holding.objects.create(function=function, person=person, starts=starts, **fields)
    person.__dict__.pop("standing", None)  # read anew, as the next request would
    return holding


def make_term(authority, starts=dt.date(2023, 1, 1), ends=dt.date(2026, 12, 31)) -> Term:
    return Term.objects.create(authority=authority, starts=starts, ends=ends)


def make_group(authority=None, name="Barnrättsgruppen", starts=LONG_AGO, **fields) -> Group:
    fields.setdefault("mandate", "Följa barnets rättigheter i förvaltningarna")
    return Group.objects.create(
        authority=authority or make_municipality(), name=name, starts=starts, **fields
    )


def make_seat(group, organisation, function=None, starts=LONG_AGO, **fields) -> Seat:
    return Seat.objects.create(
        group=group, organisation=organisation, function=function, starts=starts, **fields
    )


def make_rule(authority, name="Beslut, program och planer", years=None) -> RetentionRule:
    return RetentionRule.objects.create(authority=authority, name=name, years=years)


def make_decision(body=None, *, by=None, **fields) -> Decision:
    fields.setdefault("day", dt.date(2026, 3, 2))
    fields.setdefault("title", "Program för mänskliga rättigheter")
    fields.setdefault("wording", "Nämnden antar programmet.")
    fields.setdefault("copy", {"mål": ["Alla får veta sina rättigheter"]})
    return decide(body=body or make_administration(), by=by, **fields)


def make_invitation(function, *, email=None, by=None, **fields) -> tuple[Invitation, str]:
    """An invitation that holds for a week, and the secret that its letter would carry."""
    fields.setdefault("expires_at", now() + dt.timedelta(days=7))
    email = email or f"inbjuden{next(_number)}@example.se"
    return Invitation.objects.issue(function=function, email=email, name="Ny", by=by, **fields)


def make_reorganisation(unit=None, *, day=dt.date(2026, 1, 1), name="Nytt namn", by=None):
    return rename(unit or make_administration(), name=name, day=day, by=by)


def make_import(authority=None, *, by=None, text="id;namn\n1;Ekskolan\n", kind="tree", **fields):
    """A file of units that was sent and tried; with done_at one that was read in."""
    file = SimpleUploadedFile("enheter.csv", text.encode())
    incoming = receive(authority or make_municipality(), kind, file, day=LONG_AGO, by=by)
    for name, value in fields.items():
        setattr(incoming, name, value)
    incoming.save()
    return incoming


def make_word_template(authority=None, *, by=None, ended=False, text="{{titel}}"):
    """A template that is in use; with ended one that was."""
    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph(text)
    paper.save(out)
    authority = authority or make_municipality()
    template = use_template(authority, SimpleUploadedFile("mall.docx", out.getvalue()), by=by)
    if ended:
        use_none(authority, by=by)
    return template


def make_member(organisation=None, role=Role.REPORTER, **fields) -> Person:
    """A person who holds a function with that role in that organisation."""
    person = make_person(**fields)
    make_function(organisation, role=role, holder=person)
    return person


# --- rights ----------------------------------------------------------------------------------


def make_topic(key=None, *, kind=Topic.Kind.GROUP, name=None, **fields) -> Topic:
    key = key or f"{kind}.{next(_number)}"
    return Topic.objects.create(key=key, kind=kind, names={"sv": name or key}, **fields)


def make_recommendation(*, body=None, topics=(), **fields) -> Recommendation:
    body = body or ReviewBody.objects.get_or_create(key="crc", defaults={"name": "Kommittén"})[0]
    number = next(_number)
    fields = {"key": f"crc.{number}", "year": 2015, "text": "Skydda alla barn"} | fields
    recommendation = Recommendation.objects.create(body=body, **fields)
    recommendation.topics.set(topics)
    return recommendation


# --- questions -------------------------------------------------------------------------------


LEVELS = [
    {"value": value, "label": {"sv": label}, "description": {"sv": f"Så här: {label}"}}
    for value, label in enumerate(
        ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Följt upp med effekt"]
    )
]
CHOICES = [
    {"value": value, "label": {"sv": label}}
    for value, label in [("a", "Nämnden"), ("b", "Förvaltningen"), ("c", "Bolaget")]
]


def make_version(
    *questions: dict,
    authority=None,
    published=True,
    key=None,
    number=1,
    title="Våra frågor",
    **fields,
) -> FrameworkVersion:
    """A framework version with one section. Each question is a dict of Question fields; without
    any there are two levels and a text. `topics` in a question is a list of Topic."""
    framework, _created = Framework.objects.get_or_create(
        key=key or f"fragor-{next(_number)}", authority=authority
    )
    version = FrameworkVersion.objects.create(
        framework=framework, authority=authority, number=number, titles={"sv": title}, **fields
    )
    section = make_section(version)
    for fields in questions or [{}, {}, {"kind": Kind.TEXT}]:
        make_question(section, **fields)
    if published:
        version.state = FrameworkVersion.State.PUBLISHED
        version.save(update_fields=["state"])
    return version


def make_section(version, *, key="s", title="Avsnitt", topics=(), **fields) -> Section:
    order = version.sections.count() + 1
    section = Section.objects.create(
        version=version, key=key, order=order, titles={"sv": title}, **fields
    )
    section.topics.set(topics)
    return section


def make_question(section, *, kind=Kind.LEVEL, key=None, topics=(), **fields) -> Question:
    order = section.version.questions.count() + 1
    if kind == Kind.LEVEL:
        fields.setdefault("options", LEVELS)
    elif kind in (Kind.CHOICE, Kind.SEVERAL):
        fields.setdefault("options", CHOICES)
    fields.setdefault("texts", {"sv": f"Fråga {order}"})
    fields.setdefault("allow_not_applicable", True)
    question = Question.objects.create(
        version=section.version,
        section=section,
        key=key or f"f{order}",
        order=order,
        kind=kind,
        **fields,
    )
    question.topics.set(topics)
    return question


def make_sheet(version=None, organisation=None, *, day=dt.date(2026, 11, 1), by=None, **fields):
    return open_sheet(
        version or make_version(), organisation or make_administration(), day, by=by, **fields
    )


def make_answer(sheet=None, question=None, *, value=3, state=Answer.State.ANSWERED, **fields):
    """An answer through the service; to the sheet's first question unless told."""
    sheet = sheet or make_sheet()
    question = question or sheet.version.questions.first()
    fields.setdefault("by", None)
    value = value if state == Answer.State.ANSWERED else None
    return save_answer(sheet, question, state=state, value=value, **fields)


def make_evidence(answer, *, name="rutin.txt", by=None) -> Evidence:
    """With a row for its file; the file itself is empty."""
    attachment = Attachment.objects.create(
        file=ContentFile(b"", name=name), name=name, content_type="text/plain", size=0, by=by
    )
    return Evidence.objects.create(answer=answer, title="Rutin", attachment=attachment, by=by)


# --- assessments -----------------------------------------------------------------------------


def make_round(authority=None, *, version=None, owner=None, title="Plattformen 2026", **fields):
    """An open round, unless `state` says otherwise; it closes in a few days."""
    authority = authority or make_municipality()
    owner = owner or make_function(authority, role=Role.STRATEGIST)
    fields.setdefault("state", Round.State.OPEN)
    fields.setdefault("opens", today() - dt.timedelta(days=30))
    fields.setdefault("closes", today() + dt.timedelta(days=4))
    version = version or make_version()
    return Round.objects.create(
        authority=authority, owner=owner, version=version, title=title, **fields
    )


def make_assessment(round=None, unit=None, *, reporter=None, approver=None, email="", **fields):
    """A unit's assessment, answered by a function or with a link to the address; the sheet is
    locked when it is handed in."""
    if round is None:
        round = make_round(unit.authority if unit else None)
    unit = unit or make_administration(round.authority)
    sheet = make_sheet(round.version, unit, day=round.opens)
    assessment = Assessment.objects.create(
        round=round,
        authority=unit.authority,
        organisation=unit,
        sheet=sheet,
        reporter=None if email else reporter or _function_with(unit, Role.REPORTER),
        approver=approver or _function_with(unit, Role.MANAGER),
        **fields,
    )
    if email:
        issue(assessment, email, by=None)
    if assessment.is_handed_in:
        sheet.locked = True
        sheet.save()
    return assessment


def make_portion(assessment, section=None, *, function=None, email="", **fields) -> Portion:
    """A section handed on to a function, or to an address with a link of its own."""
    section = section or assessment.sheet.version.sections.first()
    link = issue(assessment, email, by=None, partial=True)[0] if email else None
    return Portion.objects.create(
        assessment=assessment, section=section, function=function, link=link, **fields
    )


def make_remark(assessment, question=None, *, by=None, text="Hur vet ni det?", **fields) -> Remark:
    question = question or assessment.sheet.version.questions.first()
    fields.setdefault("by_name", by.name if by else "")
    return Remark.objects.create(
        assessment=assessment, question=question, text=text, by=by, **fields
    )


def _function_with(unit, role):
    return unit.functions.filter(role=role).first() or make_function(unit, role=role)


def make_tickets(round, unit, count=1, *, emails=()) -> list[str]:
    """Codes that answer once each, for a unit of a round without names."""
    asked = AskedUnit(round=round, organisation=unit, emails="\n".join(emails), codes=count)
    before = set(round.tickets.values_list("pk", flat=True))
    tickets.issue(round, [asked], by=None)
    return [code_of(one) for one in round.tickets.exclude(pk__in=before).order_by("pk")]


def make_ballot(round, unit, *values):
    """A ballot with a value for each question in order; None leaves one out, "u" is vet ej."""
    given = {
        question: (Answer.State.UNKNOWN, None) if value == "u" else (Answer.State.ANSWERED, value)
        for question, value in zip(round.version.questions.order_by("order"), values, strict=False)
        if value is not None
    }
    [code] = make_tickets(round, unit)
    lay_in(code, given)


def fill(assessment, *levels):
    """Answer the questions in order: a level each, "u" for vet ej, "n" for inte aktuellt, None
    for no answer."""
    sheet = assessment.sheet
    sheet.locked = False
    sheet.save()
    for question, level in zip(sheet.version.questions.order_by("order"), levels, strict=False):
        if level is None:
            continue
        state = {"u": Answer.State.UNKNOWN, "n": Answer.State.NOT_APPLICABLE}.get(level)
        make_answer(
            sheet,
            question,
            value=level,
            state=state or Answer.State.ANSWERED,
            comment="" if state is None else "Ingen har frågat.",
        )
    if assessment.is_handed_in:
        sheet.locked = True
        sheet.save()
    return assessment


def make_finding(authority=None, *, round=None, answers=(), topics=(), **fields):
    authority = authority or (round.authority if round else make_municipality())
    fields.setdefault("title", "Rutin för rättighetskrockar saknas")
    fields.setdefault("kind", Finding.Kind.GAP)
    finding = Finding.objects.create(authority=authority, round=round, **fields)
    finding.answers.set(answers)
    finding.topics.set(topics)
    return finding


def make_coding(authority=None, *, texts=("Tiden räcker inte.",), themes=(), **fields) -> Coding:
    """Texts are words or Text; they are read in an order drawn at random. `themes` are names."""
    authority = authority or make_municipality()
    fields.setdefault("first", make_function(authority, role=Role.STRATEGIST))
    fields.setdefault("title", "Vad hindrar er?")
    texts = [one if isinstance(one, Text) else Text(one) for one in texts]
    coding = start_coding(authority, texts=texts, by=None, **fields)
    for name in themes:
        make_theme(coding, name, by=None)
    return coding


def read_all(coding, reader, chosen) -> None:
    """`chosen` says which themes the reader sees in each text: {words: [names]}."""
    themes = {theme.name: theme for theme in coding.themes.all()}
    for passage in coding.passages.filter(text__in=chosen):
        seen = [themes[name] for name in chosen[passage.text]]
        read_text(passage, reader, seen, saw=None, by=None)


# --- plans -----------------------------------------------------------------------------------


def make_plan(authority=None, *, owner=None, title=None, adopted=False, **fields) -> Plan:
    authority = authority or make_municipality()
    fields.setdefault("starts", dt.date(2025, 1, 1))
    fields.setdefault("ends", dt.date(2028, 12, 31))
    plan = Plan.objects.create(
        authority=authority,
        owner=owner or make_function(authority, role=Role.STRATEGIST),
        title=title or f"Plan {next(_number)}",
        **fields,
    )
    if adopted:
        adopt_plan(
            plan,
            by=None,
            body=authority,
            day=dt.date(2025, 2, 24),
            title=plan.title,
            wording="Planen antas.",
        )
    return plan


def make_measure(plan=None, *, responsible=None, title=None, reasons=(), **fields) -> Measure:
    """`reasons` are (kind, key, wording)."""
    plan = plan or make_plan()
    fields.setdefault("starts", dt.date(2026, 1, 1))
    fields.setdefault("ends", dt.date(2028, 6, 30))
    measure = Measure.objects.create(
        plan=plan,
        authority=plan.authority,
        responsible=responsible or make_function(plan.authority),
        title=title or f"Insats {next(_number)}",
        **fields,
    )
    for kind, key, wording in reasons:
        Reason.objects.create(measure=measure, kind=kind, key=key, wording=wording)
    return measure


def make_part(plan=None, kind="mal", **fields):
    """A direction, goal, risk, message or budget line, by its name in the address."""
    plan = plan or make_plan()
    values = {
        "inriktningar": {},
        "mal": {"wanted": "Så ska det vara", "owner": plan.owner},
        "risker": {"likelihood": 2, "consequence": 3, "owner": plan.owner},
        "kommunikation": {"day": dt.date(2026, 12, 1), "owner": plan.owner},
        "budget": {"year": plan.starts.year, "amount": 100_000},
    }[kind]
    return PARTS[kind].objects.create(
        plan=plan, **({"title": f"Del {next(_number)}"} | values | fields)
    )


def make_note(measure=None, **fields) -> ProgressNote:
    """With a row for its file; the file itself is empty."""
    attachment = Attachment.objects.create(
        file=ContentFile(b"", name="n.txt"), name="n.txt", content_type="text/plain", size=0
    )
    fields = {
        "day": dt.date(2026, 11, 1),
        "text": "Så här gick det",
        "attachment": attachment,
    } | fields
    return ProgressNote.objects.create(measure=measure or make_measure(), **fields)


# --- reports ---------------------------------------------------------------------------------


def make_report(
    round=None, *, owner=None, title="Nulägesrapport", decided=False, **fields
) -> Report:
    """A draft on the round; `decided` locks it by a decision of the authority itself."""
    round = round or make_round()
    report = Report.objects.create(
        authority=round.authority, round=round, owner=owner or round.owner, title=title, **fields
    )
    if decided:
        lock_report(
            report,
            by=None,
            body=round.authority,
            day=dt.date(2026, 3, 2),
            title=title,
            wording="Rapporten godkänns.",
        )
    return report


# --- agreements -----------------------------------------------------------------------------


def make_agreement(authority=None, *, parties=("Kommunen", "Föreningen"), **fields) -> Agreement:
    """An agreement for three years with its parties, nothing in it yet."""
    authority = authority or make_municipality()
    fields.setdefault("kind", "iop")
    fields.setdefault("title", "Partnerskap om barnets rättigheter")
    fields.setdefault("starts", dt.date(2025, 1, 1))
    fields.setdefault("ends", dt.date(2027, 12, 31))
    fields.setdefault("owner", fields.get("owner") or make_function(authority))
    agreement = Agreement.objects.create(authority=authority, **fields)
    for name in parties:
        Party.objects.create(agreement=agreement, name=name)
    return agreement


def make_obligation(agreement=None, title="Årsrapport", *, by=None, **fields) -> Obligation:
    """With its days counted; without a rule it is standing."""
    agreement = agreement or make_agreement()
    fields.setdefault("party", agreement.parties.first())
    return add_part(Obligation, agreement, by=by, title=title, **fields)
