from collections.abc import Sequence

from presidio_analyzer.nlp_engine import NlpEngine

class RecognizerResult:
    entity_type: str
    start: int
    end: int
    score: float

class RecognizerRegistry:
    def __init__(self, *, supported_languages: Sequence[str] | None = None) -> None: ...
    def load_predefined_recognizers(self, *, languages: Sequence[str] | None = None) -> None: ...

class AnalyzerEngine:
    def __init__(
        self,
        *,
        nlp_engine: NlpEngine | None = None,
        registry: RecognizerRegistry | None = None,
        supported_languages: Sequence[str] | None = None,
    ) -> None: ...
    def analyze(self, *, text: str, language: str) -> list[RecognizerResult]: ...
