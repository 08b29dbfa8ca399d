"""A program that changes the files of a folder by every call the recorder knows."""

from __future__ import annotations

import mmap
import os
import sys
import threading
from pathlib import Path


def main(folder: str, *options: str) -> None:
    """Work in ``folder``; with ``--past-the-recorder`` also by a call that it does not know."""
    os.chdir(folder)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    _write_in_all_ways()
    _name_in_all_ways()
    _store_into_memory()
    _write_from_threads()
    if "--past-the-recorder" in options:
        with Path("a").open("rb") as source, Path("unseen").open("wb") as target:
            os.sendfile(target.fileno(), source.fileno(), 0, 100)
    sys.stdout.write("done\n")


def _write_in_all_ways() -> None:
    file = os.open("a", os.O_RDWR | os.O_CREAT, 0o600)
    os.write(file, b"written ")
    os.writev(file, [b"by ", b"parts"])
    os.pwrite(file, b"W", 0)
    os.pwritev(file, [b"placed", b" apart"], 2000)
    os.fdatasync(file)
    os.ftruncate(file, 2010)
    os.posix_fallocate(file, 0, 3000)
    os.fsync(file)
    os.close(file)
    with Path("a").open("ab") as appended:
        appended.write(b"at the end")
    Path("b").write_bytes(b"soon gone")
    os.truncate("b", 4)
    Path("b").write_bytes(b"begun anew")


def _name_in_all_ways() -> None:
    Path("below").mkdir()
    Path("below", "c").write_bytes(b"c")
    os.link("below/c", "below/same")
    os.rename("b", "below/b")  # noqa: PTH104 - the call is what is tried
    os.replace("below/b", "below/c")  # noqa: PTH105 - the call is what is tried
    Path("gone").touch()
    Path("gone").unlink()
    Path("empty").mkdir()
    Path("empty").rmdir()
    folder = os.open("below", os.O_RDONLY | os.O_DIRECTORY)
    file = os.open("by_folder", os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=folder)
    os.write(file, b"found by its folder")
    os.fsync(folder)
    for handle in (file, folder):
        os.close(handle)
    os.sync()


def _store_into_memory() -> None:
    file = os.open("mapped", os.O_RDWR | os.O_CREAT, 0o600)
    os.ftruncate(file, 8192)
    with mmap.mmap(file, 8192) as memory:
        memory[600:605] = b"first"
        os.fsync(file)
        memory[5000:5004] = b"last"
    os.close(file)


def _write_from_threads() -> None:
    def write(number: int) -> None:
        with Path(f"thread-{number}").open("wb", buffering=0) as file:
            file.writelines(bytes([number, count]) * 10 for count in range(50))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
