"""Sound: the answer that carries a recording."""

from starlette.responses import Response, StreamingResponse


class SoundResponse(Response):
    """A recording as WAV."""

    media_type = "audio/wav"


class SoundPieces(StreamingResponse):
    """A recording as WAV that leaves piece by piece; where giving the next piece raises, the connection ends there."""

    media_type = "audio/wav"
