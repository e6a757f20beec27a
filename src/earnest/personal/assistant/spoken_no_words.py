"""Words of the spoken no: how each language says who, listening, not, mine and consent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cache
from typing import Final


class Concept(StrEnum):
    """What a word can stand for."""

    NOT = auto()
    STOP = auto()
    ONE = auto()
    """People, whoever they are; also those who are spoken to as many (`you all`)."""
    NO_ONE = auto()
    WHOM = auto()
    """People in a case in which they do nothing themselves (German `niemanden`)."""
    LISTENER = auto()
    """People named after their listening (`listeners`)."""
    LISTEN = auto()
    WATCH = auto()
    """Listening in secret, which is never to music."""
    PASSIVE = auto()
    """Being listened to."""
    REVIEW = auto()
    HUMAN_REVIEW = auto()
    SHARE = auto()
    I = auto()  # noqa: E741 - the word itself
    YOU = auto()
    MINE = auto()
    RECORDING = auto()
    CONSENT = auto()
    TAKE_BACK = auto()
    DEMAND = auto()
    """May, shall, want, let: it is a rule or a wish, no observation."""
    LET = auto()
    BY = auto()
    CLAUSE = auto()
    """Begins a clause with somebody else as its subject (`dass`)."""
    FROM_NOW = auto()
    MEDIA = auto()
    FINE = auto()
    """It does not matter to the speaker."""
    BUSINESS = auto()
    KNOWN = auto()
    """A word that carries nothing of its own here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptLexicon:
    """One language. Phrases are separated by ` | `; a word that ends with `*` stands for all that begin so."""

    phrases: Mapping[Concept, str]
    split_verbs: Sequence[tuple[Concept, str, str]]
    """Concept, forms of the verb, particles that may follow it later in the sentence."""
    courtesy: str
    """What may stand in front without meaning."""
    interjection: str
    """`No,` in front: dropped unless it belongs to one of the next."""
    belongs: str
    elsewhere: str
    """What begins a question, a message or another task; nothing behind it is a no."""
    free_order: bool
    _index: dict[str, list[tuple[tuple[str, ...], Concept]]] = field(default_factory=dict, init=False)
    """Phrases by their first word; those that begin with the beginning of a word by `*` and its first letter."""

    def __post_init__(self) -> None:
        """Put the phrases into the index."""
        for concept, written in self.phrases.items():
            for phrase in _phrases(written):
                key = "*" + phrase[0][:1] if phrase[0].endswith("*") else phrase[0]
                self._index.setdefault(key, []).append((phrase, concept))

    def without_courtesy(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words without what is said in front out of courtesy or as an exclamation."""
        said = tuple(words)
        while said:
            length = max((len(phrase) for phrase in _phrases(self.courtesy) if _fits(phrase, said)), default=0)
            if length == 0 and any(_fits(phrase, said) for phrase in _phrases(self.interjection)):
                length = 0 if any(_fits(phrase, said[1:]) for phrase in _phrases(self.belongs)) else 1
            if length == 0:
                break
            said = said[length:]
        return said

    def begins_elsewhere(self, said: Sequence[str]) -> bool:
        """Return whether the sentence begins as a question or as another task."""
        return any(_fits(phrase, said) for phrase in _phrases(self.elsewhere))

    def tag(self, said: Sequence[str]) -> tuple[frozenset[Concept], ...]:
        """Return the concepts of the words, one set for each word or fixed phrase."""
        units: list[frozenset[Concept]] = []
        joined = dict(self._joined(said))
        place = 0
        while place < len(said):
            if place in joined:
                units.append(frozenset({joined[place]}))
                place += 1
                continue
            length, concepts = self._longest(said[place:])
            units.append(concepts)
            place += length
        return tuple(units)

    def _longest(self, rest: Sequence[str]) -> tuple[int, frozenset[Concept]]:
        """Return the longest phrase that the words begin with: its length and its concepts."""
        first = rest[0]
        candidates = (*self._index.get(first, ()), *self._index.get("*" + first[:1], ()))
        fitting = [(phrase, concept) for phrase, concept in candidates if _fits(phrase, rest)]
        length = max((len(phrase) for phrase, _ in fitting), default=1)
        return length, frozenset(concept for phrase, concept in fitting if len(phrase) == length)

    def _joined(self, said: Sequence[str]) -> Iterator[tuple[int, Concept]]:
        """Yield the places of a verb and of its particle (`turn … off`)."""
        for concept, verbs, particles in self.split_verbs:
            for place in range(len(said)):
                if not any(_fits(verb, said[place:]) for verb in _phrases(verbs)):
                    continue
                after = range(place + 1, min(len(said), place + 10))
                end = next((late for late in after if (said[late],) in _phrases(particles)), None)
                if end is not None:
                    yield place, concept
                    yield end, Concept.KNOWN


@cache
def _phrases(written: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in written.split("|") if phrase.strip())


def _fits(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return len(phrase) <= len(words) and all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for wanted, word in zip(phrase, words, strict=False)
    )


_ENGLISH: Final = ConceptLexicon(
    phrases={
        Concept.NOT: (
            "not|don't|dont|never|no|doesn't|didn't|mustn't|shouldn't|can't|cannot|won't|wouldn't|isn't|aren't|couldn't"
            "|without|neither|nor|no longer|no more|not any|ain't"
        ),
        Concept.STOP: (
            "stop|stops|stopped|stopping|quit|cease|end|ends|ending|halt|cancel|disable|deactivate|forbid|forbids"
            "|prohibit|ban|block|prevent|refuse|object to|opt out|opt me out|opting out|an end to|enough of|done with"
            "|hate|dislike|avoid|abolish"
        ),
        Concept.ONE: (
            "people|person|persons|human|humans|human being|human beings|anyone|anybody|someone|somebody|others"
            "|other people|other humans|other persons|everyone|everybody|strangers|stranger|staff|employee*|worker*"
            "|reviewer*|contractor*|your team|the team|team|folks|they|them|real people|third parties|third party"
            "|you all|you guys|y'all|you people|you lot|anyone else|anybody else|someone else|any human|any person"
            "|your company|the company|agents|operators|technicians|analysts|moderators|annotators|transcribers|men"
            "|women|outsiders|colleagues|personnel|any one|some one|every one|another person|another human"
        ),
        Concept.NO_ONE: (
            "nobody|no one|none|none of you|no people|no human|no humans|no person|no persons|no strangers|no stranger"
            "|no reviewer*|no employee*|no staff|no human being|not one person|not a single person|no other person"
            "|no other people|nobody else|no one else|no body|no human beings|not a soul|no real person|no real people"
        ),
        Concept.LISTENER: "no listeners|no more listeners|no eavesdroppers|no more eavesdroppers",
        Concept.LISTEN: (
            "listen|listens|listened|listening|listen to|listening to|listened to|listens to|hear|hears|hearing|heard"
            "|listen in|listening in|listens in|listen in on|listening in on|listen on|listening on|pay attention to"
            "|transcribe|transcribes|transcribing|transcribed"
        ),
        Concept.WATCH: (
            "overhear|overhears|overhearing|eavesdrop*|eavesdrop on|eavesdropping on|spy|spying|spy on|spying on"
            "|snoop*|snooping on"
        ),
        Concept.PASSIVE: (
            "be listened to|be listened|being listened to|being listened|be overheard|being overheard|be heard by"
            "|being heard by|be eavesdropped|be spied on|being spied on|be reviewed by|being reviewed by"
            "|be transcribed|being transcribed"
        ),
        Concept.REVIEW: "review|reviews|reviewed|reviewing|evaluate*|evaluating|check|checking|checked|analyse|analyze"
        "|analysing|analyzing|annotat*|rate|rating|grade|grading|look at|looking at",
        Concept.HUMAN_REVIEW: (
            "human review|human reviews|human reviewing|human reviewers|human listening|human listeners"
            "|human evaluation|human transcription|human annotation|review by humans|review by people"
            "|reviewing by humans|reviewing by people|people reviewing|the listening program|the listening programme"
        ),
        Concept.SHARE: "share|shares|sharing|shared|send|sends|sending|sent|give|gives|giving|pass|passing|show|showing"
        "|play|playing|play back|hand|handing|hand over|forward|forwarding|sell|selling|upload|uploading",
        Concept.I: "i|we|i'd|i'm|i've|i'll|we'd|we're|we've|we'll|let me|let us|lemme",
        Concept.YOU: "you|you're|your",
        Concept.MINE: "me|us|my|our|mine|ours|myself|my recording|my recordings|my voice|my voice recording*"
        "|recordings of me"
        "|recordings of us|my clips|my audio",
        Concept.RECORDING: (
            "recording|recordings|my recording|my recordings|my voice|our voices|our voice|voices|voice recording*"
            "|my voice recording*|what i say|what we say|whatever i say|what i said|what we said|things i say"
            "|everything i say|anything i say|conversation|conversations|private conversations|my audio|audio|clips"
            "|my clips|my commands|my requests|my questions|my words|my speech|me talk|me talking|us talk|us talking"
            "|me speak|me speaking|us speaking|my home|our home|in my house|in my home|in our home|utterances"
            "|recordings of me|recordings of us|my data|my talks|my private life"
        ),
        Concept.CONSENT: "consent|permission|agreement|approval|authorisation|authorization|agree|consenting",
        Concept.TAKE_BACK: "withdraw|withdraws|withdrawing|revoke|revoking|rescind|retract|cancel|remove|pull|undo"
        "|change my mind|changed my mind",
        Concept.DEMAND: (
            "may|might|must|should|shall|can|could|want|wants|wanted|wish|like|prefer|rather|let|lets|letting|allow"
            "|allows|allowing|allowed|permit|permits|permitting|permitted|able|able to|supposed|make sure|ensure"
            "|see to it|make|have to|has to|need|needs|ought|right to|mustn't|shouldn't|will|would|okay with"
            "|ok with|fine with|comfortable with|happy with|happy that|agree|tell|ask|get|keep|no more"
            "|no longer|won't"
        ),
        Concept.LET: "let|letting|allow|allowing|permit|permitting",
        Concept.BY: "by|from|to be heard by",
        Concept.CLAUSE: "that|if|when",
        Concept.FROM_NOW: "from now on|from today|from today on|as of now|starting now|from here on|ever again|again",
        Concept.MEDIA: (
            "music|song|songs|radio|podcast*|playlist*|album*|track|tracks|station|stations|audiobook*|audio book*"
            "|news|channel*|volume|concert*|spotify|tv|television|movie*|film*|show|shows|band|bands|artist*|jazz|rock"
            "|pop|hip hop|classical|disco|country music|singer*|lyrics|tune|tunes|louder|quieter|playing|play|episode*"
            "|series|stream|streaming|headphone*|speaker*|alarm*|story|stories|joke*|lecture*|sermon*|bell|doorbell"
        ),
        Concept.FINE: (
            "don't mind|do not mind|wouldn't mind|would not mind|don't care|do not care|no problem|not a problem"
            "|doesn't matter|does not matter|doesn't bother|does not bother|no objection*|nothing against|no harm"
            "|not bothered|isn't a problem|never mind|not mind|nothing wrong"
        ),
        Concept.BUSINESS: "business|concern",
        Concept.KNOWN: (
            "a|an|the|this|that|these|those|it|it's|is|are|was|were|be|been|being|am|do|does|did|done|has|have|had|to"
            "|of|in|on|at|for|with|about|into|out|off|up|down|and|or|but|so|please|now|anymore|any|more|all|just|only"
            "|ever|also|even|too|really|right|immediately|straight away|today|at once|thanks|thank you|what|which|who"
            "|whom|while|when|where|because|since|as|than|then|there|here|go|going|longer|if|their|his|her|him|she|he"
            "|thing|things|stuff|one|ones|other|some|private|alexa|computer|assistant|earnest|okay|ok|hey|yes|well"
            "|everything|anything|nothing|something|time|always|already|still|again|say|says|said|talk|talking|speak"
            "|speaking|know|think|let's|use|used|using|over|through|program|programme|feature|setting|option|switch"
            "|turn|take|back|put|from you|your|such|whole|entire|completely|i'm saying|i am saying|happen|happening"
        ),
    },
    split_verbs=(
        (Concept.STOP, "turn|turns|turning|switch|switching|shut|shutting", "off|down"),
        (Concept.TAKE_BACK, "take|taking|took|want|get|draw|call", "back"),
    ),
    courtesy=(
        "please|hey|okay|ok|well|so|um|uh|er|oh|alright|look|hello|hi|computer|alexa|earnest|can you"
        "|could you|would you"
        "|will you|can you please|could you please|would you please|i'd like you to|i would like you to|i want you to"
        "|why don't you|and|but|yes|yeah|right|listen|actually|from now on please|sorry"
    ),
    interjection="no|nope|nah|hold",
    belongs=(
        "one|body|more|longer|human*|person*|people|reviewer*|stranger*|staff|employee*|contractor*|worker*"
        "|other|others"
        "|listening|listeners|eavesdrop*|review*|real|consent|permission|recording*"
    ),
    elsewhere=(
        "who|whose|what|why|when|where|how|is|are|was|were|am|do people|do you|do they|do we|do i|do any*|do some*|does"
        "|did|has|have you|have people|have they|have any*|can|could|may i|may people|may any*|may some*|will|would"
        "|should|remind|text|message|email|mail|call|write|add|note|create|set|schedule|book|search|google|find|look up"
        "|look for|post|tweet|tell me|tell my|tell him|tell her|tell mom|tell mum|tell dad|ask my|ask me|read|say"
        "|announce|broadcast|translate|spell|define|wake|order|buy|open|start|play no*|play don't|play stop|play some*"
        "|play the|play a|play me|put on|show me|give me|i heard|i hear|is it|it is|that is|there is|there are|if"
        "|isn't|aren't|don't people|doesn't|didn't|record|list"
    ),
    free_order=False,
)

_GERMAN: Final = ConceptLexicon(
    phrases={
        Concept.NOT: (
            "nicht|nie|niemals|kein|keine|keinen|keiner|keinem|nein|nimmer|ohne|nicht mehr|nie mehr|nie wieder"
            "|niemanden|niemandem|keinem menschen|keinen menschen|keinem mehr|niemandem mehr|niemanden mehr"
            "|keinen fremden"
        ),
        Concept.STOP: (
            "stopp|stop|stoppe|stoppen|aufhören|aufhört|beende|beenden|schluss|ende|verbiete|verbieten|verboten"
            "|untersage|untersagen|unterlasse|unterlassen|unterlasst|verhindere|verhindern|deaktiviere|deaktivieren"
            "|sperre|sperren|blockiere|aufzuhören|einstellen|abstellen|ausschalten|abschalten|widerspreche|abbrechen"
        ),
        Concept.ONE: (
            "leute|leuten|mensch|menschen|jemand|irgendjemand|irgendwer|irgendein mensch|fremde|fremder|fremden"
            "|fremde leute|fremde menschen|andere|anderen|andere leute|andere menschen|anderen menschen|mitarbeiter*"
            "|angestellte*|prüfer*|gutachter*|tester*|person|personen|ihr|euch|dritte|dritten|team|eure leute|euer team"
            "|firma|unternehmen|wer|man|beschäftigte*|belegschaft|personal|kollegen|reviewer*|bewerter*|die leute"
            "|sonst jemand|sonst wer|irgendeiner|einer|andere personen"
        ),
        Concept.NO_ONE: (
            "niemand|keiner|kein mensch|keine menschen|keine leute|keine fremden|kein fremder|keine person"
            "|keine personen|kein mitarbeiter|keine mitarbeiter|keiner von euch|niemand anders|niemand sonst"
            "|sonst niemand|keine anderen|kein anderer|keine sau|keine menschenseele|kein einziger mensch|kein prüfer"
            "|keine prüfer|keine angestellten|niemand mehr|keiner mehr"
        ),
        Concept.WHOM: "niemanden|niemandem|keinen|keinem|jemanden|jemandem|keinem menschen|keinen menschen|irgendwem"
        "|irgendwen|keinem mehr|niemandem mehr|niemanden mehr|keinen fremden|wem|wen",
        Concept.LISTENER: "keine zuhörer|keine mithörer|keine lauscher|kein zuhörer|kein mithörer|keine zuhörer mehr",
        Concept.LISTEN: (
            "hör|höre|hören|hört|hörst|zuhör*|zuzuhören|zu hören|anhör*|anzuhören|angehört|zugehört|reinhör*"
            "|reinzuhören|hineinhör*|anhörst|abtippen|abtippt|abzutippen|transkribier*|rumhören"
        ),
        Concept.WATCH: (
            "mithör*|mitzuhören|mitgehört|abhör*|abzuhören|lausch*|zu lauschen|belausch*|horch*|mithorch*|aushorch*"
            "|ausspionier*|spionier*|mitlausch*|mitzulauschen|heimlich zuhören"
        ),
        Concept.PASSIVE: (
            "abgehört werden|abgehört werde|abgehört wird|abgehört|belauscht|belauscht werden|belauscht werde"
            "|angehört werden|angehört wird|gehört werden|gehört wird|mitgehört wird|mitgehört werden|ausspioniert"
            "|ausgehorcht"
        ),
        Concept.REVIEW: "prüfung|überprüfung|kontrolle|auswertung|bewertung|begutachtung|prüfen|prüft|prüfe|auswerten"
        "|auswertet|bewerten|bewertet|kontrollieren|kontrolliert|durchsicht|beurteilung|begutachten|sichtung",
        Concept.HUMAN_REVIEW: (
            "menschliche* prüfung|menschliche* überprüfung|menschliche* kontrolle|menschliche* auswertung"
            "|menschliche* bewertung|menschliche* begutachtung|prüfung durch menschen|überprüfung durch menschen"
            "|kontrolle durch menschen|auswertung durch menschen|anhören durch menschen|menschliche* zuhören"
            "|menschliche* anhören|menschliche* mithören"
        ),
        Concept.SHARE: "gib|gebt|geben|gebe|weitergeben|weitergibt|weiterzugeben|teile|teilen|teilt|schick|schicke"
        "|schicken|sende|senden|vorspielen|vorspielt|vorzuspielen|zeige|zeigen|zeig|verkaufen|verkauft|spiel|spiele"
        "|spielt|leite|überlass",
        Concept.I: "ich|wir|lass mich|lass uns",
        Concept.YOU: "du|dir|dich|dein*|sie|ihnen",
        Concept.MINE: "mir|mich|uns|mein|meine|meinen|meiner|meinem|meines|unser*|mit uns",
        Concept.RECORDING: (
            "aufnahme|aufnahmen|aufzeichnung|aufzeichnungen|sprachaufnahme*|meine stimme|meiner stimme|unsere stimmen"
            "|unsere stimme|stimme|stimmen|gespräch|gespräche|gesprächen|unterhaltung|unterhaltungen|was ich sage"
            "|was wir sagen|was ich rede|was wir reden|was ich spreche|alles was ich sage|was hier gesagt wird"
            "|meine befehle|meine anfragen|meine worte|mitschnitte|mitschnitten|meine audios|meine daten|tonaufnahme*"
            "|meine fragen"
        ),
        Concept.CONSENT: "einwilligung|zustimmung|erlaubnis|genehmigung|einverständnis|einverstanden|stimme zu"
        "|zustimmen|zustimme|willige ein|freigabe",
        Concept.TAKE_BACK: "widerrufe|widerrufen|widerruf|widerruft|zurückziehen|zurücknehmen|zurückzuziehen"
        "|zurückzunehmen|zurückgezogen|entziehe|entziehen",
        Concept.DEMAND: (
            "soll|sollen|sollst|sollt|sollte|sollten|darf|dürfen|dürft|darfst|will|wollen|möchte|möchten|mag|muss"
            "|müssen|lass|lasst|lassen|lasse|lässt|erlaube|erlauben|erlaubt|gestatte|gestatten|sorg|sorge|sorgt|wünsche"
            "|kann|können|könnt|recht|lieber|gestattet|zulassen|lieb|gern|gerne|in ordnung|okay|stelle sicher"
            "|stell sicher|pass auf|verlange|bitte|achte|berechtigt|haben"
        ),
        Concept.LET: "lass|lasst|lassen|lasse|lässt|erlaube|erlauben|gestatte|gestatten|erlaubt|zulassen",
        Concept.BY: "von|durch|vom",
        Concept.CLAUSE: "dass|das|damit|wenn|ob|was|daß|sodass",
        Concept.FROM_NOW: "ab jetzt|ab sofort|von nun an|ab heute|künftig|in zukunft|zukünftig|fortan|jemals",
        Concept.MEDIA: (
            "musik|lied|lieder|liedern|radio|podcast*|playlist*|album|alben|sender|hörbuch|hörbücher|nachrichten"
            "|lautstärke|lauter|leiser|konzert*|spotify|fernseher|fernsehen|film|filme|serie*|band|bands|sänger*|jazz"
            "|rock|pop|schlager|klassik|song*|titel|folge|folgen|hörspiel*|hörgerät*|kopfhörer*|lautsprecher*|klingel"
            "|wecker|geschichte|geschichten|witz*|kanal|vortrag|predigt|spiel|spiele|spielt|ton"
        ),
        Concept.FINE: (
            "nichts dagegen|macht mir nichts|macht nichts|nichts aus|egal|stört mich nicht|stört nicht|stört uns nicht"
            "|kein problem|nicht schlimm|nichts einzuwenden|keine einwände|mir gleich|wurscht"
        ),
        Concept.BUSINESS: "geht|gehen|angeht|angehen",
        Concept.KNOWN: (
            "der|die|das|den|dem|des|ein|eine|einen|einem|einer|es|ist|sind|war|waren|sein|bin|bist|wird|werden|werde"
            "|zu|zum|zur|in|im|an|am|auf|für|mit|ab|bei|über|und|oder|aber|so|bitte|jetzt|mehr|alle|alles|nur|noch|auch"
            "|sehr|sofort|heute|danke|dabei|da|hier|dort|hin|rein|rum|mal|doch|halt|eben|ja|gar|überhaupt|wieder|immer"
            "|ihre|ihren|ihr|etwas|anderes|sage|sagen|rede|reden|spreche|sprechen|machen|mache|tun|computer|assistent"
            "|dies*|jede*|heimlich|weiter|damit|daran|davon|dazu|selbst|länger|privat|wollt|wollte|hat|habe|hast|hätte"
            "|endlich|gefälligst|vor|nach|um|aus|ganz|einfach|schon|als|wie|weil|denn|sonst|tue|geben|gebe"
        ),
    },
    split_verbs=(
        (Concept.STOP, "hör|hört|höre|hören", "auf"),
        (
            Concept.STOP,
            "schalt|schalte|schaltet|mach|mache|macht|stell|stelle|stellt|brich|schaff|schaffe",
            "aus|ab|ein",
        ),
        (Concept.TAKE_BACK, "zieh|ziehe|ziehen|nehme|nehmen|nimm", "zurück"),
        (Concept.CONSENT, "stimme|stimmen", "zu"),
    ),
    courtesy=(
        "bitte|hey|okay|ok|also|äh|ähm|hallo|computer|kannst du|könntest du|kannst du bitte|könntest du bitte"
        "|könnt ihr bitte|könnten sie bitte|können sie bitte|würdest du|würdest du bitte|ich möchte bitte|und|ja"
        "|doch|pass auf|entschuldigung|ach|los|gut"
    ),
    interjection="nein|ne|nee|halt",
    belongs="",
    elsewhere=(
        "wer|wessen|was|warum|wieso|weshalb|wann|wo|wie|welche*|hört jemand|hört wer|hört irgend*|hört niemand"
        "|hört keiner|hört man|hört da|hört mir|hört ihr|hören leute|hören menschen|hören andere|hören da|dürfen|darf"
        "|kann|können menschen|können leute|können andere|soll|sollen|muss|wird|werden|werde|hat|haben|ist|sind|bin"
        "|erinner*|schreib*|schick mama|sag|sage|ruf|rufe|notier*|such|suche|google|trag|trage|füge|setz|setze|bestell*"
        "|übersetz*|lies|erzähl*|kauf*|frag*|spiel lieder|spiel musik|spiel das|spiel den|spiel die|weck|öffne|starte"
        "|gibt es|wenn|falls|hört sich jemand|hört sich keiner|nimm auf|buchstabier*"
    ),
    free_order=True,
)

_DUTCH: Final = ConceptLexicon(
    phrases={
        Concept.NOT: "niet|nooit|geen|nee|zonder|niet meer|nooit meer|nooit weer|niet langer",
        Concept.STOP: (
            "stop|stopt|stoppen|gestopt|ophouden|houd op|hou op|houdt op|beëindig|beëindigen|verbied|verbieden|verboden"
            "|voorkom|voorkomen|blokkeer|blokkeren|deactiveer|uitschakelen|uitzetten|afgelopen met|genoeg met|klaar met"
            "|einde aan|weiger|staak|annuleer"
        ),
        Concept.ONE: (
            "mensen|mens|iemand|wie dan ook|anderen|andere mensen|vreemden|vreemde|vreemde mensen|medewerker*"
            "|werknemer*"
            "|personeel|persoon|personen|derden|beoordelaar*|controleur*|jullie|men|ze|team|bedrijf|collega's"
            "|iemand anders|anderen mensen|reviewer*|ander|onbekenden|een ander|wie ook|gasten"
        ),
        Concept.NO_ONE: (
            "niemand|geen mens|geen mensen|geen enkel mens|niemand anders|niemand van jullie|geen vreemden|geen vreemde"
            "|geen persoon|geen personen|geen medewerker*|geen anderen|geen kip|geen ander|niemand meer|geen personeel"
        ),
        Concept.LISTENER: "geen luisteraars|geen meeluisteraars|geen afluisteraars|geen luistervinken|geen luisteraar",
        Concept.LISTEN: (
            "luister|luistert|luisteren|geluisterd|te luisteren|beluister*|te beluisteren|hoor|hoort|horen|gehoord"
            "|te horen|aanhoren|toehoren|uittypen|transcriber*|naluister*|terugluister*|luistere"
        ),
        Concept.WATCH: (
            "meeluister*|mee luisteren|mee luistert|mee te luisteren|mee te luisteren|afluister*|af te luisteren"
            "|afgeluisterd|meegeluisterd|meehoren|meehoort|mee te horen|spioneer*|bespioneer*|inluister*"
        ),
        Concept.PASSIVE: (
            "afgeluisterd worden|afgeluisterd word|afgeluisterd wordt|worden afgeluisterd|word afgeluisterd"
            "|afgeluisterd"
            "|beluisterd worden|beluisterd wordt|beluisterd|gehoord worden|gehoord word|bespioneerd|wordt afgeluisterd"
            "|worden beluisterd|wordt beluisterd|wordt meegeluisterd|meegeluisterd wordt"
        ),
        Concept.REVIEW: "beoordeling|controle|beoordelen|beoordeelt|beoordeeld|controleren|controleert|gecontroleerd"
        "|evaluatie|nakijken|nagekeken|beoordeel|beluistering|analyse|analyseren",
        Concept.HUMAN_REVIEW: (
            "menselijke beoordeling|menselijke controle|menselijke evaluatie|beoordeling door mensen"
            "|controle door mensen|beluistering door mensen|menselijke beluistering|meeluisteren door mensen"
            "|luisteren door mensen|het meeluisteren door mensen"
        ),
        Concept.SHARE: "geef|geeft|geven|deel|deelt|delen|stuur|stuurt|sturen|doorgeven|doorsturen|laat horen|speel"
        "|speelt|spelen|afspelen|verkoop|verkopen|toon|tonen",
        Concept.I: "ik|wij|we|laat mij|laat me|laat ons",
        Concept.YOU: "je|jij|u|uw|jouw",
        Concept.MINE: "mij|me|mijn|mijne|ons|onze",
        Concept.RECORDING: (
            "opname|opnamen|opnames|geluidsopname*|spraakopname*|mijn stem|onze stemmen|onze stem|stem|stemmen|gesprek"
            "|gesprekken|wat ik zeg|wat we zeggen|wat wij zeggen|alles wat ik zeg|wat ik hier zeg|mijn opdrachten"
            "|mijn vragen|mijn woorden|fragmenten|mijn audio|mijn gegevens|wat er gezegd wordt"
        ),
        Concept.CONSENT: "toestemming|instemming|goedkeuring|akkoord|permissie|toestem|stem toe|stem ermee in"
        "|goedvinden",
        Concept.TAKE_BACK: "herroep|herroepen|intrekken|in te trekken|ingetrokken|terugnemen|terugtrekken|opzeggen",
        Concept.DEMAND: (
            "mag|mogen|moet|moeten|wil|willen|wilt|zou|zouden|laat|laten|kan|kunnen|hoeft|hoeven|liever|zorg|zorgt|sta"
            "|toestaan|toegestaan|wens|goed|graag|oké|akkoord|prettig|fijn|zal|zullen|toe te staan|heb|eis"
        ),
        Concept.LET: "laat|laten|sta|toestaan|toe te staan",
        Concept.BY: "door|van",
        Concept.CLAUSE: "dat|als|of|wanneer|zodat|opdat",
        Concept.FROM_NOW: "vanaf nu|vanaf vandaag|voortaan|van nu af aan|in het vervolg|ooit nog",
        Concept.MEDIA: (
            "muziek|nummer|nummers|liedje|liedjes|lied|radio|podcast*|afspeellijst*|album*|zender|zenders|luisterboek*"
            "|nieuws|volume|harder|zachter|concert*|spotify|tv|televisie|film|films|serie*|band|bands|zanger*|jazz|rock"
            "|pop|klassiek|aflevering*|gehoorapparaat*|hoortoestel*|koptelefoon*|luidspreker*|bel|deurbel|wekker"
            "|verhaal|verhalen|grap*|kanaal|preek|speel|speelt|geluid"
        ),
        Concept.FINE: (
            "niet erg|geen probleem|maakt niet uit|maakt me niet uit|maakt mij niet uit|geen bezwaar|niks tegen"
            "|niets op tegen|niets tegen|kan me niet schelen|niet schelen|prima|geeft niet"
        ),
        Concept.BUSINESS: "gaat|gaan|zaken",
        Concept.KNOWN: (
            "de|het|een|is|zijn|was|waren|ben|wordt|worden|word|te|in|op|aan|voor|met|bij|over|naar|en|maar|dus"
            "|alsjeblieft|alstublieft|nu|meer|alle|alles|alleen|nog|ook|heel|meteen|direct|vandaag|bedankt|er|daar|hier"
            "|eens|toch|even|ja|weer|altijd|hun|iets|zeg|zeggen|praat|praten|doen|doe|computer|assistent|dit|deze|die"
            "|elke|stiekem|mee|af|toe|daarmee|daarnaar|ernaar|erop|ermee|zelf|langer|uit|om|dan|wat|want|omdat"
            "|zo|gewoon"
            "|weg|terug|privé|heeft|hebben|geef|ga|lang"
        ),
    },
    split_verbs=(
        (Concept.STOP, "zet|zetten|schakel|doe", "uit|af|stop"),
        (Concept.STOP, "hou|houd|houdt|houden", "op"),
        (Concept.TAKE_BACK, "trek|trekt|trekken|neem|nemen", "in|terug"),
        (Concept.CONSENT, "ga|gaan|stem", "akkoord|toe"),
    ),
    courtesy=(
        "alsjeblieft|alstublieft|hé|hey|oké|ok|nou|dus|eh|hallo|computer|kun je|kan je|wil je|zou je|kunt u|wilt u"
        "|zou u|kun je alsjeblieft|kan je alsjeblieft|wil je alsjeblieft|kunnen jullie|willen jullie|en|ja|sorry|goed"
    ),
    interjection="nee|neen|wacht",
    belongs="",
    elsewhere=(
        "wie|wiens|wat|waarom|wanneer|waar|hoe|welke|luistert er|luistert iemand|luistert niemand|luisteren er"
        "|luisteren mensen|luisteren jullie|hoort iemand|hoort niemand|mag|mogen|kan|kunnen mensen|kunnen er|moet"
        "|moeten|zal|is|zijn|heeft|hebben|wordt|worden|herinner*|schrijf*|app|bel|mail|noteer|zoek|google|voeg|bestel*"
        "|vertaal|lees|vertel|koop|vraag|zeg|speel|open|start|als|stuur een|stuur mama|wek|zet een|spel"
    ),
    free_order=True,
)

LEXICONS: Final[Mapping[str, ConceptLexicon]] = {"en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH}
"""ISO 639-1 → words."""
