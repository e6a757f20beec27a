"""German: words around personal data."""

import re
from typing import Final

from earnest.speech.privacy.vocabulary import leads
from earnest.speech.privacy.vocabulary.german_everyday import EVERYDAY_WORDS
from earnest.speech.privacy.vocabulary.german_words import MORE_COMMON_WORDS
from earnest.speech.privacy.vocabulary.surnames import GERMAN_SURNAMES
from earnest.speech.privacy.vocabulary.towns import GERMAN_TOWNS
from earnest.speech.privacy.vocabulary.vocabulary import (
    ContextWords,
    NameWords,
    NumberWords,
    SpellingWords,
    Vocabulary,
    inflected,
    listed,
    phrases,
)
from earnest.speech.privacy.vocabulary.word_forms import WordForms

_UNIT = "(?:ein|eins|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun)"
_TEEN = "(?:zehn|elf|zwölf|zwoelf|dreizehn|vierzehn|fünfzehn|fuenfzehn|sechzehn|siebzehn|achtzehn|neunzehn)"
_TENS = "(?:zwanzig|dreißig|dreissig|vierzig|fünfzig|fuenfzig|sechzig|siebzig|achtzig|neunzig)"
_BELOW_HUNDRED = f"(?:{_UNIT}und{_TENS}|{_TEEN}|{_TENS}|{_UNIT})"
_BELOW_THOUSAND = f"(?:(?:{_TEEN}|{_UNIT})?hundert(?:und)?{_BELOW_HUNDRED}?|{_BELOW_HUNDRED})"

NUMBERS: Final = NumberWords(
    digits=listed("null eins zwei zwo drei vier fünf fuenf sechs sieben acht neun"),
    zeros=listed("null"),
    teens=listed("zehn elf zwölf zwoelf dreizehn vierzehn fünfzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn"),
    tens=listed("zwanzig dreißig dreissig vierzig fünfzig fuenfzig sechzig siebzig achtzig neunzig"),
    hundreds=listed("hundert"),
    thousands=listed("tausend million millionen"),
    compound=re.compile(f"(?!{_UNIT}$)(?:{_BELOW_THOUSAND}?tausend(?:und)?{_BELOW_THOUSAND}?|{_BELOW_THOUSAND})"),
    compound_thousand=re.compile("tausend|zehnhundert|(?:elf|zwölf)hundert"),
    compound_hundred=re.compile("hundert"),
    repeats=(("doppel", 2), ("doppelt", 2), ("zweimal", 2), ("dreimal", 3), ("dreifach", 3)),
    misheard=listed("ein eine ends für wir dry sex nun"),
    links=listed("und"),
    separators=listed("strich bindestrich minus leerzeichen schrägstrich äh ähm dann hm"),
    points=listed("komma punkt"),
    clock=listed("uhr"),
    times=listed("um bis ab gegen vor nach von in seit"),
)

