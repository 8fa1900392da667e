"""Runs the tests of the scripts in Node, which it installs where it is missing.

Run as ``python -m tools.node FOLDER``. Good tests take one line, bad ones all that Node says of them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.machine import MissingError, can_install, fail, install, say, works

# The test runner as these tests use it came with 18.15.
_FIT = (
    "const [major, minor] = process.versions.node.split('.').map(Number);"
    "process.exit(major > 18 || (major === 18 && minor >= 15) ? 0 : 1)"
)
_PROBE = ("node", "-e", _FIT)


def main(folders: Sequence[str]) -> int:
    """Run every ``*.test.js`` of the folders and return the exit code.

    Args:
        folders: paths relative to the project's root.
    """
    files = sorted(str(path) for folder in folders for path in Path(folder).glob("*.test.js"))
    if not files:
        return fail(MissingError(f"no *.test.js in {' '.join(folders)}"))
    try:
        ensure_node()
    except MissingError as error:
        return fail(error)
    done = subprocess.run(  # noqa: S603 - our own command
        ["node", "--test", "--test-reporter=spec", *files],  # noqa: S607 - node is looked up on PATH on purpose
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        return 1
    passed = next((line for line in done.stdout.splitlines() if line.startswith("ℹ pass ")), "")
    if passed.split()[-1:] in ([], ["0"]):
        return fail(MissingError(f"Node ran no test of {' '.join(files)}"))
    say(f"{passed.split()[-1]} tests of the scripts passed")
    return 0


def ensure_node() -> None:
    """Make sure that Node starts and is new enough.

    Raises:
        MissingError: it is not, and could not be installed.
    """
    if not works(*_PROBE) and can_install():
        install("nodejs")
    if not works(*_PROBE):
        raise MissingError(
            "no Node 18.15 or later for the tests of the scripts; "
            "install it (Debian, as root: apt-get install nodejs)"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
