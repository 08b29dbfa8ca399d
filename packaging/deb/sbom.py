"""The bill of materials (CycloneDX 1.5): each bundled package, its wheel's hash, its licence."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from deb.environment import Wheel
from deb.licences import Licence
from deb.pruning import PACKAGES
from deb.recipe import Recipe

NAME = "anjungan.cdx.json"


def write_sbom(recipe: Recipe, wheels: Sequence[Wheel], licences: Sequence[Licence]) -> None:
    """Write the bill into the documentation; the same build writes the same bytes."""
    kept = [wheel for wheel in wheels if wheel.name not in PACKAGES]
    bill = bill_of(recipe.version, recipe.epoch, kept, licences)
    recipe.docs.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill, indent=1, ensure_ascii=False)
    (recipe.docs / NAME).write_text(text + "\n", encoding="utf-8")


def bill_of(
    version: str, epoch: int, wheels: Sequence[Wheel], licences: Sequence[Licence]
) -> dict[str, Any]:
    """Return the bill; its serial number follows from what it lists."""
    named = {licence.package: licence.short for licence in licences}
    parts = [_component(wheel, named[wheel.name]) for wheel in wheels]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, parts], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application",
                "bom-ref": "anjungan",
                "name": "anjungan",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": parts,
        "dependencies": [{"ref": "anjungan", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _component(wheel: Wheel, licence: str) -> dict[str, Any]:
    address = f"pkg:pypi/{wheel.name.lower().replace('_', '-')}@{wheel.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": wheel.name,
        "version": wheel.version,
        "purl": address,
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
        "licenses": [{"license": {"name": licence}}],
    }
