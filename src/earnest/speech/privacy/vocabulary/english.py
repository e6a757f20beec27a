"""English: words around personal data."""

from typing import Final

from earnest.speech.privacy.vocabulary import leads
from earnest.speech.privacy.vocabulary.english_everyday import EVERYDAY_WORDS
from earnest.speech.privacy.vocabulary.english_words import MORE_COMMON_WORDS, MORE_FIRST_NAMES
from earnest.speech.privacy.vocabulary.surnames import ENGLISH_SURNAMES
from earnest.speech.privacy.vocabulary.towns import ENGLISH_TOWNS
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

NUMBERS: Final = NumberWords(
    digits=listed("zero nought naught oh o one two three four five six seven eight nine niner"),
    zeros=listed("zero nought naught oh o"),
    teens=listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
    tens=listed("twenty thirty forty fourty fifty sixty seventy eighty ninety"),
    hundreds=listed("hundred"),
    thousands=listed("thousand million billion"),
    compound=None,
    compound_thousand=None,
    compound_hundred=None,
    repeats=(("double", 2), ("triple", 3), ("treble", 3), ("quadruple", 4)),
    misheard=listed("to too for ate won tree fife owe fore tu sex mine"),
    links=listed("and"),
    separators=listed("dash hyphen minus space slash uh um er ah then dot"),
    points=listed("point"),
    clock=listed("am pm o'clock oclock a.m p.m"),
    times=listed("at by for until till from in on around before after"),
)

CONTEXTS: Final = ContextWords(
    telephone=listed("phone telephone mobile cell cellphone call dial ring text fax landline whatsapp reach"),
    account=listed(
        "account card credit debit visa mastercard iban sort routing insurance policy passport licence license"
        " membership customer social security national reference"
    ),
    secret=listed("pin unlock password passcode passphrase code combination pincode passwords"),
    post_code=listed("postcode postal zip zipcode post"),
    number=listed("number numbers digits"),
    birth=listed("born birthday birth birthdate dob"),
    months=listed("january february march april may june july august september october november december"),
    nineteen=listed("nineteen"),
    nineteen_compound=(),
    ordinals=listed(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth of the"
    ),
    secret_follows=phrases(
        "code is\npassword is\npassphrase is\npasscode is\npin is\npin code is\nsecurity answer is"
        "\nmaiden name is\npassword to\npin to"
    ),
    email_at=listed("at @"),
    email_dot=listed("dot point ."),
    email_ends=listed("com org net edu gov co uk io info eu de nl fr ca au us ie biz me"),
    email_providers=listed("gmail hotmail outlook yahoo icloud gmx proton protonmail aol googlemail web live"),
    email_begins=listed(
        "to is address mail email an the send add for it's its my and put use contact write invite include register"
        " forward subscribe log sign me us him them via under using with save change update set remember copy login"
        " reach"
    ),
    public=listed(
        "trailer saga soundtrack television episode tv cinema cinemas theatre theatres theater theaters showtimes"
        " imax rating textbook chronicle essay tune playing screening recipe recipes definition define dollar"
        " dollars currency exchange rates nasdaq stocks shares population continent ocean planet painting"
        " photograph calories ingredients play song songs music album albums artist artists band singer track tune"
        " tunes listen playlist spotify radio station movie movies film series novel podcast weather forecast"
        " temperature rain raining snow snowing sunny humid humidity wind windy news headlines concert lyrics"
        " capital population president timezone wikipedia stock team match game actor actress author director"
        " famous rate stars review channel degrees hot cold umbrella fog foggy storm storms stormy freezing chilly"
        " chillier warm warmer cold colder blizzard hail sunshine cloud clouds cloudy overcast drizzle"
        " thunderstorm snowstorm windy climate hotter prime minister who"
    ),
)

