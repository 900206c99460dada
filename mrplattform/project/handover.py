"""The handover file: everything that hangs on a function, written for whoever holds it next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.core.catalogue import Duty
from mrplattform.core.dates import long_date, today
from mrplattform.core.exports.document import (
    Block,
    BulletList,
    Column,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
    Text,
    text,
)
from mrplattform.core.models import ContentType, Deed
from mrplattform.core.sorting import swedish_key
from mrplattform.core.templatetags.mr import verb_display
from mrplattform.organisations.models import (
    Decision,
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    Role,
)
from mrplattform.project import house
from mrplattform.project.naming import name_things, thing_run
from mrplattform.project.services import TOOK_OVER

# What comes first: the next quarter. What has been: enough to see the thread.
SOON = dt.timedelta(days=92)
MOST_DEEDS = 40
MOST_DECISIONS = 15
MOST_PEOPLE = 60
# Who held the function before this long ago has nothing left to hand over.
FRESH = dt.timedelta(days=120)


def handover(function: Function, reader, on: dt.date | None = None) -> Document:
    on = on or today()
    duties = sorted(house.duties([function.pk]), key=lambda d: (d.day or dt.date.max, d.title))
    above = _above(function)
    holdings, near = _holdings(function, above, on)
    parts = [
        _opening(duties, on),
        _facts(function, holdings, on),
        _next(duties, on),
        _duties(duties),
        _decisions(function, above, reader),
        _people(near),
        _deeds(function, reader),
        _holders(holdings),
    ]
    return Document(
        title=_("Överlämning: %s") % function,
        author=function.authority.name,
        subject=_("Det som hör till funktionen, för den som tar över"),
        line=f"{function.authority.name} · {long_date(on)}",
        day=on,
        blocks=[block for part in parts for block in part],
    )


# --- Parts ------------------------------------------------------------------------------------


def _opening(duties: list[Duty], on: dt.date) -> Iterator[Block]:
    late = sum(1 for duty in duties if duty.day and duty.day < on)
    words = ngettext(
        "Du tar över en uppgift som pågår.",
        "Du tar över %(count)d uppgifter som pågår.",
        len(duties),
    ) % {"count": len(duties)}
    if not duties:
        words = _("Just nu väntar ingen uppgift på funktionen.")
    yield Paragraph(
        text(
            words,
            " ",
            _(
                "Allt nedan hör till funktionen, inte till den som hade den före dig. "
                "Det du inte hinner läsa nu finns kvar på sidan och fylls på av sig självt."
            ),
        ),
        lead=True,
    )
    if late:
        yield Note(
            ngettext(
                "En uppgift har redan passerat sin dag. Börja där.",
                "%(count)d uppgifter har redan passerat sin dag. Börja där.",
                late,
            )
            % {"count": late},
            title=_("Försenat"),
        )


def _facts(function: Function, holdings: list[Holding], on: dt.date) -> Iterator[Block]:
    now_held = sorted((one for one in holdings if one.holds(on)), key=lambda one: one.stand_in)
    names = [_name(one) for one in now_held]
    yield Facts(
        (
            (_("Funktion"), text(Run(function.title, href=function.get_absolute_url()))),
            (_("Enhet"), text(function.organisation.name)),
            (_("Roll"), text(function.get_role_display())),
            (_("Hålls av"), text(", ".join(names) or _("ingen just nu"))),
        )
    )


def _next(duties: list[Duty], on: dt.date) -> Iterator[Block]:
    yield Heading(_("Det som kommer först"))
    soon = [_when(duty, duty.day, on) for duty in duties if duty.day and duty.day <= on + SOON]
    if soon:
        yield BulletList(soon)
    else:
        yield Paragraph(text(_("Inget har en dag inom tre månader.")))


def _when(duty: Duty, day: dt.date, on: dt.date) -> Text:
    late = _(", försenad") if day < on else ""
    link = Run(duty.title, duty.address)
    return text(f"{long_date(day)}: ", link, f" ({duty.kind.lower()}{late})")


def _duties(duties: list[Duty]) -> Iterator[Block]:
    yield Heading(_("Det här ansvarar funktionen för"))
    if not duties:
        yield Paragraph(text(_("Inget öppet. Nya uppgifter visas här när de läggs på funktionen.")))
    kinds = defaultdict(list)
    for duty in duties:
        kinds[duty.kind].append(duty)
    for kind, some in kinds.items():
        yield Table(
            f"{kind} ({len(some)})",
            (Column(_("Vad"), share=4), Column(_("Senast"), "date")),
            [(Run(duty.title, duty.address), duty.day) for duty in some],
            name=kind,
        )


def _decisions(function: Function, above: list[int], reader) -> Iterator[Block]:
    """What the bodies above the function have decided; the latest first."""
    rows = Decision.objects.visible_to(reader).filter(authority=function.authority_id)
    if function.organisation_id != function.authority_id:
        rows = rows.filter(Q(body__in=above) | Q(body__parent=function.authority_id))
    decisions = list(rows.select_related("body").order_by("-day", "-pk")[:MOST_DECISIONS])
    yield Heading(_("Beslut att känna till"))
    if not decisions:
        yield Paragraph(text(_("Inga beslut är inlagda.")))
        return
    yield Table(
        _("De senaste besluten"),
        (Column(_("Ärende"), share=3), Column(_("Beslutat av"), share=2), Column(_("Dag"), "date")),
        [(Run(one.title, _address(one)), _body(one), one.day) for one in decisions],
        name=_("Beslut"),
    )


def _people(near: list[Holding]) -> Iterator[Block]:
    yield Heading(_("Människor att prata med"))
    people = [(one.person.name, str(one.function), one.person.email) for one in near]
    if not people:
        yield Paragraph(text(_("Ingen annan i organisationen har en funktion i plattformen än.")))
        return
    yield Table(
        _("Kontakter"),
        (Column(_("Namn"), share=2), Column(_("Funktion"), share=3), Column(_("E-post"), share=3)),
        [(name, title, Run(mail, f"mailto:{mail}")) for name, title, mail in people],
        name=_("Kontakter"),
    )


def _deeds(function: Function, reader) -> Iterator[Block]:
    """What was done in the function's name, and with the function, newest first, with why."""
    deeds = list(_deeds_of(function).order_by("-pk")[:MOST_DEEDS])
    name_things(deeds, reader)
    yield Heading(_("Det här har hänt, och varför"))
    if not deeds:
        yield Paragraph(text(_("Inget är gjort i funktionens namn än.")))
        return
    yield Table(
        _("De senaste händelserna"),
        (
            Column(_("Händelse"), share=3),
            Column(_("Med"), share=3),
            Column(_("Skäl"), share=3),
            Column(_("Dag"), "date"),
        ),
        [(_did(deed), thing_run(deed), deed.why, deed.at) for deed in deeds],
        name=_("Händelser"),
    )


