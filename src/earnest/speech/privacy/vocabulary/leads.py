"""Leads: phrases after which a number, an address or a spelling follows, and words that sound like digits."""

from typing import Final

from earnest.speech.privacy.vocabulary.vocabulary import LeadWords, listed, phrases

ENGLISH: Final = LeadWords(
    number=phrases(
        "my number is\nmy number's\nnumber is\nphone number is\nmy phone is\nmy mobile is\nmy cell is"
        "\nreach me at\nreach me on\ncall me back on\ncall me back at\ncall me on\nring me on\ncard number is"
        "\ncard is\naccount number is\nmy account is\niban is\ni b a n is\ni ban is\ni b a n\ni ban\nsort code is"
        "\nrouting number is\nsocial security number is\npassport number is\ncustomer number is\npolicy number is"
        "\nmembership number is\nreference number is\nsecurity code is\nzip code is\nzip is\npostcode is"
        "\npost code is\npostal code is\nhouse number is\nthe digits are\nlicence number is\nlicense number is"
        "\nip address is\ni p address is\nserial number is"
    ),
    email=phrases(
        "my email is\nemail is\nemail address is\nmy e mail is\ne-mail is\ne mail address is\nmail address is"
        "\nemail me at\nwrite to me at\nsend it to my email\nmy website is\nwebsite is\nweb address is"
        "\nhomepage is\nweb page is"
    ),
    spelling=phrases(
        "spell it\nspelled\nspelt\nit's spelled\nthat's spelled\nspelled as\ni spell\nspell that\nspelling is"
        "\nthat is spelled\nthe letters are\nspells"
    ),
    plate=phrases(
        "licence plate\nlicense plate\nnumber plate\nregistration number\nregistration is\nplate number\nplate is"
        "\nmy plate"
    ),
    house=phrases("house number\nflat number\napartment number\nflat\napartment\nunit number\ndoor number\nsuite"),
    fillers=listed("is it's its are that the number no that's a my starts with as equals reads"),
    denials=listed(
        "not wrong busy private unknown unlisted blocked on in at changed new old mine yours correct right"
        " invalid working broken valid here there what which called for from of by getting going been so very too"
        " low high empty full ok okay expired frozen about due active inactive and or but"
    ),
    closers=listed(
        "please thanks thank you now okay ok for me today tonight tomorrow later and then i it that the saying"
        " say again up off on cheers right now if can light my your"
    ),
    alike=listed(
        "hive dive five's fine find live nice knife fife line wine mine pine nein night none sick sex sticks fix"
        " sixth heaven evan sven eleven age ate hate late wait ayt won wan want run once to too do tool tu through"
        " free tree thee for four fore floor forth poor zeros hero owe own low no know ow all oh"
    ),
    letter_names=listed(
        "be bee see sea dee gee jay kay el em en pea pee queue cue are ar ess tea tee you vee ex eggs why zed zee"
        " ah eff aitch eye owe oh double-u"
    ),
    at_alike=listed("at add ad @ hat that et act app"),
    dot_alike=listed("dot point . dart dots that not got"),
    end_alike=listed("com calm con come comm column called calms uk net nat"),
    web_start=listed("www www. http https"),
    joiners=listed("dot point . slash dash hyphen underscore at minus colon"),
)

