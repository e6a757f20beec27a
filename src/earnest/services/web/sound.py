"""Sound: the answer that carries a recording."""

from starlette.responses import Response


class SoundResponse(Response):
    """A recording as WAV."""

    media_type = "audio/wav"
