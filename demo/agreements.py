"""Agreements. The real ones are told with what their documents state and nothing more, and nothing
of them is ticked off here; an invented twin of the one from 2014 carries deliveries and late days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from demo.clock import at
from mrplattform.agreements.models import Agreement, Obligation, Party, Stage
from mrplattform.agreements.services import agreements, dues, parts
from mrplattform.organisations.models import Circle, Function

Kind, Relation, Clock = Agreement.Kind, Agreement.Relation, Obligation.Clock
STATE, SKL = "Regeringen", "Sveriges Kommuner och Landsting"
OFFICE = "Regeringskansliet (Arbetsmarknadsdepartementet)"
PAYER = "Kammarkollegiet"
MEMBERS = (
    "Borlänge",
    "Karlskoga",
    "Degerfors",
    "Angered stadsdel, Göteborg",
    "Gävle",
    "Haninge",
    "Trelleborg",
    "Uppsala",
    "Västerås",
    "Örebro",
    "Östersund",
)


def build(world) -> None:
    with at(dt.date(2026, 3, 2)):
        _recorded(world)
    _twin(world)
    _partnership_in_ekvik(world)


# --- As their documents state ---------------------------------------------------------------


def _recorded(world) -> None:
    owner = Function.objects.get(organisation=world.nation, role="national_coordinator")
    told: dict[str, Any] = {"owner": owner, "circle": Circle.PUBLIC, "is_followed": False}
    by = owner.holder()
    children = agreements.create(
        world.nation,
        by=by,
        kind=Kind.NATIONAL,
        title="Överenskommelse 2010 om att stärka barnets rättigheter",
        registry_number="S2010/4938/SF",
        period_words="från juni 2010",
        ends=dt.date(2013, 12, 31),
        **told,
    )
    second = agreements.create(
        world.nation,
        by=by,
        kind=Kind.NATIONAL,
        title="Överenskommelse 2013 om att stärka barnets rättigheter",
        registry_number="S2013/8812/FST",
        period_words="från december 2013 till och med den 30 juni 2014",
        ends=dt.date(2014, 6, 30),
        follows=children,
        relation=Relation.CONTINUES,
        **told,
    )
    rights = agreements.create(
        world.nation,
        by=by,
        kind=Kind.NATIONAL,
        title="Överenskommelse 2014 om mänskliga rättigheter på kommunal nivå",
        aim="Starkare respekt för mänskliga rättigheter och mer kunskap om hur de omsätts i "
        "kommunernas verksamhet, med utgångspunkt i granskningsorganens rekommendationer.",
        registry_number="11/7554",
        deciding_body="Förbundsstyrelsen för Sveriges Kommuner och Landsting, 13 juni 2014",
        signed_on=dt.date(2014, 6, 13),
        period_words="i etapper under åren 2014–2017",
        ends=dt.date(2017, 12, 31),
        follows=second,
        relation=Relation.CONTINUES,
        what_changed="Gäller alla mänskliga rättigheter. Barnets rättigheter ingår.",
        **told,
    )
    _as_of_2014(rights, by)
    extended = agreements.create(
        world.nation,
        by=by,
        kind=Kind.NATIONAL,
        title="Förlängning av överenskommelsen till 1 september 2019",
        period_words="till och med den 1 september 2019",
        ends=dt.date(2019, 9, 1),
        follows=rights,
        relation=Relation.EXTENDS,
        what_changed="Bygger vidare på satsningen 2014–2017 och bidrar till Agenda 2030.",
        **told,
    )
    agreements.create(
        world.nation,
        by=by,
        kind=Kind.NATIONAL,
        title="Förlängning av överenskommelsen till 1 september 2020",
        period_words="fram till den 1 september 2020",
        ends=dt.date(2020, 9, 1),
        follows=extended,
        relation=Relation.EXTENDS,
        **told,
    )
    _eleven(world, by, told)


def _as_of_2014(agreement: Agreement, by) -> None:
    """What the parties took on, with the days that the text states."""
    state = _party(agreement, by, STATE)
    skl = _party(agreement, by, SKL, "ordföranden")
    for title in (
        "Kartläggning",
        "Handlingsplan",
        "Samråd, genomförande och uppföljning",
        "Dokumentation och spridning",
        "Slutrapport",
        "Finansiering och ekonomisk redovisning",
    ):
        parts.create(Stage, agreement, by=by, title=title)
    stages = {stage.title: stage for stage in agreement.stages.all()}

    def add(title: str, party: Party, stage: str, **more: Any) -> Obligation:
        return parts.create(
            Obligation, agreement, by=by, title=title, party=party, stage=stages[stage], **more
        )

    money, survey, plan = (
        "Finansiering och ekonomisk redovisning",
        "Kartläggning",
        "Handlingsplan",
    )
    talks = "Samråd, genomförande och uppföljning"
    last = dt.date(2017, 9, 1)
    add(
        "Rekvisition av bidraget",
        skl,
        money,
        clock=Clock.DAY,
        day=dt.date(2014, 9, 1),
        receiver=PAYER,
    )
    mapping = add(
        "Rapport om kartläggningen",
        skl,
        survey,
        clock=Clock.DAY,
        day=dt.date(2015, 2, 1),
        receiver=OFFICE,
    )
    add(
        "Information om granskningsorganens synpunkter",
        state,
        survey,
        wording="i de delar som rör kommuner och landsting",
        receiver=SKL,
    )
    discussion = add(
        "Gemensam diskussion om kartläggningen",
        skl,
        survey,
        wording="därefter, av företrädare för båda",
        clock=Clock.AFTER,
        anchor=mapping,
        waits_for=[mapping],
    )
    planned = add(
        "Handlingsplan för juni 2015–juni 2017",
        skl,
        plan,
        clock=Clock.DAY,
        day=dt.date(2015, 4, 15),
        receiver=OFFICE,
        waits_for=[discussion],
    )
    consultation = add(
        "Årligt samråd",
        skl,
        talks,
        wording="årligen, senast i maj månad",
        clock=Clock.YEARLY,
        month=5,
        first_year=2015,
        last_year=2017,
        waits_for=[planned],
    )
    for title in ("Rapport för det gångna året", "Årlig ekonomisk redovisning"):
        add(
            title,
            skl,
            talks if title.startswith("Rapport") else money,
            wording="inför det årliga samrådet",
            clock=Clock.BEFORE,
            anchor=consultation,
            receiver=OFFICE,
        )
    add("Samordningsgrupp med båda parter", skl, talks)
    add("Material som samlas, hålls tillgängligt och sprids", skl, "Dokumentation och spridning")
    add("Hjälp att sprida materialet", state, "Dokumentation och spridning")
    add("Slutrapport", skl, "Slutrapport", clock=Clock.DAY, day=last, receiver=OFFICE)
    add("Regeringskansliets egen rapport", state, "Slutrapport")
    add("Slutlig ekonomisk redovisning", skl, money, clock=Clock.DAY, day=last, receiver=OFFICE)
    add(
        "Medel som inte har använts betalas tillbaka",
        skl,
        money,
        clock=Clock.DAY,
        day=last,
        receiver=PAYER,
    )


def _eleven(world, by, told: dict[str, Any]) -> None:
    partnership = agreements.create(
        world.nation,
        by=by,
        kind=Kind.PARTNERSHIP,
        title="Partnerskapet för barnets rättigheter i praktiken",
        aim="Barnets rättigheter stärks i styrningen, den nationella styrningen får genomslag "
        "lokalt, och arbetet får positiva effekter för barn och unga.",
        deciding_body="Kommunstyrelsen eller motsvarande i varje kommun",
        period_words="verksamhetsplan för 2016–2019",
        ends=dt.date(2019, 12, 31),
        **told,
    )
    for name in MEMBERS:
        _party(partnership, by, name)
    first = partnership.parties.get(name="Örebro")
    for title, wording in (
        (
            "En förtroendevald och en tjänsteperson från varje kommun",
            "under den överenskomna tiden",
        ),
        ("Två partnerskapsmöten om året, två dagar var", "värdskapet går runt"),
        ("20 000 kronor per kommun och år till samordningen", "en samordnare på 20 procent"),
        ("En gemensam konkret aktivitet per år", ""),
    ):
        parts.create(Obligation, partnership, by=by, title=title, wording=wording, party=first)


# --- Invented -------------------------------------------------------------------------------


def _twin(world) -> None:
    """The same shape twelve years later, between an invented state and an invented body."""
    owner = Function.objects.get(organisation=world.nation, role="national_coordinator")
    by = owner.holder()
    with at(dt.date(2026, 3, 16)):
        twin = agreements.create(
            world.nation,
            by=by,
            kind=Kind.NATIONAL,
            title="Överenskommelse 2026 om mänskliga rättigheter lokalt (påhittad)",
            aim="Fler kommuner och regioner vet hur rättigheterna uppfylls hos dem och gör något "
            "åt det som brister.",
            registry_number="NS 2026/14",
            deciding_body="Samordningens styrelse 12 mars 2026, § 9",
            signed_on=dt.date(2026, 3, 13),
            starts=dt.date(2026, 3, 13),
            ends=dt.date(2029, 9, 1),
            owner=owner,
            circle=Circle.PUBLIC,
        )
        state = _party(twin, by, "Staten (påhittad part)", "statssekreteraren")
        body = _party(twin, by, "Nationella samordningen (påhittad)", "ordföranden")

        def add(title: str, **more: Any) -> Obligation:
            more = {"party": body, "owner": owner, "receiver": "Departementet"} | more
            return parts.create(Obligation, twin, by=by, title=title, **more)

        request = add("Rekvisition av bidraget", clock=Clock.DAY, day=dt.date(2026, 9, 1))
        start = add("Startmöte", clock=Clock.DAY, day=dt.date(2026, 5, 15))
        survey = add(
            "Rapport om kartläggningen",
            wording="senast den 1 februari 2027",
            clock=Clock.DAY,
            day=dt.date(2027, 2, 1),
            late_means="Handlingsplanen och det första samrådet skjuts lika lång tid.",
        )
        add(
            "Statens genomgång av granskningsorganens synpunkter",
            party=state,
            owner=None,
            receiver="Samordningen",
            clock=Clock.DAY,
            day=dt.date(2026, 11, 2),
        )
        plan = add(
            "Handlingsplan",
            wording="tio veckor efter rapporten",
            clock=Clock.AFTER,
            anchor=survey,
            count=10,
            unit="weeks",
            waits_for=[survey],
        )
        consultation = add(
            "Årligt samråd",
            wording="varje år, senast i maj månad",
            clock=Clock.YEARLY,
            month=5,
            first_year=2027,
            last_year=2029,
            waits_for=[plan],
        )
        add(
            "Årsrapport med ekonomisk redovisning",
            wording="två veckor före samrådet",
            clock=Clock.BEFORE,
            anchor=consultation,
            count=2,
            unit="weeks",
        )
        add("Slutrapport och slutlig redovisning", clock=Clock.DAY, day=dt.date(2029, 9, 1))
        add("Dokumentation som alla kan läsa")
    with at(dt.date(2026, 5, 12)):
        dues.deliver(
            start.dues.get(),
            on=dt.date(2026, 5, 12),
            delivered="Parterna gick igenom överenskommelsen och bestämde hur de hörs av.",
            edition=1,
            by=by,
        )
    with at(dt.date(2026, 8, 27)):
        due = request.dues.get()
        dues.deliver(
            due,
            on=dt.date(2026, 8, 27),
            delivered="Rekvisition på hela årets bidrag.",
            edition=1,
            by=by,
        )
        dues.receive(
            due,
            on=dt.date(2026, 8, 31),
            received_by="Registrator på departementet",
            edition=2,
            by=by,
        )
    with at(dt.date(2026, 10, 19)):
        dues.move(
            survey.dues.get(),
            to=dt.date(2027, 2, 15),
            why="Regionerna fick två veckor till att svara. Överenskommet på mötet 16 oktober.",
            edition=1,
            by=by,
        )


def _partnership_in_ekvik(world) -> None:
    owner = Function.objects.get(authority=world.ekvik, role="strategist")
    by = world.strategist
    with at(dt.date(2025, 12, 15)):
        made = agreements.create(
            world.ekvik,
            by=by,
            kind=Kind.CIVIL_SOCIETY,
            title="Partnerskap med föreningen Öppna dörren om unga på fritiden",
            aim="Unga i hela kommunen har en trygg fritid och är med och bestämmer om den.",
            registry_number="KS 2025/0512",
            deciding_body="Kommunstyrelsen 8 december 2025, § 204",
            signed_on=dt.date(2025, 12, 15),
            starts=dt.date(2026, 1, 1),
            ends=dt.date(2028, 12, 31),
            owner=owner,
            circle=Circle.SIGNED_IN,
        )
        town = _party(made, by, "Ekvik", "kommunstyrelsens ordförande")
        club = _party(made, by, "Föreningen Öppna dörren", "ordföranden")
        paid = parts.create(
            Obligation,
            made,
            by=by,
            title="Stödet betalas ut",
            party=town,
            owner=owner,
            receiver="Föreningen",
            clock=Clock.YEARLY,
            month=2,
        )
        told = parts.create(
            Obligation,
            made,
            by=by,
            title="Föreningen berättar om året",
            wording="senast två månader efter årets slut",
            party=club,
            receiver="Kommunen",
            clock=Clock.YEARLY,
            month=2,
            first_year=2027,
            last_year=2029,
        )
        parts.create(
            Obligation,
            made,
            by=by,
            title="Möte om hur det går",
            party=town,
            owner=owner,
            clock=Clock.AFTER,
            anchor=told,
            count=1,
        )
        parts.create(
            Obligation,
            made,
            by=by,
            title="Insamling av ungas synpunkter",
            party=club,
            owner=owner,
            clock=Clock.YEARLY,
            month=10,
            first_year=2026,
            last_year=2028,
            waits_for=[paid],
        )
    with at(dt.date(2026, 2, 18)):
        dues.deliver(
            paid.dues.get(year=2026),
            on=dt.date(2026, 2, 18),
            delivered="Årets stöd enligt bilaga 1.",
            edition=1,
            by=by,
        )


def _party(agreement: Agreement, by, name: str, signatory: str = "") -> Party:
    return parts.create(Party, agreement, by=by, name=name, signatory=signatory)
