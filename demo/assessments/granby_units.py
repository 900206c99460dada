"""What Granby's units say of their own: a small place where most people know each other."""

from __future__ import annotations

from demo.assessments.unit import Unit

GRANBY = {
    "Kommunkontoret": Unit(
        "kommunborna",
        "på kontoret",
        society=(
            "Vi är nitton på kontoret, och det som inte är lagkrav får vänta.",
            "Kommunchefen tar upp det i sin månadsgenomgång med alla chefer.",
        ),
        democracy=(
            "Den som är missnöjd ringer Roger. Det är snabbt, men vi ser inget mönster.",
            "Receptionen skriver upp varje synpunkt i en enkel lista, också de muntliga.",
        ),
        welfare=(
            "Frågan ligger hos omsorgen och skolan. Vi har inte följt den.",
            "Vi hjälper till med blanketter i receptionen på tisdagar, och många kommer.",
        ),
        employer=(
            "Personalchefen går i pension i vår och har mycket i huvudet.",
            "Vi gör det tillsammans med grannkommunens personalenhet.",
        ),
    ),
    "Bildningsförvaltningen": Unit(
        "barn och elever",
        "i förskola och skola",
        society=(
            "Skolskjutsen avgör vilka som kan vara med på fritiden, men ingen har ritat kartan.",
            "Byalagen är med när vi planerar skolornas framtid.",
        ),
        democracy=(
            "Nämnden får siffror om betyg men sällan om trivsel och svar till elever.",
            "Elevrådet i Granskolan har en stående punkt på nämndens möte i maj.",
        ),
        welfare=(
            "Med små klasser går det inte att visa siffror utan att peka ut någon.",
            "Vi läser tre års siffror ihop, så att små grupper kan följas utan att någon pekas ut.",
        ),
        employer=(
            "En av fyra lärare pendlar, och möten efter fyra går inte.",
            "Lärarna har fem studiedagar, och en halv dag går till detta.",
        ),
    ),
    "Granskolan": Unit(
        "elever",
        "i klasserna",
        society=(
            "Vi gör det som skollagen kräver. Längre har vi inte tänkt.",
            "Skolgården ritades om tillsammans med två klasser.",
        ),
        democracy=(
            "Elevrådet finns, men samma fyra elever säger allt.",
            "Varje klass röstar om sina två viktigaste frågor innan elevrådet möts.",
        ),
        welfare=(
            "Prövningar görs vid avstängning men inte när vi flyttar en elev mellan grupper.",
            "Elevhälsan är på plats två dagar i veckan och läser alla prövningar.",
        ),
        employer=(
            "Rektorstjänsten har bytt innehavare tre gånger på fyra år.",
            "Arbetslagen tar ett svårt läge i veckan, utan namn.",
        ),
    ),
    "Byskolorna i Hult och Norrsjö": Unit(
        "elever och föräldrar",
        "i byarna",
        society=(
            "Framtiden för skolorna avgörs någon annanstans, och då är det svårt att planera.",
            "Byalaget använder skolan på kvällarna och är med och betalar lampor och städning.",
        ),
        democracy=(
            "Alla pratar med alla. Just därför skrivs inget ner.",
            "Elever, föräldrar och lärare har en gemensam bykväll i månaden.",
        ),
        welfare=(
            "Modersmål ges på skärm, och uppkopplingen är dålig i Norrsjö.",
            "Vi är 46 elever, och varje vuxen vet vem som behöver vad.",
        ),
        employer=(
            "Vikarier finns inte. Utbildning betyder att rektorn har klassen.",
            "Vi byter lärare med Granskolan två dagar per termin och lär av varandra.",
        ),
    ),
    "Förskolorna": Unit(
        "barn och vårdnadshavare",
        "på avdelningarna",
        society=(
            "Vi tänker mest på dagen i dag.",
            "Barnen har gått runt i centrum med kamera och visat vad som är läskigt.",
        ),
        democracy=(
            "Föräldrarådet kommer inte igång, trots två försök.",
            "De femåriga har valt lekmiljön i hallen genom att lägga stenar i burkar.",
        ),
        welfare=(
            "Vi är osäkra på när ett samtal med föräldrar är en prövning.",
            "Varje avdelning skriver ner ett beslut i månaden och vad barnet visade.",
        ),
        employer=(
            "Sjukfrånvaron i våras gjorde att allt utom barnen fick vänta.",
            "Pedagogerna har planeringstid som ingen får ta.",
        ),
    ),
    "Biblioteket": Unit(
        "besökare",
        "på biblioteket och i bokbussen",
        society=(
            "Bokbussen når byarna. Vad byarna vill har vi inte frågat.",
            "Hembygdsföreningen och Röda Korset har nycklar och håller öppet på lördagar.",
        ),
        democracy=(
            "Vi har material om mänskliga rättigheter i en hylla. Det räcker inte.",
            "Lättlästa nyheter läses högt på torsdagar, och ledamöter kommer dit.",
        ),
        welfare=(
            "Vi är två anställda. När en är sjuk är det stängt.",
            "Hjälp med e-tjänster står för en tredjedel av besöken, och vi antecknar vad som är svårt.",
        ),
        employer=(
            "Med två anställda finns inget att dela upp på kön.",
            "Vi går i regionbibliotekets utbildningar och berättar för varandra efteråt.",
        ),
    ),
    "Omsorgsförvaltningen": Unit(
        "brukare och anhöriga",
        "i omsorgen",
        society=(
            "Byggnadsnämnden frågar oss först när ritningen är klar.",
            "Anhörigföreningen har plats i arbetsgruppen för det nya boendet.",
        ),
        democracy=(
            "Klagomål kommer oftast från dem som har starka anhöriga.",
            "Avvikelser och klagomål läses ihop en gång i kvartalet.",
        ),
        welfare=(
            "Nämnden sparade två miljoner, och då är det uppföljningen som går först.",
            "Vi frågar alla som får ett nytt beslut hur samtalet kändes.",
        ),
        employer=(
            "Delade turer gör att de äldre i personalen väljer bort heltid.",
            "Schemana är omgjorda tillsammans med facket, och fler arbetar heltid.",
        ),
    ),
    "Hemtjänsten": Unit(
        "äldre som bor hemma",
        "ute på vägarna",
        society=(
            "Det är fyra mil till den som bor längst bort, och det styr mer än behoven.",
            "Vi säger till när vägen är oplogad eller bussen slutar gå, och det leder till något.",
        ),
        democracy=(
            "Besluten ligger i en pärm i köket. Få har läst dem.",
            "Vi läser beslutet högt vid första besöket.",
        ),
        welfare=(
            "Den som bor i Norrsjö får färre och kortare besök. Det har ingen prövat.",
            "Önskemål om vem som hjälper till i duschen följs, och det går att se i planen.",
        ),
        employer=(
            "Planeraren har slutat, och vi har ingen ny.",
            "Bilarna har larmknapp, och ingen åker ensam till adresser med hot.",
        ),
    ),
    "Lindgården": Unit(
        "de som bor här",
        "på avdelningarna",
        society=(
            "Vi är ett hem. Frågorna känns långt borta.",
            "Skolklasserna kommer hit, och de boende går till biblioteket.",
        ),
        democracy=(
            "Boenderådet har inte mötts sedan i våras.",
            "Boenderådet väljer menyn och utflykterna, och protokollet hänger i hissen.",
        ),
        welfare=(
            "Nattbemanningen gör att dörrar larmas, och ingen har vägt det mot friheten.",
            "Varje larm och varje grind har en prövning i planen, med datum för ny.",
        ),
        employer=(
            "Hälften av helgpersonalen är studerande som byts varje termin.",
            "Undersköterskorna lär upp de nya efter en lista som de själva har skrivit.",
        ),
    ),
    "Individ- och familjeomsorgen": Unit(
        "personer som söker stöd",
        "på mottagningen",
        society=(
            "Vi är sju socialsekreterare och hinner inte till möten om planer.",
            "Vi träffar polis, skola och fritidsgård varje fredag morgon.",
        ),
        democracy=(
            "I en liten kommun vill ingen ses i vårt väntrum, och ännu mindre klaga.",
            "Den som vill kan träffa oss i grannkommunens lokaler.",
        ),
        welfare=(
            "Skyddat boende ligger nio mil bort, och barnen missar skolan.",
            "Vi har avtal om jourlägenhet med två grannkommuner.",
        ),
        employer=(
            "Två av sju tjänster är bemannade med konsulter.",
            "Vi har handledning var tredje vecka, och cheferna är inte med.",
        ),
    ),
    "Samhällsförvaltningen": Unit(
        "boende",
        "i plan, vägar och tillsyn",
        society=(
            "Vi gör två detaljplaner om året och har ingen mall.",
            "Vi gick runt i centrum med rollator och barnvagn innan torget byggdes om.",
        ),
        democracy=(
            "Kungörelsen står i lokaltidningen, som hälften inte läser.",
            "Planerna visas i butiken i Hult, och folk skriver på kartan.",
        ),
        welfare=(
            "Vi ser inte brukare, vi ser fastigheter. Det är en del av problemet.",
            "Snön röjs först där barn går och där hemtjänsten ska fram.",
        ),
        employer=(
            "Vi har sökt en kvinna till driften i tre år.",
            "Verkstaden har fått omklädningsrum för alla.",
        ),
    ),
    "Granby räddningstjänst": Unit(
        "de som drabbas",
        "på stationen",
        society=(
            "Vi har deltidsbrandmän och övar på tisdagar. Annat hinns inte.",
            "Vi vet var de ensamma bor och provar brandvarnare hos dem varje höst.",
        ),
        democracy=(
            "Vi har en sida på webben som ingen har ändrat sedan 2021.",
            "Hemtjänsten delar ut våra råd på lätt svenska.",
        ),
        welfare=(
            "Tolk i ambulans och räddning är inget som vi har övat.",
            "Vi övade en gång med funktionsrättsföreningen, och det ändrade hur vi ropar.",
        ),
        employer=(
            "Av tjugotvå brandmän är en kvinna.",
            "Proven görs på samma sätt för alla, och vi lånar ut dräkter att prova.",
        ),
    ),
    "Granbyhus AB": Unit(
        "hyresgäster",
        "i husen",
        society=(
            "Bolaget har 412 lägenheter och tre anställda. Målen är ekonomiska.",
            "Ägardirektivet togs om i våras, och nu ska vi redovisa en gång om året.",
        ),
        democracy=(
            "Hyresgästföreningen finns inte på orten.",
            "Trappmöten hålls varje höst, och listan på åtgärder sitter i porten.",
        ),
        welfare=(
            "Det finns tomma lägenheter, men bara på övre plan utan hiss.",
            "Sex lägenheter är ombyggda för rullstol, och de bytte vi fram.",
        ),
        employer=(
            "Vi är tre. En plan i fyra steg känns stor.",
            "Vi följer kommunens plan och är med på deras dag.",
        ),
    ),
}
