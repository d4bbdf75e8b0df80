from pathlib import Path

import pytest

from counterclaim.archive.blobs import BlobFolder
from counterclaim.model import sha256

DATA = b"the bytes as obtained"
NAME = sha256(DATA)


@pytest.fixture
def blobs(tmp_path: Path) -> BlobFolder:
    return BlobFolder(tmp_path)


def test_what_is_put_can_be_had(blobs: BlobFolder) -> None:
    blobs.put(NAME, DATA)
    blobs.put(NAME, DATA)
    assert blobs.get(NAME) == DATA
    assert list(blobs.names()) == [NAME]


def test_a_damaged_blob_is_mended_by_putting_it_again(blobs: BlobFolder) -> None:
    blobs.put(NAME, DATA)
    (blobs.folder / NAME[:2] / NAME).write_bytes(b"x" * len(DATA))
    blobs.put(NAME, DATA)
    assert blobs.get(NAME) == DATA


def test_what_is_deleted_is_gone(blobs: BlobFolder) -> None:
    blobs.put(NAME, DATA)
    blobs.delete(NAME)
    blobs.delete(NAME)
    with pytest.raises(KeyError):
        blobs.get(NAME)
    assert list(blobs.names()) == []


def test_a_file_that_is_not_complete_is_no_blob(blobs: BlobFolder) -> None:
    (blobs.folder / "ab").mkdir()
    (blobs.folder / "ab" / "abcd.unfinished").write_bytes(b"half")
    assert list(blobs.names()) == []


def test_a_name_cannot_lead_out_of_the_folder(blobs: BlobFolder) -> None:
    with pytest.raises(KeyError):
        blobs.put("../../etc/passwd", b"")
