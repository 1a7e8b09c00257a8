"""The settings of an index while very much is loaded into it, and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.opensearch.documents import SPREAD

LOADING = {
    "refresh_interval": "-1",
    "translog.durability": "async",
}  # nothing is searchable, or on disk at once
ALONE = {"auto_expand_replicas": "false", "number_of_replicas": 0}  # copied when it is whole


def lasting(told: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Those to go back to after a load, by *told*, which the cluster tells of an index; and whether a load left others.

    What whoever runs the cluster has set stays; what a load set, that was broken off by force, does not.
    """
    found = {
        "refresh_interval": told.get("refresh_interval"),
        "translog.durability": told.get("translog", {}).get("durability"),
    }
    kept: dict[str, Any] = {key: None if value == LOADING[key] else value for key, value in found.items()}
    copies, is_left = told.get("number_of_replicas"), kept != found
    spread = told.get("auto_expand_replicas", "false")
    if spread != "false":
        kept["auto_expand_replicas"] = spread
    elif is_left and copies == "0":
        kept |= SPREAD
    else:
        kept |= {"auto_expand_replicas": "false", "number_of_replicas": copies}
    return kept, is_left
