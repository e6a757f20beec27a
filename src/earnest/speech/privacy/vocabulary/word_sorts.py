"""Word sorts: what common words are about where that tells a place from anything else; written by hand for Earnest.

`in march`, `in spanish` and `in the garden` are said like `in leeds`; and a word before a state or a country is mostly
a town. The tagger sees the sort of a word beside the word itself, so that it learns once what holds for all of a sort.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from earnest.speech.privacy.vocabulary.vocabulary import listed

_STATES: Final = listed(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois"
    " indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri"
    " montana nebraska nevada hampshire jersey mexico carolina dakota ohio oklahoma oregon pennsylvania tennessee"
    " texas utah vermont virginia wisconsin wyoming ontario quebec alberta manitoba saskatchewan queensland victoria"
    " tasmania england scotland wales ireland ulster bavaria"
)
_STATE_LETTERS: Final = listed(
    "al ak az ar ca co ct de fl ga hi ia id il ks ky la ma md mi mn mo ms mt nc nd ne nh nj nm nv ny oh ok pa ri sc"
    " sd tn tx ut va vt wa wi wv wy dc"
)
_COUNTRIES: Final = listed(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain"
    " bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria"
    " burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus denmark dominica ecuador"
    " egypt eritrea estonia ethiopia fiji finland france gabon gambia germany ghana greece greenland grenada guam"
    " guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq israel italy jamaica japan"
    " jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya"
    " liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania"
    " mauritius micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands"
    " nicaragua niger nigeria norway oman pakistan palau panama paraguay peru philippines poland portugal qatar"
    " romania russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname"
    " swaziland sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan"
    " tuvalu uganda ukraine uruguay uzbekistan vanuatu vatican venezuela vietnam yemen zambia zimbabwe america europe"
    " africa asia antarctica usa"
)
_PEOPLES: Final = listed(
    "american arabic argentinian asian australian austrian bavarian belgian brazilian british bulgarian canadian"
    " cantonese chilean chinese colombian croatian cuban czech danish dutch egyptian english ethiopian european"
    " filipino finnish flemish french gaelic german greek hebrew hindi hungarian icelandic indian indonesian irish"
    " israeli italian jamaican japanese jewish kenyan korean kosher latin lebanese malay malaysian mandarin"
    " mediterranean mexican mongolian moroccan nepalese nigerian norwegian pakistani persian peruvian polish"
    " polynesian portuguese punjabi romanian russian scandinavian scottish serbian sicilian spanish swahili swedish"
    " swiss syrian tamil thai tibetan tunisian turkish ukrainian urdu vietnamese welsh yiddish halal"
)
_ROOMS: Final = listed(
    "attic balcony basement bathroom bedroom cellar closet conservatory corridor den driveway foyer garage garden"
    " hall hallway kitchen laundry library living loft lounge nursery office pantry patio playroom porch room shed"
    " stairs study terrace toilet upstairs downstairs yard backyard"
)
_DAYS: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall"
    " winter morning noon afternoon evening night midnight today tonight tomorrow yesterday weekend week month year"
    " christmas easter thanksgiving midday"
)
_GERMAN_DAYS: Final = listed(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli"
    " august september oktober november dezember frühling sommer herbst winter morgen vormittag mittag nachmittag"
    " abend nacht mitternacht heute gestern übermorgen wochenende woche monat jahr weihnachten ostern pfingsten"
    " silvester montags dienstags mittwochs donnerstags freitags samstags sonntags"
)
_GERMAN_COUNTRIES: Final = listed(
    "deutschland österreich schweiz frankreich italien spanien portugal belgien niederlande holland luxemburg"
    " dänemark schweden norwegen finnland island irland england schottland polen tschechien slowakei ungarn rumänien"
    " bulgarien griechenland türkei kroatien serbien slowenien russland ukraine china japan indien korea thailand"
    " vietnam australien neuseeland kanada usa amerika mexiko brasilien argentinien chile peru ägypten marokko"
    " tunesien kenia südafrika europa afrika asien bayern hessen sachsen thüringen brandenburg saarland westfalen"
    " württemberg tirol kärnten steiermark"
)
_GERMAN_PEOPLES: Final = listed(
    "deutsch englisch französisch italienisch spanisch portugiesisch niederländisch holländisch dänisch schwedisch"
    " norwegisch finnisch polnisch tschechisch ungarisch rumänisch griechisch türkisch russisch ukrainisch chinesisch"
    " japanisch koreanisch arabisch hebräisch lateinisch indisch thailändisch vietnamesisch mexikanisch amerikanisch"
    " deutsche deutschen englische italienische französische spanische griechische türkische chinesische"
)
_GERMAN_ROOMS: Final = listed(
    "bad badezimmer küche wohnzimmer schlafzimmer kinderzimmer arbeitszimmer esszimmer gästezimmer flur diele keller"
    " garage garten balkon terrasse dachboden büro waschküche hof treppenhaus erdgeschoss obergeschoss gästebad"
    " wintergarten"
)
_DUTCH_DAYS: Final = listed(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus"
    " september oktober november december lente zomer herfst winter ochtend morgen middag avond nacht middernacht"
    " vandaag gisteren overmorgen weekend week maand jaar kerstmis kerst pasen pinksteren vanavond vanmiddag"
    " vanochtend vannacht"
)
_DUTCH_COUNTRIES: Final = listed(
    "nederland belgië duitsland frankrijk italië spanje portugal luxemburg denemarken zweden noorwegen finland"
    " ijsland ierland engeland schotland polen tsjechië slowakije hongarije roemenië bulgarije griekenland turkije"
    " kroatië servië rusland oekraïne china japan india korea thailand vietnam australië canada amerika mexico"
    " brazilië argentinië chili peru egypte marokko tunesië kenia suriname europa afrika azië vlaanderen wallonië"
    " friesland drenthe limburg brabant zeeland gelderland overijssel flevoland"
)
_DUTCH_PEOPLES: Final = listed(
    "nederlands engels duits frans italiaans spaans portugees deens zweeds noors fins pools tsjechisch hongaars"
    " grieks turks russisch oekraïens chinees japans koreaans arabisch hebreeuws latijn indiaas thais vietnamees"
    " mexicaans amerikaans vlaams fries nederlandse engelse duitse franse italiaanse spaanse griekse turkse chinese"
)
_DUTCH_ROOMS: Final = listed(
    "badkamer keuken woonkamer slaapkamer kinderkamer werkkamer eetkamer logeerkamer gang hal kelder garage tuin"
    " balkon terras zolder kantoor bijkeuken berging schuur trap toilet wc serre overloop"
)
_SORTS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "en": {
        "day": _DAYS,
        "state": _STATES,
        "letters": _STATE_LETTERS,
        "country": _COUNTRIES,
        "people": _PEOPLES,
        "room": _ROOMS,
    },
    "de": {
        "day": _GERMAN_DAYS,
        "country": _GERMAN_COUNTRIES,
        "people": _GERMAN_PEOPLES,
        "room": _GERMAN_ROOMS,
    },
    "nl": {"day": _DUTCH_DAYS, "country": _DUTCH_COUNTRIES, "people": _DUTCH_PEOPLES, "room": _DUTCH_ROOMS},
}


@cache
def sorts_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sorts of the words of a language that have any; empty where the language has no lists."""
    found: dict[str, tuple[str, ...]] = {}
    for sort, words in _SORTS.get(language, {}).items():
        for word in words:
            found[word] = (*found.get(word, ()), sort)
    return found
