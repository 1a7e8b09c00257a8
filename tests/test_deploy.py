"""The files to deploy by: what they name is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.config import BotSettings
from bot.observability.metrics import REGISTRY

HOUSE = Path(__file__).parent.parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "bot" / "bootstrap").glob("*.py"))
GAUGES = re.findall(r'"(sosik_\w+)": \(', SOURCES)
SETTINGS = {name.upper() for name in BotSettings.model_fields}


def metrics() -> set[str]:
    """Every name that /metrics may have."""
    names = set(GAUGES)
    for family in REGISTRY.collect():
        names |= {family.name, f"{family.name}_total", f"{family.name}_bucket"}
    return names


@pytest.mark.parametrize("name", ["alerts.yaml", "grafana.json"])
def test_what_is_watched_is_measured(name: str) -> None:
    named = set(re.findall(r"\b(?:sosik|process)_\w+", (HOUSE / "deploy" / name).read_text(encoding="utf-8")))
    assert named
    assert set() == named - metrics()


def test_every_alert_says_what_it_is_and_how_bad() -> None:
    (group,) = yaml.safe_load((HOUSE / "deploy" / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]:
        assert rule["labels"]["severity"] in {"page", "warn"}
        assert rule["annotations"]["summary"]


def test_promtool_takes_the_alerts() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not here")
    subprocess.run([promtool, "check", "rules", str(HOUSE / "deploy" / "alerts.yaml")], check=True)


def test_hadolint_takes_the_dockerfile() -> None:
    hadolint = shutil.which("hadolint") or shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint is not here")
    subprocess.run([hadolint, str(HOUSE / "Dockerfile")], check=True)


def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not here")
    text = (HOUSE / "deploy" / "sosik.service").read_text(encoding="utf-8")
    unit = tmp_path / "sosik.service"
    unit.write_text(text.replace("/opt/sosik/bin/sosik", "/bin/true"), encoding="utf-8")
    subprocess.run([analyze, "verify", str(unit)], check=True)
    least = ["security", "--offline=true", "--threshold=20", str(unit)]  # in tenths, of 100
    subprocess.run([analyze, *least], check=True, stdout=subprocess.DEVNULL)


def test_the_dashboards_panels_do_not_overlap() -> None:
    panels = json.loads((HOUSE / "deploy" / "grafana.json").read_text(encoding="utf-8"))["panels"]
    places = [(one["gridPos"]["x"], one["gridPos"]["y"]) for one in panels]
    assert len(places) == len(set(places))


def test_settings_named_in_the_files_are_settings() -> None:
    compose = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))
    app = json.loads((HOUSE / "app.json").read_text(encoding="utf-8"))
    example = re.findall(r"^(?:# )?([A-Z_]+)=", (HOUSE / ".env.example").read_text(encoding="utf-8"), re.M)
    procfile = re.findall(r"\b([A-Z_]+)=", (HOUSE / "Procfile").read_text(encoding="utf-8"))
    named = {*compose["services"]["sosik"]["environment"], *app["env"], *example, *procfile}
    assert {"POSTGRES_PASSWORD"} == named - SETTINGS


def test_the_container_runs_as_nobody_special_and_writes_to_two_folders() -> None:
    dockerfile = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
    assert "USER 10001" in dockerfile
    assert 'VOLUME ["/corpus", "/data"]' in dockerfile
    assert "HEALTHCHECK" in dockerfile
    copied = {
        line.removeprefix("!")
        for line in (HOUSE / ".dockerignore").read_text().split()
        if line.startswith("!")
    }
    assert all((HOUSE / name).exists() for name in copied)
    sosik = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))["services"]["sosik"]
    assert (True, ["ALL"]) == (sosik["read_only"], sosik["cap_drop"])
