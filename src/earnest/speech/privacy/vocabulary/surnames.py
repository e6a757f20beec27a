"""Surnames: frequent ones, many of them common words as well; written by hand, copied from no data set.

They count only after another name: `anna koch`, but not `der koch`.
"""

from typing import Final

from earnest.speech.privacy.vocabulary.vocabulary import listed

ENGLISH_SURNAMES: Final = listed(
    "adams ahmed anderson andrews archer armstrong atkinson austin bailey baker ball banks barker barnes barrett"
    " bates baxter bell bennett berry bishop black booth bradley bridges brooks brown burke burns burton bush"
    " butler byrne campbell carpenter carr carter castle chambers chapman church clark clarke cole collins cook"
    " cooke cooper cox cunningham davidson davies davis dawson dean dixon doyle edwards elliott evans farmer"
    " fields fisher fletcher foster fox fraser gallagher gardner gibson gill grant gray green griffiths hall"
    " hamilton harper harris harrison hart hawkins hayes henderson hill holland holmes hopkins houghton hudson"
    " hughes hunt hunter hussain jackson jenkins johnson johnston jones kaur kennedy khan king knight lane lawson"
    " lee lloyd lowe macdonald marsh marshall mason matthews mccarthy mcdonald miller mills mitchell moore morris"
    " morrison moss murphy murray newman nicholson page palmer parker parry patel pearce pearson phillips poole"
    " porter potter powell price rees reid reynolds richards richardson rivers roberts robertson robinson rogers"
    " rose sailor saunders sharp shaw shepherd simpson smith stevens stone sutton tanner taylor temple thompson"
    " thomson turner walker wallace walsh ward waters watson watts weaver webb wells white wilkinson williams"
    " williamson willis wilson wood woods wright young"
)
GERMAN_SURNAMES: Final = listed(
    "adler arnold bacher bader bauer baumann beck becker beil berger bergmann binder birnbaum brandt braun"
    " brenner brinkmann brunner busch bäcker bär böhm böttcher büttner christiansen dachs dietrich drechsler ebert"
    " egger eisenhauer engel erhard ernst falke feldhaus feuerbach fiedler fischer franke fuchs fuhrmann förster"
    " geiger graf groß gruber grünwald gärtner haas hagedorn hahn hammer hansen hartmann hase hermes herrmann"
    " hofer hoffmann hofmann holzapfel horn huber igel jansen janssen jung jäger kaiser keller kern kessler"
    " kirchner klein koch kranz kraus krause krug krämer krüger kuhn kunze köhler könig kühn lange lehmann lehrer"
    " lindemann lorenz ludwig läufer löwe maier maurer mayer meier metzger meyer morgenstern moser möller müller"
    " müllner nachtigall nagel neumann peters petersen pfeifer pfeiffer pichler pohl reiter reuter richter ritter"
    " roth rösler sattler sauer schild schlosser schmid schmidt schmitt schmitz schneider scholz schreiber"
    " schröder schubert schulte schulz schulze schumacher schuster schwarz schwert schäfer schütz schütze seidel"
    " seifert seiler silbermann sommer specht sperling springer stark stein steiner steinmetz sänger thiel thiele"
    " topf trommer töpfer vogel vogelsang vogt voigt wagner wassermann weber wegner weiß wiesner winkler winter"
    " wirth wolf wolff ziegler zimmermann"
)
DUTCH_SURNAMES: Final = listed(
    "appelman arends bakker beer berg berkel bisschop bloem boer boonstra bos bouwman brinkman broek brouwer"
    " bruijn bruin dam dekker dijk dijkstra geit gerritsen graaf groen groot haan haas heijden hendriks hertog"
    " heuvel hoek hoekstra hout huisman huizinga jacobs jager jansen jong jonker kamp kersten kok koning koster"
    " kroon kruis kuiper kuipers kuyper leeuw leeuwen linden meer meester meijer mol molenaar mulder mus pastoor"
    " peeters peters polder pool postma prins ridder rietveld roos rozendaal schaap schipper schoenmaker scholten"
    " schouten schrijver slager smit smits speelman stam steen tak terpstra timmerman timmermans valk veen"
    " veenstra veldkamp veldman vermeulen vink visscher visser vos vries wagenaar waterman wiersma willems wit"
    " wolf zand zanger zijlstra zwart"
)
