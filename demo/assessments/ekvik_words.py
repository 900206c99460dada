"""Why the units of Ekvik answer as they do: a few sentences for each criterion and level.

{dem} is whom the unit is there for, {var} where it works, {year} the year after the round. All
invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    what: str  # what is missing when nothing has begun
    begun: str
    decided: str
    done: str
    evidence: str = ""  # the title of a document that could show it


CRITERIA = {
    "S2": Words(
        "någon egen nulägesbild",
        "Vi har börjat dela upp statistiken på kön och område, men bara för en av verksamheterna.",
        "Ledningsgruppen har beslutat att nulägesbilden ska göras varje vår. Den första kommer {year}.",
        "Nulägesbilden görs varje år och delas upp på kön, ålder och område. Nämnden går igenom den i mars.",
        "Nulägesbild",
    ),
    "S3": Words(
        "någon prövning av konsekvenser för olika grupper",
        "Vi prövar konsekvenser för barn i enstaka ärenden. Äldre och minoriteter nämns sällan.",
        "Det finns en mall som alla ska använda. Den används ungefär i vartannat ärende.",
        "Alla större ärenden har en prövning. {dem_stor} har fått lämna synpunkter innan förslaget blev klart.",
        "Mall för prövning av konsekvenser",
    ),
    "S7": Words(
        "en lägesbild tillsammans med andra",
        "Vi är med på möten med polisen och bostadsbolaget, men har ingen gemensam bild.",
        "Överenskommelsen med polisen säger att lägesbilden ska vara gemensam. Vi bidrar med våra uppgifter.",
        "Vi lämnar uppgifter varje månad och får tillbaka en samlad bild. Den avgör var vi lägger tid {var}.",
        "Överenskommelse med polisen",
    ),
    "S6": Words(
        "avtal med föreningar",
        "Vi träffar två föreningar ett par gånger om året. Det hänger på personer och är inte avtalat.",
        "Nämnden har beslutat om ett idéburet offentligt partnerskap. Avtalet skrivs under efter årsskiftet.",
        "Tre avtal gäller. Vi träffas varje kvartal och föreningarna sätter halva dagordningen.",
        "Avtal om idéburet offentligt partnerskap",
    ),
    "S9": Words(
        "någon prövning av våra klimatinsatser mot rättigheter",
        "Frågan har kommit upp i två investeringar. Vi saknar ett sätt att pröva den.",
        "Investeringsrutinen säger att berörda grupper ska beskrivas. Det gäller från i höst.",
        "Varje investering beskriver vem som vinner och vem som förlorar. {dem_stor} har hörts i de två största.",
    ),
    "S1": Words(
        "någon egen text om vad fullmäktiges beslut betyder hos oss",
        "Vi har läst fullmäktiges program men inte gjort något av det {var}.",
        "Programmet från fullmäktige finns med i vår verksamhetsplan, med två mål som är våra egna.",
        "Programmet gås igenom med alla nya chefer, och våra mål följs upp i delårsrapporten.",
        "Verksamhetsplan",
    ),
    "S4": Words(
        "rättighetskrav i våra upphandlingar",
        "Vi ställde krav på arbetsvillkor i en upphandling. Ingen har följt upp dem.",
        "Kraven finns i mallen för upphandling. Uppföljning på plats är inte bestämd.",
        "Krav ställs i alla större upphandlingar, och vi besökte fyra leverantörer under året.",
        "Mall för krav i upphandling",
    ),
    "S5": Words(
        "mål om rättigheter för bolagen",
        "Bolagen är med i uppföljningen. Målen är ännu bara förvaltningarnas.",
        "Ägardirektivet säger sedan i våras att bolagen ska redovisa sitt arbete med rättigheter.",
        "Målen gäller bolagen på samma sätt som förvaltningarna, och styrelsen går igenom svaren.",
        "Ägardirektiv",
    ),
    "S8": Words(
        "någon samlad redovisning",
        "Folkhälsa, jämställdhet och barnrätt redovisas var för sig. Vi har börjat jämföra målen.",
        "Från och med nästa år redovisas Agenda 2030 och rättigheter i samma avsnitt.",
        "Allt redovisas i ett avsnitt i årsredovisningen. Tre parallella rapporter är borta.",
        "Avsnitt i årsredovisningen",
    ),
    "S10": Words(
        "något underlag till Sveriges rapportering",
        "Vi svarade på en enkät från länsstyrelsen. Vi vet inte vad den användes till.",
        "Kommunledningskontoret samlar underlag när staten frågar. Vi vet vem vi ska vända oss till.",
        "Vi har lämnat lokala fakta två år i rad, och fick se hur de användes.",
    ),
    "D2": Words(
        "några egna insatser för valdeltagandet",
        "Vi har hängt upp information {var} inför valet. Ingen har följt upp om den nådde fram.",
        "Det är bestämt vilka av våra lokaler som används och vem som ansvarar vid nästa val.",
        "Valambassadörer fanns i tre distrikt. Vi gick igenom deltagandet per distrikt i oktober.",
        "Valdeltagande per distrikt",
    ),
    "D6": Words(
        "lättläst information",
        "Webbsidorna uppfyller kraven. Breven är fortfarande svåra att läsa.",
        "Vi har beslutat att alla mallar ska skrivas om på klarspråk före sommaren.",
        "Alla mallar är omskrivna och finns på fem språk. {dem_stor} har läst dem innan de togs i bruk.",
        "Mallar på klarspråk",
    ),
    "D8": Words(
        "någon bild av hot och hat i våra nämndfrågor",
        "Vi vet att hot förekommer, men det samlas inte in.",
        "Säkerhetschefen har tagit fram en rutin. Ledamöterna informerades i september.",
        "Hot följs upp per kön och ålder. Ledamöterna vet vem de ringer.",
        "Rutin vid hot mot förtroendevalda",
    ),
    "D3": Words(
        "samråd med nationella minoriteter",
        "Vi var med på kommunens samråd i våras. Det vi lovade är inte gjort än.",
        "Det är bestämt att vi är med på båda samråden varje år och svarar skriftligt.",
        "Vi har haft två samråd och svarat på alla punkter inom en månad, på finska och svenska.",
        "Protokoll från samråd",
    ),
    "D4": Words(
        "något sätt för barn och unga att påverka",
        "Barn har fått svara på en enkät. De har inte fått veta vad den ledde till.",
        "Nämnden har beslutat att barn ska höras innan beslut som rör dem. Det görs i hälften av ärendena.",
        "Barn hörs före besluten och får svar inom tre veckor. Vi vet ännu inte om de yngsta förstår svaren.",
        "Rutin för återkoppling till barn och unga",
    ),
    "D1": Words(
        "någon i vår nämnd med det uppdraget",
        "Ordföranden tar upp frågan ibland. Det är inget bestämt uppdrag.",
        "Nämnden utsåg en ledamot i februari. Uppdraget är inte beskrivet än.",
        "En ledamot har uppdraget och rapporterar till nämnden två gånger om året.",
        "Beslut om uppdrag",
    ),
    "D5": Words(
        "någon rubrik om rättigheter i tjänsteskrivelserna",
        "Några handläggare beskriver rättigheter på eget initiativ.",
        "Mallen för tjänsteskrivelser har en rubrik om rättigheter. Den lämnas ofta tom.",
        "Rubriken är ifylld i de flesta ärenden, och avvägningen går att läsa för den som berörs.",
        "Mall för tjänsteskrivelse",
    ),
    "D7": Words(
        "någon samlad bild av klagomålen",
        "Det går att klaga på webben. Vi läser klagomålen ett och ett.",
        "Klagomål ska från årsskiftet sorteras på grupp och fråga. Systemet är beställt.",
        "Klagomål analyseras varje kvartal. I våras ledde det till nya öppettider.",
        "Sammanställning av klagomål",
    ),
    "D9": Words(
        "kontroller av otillåten påverkan",
        "Vi har talat om frågan på en arbetsplatsträff.",
        "Otillåten påverkan finns med i planen för intern kontroll {year}.",
        "Kontrollerna görs varje år och redovisas för nämnden. Två rutiner ändrades efter den senaste.",
        "Plan för intern kontroll",
    ),
    "D10": Words(
        "någon publicerad uppföljning",
        "Delar av uppföljningen finns på webben, men är svår att hitta.",
        "Vi har bestämt att resultaten ska ligga på webben samma vecka som nämnden får dem.",
        "Uppföljningen publiceras med en sida på lätt svenska. Den lästes av 640 personer i fjol.",
    ),
    "V3": Words(
        "uppdelade kvalitetsdata",
        "Vi delar upp en del av våra mått på kön. Ålder och område saknas.",
        "Måtten ska delas upp på kön, ålder och område från och med nästa delårsrapport.",
        "Alla mått delas upp, och avvikelser förklaras i ord. En skillnad mellan områdena ledde till ändrad bemanning.",
        "Kvalitetsredovisning",
    ),
    "V5": Words(
        "någon uppföljning av bemötande",
        "Vi frågar om bemötande i en enkät, men delar inte upp svaren.",
        "Frågor om likabehandling finns i årets enkät. Resultatet kommer i december.",
        "{dem_stor} svarar på frågor om bemötande varje år. Resultatet gås igenom {var}.",
        "Enkät om bemötande",
    ),
    "V7": Words(
        "någon rutin för personer utan papper",
        "Enskilda medarbetare vet vad som gäller. Det finns inget skrivet.",
        "En rutin är beslutad. Den är inte känd {var} än.",
        "Rutinen är känd av alla i mottagningen, och vi har stöd av en jurist samma dag.",
        "Rutin för personer utan papper",
    ),
    "V8": Words(
        "något stöd för att upptäcka våld",
        "Två medarbetare har gått utbildning. Vi frågar inte rutinmässigt.",
        "Beslutet är att alla ska ställa frågan. Utbildningen börjar i januari.",
        "Frågan om våld ställs till alla, och skydd finns inom en timme i hela kommunen.",
        "Rutin vid våld i nära relation",
    ),
    "V9": Words(
        "någon prövning av budgeten mot behov",
        "Vi har jämfört kostnader mellan områdena en gång.",
        "Fördelningsmodellen ska ta hänsyn till behov från och med budget {year}.",
        "Resurserna fördelas efter behov, och skillnaderna mellan områdena har minskat två år i rad.",
        "Fördelningsmodell",
    ),
    "V2": Words(
        "prövning av barnets bästa",
        "Barnets bästa nämns i ärendena, men prövningen beskrivs sällan.",
        "Tre nivåer av prövning är beslutade: enkel, vanlig och fördjupad.",
        "Prövningen görs på rätt nivå och sparas i ärendet. Vi läste tjugo prövningar i våras och rättade mallen.",
        "Mall för prövning av barnets bästa",
    ),
    "V6": Words(
        "något erbjudande på minoritetsspråk",
        "Två medarbetare talar finska. Det är en slump och inte planerat.",
        "Nämnden har beslutat vad som ska erbjudas på finska och meänkieli.",
        "Erbjudandet står på webben och i första brevet. Fjorton personer använder det i dag.",
        "Information på finska",
    ),
    "V1": Words(
        "någon beskrivning av vilka rättigheter vi arbetar med",
        "Vi har gjort en lista över rättigheter i en av verksamheterna.",
        "Varje enhet ska beskriva sina rättigheter i verksamhetsplanen för {year}.",
        "Alla enheter kan berätta vilka rättigheter uppdraget handlar om. Nya medarbetare får höra det första veckan.",
    ),
    "V4": Words(
        "någon rutin för rättighetskrockar",
        "Vi har beskrivit två krockar och hur de löstes. Det finns ingen rutin.",
        "En rutin i fem steg är beslutad men inte prövad.",
        "Rutinen används. Den som berörs får veta hur vi vägde.",
        "Utkast till rutin för rättighetskrockar",
    ),
    "V10": Words(
        "krav på privata utförare",
        "Avtalen nämner likabehandling. Vi följer inte upp det.",
        "Nya avtal har samma krav som vi själva. De gamla löper ut om två år.",
        "Utförarna följs upp på samma sätt som vår egen verksamhet, och {dem} klagar på samma ställe.",
        "Avtal med privata utförare",
    ),
    "A1": Words(
        "aktiva åtgärder i fyra steg",
        "Vi undersöker risker i medarbetarenkäten. Åtgärderna är inte skrivna.",
        "Planen för aktiva åtgärder är beslutad och samverkad med facken.",
        "Alla fyra steg görs varje år. I år ledde de till nya rutiner för rekrytering.",
        "Plan för aktiva åtgärder",
    ),
    "A2": Words(
        "någon egen del i lönekartläggningen",
        "Kartläggningen görs centralt. Vi har inte fått vårt resultat.",
        "Kartläggningen görs varje år. Två skillnader ska rättas i nästa löneöversyn.",
        "Kartläggningen är klar och tre osakliga skillnader är rättade.",
        "Lönekartläggning",
    ),
    "A5": Words(
        "någon jämförelse med befolkningen",
        "Vi vet hur det ser ut med kön och ålder, men har inte jämfört.",
        "Ledningen har beslutat att jämförelsen ska göras vartannat år.",
        "Jämförelsen görs och visar att cheferna är yngre än förut men sällan födda utomlands. Annonserna är omskrivna.",
    ),
    "A7": Words(
        "uppföljning per kön och yrkesgrupp",
        "Sjukfrånvaron följs per kön. Heltid följs inte.",
        "Måtten är beslutade och tas fram från januari.",
        "Måtten följs varje kvartal. Deltiden bland kvinnor har minskat med fyra procentenheter.",
        "Personalbokslut",
    ),
    "A8": Words(
        "någon genomgång av lokalerna",
        "Huvudentrén är anpassad. Resten är inte genomgånget.",
        "En genomgång är beslutad och har fått pengar.",
        "Alla arbetsplatser är genomgångna tillsammans med funktionsrättsrådet, och annonserna säger vilket stöd som finns.",
        "Genomgång av tillgänglighet",
    ),
    "A9": Words(
        "något sätt att lyfta dilemman",
        "Dilemman tas upp i vissa arbetslag.",
        "En stående punkt på arbetsplatsträffen är beslutad från hösten.",
        "Dilemman lyfts utan namn på varje träff, och ledningen svarar på dem.",
    ),
    "A3": Words(
        "någon utbildning",
        "Sex chefer har gått den centrala utbildningen.",
        "Alla chefer ska ha gått utbildningen före sommaren. Hälften är klara.",
        "Utbildningen är uppdelad på verksamhet, och 88 procent av medarbetarna har gått den.",
        "Utbildningsplan",
    ),
    "A4": Words(
        "någon funktion med uppdraget",
        "Uppdraget ligger på en person som har det vid sidan av annat.",
        "Uppdraget är skrivet in i en befattning, med tio procent av tiden.",
        "Uppdraget finns i befattningen, med ersättare. Överlämningen prövades när den förra slutade.",
        "Uppdragsbeskrivning",
    ),
    "A6": Words(
        "någon information om visselblåsning",
        "Kanalen finns. Få känner till den.",
        "Information ska ges till alla nya medarbetare från årsskiftet.",
        "Alla vet var kanalen finns, och meddelarskyddet gås igenom på introduktionen.",
        "Information om visselblåsning",
    ),
    "A10": Words(
        "någon uppföljning av vad utbildningarna gav",
        "Vi vet vilka som har gått vad, men inte vad det gav.",
        "Uppföljning efter sex månader är beslutad.",
        "Vi frågar efter sex månader vad som har ändrats. Åtta av tio kan nämna något.",
    ),
}

NOTHING = [
    "Vi har inte börjat. I dag har vi inte {what}.",
    "Inget är gjort. Vi har inte {what} och vet inte vem som ska börja.",
    "Frågan har inte varit uppe hos oss, så vi har inte {what}.",
    "Vi har prioriterat annat i år och har inte {what} än.",
    "Här står vi still. Vi har inte {what}, och ledningen har inte tagit upp det.",
]
EFFECT = [
    "Uppföljningen i våras visade att fler {dem} vet vart de ska vända sig.",
    "Det märks: klagomålen om just detta har halverats på två år.",
    "Vi frågade {dem} i september, och tre av fyra ser en skillnad.",
    "Effekten syns i siffrorna: skillnaden mellan områdena har minskat.",
]
ON_THE_WAY = [
    "Nästa steg är att göra det känt {var}.",
    "Vi tar upp det på ledningsgruppens möte i januari.",
    "Det behövs stöd från kommunledningskontoret.",
    "Arbetet hänger på en person, och det är en risk.",
    "Vi har frågat {dem} vad de tycker, och svaren är blandade.",
    "Det går långsammare än vi hade tänkt.",
    "Förra året trodde vi att vi skulle ha kommit längre.",
    "Det som saknas är tid att sätta sig ner.",
    "Barnrättsgruppen har erbjudit sig att hjälpa till.",
    "Vi behöver veta hur de andra förvaltningarna gör.",
    "Nämnden har inte frågat efter det.",
    "Vi vill pröva i liten skala först.",
]
IN_PLACE = [
    "Facken är med i arbetet.",
    "Nya chefer får höra det på sin introduktion.",
    "Vi har lärt av hur andra förvaltningar gör.",
    "Det vi inte vet är om {dem} märker någon skillnad.",
    "Rutinen ses över varje höst.",
    "Det tog två år, och det var värt det.",
    "Nu gäller det att det inte blir ännu ett papper.",
    "Sommarvikarierna är det svåra.",
]
UNKNOWN = [
    "Vi vet inte. Kvalitetsansvarig kan veta, hon är tillbaka i februari.",
    "Uppgiften finns hos HR, och vi har inte hunnit fråga.",
    "Vi vet inte om det görs på alla enheter.",
    "Den som visste har slutat. Vi tar reda på det till nästa gång.",
    "Vi kan inte svara säkert. Kommunledningskontoret har nog underlaget.",
    "Vi samlar inte in uppgiften och kan därför inte svara.",
    "Siffran finns, men systemet kan inte visa den för oss.",
    "Frågan är större än vi, och vi vill inte gissa.",
]
# Why an answer went back a level since last time.
BACK = [
    "Vi går ner en nivå, eftersom den som höll i det slutade i juni och ingen har tagit över.",
    "I fjol svarade vi för högt. Beslutet gällde bara en del av verksamheten.",
    "Beslutet gällde till årsskiftet och har inte förnyats.",
    "Pengarna var tillfälliga och är slut.",
    "Efter omorganisationen gäller olika rutiner på olika ställen.",
    "Uppföljningen visade att hälften inte gör som det är tänkt.",
    "Systemet byttes i våras, och vi får inte ut uppgifterna längre.",
    "Sjukskrivningar i ledningen gjorde att det föll mellan stolarna.",
    "Skogsbranden tog hela augusti, och det här fick stå tillbaka.",
    "Avtalet gick ut, och det nya är inte på plats.",
]
