"""Why the units of Granby answer as they do: a few sentences for each criterion and level.

Written as in ekvik_words, in the voice of a small rural municipality. All invented."""

from __future__ import annotations

from demo.assessments.ekvik_words import Words

CRITERIA = {
    "S2": Words(
        "någon bild av hur det skiljer sig mellan centrum och byarna",
        "Vi har siffror för hela kommunen. Uppdelade på byar blir de för små, och då har vi slutat där.",
        "Kommunstyrelsen har beslutat om en bild vartannat år, med tre års siffror ihop.",
        "Bilden görs med siffror och byamöten, och budgetberedningen hade den framför sig i juni.",
        "Hur vi har det i Granby",
    ),
    "S3": Words(
        "något sätt att pröva vad en plan betyder för barn och äldre",
        "Vi frågade en skolklass om en cykelväg. Det är det enda som är gjort.",
        "Checklistan från länsstyrelsen ska användas i alla planer. Vi har två på gång.",
        "Varje plan har en rundvandring med dem som berörs, och det står i handlingen vad de sa.",
        "Checklista för planer",
    ),
    "S7": Words(
        "någon gemensam bild med polis och grannar",
        "Kommunpolisen kommer varannan månad. Vi för inga anteckningar som går att jämföra.",
        "Medborgarlöftet med polisen är påskrivet. Vi ska lämna våra uppgifter varje kvartal.",
        "Fredagsmötet med polis, skola och fritidsgård ger en bild som avgör vad vi gör nästa vecka.",
        "Medborgarlöfte",
    ),
    "S6": Words(
        "några avtal med föreningar",
        "Föreningarna ställer upp för oss hela tiden. Inget av det är skrivet.",
        "Kommunstyrelsen har godkänt ett avtal med bygdegårdarna. Det börjar gälla i januari.",
        "Vi har avtal med byalagen, och de har själva valt vad kommunen ska göra i gengäld.",
        "Avtal med byalagen",
    ),
    "S9": Words(
        "frågat dem som bor nära vindkraften och sågverket hur de påverkas",
        "Vi hade ett möte om vindkraften. De som bor närmast fick veta det för sent.",
        "Det är bestämt att närboende ska höras innan kommunen säger ja eller nej.",
        "Närboende, renägare och jaktlag hörs före beslut, och vad de sa redovisas i ärendet.",
    ),
    "S1": Words(
        "gjort något av fullmäktiges uttalande",
        "Vi har läst uttalandet på en arbetsplatsträff.",
        "Uttalandet är omskrivet till två mål för oss. De gäller från i år.",
        "Målen står i verksamhetsplanen, och vi berättade för kommunstyrelsen hur det gick.",
        "Verksamhetsplan",
    ),
    "S4": Words(
        "några krav på arbetsvillkor när vi köper in",
        "Inköpscentralen ställer krav åt oss. Vi har inte läst dem.",
        "Vi har valt ut skogsplantering och städ som risker. Kraven skrivs i vår.",
        "Kraven finns i avtalen för skog och städ, och vi har varit ute hos två entreprenörer.",
        "Krav vid inköp",
    ),
    "S5": Words(
        "något i ägardirektivet om rättigheter",
        "Bolaget är med i kartläggningen och det är allt.",
        "Ägardirektivet är ändrat. Första redovisningen kommer i mars.",
        "Bolaget redovisar samma sak som förvaltningarna, på en sida.",
        "Ägardirektiv",
    ),
    "S8": Words(
        "fört ihop folkhälsa, jämställdhet och rättigheter",
        "Samma person skriver alla tre rapporterna och ser att de upprepar varandra.",
        "Från i år skrivs en text i stället för tre.",
        "En text, en tabell och ett möte om året. Det räcker för oss.",
    ),
    "S10": Words(
        "lämnat något till den internationella rapporteringen",
        "Vi fick en enkät och lät den ligga.",
        "Vi har bestämt att svara på det som länsstyrelsen frågar om barn.",
        "Vi svarar varje år, tillsammans med fem andra små kommuner.",
    ),
    "D2": Words(
        "gjort något för att fler ska rösta",
        "Valdeltagandet är högt hos oss, utom i ett distrikt. Vi vet inte varför.",
        "Bokbussen ska vara röstningslokal i två byar i nästa val.",
        "Bokbussen var röstningslokal i Hult och Norrsjö, och 118 personer röstade där.",
        "Röster per distrikt",
    ),
    "D6": Words(
        "lättläst eller översatt information",
        "Webben är ny men texterna är gamla.",
        "Tjugo sidor ska bli lättlästa före midsommar. Sex är klara.",
        "De vanligaste blanketterna finns på lätt svenska, arabiska, tigrinja och finska.",
        "Blanketter på lätt svenska",
    ),
    "D8": Words(
        "frågat de förtroendevalda om hot",
        "Två ledamöter har hoppat av. En av dem sa varför.",
        "Gruppledarna har beslutat att frågan ställs varje höst.",
        "Frågan ställs varje höst utan namn, och kommunchefen ringer den som vill.",
        "Rutin vid hot",
    ),
    "D3": Words(
        "något samråd med minoriteter",
        "Vi känner tre finsktalande familjer väl. Det är inte samma sak som samråd.",
        "Vi ska ha samråd tillsammans med två grannkommuner i april.",
        "Samrådet hålls med två grannkommuner varje vår, och svaret kommer på finska i maj.",
        "Anteckningar från samråd",
    ),
    "D4": Words(
        "frågat barnen innan vi bestämmer",
        "Barnen blir tillfrågade när det redan är bestämt.",
        "Nämnden tar inte beslut om skolor utan att barnen har hörts. Det gäller sedan i augusti.",
        "Barnen hörs först, och någon går tillbaka till klassen och berättar hur det blev.",
        "Så här frågar vi barn",
    ),
    "D1": Words(
        "någon ledamot med uppdraget",
        "Kommunalrådet säger att det är allas uppdrag.",
        "En ledamot är vald. Hon har begärt att få veta vad som ingår.",
        "Ledamoten kommer till oss två gånger om året och skriver en sida till kommunstyrelsen.",
        "Protokoll om uppdraget",
    ),
    "D5": Words(
        "något om rättigheter i våra tjänsteskrivelser",
        "En av fyra handläggare brukar skriva ett stycke.",
        "Mallen är ändrad. Hälften fyller i den.",
        "Stycket finns i alla skrivelser, och nämnden frågar när det är tunt.",
        "Mall för skrivelser",
    ),
    "D7": Words(
        "någon lista över klagomål",
        "Folk ringer eller säger till i affären. Det blir åtgärdat men inte uppskrivet.",
        "Alla klagomål ska in i samma lista från årsskiftet.",
        "Listan läses på ledningsmötet, och tre saker är ändrade efter den i år.",
        "Lista över synpunkter",
    ),
    "D9": Words(
        "tittat på otillåten påverkan",
        "Här är många släkt eller jaktkamrater. Det har vi börjat prata om.",
        "Internkontrollen för nästa år har med jäv vid bygglov och bidrag.",
        "Två tjänstepersoner går alltid igenom bidrag och bygglov, och jäv antecknas.",
        "Intern kontroll",
    ),
    "D10": Words(
        "lagt ut någon uppföljning",
        "Årsredovisningen ligger på webben. Den har 94 sidor.",
        "Fyra mål ska följas på en egen sida.",
        "Sidan finns och trycks upp till biblioteket och butikerna.",
    ),
    "V3": Words(
        "uppdelade siffror",
        "Grupperna är små. Vi delar upp på kön och stannar där.",
        "Vi ska lägga ihop tre år, så att det går att dela upp utan att peka ut någon.",
        "Tre år läggs ihop, och vi skriver med ord vad vi tror att skillnaden beror på.",
        "Tre år i siffror",
    ),
    "V5": Words(
        "frågat om bemötande",
        "Vi frågar i enkäten från staten. Svaren är för få för att visas.",
        "Vi ska ringa tio personer varje termin i stället för enkät.",
        "Tio samtal per termin har gett mer än enkäten gjorde på fem år.",
        "Samtal om bemötande",
    ),
    "V7": Words(
        "någon rutin för den som saknar papper",
        "Det har hänt en gång, på skogsplanteringen. Alla ringde varandra.",
        "Vi har tagit över grannkommunens rutin och ska gå igenom den.",
        "Rutinen är en sida, och receptionen vet vem man ringer.",
        "Rutin på en sida",
    ),
    "V8": Words(
        "något sätt att fråga om våld",
        "Enskilda frågar när de anar något.",
        "Alla ska fråga från och med mars. Kvinnojouren i grannkommunen håller utbildningen.",
        "Vi frågar alla, och vi har kört tre familjer till skydd samma dag.",
        "Rutin vid våld",
    ),
    "V9": Words(
        "prövat budgeten mot behoven",
        "Vi vet att byarna kostar mer per person och får mindre.",
        "Kommunstyrelsen har bett om ett förslag där avstånd räknas med.",
        "Avstånd och behov räknas med sedan i år, och hemtjänsten i norr fick en tur till.",
    ),
    "V2": Words(
        "någon prövning som går att läsa efteråt",
        "Vi gör det i huvudet. Det syns inte i ärendet.",
        "En mall på en sida gäller sedan terminsstarten. Alla är inte vana än.",
        "Mallen används, och två kollegor läser varandras prövningar innan beslutet.",
        "Barnets bästa på en sida",
    ),
    "V6": Words(
        "något på minoritetsspråk att erbjuda",
        "En kollega talar finska och hjälper till när hon hinner.",
        "Vi ska erbjuda finska genom avtal med grannkommunen.",
        "Två äldre har finsktalande personal två dagar i veckan, genom avtalet med grannkommunen.",
    ),
    "V1": Words(
        "pratat om vilka rättigheter vi arbetar med",
        "Vi har gjort övningen i en av två grupper.",
        "Varje grupp ska göra övningen före sommaren, och Nils kommer ut till dem som vill.",
        "Alla har gjort övningen, och vi har en egen lista med fem rättigheter.",
        "Våra fem rättigheter",
    ),
    "V4": Words(
        "något sätt att hantera krockar",
        "Vi har skrivit ner två svåra lägen tillsammans.",
        "Den som är osäker ska ringa en kollega i nätverket. Det är bestämt i våras.",
        "Vi skriver ner hur vi vägde, på en halv sida, och den som berörs får läsa.",
        "Svåra lägen",
    ),
    "V10": Words(
        "några krav på dem som utför åt oss",
        "Vi har två utförare, och vi har aldrig besökt den ena.",
        "Avtalet med vikarieföretaget skrivs om till hösten.",
        "Vi besöker båda utförarna varje år och frågar de boende utan att de är med.",
        "Besök hos utförare",
    ),
    "A1": Words(
        "gjort aktiva åtgärder",
        "Skyddsronden tar upp en del. De fyra stegen är inte gjorda.",
        "Vi har undersökt och analyserat. Åtgärderna beslutas i januari.",
        "Alla fyra steg är gjorda på tre sidor, och facket har skrivit under.",
        "Aktiva åtgärder",
    ),
    "A2": Words(
        "sett någon lönekartläggning",
        "Den görs för hela kommunen, och vi är för få för att synas.",
        "Två tjänster ska rättas i nästa översyn.",
        "Två tjänster är rättade, och resten gick att förklara.",
        "Lönekartläggning",
    ),
    "A5": Words(
        "jämfört oss med befolkningen",
        "Vi ser det när vi ser oss om i matsalen.",
        "Jämförelsen ska göras för hela kommunen i vår.",
        "Jämförelsen är gjord, och nu annonserar vi också på arabiska.",
    ),
    "A7": Words(
        "siffror om heltid och sjukfrånvaro per yrke",
        "Vi känner till vilka som är sjuka. Siffror per yrke blir personer.",
        "Siffrorna ska tas fram för hela kommunen och läsas tillsammans.",
        "Siffrorna läses med facken, och heltiden har ökat med elva personer.",
        "Personalsiffror",
    ),
    "A8": Words(
        "gått igenom våra lokaler",
        "Dörröppnaren är lagad. Resten vet vi inte.",
        "Funktionsrättsföreningen ska gå runt med oss i maj.",
        "Vi har gått runt med föreningen, och det mesta på listan är åtgärdat.",
        "Lista efter rundvandring",
    ),
    "A9": Words(
        "någon plats att ta upp svåra lägen",
        "Alla känner alla, och därför är det svårt att säga något utan att någon blir utpekad.",
        "Vi ska ha samtal tillsammans med grannkommunen, så att ingen känner igen vem det gäller.",
        "Samtalen hålls varannan månad med två kommuner, och ingen har känt sig utpekad.",
    ),
    "A3": Words(
        "någon utbildning om rättigheter",
        "Cheferna hade en förmiddag med Nils. Medarbetarna har inte haft något.",
        "Alla ska ha haft en halv dag före sommaren. Vi har gjort hälften.",
        "Alla har haft en halv dag med exempel från sitt eget jobb.",
        "Program för halvdagen",
    ),
    "A4": Words(
        "någon hos oss som har uppdraget",
        "Nils har en dag i veckan för hela kommunen. Hos oss har ingen tid.",
        "En av oss har två timmar i veckan från januari.",
        "Två timmar i veckan står i uppdraget, och en kollega är ersättare.",
        "Uppdrag",
    ),
    "A6": Words(
        "pratat om visselblåsning",
        "Kanalen är gemensam med grannkommunen. Få vet det.",
        "Vi ska gå igenom den på nästa träff.",
        "Vi går igenom den varje år, och alla vet att den tas emot av någon utanför Granby.",
        "Information om visselblåsning",
    ),
    "A10": Words(
        "följt upp vad någon har lärt sig",
        "Vi har frågat runt bordet. Det var bra svar, men ingen skrev.",
        "Tre frågor ska ställas ett halvår efter halvdagen.",
        "Tre frågor ställs efter ett halvår, och svaren har ändrat nästa halvdag.",
    ),
}