CONTEXTS: Final = ContextWords(
    telephone=listed(
        "telefon telefonnummer handy handynummer rufnummer mobilnummer festnetz anrufen ruf rufe wähle wähl"
        " durchwahl fax whatsapp vorwahl"
    ),
    account=listed(
        "konto kontonummer karte kartennummer kreditkarte iban bankverbindung versicherungsnummer kundennummer"
        " ausweisnummer steuernummer mitgliedsnummer vertragsnummer sozialversicherungsnummer passnummer"
        " bankleitzahl buchungsnummer"
    ),
    secret=listed(
        "pin entsperr entsperre entsperren alarmcode sicherheitscode passwort kennwort code geheimzahl"
        " geheimnummer zugangscode kombination pincode türcode"
    ),
    post_code=listed("postleitzahl plz"),
    number=listed("nummer nummern ziffern zahlen"),
    birth=listed("geboren geburtstag geburtsdatum"),
    months=listed("januar jänner februar märz april mai juni juli august september oktober november dezember"),
    nineteen=listed("neunzehn"),
    nineteen_compound=("neunzehnhundert",),
    ordinals=inflected(
        "ersten erster zweiten zweiter dritten dritter vierten vierter fünften fünfter sechsten sechster siebten"
        " siebter"
        " siebenten achten achter neunten neunter zehnten zehnter elften elfter zwölften zwölfter dreizehnten"
        " vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten"
        " zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten"
        " siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten einunddreißigsten"
    ),
    secret_follows=phrases(
        "passwort ist\npasswort heißt\nkennwort heißt\npasswort auf\npasswort wäre\npin auf\ncode auf"
        "\npasswort lautet\nkennwort ist\nkennwort lautet\npin ist\npin lautet\ncode ist\ncode lautet"
        "\ngeheimzahl ist\ngeheimzahl lautet"
    ),
    email_at=listed("at ät klammeraffe @ add et"),
    email_dot=listed("punkt dot ."),
    email_ends=listed("de com org net eu info at ch io uk nl"),
    email_providers=listed(
        "gmail gmx web hotmail outlook yahoo icloud freenet posteo mailbox tonline t-online googlemail"
    ),
    email_begins=listed(
        "an ist lautet mail email e-mail adresse meine die sende schicke schreib schreibe und schick send setz setze"
        " nimm trag füg füge lad lade melde meld kopier kopiere speicher speichere notier notiere benutz benutze"
        " verwende merk log logge dich sich als mir mich uns ihm ihr ihnen unter über mit für lösch lösche ändere änder"
    ),
    public=listed(
        "trailer saga soundtrack fernsehserie kino kinos spielzeiten filmzeiten sterne punkte bewertung"
        " wiedergabeliste rezept rezepte definition dollar währung wechselkurs aktien kontinent ozean planet"
        " gemälde spiel spiele spielen lied lieder song songs musik album alben künstler band sänger sängerin"
        " titel hören hör playlist spotify radio sender film filme serie buch roman podcast hörbuch wetter"
        " wettervorhersage vorhersage temperatur regen regnet regnen schnee schneit schneien sonnig sonne wind"
        " windig nachrichten schlagzeilen konzert hauptstadt einwohner präsident kanzler wikipedia aktie"
        " mannschaft verein schauspieler autor regisseur berühmt bewerte grad warm kalt heiß regenschirm nebel"
        " neblig sturm stürmisch frost gewitter hagel bewölkt wolken wärmer kälter klima schneesturm wer zeitzone"
        " kanal"
    ),
)

