"""Every page forbids what is not its own; a single file allows its own script and style and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.cli import main
from guidance.policy import MARK, hash_of, page_policy, weaker, with_policy
from guidance.sitecheck import check_files
from guidance.sitecheck.page import read_page

FILE = f"""<!doctype html>
<html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{MARK}">
<title>x</title><style>
p {{ color: red }}
</style></head>
<body><p id="a">x</p><script type="application/json">{{}}</script><script>
go()
</script></body></html>
"""


def policies(folder: Path) -> dict[str, str]:
    """Return the policy of each page of a folder."""
    pages = sorted(folder.rglob("*.html"))
    return {path.name: read_page(path.name, path.read_bytes()).policy for path in pages}


def told(folder: Path, text: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "x.html").write_text(text, encoding="utf-8", newline="\n")
    return [one.code for one in check_files(folder, docs=folder.parent / "docs")]


def test_all_pages_have_the_one_policy(tiny_project: Path) -> None:
    found = policies(tiny_project / "site")
    assert "404.html" in found
    assert set(found.values()) == {page_policy()}
    assert "unsafe-inline" not in page_policy().replace("style-src-attr 'unsafe-inline'", "")
    assert "default-src 'none'" in page_policy()
    assert "http" not in page_policy()


def test_a_single_file_names_its_script_and_its_style(tiny_project: Path, tmp_path: Path) -> None:
    files = policies(tiny_project / "dist")
    assert files
    assert all("script-src 'sha256-" in one and "style-src 'sha256-" in one for one in files.values())
    assert check_files(tiny_project / "dist", docs=tiny_project / "docs") == []
    text = with_policy(FILE)
    assert hash_of("\ngo()\n") in text
    assert hash_of("\np { color: red }\n") in text
    assert told(tmp_path / "dist", text) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("\ngo()\n", "\ngo(1)\n", "inline-script"),
        ("</body>", "<script>more()</script></body>", "inline-script"),
        ("<p id", "<p onclick='x()' id", "inline-handler"),
        ("<p id", "<iframe srcdoc='x'></iframe><p id", "framed-page"),
        ("http-equiv=", "name=", "policy-missing"),
        ("script-src ", "script-src 'unsafe-inline' ", "policy-weak"),
        ("script-src ", f"script-src {hash_of('another()')} ", "policy-weak"),
        ("; form-action 'self'", "", "policy-weak"),
        ("default-src 'none'; ", "", "policy-weak"),
    ],
)
def test_what_the_policy_does_not_name_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = with_policy(FILE)
    assert old in text
    assert code in told(tmp_path / "dist", text.replace(old, new))


@pytest.mark.parametrize(
    "policy",
    [
        page_policy(),
        page_policy().replace("img-src 'self' data:; ", ""),
        "default-src 'none'; base-uri 'none'; form-action 'none'",
    ],
)
def test_a_policy_may_be_stricter(policy: str) -> None:
    assert weaker(policy) == ""


def test_a_server_is_told_what_to_send(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--root", str(tmp_path), "policy"]) == 0
    name, _, value = capsys.readouterr().out.strip().partition(": ")
    assert name == "Content-Security-Policy"
    assert weaker(value) == ""
    assert "frame-ancestors 'none'" in value
