"""An estimation as the JSON object of the contract: what does not apply to an estimate is left out, not null."""

from typing import Any

from counterclaim.model import Estimation, plain

OPTIONAL = ("criterion", "model", "aic", "bic")


def document(found: Estimation) -> dict[str, Any]:
    """Plain JSON data of an estimation."""
    data: dict[str, Any] = plain(found)
    for part in (data, *data["parts"]):
        part["estimates"] = [
            {key: value for key, value in item.items() if value is not None or key not in OPTIONAL}
            for item in part["estimates"]
        ]
    return data
