"""What people ask of a device all day is hardly ever hidden: two words in a hundred at most (AU5).

The sentences were written while rules and lists were worked on and what was hidden in them was looked at: a guard
against decay, no measure. The benchmark measures with others.
"""

import pytest

from earnest.speech.privacy.concealment.finding import find_personal_data
from tests.support.concealing import concealed, words

ORDINARY = {
    "en": """
        turn the hallway light off please
        make the bathroom two degrees warmer
        dim the floor lamp in the living room to twenty percent
        is the garage door still open
        turn the television down a bit
        start the vacuum in the kitchen
        play some quiet music to fall asleep to
        skip this song
        how long is left on the timer
        set a timer for twelve minutes for the pasta
        wake me tomorrow at quarter to seven
        delete the alarm for saturday
        remind me to hang up the washing
        remind me in an hour about the cake
        put toothpaste and detergent on the shopping list
        cross the butter off the list
        what is on my calendar today
        move the dentist appointment to thursday
        how many grams are in a pound
        what does sustainability mean
        when does daylight saving time begin
        how far away is the moon
        what is seventeen times twenty four
        do i need an umbrella tomorrow
        read me the last message
        call the plumber
        text my wife that i am late
        where is the nearest petrol station
        how do i get to the station fastest
        order a large pizza with mushrooms and olives
        book a table for four at eight
        toss a coin
        repeat that once more
        no thanks that is enough
        raise the shutters
        lock the front door
        how much electricity did we use today
        turn on holiday mode
        what is on television tonight
        give me a recipe for lentil soup
        how long do eggs boil
        translate good morning into spanish
        my account is overdrawn
        the card was blocked
        my postcode has changed
        i forgot the pin
        the invoice was paid yesterday
        the parcel is at the neighbours
        the engineer comes between nine and eleven
        pause playback
        switch off every socket in the basement
        change the battery in the smoke alarm
        note that we still need milk
        ask customer service when they will come
        put parents evening on wednesday
        stir the soup
        put batteries on the list
        sort the recycling
        water the tomatoes
        grind the coffee
    """,
    "de": """
        schalte bitte das licht im flur aus
        mach die heizung im badezimmer zwei grad wärmer
        dimm die stehlampe im wohnzimmer auf zwanzig prozent
        ist das garagentor noch offen
        stell den fernseher etwas leiser
        starte den staubsauger in der küche
        spiel etwas ruhige musik zum einschlafen
        überspring dieses lied
        spiel die nachrichten im deutschlandfunk
        lauter bitte
        wie lange läuft der timer noch
        stell einen timer auf zwölf minuten für die nudeln
        weck mich morgen um viertel vor sieben
        lösch den wecker für samstag
        erinnere mich daran die wäsche aufzuhängen
        erinnere mich in einer stunde an den kuchen
        setz zahnpasta und waschmittel auf die einkaufsliste
        streich die butter von der liste
        was steht heute auf meinem kalender
        verschieb den zahnarzttermin auf donnerstag
        wie viele gramm hat ein pfund
        was bedeutet das wort nachhaltigkeit
        wann beginnt die sommerzeit
        wie weit ist der mond entfernt
        rechne siebzehn mal vierundzwanzig
        wie spät ist es
        brauche ich morgen einen regenschirm
        wie wird das wetter am wochenende
        lies mir die letzte nachricht vor
        ruf den notdienst
        ruf meine schwester an
        schreib meiner frau dass ich später komme
        wo ist die nächste tankstelle
        wie komme ich am schnellsten zum bahnhof
        gibt es einen stau auf dem weg zur arbeit
        bestell eine große pizza mit pilzen und oliven
        reservier einen tisch für vier personen um acht
        erzähl mir einen witz
        wirf eine münze
        wiederhol das bitte noch einmal
        nein danke das reicht
        das habe ich nicht verstanden
        fahr die rollläden hoch
        schließ die haustür ab
        wie hoch ist der stromverbrauch heute
        aktiviere den urlaubsmodus
        welches programm läuft heute abend im fernsehen
        gib mir ein rezept für linsensuppe
        wie lange müssen eier kochen
        übersetze guten morgen ins spanische
        mein konto ist überzogen
        die karte wurde gesperrt
        meine postleitzahl hat sich geändert
        ich habe die geheimzahl vergessen
        das kennzeichen ist verschmutzt
        die rechnung wurde gestern bezahlt
        das paket liegt beim nachbarn
        der handwerker kommt zwischen neun und elf
        pausier die wiedergabe
        schalt alle steckdosen im keller ab
        sperr das handy
        tausch die batterie im rauchmelder
        notier dass wir noch milch brauchen
        frag den kundendienst wann er kommt
        trag den elternabend am mittwoch ein
    """,
    "nl": """
        doe het licht in de gang uit
        zet de verwarming in de badkamer twee graden hoger
        dim de schemerlamp in de woonkamer tot twintig procent
        staat de garagedeur nog open
        zet de televisie iets zachter
        start de stofzuiger in de keuken
        speel wat rustige muziek om bij in slaap te vallen
        sla dit nummer over
        speel het nieuws van zes uur
        harder graag
        hoe lang loopt de timer nog
        zet een timer op twaalf minuten voor de pasta
        maak me morgen om kwart voor zeven wakker
        verwijder de wekker van zaterdag
        herinner me eraan de was op te hangen
        herinner me over een uur aan de taart
        zet tandpasta en wasmiddel op de boodschappenlijst
        streep de boter van de lijst
        wat staat er vandaag in mijn agenda
        verplaats de tandartsafspraak naar donderdag
        hoeveel gram zit er in een pond
        wat betekent het woord duurzaamheid
        wanneer begint de zomertijd
        hoe ver is de maan
        reken zeventien keer vierentwintig uit
        hoe laat is het
        heb ik morgen een paraplu nodig
        wat wordt het weer in het weekend
        lees het laatste bericht voor
        bel de huisarts
        bel mijn zus
        schrijf mijn vrouw dat ik later kom
        waar is het dichtstbijzijnde tankstation
        hoe kom ik het snelst op het station
        staat er file op weg naar mijn werk
        bestel een grote pizza met champignons en olijven
        reserveer een tafel voor vier personen om acht uur
        vertel een mop
        gooi een muntje op
        herhaal dat nog eens
        nee dank je dat is genoeg
        dat heb ik niet verstaan
        doe de rolluiken omhoog
        doe de voordeur op slot
        hoe hoog is het stroomverbruik vandaag
        schakel de vakantiestand in
        welk programma is er vanavond op televisie
        geef me een recept voor linzensoep
        hoe lang moeten eieren koken
        vertaal goedemorgen naar het spaans
        mijn rekening staat rood
        de pas is geblokkeerd
        mijn postcode is veranderd
        ik ben de pincode vergeten
        het kenteken is vies
        de factuur is gisteren betaald
        het pakket ligt bij de buren
        de monteur komt tussen negen en elf
        pauzeer het afspelen
        schakel alle stopcontacten in de kelder uit
        blokkeer de telefoon
        vervang de batterij in de rookmelder
        noteer dat we nog melk nodig hebben
        vraag de klantenservice wanneer ze komen
        schrijf de ouderavond op woensdag op
    """,
}
MOST = 0.02
"""Share of ordinary words that may be hidden."""


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_au5_ordinary_requests_stay_as_they_are(language: str) -> None:
    hidden = count = 0
    for line in ORDINARY[language].strip().splitlines():
        spoken = words(line)
        hidden += sum(span.last_word - span.first_word + 1 for span in find_personal_data(spoken, language))
        count += len(spoken)
    assert count > 300
    assert hidden / count <= MOST


