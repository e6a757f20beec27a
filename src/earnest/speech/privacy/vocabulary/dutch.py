"""Dutch: words around personal data."""

import re
from typing import Final

from earnest.speech.privacy.vocabulary import leads
from earnest.speech.privacy.vocabulary.dutch_everyday import EVERYDAY_WORDS
from earnest.speech.privacy.vocabulary.dutch_words import MORE_COMMON_WORDS
from earnest.speech.privacy.vocabulary.surnames import DUTCH_SURNAMES
from earnest.speech.privacy.vocabulary.towns import DUTCH_TOWNS
from earnest.speech.privacy.vocabulary.vocabulary import (
    ContextWords,
    NameWords,
    NumberWords,
    SpellingWords,
    Vocabulary,
    listed,
    phrases,
)
from earnest.speech.privacy.vocabulary.word_forms import WordForms

_UNIT = "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TEEN = "(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"
_TENS = "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_BELOW_HUNDRED = f"(?:{_UNIT}(?:en|ën){_TENS}|{_TEEN}|{_TENS}|{_UNIT})"
_BELOW_THOUSAND = f"(?:(?:{_TEEN}|{_UNIT})?honderd(?:en)?{_BELOW_HUNDRED}?|{_BELOW_HUNDRED})"

NUMBERS: Final = NumberWords(
    digits=listed("nul één een twee drie vier vijf zes zeven acht negen"),
    zeros=listed("nul"),
    teens=listed("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"),
    tens=listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
    hundreds=listed("honderd"),
    thousands=listed("duizend miljoen"),
    compound=re.compile(f"(?!{_UNIT}$)(?:{_BELOW_THOUSAND}?duizend(?:en)?{_BELOW_THOUSAND}?|{_BELOW_THOUSAND})"),
    compound_thousand=re.compile("duizend|(?:tien|elf|twaalf)honderd"),
    compound_hundred=re.compile("honderd"),
    repeats=(("dubbel", 2), ("dubbele", 2), ("tweemaal", 2), ("driemaal", 3), ("driedubbel", 3)),
    misheard=listed("ses nog fijf feen"),
    links=listed("en"),
    separators=listed("streepje koppelteken min spatie eh uh ehm dan schuine streep"),
    points=listed("komma punt"),
    clock=listed("uur"),
    times=listed("om tot vanaf rond voor na van in sinds"),
)

CONTEXTS: Final = ContextWords(
    telephone=listed("telefoon telefoonnummer mobiel mobiele gsm bel bellen belt draai nulzes whatsapp sms fax"),
    account=listed(
        "rekening rekeningnummer bankrekening kaart kaartnummer creditcard iban polis polisnummer klantnummer"
        " burgerservicenummer"
        " bsn paspoort paspoortnummer rijbewijs lidmaatschapsnummer boekingsnummer"
    ),
    secret=listed(
        "pin deurcode alarmcode ontgrendel ontgrendelen beveiligingscode pincode wachtwoord code toegangscode"
        " combinatie geheim"
    ),
    post_code=listed("postcode"),
    number=listed("nummer nummers cijfers"),
    birth=listed("geboren verjaardag geboortedatum jarig"),
    months=listed("januari februari maart april mei juni juli augustus september oktober november december"),
    nineteen=listed("negentien"),
    nineteen_compound=("negentienhonderd",),
    ordinals=listed(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende"
        " veertiende vijftiende"
        " zestiende zeventiende achttiende negentiende twintigste dertigste eenendertigste eenentwintigste"
        " tweeëntwintigste tweeentwintigste drieëntwintigste drieentwintigste vierentwintigste vijfentwintigste"
        " zesentwintigste zevenentwintigste achtentwintigste negenentwintigste"
    ),
    secret_follows=phrases(
        "wachtwoord is\nwachtwoord op\nwachtwoord in\nwachtwoord wordt\nwachtwoord naar\npincode in\npincode op"
        "\npin op\ncode in\npincode is\npin is\ncode is\ntoegangscode is"
    ),
    email_at=listed("at apenstaartje apestaartje @ bij"),
    email_dot=listed("punt dot ."),
    email_ends=listed("nl com org net be eu info de io uk"),
    email_providers=listed("gmail hotmail outlook yahoo icloud ziggo kpnmail kpn xs4all live planet telfort"),
    email_begins=listed(
        "naar aan is mail email e-mail adres mijn het stuur en zet voeg schrijf meld nodig neem gebruik bewaar noteer"
        " kopieer verander wijzig verwijder log als mij me ons hem haar hen via onder met voor"
    ),
    public=listed(
        "trailer saga soundtrack serie bioscoop bioscopen sterren punten beoordeling recept recepten definitie"
        " dollar munt wisselkoers aandelen continent oceaan planeet schilderij speel spelen draai liedje liedjes"
        " lied nummers muziek album albums artiest band zanger zangeres luisteren luister afspeellijst playlist"
        " spotify radio zender film films serie boek roman podcast weer weerbericht voorspelling temperatuur regen"
        " regent regenen sneeuw sneeuwt zonnig zon wind nieuws koppen concert hoofdstad inwoners president premier"
        " wikipedia aandeel ploeg club acteur schrijver regisseur beroemd graden warm koud paraplu mist mistig"
        " storm vorst onweer hagel bewolkt wolken warmer kouder klimaat wie tijdzone"
    ),
)

NAMES: Final = NameWords(
    strong=phrases(
        "mijn naam is\nnaam is\nik heet\nje spreekt met\nu spreekt met\nbel\nbellen met\nbellen naar\nbericht"
        " aan\nbericht naar"
        "\nberichten van\nbericht van\nmail aan\nmail naar\ne-mail aan\nemail aan\nmail van\napp\napp naar\nsms"
        "\nsms naar\nwhatsapp\nspreken met"
        "\npraten met\nafspraak met\nafspraak bij\nlunch met\neten met\nkoffie met\nverjaardag van\nvergadering"
        " met\nmeneer"
        "\nmevrouw\ndokter\noom\ntante\nverbind me met\nstuur\nantwoord\ncontact"
    ),
    relations=listed(
        "mijn onze ons je jouw uw zijn haar de het een meneer mevrouw dokter oom tante vriend vriendin collega"
        " baas broer zus zoon"
        " dochter moeder vader mama papa oma opa neef nicht buurman buurvrouw man vrouw partner even nu aan naar"
    ),
    particles=listed("van de der den het ter ten te in 't op"),
    common=listed(
        "aan af al alle alleen alles als altijd ander andere ben bent bij binnen buiten daar dan dat de deze"
        " dicht die dit doe doen door"
        " dus echt een één eens eerst elke en er even ga gaan gaat geef geen gewoon goed graag had hallo heb"
        " hebben heeft heel hem het hier"
        " hij hoe hun iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kun kunnen laat laatste"
        " later links maak maar"
        " mag me meer mee met mij mijn moet moeten morgen na naar naast niemand niet niets nieuw nieuwe nog nou"
        " nu of om omdat ons onze ook"
        " op open over per rechts samen snel soms staan staat stop straks te tegen terug thuis toch toe tot"
        " tussen u uit uur van vanaf"
        " vanavond vandaag vannacht veel voor vooruit waar waarom wanneer want was wat we weer weg welke wel wie"
        " wil willen wordt worden"
        " zachter harder zal ze zeg zeggen zegt zet zetten zich zij zijn zo zoek zonder zou afspraak agenda"
        " alarm antwoord app arts auto"
        " avond badkamer balkon bank bed bellen bericht berichten bestel boodschappen boodschappenlijst"
        " brandweer broer bureau bus camera"
        " collega dag dagen deur deurbel dokter email eten fiets film garage gezin gordijn gordijnen groep hal"
        " help herinner herinnering"
        " hoog hotel huis iedereen jaar kalender kamer kantoor keuken kind kinderen klok koffie kwartier lamp"
        " lampen laag licht lichten"
        " lijst lunch luid maand mail mama man mensen middag minuut minuten moeder muziek naam nacht nieuws"
        " nummer ochtend oma oom opa"
        " papa pizza plaats politie post radio raam receptie scherm school seconden slaapkamer sms stad stem"
        " stoel stroom stuur taxi"
        " tandarts tante team telefoon televisie temperatuur timer trein tuin tv uit vader verwarming video"
        " vriend vriendin vrouw volume"
        " wasmachine water week weekend wekker werk winkel woonkamer ziekenhuis zoon zus maandag dinsdag"
        " woensdag donderdag vrijdag"
        " zaterdag zondag januari februari maart april mei juni juli augustus september oktober november"
        " december nul twee drie vier vijf"
        " zes zeven acht negen tien elf twaalf twintig dertig half kwart alsjeblieft alstublieft bedankt dank"
        " lieve beste sorry laat vroeg"
        " klaar ziek bezig rustig vol leeg groot klein eerste tweede vorige volgende speel pauze hoger lager"
        " aanzetten uitzetten ouders"
        " baby hond kat buurman buurvrouw baas allemaal gauw oké ok prima misschien ergens nergens overal want dus"
    )
    | MORE_COMMON_WORDS
    | EVERYDAY_WORDS,
    forms=WordForms(
        endings=("en", "s", "e", "n", "t", "je", "jes", "er", "ste", "st"),
        infinitive="en",
        participle="ge",
        participle_endings=("d", "t", "en", "de", "te", "den", "ten"),
        hardened=(("v", "f"), ("z", "s")),
        links=("", "s", "en", "e"),
        name_ends=listed(
            "dam dijk berg bergen burg veld huis huizen stad dorp man hof bos kerk land water meer haven wijk"
            " brug sluis zand straat laan weg plein gracht kade singel park molen heuvel broek horst poort markt"
            " oord schoot stein steen kamp vliet drecht voort rijk mans bakker smid boer visser graaf heer kamer"
            " akker boom"
        ),
    ),
    first_names=listed(
        "aad aart adriaan agnes albert alexander anja anke anna anneke annelies annemarie anouk anton arie arjan"
        " arjen arno astrid bart bas"
        " bastiaan bernard bert bianca björn bram brigitte carla carolien caroline chantal charlotte"
        " christina claudia coen cor corine"
        " cornelis daan daniël danielle david dennis diana dick diederik dirk dorien edwin eline elise elly els"
        " emma eric erik ernst esmee"
        " esther eva evelien femke ferry fleur floor floris frank frans fred frederik frits geert gerard gerda"
        " gerrit gijs greet guus"
        " hanna hanneke hans harm harold harry heleen hendrik henk hennie herman hilde hugo huub ilse inge"
        " ingrid irene iris isabel ivo"
        " jaap jacob jacqueline jan janneke jannie jasper jelle jeroen jesse jet jip joep johan johanna johannes"
        " jolanda joost joris jos"
        " josé joyce judith julia jurgen karel karin kees kevin kim klaas koen koos lars laura leen lenny leonie"
        " leo lia lianne lieke"
        " lies lieve linda lisa lisanne liv loes lotte louis lucas luuk maaike maarten maartje mandy manon marc"
        " marcel margreet margriet"
        " maria marianne marieke mariëlle marijke marijn marike marion marit marja marjan marjolein marleen"
        " marloes martijn martin martine"
        " matthijs maud maurits max melissa menno merel michel michiel miranda mirjam monique nadia natasja nick"
        " nicole niek niels nienke nina"
        " noah noor noortje olga olivier pascal patricia paul peter petra philip piet pieter pim rachel ramon"
        " rené renske ria richard"
        " rick rik rianne rob robert robin roel rogier roland ron ronald rosa roos rudolf ruth ruud saar sabine"
        " sander sandra sanne sara"
        " saskia sebastiaan sem sharon sjoerd sofie sonja stefan steven stijn suzanne suus sven sylvia tamara"
        " ted teun theo thijs thomas"
        " tessa tijn tim timo tineke tjeerd tobias tom ton truus valerie vera victor vincent wendy wesley wessel"
        " wietske wilfred willem"
        " willemijn wilma wim wouter yara yvonne zoë mohamed fatima youssef ahmed"
    ),
    surnames=listed(
        "jansen janssen smit meijer meyer mulder peters hendriks dekker brouwer dijkstra smits jacobs vermeulen"
        " schouten willems hermans postma kuipers veenstra hoekstra prins huisman peeters kuiper veldman verhoeven"
        " maas verbeek scholten jonker bosch martens blom gerritsen timmermans driessen evers wolters mertens"
        " claes wouters maes goossens dijk vries leeuwen linden brink graaf beek horst"
    ),
    later_names=DUTCH_SURNAMES,
    cities=listed(
        "amsterdam rotterdam utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn arnhem haarlem"
        " enschede amersfoort zaandam"
        " zwolle leiden zoetermeer maastricht dordrecht ede alkmaar delft deventer venlo leeuwarden hilversum"
        " heerlen roosendaal oss"
        " purmerend schiedam spijkenisse helmond vlaardingen gouda lelystad assen middelburg hoorn veenendaal"
        " katwijk zeist nieuwegein"
        " hengelo emmen bergen antwerpen gent brugge leuven mechelen hasselt kortrijk aalst oostende brussel"
        " luik namen parijs londen"
        " berlijn rome madrid wenen praag kopenhagen keulen hamburg"
    )
    | DUTCH_TOWNS,
    place_begins=listed("den sint oud nieuw hoek bergen alphen capelle"),
    place_ends=listed(""),
    place_prepositions=listed("in naar uit bij"),
    titles=listed("meneer mevrouw"),
    home=phrases(
        "ik woon in\nik woon op\nik woon aan\nwe wonen in\nwij wonen in\nwoont in\nik kom uit\nkomt uit"
        "\nopgegroeid in\ngeboren in"
        "\nmijn adres is\nadres is\nverhuisd naar\nverhuis naar\nons huis in\nmijn huis in\nmijn appartement in"
        "\nbezorgen op\nhaal me op in"
    ),
    address=phrases("mijn adres is\nadres is\nik woon op\nik woon aan\nbezorgen op\nbezorg het op"),
    street_begins=phrases(""),
    street_titles=listed(
        "van der den de het ter ten te burgemeester koning koningin prins prinses sint dokter professor pastoor"
        " oude nieuwe"
    ),
    street_words=listed("straat laan plein"),
    street_ending=re.compile(
        r"\w{2,}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|steeg|dreef|plantsoen|markt)"
    ),
    number_first=False,
)

SPELLING: Final = SpellingWords(
    alphabet=listed(
        "anton bernard cornelis dirk rudolf johan izaak quotiënt eduard ferdinand gerard hendrik izaak jan karel"
        " lodewijk maria nico otto pieter quinten richard simon theodoor utrecht victor willem xantippe ypsilon"
        " ijmuiden zaandam alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november"
        " oscar papa quebec romeo sierra tango uniform whiskey yankee zulu"
    ),
    as_in=phrases("van\nals in"),
    abbreviations=listed(
        "tv nos npo rtl vrt bbc cnn usb led dvd cd hd pc ns eu vs usa vvd pvda cda gps dj avro kro ncrv nrc anwb"
        " knmi wifi"
    ),
    article_letters=listed("u"),
)

DUTCH: Final = Vocabulary(
    language="nl", numbers=NUMBERS, contexts=CONTEXTS, names=NAMES, spelling=SPELLING, leads=leads.DUTCH
)