NAMES: Final = NameWords(
    strong=phrases(
        "mein name ist\nich heiße\nich heisse\nhier ist\nhier spricht\nname ist\nruf\nrufe\nanruf an\nanruf bei"
        "\nanruf von\nnachricht an\nnachrichten von\nnachricht von\nmail an\ne-mail an\nemail an\nmail von"
        "\nsms an\nwhatsapp an\nschreib\nschreibe\ntelefoniere mit\ntelefonat mit\nsprechen mit\nspreche mit"
        "\nrede mit\ntreffen mit\ntermin mit\ntermin bei\nessen mit\nmittagessen mit\nverabredung mit\nantworte"
        "\ngeburtstag von\nkontakt\nherr\nherrn\nfrau\ndoktor\ndr\nonkel\ntante\nverbinde mich mit\nkaffee mit"
    ),
    relations=listed(
        "mein meine meinen meiner meinem unser unsere unseren unserer den die der dem das herr herrn frau doktor"
        " dr onkel tante freund"
        " freundin kollege kollegin chef bruder schwester sohn tochter mutter vater mama papa oma opa cousin"
        " cousine nachbar"
        " nachbarin mann partner partnerin bitte mal jetzt sofort an"
    ),
    particles=listed("von zu vom zum van de der den"),
    common=listed(
        "aber alle allem allen alles als also am an andere auch auf aus bei beim bin bis bitte da dabei dafür"
        " damit danach dann das dass dein"
        " deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein"
        " eine einem einen einer"
        " eines einfach einmal er es etwas euch euer für ganz gar geh gehen geht genau gerade gern gestern gib"
        " gibt ging gut gute guten"
        " haben habe hab hast hat hatte hätte heute hier hin hinter ich ihm ihn ihr ihre ihren im immer in ins"
        " ist ja jede jeden jeder"
        " jetzt kann kannst kein keine kommen komm kommt können könntest lass lassen leise lauter leiser letzte"
        " letzten los mach mache"
        " machen macht mal man mehr mein meine meinem meinen meiner mich mir mit morgen muss müssen nach nachher"
        " nächste nächsten nein"
        " nicht nichts noch nun nur ob oben oder ohne raus rein rüber sag sage sagen sagt schon sehr sei sein"
        " seine sich sie sind so sofort"
        " soll sollen später stell stelle stellen stopp über uhr um und uns unser unsere unten unter viel viele"
        " vielleicht vom von vor"
        " wann war warum was weg wegen weil weiter welche wenn wer werde werden wie wieder will willst wir wird"
        " wo wohin wollen würde"
        " zu zum zur zurück zusammen zwischen an aus ein abbrechen abend anrufen anruf antwort arzt auto aufgabe"
        " bad badezimmer bahn"
        " balkon büro danke drucker einkaufsliste email e-mail erinnere erinnerung essen fenster fernseher"
        " feuerwehr firma flug flur"
        " freund freundin garage garten geburtstag gruppe handy haus hause heizung hilfe hotel jalousie kalender"
        " kaffee kamera keller"
        " kinder kinderzimmer küche kunde lampe licht lichter liste mail minute minuten mittag mittagessen"
        " montag dienstag mittwoch"
        " donnerstag freitag samstag sonntag musik mutter mama nachricht nachrichten nacht notruf notiz nummer"
        " oma opa papa pizza polizei"
        " post radio raum rolladen rollo sauna schlafzimmer schule schwester bruder sekunden steckdose stunde"
        " stunden tag tage taxi"
        " team telefon temperatur termin test text timer tochter sohn treppe tür vater video wasser wecker"
        " werkstatt wetter woche wohnung"
        " wohnzimmer zeit zentrale zimmer zug zuhause januar februar märz april mai juni juli august september"
        " oktober november dezember"
        " null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig halb viertel hallo"
        " hey tschüss liebe lieber"
        " bald dran fertig früh spät krank hause arbeit erst erste ersten zweite schnell langsam laut hoch"
        " runter rauf offen zu ok okay"
        " alleine ruhe pause wiederhole wiederholen kurz lang neu neue neuen alt alten ihnen beiden jemand"
        " jemanden niemand alles chef"
        " kollege kollegin kollegen nachbar nachbarin mann frau eltern kind baby hund katze"
    )
    | MORE_COMMON_WORDS
    | EVERYDAY_WORDS,
    forms=WordForms(
        endings=("s", "n", "en", "e", "er", "es", "em", "t", "st", "te", "sten", "ste"),
        infinitive="en",
        participle="ge",
        participle_endings=("t", "en", "te", "ten", ""),
        links=("", "s", "n", "en", "es", "er"),
        name_ends=listed(
            "stadt dorf berg burg feld haus hausen bach wald hof mann furt heim brück brücke kirch kirche stein"
            " baum garten land meier maier meyer hagen tal see straße gasse platz weg allee damm ufer ring steig"
            " park mühle brunn brunnen moor aue hafen münde rode reuth ried born quell hammer schmied müller bauer"
            " koch schneider wirt horn vogel kamp busch holz knecht herr graf keller"
        ),
    ),
    first_names=listed(
        "achim adelheid agnes albrecht alexander alexandra alina andrea andreas angela angelika anja anke anna"
        " anneliese annette anton antje"
        " astrid barbara bastian beate benjamin bernd bernhard bettina bianca birgit björn bodo brigitte britta"
        " carina carla carolin"
        " charlotte christa christian christiane christina christine christoph clara claudia claus cornelia"
        " daniel daniela david denise"
        " dennis detlef dieter dietmar dirk doris dorothea eberhard edith elfriede elisabeth elke ellen emilia"
        " emma erika erich erna"
        " ernst eva fabian felix finn florian frank franziska franz friedrich frieda fritz gabriele georg gerd"
        " gerda gerhard gertrud gisela"
        " greta günter günther gudrun hanna hannah hannelore hans harald hartmut hedwig heike heiko heiner"
        " heinrich heinz helga helmut"
        " herbert hermann hilde hildegard holger horst hubert ilse ines inge ingeborg ingo ingrid irene iris"
        " irmgard jakob jana jan"
        " janina jannik jens jessica joachim jochen johanna johannes jonas josef judith julia julian jürgen"
        " jutta kai karin karl karla"
        " karl-heinz katharina kathrin katja katrin kerstin kevin kilian klara klaus konrad kristin kristina"
        " kurt lara lars laura lea lena"
        " leni leon leonie liam lieselotte lina linus lisa lothar louis luca luisa lukas luise lutz magdalena"
        " maik maja malte manfred"
        " manuel manuela marcel marco margarete margot maria marianne marie marina mario marion markus marlene"
        " marta martin martina"
        " mathias matthias maximilian melanie mia michael michaela mila miriam moritz monika nadine nadja nele"
        " nicole niklas nils nina noah"
        " norbert olaf oliver olivia oskar otto patricia patrick paula peter petra philipp pia rainer ralf"
        " ramona raphael rebecca regina"
        " reiner reinhard renate richard rita robert roland rolf rosemarie rudolf rüdiger ruth sabine sabrina"
        " samuel sandra sara sarah"
        " sascha sebastian siegfried sigrid silke silvia simon simone sofia sonja sophie stefan stefanie steffen"
        " stephan susanne svenja sven"
        " tanja theo theresa thea theodor thomas thorsten till tim tobias torsten tom udo ulrich ulrike ursula"
        " ute uwe valentin vanessa"
        " vera verena viktoria volker walter waltraud werner wiebke wilhelm willi wilma winfried wolfgang"
        " yannick yvonne mehmet ayşe ayse"
        " fatma mustafa emre elif murat zeynep"
    ),
    surnames=listed(
        "müller mueller schmidt meyer meier maier mayer weber wagner becker schulz schulze hoffmann schäfer"
        " schröder neumann zimmermann krüger hofmann hartmann schmitt werner krause lehmann köhler herrmann walter"
        " huber kaiser peters scholz möller schubert friedrich günther berger winkler lorenz baumann franke"
        " albrecht schuster simon böhm kraus schumacher krämer vogt otto seidel brandt haas graf dietrich ziegler"
        " kuhn pohl bergmann thomas voigt arnold wolff pfeiffer yilmaz kaya"
    ),
    later_names=GERMAN_SURNAMES,
    cities=listed(
        "berlin hamburg münchen köln frankfurt stuttgart düsseldorf dortmund essen leipzig bremen dresden"
        " hannover nürnberg duisburg bochum"
        " wuppertal bielefeld bonn münster karlsruhe mannheim augsburg wiesbaden mönchengladbach gelsenkirchen"
        " braunschweig chemnitz kiel"
        " aachen halle magdeburg freiburg krefeld lübeck mainz erfurt oberhausen rostock kassel hagen"
        " saarbrücken potsdam hamm ludwigshafen"
        " oldenburg leverkusen osnabrück solingen heidelberg darmstadt paderborn regensburg ingolstadt würzburg"
        " wolfsburg ulm offenbach"
        " heilbronn pforzheim göttingen trier jena erlangen koblenz cottbus schwerin wien graz linz salzburg"
        " innsbruck klagenfurt zürich"
        " basel genf bern luzern winterthur paris london rom madrid amsterdam brüssel prag warschau kopenhagen"
    )
    | GERMAN_TOWNS,
    place_begins=listed("bad sankt st neu groß klein alt schwäbisch markt"),
    place_ends=listed(""),
    place_prepositions=listed("in nach aus bei um"),
    titles=listed("herr herrn frau"),
    home=phrases(
        "ich wohne in\nwir wohnen in\nwohne in\nwohnt in\nich lebe in\nlebt in\nich komme aus\nkomme aus"
        "\naufgewachsen in\ngeboren in"
        "\nmeine adresse ist\nadresse ist\nadresse lautet\nich bin aus\numgezogen nach\nziehe nach\ngezogen"
        " nach\nwohnung in\nhaus in"
        "\nzuhause in\nwohnen in\nwohnhaft in"
    ),
    address=phrases(
        "meine adresse ist\nmeine adresse lautet\nadresse ist\nadresse lautet\nich wohne am\nich wohne an"
        "\nich wohne in der\nich wohne im"
    ),
    street_begins=phrases("am\nim\nauf dem\nauf der\nan den\nzum\nzur\nan der\nbeim"),
    street_titles=listed("an am der dem den alten alte zum zur im in von sankt st große kleine obere untere auf"),
    street_words=listed("straße strasse allee gasse"),
    street_ending=re.compile(r"\w{2,}(?:straße|strasse|str|gasse|allee|weg|platz|damm|ring|ufer|steig|pfad|graben)"),
    number_first=False,
)

