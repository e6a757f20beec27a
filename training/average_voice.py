"""Measure how an average voice sounds, and write it into the package.

Usage: python -m training.average_voice RECORDINGS

Data: English recordings of the task `speakers`, of those people only whom `is_taught` chooses. The covariance is the
mean of each recording's, silences left out, with the tract that suits the network best. The mean is that of the
synthetic voice where it says what was heard, so that its colour is the synthetic voice's and no microphone's.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
from numpy.typing import NDArray
from rich.console import Console

from earnest.collections.collection import read_collection
from earnest.collections.parts import is_taught
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.phones.decoding import HeardPhone, heard_phones
from earnest.speech.hearing.phones.network import PhoneNetwork, load_network
from earnest.voices.disguise.averaging import FEWEST_FRAMES, AverageVoice, average_voice_json
from earnest.voices.disguise.tract import hear
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.front_end import FRAME_SAMPLES, cepstra_of
from earnest.voices.synthesis.pronunciation import in_context

FILE = Path(__file__).parents[1] / "src" / "earnest" / "voices" / "disguise" / "average_voice.json"
OUT = Console(soft_wrap=True, highlight=False)

Frames = NDArray[numpy.float64]


def main() -> int:
    """Measure and write; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure how an average voice sounds.")
    _ = parser.add_argument("recordings", type=Path)
    folder: Path = parser.parse_args().recordings
    network, means = load_network(), AcousticMeans.bundled()
    covariances: list[Frames] = []
    synthetic: list[Frames] = []
    for heard, own in recordings(folder, network):
        covariances.append(numpy.cov(own.T))
        synthetic.append(said(heard, means).mean(axis=0))
    average = AverageVoice(mean=numpy.mean(synthetic, axis=0), covariance=numpy.mean(covariances, axis=0))
    _ = FILE.write_text(average_voice_json(average), encoding="utf-8")
    OUT.print(f"{len(covariances)} recordings; {FILE.name}: {FILE.stat().st_size} bytes")
    return 0


def recordings(folder: Path, network: PhoneNetwork) -> Iterator[tuple[tuple[HeardPhone, ...], Frames]]:
    """Yield the phones that are heard in each recording, and its frames in which there are any."""
    for item in read_collection(folder):
        if item.task != "speakers" or item.speaker is None or not is_taught(item.speaker):
            continue
        if (item.language or "en") != "en":
            continue
        samples = decode(item.path.read_bytes())
        hearing = hear(network, samples)
        heard = heard_phones(network, hearing.log_probabilities)
        places = [
            frame
            for phone in heard
            for frame in range(phone.span.start // FRAME_SAMPLES, phone.span.end // FRAME_SAMPLES)
        ]
        if len(places) >= FEWEST_FRAMES:
            yield heard, cepstra_of(samples, hearing.tract)[places]


def said(heard: tuple[HeardPhone, ...], means: AcousticMeans) -> Frames:
    """Return the synthetic voice's frames of the phones, each as long as it was heard."""
    (phones,) = in_context([[phone.phone for phone in heard]])
    frames = [max(1, phone.span.length // FRAME_SAMPLES) for phone in heard]
    return numpy.concatenate(
        [
            numpy.repeat(means.cepstra(phone).mean(axis=0, keepdims=True), count, axis=0)
            for phone, count in zip(phones, frames, strict=True)
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