GERMAN: Final = LeadWords(
    number=phrases(
        "meine nummer ist\nmeine nummer lautet\nnummer ist\nnummer lautet\ntelefonnummer ist"
        "\ntelefonnummer lautet\nhandynummer ist\nhandynummer lautet\nunter der nummer\nerreichst mich unter"
        "\nerreichen mich unter\nerreichbar unter\nkartennummer ist\nkartennummer lautet\nkreditkarte ist"
        "\nkontonummer ist\nkontonummer lautet\niban ist\niban lautet\ni b a n ist\ni b a n lautet\ni b a n"
        "\ni ban\nkundennummer ist\nkundennummer lautet\nausweisnummer ist\nausweisnummer lautet"
        "\nversicherungsnummer ist\nversicherungsnummer lautet\nsteuernummer ist\nsteuernummer lautet"
        "\npostleitzahl ist\npostleitzahl lautet\nplz ist\nhausnummer ist\nhausnummer lautet\ndie ziffern sind"
        "\nrückruf unter\nip adresse ist\nip adresse lautet\ni p adresse lautet\nvertragsnummer lautet"
        "\nmitgliedsnummer lautet"
    ),
    email=phrases(
        "meine mail ist\nmeine e-mail ist\nmeine email ist\nemail lautet\ne-mail lautet\nmailadresse ist"
        "\nmailadresse lautet\nemail adresse ist\nemail adresse lautet\ne-mail-adresse ist\ne-mail-adresse lautet"
        "\ne-mail adresse lautet\ne mail adresse ist\ne mail adresse lautet\nmail adresse lautet"
        "\nmeine webseite ist\nwebseite lautet\nhomepage ist\nhomepage lautet\ninternetadresse lautet"
        "\ninternetadresse ist\nmeine seite ist"
    ),
    spelling=phrases(
        "buchstabiert\nbuchstabiere\nbuchstabier\nbuchstabiert sich\nich buchstabiere\nmit den buchstaben"
        "\ngeschrieben\nschreibt sich\nschreibt man"
    ),
    plate=phrases(
        "kennzeichen\nnummernschild\nautokennzeichen\nkennzeichen ist\nkennzeichen lautet\nnummernschild ist"
        "\nnummernschild lautet\nautonummer"
    ),
    house=phrases("hausnummer\nhaus nummer\nwohnung nummer\nwohnungsnummer\ntür nummer"),
    fillers=listed("ist lautet sind das die der nummer es heißt sich also wie ist's"),
    denials=listed(
        "nicht falsch besetzt privat unbekannt gesperrt auf in geändert neu alt richtig ungültig kaputt was"
        " welche von für aus weg leer voll abgelaufen noch schon immer die der das und oder aber mit ohne zu"
    ),
    closers=listed(
        "bitte danke jetzt an ab okay ok für mich heute morgen später und dann das ist es mal noch auf aus ein"
        " bei mir dir mit schön vielen licht"
    ),
    alike=listed(
        "ein eine einst ends heinz eis zwei's swei schwei drei's dry frei brei treu dreh wir fier für bier viel"
        " ihr hier fünft füf fünfte sex sechse sechste sechzig lieben siebten sieb siebe macht nacht achte achtung"
        " neu nein nun neue nulle nullen nur"
    ),
    letter_names=listed(
        "ah be ce zeh zee de e ef eff ge geh ha jot jott ka kah el em en oh pe ku kuh er es ess te tee uh vau fau"
        " we weh ix ypsilon zet zett sz eszett"
    ),
    at_alike=listed("at ät klammeraffe @ add et hat rät ad"),
    dot_alike=listed("punkt dot . punkte pumpt und"),
    end_alike=listed("de com komm d net nett org kom te tee"),
    web_start=listed("www www. http https weh-weh-weh"),
    joiners=listed("punkt dot . slash schrägstrich bindestrich minus unterstrich at ät doppelpunkt strich"),
)

DUTCH: Final = LeadWords(
    number=phrases(
        "mijn nummer is\nnummer is\ntelefoonnummer is\nmobiele nummer is\nmobiel is\nbel me op\nbereikbaar op"
        "\nbereiken op\nkaartnummer is\ncreditcard is\nrekeningnummer is\niban is\ni b a n is\ni b a n\ni ban"
        "\nklantnummer is\npolisnummer is\nburgerservicenummer is\nbsn is\nb s n is\npaspoortnummer is"
        "\nrijbewijsnummer is\npostcode is\nhuisnummer is\nde cijfers zijn\nterugbellen op\nip adres is"
        "\ni p adres is\nlidmaatschapsnummer is"
    ),
    email=phrases(
        "mijn mail is\nmijn e-mail is\nmijn email is\nemail is\ne-mail is\nmailadres is\ne-mailadres is"
        "\nemailadres is\nemail adres is\ne mail adres is\ne-mail adres is\nmail adres is\nmijn website is"
        "\nwebsite is\nwebadres is\nhomepage is"
    ),
    spelling=phrases(
        "gespeld\ngespeld als\nje spelt het\nik spel\nspel ik\nspelt\nmet de letters\nje schrijft het\nschrijf je als"
    ),
    plate=phrases("kenteken\nkentekenplaat\nnummerbord\nkenteken is\nnummerbord is\nnummerplaat\nnummerplaat is"),
    house=phrases("huisnummer\nhuis nummer\nappartement nummer\nflat nummer"),
    fillers=listed("is zijn dat de het nummer dus als heet luidt"),
    denials=listed(
        "niet verkeerd fout bezet privé onbekend geblokkeerd op in veranderd nieuw oud goed ongeldig kapot wat"
        " welke van voor uit weg leeg vol verlopen nog al altijd de het en of maar met zonder te"
    ),
    closers=listed(
        "graag bedankt dank je nu oké ok voor mij vandaag vanavond morgen straks en dan dat is het even op aan"
        " uit af alsjeblieft alstublieft licht"
    ),
    alike=listed(
        "heen eens één's twe weet wee drieën hier fier fir vie fijf lijf wijf rijf ses les zis bes geven zeef"
        " zever nacht macht wacht achter regen tegen nege nu null noel"
    ),
    letter_names=listed(
        "aa bee cee see dee ee ef eff gee haa ie jee kaa el em en oo pee kuu ku er es ess tee uu vee wee ix ij"
        " ypsilon zet"
    ),
    at_alike=listed("at apenstaartje apestaartje @ bij add et apestaart apenstaart ed"),
    dot_alike=listed("punt dot . punten bunt"),
    end_alike=listed("nl com net kom org n.l en-el enel nel"),
    web_start=listed("www www. http https"),
    joiners=listed("punt dot . slash schuine streep koppelteken streepje min underscore liggend at apenstaartje"),
)