NAMES: Final = NameWords(
    strong=phrases(
        "my name is\nmy name's\nname is\nthis is doctor\ncall\ncalling\nphone\nring\ndial\nmessage to"
        "\nmessage for\ntext\nmessage\nemail to\nmail to\nemail\nfacetime\nskype\nwhatsapp\nspeak to\nspeak with"
        "\ntalk to\ntalk with\nspeaking to\ncontact named\ncontact called\nreach\nappointment with\nmeeting with"
        "\nlunch with\ndinner with\nreply to\nbreakfast with\ncoffee with\nvoicemail from\nmessages from"
        "\nmessage from\nemail from\nemails from\nmail from\nbirthday of\nmister\nmr\nmrs\nms\ndoctor\ndr"
        "\nuncle\naunt\nauntie\ngrandma\ngrandpa\nsigned"
    ),
    relations=listed(
        "my our your his her their the a an up back to mister mr mrs miss ms doctor dr uncle aunt auntie friend"
        " colleague"
        " boss brother sister son daughter cousin neighbour neighbor husband wife mum mom mother dad father"
        " grandma grandpa grandmother grandfather nephew niece partner girlfriend boyfriend"
    ),
    particles=listed("van von de der den da di la le bin al el mac mc o'"),
    common=listed(
        "a an the and or but if then than so as at by for from in into of off on onto out over to up down with"
        " without about after"
        " again all also always am any are around away back be because been before being both can can't cannot"
        " could did do does"
        " doing don't done each else ever every few get gets getting go goes going gone good got great had has"
        " have having he he's"
        " her here hers him his how i i'd i'll i'm i've is isn't it it's its just keep last later least left"
        " less let let's like"
        " long look made make many may maybe me mine more most much must my need never new next no not nothing"
        " now of often okay ok"
        " old once one only other our ours please put really right said same saw say saying says see send sent"
        " set she she's should"
        " since some someone something soon still stop such sure take tell text than thank thanks that that's"
        " the their them these"
        " they thing things think this those through time today tomorrow tonight too turn two under until us use"
        " very wait want"
        " wants was we we'll we're well went were what what's when where where's which while who who's whose why"
        " will wish won't"
        " work would yes yesterday yet you you'd you'll you're your yours"
        " alarm alarms alert answer app appointment apartment assistant attention ambulance bathroom bedroom"
        " bell birthday blind blinds"
        " breakfast bus business calendar call calls camera car center centre channel city clock coffee company"
        " computer contact"
        " contacts cup customer date day days dentist department device dinner display doctor dog door doorbell"
        " down elevator email"
        " emails emergency entry event everyone everybody family fan fire first flight flowers food friend"
        " friends front garage garden"
        " group guests guy guys hall head heating help history home hospital hotel hour hours house item items"
        " job key kitchen lamp"
        " large latte library light lights line list living loud lunch machine mail medium meeting message"
        " messages minute minutes"
        " missed money morning music name names news night noon note notes number office officer one order"
        " people person phone photo"
        " picture pizza place plan plumber police pool reception recent reminder reminders repeat report"
        " restaurant ring room school"
        " second seconds service shop shopping shower small sound speaker start status store story support"
        " switch table taxi team"
        " temperature text texts ticket timer toilet tone town train travel trip truck tv uber unit update video"
        " voice volume"
        " wake wall washing watch water week weekend weeks weather window windows work world year years"
        " mum mom mother dad father brother sister son daughter wife husband grandma grandpa uncle aunt boss"
        " colleague cousin"
        " neighbour neighbor nephew niece partner girlfriend boyfriend parents kids children baby everyone"
        " anybody anyone nobody"
        " monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
        " september october"
        " november december spring summer autumn winter hello hi hey dear love happy sorry late early busy fine"
        " ready open close"
        " closed cancel check clear confirm continue create delete double end enough find finish forward full"
        " hang high hold hundred"
        " increase decrease log low lower louder quieter mute unmute normal pause play previous quick quiet"
        " raise read record redial"
        " remind remove reply reset resume return reverse save search shut skip speak spell talk test update via"
        " whatsapp wi-fi wifi"
        " waiting zero three four five six seven eight nine ten eleven twelve twenty thirty forty fifty half"
        " quarter past between"
        " ounce sugar milk cream espresso cappuccino mocha americano roast shot shots decaf black white red"
        " green blue yellow pink"
        " bring drop during fast free hear heard show side slow someone somebody speaking taken top towards try"
        " wrong back ago"
        " during regarding concerning today's tomorrow's tonight's there there's here's im ill id ive dont cant"
        " wont didnt doesnt"
    )
    | MORE_COMMON_WORDS
    | EVERYDAY_WORDS,
    forms=WordForms(endings=("'s", "s", "es", "ed", "d", "ing", "er", "ly")),
    first_names=listed(
        "aaron abigail adam adrian aisha alan albert alejandro alexander alexandra alfred alice alicia alison"
        " amanda amelia amir amy ana"
        " andrea andrew angela anna annabelle anthony antonio arthur ashley barbara beatrice ben benjamin"
        " bernard beth betty beverly"
        " brandon brenda brian bridget bruce bryan caitlin cameron carl carla carlos carmen caroline carolyn"
        " catherine cecilia"
        " charles charlotte chelsea chris christina christine christopher cindy claire claudia colin connor"
        " craig cynthia daniel"
        " danielle david deborah debra denise dennis derek diana diane dominic donald donna dorothy douglas"
        " duncan dylan edith edward"
        " eileen elaine eleanor elena eli elijah elizabeth ellen ellie emily emma eric erica erin ethan eugene"
        " eva evan evelyn fatima"
        " felix fiona frances francesca francis frank fred frederick gabriel gareth gary gavin geoffrey george"
        " gerald gemma gloria"
        " gordon greg gregory hannah harold harriet harry hassan heather helen henry howard hugh ian ibrahim"
        " irene isaac isabel"
        " isabella jacob jacqueline jake james jamie jane janet janice jason jean jeff jeffrey jenna jennifer"
        " jenny jeremy jerry"
        " jessica jill jim jimmy joan joanna joanne joe joel john johnny jonathan jordan jose joseph joshua"
        " joyce juan judith julia"
        " julian julie justin karen kate katherine kathleen kathryn katie keith kelly kenneth kevin khalid"
        " kimberly kirsty kyle"
        " larry laura lauren lawrence leah leo leon leonard lewis liam linda lisa logan lorraine louis louise"
        " lucas lucy luke lydia"
        " madison malcolm marcus margaret maria marie marilyn marion martha martin martina mary matthew maureen"
        " megan melanie melissa"
        " michael michelle miguel mike mohammed muhammad molly monica nancy naomi natalie natasha nathan neil"
        " nicholas nicola nicole"
        " nigel noah nora norman oliver olivia omar oscar owen pamela patricia patrick paul paula pauline pedro"
        " penelope peter"
        " philip phoebe priya rachel ralph raymond rebecca rhys richard rita robert robin rodney roger roland"
        " ronald rosemary"
        " rosie roy russell ruth ryan sabrina sally samantha samuel sandra sanjay sarah scott sean sebastian"
        " sharon sheila shirley"
        " simon sophia sophie stacey stanley stefan stella stephanie stephen steve steven stuart susan suzanne"
        " sylvia tamara tanya"
        " teresa terry theodore theresa thomas timothy tina todd tom toby tracy trevor tyler valerie vanessa"
        " veronica victor victoria"
        " vincent virginia vivian walter wayne wendy wesley william yasmin yvonne zachary zoe"
    )
    | MORE_FIRST_NAMES,
    surnames=listed(
        "smith jones taylor williams johnson davies evans thomas roberts wilson robinson wright thompson edwards"
        " hughes jackson"
        " clarke harris lewis patel turner cooper anderson morris campbell murphy kelly o'brien o'connor"
        " mcdonald stewart watson"
        " harrison phillips mitchell richardson garcia martinez rodriguez hernandez lopez gonzalez nguyen khan"
        " ahmed kowalski schmidt"
    ),
    later_names=ENGLISH_SURNAMES,
    cities=listed(
        "london manchester birmingham liverpool leeds sheffield bristol glasgow edinburgh cardiff belfast dublin"
        " cork galway"
        " newcastle nottingham leicester southampton portsmouth brighton oxford cambridge norwich exeter"
        " plymouth aberdeen dundee"
        " boston chicago houston philadelphia phoenix dallas austin denver seattle portland atlanta miami"
        " detroit minneapolis"
        " cleveland pittsburgh baltimore sacramento nashville memphis milwaukee tucson albuquerque omaha oakland"
        " tampa cincinnati"
        " toronto vancouver montreal ottawa calgary edmonton winnipeg sydney melbourne brisbane perth adelaide"
        " auckland wellington"
        " berlin munich hamburg frankfurt cologne paris rome madrid barcelona vienna amsterdam rotterdam"
        " brussels copenhagen oslo"
        " stockholm helsinki warsaw prague budapest lisbon athens istanbul delhi mumbai bangalore tokyo"
        " singapore johannesburg"
    )
    | ENGLISH_TOWNS,
    place_begins=listed(
        "new san santa saint st fort mount port los las la el upper lower north south east west great little cape"
        " lake point old glen palm grand"
    ),
    place_ends=listed(
        "springs falls creek heights hills beach valley island islands harbor harbour grove ridge village borough"
        " county city ville ferry junction rapids bluff bluffs meadows canyon"
    ),
    place_prepositions=listed("in to near from around at of for towards"),
    titles=listed("mr mrs ms miss mister dr prof professor"),
    home=phrases(
        "i live in\ni live at\ni live on\nwe live in\nwe live at\nlives in\nlives at\nlives on\nliving in"
        "\ni am from\ni'm from\nmoved to\nmoving to\nmy address is\naddress is\nhome is in\nhome in\nour house in"
        "\nmy house in\nborn in\nstaying in\nstaying at\ngrew up in\nmy flat in\nmy apartment in\ndeliver to"
        "\ndelivered to\npick me up at\npick me up in"
    ),
    address=phrases(
        "my address is\naddress is\ni live at\nlives at\nwe live at\ndeliver it to\ndeliver to\nsend it to my address"
    ),
    street_begins=phrases(""),
    street_titles=listed("saint st old new upper lower north south east west"),
    street_words=listed(
        "street road avenue lane boulevard crescent drive close court terrace square grove gardens way hill park"
        " highway mews row"
    ),
    street_ending=None,
    number_first=True,
)

SPELLING: Final = SpellingWords(
    alphabet=listed(
        "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november"
        " oscar papa quebec romeo sierra tango uniform victor whiskey xray x-ray yankee zulu"
    ),
    as_in=phrases("as in\nfor\nlike in\nlike\nis for"),
    abbreviations=listed(
        "tv ac dj usa us uk eu bbc cnn npr nbc abc cbs usb led dvd cd hbo mtv pm am pc hd gps vip diy faq eta asap"
        " ups bmw ibm nasa nfl nba mlb nhl fbi cia rem acdc abba itv espn pbs ufo iot tvs dvds ps ok atm vpn usd"
        " eur gbp cad aud inr jpy"
    ),
    article_letters=listed("a i o"),
)

ENGLISH: Final = Vocabulary(
    language="en", numbers=NUMBERS, contexts=CONTEXTS, names=NAMES, spelling=SPELLING, leads=leads.ENGLISH
)
