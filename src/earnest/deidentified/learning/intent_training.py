"""Intent training: a linear model of what sentences ask for, and from which evidence on it is answered.

When to answer is calibrated, not set: parts of the sentences, and whole intents, are left out in turn, and a model that
never saw them says what it makes of them. Sentences of the left-out intents and everyday talk stand for all that the
assistant cannot know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from sklearn.svm import LinearSVC

from earnest.deidentified.learning.sentence_table import Rows, SentenceTable
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.statistics.logistic_fitting import fit_logistic
from earnest.speech.meaning.intent_model import (
    MEASUREMENTS,
    NO_INTENT,
    Acceptance,
    IntentModel,
    Judgement,
    judge,
    rarities,
)
from earnest.speech.meaning.sentence_features import LETTERS

FOLDS: Final = 3
"""Parts of the sentences that are left out in turn. Chosen, not measured."""
_INTENT_FOLDS: Final = 8
"""Parts of the intents, one of which is left out with each part of the sentences: enough to stand for what is foreign,
few enough that the rest is learned as in the end. Chosen, not measured."""
REFUSED_OF_RIGHT: Final = 0.03
"""Share of the rightly understood sentences that may go unanswered so that foreign ones do: the one choice that is
made here. What it costs and brings is in docs/algorithms/understanding.md."""

_REGULARISATION: Final = 0.5
"""Weight of errors in the fit. Twice as much brought no gain (docs/algorithms/understanding.md)."""
_TOLERANCE: Final = 1e-2
"""Chosen with the steps so that learning ends; the library leaves off at 1e-4 and 1,000."""
_MOST_STEPS: Final = 10_000
"""Steps after which the fit ends. Chosen with the tolerance."""

STOCK_FAMILIARITY: Final = Logistic(bias=-1.0, weights=(1.0, 2.0))
"""Belief before anything was calibrated. Chosen; it is held as firmly as one sentence (`_BELIEF_STRENGTH`)."""
_BELIEF_STRENGTH: Final = 1.0
"""How firmly the belief is held; sentences."""
_FEWEST_RIGHT: Final = 30
"""With fewer sentences that were understood rightly the lower end of their probabilities says nothing. Chosen, not
measured."""
_EVEN: Final = 0.5
"""Probability from which on is answered: likelier than not that a known intent is meant. By definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """Weights of one fit."""

    weights: NDArray[numpy.float64]
    """Shape (intents, features)."""
    biases: NDArray[numpy.float64]
    rarities: NDArray[numpy.float64]
    """Shape (features + 1,); the last is that of what no sentence with an intent had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examples:
    """A table ready for fitting."""

    matrix: csr_array
    letters: NDArray[numpy.bool_]
    """Shape (features,): which are runs of letters."""
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
        letters=numpy.array([name.startswith(LETTERS) for name in table.features]),
        answers=table.answers(),
        groups=table.groups(),
        recognised=table.recognised(),
        spoken=table.spoken(),
        intents=table.intents,
        features=table.features,
    )
    fitted = _fit(examples, numpy.ones(len(examples.answers), dtype=numpy.bool_))
    return IntentModel(
        intents=examples.intents,
        features=examples.features,
        weights=fitted.weights.astype(numpy.float32),
        biases=fitted.biases.astype(numpy.float32),
        rarities=fitted.rarities.astype(numpy.float32),
        acceptance=_calibrate(examples),
    )


def _fit(examples: _Examples, chosen: NDArray[numpy.bool_]) -> _Fitted:
    """Fit one weight for each intent against all others to some of the sentences."""
    asking = chosen & numpy.array([intent != NO_INTENT for intent in examples.intents])[examples.answers]
    counts = numpy.bincount(examples.matrix[asking].indices, minlength=examples.matrix.shape[1])
    weighed = rarities(int(asking.sum()), numpy.append(counts, 0))
    matrix, answers = _weighed(examples, chosen, weighed[:-1]), examples.answers[chosen]
    model = LinearSVC(C=_REGULARISATION, tol=_TOLERANCE, max_iter=_MOST_STEPS, random_state=0)
    _ = model.fit(matrix, answers)
    weights = numpy.zeros((len(examples.intents), matrix.shape[1]))
    # An intent that none of the sentences has is never the answer.
    biases = numpy.full(len(examples.intents), -numpy.inf)
    two = len(model.classes_) == 2  # noqa: PLR2004 - for two classes the library keeps one row only
    weights[model.classes_] = numpy.vstack([-model.coef_, model.coef_]) if two else model.coef_
    biases[model.classes_] = numpy.concatenate([-model.intercept_, model.intercept_]) if two else model.intercept_
    return _Fitted(weights=weights, biases=biases, rarities=weighed)


def _weighed(examples: _Examples, chosen: NDArray[numpy.bool_], rarity: NDArray[numpy.float64]) -> csr_array:
    """Return some of the rows as `IntentModel.scores` sees them."""
    rows = examples.matrix[chosen]
    wording, letters = (
        _unit_length(rows @ diags_array(rarity * kind)) for kind in (~examples.letters, examples.letters)
    )
    found = csr_array(wording + letters)
    # The library of the linear model counts in 32 bits.
    found.indices, found.indptr = found.indices.astype(numpy.int32), found.indptr.astype(numpy.int32)
    return found


def _unit_length(rows: csr_array) -> csr_array:
    lengths = numpy.sqrt((rows * rows).sum(axis=1))
    return csr_array(diags_array(1 / numpy.where(lengths > 0, lengths, 1)) @ rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What a model made of a sentence that it had not learned."""

    judgement: Judgement
    right: bool
    """Whether it was understood; else nothing that the model knows was meant."""
    recognised: bool


