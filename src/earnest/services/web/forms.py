"""Forms: the JSON that a caller sends, checked where it arrives."""

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """What a caller sends; an unknown field is refused, and no value is read as another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
