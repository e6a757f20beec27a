"""Playing: logged before the first byte (AD4), marked (AU9), for the holder (AC8), refused when it must be (CN4)."""

from datetime import timedelta
from uuid import uuid4

import numpy
import pytest
from support.clips import HandoverSide
from support.levels import peak_decibels
from support.reviewing import PSEUDONYMS, TEN_MINUTES, open_reviewing
from support.voices import say

from earnest.deidentified.review.errors import LeaseEnded, LeaseNotFound, PlayImplausible, SoundNotRequested
from earnest.deidentified.review.records import HeldLease
from earnest.foundation.identifiers import ClipId, LeaseId
from earnest.foundation.units import Samples
from earnest.handover.errors import ClipGone
from earnest.handover.marks import mark_of
from earnest.handover.taking import load_clip, open_sound
from earnest.handover.watermarking.marking import marked
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Suspect
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.audit.errors import LogUnavailable
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role
from earnest.sound_files.decoding import decode
from earnest.speech.sound.level import PEAK_CEILING_DECIBELS, limit_peak


def count(handover: HandoverSide, kind: str) -> int:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from handover.receipts where kind = %s", [kind]).fetchone()
    assert row is not None
    return int(row[0])


def leaves(handover: HandoverSide) -> int:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from audit.leaves").fetchone()
    assert row is not None
    return int(row[0])


def withdraw_clip(handover: HandoverSide, clip_id: ClipId) -> None:
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=handover.clock.now())


def placed_sound(handover: HandoverSide, clip_id: ClipId) -> Samples:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        placed = load_clip(connection, clip_id)
    return decode(open_sound(placed, handover_key=handover.handover_key, objects=handover.objects))


def test_the_reviewer_hears_what_was_placed_with_the_mark_of_the_lease(handover: HandoverSide) -> None:
    handover.allow(1)
    placed = placed_sound(handover, handover.place())
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    sound = reviewing.listen(lease)
    assert sound[:4] == b"RIFF"
    assert len(sound) == 44 + 2 * placed.size
    assert numpy.array_equal(decode(sound), limit_peak(marked(placed, mark_of(PSEUDONYMS, lease.lease_id))))


def test_ri1_what_the_portal_plays_differs_from_it_by_a_mark_alone(handover: HandoverSide) -> None:
    """Nearly every sample is another one, and by so little that it is inaudible: the portal says both."""
    handover.allow(1)
    placed = placed_sound(handover, handover.place(sound=say("the cat sat on the mat and looked at the dog")))
    reviewing = open_reviewing(handover)
    served = decode(reviewing.listen(reviewing.take()))
    assert served.size == placed.size
    difference = served.astype(float) - placed.astype(float)
    assert numpy.mean(difference != 0) > 0.5, "it is not the same, byte for byte"
    # A tile that is 1.5 dB louder differs by 19 %, which is 14.5 dB under it; the level's limit adds a little (14.1).
    assert numpy.mean(difference**2) < 10 ** (-13 / 10) * numpy.mean(placed.astype(float) ** 2)


def test_wk4_the_mark_makes_nothing_louder_than_it_may_be(handover: HandoverSide) -> None:
    handover.allow(1)
    loud = (32_000 * numpy.sin(numpy.arange(40_000) / 6)).astype(numpy.int16)
    _ = handover.place(sound=limit_peak(loud))
    reviewing = open_reviewing(handover)
    assert peak_decibels(decode(reviewing.listen(reviewing.take()))) <= PEAK_CEILING_DECIBELS


