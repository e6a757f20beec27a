"""Settings: read from the environment once, checked, and never changed while a process runs."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from earnest.foundation.errors import InvalidInput
from earnest.foundation.identifiers import DeviceId

Value = TypeVar("Value")
Default = TypeVar("Default")
Name = TypeVar("Name", bound=StrEnum)

HIGHEST_CAP_SHARE = 0.01
"""No programme may let more than this share of utterances be heard."""
_HOUSEHOLD_SHARE = 0.002
_FLEET_SHARE = 0.0001
"""Where a database elsewhere serves many machines: what a court record of 2025 gives for the largest assistant."""

LONGEST_RETENTION_DAYS = 180
"""As in `personal.retention.rules`, which says how long a recording can be kept at most."""

MOST_REVIEWS_PER_CLIP = 9
"""As in `handover.clips.reviews_wanted`."""

_DIGITS = re.compile(r"[0-9]{1,9}")
_HOURS = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_HOURS_OF_A_DAY = 24
_MODEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_STORES = ("file://", "s3://", "gs://", "az://")
_FIRST_PRINTABLE = 32


class SettingInvalid(InvalidInput):
    """A setting in the environment cannot be used."""

    code = "setting_invalid"
    remedy = "Correct the variable or remove it to get its default; docs/reference/settings.md lists them all."

    def __init__(self, variable: str, allowed: str) -> None:
        """Name the variable; its value appears nowhere, because it may be a secret.

        Args:
            variable: its name.
            allowed: what it may hold, as the end of a sentence.
        """
        super().__init__()
        self.args = (f"The setting {variable}, from the environment, cannot be used; it has to be {allowed}.",)
        self.variable = variable


class BindIsPerServer(SettingInvalid):
    """EARNEST_BIND opened every server at once."""

    remedy = (
        "Open each server on its own: EARNEST_WYOMING_BIND=0.0.0.0 for Home Assistant, EARNEST_GATEWAY_BIND for "
        "devices, EARNEST_PORTAL_BIND, EARNEST_WORKBENCH_BIND, EARNEST_ADMINISTRATION_BIND."
    )

    def __init__(self) -> None:
        """Name the variable that is gone."""
        super().__init__("EARNEST_BIND", "removed")


class PlainHttpRefused(SettingInvalid):
    """A server would send what people say over the network without encryption."""

    remedy = (
        "Name a certificate in EARNEST_TLS_CERTIFICATE and its key in EARNEST_TLS_KEY. Where a proxy before Earnest "
        "ends TLS and nothing else reaches the server, EARNEST_PLAIN_HTTP=yes allows it."
    )

    def __init__(self, server: "ServerName") -> None:
        """Name the server."""
        super().__init__(server.bind_variable, "an address that only this machine reaches, unless there is TLS")


class SettingMissing(InvalidInput):
    """A setting that this needs is not in the environment."""

    code = "setting_missing"
    remedy = "Start Earnest with `earnest run`, which gives every process what it needs, or set the variable yourself."

    def __init__(self, variable: str) -> None:
        """Name the variable."""
        super().__init__()
        self.args = (f"The setting {variable} is missing in the environment.",)
        self.variable = variable


class ServerName(StrEnum):
    """A server that others reach; each is opened to the network on its own."""

    GATEWAY = "gateway"
    """Devices send sound to it (HTTP)."""
    WYOMING = "wyoming"
    """Home Assistant sends sound to it (Wyoming protocol, no sign-in)."""
    PORTAL = "portal"
    """Customers sign in to it."""
    WORKBENCH = "workbench"
    """Reviewers sign in to it."""
    ADMINISTRATION = "administration"
    """Public figures and checkpoints."""

    @property
    def bind_variable(self) -> str:
        """Variable of the address that it listens on."""
        return f"EARNEST_{self.name}_BIND"

    @property
    def port_variable(self) -> str:
        """Variable of its TCP port."""
        return f"EARNEST_{self.name}_PORT"


_PORTS: Mapping[ServerName, int] = {
    ServerName.GATEWAY: 8701,
    ServerName.WYOMING: 10300,
    ServerName.PORTAL: 8702,
    ServerName.WORKBENCH: 8703,
    ServerName.ADMINISTRATION: 8704,
}


class EngineName(StrEnum):
    """Recogniser that listens."""

    AUTOMATIC = "automatic"
    """Whisper where its weights are on this machine, else pocketsphinx."""
    WHISPER = "whisper"
    POCKETSPHINX = "pocketsphinx"
    SHERPA_ONNX = "sherpa-onnx"


class DisguiseName(StrEnum):
    """Profile that disguises voices; named for how it works, since its strength is measured and not set."""

    AUTOMATIC = "automatic"
    """By language: `encoded` for English (`blended` where Whisper base does not listen), `warped` for all others."""
    WARPED = "warped"
    """The person's own sound with another pitch and vocal tract."""
    AVERAGED = "averaged"
    """A synthetic voice with the person's own articulation in part; English only."""
    BLENDED = "blended"
    """As `averaged`, and words that were recognised surely are the synthetic voice's alone; English only."""
    RESPOKEN = "respoken"
    """A synthetic voice says the words and phones that were heard; English only, everything else is withheld."""
    ENCODED = "encoded"
    """A synthetic voice says the phones that Whisper's encoder hears, never what was recognised; English only."""


