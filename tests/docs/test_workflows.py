import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

WORKFLOWS = sorted((Path(__file__).resolve().parents[2] / ".github" / "workflows").glob("*.yml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}
JOBS = {
    f"{name}.{job}": body for name, text in TEXTS.items() for job, body in yaml.safe_load(text)["jobs"].items()
}  # fmt: skip
RIGHTS = {
    "test.code": {"contents: read"},
    "test.data": {"contents: read"},
    "comment.comment": {"actions: read", "pull-requests: write"},
    "publish.build": {"contents: read", "pages: read"},
    "publish.attest": {"actions: read", "id-token: write", "attestations: write"},
    "publish.deploy": {"pages: write", "id-token: write"},
}
COMMIT = "0123456789abcdef0123456789abcdef01234567"
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$1 $2" in
  "api --method") printf '%s\\n' "$PULLS" ;;
  "run download") mkdir report && cp "$REPORT" report/review.md ;;
esac
"""


def steps(job):
    """Return the steps of a job."""
    return JOBS[job]["steps"]


@pytest.mark.parametrize("job", sorted(JOBS))
def test_a_job_has_only_the_rights_that_it_needs(job):
    """Workflows grant nothing by themselves, and each job exactly what is listed here."""
    whole = yaml.safe_load(TEXTS[job.split(".")[0]])

    assert {} == whole["permissions"]
    assert RIGHTS[job] == {f"{name}: {right}" for name, right in JOBS[job]["permissions"].items()}


@pytest.mark.parametrize("job", sorted(JOBS))
def test_a_job_that_may_write_runs_no_code_of_a_change(job):
    """Whoever may write neither checks out nor builds."""
    used = [step.get("uses", "") + step.get("run", "") for step in steps(job)]

    if any(right.endswith("write") for right in RIGHTS[job]):
        assert [] == [text for text in used if re.search(r"checkout|make |generator|\.venv|python", text)]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_action_is_pinned_by_its_commit(name):
    """An action is the one of a commit, its version written beside it; the same action is the same commit everywhere."""
    uses = re.findall(r"uses: *(.*)", TEXTS[name])
    pinned = [line for line in uses if re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]
    everywhere = {line for text in TEXTS.values() for line in re.findall(r"uses: *(.*)", text)}

    assert uses == pinned
    assert len({line.split("@")[0] for line in everywhere}) == len(everywhere)


@pytest.mark.parametrize("job", sorted(JOBS))
def test_no_script_holds_an_expression(job):
    """What an event says reaches a script by its environment, never as part of its text."""
    assert [] == [step["run"] for step in steps(job) if "${{" in step.get("run", "")]


def test_no_stranger_gets_a_secret():
    """No workflow of ours runs a proposal with the rights of the repository, or names a secret."""
    assert [] == [name for name, text in TEXTS.items() if re.search(r"pull_request_target|secrets\.", text)]


@pytest.mark.parametrize("job", sorted(JOBS))
def test_a_checkout_leaves_no_token_behind(job):
    """The code that is checked out cannot find a token in the folder."""
    checkouts = [step for step in steps(job) if "actions/checkout" in step.get("uses", "")]

    assert [] == [step for step in checkouts if step["with"].get("persist-credentials") is not False]


@pytest.mark.parametrize("job", ["publish.build", "test.data"])
def test_a_site_is_uploaded_whole(job):
    """Files whose folder begins with a dot are part of the site, and of its checksums."""
    sites = [step for step in steps(job) if step.get("with", {}).get("path", "").rstrip("/") == "build/site"]

    assert [True] == [step["with"]["include-hidden-files"] for step in sites]


def test_only_what_was_built_and_signed_is_published():
    """The job that publishes waits for the build and for the signature of its checksums."""
    (signed,) = (step["with"]["subject-path"] for step in steps("publish.attest") if "uses" in step)

    assert ["build", "attest"] == JOBS["publish.deploy"]["needs"]
    assert "build" == JOBS["publish.attest"]["needs"]
    assert "build/site/SHA256SUMS" == signed


@pytest.fixture(name="comment")
def _comment(tmp_path):
    """Return a function: what the script of the comment asks of `gh`, and what it would write."""
    (step,) = steps("comment.comment")

    def comment(report, pulls):
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "gh").write_text(GH, encoding="utf-8")
        (tmp_path / "bin" / "gh").chmod(0o755)
        (tmp_path / "given.md").write_text(report, encoding="utf-8")
        told = {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "CALLS": str(tmp_path / "calls"), "PULLS": pulls,
            "REPORT": str(tmp_path / "given.md"), "GH_REPO": "city/data", "RUN_ID": "77", "HEAD_SHA": COMMIT,
            "HEAD": "someone:a$(touch owned)`touch owned`", "RUN_URL": "https://example.org/runs/77",
            "LC_ALL": step["env"]["LC_ALL"],
        }  # fmt: skip
        subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, env=told, check=True)
        written = tmp_path / "comment.md"
        calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
        return calls, written.read_text(encoding="utf-8") if written.exists() else None

    return comment


def test_the_report_becomes_the_one_comment_of_its_pull_request(comment, tmp_path):
    """It goes to the open pull request that ends in the commit of the run, and is written over the one before."""
    calls, written = comment("Todo en orden.\n", f"{'f' * 40} 3\n{COMMIT} 12\n")

    assert "pr comment 12 --edit-last --create-if-none --body-file comment.md" == calls[-1]
    assert "run download 77 --name review --dir report" == calls[-2]
    assert written.endswith("Todo en orden.\n")
    assert COMMIT in written
    assert not (tmp_path / "owned").exists()


def test_a_commit_that_no_pull_request_ends_in_gets_no_comment(comment):
    """When the branch has moved on, or nothing is open, nothing is downloaded or written."""
    calls, written = comment("Todo en orden.\n", f"{'f' * 40} 3")

    assert (1, None) == (len(calls), written)


def test_a_report_that_is_too_long_is_cut_and_says_so(comment):
    """No comment is longer than GitHub takes, no letter is cut in two, and the reader knows where the rest is."""
    _, written = comment("x" + "ñ" * 80_000, f"{COMMIT} 12")

    assert 65_000 < len(written) < 65_536
    assert written.endswith("ñ\n")
    assert "cortado" in written
