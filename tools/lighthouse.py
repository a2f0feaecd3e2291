"""Measure the site in `build/site/` with Lighthouse: every category must reach 95 of 100 on each page.

    make lighthouse

It asks for Node and npm, and installs the version that `tools/lighthouse/package-lock.json` pins into `.cache/`.
Performance is Lighthouse's own model of a middling phone on a slow connection.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.serving import served

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
PINS = ROOT / "tools" / "lighthouse"
HOME = ROOT / ".cache" / "lighthouse"
BROWSER = Path(sys.prefix) / "browser"
PAGES = ("index.html", "cali/14/index.html", "organismos/movilidad/index.html", "datos/cali-servicios/index.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95


def main() -> int:
    """Measure each page; return 1 where a category stays below the least, or where there is nothing to measure with."""
    if not (SITE / "index.html").is_file() or not BROWSER.is_file() or not shutil.which("npm"):
        sys.stderr.write(
            "Hacen falta Node y npm; y primero: make site && .venv/bin/python tests/browser/install_browser.py\n"
        )
        return 1
    _install()
    with served(SITE) as address:
        found = {page: _measure(address + page) for page in sys.argv[1:] or PAGES}
    sys.stdout.write(f"{'':42}" + "".join(f"{name:>16}" for name in CATEGORIES) + "\n")
    for page, scores in found.items():
        sys.stdout.write(f"{page:42}" + "".join(f"{score:>16.0f}" for score in scores) + "\n")
    return int(min(min(scores) for scores in found.values()) < LEAST)


def _install() -> None:
    """Install what is pinned, unless it is there already."""
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINS / name, HOME)
    if not (HOME / "node_modules" / ".bin" / "lighthouse").exists():
        environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=HOME, env=environment, check=True)


def _measure(address: str) -> list[float]:
    """Return the scores of a page, 0 to 100, and tell the audits that cost it points."""
    command = [
        str(HOME / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json",
        f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless --no-sandbox --disable-gpu",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": BROWSER.read_text(encoding="utf-8").strip()}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result = json.loads(run.stdout)
    for name in CATEGORIES:
        for part in result["categories"][name]["auditRefs"]:
            audit = result["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = f"{audit['id']} {audit['score']} {audit.get('displayValue', '')}"
                sys.stdout.write(f"  {address.split('/', 3)[3]}: {name}: {said}\n")
    return [100 * result["categories"][name]["score"] for name in CATEGORIES]


if __name__ == "__main__":
    sys.exit(main())
