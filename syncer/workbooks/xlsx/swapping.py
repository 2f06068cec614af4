"""Two files of one folder change names in one step, so that neither is gone whatever happens in that moment.

Linux: renameat2(2) with RENAME_EXCHANGE; macOS: renamex_np(2) with RENAME_SWAP. Python offers neither.
"""

import errno
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are as the process understands them."""
_EXCHANGE = 2
"""RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS."""
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM)
"""An older system, or a file system (network shares, FAT) that cannot; EPERM: a sandbox that knows no such call."""


def exchange(one: Path, other: Path) -> bool:
    """Each name stands for the other file from now on. False where that cannot be done here; then nothing was done.

    ``OSError`` where it could be done but was not, such as for a name that is gone.
    """
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(system, "renamex_np"):
        failed = system.renamex_np(*names, _EXCHANGE)
    elif sys.platform == "linux" and hasattr(system, "renameat2"):
        failed = system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))