def test_au9_ps2_no_two_leases_of_a_clip_sound_the_same(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place(sound=say("the cat sat on the mat and looked at the dog"))
    reviewers_at_work = [open_reviewing(handover) for _ in range(2)]
    leases: list[HeldLease] = []
    sounds: list[Samples] = []
    for reviewing in reviewers_at_work:
        leases.append(reviewing.take())
        sounds.append(decode(reviewing.listen(leases[-1])))
        reviewing.verdicts.give_back(leases[-1].lease_id, reviewing.reviewer)
    assert not numpy.array_equal(sounds[0], sounds[1])
    for lease, sound in zip(leases, sounds, strict=True):
        suspect = Suspect(sound)
        fits = {one.lease_id: suspect.score(mark_of(PSEUDONYMS, one.lease_id)) for one in leases}
        assert max(fits, key=lambda one: fits[one].value) == lease.lease_id
        assert fits[lease.lease_id].chance(len(leases)) < LARGEST_CHANCE


def test_ad4_leaf_and_receipt_are_committed_before_the_first_byte(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    before = leaves(handover)
    sound = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    assert sound[:4] == b"RIFF"
    assert leaves(handover) == before + 1
    assert count(handover, "played") == 1


def test_ad4_no_sound_where_the_log_cannot_be_written(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("revoke execute on function audit.append(bytea) from earnest_workbench")
    with pytest.raises(LogUnavailable):
        _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    assert count(handover, "played") == 0
    with pytest.raises(SoundNotRequested):
        reviewing.player.report_play(lease.lease_id, reviewing.reviewer, played_milliseconds=0)


def test_nothing_is_logged_as_played_where_the_sound_does_not_open(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    for key in list(handover.objects.keys()):
        handover.objects.put(key, b"\x00" * 64)
    with pytest.raises(Exception, match="sealed content cannot be opened"):
        _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    assert count(handover, "played") == 0


def test_a_key_of_another_installation_opens_nothing(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    other = MasterKey.create(handover.folder / "other.json")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        placed = load_clip(connection, clip_id)
    with pytest.raises(Exception, match="sealed content cannot be opened"):
        _ = open_sound(placed, handover_key=other, objects=handover.objects)


def test_ac8_another_reviewers_lease_looks_like_none(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    holder, other = open_reviewing(handover), open_reviewing(handover)
    lease = holder.take()
    for lease_id in (lease.lease_id, LeaseId(uuid4()), LeaseId(clip_id)):
        with pytest.raises(LeaseNotFound):
            _ = other.player.open_clip_sound(lease_id, other.reviewer)
        with pytest.raises(LeaseNotFound):
            other.player.report_play(lease_id, other.reviewer, played_milliseconds=0)
    assert count(handover, "played") == 0


def test_au8_no_sound_after_the_time_is_over(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    handover.clock.advance(TEN_MINUTES)
    with pytest.raises(LeaseEnded):
        _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)


def test_cn4_withdrawn_between_lease_and_play(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    withdraw_clip(handover, clip_id)
    with pytest.raises(ClipGone):
        _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    assert count(handover, "played") == 0


def test_cn4_a_report_of_play_after_the_withdrawal_tells_the_player_to_stop(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    _ = reviewing.listen(lease, seconds=1.0)
    withdraw_clip(handover, clip_id)
    with pytest.raises(ClipGone):
        reviewing.player.report_play(lease.lease_id, reviewing.reviewer, played_milliseconds=1000)


def test_rv1_play_counts_from_the_first_sound_and_not_faster_than_ears(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    handover.clock.advance(timedelta(minutes=5))
    with pytest.raises(SoundNotRequested):
        reviewing.player.report_play(lease.lease_id, reviewing.reviewer, played_milliseconds=100)
    _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    handover.clock.advance(timedelta(seconds=1))
    with pytest.raises(PlayImplausible):
        reviewing.player.report_play(lease.lease_id, reviewing.reviewer, played_milliseconds=2501)
    reviewing.player.report_play(lease.lease_id, reviewing.reviewer, played_milliseconds=2500)


def test_every_replay_is_logged(handover: HandoverSide) -> None:
    """S27: who opens a clip again and again is seen."""
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    before = leaves(handover)
    for _ in range(3):
        _ = reviewing.player.open_clip_sound(lease.lease_id, reviewing.reviewer)
    assert leaves(handover) == before + 3
    assert count(handover, "played") == 3
