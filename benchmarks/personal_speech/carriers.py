# ruff: noqa: E501 - one line for each kind reads as a table
"""Carriers: the sentences that the generated items are measured in; what is missed in them was never looked at.

The sentences in `material.py` are for developing: their misses were looked at. These were written before anything was
measured on them, and rules are not changed after what they show. A star marks what is personal.
"""

from typing import Final

# fmt: off
BLIND: Final = {
    "en": {
        "telephone": ("the babysitter answers on |*", "try grandma at |*| tonight", "save |*| as the number of the vet", "so that was |*| right", "can you dial |*"),
        "card": ("charge my mastercard |*| for the tickets", "renew it with card number |*", "the digits on the front are |*"),
        "account": ("my account number is |*", "pay the club on account |*| by monday", "the membership number says |*"),
        "iban": ("the landlord's iban is |*", "wire it to |*| today", "add the iban |*"),
        "post_code": ("their postcode is |*", "the weather station at zip |*| please", "it ships to post code |*"),
        "pin": ("the alarm code is |*", "open the safe with the code |*", "my new pin is |*"),
        "date_of_birth": ("she was born |*", "my birthday is on |*", "put down |*| as date of birth", "i have been alive since |*"),
        "house_number": ("look for house number |*", "the courier wants the house number |*"),
        "email_address": ("invite |*| to the meeting", "my new email is |*", "send the photos over to |*", "her address for mails is |*| i think", "log in as |*"),
        "web_address": ("go to |*", "bookmark |*| for later", "our website is |*"),
        "spelled": ("it is spelled |*", "you spell it |*", "put the name down as |*", "the street is called |*"),
        "password": ("the guest password is |*", "my passphrase is |*", "change the password to |*"),
        "name": (
            "message |*| about the keys", "did |*| get home", "the cake for |*| is ready", "add an appointment with |*| next week",
            "hi this is |*", "play the voicemail from |*", "what time is |*| landing", "say good night to |*", "my doctor is called |*",
            "ask |*| to water the plants", "i had lunch with |*| today",
        ),
        "place": (
            "navigate home to |*", "my brother studies in |*", "is there a bus to |*| this evening", "we grew up in |*",
            "reserve a room in |*| for friday", "i have to be in |*| by nine", "the office in |*| is closed", "move my things to |*",
        ),
        "address": ("send the taxi to |*", "our new home is at |*", "the party is at |*", "pick the kids up from |*| at four"),
        "licence_plate": ("register the plate |*", "my license plate reads |*", "i saw the car |*| drive off"),
        "ip_address": ("connect to |*", "the camera's ip address is |*"),
    },
    "de": {
        "telephone": ("die babysitterin geht ran unter |*", "versuch oma heute abend unter |*", "speichere |*| als nummer vom tierarzt", "also das war |*| richtig", "wähl bitte |*"),
        "card": ("belaste meine mastercard |*| für die karten", "verlängere mit der kartennummer |*", "die ziffern vorne sind |*"),
        "account": ("meine kontonummer ist |*", "zahl dem verein auf konto |*| bis montag", "auf dem mitgliedsausweis steht nummer |*"),
        "iban": ("die iban des vermieters ist |*", "überweis das heute an |*", "füge die iban |*| hinzu"),
        "post_code": ("deren postleitzahl ist |*", "geliefert wird nach postleitzahl |*", "die wetterstation bei plz |*| bitte"),
        "pin": ("der alarmcode ist |*", "öffne den tresor mit dem code |*", "meine neue pin ist |*"),
        "date_of_birth": ("sie wurde am |*| geboren", "mein geburtstag ist der |*", "trag als geburtsdatum |*| ein", "ich lebe seit dem |*"),
        "house_number": ("such hausnummer |*", "der bote will die hausnummer |*"),
        "email_address": ("lade |*| zur besprechung ein", "meine neue mail ist |*", "schick die fotos rüber an |*", "ihre mailadresse ist glaube ich |*", "melde dich an als |*"),
        "web_address": ("geh auf |*", "merk dir |*| für später", "unsere webseite ist |*"),
        "spelled": ("das schreibt man |*", "man buchstabiert es |*", "trag den namen ein als |*", "die straße heißt |*"),
        "password": ("das gäste passwort ist |*", "mein kennwort ist |*", "ändere das passwort auf |*"),
        "name": (
            "schreib |*| wegen der schlüssel", "ist |*| gut heimgekommen", "der kuchen für |*| ist fertig", "termin mit |*| nächste woche",
            "hallo hier ist |*", "spiel die sprachnachricht von |*| ab", "wann landet |*", "sag |*| gute nacht", "mein arzt heißt |*",
            "bitte |*| die pflanzen zu gießen", "ich war heute mit |*| essen",
        ),
        "place": (
            "navigiere heim nach |*", "mein bruder studiert in |*", "fährt heute abend ein bus nach |*", "wir sind in |*| aufgewachsen",
            "reserviere ein zimmer in |*| für freitag", "ich muss um neun in |*| sein", "das büro in |*| ist zu", "bring meine sachen nach |*",
        ),
        "address": ("schick das taxi zur |*", "unser neues zuhause ist |*", "die feier ist in der |*", "hol die kinder um vier |*| ab"),
        "licence_plate": ("melde das kennzeichen |*", "mein nummernschild lautet |*", "ich sah das auto |*| wegfahren"),
        "ip_address": ("verbinde dich mit |*", "die ip adresse der kamera ist |*"),
    },
    "nl": {
        "telephone": ("de oppas is bereikbaar op |*", "probeer oma vanavond op |*", "sla |*| op als nummer van de dierenarts", "dus dat was |*| toch", "kies |*"),
        "card": ("reken af met mijn mastercard |*| voor de kaartjes", "verleng met kaartnummer |*", "de cijfers voorop zijn |*"),
        "account": ("mijn rekeningnummer is |*", "betaal de club op rekening |*| voor maandag", "op de ledenpas staat nummer |*"),
        "iban": ("de iban van de huisbaas is |*", "boek het vandaag over naar |*", "voeg iban |*| toe"),
        "post_code": ("hun postcode is |*", "het wordt bezorgd op postcode |*", "het weerstation bij postcode |*| graag"),
        "pin": ("de alarmcode is |*", "open de kluis met code |*", "mijn nieuwe pincode is |*"),
        "date_of_birth": ("ze is geboren op |*", "mijn verjaardag is |*", "vul als geboortedatum |*| in", "ik leef al sinds |*"),
        "house_number": ("zoek huisnummer |*", "de koerier wil huisnummer |*"),
        "email_address": ("nodig |*| uit voor de vergadering", "mijn nieuwe mail is |*", "stuur de foto's even naar |*", "haar mailadres is geloof ik |*", "log in als |*"),
        "web_address": ("ga naar |*", "bewaar |*| voor later", "onze website is |*"),
        "spelled": ("dat schrijf je als |*", "je spelt het |*", "zet de naam neer als |*", "de straat heet |*"),
        "password": ("het gasten wachtwoord is |*", "mijn toegangscode is |*", "verander het wachtwoord in |*"),
        "name": (
            "app |*| over de sleutels", "is |*| goed thuisgekomen", "de taart voor |*| is klaar", "maak een afspraak met |*| volgende week",
            "hallo met |*", "speel de voicemail van |*| af", "hoe laat landt |*", "zeg welterusten tegen |*", "mijn dokter heet |*",
            "vraag |*| om de planten water te geven", "ik heb vandaag met |*| geluncht",
        ),
        "place": (
            "navigeer naar huis in |*", "mijn broer studeert in |*", "gaat er vanavond een bus naar |*", "we zijn opgegroeid in |*",
            "reserveer een kamer in |*| voor vrijdag", "ik moet om negen uur in |*| zijn", "het kantoor in |*| is dicht", "breng mijn spullen naar |*",
        ),
        "address": ("stuur de taxi naar de |*", "ons nieuwe huis is op |*", "het feest is op |*", "haal de kinderen om vier uur op bij |*"),
        "licence_plate": ("meld kenteken |*", "mijn nummerbord is |*", "ik zag de auto |*| wegrijden"),
        "ip_address": ("maak verbinding met |*", "het ip adres van de camera is |*"),
    },
}
# fmt: on
