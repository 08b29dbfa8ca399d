"""A link is up when the kernel says so; nobody is asked but files."""

from __future__ import annotations

import pytest

from sync.agent.link import KernelLinks


@pytest.fixture
def kernel(tmp_path):
    (tmp_path / "sys/class/net").mkdir(parents=True)
    (tmp_path / "proc/net").mkdir(parents=True)
    return tmp_path


def link(kernel, name, carrier="1", state="up"):
    folder = kernel / "sys/class/net" / name
    folder.mkdir(exist_ok=True)
    (folder / "carrier").write_text(f"{carrier}\n")
    (folder / "operstate").write_text(f"{state}\n")


def routes(kernel, *rows):
    head = "Iface\tDestination\tGateway\tFlags\n"
    (kernel / "proc/net/route").write_text(head + "".join(f"{row}\n" for row in rows))


def test_links_that_carry_something_are_named(kernel):
    link(kernel, "lo")
    link(kernel, "eth0")
    link(kernel, "wwan0", state="unknown")
    link(kernel, "eth1", carrier="0", state="down")
    link(kernel, "wlan0", state="dormant")
    assert KernelLinks(kernel).links() == {"eth0", "wwan0"}


def test_a_way_out_that_appears_is_a_new_name(kernel):
    link(kernel, "eth0")
    before = KernelLinks(kernel).links()
    routes(kernel, "eth0\t00000000\t0101A8C0\t0003", "eth0\t0001A8C0\t00000000\t0001")
    assert KernelLinks(kernel).links() - before == {"eth0 0101A8C0"}


def test_a_way_out_over_a_link_that_is_down_is_none(kernel):
    link(kernel, "eth0", carrier="0", state="down")
    routes(kernel, "eth0\t00000000\t0101A8C0\t0003", "broken")
    assert KernelLinks(kernel).links() == frozenset()


def test_a_link_that_will_not_say_is_down(kernel):
    (kernel / "sys/class/net/eth0").mkdir()
    assert KernelLinks(kernel).links() == frozenset()


def test_a_machine_that_tells_nothing_has_no_links(tmp_path):
    assert KernelLinks(tmp_path).links() == frozenset()


def test_this_machine_can_be_asked():
    assert isinstance(KernelLinks().links(), frozenset)