class VerifierName(StrEnum):
    """Recogniser that listens to concealed sound."""

    POCKETSPHINX_QUICK = "pocketsphinx-quick"
    POCKETSPHINX = "pocketsphinx"
    WHISPER = "whisper"
    SHERPA_ONNX = "sherpa-onnx"


_COUNTRY = re.compile(r"[A-Z]{2}")


class WorkplaceName(StrEnum):
    """Where reviewers may work."""

    ANYWHERE = "anywhere"
    """No site is asked for: a household, or a team in one room."""
    SITES = "sites"
    """From the networks of their site, within its hours; a member without a site is given nothing."""
    SITES_AND_HOME = "sites-and-home"
    """As `sites`, and sites that stand for homes count from any network."""


class PasskeyRule(StrEnum):
    """Of which members a passkey is demanded; all may use one."""

    AUTOMATIC = "automatic"
    """Of administrators, safety officers and privacy officers, as soon as there is a vendor: an organisation."""
    DEMANDED = "demanded"
    """Of the same at once."""
    OFFERED = "offered"
    """Of none."""


class KeyName(StrEnum):
    """A key at the top of its tree."""

    PERSONAL = "personal"
    """Opens what customers said."""
    HANDOVER = "handover"
    """Opens what crossed the handover, and models."""
    STAFF = "staff"
    """Opens second factors of staff."""
    EVIDENCE = "evidence"
    """Opens evidence of escalations, once two officers approved."""
    AUDIT = "audit"
    """Signs checkpoints of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. Secrets are left out of the representation."""

    data_folder: Path
    """Data folder, an absolute path once it is read; made with mode 0700."""
    database: str | None = field(repr=False)
    """Owner's DSN of an external PostgreSQL ≥ 16; unset: embedded."""
    role_database: str | None = field(repr=False)
    """DSN of this process's role; set by the supervisor."""
    objects: str = field(repr=False)
    """Address of the object store: file://, s3://, gs:// or az://."""
    tombstones: Path
    """List of deletions, replayed at each start; outside the data folder, so that restoring a copy of that does
    not restore it."""
    binds: Mapping[ServerName, str]
    """Address of this machine that the server listens on; 127.0.0.1: only this machine reaches it."""
    ports: Mapping[ServerName, int]
    """TCP port of the server."""
    tls_certificate: Path | None
    """PEM file with the certificate that all HTTP servers show, first, and its chain; unset: plain HTTP. Read when a
    process starts."""
    tls_key: Path | None
    """PEM file with the private key of that certificate, without a password; only who runs Earnest may read it."""
    plain_http: bool
    """Whether HTTP servers may listen beyond this machine without TLS: `yes` or `no`. For a proxy before Earnest that
    ends TLS; whoever else is on the way hears what is said and takes over sessions."""
    cap_share: float
    """Share of utterances that may be heard, per region and month, general programme; 0 to 0.01. 0.002 where nothing is
    said, and 0.0001 with a database elsewhere, for a fleet. More than 0.002, or than what is in force, takes two people
    once there is a vendor or more than one officer (AC10)."""
    panel_cap_share: float
    """The same for the invited panel; 0 to 1, because a panel has its own contract and its cap is shown openly."""
    person_cap: int
    """Clips per person and 30 days, ≥ 0."""
    randomness_beacon: str | None
    """Address of a drand HTTP API with its chain, such as `https://api.drand.sh/52db…e971`, whose rounds then decide
    who is drawn, together with the organisation's key (`docs/how-to/draw-with-a-beacon.md`). Unset: the key alone
    decides, and the network is asked for nothing."""
    randomness_chain: str | None
    """What is known of that chain, `PERIOD,GENESIS,PUBLICKEY` as drand's `/info` has them, of the scheme
    `bls-unchained-g1-rfc9380`; unset: quicknet of the League of Entropy."""
    panel_person_cap: int
    """The same for the invited panel, ≥ 0."""
    retention_days: int
    """Days that recordings are kept, 1 to 180."""
    engine: EngineName
    """Recogniser that listens."""
    models: Path | None
    """Folder with weights for the engines that need them: the files of one model, or a folder for each."""
    model: str | None
    """Name of the model that recognises, such as `whisper-small`; unset: the one that `earnest models use` chose, else
    `whisper-base`."""
    weights: Path
    """Folder into which `earnest models get` puts weights."""
    disguise: DisguiseName
    """How voices are disguised before a person listens."""
    verifier: VerifierName | None
    """Recogniser that listens to concealed sound; unset: a quick pass of pocketsphinx for English, for other languages
    the live one."""
    verifier_models: Path | None
    """Folder with the verifier's weights; unset: those of the live one."""
    lease_seconds: int
    """How long a reviewer holds a clip, ≥ 1."""
    workplace: WorkplaceName
    """Where reviewers may work; beyond `anywhere` each needs a site (`earnest staff add-site`)."""
    attestation: bool
    """Whether reviewers declare headphones, a closed room, no public place and being alone at the start of each
    session, and again at random moments: `yes` or `no`."""
    played_in: Mapping[str, frozenset[str]] | None
    """Countries in which clips of a region are played, such as `DE:DE+AT,NL:NL`; a region that is not named is played
    in its own country only, and a reviewer without a site hears none. Unset: everywhere."""
    declared_countries: frozenset[str] | None
    """Countries that the owner of the machine declares active, such as `DE,NL`; of no other is a clip chosen, beside
    those that a privacy officer declares on the page. Unset: with the embedded database those whose emergency numbers
    come with Earnest, with an external one none."""
    one_clip_per_household: bool
    """Whether a reviewer is given one clip of a household within 24 hours at most: `yes` or `no`."""
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    """Networks of proxies whose `X-Forwarded-For` names the browser's address, parted by commas; none: it never
    counts."""
    posture_key: Path | None
    """Public Ed25519 key (PEM) of device management, which signs what it states of the machines of enrolled browsers;
    unset: no statement counts, and sites that demand one give no clip."""
    country_header: str | None
    """Header in which a proxy of `EARNEST_TRUSTED_PROXIES` names the country of the browser, such as `CF-IPCountry`;
    another country than that of the site is refused, and a change ends the session. Unset: no country is read."""
    passkeys: PasskeyRule
    """Whether administrators, vendor administrators, safety and privacy officers must sign in with a passkey; with
    password and code they then add their first one and do nothing else."""
    single_sign_on: Path | None
    """File that names the providers of single sign-on for staff (`docs/how-to/single-sign-on.md`); unset: none."""
    reviews_per_clip: int
    """How many reviewers write about a clip, 1 to 9, each without seeing what the others wrote; where they differ one
    more decides. Of clips that are placed from then on."""
    break_after_minutes: int
    """Listening after which a reviewer has to take a break, 0 to 240; 0: no break is enforced."""
    break_minutes: int
    """How long such a break is, 1 to 120."""
    shift_listening_minutes: int
    """Most that a reviewer listens in one shift, 1 to 960; a shift ends with eight hours without listening."""
    week_listening_minutes: int
    """Most that a reviewer listens on seven days, 1 to 5760."""
    shift_distressing_clips: int
    """Most clips of a shift that are hard to bear, 1 to 1000."""
    week_distressing_clips: int
    """Most clips of seven days that are hard to bear, 1 to 7000."""
    event_pause_minutes: int
    """Pause after an escalation and after each third clip of a shift that is hard to bear, 0 to 120; 0: none."""
    review_hours: tuple[int, int] | None
    """Hours of work of reviewers (UTC), such as 6-20; hearing outside of them is told to the lead. Unset: any hour."""
    planted_share: float
    """Share of clips given that are planted ones, while there are some (`earnest review plant`), 0 to 0.5; the number
    that waits is then rounded up to tens, so that it does not tell which they are."""
    double_review_share: float
    """Share of clips about which at least two reviewers write, chosen at random when they are placed; 0 to 1."""
    escalation_office_minutes: int
    """Minutes in which a safety officer takes an escalation in office hours, and at any hour where a life, a child or
    self-harm is concerned; 1 to 240."""
    escalation_other_minutes: int
    """The same of other escalations outside office hours, 1 to 1440."""
    office_begins_hour: int
    """First office hour, Monday to Friday, UTC; 0 to 23."""
    office_ends_hour: int
    """Hour at which the office closes, UTC; 1 to 24."""
    gateway_address: str | None
    """Where the portal reaches the device gateway for who talks in the page: `https://host:port`, or `http://host:port`
    within this machine and networks of its own; unset: the gateway of this machine."""
    wyoming_device: DeviceId | None
    """Device that Wyoming clients speak as; unset: answered, never kept."""
    wyoming_acts: bool
    """Whether Earnest carries out what is said as `EARNEST_WYOMING_DEVICE`: `yes` for a satellite without Home
    Assistant, or `no`: Home Assistant does it, and Earnest only what concerns privacy. Both would do it twice."""
    announce: bool
    """Whether the Wyoming server tells the network where it is (multicast DNS), so that Home Assistant finds it by
    itself: `yes` or `no`. Where only this machine reaches it, it never does."""
    keys: frozenset[KeyName]
    """Keys that this process may load; a protection from mistakes, since one machine has one user."""
    key_addresses: Mapping[KeyName, str] = field(repr=False)
    """Key that lies with a key service (address) or elsewhere (path), instead of in the data folder."""

    @property
    def most_reviews_per_clip(self) -> int:
        """Most reviewers that write about a clip, an adjudication not counted."""
        return max(self.reviews_per_clip, 2) if self.double_review_share > 0 else self.reviews_per_clip

    @property
    def scheme(self) -> str:
        """What the addresses of our HTTP servers begin with: `https` where there is a certificate, else `http`."""
        return "http" if self.tls_certificate is None else "https"

    @property
    def opens_wyoming(self) -> bool:
        """Whether others than this machine reach the Wyoming server, whose protocol has no encryption."""
        return not ip_address(self.binds[ServerName.WYOMING]).is_loopback

    @property
    def pseudonym_key_file(self) -> Path:
        """File of the key that turns people's identifiers in the log into pseudonyms."""
        return self.data_folder / "secrets" / "pseudonym.key"

    @property
    def log_folder(self) -> Path:
        """Folder of the log files."""
        return self.data_folder / "log"

    def key_address(self, name: KeyName) -> str:
        """Return path or address of a key, as `MasterKey.load` takes it.

        Raises:
            SettingMissing: this process was not given that key.
        """
        if name not in self.keys:
            raise SettingMissing("EARNEST_KEYS")
        return self.key_addresses.get(name, str(self.data_folder / "keys" / f"{name.value}.json"))

    def require_role_database(self) -> str:
        """Return the DSN of this process's role.

        Raises:
            SettingMissing: the process was started by itself.
        """
        if self.role_database is None:
            raise SettingMissing("EARNEST_ROLE_DATABASE")
        return self.role_database


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: variables by name; the process's own by default. An empty value is the same as none.

    Raises:
        SettingInvalid: a value has the wrong form or lies outside its range; the message names the variable only.
    """
    values = _Values(os.environ if environment is None else environment)
    if values.is_set("EARNEST_BIND"):
        raise BindIsPerServer
    data_folder = values.read("EARNEST_DATA", _path, Path("data").absolute())
    certificate, key = values.read("EARNEST_TLS_CERTIFICATE", _path, None), values.read("EARNEST_TLS_KEY", _path, None)
    if (certificate is None) != (key is None):
        missing = "EARNEST_TLS_CERTIFICATE" if certificate is None else "EARNEST_TLS_KEY"
        raise SettingInvalid(missing, "set as well: certificate and key belong together")
    binds = {server: values.read(server.bind_variable, _bind, "127.0.0.1") for server in ServerName}
    plain_http = values.read("EARNEST_PLAIN_HTTP", _yes_or_no, False)
    if certificate is None and not plain_http:
        _refuse_open_servers(binds)
    database = values.read("EARNEST_DATABASE", _database, None)
    return Settings(
        data_folder=data_folder,
        database=database,
        role_database=values.read("EARNEST_ROLE_DATABASE", _database, None),
        objects=values.read("EARNEST_OBJECTS", _address, (data_folder / "objects").as_uri()),
        tombstones=values.read(
            "EARNEST_TOMBSTONES",
            lambda text: Path(text).expanduser().absolute(),
            data_folder.with_name(f"{data_folder.name}.tombstones"),
        ),
        binds=binds,
        ports={server: values.read(server.port_variable, _port, port) for server, port in _PORTS.items()},
        tls_certificate=certificate,
        tls_key=key,
        plain_http=plain_http,
        cap_share=values.read(
            "EARNEST_CAP_SHARE", _share(HIGHEST_CAP_SHARE), _HOUSEHOLD_SHARE if database is None else _FLEET_SHARE
        ),
        panel_cap_share=values.read("EARNEST_PANEL_CAP_SHARE", _share(1.0), 0.002),
        person_cap=values.read("EARNEST_PERSON_CAP", _whole(0, 1_000_000), 3),
        randomness_beacon=values.read("EARNEST_RANDOMNESS_BEACON", _web_address, None),
        randomness_chain=values.read("EARNEST_RANDOMNESS_CHAIN", _chain, None),
        panel_person_cap=values.read("EARNEST_PANEL_PERSON_CAP", _whole(0, 1_000_000), 3),
        retention_days=values.read("EARNEST_RETENTION_DAYS", _whole(1, LONGEST_RETENTION_DAYS), 90),
        engine=values.read("EARNEST_ENGINE", _one_of(EngineName), EngineName.AUTOMATIC),
        models=values.read("EARNEST_MODELS", _path, None),
        model=values.read("EARNEST_MODEL", _model_name, None),
        weights=values.read("EARNEST_WEIGHTS", _path, data_folder / "weights"),
        disguise=values.read("EARNEST_DISGUISE", _one_of(DisguiseName), DisguiseName.AUTOMATIC),
        verifier=values.read("EARNEST_VERIFIER", _one_of(VerifierName), None),
        verifier_models=values.read("EARNEST_VERIFIER_MODELS", _path, None),
        workplace=values.read("EARNEST_WORKPLACE", _one_of(WorkplaceName), WorkplaceName.ANYWHERE),
        attestation=values.read("EARNEST_ATTESTATION", _yes_or_no, False),
        declared_countries=values.read("EARNEST_DECLARED_COUNTRIES", _country_list, None),
        played_in=values.read("EARNEST_PLAYED_IN", _countries, None),
        one_clip_per_household=values.read("EARNEST_ONE_CLIP_PER_HOUSEHOLD", _yes_or_no, False),
        trusted_proxies=values.read("EARNEST_TRUSTED_PROXIES", _networks, ()),
        posture_key=values.read("EARNEST_POSTURE_KEY", _path, None),
        country_header=values.read("EARNEST_COUNTRY_HEADER", _header_name, None),
        passkeys=values.read("EARNEST_PASSKEYS", _one_of(PasskeyRule), PasskeyRule.AUTOMATIC),
        single_sign_on=values.read("EARNEST_SINGLE_SIGN_ON", _path, None),
        lease_seconds=values.read("EARNEST_LEASE_SECONDS", _whole(1, 86_400), 600),
        reviews_per_clip=values.read("EARNEST_REVIEWS_PER_CLIP", _whole(1, MOST_REVIEWS_PER_CLIP), 1),
        break_after_minutes=values.read("EARNEST_BREAK_AFTER_MINUTES", _whole(0, 240), 60),
        break_minutes=values.read("EARNEST_BREAK_MINUTES", _whole(1, 120), 10),
        shift_listening_minutes=values.read("EARNEST_SHIFT_LISTENING_MINUTES", _whole(1, 960), 360),
        week_listening_minutes=values.read("EARNEST_WEEK_LISTENING_MINUTES", _whole(1, 5_760), 1_800),
        shift_distressing_clips=values.read("EARNEST_SHIFT_DISTRESSING_CLIPS", _whole(1, 1_000), 12),
        week_distressing_clips=values.read("EARNEST_WEEK_DISTRESSING_CLIPS", _whole(1, 7_000), 40),
        event_pause_minutes=values.read("EARNEST_EVENT_PAUSE_MINUTES", _whole(0, 120), 5),
        review_hours=values.read("EARNEST_REVIEW_HOURS", _hours, None),
        planted_share=values.read("EARNEST_PLANTED_SHARE", _share(0.5), 0.0),
        double_review_share=values.read("EARNEST_DOUBLE_REVIEW_SHARE", _share(1.0), 0.0),
        escalation_office_minutes=values.read("EARNEST_ESCALATION_OFFICE_MINUTES", _whole(1, 240), 15),
        escalation_other_minutes=values.read("EARNEST_ESCALATION_OTHER_MINUTES", _whole(1, 1_440), 60),
        office_begins_hour=values.read("EARNEST_OFFICE_BEGINS_HOUR", _whole(0, 23), 7),
        office_ends_hour=values.read("EARNEST_OFFICE_ENDS_HOUR", _whole(1, 24), 17),
        gateway_address=values.read("EARNEST_GATEWAY_ADDRESS", _server, None),
        wyoming_device=values.read("EARNEST_WYOMING_DEVICE", _device, None),
        wyoming_acts=values.read("EARNEST_WYOMING_ACTS", _yes_or_no, False),
        announce=values.read("EARNEST_ANNOUNCE", _yes_or_no, True),
        keys=values.read("EARNEST_KEYS", _key_names, frozenset(KeyName)),
        key_addresses={
            name: address
            for name in KeyName
            if (address := values.read(f"EARNEST_{name.name}_KEY", str, None)) is not None
        },
    )


def _refuse_open_servers(binds: Mapping[ServerName, str]) -> None:
    """Refuse HTTP beyond this machine without TLS. Wyoming has no encryption; who opens it is told so at the start.

    Raises:
        PlainHttpRefused: a server would listen there.
    """
    for server, bind in binds.items():
        if server is not ServerName.WYOMING and not ip_address(bind).is_loopback:
            raise PlainHttpRefused(server)


class _Values:
    """Variables of the environment, parsed one at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def is_set(self, variable: str) -> bool:
        """Tell whether a variable has a value."""
        return bool(self._environment.get(variable, "").strip())

    def read(self, variable: str, parse: Callable[[str], Value], default: Default) -> Value | Default:
        """Return the parsed value of a variable, or the default where it is absent or empty."""
        text = self._environment.get(variable, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except _Refused as error:
            raise SettingInvalid(variable, error.allowed) from None


class _Refused(ValueError):
    """A value has the wrong form."""

    def __init__(self, allowed: str) -> None:
        super().__init__()
        self.allowed = allowed


def _one_of(names: type[Name]) -> Callable[[str], Name]:
    """Return a parser of the names of an enumeration."""

    def parse(text: str) -> Name:
        try:
            return names(text)
        except ValueError:
            raise _Refused(f"one of {', '.join(name.value for name in names)}") from None

    return parse


def _yes_or_no(text: str) -> bool:
    """Return yes or no."""
    if text not in {"yes", "no"}:
        raise _Refused("yes or no")
    return text == "yes"


def _countries(text: str) -> Mapping[str, frozenset[str]]:
    """Return regions with the countries in which their clips are played."""
    found: dict[str, frozenset[str]] = {}
    for part in text.split(","):
        region, _, countries = part.strip().partition(":")
        names = countries.split("+")
        if region in found or not all(_COUNTRY.fullmatch(name) for name in (region, *names)):
            raise _Refused("regions with countries, such as DE:DE+AT,NL:NL")
        found[region] = frozenset(names)
    return found


def _country_list(text: str) -> frozenset[str]:
    """Return countries, parted by commas."""
    names = [part.strip() for part in text.split(",")]
    if not all(_COUNTRY.fullmatch(name) for name in names):
        raise _Refused("countries of two capitals parted by commas, such as DE,NL")
    return frozenset(names)


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return networks, parted by commas."""
    try:
        return tuple(ip_network(part.strip()) for part in text.split(","))
    except ValueError:
        raise _Refused("networks parted by commas, such as 10.0.0.0/8,fd00::/8") from None


def _header_name(text: str) -> str:
    """Return the name of a header."""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", text):
        raise _Refused("the name of a header, such as CF-IPCountry")
    return text


def _port(text: str) -> int:
    """Return a TCP port; 0 lets the system choose, which only tests want."""
    return _whole(0, 65_535)(text)


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a parser of whole numbers within bounds."""

    def parse(text: str) -> int:
        number = int(text) if _DIGITS.fullmatch(text) else lowest - 1
        if not lowest <= number <= highest:
            raise _Refused(f"a whole number from {lowest} to {highest}")
        return number

    return parse


def _share(highest: float) -> Callable[[str], float]:
    """Return a parser of shares from 0 to a ceiling."""

    def parse(text: str) -> float:
        try:
            share = float(text)
        except ValueError:
            share = -1.0
        if not 0.0 <= share <= highest:
            raise _Refused(f"a share from 0 to {highest:g}, such as 0.002")
        return share

    return parse


def _hours(text: str) -> tuple[int, int]:
    """Return two hours of the day, first and end."""
    found = _HOURS.fullmatch(text)
    hours = (-1, -1) if found is None else (int(found[1]), int(found[2]))
    if not all(0 <= hour <= _HOURS_OF_A_DAY for hour in hours) or hours[0] == hours[1]:
        raise _Refused("two hours of the day with a hyphen between, such as 6-20")
    return hours


def _address(text: str) -> str:
    """Return an object store's address, which names its kind."""
    if not text.startswith(_STORES) or any(ord(sign) < _FIRST_PRINTABLE for sign in text):
        raise _Refused("an address that begins with file://, s3://, gs:// or az://")
    return text


def _database(text: str) -> str:
    """Return a DSN in one of the two forms that PostgreSQL knows."""
    if not text.startswith(("postgresql://", "postgres://")) and "=" not in text:
        raise _Refused("postgresql://user:password@host/database, or host=... user=... dbname=...")
    return text


def _server(text: str) -> str:
    """Return the address of a server, without a path."""
    if not re.fullmatch(r"https?://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]{1,253}):[0-9]{1,5}", text):
        raise _Refused("https://host:port or http://host:port")
    return text


def _web_address(text: str) -> str:
    """Return the address of something in the web, without a slash at its end."""
    if not re.fullmatch(r"https?://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?", text):
        raise _Refused("https://host/path or http://host/path")
    return text.rstrip("/")


def _chain(text: str) -> str:
    """Return what is known of a randomness beacon's chain."""
    if not re.fullmatch(r"[1-9][0-9]{0,3},[0-9]{1,12},[0-9a-f]{192}", text):
        raise _Refused("PERIOD,GENESIS,PUBLICKEY: seconds, seconds since 1970, and 192 hexadecimal digits")
    return text


def _bind(text: str) -> str:
    """Return an address of this machine."""
    try:
        return str(ip_address(text))
    except ValueError:
        raise _Refused("an IP address of this machine, such as 127.0.0.1 or 0.0.0.0") from None


def _model_name(text: str) -> str:
    """Return the name of a model, which is the name of a folder too."""
    if not _MODEL_NAME.fullmatch(text):
        raise _Refused("the name of a model, such as whisper-base; `earnest models` lists them")
    return text


def _path(text: str) -> Path:
    """Return a path as an absolute one."""
    if "\x00" in text:
        raise _Refused("a path")
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise _Refused("a path; ~ stands for a home folder that is known") from None


def _device(text: str) -> DeviceId:
    """Return a device's identifier."""
    try:
        return DeviceId(UUID(text))
    except ValueError:
        raise _Refused("a device's identifier, as `earnest device list` shows it") from None


def _key_names(text: str) -> frozenset[KeyName]:
    """Return names of keys, parted by commas."""
    names = {name.strip() for name in text.split(",")} - {"none"}
    known = {name.value for name in KeyName}
    if not names <= known:
        raise _Refused(f"names of keys parted by commas ({', '.join(sorted(known))}), or none")
    return frozenset(KeyName(name) for name in names)
