"""Each way of running by itself, checked as far as a machine without a cloud, a cluster or a Docker engine can."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from syncer.schedules import systemd
from syncer.schedules.job import Job, Time
from tests.architecture.tree import ROOT

pytestmark = pytest.mark.deploy
DEPLOY = ROOT / "deploy"


def run(*command: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **more)


def tool(name: str) -> str:
    """A linter that was installed beside this Python, or by the system."""
    import sys

    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else str(shutil.which(name))


def terraform() -> dict[str, Any]:
    import hcl2

    blocks: dict[str, Any] = {}
    for file in sorted((DEPLOY / "cloud-run").glob("*.tf")):
        with file.open(encoding="utf-8") as text:
            for kind, found in hcl2.load(text).items():
                if isinstance(found, list):
                    blocks.setdefault(kind, []).extend(found)
    return blocks


def resources(kind: str) -> list[dict[str, Any]]:
    """Every resource of one kind, by the attributes it sets; python-hcl2 keeps the quotes of names and texts."""
    return [body for one in terraform()["resource"] for name, (body,) in _bodies(one) if name == kind]


def _bodies(one: dict[str, Any]) -> list[tuple[str, tuple[dict[str, Any]]]]:
    return [(kind.strip('"'), (next(iter(named.values())),)) for kind, named in one.items()]


def test_the_image_is_built_as_linters_want_it() -> None:
    found = run(tool("hadolint"), DEPLOY / "Dockerfile")
    assert (found.returncode, found.stdout) == (0, "")


def test_what_the_image_copies_is_there_and_nothing_else_is_sent() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    sent = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    copied = {name for line in copies for name in line.split()}
    assert ignored[0] == "*"
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    assert {name for name in copied if not any(name == one or name.startswith(f"{one}/") for one in sent)} == set()


def test_the_image_does_not_run_as_root() -> None:
    last = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").split("FROM ")[-1]
    assert re.search(r"^USER [1-9]\d{3,}$", last, re.MULTILINE)


def test_the_job_in_the_cloud_is_never_run_again_blindly() -> None:
    (job,) = resources("google_cloud_run_v2_job")
    (scheduler,) = resources("google_cloud_scheduler_job")
    task = job["template"][0]["template"][0]
    assert task["max_retries"] == 0
    assert scheduler["retry_config"][0]["retry_count"] == 0


def test_no_identity_in_the_cloud_has_a_role_in_the_whole_project() -> None:
    kinds = {name for one in terraform()["resource"] for name, _ in _bodies(one)}
    assert {kind for kind in kinds if kind.startswith("google_project_iam")} == set()
    roles = {str(body["role"]).strip('"') for kind in kinds if kind.endswith("_iam_member") for body in resources(kind)}
    assert roles == {"roles/storage.objectViewer", "roles/secretmanager.secretAccessor", "roles/run.invoker"}
    assert "google_service_account_key" not in kinds


def test_kubernetes_accepts_the_manifest() -> None:
    found = run(tool("kubernetes-validate"), "--strict", DEPLOY / "kubernetes" / "syncer.yaml")
    assert (found.returncode, found.stdout.count("passed")) == (0, 5), found.stdout + found.stderr


def test_the_pod_has_no_rights_it_does_not_need() -> None:
    import yaml

    documents = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "syncer.yaml").read_text(encoding="utf-8")))
    (job,) = (one for one in documents if one["kind"] == "CronJob")
    task = job["spec"]["jobTemplate"]["spec"]
    pod = task["template"]["spec"]
    (container,) = pod["containers"]
    assert (task["backoffLimit"], job["spec"]["concurrencyPolicy"], pod["restartPolicy"]) == (0, "Forbid", "Never")
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def verify(folder: Path, *units: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    return run(tool("systemd-analyze"), "verify", *units, env=environment)


def test_systemd_accepts_the_units_of_a_server(tmp_path: Path) -> None:
    for name in ("syncer.service", "syncer.timer"):
        text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/syncer/.venv/bin/syncer", shutil.which("true") or "/bin/true"))
    found = verify(tmp_path, tmp_path / "syncer.service", tmp_path / "syncer.timer")
    assert (found.returncode, found.stderr) == (0, "")


def test_the_service_on_a_server_is_as_closed_as_the_readme_says() -> None:
    found = run(
        tool("systemd-analyze"), "security", "--offline=yes", "--json=short", DEPLOY / "systemd" / "syncer.service"
    )
    assert len(json.loads(found.stdout)) > 50
    rating = run(tool("systemd-analyze"), "security", "--offline=yes", DEPLOY / "systemd" / "syncer.service").stdout
    stated = re.search(r"rates the service ([\d.]+)", (DEPLOY / "README.md").read_text(encoding="utf-8"))
    assert stated is not None
    assert f"Overall exposure level for syncer.service: {stated[1]}" in rating


def test_systemd_accepts_the_units_that_schedule_makes(tmp_path: Path) -> None:
    program = Path(shutil.which("true") or "/bin/true")
    job = Job(program, tmp_path / 'odd $HOME %h "name"' / "syncer.toml", tmp_path / "said.txt")
    (tmp_path / f"{job.name}.service").write_text(systemd.service(job), encoding="utf-8")
    (tmp_path / f"{job.name}.timer").write_text(systemd.timer(Time(6, 0)), encoding="utf-8")
    found = verify(tmp_path, tmp_path / f"{job.name}.service", tmp_path / f"{job.name}.timer")
    assert (found.returncode, found.stderr) == (0, "")
