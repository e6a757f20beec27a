"""Intent training: a linear model of what sentences ask for, and from which evidence on it is answered.

When to answer is calibrated, not set: parts of the sentences, and whole intents, are left out in turn, and a model that
never saw them says what it makes of them. Sentences of the left-out intents and everyday talk stand for all that the
assistant cannot know.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.svm import LinearSVC

from earnest.speech.recognition.logistic import Logistic
from earnest.speech.recognition.logistic_fitting import fit_logistic
from earnest.speech.understanding.intent_model import (
    MEASUREMENTS,
    NO_INTENT,
    Acceptance,
    IntentModel,
    Judgement,
    judge,
    known_share,
)
from earnest.speech.understanding.sentence_table import Rows, SentenceTable

FOLDS: Final = 3
"""Parts of the sentences that are left out in turn."""
_INTENT_FOLDS: Final = 8
"""One intent in so many is left out with each part: enough to stand for what is foreign, few enough that the rest is
learned as in the end."""
REFUSED_OF_RIGHT: Final = 0.05
"""Share of the rightly understood sentences that may go unanswered so that foreign ones do: the one choice that is
made here. What it costs and brings is in docs/algorithms/understanding.md."""

_REGULARISATION: Final = 1.0
_TOLERANCE: Final = 1e-3
_MOST_STEPS: Final = 10_000

STOCK_RIGHTNESS: Final = Logistic(bias=-3.0, weights=(2.0, 2.0, 2.0, 2.0, 0.0))
"""Belief before anything was calibrated."""
_BELIEF_STRENGTH: Final = 1.0
_FEWEST_RIGHT: Final = 30
"""With fewer sentences that were understood rightly the lower end of their probabilities says nothing."""
_EVEN: Final = 0.5
_USUAL_WEIGHT: Final = 5.0
"""So many sentences that an intent was given weigh as much as what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """Weights of one fit."""

    weights: NDArray[numpy.float64]
    """Shape (intents, features)."""
    biases: NDArray[numpy.float64]
    known: NDArray[numpy.bool_]
    """Shape (features,): which were in a sentence with an intent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examples:
    """A table ready for fitting."""

    matrix: csr_array
    answers: Rows
    groups: Rows
    recognised: NDArray[numpy.bool_]
    spoken: NDArray[numpy.bool_]
    intents: tuple[str, ...]
    features: tuple[str, ...]


def train_intents(table: SentenceTable) -> IntentModel | None:
    """Return the model of a table's sentences; None where none of them asks for anything. The same table gives the
    same model.
    """  # noqa: D205 - one sentence
    if not table.has_intent:
        return None
    examples = _Examples(
        matrix=table.matrix(),
        answers=table.answers(),
        groups=table.groups(),
        recognised=table.recognised(),
        spoken=table.spoken(),
        intents=table.intents,
        features=table.features,
    )
    fitted = _fit(examples, numpy.ones(len(examples.answers), dtype=numpy.bool_))
    kept = numpy.flatnonzero(fitted.known)
    return IntentModel(
        intents=examples.intents,
        features=tuple(examples.features[column] for column in kept),
        weights=fitted.weights[:, kept].astype(numpy.float32),
        biases=fitted.biases.astype(numpy.float32),
        acceptance=_calibrate(examples),
    )


def _fit(examples: _Examples, chosen: NDArray[numpy.bool_]) -> _Fitted:
    """Fit one weight for each intent against all others to some of the sentences."""
    matrix, answers = examples.matrix[chosen], examples.answers[chosen]
    asking = numpy.array([intent != NO_INTENT for intent in examples.intents])[answers]
    model = LinearSVC(C=_REGULARISATION, tol=_TOLERANCE, max_iter=_MOST_STEPS, random_state=0)
    _ = model.fit(matrix, answers)
    weights = numpy.zeros((len(examples.intents), matrix.shape[1]))
    # An intent that none of the sentences has is never the answer.
    biases = numpy.full(len(examples.intents), -numpy.inf)
    two = len(model.classes_) == 2  # noqa: PLR2004 - for two classes the library keeps one row only
    weights[model.classes_] = numpy.vstack([-model.coef_, model.coef_]) if two else model.coef_
    biases[model.classes_] = numpy.concatenate([-model.intercept_, model.intercept_]) if two else model.intercept_
    return _Fitted(weights=weights, biases=biases, known=_present(matrix[asking]))


def _present(matrix: csr_array) -> NDArray[numpy.bool_]:
    """Return which columns any of the rows has."""
    present = numpy.zeros(matrix.shape[1], dtype=numpy.bool_)
    present[matrix.indices] = True
    return present


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What a model made of a sentence that it had not learned."""

    judgement: Judgement
    right: bool
    recognised: bool


