"""The bill of materials lists every bundled wheel with its hash, the same way each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from deb.environment import Wheel, wheels_of
from deb.licences import Licence
from deb.recipe import Recipe
from deb.sbom import NAME, bill_of, write_sbom

WHEELS = [Wheel("One_Two", "1.0", "ab" * 32), Wheel("pip", "26", "cd" * 32)]
LICENCES = [Licence("One_Two", "1.0", "*", "MIT", ("A",), "text")]


def test_a_part_has_name_version_hash_licence_and_address() -> None:
    (part,) = bill_of("1", 0, WHEELS[:1], LICENCES)["components"]
    assert part["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert part["licenses"] == [{"license": {"name": "MIT"}}]
    assert part["purl"] == part["bom-ref"] == "pkg:pypi/one-two@1.0"


def test_two_bills_of_one_build_are_alike_and_of_two_builds_are_not() -> None:
    one, again = bill_of("1", 0, WHEELS[:1], LICENCES), bill_of("1", 0, WHEELS[:1], LICENCES)
    other = bill_of("1", 0, [Wheel("One_Two", "1.0", "ef" * 32)], LICENCES)
    assert one == again
    assert one["serialNumber"] != other["serialNumber"]


def test_it_is_written_without_what_is_left_out(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path, "1+deb12", 1_795_488_060)
    write_sbom(recipe, WHEELS, LICENCES)
    bill = json.loads((recipe.docs / NAME).read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert bill["metadata"]["timestamp"] == "2026-11-24T02:41:00Z"
    assert [part["name"] for part in bill["components"]] == ["One_Two"]
    assert bill["dependencies"][0]["dependsOn"] == ["pkg:pypi/one-two@1.0"]


def test_a_wheel_without_a_licence_is_a_fault() -> None:
    with pytest.raises(KeyError):
        bill_of("1", 0, WHEELS, LICENCES)


def test_pips_report_is_read_in_the_order_of_names() -> None:
    def item(name: str) -> dict[str, object]:
        archive = {"archive_info": {"hashes": {"sha256": "00"}}}
        return {"metadata": {"name": name, "version": "1"}, "download_info": archive}

    found = wheels_of({"install": [item("Zed"), item("alpha")]})
    assert found == [Wheel("alpha", "1", "00"), Wheel("Zed", "1", "00")]
