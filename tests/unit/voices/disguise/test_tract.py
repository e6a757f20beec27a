"""People with long and short vocal tracts are told apart by what the network hears best."""

import numpy
from support.voices import say_as

from earnest.speech.hearing.phones.features import TRACTS
from earnest.speech.hearing.phones.network import PHONES, load_network
from earnest.voices.disguise.tract import hear
from earnest.voices.synthesis.voices import SyntheticSpeaker

SENTENCE = "play some music in the kitchen and switch on the light please"


def test_a_shorter_tract_is_heard_as_one() -> None:
    network = load_network()
    found = [
        hear(
            network,
            say_as(SENTENCE, SyntheticSpeaker(name="test", pitch_hertz=140, tract=tract, pace=1.1, breath=0.1)),
        ).tract
        for tract in (0.86, 1.2)
    ]
    assert found[0] > found[1]


def test_silence_and_nothing_have_a_tract_as_well() -> None:
    network = load_network()
    for length in (0, 100, 16_000):
        hearing = hear(network, numpy.zeros(length, dtype=numpy.int16))
        assert hearing.tract in TRACTS
        assert hearing.log_probabilities.shape[1] == len(PHONES)