def _calibrate(examples: _Examples) -> Acceptance:
    """Return from which evidence on a sentence is answered, by sentences and intents that were left out."""
    trials = [trial for fold in range(FOLDS) for trial in _try_fold(examples, fold)]
    familiarity = fit_logistic(
        numpy.array([trial.judgement.measurements for trial in trials], dtype=numpy.float64).reshape(-1, MEASUREMENTS),
        numpy.array([trial.right for trial in trials], dtype=numpy.float64),
        prior=STOCK_FAMILIARITY,
        strength=_BELIEF_STRENGTH,
        balanced=True,
    )
    return Acceptance(familiarity=familiarity, accepted_from=_lowest_answered(trials, familiarity))


def _lowest_answered(trials: Sequence[_Trial], familiarity: Logistic) -> float:
    """Return the probability under which so few right sentences lie as may go unanswered.

    What a recogniser wrote counts where there is enough of it: that is what is asked in use.
    """
    right = [trial for trial in trials if trial.right]
    recognised = [trial for trial in right if trial.recognised]
    counted = recognised if len(recognised) >= _FEWEST_RIGHT else right
    if len(counted) < _FEWEST_RIGHT:
        return _EVEN
    probabilities = sorted(familiarity.probability(trial.judgement.measurements) for trial in counted)
    return min(probabilities[int(REFUSED_OF_RIGHT * len(probabilities))], _EVEN)


def _try_fold(examples: _Examples, fold: int) -> list[_Trial]:
    """Return what a model makes of the sentences of one part: of those that it understands, and of foreign ones.

    A sentence that it takes for another known intent is neither: to refuse it is no aim, and it would teach to refuse
    what is hard to hear instead of what is foreign.
    """
    held_out = examples.groups % FOLDS == fold
    foreign = _left_out_intents(examples.intents, fold)[examples.answers]
    chosen = ~held_out & ~foreign
    if len(numpy.unique(examples.answers[chosen])) < 2:  # noqa: PLR2004 - nothing to choose from
        return []
    fitted = _fit(examples, chosen)
    asked = held_out & examples.spoken
    rows = _weighed(examples, asked, fitted.rarities[:-1])
    scores = rows @ fitted.weights.T + fitted.biases
    learned = fitted.rarities[:-1] < fitted.rarities[-1]
    present = examples.matrix[asked]
    known = (present @ (learned & ~examples.letters)) / (present @ ~examples.letters)
    found: list[_Trial] = []
    for place, sentence in enumerate(numpy.flatnonzero(asked)):
        judgement = judge(scores[place], examples.intents, known=float(known[place]))
        meant = examples.intents[int(examples.answers[sentence])]
        right = judgement.intent == meant != NO_INTENT
        if right or foreign[sentence] or meant == NO_INTENT:
            found.append(_Trial(judgement=judgement, right=right, recognised=bool(examples.recognised[sentence])))
    return found


def _left_out_intents(intents: Sequence[str], fold: int) -> NDArray[numpy.bool_]:
    """Return which intents are left out with a part; none where there are few."""
    asking = sorted(intent for intent in intents if intent != NO_INTENT)
    if len(asking) < _INTENT_FOLDS:
        return numpy.zeros(len(intents), dtype=numpy.bool_)
    left_out = set(asking[fold::_INTENT_FOLDS])
    return numpy.array([intent in left_out for intent in intents])
