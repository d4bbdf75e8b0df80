"""Files and folders to bytes with their facts; what fails is a Fault in its place."""

import gzip
import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest

from counterclaim import __version__
from counterclaim.archive.obtain import Limits, Obtained, is_address, obtain
from counterclaim.errors import Fault


def got(target, **settings):
    return list(obtain(str(target), collector="A. Collector", **settings))


def test_a_file_is_had_with_the_facts_of_collection(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(b"Nine people were killed.")
    (item,) = got(path)
    facts = item.snapshot
    assert item.data == b"Nine people were killed."
    assert facts.sha256 == hashlib.sha256(item.data).hexdigest()
    assert (facts.size, facts.media_type, facts.address) == (24, "text/plain", str(path))
    assert (facts.collector, facts.tool) == ("A. Collector", f"counterclaim {__version__}")
    assert facts.obtained_at.tzinfo is UTC
    assert datetime.now(UTC) - facts.obtained_at < timedelta(minutes=1)


def test_a_folder_gives_its_files_in_order_and_passes_over_hidden_ones(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    assert [item.data.decode() for item in got(tmp_path)] == ["a.txt", "b.txt", "sub/c.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("c")
    first, second, third = got(tmp_path)
    assert isinstance(first, Obtained)
    assert isinstance(third, Obtained)
    assert second == Fault(str(tmp_path / "b.txt"), "", "the file is empty", "Obtain it again.")


def test_links_in_a_folder_are_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (item,) = got(folder)
    assert isinstance(item, Fault)
    assert "is a link" in item.fault


def test_a_pipe_in_a_folder_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = got(tmp_path)
    assert "not a regular file" in item.fault


@pytest.mark.parametrize(
    ("name", "fault"),
    [("absent.txt", "does not exist"), ("nul\x00.txt", "cannot be read"), ("x" * 300, "cannot be read")],
)
def test_a_path_that_leads_nowhere(tmp_path, name, fault):
    (item,) = got(tmp_path / name)
    assert fault in item.fault


def test_an_empty_folder_is_a_fault(tmp_path):
    (item,) = got(tmp_path)
    assert "holds no file" in item.fault


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_001)  # sparse: takes no disk
    (item,) = got(path)
    assert "has 200,000,001 bytes, more than the 200,000,000" in item.fault


def test_a_gzip_bomb_is_refused_and_an_honest_gzip_is_had(tmp_path):
    bomb, honest = tmp_path / "bomb.gz", tmp_path / "honest.txt.gz"
    bomb.write_bytes(gzip.compress(bytes(30_000_000)))
    honest.write_bytes(gzip.compress(b"Nine people were killed."))
    (refused,), (item,) = got(bomb), got(honest)
    assert "decompression bomb" in refused.fault
    assert item.snapshot.media_type == "application/gzip"
    assert item.data == honest.read_bytes()


def test_progress_names_each_item(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    named = []
    got(tmp_path, progress=named.append)
    assert named == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_limits_can_be_set(tmp_path):
    (tmp_path / "a.txt").write_text("abc")
    (item,) = got(tmp_path / "a.txt", limits=Limits(size=2))
    assert "more than the 2" in item.fault


@pytest.mark.parametrize(
    ("target", "yes"), [("https://x.org", True), ("HTTP://x.org", True), ("http.txt", False), ("ftp://x.org", False)]
)
def test_what_is_an_address(target, yes):
    assert is_address(target) is yes
