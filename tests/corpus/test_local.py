"""Files below folders and in archives: all of them, none from outside, none without end."""

import io
import os
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.sources import local
from corpus.sources.local import LocalFiles


def contents(*paths: Path) -> dict[str, bytes | str]:
    """Name → bytes, or the problem where a file could not be read."""
    return {f.name: f.error.problem if f.error else f.data for f in LocalFiles(paths)}


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tar_of(members: dict[str, bytes], mode: str = "w:xz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    (tmp_path / "78session").mkdir()
    for name in ("78session/b.xml", "78session/a.xml", "notes.md", ".hidden.xml"):
        (tmp_path / name).write_bytes(name.encode())
    files = LocalFiles((tmp_path,))
    assert [f.name for f in files] == ["78session/a.xml", "78session/b.xml"]
    assert files.skipped == ["notes.md"]
    assert files.done == files.total > 0


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "resolution without ending"
    path.write_bytes(b"text")
    assert contents(path) == {path.name: b"text"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of({"x/1.xml": b"1", "2.xml": b"2"})),
        ("a.tar", tar_of({"x/1.xml": b"1", "2.xml": b"2"}, "w")),
        ("a.tar.gz", tar_of({"x/1.xml": b"1", "2.xml": b"2"}, "w:gz")),
        ("a.tar.xz", tar_of({"x/1.xml": b"1", "2.xml": b"2"}, "w:xz")),
        ("a.tgz", tar_of({"x/1.xml": b"1", "2.xml": b"2"}, "w:bz2")),
    ],
)
def test_archives_of_every_kind(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert contents(tmp_path / name) == {"x/1.xml": b"1", "2.xml": b"2"}
    (found, _) = LocalFiles((tmp_path / name,))
    assert found.url.endswith(f"{name}!/x/1.xml")


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    (tmp_path / "outer.tar.xz").write_bytes(
        tar_of({"74session/Chinese.zip": zip_of({"Chinese/74_1_C.xml": b"c"})})
    )
    assert contents(tmp_path) == {"74session/Chinese.zip/Chinese/74_1_C.xml": b"c"}


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_bytes(b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.xml").symlink_to(outside)
    (folder / "circle").symlink_to(folder)
    assert contents(folder) == {}


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "link.xml"), (tarfile.CHRTYPE, "device.xml")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert contents(tmp_path / "a.tar") == {}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.xz", "a.tar.gz"])
def test_what_is_no_archive_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no archive" * 100)
    ((found, problem),) = contents(tmp_path / name).items()
    assert found == name
    assert "cannot be read" in str(problem)


def test_a_cut_off_archive_gives_what_came_before_the_cut(tmp_path: Path) -> None:
    whole = tar_of({"1.xml": b"1", "2.xml": bytes(range(256)) * 400}, "w")
    (tmp_path / "a.tar").write_bytes(whole[:30_000])
    found = contents(tmp_path / "a.tar")
    assert found["1.xml"] == b"1"
    assert any("cannot be read" in str(value) for value in found.values())


def test_an_encrypted_member_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"1.xml": b"1", "2.xml": b"2"}))
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flag] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    found = contents(tmp_path / "a.zip")
    assert "cannot be read" in str(found["1.xml"])
    assert found["2.xml"] == b"2"


def test_more_bytes_than_a_document_can_have_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "MAX_FILE_BYTES", 1000)
    (tmp_path / "a.zip").write_bytes(zip_of({"bomb.xml": b"0" * 10_000, "small.xml": b"1"}))
    found = contents(tmp_path)
    assert "larger than" in str(found["bomb.xml"])
    assert found["small.xml"] == b"1"


def test_an_archive_that_unpacks_without_end_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "MAX_TOTAL_BYTES", 5000)
    (tmp_path / "a.zip").write_bytes(zip_of({f"{n}.xml": b"0" * 1000 for n in range(50)}))
    found = contents(tmp_path)
    assert len(found) < 10
    assert "unpacks to more" in str(found["a.zip"])


def problem(*paths: Path) -> str:
    (told,) = [f.error.problem for f in LocalFiles(paths) if f.error]
    return told


def test_what_fails_in_an_archive_is_named_with_the_archive(tmp_path: Path) -> None:
    data = bytearray(zip_of({"x/1.xml": b"1"}))
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flag] |= 1  # encrypted
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (tmp_path / "outer.tar").write_bytes(tar_of({"y/inner.zip": bytes(data)}, "w"))
    assert problem(tmp_path / "a.zip").startswith("a.zip/x/1.xml cannot be read")
    told = problem(tmp_path / "outer.tar")
    assert told.startswith("outer.tar/y/inner.zip/x/1.xml cannot be read")
    (file,) = LocalFiles((tmp_path / "a.zip",))
    assert (file.name, file.label) == ("x/1.xml", "a.zip/x/1.xml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    with pytest.raises(UsageError, match=r"pipe\.xml is no file"):
        LocalFiles((tmp_path / "pipe.xml",))
    assert contents(tmp_path) == {}


def test_devices_and_sockets_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no file"):
        LocalFiles((Path("/dev/zero"),))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        with pytest.raises(UsageError, match="is no file"):
            LocalFiles((tmp_path / "s",))


def test_a_file_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes(b"x")
    files = LocalFiles((tmp_path,))
    (tmp_path / "b.xml").unlink()
    first, second = files
    assert first.error is None
    assert second.error
    assert "b.xml cannot be read" in second.error.problem


@pytest.mark.skipif(os.name == "nt", reason="permissions are not by user id there")
def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "all"
    (folder / "closed").mkdir(parents=True)
    (folder / "a.xml").write_bytes(b"a")
    (folder / "closed" / "b.xml").write_bytes(b"b")
    (folder / "closed").chmod(0)
    monkeypatch.chdir(folder)  # the folders above are closed to others
    user = os.geteuid()
    os.seteuid(user or 65534)  # root may read everything
    try:
        found = contents(Path())
    finally:
        os.seteuid(user)
        (folder / "closed").chmod(0o700)
    assert found["a.xml"] == b"a"
    assert "closed cannot be read" in str(found["closed"])


def test_names_that_are_no_text_can_be_printed_and_stored(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"r\xe9solution.xml")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system wants names to be UTF-8")
    archive = tar_of({os.fsdecode(b"r\xe9s.xml"): b"x"}, "w")
    (tmp_path / os.fsdecode(b"b\xff.tar")).write_bytes(archive)
    files = list(LocalFiles((tmp_path,)))
    assert len(files) == 2
    for file in files:
        assert file.error is None
        (file.name + file.label + file.url).encode()


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.xml"):
        LocalFiles((tmp_path / "nowhere.xml",))
