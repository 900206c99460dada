"""What people have written themselves in the demo world's reports."""

INTRO_2026 = (
    "Stödet när rättigheter krockar är fortfarande svagast. Räddningstjänsten och Ekvik Energi AB "
    "behöver stöd för att komma igång."
)
SUMMARY_2026 = (
    "Barnets bästa prövas på rätt nivå i fler verksamheter. Barn och unga får oftare svar på sina "
    "förslag. Upphandlingen ställer krav men följer sällan upp dem."
)
UNKNOWN_2026 = (
    "Flera enheter vet inte om någon grupp drabbas oftare av klagomål. Vi tar upp det med "
    "kvalitetsansvariga i februari."
)
SUMMARY_2024 = (
    "Vi har frågat för första gången. Räddningstjänsten har inte lämnat in och energibolaget var "
    "inte med. De flesta enheter står vid början, och flera visste inte svaret."
)
SUMMARY_2025 = (
    "Det här är vår andra samlade bild, och den första där alla har svarat. De flesta har börjat. "
    "Få har följt upp om arbetet gör skillnad för invånarna."
)
SUMMARY_GRANBY_2025 = (
    "Granby är litet, och det märks i svaren: mycket fungerar för att folk känner varandra, och "
    "mycket faller när någon slutar. Klagomål hörs i kön men skrivs sällan upp."
)
FOLLOW_UP_2025 = {
    "intro": "Första året handlade om att komma igång. Det som gav mest för invånarna var sådant "
    "som unga själva fick leda.",
    "learned": "Det som gick bäst var litet och nära: svar på plats, vuxna i parken, utrustning "
    "utan namn på lappen. Det som gick sämst krävde att flera förvaltningar ändrade sina system.",
    "risks": "Vi behöver ersättare för de insatser som hänger på en person.",
}
COUNCIL_2025 = {
    "intro": "Året då planen började. Tre insatser blev klara före jul, och tre har lagts ner sedan "
    "de berörda har sagt vad de hellre vill.",
}
COUNCIL_2026 = {
    "intro": "Tolk, klagomål och finsk förskola är sena, alla för att människor eller system "
    "saknas. Unga får svar oftare än någonsin.",
}
GRANBY_FOLLOW_UP_2025 = {
    "intro": "Vi gjorde färre saker än vi hade tänkt, och det var bra.",
    "learned": "Fråga först. En pärm räckte där vi ville köpa ett system.",
}
# Section, who said it, what, and whether it has been dealt with.
COMMENTS = [
    (
        "summary",
        "Gunilla Ström",
        "Skriv att räddningstjänsten har fått övningar i planen. Annars låter det som att inget görs.",
        True,
    ),
    (
        "findings",
        "Gunilla Ström",
        "Ska avsnittet om upphandling stå före räddningstjänsten? Nämnden frågar alltid om pengarna "
        "först.",
        False,
    ),
    (
        "unknown",
        "Astrid Sandell",
        "Kvalitetsansvariga möts den 11 februari. Jag lägger in datumet när det är bekräftat.",
        False,
    ),
]
