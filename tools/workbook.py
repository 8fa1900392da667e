"""Takes the README's picture of a workbook as LibreOffice prints it.

usage: python -m tools.workbook
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.machine import MissingError, fail
from tools.pictures import PICTURES, ROOT

WORKBOOK = ROOT / "site" / "data" / "units" / "rural.zh-Hant.xlsx"
_PAGE = 3
"""A page with prohibitions on it."""
_DOTS = 90
"""Dots an inch: small enough for a README, large enough to read."""


def take(workbook: Path, picture: Path) -> None:
    """Write a page of a workbook as PNG.

    Raises:
        MissingError: LibreOffice or poppler is not installed.
    """
    for program, package in (("soffice", "libreoffice-calc"), ("pdftoppm", "poppler-utils")):
        if shutil.which(program) is None:
            raise MissingError(f"{program} is missing; Debian, as root: apt-get install {package}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        print_it = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(workbook)]
        subprocess.run(print_it, check=True, capture_output=True, env={**os.environ, "HOME": name})  # noqa: S603 -- our own words
        page = ["-png", "-r", str(_DOTS), "-f", str(_PAGE), "-l", str(_PAGE), "-singlefile"]
        pdf = folder / f"{workbook.stem}.pdf"
        subprocess.run(["pdftoppm", *page, str(pdf), str(picture.with_suffix(""))], check=True)  # noqa: S603, S607 -- found above


def main() -> int:
    """Take the picture; return 1 with one line of explanation where that cannot be done."""
    try:
        take(WORKBOOK, PICTURES / "readme-xlsx.png")
    except MissingError as error:
        return fail(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
