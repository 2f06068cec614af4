"""Object stores for the engine of one machine: ``s3://``, ``gs://``, ``abfs://`` and ``hdfs://``, as Arrow reads them.

DuckDB's own reader of object stores is an extension that is downloaded when first used; Arrow's comes with it. What is
read is copied to this machine once, so that files are read by the same reader wherever they lie; what is written is
made here and then sent. Credentials, regions and other endpoints come from where each store's own tools look for them
(for S3 AWS_ACCESS_KEY_ID, AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL; for Google GOOGLE_APPLICATION_CREDENTIALS).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from syncer.errors import ConfigError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

_PIECE = 1 << 23
_KNOWN = "s3://bucket/..., gs://bucket/..., abfs://container@account.dfs.core.windows.net/... or hdfs://host/..."


def is_remote(path: str) -> bool:
    """Whether a path is an address."""
    return "://" in path


def fetched(address: str, into: Path) -> Path:
    """Copy what stands at the address (without its ending: .parquet, .csv, or a folder of either) under the same name.

    The path of the copy, without its ending too; nothing is there if nothing was at the address.
    """
    with _store(address) as (store, path):
        here = into / path.rpartition("/")[2]
        here.mkdir(parents=True, exist_ok=True)
        for file in _files(store, path):
            name = file.rpartition("/")[2]
            copy = here / name if file.startswith(f"{path}/") else into / name
            with store.open_input_stream(file, compression=None) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, _PIECE)
    return here


def sent(file: Path, address: str) -> None:
    """Put a file into the folder at the address, in place of the Parquet files that are there."""
    from pyarrow.fs import FileSelector

    with _store(address) as (store, path):
        if store.type_name in ("hdfs", "local"):  # the others have no folders to make
            store.create_dir(path, recursive=True)
        new = f"{path}/{file.name}"
        with file.open("rb") as source, store.open_output_stream(new, compression=None) as target:
            shutil.copyfileobj(source, target, _PIECE)
        for old in store.get_file_info(FileSelector(path)):
            if old.path.endswith(".parquet") and old.path != new:
                store.delete_file(old.path)


def _files(store: "FileSystem", path: str) -> list[str]:
    """The files at a path: one of its endings, or those of a folder."""
    from pyarrow.fs import FileSelector

    for one in store.get_file_info([f"{path}.parquet", f"{path}.csv"]):
        if one.is_file:
            return [one.path]
    inside = store.get_file_info(FileSelector(path, allow_not_found=True))
    return sorted(one.path for one in inside if one.is_file and one.path.endswith((".parquet", ".csv")))


@contextmanager
def _store(address: str) -> "Iterator[tuple[FileSystem, str]]":
    """The store of an address and the path in it. ``ConfigError`` for whatever goes wrong there."""
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    try:
        yield FileSystem.from_uri(address)
    except pa.ArrowInvalid as error:
        raise ConfigError(
            f"{address} is no address of a store that is known here ({error}). Known: {_KNOWN}", code="E-POOL-STORE"
        ) from None
    except OSError as error:
        raise ConfigError(f"{address} cannot be reached: {error}", code="E-POOL-STORE") from None