SPELLING: Final = SpellingWords(
    alphabet=listed(
        "anton ärger berta bertha cäsar charlotte dora emil friedrich gustav heinrich ida julius kaufmann konrad"
        " ludwig martha nordpol otto ökonom paula quelle richard samuel siegfried schule theodor ulrich übermut"
        " viktor wilhelm xanthippe ypsilon zacharias zeppelin aachen chemnitz düsseldorf ingelheim jena köln"
        " leipzig quickborn rostock tübingen umlaut völklingen wuppertal zwickau nathan samuel alpha bravo charlie"
        " delta echo foxtrott golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra"
        " tango uniform victor whiskey x-ray yankee zulu"
    ),
    as_in=phrases("wie\nwie in"),
    abbreviations=listed(
        "tv usa eu ard zdf wdr ndr swr mdr rbb rtl bbc cnn usb led dvd cd hd pc lg bmw vw db adac ok wlan gps dj"
        " edv lkw pkw"
        " mp3 sms br hr orf srf ddr brd cdu spd fdp bvb fcb hsv"
    ),
    article_letters=frozenset(),
)

GERMAN: Final = Vocabulary(
    language="de", numbers=NUMBERS, contexts=CONTEXTS, names=NAMES, spelling=SPELLING, leads=leads.GERMAN
)
