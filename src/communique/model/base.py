"""What every public type shares: frozen, closed to unknown fields, compared by value."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from communique.model.dates import check_partial_date


class Model(BaseModel):
    """A frozen value: fields are checked once, on construction, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


PartialDate = Annotated[str, AfterValidator(check_partial_date)]
"""An ISO 8601 date at the precision that is known: `2025`, `2025-07`, `2025-W28` or `2025-07-13`."""
