"""debian/copyright: whose work lies in the package, and under which licence, with its text."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from deb.pruning import PACKAGES
from deb.recipe import PACKAGING, PREFIX, SOURCES, BuildProblem, Recipe

OURS = PACKAGING / "control" / "copyright.in"
"""What we wrote ourselves, the fonts and the icons; {bundled} stands for the wheels."""

_QT = """\
 PySide6, Shiboken and Qt are used under the GNU Lesser General Public License,
 version 3, as shared libraries that anybody may exchange. On Debian systems
 its text is in /usr/share/common-licenses/LGPL-3, and that of the General
 Public License, which it refers to, in /usr/share/common-licenses/GPL-3."""

COMMON = {"pyside6-essentials": _QT, "shiboken6": _QT}
"""Wheels whose licence is one of Debian's common ones, and which bring no text of it."""

TEXTS = {"{ofl}": "assets/fonts/Inter-OFL.txt", "{phosphor}": "assets/icons/Phosphor-LICENSE.txt"}

NAMED = {"click-default-group": "BSD-3-Clause", "pysqlite3": "Zlib"}
"""Wheels that bring the text of their licence and do not say its name, or a wrong one."""

_HOLDER = re.compile(
    r"^[\s#*]*(?P<words>copyright\W+(?:c\W+)?\d{4}.*)$", re.IGNORECASE | re.MULTILINE
)
_CLASSIFIER = re.compile(r"^License :: (?:OSI Approved :: )?(?P<name>.+)$")


@dataclass(frozen=True)
class Licence:
    """The licence of one bundled package. ``files`` is its pattern below the root."""

    package: str
    version: str
    files: str
    short: str
    holders: tuple[str, ...]
    text: str


def write_copyright(recipe: Recipe) -> list[Licence]:
    """Write the copyright file; the texts then lie in it alone."""
    folders = sorted(recipe.site.glob("*.dist-info"))
    found = [licence_of(path) for path in folders if path.name.split("-")[0] not in PACKAGES]
    words = OURS.read_text(encoding="utf-8").replace("{bundled}", "\n".join(map(stanza, found)))
    for mark, path in TEXTS.items():
        words = words.replace(mark, _indented((SOURCES / path).read_text(encoding="utf-8")))
    recipe.docs.mkdir(parents=True, exist_ok=True)
    (recipe.docs / "copyright").write_text(words, encoding="utf-8")
    return found


def licence_of(folder: Path) -> Licence:
    """Return the licence of a ``.dist-info`` folder; raises ``BuildProblem`` where it has none."""
    told = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    name = str(told["Name"])
    text = _texts(folder) or COMMON.get(name.lower().replace("_", "-"), "")
    short = NAMED.get(name) or _short_name(told)
    if not text or not short:
        raise BuildProblem(f"{name}: no licence is named in its wheel, or no text of it")
    holders = tuple(dict.fromkeys(" ".join(words.split()) for words in _HOLDER.findall(text)))
    files = "\n ".join(f"{PREFIX}/lib/python3*/site-packages/{top}" for top in _tops(folder))
    return Licence(name, str(told["Version"]), files, short, holders or (_author(told),), text)


def stanza(licence: Licence) -> str:
    """Return one paragraph of the file, as Debian's machine-readable format writes it."""
    mark = re.sub(r"[^A-Za-z0-9.+-]+", "-", licence.short)
    holders = "\n ".join(licence.holders)
    return (
        f"Files: {licence.files}\nCopyright: {holders}\n"
        f"License: {mark}-of-{licence.package}\n{_indented(licence.text)}\n"
        f"Comment: {licence.package} {licence.version}\n"
    )


def _texts(folder: Path) -> str:
    names = re.compile(r"licen[sc]e|copying|notice|authors", re.IGNORECASE)
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file())
    files = [path for path in inside if names.search(str(path.relative_to(folder)))]
    return "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


def _short_name(told: Message) -> str:
    named = [str(told[key]) for key in ("License-Expression", "License") if told[key]]
    brief = [name for name in named if name != "UNKNOWN" and len(name) < 60 and "\n" not in name]
    classed = [_CLASSIFIER.match(str(value)) for value in told.get_all("Classifier") or ()]
    return next(iter([*brief, *(found["name"] for found in classed if found)]), "")


def _author(told: Message) -> str:
    for key in ("Author", "Author-Email", "Maintainer", "Maintainer-Email"):
        if told[key]:
            return str(told[key])
    return f"the authors of {told['Name']}"


def _tops(folder: Path) -> list[str]:
    """Return the patterns of what a wheel has put beside its metadata."""
    rows = csv.reader((folder / "RECORD").read_text(encoding="utf-8").splitlines())
    halves = [row[0].partition("/") for row in rows]
    tops = {f"{top}/*" if slash else top for top, slash, _rest in halves}
    return sorted(top for top in tops if not top.startswith(("..", "bin/", "share/")))


def _indented(text: str) -> str:
    lines = (line.rstrip() for line in text.strip("\n").expandtabs().splitlines())
    return "\n".join(f" {line}" if line else " ." for line in lines)
