"""``python3 -m deb``: builds the package, step by step, and says where it lies."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from deb.archive import compile_all, copy_files, pack, settle, write_control
from deb.control import control_of
from deb.environment import install_environment
from deb.licences import write_copyright
from deb.pruning import prune
from deb.recipe import BuildProblem, Recipe, recipe_in
from deb.sbom import write_sbom


def main() -> int:
    """Build one package and print its path; the reason and 1 where it cannot be built."""
    parser = argparse.ArgumentParser(prog="packaging/build")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where the .deb goes")
    parser.add_argument("--version", help="instead of the changelog's, to try an upgrade")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="anjungan-deb-") as scratch:
        try:
            recipe = recipe_in(Path(scratch) / "root", asked.version)
            lay_out(recipe)
            asked.out.mkdir(parents=True, exist_ok=True)
            package = pack(recipe, asked.out)
        except BuildProblem as problem:
            sys.stderr.write(f"{problem}\n")
            return 1
        except subprocess.CalledProcessError as failed:  # It has said why.
            sys.stderr.write(
                f"{failed.cmd[0]} failed with {failed.returncode}; nothing was built.\n"
            )
            return 1
    sys.stdout.write(f"{package}\n")
    return 0


def lay_out(recipe: Recipe) -> None:
    """Fill the package's root folder."""
    wheels = install_environment(recipe)
    licences = write_copyright(recipe)
    write_sbom(recipe, wheels, licences)
    prune(recipe.site)
    copy_files(recipe)
    compile_all(recipe)
    settle(recipe)
    write_control(recipe, control_of(recipe))
    settle(recipe)


if __name__ == "__main__":
    sys.exit(main())
