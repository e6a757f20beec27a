"""Surnames: frequent surnames that are common words as well, and some that are none; written by hand.

A common word counts as a surname only after a name: `anna koch`, but not `der koch`.
"""

from typing import Final

from earnest.speech.concealment.vocabulary.vocabulary import listed

ENGLISH_SURNAMES: Final = listed(
    "adams ahmed anderson andrews archer armstrong atkinson austin bailey barker barnes barrett bates baxter"
    " bennett berry bishop bradley brooks brown burke burton bush butler byrne campbell carr castle chambers"
    " chapman clark clarke cole collins cooke cooper cox cunningham davidson davies davis dawson dean dixon doyle"
    " edwards elliott evans fletcher foster fox fraser gallagher gardner gibson gill grant griffiths hamilton"
    " harper harris harrison hart hawkins hayes henderson holland holmes hopkins houghton hudson hughes hussain"
    " jackson jenkins johnson johnston jones kaur kennedy khan knight lawson lee lloyd lowe macdonald marsh"
    " marshall mason matthews mccarthy mcdonald miller mills mitchell moore morris morrison moss murphy murray"
    " newman nicholson palmer parry patel pearce pearson phillips poole potter powell rees reid reynolds richards"
    " richardson roberts robertson robinson rogers sailor saunders sharp shaw shepherd simpson smith stevens"
    " sutton tanner taylor temple thompson thomson turner wallace walsh ward watson watts weaver webb wilkinson"
    " williams williamson willis wilson wright"
)
ENGLISH_COMMON_SURNAMES: Final = listed(
    "baker ball banks bell black booth bridges burns carpenter carter church cook farmer fields fisher gray green"
    " hall hill hunt hunter king lane page parker porter price rivers rose stone walker waters wells white wood"
    " woods young"
)
GERMAN_SURNAMES: Final = listed(
    "adler arnold bader baumann becker beil berger bergmann binder birnbaum brandt brenner brinkmann brunner bär"
    " böhm böttcher büttner christiansen dietrich drechsler ebert egger eisenhauer erhard falke feldhaus feuerbach"
    " fiedler fischer franke fuhrmann förster geiger graf groß gruber grünwald gärtner haas hagedorn hansen"
    " hartmann hermes herrmann hofer hoffmann hofmann huber jansen janssen kaiser kessler kirchner kranz kraus"
    " krause krug krämer krüger kuhn kunze köhler kühn lehmann lindemann lorenz ludwig läufer maier mayer meier"
    " meyer moser möller müller müllner nachtigall neumann peters petersen pfeifer pfeiffer pichler pohl reuter"
    " roth rösler sattler schmid schmidt schmitt schmitz scholz schröder schubert schulz schulze schumacher"
    " schuster schäfer seidel seifert silbermann specht sperling springer steinmetz thiel thiele trommer töpfer"
    " vogelsang vogt voigt wagner wassermann weber wegner wiesner winkler wirth wolff ziegler zimmermann"
)
GERMAN_COMMON_SURNAMES: Final = listed(
    "bacher bauer beck braun busch bäcker dachs engel ernst fuchs hahn hammer hase holzapfel horn igel jäger"
    " keller kern klein koch könig lange lehrer löwe maurer metzger morgenstern nagel reiter richter ritter sauer"
    " schild schlosser schneider schreiber schulte schwarz schwert schütz schütze seiler stark stein steiner"
    " sänger topf vogel weiß wolf"
)
DUTCH_SURNAMES: Final = listed(
    "appelman arends berkel bisschop boonstra bouwman brinkman brouwer bruijn dam dekker dijk dijkstra gerritsen"
    " graaf haas heijden hendriks hertog hoekstra huisman huizinga jacobs jansen jonker koster kuiper kuipers"
    " kuyper leeuwen linden meijer molenaar mulder mus pastoor peeters peters polder pool postma prins ridder"
    " rietveld rozendaal schipper scholten schouten smit smits speelman terpstra timmermans valk veen veenstra"
    " veldkamp veldman vermeulen vink visscher vries wagenaar waterman wiersma willems zijlstra"
)
DUTCH_COMMON_SURNAMES: Final = listed(
    "bakker beer berg bloem boer bos broek bruin geit groen groot haan heuvel hoek hout jager kamp kersten kok"
    " koning kroon kruis leeuw meer meester mol roos schaap schoenmaker schrijver slager stam steen tak timmerman"
    " visser vos wit wolf zand zanger zwart"
)
