"""The job from an object store to an object store: stores of S3's and Google's interfaces on loopback, real clients."""

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from syncer.cli import app
from tests.pool.books import Pool, done
from tests.pool.bucket import Bucket, bucket
from tests.pool.google_bucket import GoogleBucket, google_bucket


def tell_clients(store: Bucket | GoogleBucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the store is, in the variables that its clients read."""
    for name, value in store.environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket() as made:
        tell_clients(made, monkeypatch)
        yield made


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleBucket]:
    with google_bucket() as made:
        tell_clients(made, monkeypatch)
        yield made


def firm() -> Pool:
    pool = Pool()
    pool.member("Ann", "names", wants=["Initech"])
    pool.member("Dana", "names")
    for at, name in enumerate(("Zerlina Quixwood", "Oswin Marblethwaite", "Mira Pellworm")):
        pool.knows("Dana", name, "Initech", emails=f"person{at}@example.com")
    return pool


def put(store: Bucket | GoogleBucket, folder: Path, prefix: str) -> None:
    """The books of a folder; contacts as three objects of one folder, one of them of Parquet's kind left out."""
    for name in ("members", "targets"):
        store.objects[f"{prefix}/{name}.csv"] = (folder / f"{name}.csv").read_bytes()
    header, *lines = (folder / "contacts.csv").read_bytes().splitlines(keepends=True)
    for at, line in enumerate(lines):
        store.objects[f"{prefix}/contacts/part-{at}.csv"] = header + line
    store.objects[f"{prefix}/contacts/_SUCCESS"] = b""
    store.objects[f"{prefix}/contacts/old/part-0.csv"] = header + lines[0]


def run(source: str, output: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["pool", "run", source, "-o", output, "--today", "2026-11-23"])
    return found.exit_code, found.output


def table(store: Bucket | GoogleBucket, key: str) -> pa.Table:
    return parquet.read_table(io.BytesIO(store.objects[key]))


def test_books_in_a_bucket_become_results_in_a_bucket_the_same_as_from_a_folder(store: Bucket, tmp_path: Path) -> None:
    here = done(firm(), tmp_path)
    put(store, tmp_path / "in", "council/in")
    store.objects["council/out/paths/part-0007.parquet"] = b"of an earlier run on a cluster"
    store.objects["council/out/notes.txt"] = b"somebody's"
    assert run("s3://pool/council/in", "s3://pool/council/out/")[0] == 0
    for name in ("people", "employers", "paths", "coverage", "connectors"):
        assert table(store, f"council/out/{name}/part-0.parquet").to_pylist() == getattr(here, name)
    made = {key for key in store.objects if key.startswith("council/out/") and not key.endswith("/")}
    assert made == {
        "council/out/notes.txt",
        *(f"council/out/{name}/part-0.parquet" for name in ("people", "employers", "paths", "coverage", "connectors")),
        "council/out/kept_apart/part-0.parquet",
    }
    assert store.parts == {}


def test_books_in_a_bucket_of_googles_become_the_same_results_there(google: GoogleBucket, tmp_path: Path) -> None:
    here = done(firm(), tmp_path)
    put(google, tmp_path / "in", "council/in")
    google.objects["council/out/paths/part-0007.parquet"] = b"of an earlier run on a cluster"
    google.objects["council/out/notes.txt"] = b"somebody's"
    code, told = run("gs://anonymous@pool/council/in", "gs://anonymous@pool/council/out/")
    assert code == 0, told
    for name in ("people", "employers", "paths", "coverage", "connectors"):
        assert table(google, f"council/out/{name}/part-0.parquet").to_pylist() == getattr(here, name)
    made = {key for key in google.objects if key.startswith("council/out/") and not key.endswith("/")}
    assert "council/out/paths/part-0007.parquet" not in made
    assert google.objects["council/out/notes.txt"] == b"somebody's"


def test_parquet_from_a_bucket_into_a_folder(store: Bucket, tmp_path: Path) -> None:
    folder = firm().write(tmp_path / "in")
    put(store, folder, "in")
    for key in [key for key in store.objects if key.startswith("in/contacts")]:
        del store.objects[key]
    whole = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(firm().contacts), whole)
    store.objects["in/contacts.parquet"] = whole.getvalue()
    code, told = run("s3://pool/in", str(tmp_path / "out"))
    assert code == 0
    assert "3 contacts" in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://pool/nothing", "E-POOL-INPUT members: no members.parquet, members.csv or folder members/ there"),
        ("s3://others/in", "E-POOL-STORE s3://others/in/members cannot be reached"),
        ("az://pool/in", "E-POOL-STORE az://pool/in/members is no address of a store that is known here"),
    ],
)
def test_a_place_that_cannot_be_read_is_named(store: Bucket, tmp_path: Path, address: str, told: str) -> None:
    code, said = run(address, str(tmp_path / "out"))
    assert code == 2
    assert told in said
    assert "invented" not in said
