"""Dutch templates: how names and places are said to a device, and how all else is said; written by hand."""

from typing import Final

from training.tagging.templates import Templates, lines

DUTCH: Final = Templates(
    sentences=lines("""
bel {name}
bel {name} {name}
bel {name} op
bel mijn {relation} {name}
kun je {name} bellen
ik wil {name} bellen
verbind me met {name} {name}
stuur {name} een bericht
stuur een bericht naar {name} dat ik later kom
stuur een berichtje aan {name} {name}
stuur een mail naar {name}
stuur {name} de {thing}
app {name} dat ik er {time} ben
mail {name} over de {thing}
antwoord {name} dat het goed is
lees het bericht van {name} voor
heeft {name} gebeld
heeft {name} gemaild
heb ik een mail van {name}
zijn er berichten van {name}
wat zei {name}
wanneer is {name} jarig
wanneer is de verjaardag van {name}
wat is het nummer van {name}
wat is het adres van {name} {name}
herinner me {time} aan {name}
herinner me eraan {name} te bellen
herinner me eraan om {name} {time} op te halen
herinner me aan de verjaardag van {name}
zeg tegen {name} dat de {thing} klaar is
zeg {name} dat ik eraan kom
vraag {name} of ze {thing} wil
nodig {name} en {name} uit
nodig {name} {name} uit voor het eten
afspraak met {name} {time}
maak een afspraak met {name} {name} {time}
maak een afspraak bij dokter {name}
zet lunch met {name} in mijn agenda
ik ontmoet {name} {time}
ik eet {time} met {name}
voeg {name} toe aan mijn contacten
verwijder {name} uit mijn contacten
zoek {name} in mijn contacten
mijn naam is {name}
mijn naam is {name} {name}
ik heet {name} {name}
ik ben {name}
je spreekt met {name} {name}
dit is {name}
mijn {relation} heet {name}
{name} is mijn {relation}
{name} woont in {place}
{name} komt {time} naar {place}
goedemorgen {name}
zeg hallo tegen {name}
gefeliciteerd {name}
tafel voor vier op naam van {name}
bestel een {thing} voor {name}
is {name} thuis
waar is {name}
doe het licht in de kamer van {name} aan
doe het licht in {name}s kamer aan
open de deur voor {name}
ik woon in {place}
we wonen vlak bij {place}
ik kom uit {place}
ik ben geboren in {place}
we verhuizen naar {place}
mijn {relation} woont in {place}
breng me naar {place}
rij me naar {place}
navigeer naar {place}
hoe kom ik in {place}
hoe lang duurt het naar {place}
boek een trein naar {place} {time}
trein van {place} naar {place} {time}
ik heb een taxi nodig naar {place}
hoe laat gaat de bus naar {place}
ik ben {time} in {place}
verkeer van {place} naar {place}
bezorg de {thing} in {place}
het huis in {place}
mijn appartement in {place}
speel {artist}
speel {artist} {artist}
speel een liedje van {artist} {artist}
speel {work} van {artist}
draai muziek van {artist} {artist}
ik wil {artist} {artist} horen
het nieuwe album van {artist}
voeg {artist} {artist} toe aan mijn afspeellijst
wie zingt {work}
wie is {artist} {artist}
hoe oud is {artist} {artist}
wanneer is {artist} {artist} geboren
wat is het nieuws over {artist} {artist}
films met {artist} {artist}
geef {work} vier sterren
wat voor weer is het in {city}
wat voor weer wordt het in {city} {time}
regent het in {city}
gaat het {time} regenen in {city}
hoe warm is het in {city}
heb ik in {city} een paraplu nodig
hoe laat is het in {city}
wat is de hoofdstad van {city}
hoeveel inwoners heeft {city}
nieuws uit {city}
waar ligt {city}
doe de {thing} aan
doe het {thing} uit
zet de {thing} in de {thing} aan
zet de {thing} op {thing}
zet een timer op {time}
zet de wekker {time}
maak me {time} wakker
zet {thing} op de boodschappenlijst
voeg {thing} en {thing} toe
ik wil graag {thing} met {thing}
een {thing} alsjeblieft
wat is een {thing}
wat is {thing}
vertel me een {thing}
laat me de {thing} zien
hoe maak ik {thing}
waar is de {thing}
bel een {thing}
bel de {thing}
bel {thing}
bel mijn {relation}
stuur mijn {relation} een bericht
stuur een bericht naar de {thing}
stuur een mail naar {thing}
mail de {thing}
afspraak met de {thing} {time}
afspraak met {thing}
herinner me {time} aan de {thing}
herinner me aan {thing}
vraag de {thing}
is de {thing} open
is er een {thing} in de buurt
start de {thing}
stop de {thing}
open de {thing}
sluit het {thing}
ik ben {thing}
ik ben {thing} {thing}
dit is {thing}
dat is mijn {thing}
mijn {thing} is {thing}
mijn {relation} is {thing}
lees mijn {thing} voor
volgende {thing}
{thing}
{thing} {thing}
maak het {thing}
ga naar de {thing}
ga naar {thing}
is het vandaag {thing}
hebben we {thing}
speel {thing}
speel mijn {thing} afspeellijst
hoe is het verkeer
een {thing} {thing} met {thing}
een {thing} met {thing} en {thing}
ik wil graag {thing} en wat {thing}
een keer {thing} met {thing} graag
zonder {thing}
de {thing} van de {thing} is te {thing}
is de {thing} in de {thing} {thing}
hoeveel {thing} heeft een {thing}
wat betekent {thing}
hoe schrijf je {thing}
zeg me hoe {thing} de {thing} is
ik ben zo {thing} over de {thing}
ik wil {time} de {thing} {thing}
hou je van {thing}
vind de dichtstbijzijnde {thing}
zoek een {thing} met goede {thing}
zoek naar {work}
bestel {thing} en {thing}
zet de {thing} in de {thing} op {thing}
verander de {thing} in {thing}
verplaats de {thing} naar {time}
verwijder mijn {thing} {time}
verwijder alle {thing}
toon alle {thing}
toon mijn {thing} {thing}
welke {thing} heb ik {time}
welke {thing} zijn er
wat gebeurt er {time} in de {thing}
zoek {thing} {thing}
lees {work} verder
volgende {thing} van {work}
speel {work}
sla deze {thing} over
moet ik {time} een {thing} {thing}
heb ik nog {thing} {thing}
hoe ziet de {thing} voor {time} eruit
wordt het {time} {thing}
hebben we nog {thing}
kun je de {thing} {thing}
is er iets nieuws van {name}
ik moet {name} {time} zien
ik moet {time} met {name} praten
ik heb {name} beloofd de {thing} te brengen
wanneer heeft {name} voor het laatst geschreven
hoe gaat het met {name}
bedank {name} voor de {thing}
{name} en {name} komen {time} langs
we gaan {time} bij {name} op bezoek
breng {name} {time} naar de {thing}
ik haal {name} {time} op
ik heb iets voor {name}
dit is voor {name} {name}
het {thing} is voor {name}
een brief van {name} {name}
is er iets van {name} {name} gekomen
houd een plek vrij voor {name}
ik ga {time} naar {name} {name}
ik heb {name} {time} gezien
we hebben {name} {name} in {place} bezocht
{time} gaan we bij {name} langs
wat wil {name}
wat heeft {name} {name} verteld
lees het bericht voor dat {name} stuurde
kan {name} {name} {time} komen
maak {name} {name} {time} wakker
haal {name} {name} {time} op
schrijf {name} {name} op de {thing}
zet {name} {name} op de lijst
zet {name} erbij voor het {thing}
hoe oud is {name}
{name} {name} heeft {time} gebeld
wanneer belt {name} {name} terug
{name} zegt dat het {thing} {thing} is
kun je {name} {name} {time} bellen
wil je {name} {name} even bellen
we hebben een {thing} in {place}
zullen we in {place} {place} afspreken
we rijden {time} naar {place} {place}
we blijven tot {time} in {place}
ik werk in {place}
een hotel in {place} {place}
restaurants in {place}
wat is er {time} te doen in {place}
mijn {relation} is naar {place} {place} verhuisd
haal mijn {relation} op in {place} {place}
zoek een kaartje naar {place} {place} voor {time}
wat voor weer wordt het {time} in {city}
gaat het in {city} regenen
schijnt de zon in {city}
help {name} met de {thing}
is {name} er al
is {name} goed aangekomen
wanneer komt {name} thuis
wanneer landt {name}
{name} heeft mij het {thing} gegeven
geef {name} de {thing}
laat {name} het {thing} zien
speel het bericht van {name} {name} af
laat {name} binnen
ik mis {name}
de {thing} van {name} is klaar
de {thing} voor {name} {name} is er
het {thing} is van {name}
vertel {name} over de {thing}
onthoud dat {name} graag {thing} eet
{name} heeft nieuwe {thing} nodig
koop voor {name} een {thing}
rij even langs {name}
ik heb {time} met {name} {name} gegeten
vraag {name} om de {thing} te {thing}
wens {name} een goede nacht
doe {name} de groeten
mijn {thing} heet {name} {name}
onze buren heten {name}
de {thing} van {name} {name} is {time}
heeft {name} {name} de {thing} betaald
waarom neemt {name} niet op
{name} {name} moet {time} komen
zet {time} {thing} bij {name} in de agenda
laat een briefje achter voor {name}
stuur dat door naar {name} {name}
wie komt er {time} behalve {name}
meneer {name} wil {thing}
mevrouw {name} komt {time}
zeg tegen mevrouw {name} dat we {time} komen
voor {name} en {name} twee {thing}
met {name} naar de {thing}
ik ben nu in {place}
hoe ver is het naar {place}
hoe ver is het van {place} naar {place}
staat er file bij {place}
rij via {place} naar huis
wijs me de weg naar {place}
het pakje komt uit {place}
ons huisje in {place} is {thing}
mijn {thing} zit in {place}
ik moet {time} naar {place}
ligt {place} op de route
is {place} ver van hier
tussen {place} en {place} staat file
we zijn {time} in {place} aangekomen
de {thing} in {place} is {time} open
mijn {relation} studeert in {place}
ik ben opgegroeid in {place}
zoek een {thing} in {place}
is er in {place} een {thing}
reserveer {time} een tafel in {place}
de school in {place} is {time} dicht
tanken in {place}
bestel een taxi van {place} naar {place}
mijn adres is in {place}
{thing} {number}
mijn {thing} is {number}
het {thing} is {number}
{thing} mijn {thing} naar {number}
bel me op {number}
{thing} op {number}
betaal met {thing} {number}
de {thing} zei {thing} {number}
de {thing} met {thing} {number} is {thing}
noteer {number} als mijn {thing}
we wonen op {thing} {number}
over {number} minuten de {thing} {thing}
zet de {thing} op {number}
bel de {thing}
vraag de {thing} wanneer ze komen
{thing} de {thing}
{thing} de {thing} {time}
{thing} de {thing} op {time}
{thing} de {thing} in de {thing} tot {number} procent
{thing} alle {thing} in de {thing} uit
{thing} dat we nog {thing} nodig hebben
een {thing} voor {thing}
geef me een {thing} voor {thing}
mijn {thing} is {thing}
mijn {thing} is {thing} {time}
de {thing} is {thing}
het {thing} is {thing}
een {thing} {thing} met {thing} en {thing}
hoeveel {thing} zit er in een {thing}
reserveer een {thing} voor {number} {thing} {time}
{thing} een {thing} op
wat staat er {time} in mijn {thing}
zet {thing} en {thing} op de {thing}
{thing} dank je
{thing} dat is {thing}
{thing} {thing} {thing}
voeg {artist} {artist} toe aan mijn {thing} afspeellijst
voeg {work} toe aan mijn {thing} playlist
zet het liedje {work} op {work}
zet {artist} in de afspeellijst {work}
geef het boek {work} {number} van de {number} sterren
beoordeel {work} met {number} punten
beoordeel de roman {work} van {artist} {artist}
waar draait {work} vandaag
wanneer draait {work} in de bioscoop
zoek naar {work}
zoek de film {work}
vind de serie {work}
waar vind ik {work}
waar kan ik {work} kijken
laat de trailer van {work} zien
ik wil {work} zien
ik wil {work} van {artist} horen
speel {work} van {artist} {artist}
speel muziek van {artist} {artist} op spotify
speel de nieuwste single van {artist}
reserveer een tafel voor {number} personen in {work}
boek een tafel bij {work} in {place}
wat wordt het weer {time} in {city} {city}
gaat het {time} sneeuwen in {city}
is het warm in {city}
hoe koud is het in de buurt van {city}
wanneer wordt het warmer in {city}
"""),
    openings=("", "", "", "", "", "alsjeblieft", "hé", "kun je", "oké", "eh", "dus", "en"),
    closings=("", "", "", "", "", "", "alsjeblieft", "bedankt", "nu", "even", "graag"),
    times=lines("""
morgen
vandaag
vanavond
op maandag
volgende vrijdag
om vijf uur
om zeven uur dertig
morgen om tien uur
over twintig minuten
op drie mei
dit weekend
volgende week
elke dag om zes uur
"""),
    syllables="a al an ar ba be bra ca co da de di do e el er fe fle flo ge gij ha han he hen hi hu i il in ja"
    " jan je jo ju ka kee ki"
    " la le li lo lu ma maar mar me mi na nie no o pa pe pie ra re ri ro ru sa san se sie si so ste su ta te ti"
    " to u ve vi wil wou ya yu\n"
    " bri da de di ga la le li lo ma mi na ne ni ra re ri ro sa si ta te ti to va ve vi rie ren len\n"
    "a an ar bert da de den der dine dra e eke el en er ert ert et ia ie ien in ine is je jn jo ke kje la le"
    " lien lijn line lof ma man"
    " mijn na nard nie nke no o ra rd ra rik ris rt s sje ske stra ta ter tje tte us wijn",
    place_endings=(
        "dam",
        "dijk",
        "burg",
        "veen",
        "hoven",
        "drecht",
        "waarde",
        "wijk",
        "stad",
        "horst",
        "meer",
        "land",
        "rode",
        "beek",
    ),
    word_endings=(
        "",
        "en",
        "er",
        "ing",
        "heid",
        "lijk",
        "ig",
        "isch",
        "te",
        "t",
        "e",
        "ende",
        "baar",
        "tje",
        "s",
        "st",
        "eren",
        "tuig",
        "d",
        "p",
    ),
)
