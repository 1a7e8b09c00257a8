"""What `sosik COMMAND --help` shows at its end: commands that can be typed as they are."""

from __future__ import annotations

import typer

EXAMPLES: dict[str, tuple[str, ...]] = {
    "run": ("sosik run --corpus /srv/articles", "sosik run --demo"),
    "chat": ("sosik chat", "sosik chat --corpus ~/news"),
    "search": (
        "sosik search 버스파업",
        'sosik search --json "시내버스 요금"',
        "sosik search --jsonl words.jsonl",
    ),
    "quote": ("sosik quote 영하 7도에 40분",),
    "ask": ("sosik ask 여울강 방수벽 높이는 몇 m야?",),
    "doctor": ("sosik doctor", "sosik doctor --json"),
    "backup": ("sosik backup /backups/sosik.zip", "sosik backup --without-articles rows.zip"),
    "restore": ("sosik restore /backups/sosik.zip --corpus /srv/new",),
    "db upgrade": ("sosik db upgrade",),
    "corpus add": ("sosik corpus add article.md", "sosik corpus add https://news.hanbit.example/7"),
    "corpus remove": ("sosik corpus remove 901_0000000012",),
    "corpus restore": ("sosik corpus restore 901_0000000012",),
    "corpus export": ("sosik corpus export articles.zip",),
    "corpus check": ("sosik corpus check", "sosik corpus check --corpus ~/news"),
    "corpus rejected": ("sosik corpus rejected",),
    "corpus show": ("sosik corpus show article.md",),
    "archive load": ("sosik archive load", "sosik archive load --corpus /srv/2019 --source 2019"),
    "archive check": ("sosik archive check", "sosik archive check --dry-run"),
    "archive reindex": ("sosik archive reindex --shards 3",),
    "feeds add": (
        "sosik feeds add hanbit.example",
        "sosik feeds add hanbit.example 다리 -광고 --category 교통",
    ),
    "feeds papers": ("sosik feeds papers 동아 정치",),
    "feeds list": ("sosik feeds list",),
    "feeds check": ("sosik feeds check",),
    "feeds import": ("sosik feeds import subscriptions.opml",),
    "feeds export": ("sosik feeds export subscriptions.opml",),
}


def give_examples(app: typer.Typer, path: str = "") -> None:
    """Put the examples behind the help of every command of *app*."""
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__.strip("_")
        shown = EXAMPLES[f"{path} {name}".strip()]
        command.epilog = "\b\nExamples:\n" + "\n".join(f"  {one}" for one in shown)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        give_examples(group.typer_instance, f"{path} {group.name}".strip())
