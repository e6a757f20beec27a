"""Learning: from a snapshot to a released model, in steps that can each be repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.records import Snapshot
from earnest.deidentified.corpus.snapshots import list_snapshot_clips, list_snapshot_items, load_snapshot
from earnest.deidentified.evaluation.answering import Answerer, Report, answer_again, answer_items
from earnest.deidentified.evaluation.comparisons import list_comparisons, record_comparisons, record_parts
from earnest.deidentified.evaluation.items import list_items
from earnest.deidentified.evaluation.records import GivenAnswer, StoredReference
from earnest.deidentified.evaluation.rules import AnsweredItem, ReleaseDecision, compare, decide_release
from earnest.deidentified.training.clips import Opened, SnapshotClips
from earnest.deidentified.training.errors import NotReleasable, SnapshotChanged
from earnest.deidentified.training.model_parts import BundleParts, BundleReader
from earnest.deidentified.training.models import TrainedModel, find_model, keep_model
from earnest.deidentified.training.part_choice import Candidate, PartChoice
from earnest.deidentified.training.progress import LearningStage, ProgressWriter, StageProgress
from earnest.deidentified.training.releases import find_live_model, release
from earnest.deidentified.training.requests import request_learning
from earnest.deidentified.training.rules import model_of_snapshot, seed_of
from earnest.deidentified.training.wake_lessons import add_wake_detector, choose_wake, compare_wake
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import SnapshotId
from earnest.handover.releases import SealedModel, open_model, was_released
from earnest.handover.wake import PlacedExample, list_examples
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs
from earnest.services.objects import ObjectStore

Teach = Callable[[Sequence[Opened], int, Report], bytes]
"""Takes clips and items of corpora, which are read when they are asked for, a seed and where to report; returns a model
bundle. The same input gives the same bytes."""

TeachWake = Callable[[bytes, bytes | None, Sequence[PlacedExample]], bytes]
"""Takes a bundle, the live one and verdicts on the wake word; returns the bundle with a wake detector."""

OpenAnswerer = Callable[[bytes | None], Answerer]
"""Takes a bundle, or None for the stock model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Learns from snapshots. Whatever dies in between, the next attempt goes on after the last commit."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey
    jobs: Jobs
    clock: Clock
    teach: Teach
    open_answerer: OpenAnswerer
    teach_wake: TeachWake = add_wake_detector
    parts: BundleReader = field(default_factory=BundleParts)

    def learn(self, snapshot_id: SnapshotId, progress: ProgressWriter) -> None:
        """Train on a snapshot, keep the parts that are better, and release the model if it is better than what is live.

        Where something is withdrawn from the snapshot meanwhile, nothing trained on it goes live: a new snapshot
        without it is made and learning from that one is asked for (RT8).

        Raises:
            SnapshotNotFound: there is no such snapshot.
        """
        try:
            model = self._train(snapshot_id, progress)
            with self.database.transaction() as connection:
                if was_released(connection, model.model_id):
                    return
            if self.evaluate(model, progress) is ReleaseDecision.IMPROVED:
                self._release(model)
        except SnapshotChanged:
            self._ask_again()

    def evaluate(self, model: TrainedModel, progress: ProgressWriter) -> ReleaseDecision:
        """Compare a model with what is live now on every evaluation set, once; return what that says."""
        with self.database.transaction() as connection:
            live = find_live_model(connection)
            baseline_id = None if live is None else live.model_id
            known = list_comparisons(connection, model_id=model.model_id, baseline_id=baseline_id)
            items = list_items(connection)
            verdicts = list_examples(connection, today=self.clock.now().date())
        if known or not (items or verdicts) or baseline_id == model.model_id:
            return decide_release(known)
        bundle, standing = self._open(model.sealed), None if live is None else self._open(live)
        comparisons = compare(self._answer(items, standing, bundle, progress), seed=model.seed)
        if verdicts:
            comparisons += compare_wake(verdicts, before=standing, after=bundle, seed=model.seed)
        with self.database.transaction() as connection:
            record_comparisons(
                connection,
                comparisons,
                model_id=model.model_id,
                baseline_id=baseline_id,
                made_at=self.clock.now(),
            )
        return decide_release(comparisons)

    def _answer(
        self, items: Sequence[StoredReference], standing: bytes | None, bundle: bytes, progress: ProgressWriter
    ) -> list[AnsweredItem]:
        """Ask the live model and the candidate for every reference recording."""
        if not items:
            return []
        before = self.open_answerer(standing)
        try:
            after = self.open_answerer(bundle)
            try:
                return answer_items(
                    items,
                    before=before,
                    after=after,
                    handover_key=self.handover_key,
                    objects=self.objects,
                    report=_reporter(progress, LearningStage.EVALUATING),
                )
            finally:
                after.close()
        finally:
            before.close()

    def _train(self, snapshot_id: SnapshotId, progress: ProgressWriter) -> TrainedModel:
        with self.database.transaction() as connection:
            snapshot = load_snapshot(connection, snapshot_id)
            model = find_model(connection, model_of_snapshot(snapshot_id))
        if model is not None:
            return model
        if not snapshot.whole:
            raise SnapshotChanged
        clips = self._clips_of(snapshot_id, _reporter(progress, LearningStage.OPENING))
        bundle = self.teach(clips, seed_of(snapshot.content_hash), _reporter(progress, LearningStage.TRAINING))
        bundle = self._with_wake_detector(bundle)
        return self._keep_better_parts(bundle, snapshot, progress)

    def _keep_better_parts(self, bundle: bytes, snapshot: Snapshot, progress: ProgressWriter) -> TrainedModel:
        """Compose the model of the parts that are better than their absence, and keep it with what was measured."""
        seed = seed_of(snapshot.content_hash)
        with self.database.transaction() as connection:
            live = find_live_model(connection)
            items = list_items(connection)
            verdicts = list_examples(connection, today=self.clock.now().date())
        standing = None if live is None else self._open(live)
        candidate = Candidate(bundle=bundle, answered=tuple(self._answer(items, standing, bundle, progress)))
        choice = PartChoice(items=items, parts=self.parts, ask=self._ask_again_without, seed=seed)
        progress.write(StageProgress(stage=LearningStage.COMPARING, done=0, total=0))
        chosen = choice.choose(candidate) if items else candidate
        comparisons, best, parts = compare(chosen.answered, seed=seed), chosen.bundle, chosen.parts
        if verdicts:
            best, wake = choose_wake(best, standing, verdicts, seed=seed)
            comparisons += compare_wake(verdicts, before=standing, after=best, seed=seed)
            parts += wake
        baseline_id, made_at = None if live is None else live.model_id, self.clock.now()
        with self.database.transaction() as connection:
            model = keep_model(
                connection,
                best,
                snapshot=snapshot,
                made_at=made_at,
                handover_key=self.handover_key,
                objects=self.objects,
            )
            if not list_comparisons(connection, model_id=model.model_id, baseline_id=baseline_id):
                record_comparisons(
                    connection, comparisons, model_id=model.model_id, baseline_id=baseline_id, made_at=made_at
                )
                record_parts(connection, parts, model_id=model.model_id, baseline_id=baseline_id, made_at=made_at)
        return model

    def _ask_again_without(self, bundle: bytes, items: Sequence[StoredReference]) -> list[GivenAnswer]:
        """Ask a candidate without one of its parts."""
        if not items:
            return []
        answerer = self.open_answerer(bundle)
        try:
            return answer_again(items, answerer, handover_key=self.handover_key, objects=self.objects)
        finally:
            answerer.close()

    def _with_wake_detector(self, bundle: bytes) -> bytes:
        """Return a bundle with what verdicts on the wake word teach, or what the live model knows of it."""
        with self.database.transaction() as connection:
            verdicts = list_examples(connection, today=self.clock.now().date())
            live = find_live_model(connection)
        if not verdicts and live is None:
            return bundle
        return self.teach_wake(bundle, None if live is None else self._open(live), verdicts)

    def _clips_of(self, snapshot_id: SnapshotId, report: Report) -> SnapshotClips:
        with self.database.transaction() as connection:
            lines = list_snapshot_clips(connection, snapshot_id)
            item_ids = list_snapshot_items(connection, snapshot_id)
        return SnapshotClips(
            lines,
            item_ids,
            database=self.database,
            objects=self.objects,
            handover_key=self.handover_key,
            report=report,
        )

    def _release(self, model: TrainedModel) -> None:
        with self.database.transaction() as connection:
            try:
                _ = release(connection, model.model_id, released_at=self.clock.now())
            except NotReleasable:
                # Something else went live since the comparison; the next request compares anew.
                return

    def _ask_again(self) -> None:
        with self.database.transaction() as connection:
            try:
                _ = request_learning(
                    connection,
                    handover_key=self.handover_key,
                    objects=self.objects,
                    jobs=self.jobs,
                    requested_at=self.clock.now(),
                )
            except NothingLabelled:
                # All of it was withdrawn, so there is nothing to learn.
                return

    def _open(self, model: SealedModel) -> bytes:
        return open_model(model, handover_key=self.handover_key, objects=self.objects)


def _reporter(progress: ProgressWriter, stage: LearningStage) -> Report:
    def report(done: int, total: int) -> None:
        progress.write(StageProgress(stage=stage, done=done, total=total))

    return report
