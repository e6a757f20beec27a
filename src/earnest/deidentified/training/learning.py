"""Learning: from a snapshot to a released model, in steps that can each be repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.snapshots import list_snapshot_clips, list_snapshot_items, load_snapshot
from earnest.deidentified.evaluation.answering import Answerer, Report, answer_items
from earnest.deidentified.evaluation.comparisons import list_comparisons, record_comparisons
from earnest.deidentified.evaluation.items import list_items
from earnest.deidentified.evaluation.records import StoredItem
from earnest.deidentified.evaluation.rules import AnsweredItem, ReleaseDecision, compare, decide_release
from earnest.deidentified.training.clips import Opened, SnapshotClips
from earnest.deidentified.training.errors import NotReleasable, SnapshotChanged
from earnest.deidentified.training.models import TrainedModel, find_model, keep_model, was_released
from earnest.deidentified.training.progress import Progress, ProgressFile, Stage
from earnest.deidentified.training.releases import find_live_model, release
from earnest.deidentified.training.requests import request_learning
from earnest.deidentified.training.rules import model_of_snapshot, seed_of
from earnest.deidentified.training.wake_lessons import add_wake_detector, compare_wake
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import SnapshotId
from earnest.handover.releases import SealedModel, open_model
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
    """Door of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey
    jobs: Jobs
    clock: Clock
    teach: Teach
    open_answerer: OpenAnswerer
    teach_wake: TeachWake = add_wake_detector

    def learn(self, snapshot_id: SnapshotId, progress: ProgressFile) -> None:
        """Train on a snapshot, compare the model with what is live, and release it if it is better.

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

    def evaluate(self, model: TrainedModel, progress: ProgressFile) -> ReleaseDecision:
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
        self, items: Sequence[StoredItem], standing: bytes | None, bundle: bytes, progress: ProgressFile
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
                    report=_reporter(progress, Stage.EVALUATING),
                )
            finally:
                after.close()
        finally:
            before.close()

    def _train(self, snapshot_id: SnapshotId, progress: ProgressFile) -> TrainedModel:
        with self.database.transaction() as connection:
            snapshot = load_snapshot(connection, snapshot_id)
            model = find_model(connection, model_of_snapshot(snapshot_id))
        if model is not None:
            return model
        if not snapshot.whole:
            raise SnapshotChanged
        clips = self._clips_of(snapshot_id, _reporter(progress, Stage.OPENING))
        bundle = self.teach(clips, seed_of(snapshot.content_hash), _reporter(progress, Stage.TRAINING))
        bundle = self._with_wake_detector(bundle)
        with self.database.transaction() as connection:
            return keep_model(
                connection,
                bundle,
                snapshot=snapshot,
                made_at=self.clock.now(),
                handover_key=self.handover_key,
                objects=self.objects,
            )

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
            clip_ids = list_snapshot_clips(connection, snapshot_id)
            item_ids = list_snapshot_items(connection, snapshot_id)
        return SnapshotClips(
            clip_ids,
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


def _reporter(progress: ProgressFile, stage: Stage) -> Report:
    def report(done: int, total: int) -> None:
        progress.write(Progress(stage=stage, done=done, total=total))

    return report
