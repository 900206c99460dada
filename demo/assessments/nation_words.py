"""What invented municipalities and regions tell the invented national coordinator.

Of each: how great the need is, how many have been trained, what they wrote, and whether its
strategist lets the others read it. Those that are missing here have not begun; `ready` says whether
it was handed in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    need: int
    trained: int
    elected: int
    moment: str  # when support would have been needed
    example: str = ""
    message: str = ""
    shared: bool = False
    ready: bool = True


NATION: dict[str, Answers] = {
    "Ekvik": Answers(
        2,
        3,
        2,
        "När två rättigheter krockade i ett planärende. Vi hade en jurist men ingen som hade gjort "
        "det förut.",
        "Svar till elever inom tre veckor. Fråga kvalitetsutvecklaren på barn- och utbildning.",
        "Håll fast vid samma frågor några år, så att vi ser om något händer.",
        shared=True,
    ),
    "Granby": Answers(
        3,
        1,
        1,
        "När någon ville klaga på en kollega som också är granne. Vi hade behövt en mottagare i en "
        "annan kommun.",
        "Föreningar som har nycklar till biblioteket. Fråga kultur- och fritidschefen.",
        "Vi är nio tusen. Skriv material som går att använda av den som har en dag i veckan.",
        shared=True,
    ),
    "Almfors": Answers(
        2,
        2,
        3,
        "Vid budgeten i våras. Vi ville pröva den mot behoven men hittade ingen som hade gjort det i "
        "vår storlek.",
        "Budgetseminarium där tre nämnder prövar varandras förslag. Fråga ekonomichefen.",
        shared=True,
    ),
    "Björnfors": Answers(
        4,
        0,
        1,
        "När skolan i en by skulle stängas. Barnen hördes för sent, och det visste vi redan då.",
        message="Ring oss. Vi hinner inte läsa handböcker.",
    ),
    "Dunsjö": Answers(
        3,
        1,
        0,
        "Samiska föreningen frågade om samråd, och vi visste inte hur man gör när det bara är en "
        "familj som svarar.",
        "Samråd vid renskiljningen i stället för i kommunhuset. Fråga kommunsekreteraren.",
        "Betala resor. Det är nitton mil till närmaste kurs.",
    ),
    "Enholm": Answers(
        1,
        3,
        3,
        "När en leverantör hade betalat för låga löner. Vi löste det, men långsamt.",
        "Oanmälda besök hos leverantörer, tre kommuner tillsammans. Fråga upphandlingschefen.",
        shared=True,
    ),
    "Fagerlid": Answers(
        2,
        1,
        1,
        "När personal vägrade tolka ett samtal. Det var oklart vem som hade rätt.",
    ),
    "Grönhamn": Answers(
        2,
        2,
        2,
        "När våra siffror visade att flickor mår sämre i två områden, och ingen ägde frågan.",
        "Fritidsgård med eget råd och egna pengar. Fråga ungdomschefen.",
        "Samla exempel som inte gick bra också.",
        shared=True,
    ),
    "Hägerby": Answers(
        3,
        1,
        2,
        "När fullmäktige antog en policy och ingen fick i uppdrag att göra något.",
        message="Säg till ledningarna, inte bara till oss som redan är med.",
    ),
    "Isfors": Answers(
        4,
        0,
        0,
        "Den enda som kunde frågan gick i pension i juni.",
        message="Vi behöver någon att dela tjänst med.",
    ),
    "Jungfrusund": Answers(
        3,
        1,
        1,
        "När säsongsarbetare kom utan bostad. Ingen förvaltning tyckte att det var deras.",
    ),
    "Klintås": Answers(
        2,
        2,
        2,
        "När vi skulle följa upp utbildningen. Vi visste vilka som var där men inte vad det gav.",
        "Rollspel om svåra möten i receptionen. Fråga HR-chefen.",
        shared=True,
    ),
    "Kvarnsund": Answers(
        3,
        1,
        1,
        "När en privat utförare inte ville svara på våra frågor.",
        message="Ta fram text till avtal som vi kan kopiera.",
    ),
    "Lövhamn": Answers(
        2,
        2,
        1,
        "När ett boende för äldre skulle byggas om och de som bor där inte hade tillfrågats.",
    ),
    "Mossliden": Answers(
        3,
        0,
        1,
        "Vi hade behövt råd om våld i nära relation. Skyddat boende ligger tolv mil bort.",
        message="Det borde finnas en gemensam jour för glesa län.",
    ),
    "Norrstad": Answers(
        1,
        3,
        2,
        "Vid översiktsplanen, när barn och äldre ville helt olika saker med samma park.",
        "En mall där grupperna själva skriver vad de vinner och förlorar. Fråga planchefen.",
        "Led ett samtal om metoder. Vi kan bidra.",
        shared=True,
    ),
    "Odensal": Answers(
        3,
        1,
        0,
        "När en ledamot slutade efter hot mot familjen. Vi hade ingen rutin.",
    ),
    "Pilholmen": Answers(
        1,
        3,
        3,
        "När tre program ställde nästan samma krav och förvaltningarna tröttnade.",
        "Ett enda avsnitt i årsredovisningen i stället för fem rapporter. Fråga kanslichefen.",
        "Räkna inte hur många kurser vi har haft. Fråga vad som blev annorlunda.",
        shared=True,
    ),
    "Rönnfors": Answers(
        3,
        1,
        1,
        "När vi fick en dom om diskriminering och inte visste hur vi skulle berätta det för andra.",
        ready=False,
    ),
    "Silversjö": Answers(
        2,
        2,
        2,
        "När kommunens bolag sa att frågorna inte gäller dem.",
        "Ägardirektiv med tre meningar som går att följa upp. Fråga bolagscontrollern.",
        shared=True,
    ),
    "Solviken": Answers(
        2,
        2,
        2,
        "När sommargästerna är fyra gånger så många som vi. Då räcker inte hemtjänsten.",
    ),
    "Ulvfors": Answers(
        3,
        1,
        1,
        "När finsktalande äldre skulle få personal som talar finska och tre kommuner sökte samma "
        "personer.",
        "Gemensam rekrytering med två grannar. Fråga omsorgschefen.",
    ),
    "Västerlo": Answers(
        4,
        0,
        0,
        "Vi började två gånger, och båda gångerna slutade den som hade uppdraget.",
        message="Ge oss en plan för det första året, inte för tio.",
    ),
    "Yttersand": Answers(
        2,
        2,
        3,
        "När medborgarlöften skrevs utan att de som har det sämst var med.",
        "Samtal på laddplatser, tvättstugor och i väntrum. Fråga demokratistrategen.",
        shared=True,
    ),
    "Åmynne": Answers(
        3,
        1,
        1,
        "När en fabrik lades ned och många blev arbetslösa på en gång.",
        ready=False,
    ),
    "Ängsholma": Answers(2, 2, 1, "När bostadsbolaget höjde kravet på inkomst.", ready=False),
    "Region Mellanskog": Answers(
        2,
        2,
        2,
        "När vårdcentralen i en ort stängdes och resan för den som föder blev två timmar.",
        "Patientråd som får se utkasten. Fråga enheten för patientmedverkan.",
        shared=True,
    ),
    "Region Norrälven": Answers(
        3,
        1,
        1,
        "Tolk på samiska och meänkieli saknas nattetid.",
        message="Samordna tolkar över länsgränser.",
    ),
    "Region Sydkust": Answers(
        1,
        3,
        2,
        "När två sjukhus tolkade rätten till vård för papperslösa olika.",
        "En telefonlinje där personal får svar samma dag. Fråga chefsjuristen.",
        shared=True,
    ),
}