NOTHING = [
    "Vi har inte börjat och har inte {what}.",
    "Nej. Vi har inte {what}, och ingen har bett oss.",
    "Vi har inte {what}. Det har inte funnits tid.",
    "Vi har inte {what}, och skulle vilja se hur andra små kommuner gör.",
    "Inte än. Förra året sa vi att vi skulle börja, men vi har inte {what}.",
]
EFFECT = [
    "Det märks på att folk hör av sig tidigare än förr.",
    "Vi frågade i butiken och i kyrkan, och de flesta kände till det.",
]
ON_THE_WAY = [
    "Det går långsamt, men åt rätt håll.",
    "Vi väntar på grannkommunen, som skriver underlaget.",
    "Om två personer slutar faller det.",
    "Vi gör det när snön har lagt sig och det blir lugnare.",
    "Nils har lovat att komma ut och hjälpa till.",
    "Det svåra är tiden, inte viljan.",
    "Vi har tagit upp det med Roger.",
    "Vi behöver någon att fråga.",
]
IN_PLACE = [
    "Det kostar nästan inget.",
    "Alla vet vem man ska fråga.",
    "Vi lärde oss det av en grannkommun.",
    "Det hade inte gått utan byalagen.",
    "Nu gäller det att hålla i det när folk byter jobb.",
]
UNKNOWN = [
    "Det vet vi inte. Personalkontoret kanske vet.",
    "Vi vet inte hur det är i byarna.",
    "Ingen av oss som svarade var här då.",
    "Vi kan inte svara. Uppgifterna finns hos grannkommunen, som sköter det åt oss.",
    "Vi är för få för att svara på det utan att gissa.",
]
# Why an answer went back a level since last time.
BACK = [
    "Vi går ner en nivå. Den som kunde det har flyttat.",
    "Vi läste frågan en gång till. I fjol tänkte vi på vad vi ville, inte på hur det var.",
    "Grannkommunen sa upp samarbetet i våras.",
    "Tjänsten är vakant, och då faller det.",
    "Det blev bara gjort en gång.",
    "Sparbeslutet i mars tog bort den timmen.",
]
# The first year, when the units were asked what only the whole municipality can answer.
NOT_HERE = [
    "Det är inte en fråga för oss. Kommunkontoret får svara.",
    "Sådant bestämmer vi inte om här.",
    "Passar inte oss. Ta bort den till nästa år.",
    "Det sköts centralt.",
]