def _deeds_of(function: Function):
    full_name = Concat("title", Value(", "), "organisation__name")  # as str(function) was then
    names = FunctionPeriod.objects.filter(function=function).values_list(full_name)
    kind = ContentType.objects.get_for_model(Function)
    return Deed.objects.filter(scope=function.authority_id).filter(
        Q(by_function=str(function))
        | Q(by_function__in=names)
        | Q(content_type=kind, object_id=str(function.pk))
    )


def _holders(holdings: list[Holding]) -> Iterator[Block]:
    yield Heading(_("Vem som har hållit funktionen"))
    if not holdings:
        yield Paragraph(text(_("Ingen har hållit funktionen än.")))
        return
    yield Table(
        _("Innehavare"),
        (Column(_("Namn"), share=3), Column(_("Från"), "date"), Column(_("Till"), "date")),
        [(_name(one), one.starts, one.ends) for one in holdings],
        name=_("Innehavare"),
    )


def _name(holding: Holding) -> str:
    return f"{holding.person.name}{_(' (ersättare)') if holding.stand_in else ''}"


def _holdings(function: Function, above: list[int], on: dt.date) -> tuple[list, list]:
    """Who has held the function, the latest first; and who is near to it today: those who lead the
    work, the managers above, the colleagues in the same unit, and for the one who leads the work
    those who answer and approve in all units."""
    near = (
        Q(function__role=Role.STRATEGIST)
        | Q(function__organisation__in=above, function__role=Role.MANAGER)
        | Q(function__organisation=function.organisation_id)
    )
    if function.role == Role.STRATEGIST:
        near |= Q(function__role__in=[Role.MANAGER, Role.REPORTER])
    today_near = Holding.objects.of_open_functions(on).filter(near)
    rows = today_near.filter(function__authority=function.authority_id)
    rows |= Holding.objects.filter(function=function)
    found = list(rows.select_related("function__organisation", "person"))
    own = [one for one in found if one.function_id == function.pk]
    others = [one for one in found if one.function_id != function.pk]
    own.sort(key=lambda one: (one.starts, one.pk), reverse=True)
    others.sort(key=lambda one: (swedish_key(one.function.title), swedish_key(one.person.name)))
    return own, others[:MOST_PEOPLE]


def _above(function: Function) -> list[int]:
    """The function's own organisation and those that it stands under today."""
    found: list[int] = []
    node: Organisation | None = function.organisation
    while node and node.pk not in found:
        found.append(node.pk)
        node = node.parent
    return found


def _did(deed: Deed) -> str:
    who = deed.by_name or deed.by_function or _("Plattformen")
    return f"{who} {verb_display(deed)}"


def _body(decision: Decision) -> str:
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    return f"{decision.body.name}{paragraph}"


def _address(decision: Decision) -> str:
    return decision.get_absolute_url()


# --- Newly taken over -------------------------------------------------------------------------


def newly_taken_over(person, on: dt.date | None = None) -> list[Function]:
    """The functions that the person has taken over after somebody else, and whose handover file
    she has not yet said that she has read."""
    on = on or today()
    before = Holding.objects.filter(function=OuterRef("function"), starts__lt=OuterRef("starts"))
    kind = ContentType.objects.get_for_model(Function)
    rows = (
        Holding.objects.of_open_functions(on)
        .filter(Exists(before.exclude(person=person)), person=person, starts__gte=on - FRESH)
        .select_related("function__organisation")
    )
    functions = {row.function_id: row.function for row in rows}
    if not functions:
        return []
    read = Deed.objects.filter(
        content_type=kind,
        object_id__in=[str(pk) for pk in functions],
        verb=TOOK_OVER,
        by=person,
    ).values_list("object_id", flat=True)
    return [function for pk, function in functions.items() if str(pk) not in set(read)]