def _calibrate(examples: _Examples) -> Acceptance:
    """Return from which evidence on a sentence is answered, by sentences and intents that were left out."""
    trials = [trial for fold in range(FOLDS) for trial in _try_fold(examples, fold)]
    openness = _openness(trials, examples.intents)
    place = {intent: number for number, intent in enumerate(examples.intents)}
    trials = [
        replace(trial, judgement=replace(trial.judgement, openness=openness[place[trial.judgement.intent]]))
        for trial in trials
    ]
    rightness = fit_logistic(
        numpy.array([trial.judgement.measurements for trial in trials], dtype=numpy.float64).reshape(-1, MEASUREMENTS),
        numpy.array([trial.right for trial in trials], dtype=numpy.float64),
        prior=STOCK_RIGHTNESS,
        strength=_BELIEF_STRENGTH,
        balanced=True,
    )
    return Acceptance(rightness=rightness, openness=openness, accepted_from=_lowest_answered(trials, rightness))


def _openness(trials: Sequence[_Trial], intents: Sequence[str]) -> tuple[float, ...]:
    """Return the openness of each intent; what was seldom given counts as all intents together."""
    right, foreign = Counter[str](), Counter[str]()
    for trial in trials:
        (right if trial.right else foreign)[trial.judgement.intent] += 1
    usual = (foreign.total() + 1) / (right.total() + 1)
    return tuple(
        math.log((foreign[intent] + _USUAL_WEIGHT * usual) / (right[intent] + _USUAL_WEIGHT) / usual)
        for intent in intents
    )


def _lowest_answered(trials: Sequence[_Trial], rightness: Logistic) -> float:
    """Return the probability under which so few right sentences lie as may go unanswered.

    What a recogniser wrote counts where there is enough of it: that is what is asked in use.
    """
    right = [trial for trial in trials if trial.right]
    recognised = [trial for trial in right if trial.recognised]
    counted = recognised if len(recognised) >= _FEWEST_RIGHT else right
    if len(counted) < _FEWEST_RIGHT:
        return _EVEN
    probabilities = sorted(rightness.probability(trial.judgement.measurements) for trial in counted)
    return min(probabilities[int(REFUSED_OF_RIGHT * len(probabilities))], _EVEN)


def _try_fold(examples: _Examples, fold: int) -> list[_Trial]:
    """Return what a model makes of the sentences of one part, and whether each is right to be answered so."""
    held_out = examples.groups % FOLDS == fold
    foreign = _left_out_intents(examples.intents, fold)[examples.answers]
    chosen = ~held_out & ~foreign
    if len(numpy.unique(examples.answers[chosen])) < 2:  # noqa: PLR2004 - nothing to choose from
        return []
    fitted = _fit(examples, chosen)
    asked = numpy.flatnonzero(held_out & examples.spoken)
    scores = examples.matrix[asked] @ (fitted.weights * fitted.known).T + fitted.biases
    words, pairs = (numpy.array([name.startswith(kind) for name in examples.features]) for kind in ("w ", "p "))
    found: list[_Trial] = []
    for row, sentence in zip(scores, asked, strict=True):
        columns = examples.matrix.indices[examples.matrix.indptr[sentence] : examples.matrix.indptr[sentence + 1]]
        judgement = judge(
            row,
            examples.intents,
            known_words=known_share(fitted.known[columns[words[columns]]].tolist()),
            known_pairs=known_share(fitted.known[columns[pairs[columns]]].tolist()),
            openness=[0.0] * len(examples.intents),
        )
        if judgement.intent != NO_INTENT:
            found.append(
                _Trial(
                    judgement=judgement,
                    right=judgement.intent == examples.intents[int(examples.answers[sentence])],
                    recognised=bool(examples.recognised[sentence]),
                )
            )
    return found


def _left_out_intents(intents: Sequence[str], fold: int) -> NDArray[numpy.bool_]:
    """Return which intents are left out with a part; none where there are few."""
    asking = sorted(intent for intent in intents if intent != NO_INTENT)
    if len(asking) < _INTENT_FOLDS:
        return numpy.zeros(len(intents), dtype=numpy.bool_)
    left_out = set(asking[fold::_INTENT_FOLDS])
    return numpy.array([intent in left_out for intent in intents])
