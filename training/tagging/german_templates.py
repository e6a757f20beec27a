"""German templates: how names and places are said to a device, and how all else is said; written by hand."""

from typing import Final

from training.tagging.templates import Templates, lines

GERMAN: Final = Templates(
    sentences=lines("""
ruf {name} an
ruf {name} {name} an
ruf bitte {name} an
ruf meine {relation} {name} an
rufe {name} {name} auf dem handy an
kannst du {name} anrufen
bitte {name} anrufen
wähle {name}
telefoniere mit {name}
verbinde mich mit {name} {name}
schreib {name} dass ich später komme
schreib {name} eine nachricht
schreibe eine nachricht an {name} ich bin {time} da
schick {name} eine nachricht
sende eine nachricht an {name} {name}
schicke eine mail an {name}
schicke {name} die {thing}
schreib eine mail an {name} {name} wegen {thing}
antworte {name} dass es passt
lies die nachricht von {name} vor
hat {name} angerufen
hat {name} geschrieben
habe ich eine mail von {name}
gibt es neue nachrichten von {name}
was hat {name} gesagt
wann hat {name} geburtstag
wie ist die nummer von {name}
wie lautet die adresse von {name} {name}
erinnere mich {time} an {name}
erinnere mich daran {name} anzurufen
erinnere mich daran {name} {time} abzuholen
erinnere mich an den geburtstag von {name}
erinnerung {name} von der schule abholen
ich brauche eine erinnerung um {name} abzuholen
lösche die erinnerung {name} abzuholen
sag {name} dass das {thing} fertig ist
sag {name} bescheid
frag {name} ob sie {thing} will
lade {name} und {name} ein
lade {name} {name} zum essen ein
termin mit {name} {time}
mach einen termin mit {name} {name} {time}
mach einen termin bei doktor {name}
trage ein treffen mit {name} {time} ein
ich treffe {name} {time}
ich esse {time} mit {name}
wir treffen {name} und {name}
füge {name} zu meinen kontakten hinzu
lösche {name} aus den kontakten
suche {name} in den kontakten
mein name ist {name}
mein name ist {name} {name}
ich heiße {name} {name}
ich bin {name}
ich bin die {name}
hier ist {name}
hier spricht {name} {name}
meine {relation} heißt {name}
mein {relation} heißt {name}
{name} ist mein {relation}
{name} wohnt in {place}
{name} kommt {time} nach {place}
guten morgen {name}
sag hallo zu {name}
alles gute {name}
tisch für vier auf den namen {name}
bestelle {thing} für {name}
ist {name} zuhause
wo ist {name}
mach das licht in {name}s zimmer an
mach das licht im zimmer von {name} an
öffne die tür für {name}
ich wohne in {place}
wir wohnen in der nähe von {place}
ich komme aus {place}
ich bin in {place} geboren
wir ziehen nach {place}
meine {relation} wohnt in {place}
mein {relation} lebt in {place}
bring mich nach {place}
fahr mich nach {place}
navigiere nach {place}
wie komme ich nach {place}
wie lange dauert es nach {place}
buche einen zug nach {place} {time}
zug von {place} nach {place} {time}
ich brauche ein taxi nach {place}
wann fährt der bus nach {place}
ich bin {time} in {place}
verkehr von {place} nach {place}
liefere das {thing} nach {place}
das haus in {place}
meine wohnung in {place}
spiel {artist}
spiele {artist} {artist}
spiel ein lied von {artist} {artist}
spiel {work} von {artist}
spiele musik von {artist} {artist}
ich möchte {artist} {artist} hören
das neue album von {artist}
füge {artist} {artist} zu meiner playlist hinzu
wer singt {work}
wer ist {artist} {artist}
wie alt ist {artist} {artist}
wann wurde {artist} {artist} geboren
was gibt es neues über {artist} {artist}
filme mit {artist} {artist}
bewerte {work} mit vier sternen
wie ist das wetter in {city}
wie wird das wetter in {city} {time}
regnet es in {city}
regnet es {time} in {city}
wie warm ist es in {city}
brauche ich in {city} einen regenschirm
wie spät ist es in {city}
was ist die hauptstadt von {city}
wie viele einwohner hat {city}
nachrichten aus {city}
wo liegt {city}
mach das {thing} an
mach die {thing} aus
schalte das {thing} im {thing} ein
stell die {thing} auf {thing}
stelle einen timer auf {time}
stell einen wecker {time}
weck mich {time}
setze {thing} auf die einkaufsliste
füge {thing} und {thing} hinzu
ich hätte gern {thing} mit {thing}
ein {thing} bitte
was ist {thing}
was ist das {thing}
erzähl mir einen {thing}
zeig mir die {thing}
wie koche ich {thing}
wo ist das {thing}
ruf ein {thing}
ruf die {thing} an
ruf {thing} an
ruf meine {relation} an
ruf mein {relation} an
schreib meinem {relation}
schreib dem {thing} eine nachricht
schicke eine mail an die {thing}
schicke eine mail an {thing}
termin mit der {thing} {time}
termin mit {thing}
erinnere mich {time} an die {thing}
erinnere mich an {thing}
frag die {thing}
ist das {thing} offen
gibt es ein {thing} in der nähe
starte die {thing}
stoppe das {thing}
öffne die {thing}
schließe die {thing}
ich bin {thing}
ich bin {thing} {thing}
das ist {thing}
das ist mein {thing}
mein {thing} ist {thing}
meine {relation} ist {thing}
lies meine {thing} vor
nächste {thing}
{thing}
{thing} {thing}
mach es {thing}
geh zum {thing}
fahr zur {thing}
ist es heute {thing}
haben wir {thing}
spiel {thing}
spiele meine {thing} playlist
wie ist der verkehr
ein {thing} {thing} mit {thing}
eine {thing} mit {thing} und {thing}
ich hätte gerne {thing} und etwas {thing}
einmal {thing} mit {thing} bitte
ohne {thing}
die {thing} von der {thing} ist zu {thing}
ist die {thing} im {thing} {thing}
wie viele {thing} hat ein {thing}
was bedeutet {thing}
wie schreibt man {thing}
sag mir wie {thing} die {thing} ist
ich bin so {thing} wegen der {thing}
ich will {time} die {thing} {thing}
magst du {thing}
finde das nächste {thing}
finde ein {thing} mit guten {thing}
suche nach {work}
bestelle {thing} und {thing}
stell die {thing} in der {thing} auf {thing}
ändere die {thing} auf {thing}
verschiebe die {thing} auf {time}
lösche meine {thing} {time}
lösche alle {thing}
zeige alle {thing}
alle {thing} {thing}
zeige mir meine {thing} an
welche {thing} habe ich {time}
welche {thing} gibt es
was passiert {time} im {thing}
suche {thing} {thing}
lies {work} weiter
nächstes {thing} von {work}
spiel {work}
überspringe das {thing}
soll ich {time} einen {thing} {thing}
habe ich irgendwelche {thing} {thing}
wie sieht die {thing} für {time} aus
wird es {time} {thing}
{thing} wir noch {thing}
kannst du die {thing} {thing}
gibt es etwas neues von {name}
ich muss {name} {time} sehen
ich muss {time} mit {name} reden
ich habe {name} versprochen das {thing} zu bringen
wann hat {name} zuletzt geschrieben
wie geht es {name}
danke {name} für die {thing}
{name} und {name} kommen {time} vorbei
wir besuchen {time} {name}
bring {name} {time} zum {thing}
ich hole {name} {time} ab
ich habe etwas für {name}
das ist für {name} {name}
das {thing} ist für {name}
ein brief von {name} {name}
ist etwas von {name} {name} gekommen
halte {name} einen platz frei
ich gehe {time} zu {name} {name}
ich habe {name} {time} gesehen
wir haben {name} {name} in {place} besucht
{time} besuchen wir {name}
was will {name}
was hat {name} {name} erzählt
lies mir die nachricht vor die {name} geschickt hat
kann {name} {name} {time} kommen
wecke {name} {name} {time}
hol {name} {name} {time} ab
schreib {name} {name} auf die {thing}
setze {name} {name} auf die liste
trag {name} für das {thing} ein
wie alt ist {name}
{name} {name} hat {time} angerufen
wann ruft {name} {name} zurück
{name} meint das {thing} ist {thing}
kannst du {name} {name} {time} anrufen
wir haben ein {thing} in {place}
treffen wir uns in {place} {place}
wir fahren {time} nach {place} {place}
wir bleiben bis {time} in {place}
ich arbeite in {place}
ein hotel in {place} {place}
restaurants in {place}
was ist {time} in {place} los
meine {relation} ist nach {place} {place} gezogen
hol meine {relation} in {place} {place} ab
such eine fahrkarte nach {place} {place} für {time}
hilf {name} bei der {thing}
ist {name} schon da
ist {name} gut angekommen
wann kommt {name} nach hause
wann landet {name}
{name} hat mir das {thing} gegeben
gib {name} die {thing}
zeig {name} das {thing}
spiel die nachricht von {name} {name} ab
lass {name} rein
ich vermisse {name}
die {thing} von {name} ist fertig
die {thing} für {name} {name} ist da
das {thing} gehört {name}
erzähl {name} von der {thing}
merk dir dass {name} gerne {thing} isst
{name} braucht neue {thing}
kauf für {name} ein {thing}
fahr bei {name} vorbei
ich war {time} mit {name} {name} essen
bitte {name} die {thing} zu {thing}
wünsch {name} eine gute nacht
grüß {name} von mir
mein {thing} heißt {name} {name}
unsere nachbarn heißen {name}
der {thing} von {name} {name} ist {time}
hat {name} {name} die {thing} bezahlt
warum geht {name} nicht ran
{name} {name} soll {time} kommen
trag {time} {thing} bei {name} ein
hinterlass {name} eine notiz
schalte {name} dazu
leite das an {name} {name} weiter
wer außer {name} kommt {time}
herr {name} möchte {thing}
frau {name} kommt {time}
sag frau {name} dass wir {time} kommen
für {name} und {name} zwei {thing}
mit {name} ins {thing} gehen
ich bin gerade in {place}
wie weit ist es bis {place}
wie weit ist es von {place} nach {place}
staut es sich bei {place}
fahr über {place} nach hause
zeig mir den weg nach {place}
das paket kommt aus {place}
unsere ferienwohnung in {place} ist {thing}
mein {thing} ist in {place}
ich muss {time} nach {place}
liegt {place} auf dem weg
ist {place} weit von hier
zwischen {place} und {place} ist stau
wir sind {time} in {place} angekommen
der {thing} in {place} hat {time} offen
meine {relation} studiert in {place}
ich bin in {place} aufgewachsen
suche eine {thing} in {place}
gibt es in {place} einen {thing}
reserviere {time} einen tisch in {place}
die schule in {place} ist {time} zu
tanken in {place}
bestell ein taxi von {place} nach {place}
meine adresse ist in {place}
{thing} {number}
meine {thing} ist {number}
die {thing} lautet {number}
{thing} meine {thing} auf {number}
ruf mich unter {number} an
{thing} es unter {number}
bezahl mit {thing} {number}
zahl das mit meiner {thing} {number}
der {thing} sagt {thing} {number}
das {thing} mit dem {thing} {number} ist {thing}
notier {number} als meine {thing}
wir wohnen in {thing} {number}
in {number} minuten {thing} die {thing}
stell die {thing} auf {number}
ruf den {thing}
ruf die {thing}
frag den {thing} wann er kommt
{thing} den {thing}
{thing} die {thing} {time}
{thing} den {thing} {time} ein
{thing} das {thing} im {thing} ab
{thing} alle {thing} im {thing} aus
{thing} dass wir noch {thing} brauchen
ein {thing} für {thing}
gib mir ein {thing} für {thing}
mein {thing} ist {thing}
mein {thing} wurde {thing}
die {thing} hat sich {thing}
das {thing} ist {thing}
was {thing} {number}
setz {thing} auf die {thing}
schreib {thing} auf die {thing}
wie viele {thing} hat ein {thing}
was ist {thing} auf {thing}
{thing} auf {thing} bitte
{thing} wird {thing} {thing}
füge {artist} {artist} zu meiner {thing} playlist hinzu
füge {work} zu meiner {thing} wiedergabeliste hinzu
füg das lied {work} zu {work} hinzu
nimm {artist} in die playlist {work} auf
gib dem buch {work} {number} von {number} sternen
bewerte {work} mit {number} punkten
bewerte den roman {work} von {artist} {artist}
wo läuft {work} heute
wann läuft {work} im kino
such nach {work}
suche nach dem film {work}
finde die serie {work}
wo finde ich {work}
wo kann ich {work} sehen
zeig mir den trailer zu {work}
ich möchte {work} sehen
ich will {work} von {artist} hören
spiel {work} von {artist} {artist}
spiel musik von {artist} {artist} auf spotify
spiel die neueste single von {artist}
reserviere einen tisch für {number} personen im {work}
buche einen tisch im {work} in {place}
wie wird das wetter {time} in {city} {city}
wird es {time} in {city} schneien
ist es warm in {city}
wie kalt ist es in der nähe von {city}
wann wird es in {city} heißer
was hat {name} geschrieben
was hat {name} {name} gesagt
lies vor was {name} {name} geschickt hat
die {thing} ist für {name}
die {thing} ist für {name} {name}
das {thing} gehört {name} {name}
das {thing} kommt von {name} {name}
ich habe {name} {name} getroffen
ich habe die {thing} von {name} geliehen
ich schulde {name} {name} noch geld
überweis {name} {name} das geld
zeig {name} {name} die {thing}
bring {name} zum {thing}
fahr {name} {name} nach hause
hol {name} {name} {time} ab
hol {name} vom {thing} ab
besuch {name} {name} {time}
gratulier {name} {name} zum {thing}
richte {name} {name} grüße aus
grüß {name} {name} von mir
entschuldige dich bei {name}
ich warte auf {name} {name}
ich war mit {name} {name} essen
ich esse {time} mit {name}
sag das {thing} mit {name} {name} ab
verschieb das {thing} mit {name} auf {thing}
kennst du {name} {name}
wo wohnt {name} {name}
wie alt ist {name} jetzt
weißt du wann {name} {name} zurück ist
ist {name} {name} schon da
hat {name} die {thing} bezahlt
hat {name} {name} angerufen
kommt {name} {name} {time}
war {name} beim {thing}
wann hat {name} angerufen
wann hat {name} {name} geburtstag
{name} {name} braucht die {thing}
{name} hat das {thing} vergessen
{name} hat {time} einen {thing}
back einen kuchen für {name}
bestell blumen für {name} {name}
schreib {name} {name} eine karte
weck {name} um sieben
mach {name} {name} die tür auf
mach das licht bei {name} aus
teil die {thing} mit {name} {name}
speicher das unter {name} {name}
der arzt heißt {name} {name}
unsere nachbarin {name} {name} hat die {thing}
mein kollege {name} hat die {thing} geschickt
frag {name} {name} nach der {thing}
lass {name} {name} wissen dass ich komme
gib {name} {name} bescheid
setz {name} {name} auf die liste
stell {name} {name} durch
verbinde mich mit {name}
erinnere {name} {name} an das {thing}
"""),
    openings=("", "", "", "", "", "bitte", "hey", "kannst du", "okay", "äh", "also", "und"),
    closings=("", "", "", "", "", "", "bitte", "danke", "jetzt", "sofort", "mal"),
    times=lines("""
morgen
heute
heute abend
am montag
nächsten freitag
um fünf uhr
um sieben uhr dreißig
morgen um zehn
in zwanzig minuten
am dritten mai
mittags
am wochenende
nächste woche
jeden tag um sechs
"""),
    syllables="a al an ar be bet bri ca chri da de di do e el er fa fe fri ga ge ger gi gu ha he hei hen hi hu i"
    " il in ja jo ju ka ker"
    " ki kla ko la le li lo lu ma me mi mo na ni no o ol pa pe ra re ri ro ru sa se si so ste su ta te thi to u"
    " ul ur va ve vi wa wi wil"
    " wol yu za ze\n"
    " bri chi da de di do fri ga gi hil la le li lo ma mi na ne ni ra re ri ro sa si ta te ti to va ve vi za hel man\n"
    "a an ar as bert bine burg da de del dine dolf dra e el en er fried ga gen gund hard helm ia ias ie in ina"
    " ine ing ke la land le lein"
    " lie lin linde mann mar mut na ne nhard nn o ra rich rid rike run s sen ske stein ta ter tin trud us wig win",
    place_endings=(
        "heim",
        "burg",
        "stadt",
        "dorf",
        "hausen",
        "ingen",
        "berg",
        "bach",
        "furt",
        "feld",
        "kirchen",
        "hofen",
        "au",
        "walde",
    ),
    word_endings=(
        "",
        "en",
        "er",
        "ung",
        "heit",
        "keit",
        "lich",
        "ig",
        "isch",
        "te",
        "t",
        "e",
        "ende",
        "bar",
        "chen",
        "s",
        "st",
        "ieren",
        "zeug",
        "ern",
    ),
)