@pytest.mark.parametrize(
    ("language", "text", "outside"),
    [
        ("en", "change the pin to four two one nine", "change the pin to"),
        ("en", "use five five oh one two three four six to pay", "use to pay"),
        ("en", "log in as jo dot smith at example dot org", "log in as"),
        ("en", "my i b a n is g b two nine n w b k six oh", "my i b a n is"),
        ("en", "my card is damaged so i cannot use it", "my card is damaged so i cannot use it"),
        ("de", "setz anna punkt schmidt at gmx punkt de auf den verteiler", "setz auf den verteiler"),
        ("de", "meine i b a n ist d e acht neun drei sieben null vier null", "meine i b a n ist"),
        ("nl", "stuur een sms naar nul zes een twee drie vier vijf zes", "stuur een sms naar"),
        ("nl", "klantnummer drie negen nul vijf vijf nul drie zeven heeft een vraag", "klantnummer heeft een vraag"),
    ],
)  # fmt: skip
def test_au5_what_stands_beside_a_number_or_address_is_no_part_of_it(language: str, text: str, outside: str) -> None:
    spoken = words(text)
    spans = find_personal_data(spoken, language)
    inside = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    assert " ".join(word.text for index, word in enumerate(spoken) if index not in inside) == outside


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "who wrote pride and prejudice"), ("de", "wer hat die verwandlung geschrieben")],
)
def test_works_in_questions_about_them_stay(language: str, text: str) -> None:
    assert concealed(text, language) == text
