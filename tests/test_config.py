"""Settings: read from the environment and `.env`, every fault at once, no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import (
    AnswerSettings,
    BotSettings,
    ChatSettings,
    Settings,
    bundled_corpus,
    read_settings,
    strange_names,
)
from bot.errors import SettingsError

TOKEN = "123456789:" + "AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao"
VARIABLES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "ADMIN_IDS",
    "ADMIN_GROUPS",
    "CORPUS_DIR",
    "DATABASE_URL",
    "TIMEZONE",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "LLM_URL",
    "LLM_MODEL",
    "LLM_API_KEY",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORPUS_DIR", str(tmp_path))


def faults(kind: type[Settings], corpus_dir: Path | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(kind, corpus_dir)
    return caught.value.faults


def test_everything_but_token_and_folder_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = read_settings(BotSettings)
    assert TOKEN == settings.telegram_bot_token.get_secret_value()
    assert "https://api.telegram.org" == settings.telegram_api_url
    assert frozenset() == settings.admin_ids
    assert "sqlite:///data/sosik.db" == settings.database_url
    assert "Asia/Seoul" == settings.timezone.key
    assert ("INFO", "text") == (settings.log_level, settings.log_format)


def test_all_faults_are_reported_together_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "TELEGRAM_BOT_TOKEN": "not-a-token",
        "TELEGRAM_API_URL": "ftp://example.com",
        "ADMIN_IDS": "@kim",
        "CORPUS_DIR": "/no/such/folder",
        "DATABASE_URL": "mysql://example.com/news",
        "TIMEZONE": "Seoul",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    assert sorted(wrong) == sorted(fault.partition(":")[0] for fault in faults(BotSettings))


def test_a_missing_token_is_reported_beside_the_other_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    found = faults(BotSettings)
    assert ["TIMEZONE", "TELEGRAM_BOT_TOKEN"] == [fault.partition(":")[0] for fault in found]
    assert "TELEGRAM_BOT_TOKEN: is not set; @BotFather in Telegram gives one" in found


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    assert {"CORPUS_DIR", "TELEGRAM_BOT_TOKEN"} == {one.partition(":")[0] for one in faults(BotSettings)}
    assert bundled_corpus() == read_settings(ChatSettings).corpus_dir


@pytest.mark.parametrize("around", ["{}\n", " {}\r\n", "\t{} "])
def test_what_a_file_leaves_around_a_value_is_no_part_of_it(
    tmp_path: Path, around: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = {
        "CORPUS_DIR": str(tmp_path), "TELEGRAM_BOT_TOKEN": TOKEN, "ADMIN_IDS": "1 2\n3", "METRICS_PORT": "9300",
        "DATABASE_URL": "sqlite:///x.db", "WEBHOOK_URL": "https://bot.example/", "WEBHOOK_SECRET": "a" * 20,
        "OPENSEARCH_PASSWORD": "secret", "TIMEZONE": "Asia/Seoul", "CHAT_HISTORY": "false", "INDEX_DIR": "",
    }  # fmt: skip
    for name, value in meant.items():
        monkeypatch.setenv(name, value)
    plain = read_settings(BotSettings)
    for name, value in meant.items():
        monkeypatch.setenv(name, around.format(value))
    assert plain == read_settings(BotSettings)
    assert tmp_path == plain.corpus_dir


@pytest.mark.parametrize("kind", [Settings, ChatSettings])
def test_commands_without_telegram_do_not_look_at_its_variables(
    kind: type[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "broken")
    monkeypatch.setenv("TELEGRAM_API_URL", "broken")
    assert "Asia/Seoul" == read_settings(kind).timezone.key


def test_the_chat_in_the_terminal_has_a_database_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sqlite:///data/chat.db" == read_settings(ChatSettings).database_url
    monkeypatch.setenv("DATABASE_URL", "postgres://sosik@db/chat")
    assert "postgres://sosik@db/chat" == read_settings(ChatSettings).database_url


def test_a_service_logs_more_than_a_command_that_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "WARNING" == read_settings(ChatSettings).log_level
    monkeypatch.setenv("LOG_LEVEL", "info")
    assert "INFO" == read_settings(ChatSettings).log_level


def test_a_dotenv_file_is_read_and_the_environment_stands_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TIMEZONE=Europe/Paris\nLOG_LEVEL=debug\nUNKNOWN=1\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = read_settings(Settings)
    assert ("Europe/Paris", "ERROR") == (settings.timezone.key, settings.log_level)


def test_a_dotenv_file_that_is_not_text_is_a_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"TIMEZONE=\xff\xfe\n")
    assert [".env: cannot be read as UTF-8 text"] == faults(Settings)


def test_the_corpus_of_the_command_line_stands_above_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORPUS_DIR", "/no/such/folder")
    assert tmp_path == read_settings(Settings, tmp_path).corpus_dir
    assert ["--corpus: no such folder: /nor/this"] == faults(Settings, Path("/nor/this"))


@pytest.mark.parametrize(
    ("value", "ids"),
    [("7", {7}), ("7,8", {7, 8}), (" 7 , 8\t9,", {7, 8, 9}), (",", set()), ("7 7", {7})],
)
def test_admin_ids_are_separated_by_commas_or_spaces(
    value: str, ids: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_IDS", value)
    assert ids == read_settings(ChatSettings).admin_ids


def test_admin_groups_are_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_GROUPS", "-1001234567890, -42")
    assert {-1001234567890, -42} == read_settings(ChatSettings).admin_groups
    monkeypatch.setenv("ADMIN_GROUPS", "-42,7,@room")
    [fault] = faults(ChatSettings)
    assert fault.startswith("ADMIN_GROUPS: 7, @room: not a group's")


def test_nobody_outside_the_host_is_listened_to_unless_that_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert "127.0.0.1" == read_settings(BotSettings).bind_address
    monkeypatch.setenv("BIND_ADDRESS", "0.0.0.0")
    assert "0.0.0.0" == read_settings(BotSettings).bind_address


@pytest.mark.parametrize("value", ["@kim", "kim", "7,@kim", "-100123", "7.5", "7;8", "９"])
def test_only_numeric_admin_ids_count(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", value)
    [fault] = faults(ChatSettings)
    assert "not a numeric id" in fault


@pytest.mark.parametrize(
    "url",
    [
        "https://api.telegram.org/",
        "https://example.com:8443/bots",
        "http://127.0.0.1:8081",
        "http://[::1]:8081",
        "http://localhost:8081",
        "http://telegram-bot-api:8081",
        "http://10.1.2.3",
        "http://bots.internal",
    ],
)
def test_an_api_server_is_public_with_https_or_near_with_either(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    assert url.rstrip("/") == read_settings(BotSettings).telegram_api_url


@pytest.mark.parametrize(
    "url",
    [
        "http://api.telegram.org",
        "http://8.8.8.8",
        "api.telegram.org",
        "https://",
        "https://kim:secret-word@example.com",
        "https://example.com?x=1",
        "https://example.com/{token}",
        "https://example.com:port",
        f"https://example.com/bot{TOKEN}",
    ],
)
def test_an_unusable_api_server_is_refused_without_being_shown(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    [fault] = faults(BotSettings)
    assert fault.startswith("TELEGRAM_API_URL: ")
    assert "secret-word" not in fault
    assert TOKEN not in fault


def test_the_token_is_shown_neither_by_a_fault_nor_by_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(read_settings(BotSettings))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN + " oops")
    monkeypatch.setenv("LOG_LEVEL", TOKEN)
    assert TOKEN not in "\n".join(faults(BotSettings))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/localtime", "Asia", "Seoul", "."])
def test_a_time_zone_is_a_name_and_not_a_path(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", name)
    [fault] = faults(Settings)
    assert fault.startswith("TIMEZONE: ")


def test_no_language_model_is_asked_unless_one_is_named() -> None:
    settings = read_settings(AnswerSettings)
    assert ("", "", "") == (settings.llm_url, settings.llm_model, settings.llm_api_key.get_secret_value())


def test_a_language_model_is_named_by_address_model_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_URL", "http://127.0.0.1:8000/v1/")
    monkeypatch.setenv("LLM_MODEL", "hyperclova-x-seed")
    monkeypatch.setenv("LLM_API_KEY", "sk-very-secret")
    settings = read_settings(AnswerSettings)
    assert ("http://127.0.0.1:8000/v1", "hyperclova-x-seed") == (settings.llm_url, settings.llm_model)
    assert "sk-very-secret" == settings.llm_api_key.get_secret_value()
    assert "sk-very-secret" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"LLM_URL": "https://llm.example/v1"}, "LLM_MODEL: is needed beside LLM_URL"),
        ({"LLM_MODEL": "seed"}, "LLM_MODEL: needs LLM_URL"),
        ({"LLM_URL": "http://llm.example/v1", "LLM_MODEL": "seed"}, "LLM_URL: needs https://"),
        ({"LLM_URL": "https://user:pw@llm.example", "LLM_MODEL": "seed"}, "LLM_URL: is the server's address"),
        ({"LLM_URL": "llm.example", "LLM_MODEL": "seed"}, "LLM_URL: must start with"),
    ],
)
def test_half_a_language_model_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], fault: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    (told,) = faults(AnswerSettings)
    assert told.startswith(fault)
    read_settings(Settings)  # a search asks no model


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CORPUS", "CORPUS_DIR"),
        ("CORPUSDIR", "CORPUS_DIR"),
        ("CORPUS_DRI", "CORPUS_DIR"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("BOT_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKN", "TELEGRAM_BOT_TOKEN"),
        ("ADMIN_ID", "ADMIN_IDS"),
        ("DATABASEURL", "DATABASE_URL"),
        ("SOSIK_ADMIN_IDS", "ADMIN_IDS"),
        ("SOSIK_ADMIN_ID", "ADMIN_IDS"),
        ("NEWS_MAX_AGE", "NEWS_MAX_AGE_DAYS"),
        ("llm_modle", "LLM_MODEL"),
    ],
)
def test_a_name_that_looks_like_a_setting_is_asked_about(name: str, meant: str) -> None:
    assert [f"{name.upper()}: no such setting; did you mean {meant}?"] == strange_names({name: "secret"})


def test_ours_without_a_likeness_is_named_too() -> None:
    assert ["SOSIK_COLOUR: no such setting"] == strange_names({"SOSIK_COLOUR": "blue"})


@pytest.mark.parametrize(
    "name",
    "PATH HOME LANG TZ TERM PYTHONPATH LOGNAME LOG_FILE API_URL API_KEY OPENAI_API_KEY DATABASE_USER DATABASE_DIR "
    "TELEGRAM_API_ID TELEGRAM_API_HASH TELEGRAM_CHAT_ID ADMIN_DIR ADMIN_EMAIL DISCORD_TOKEN SECRET_KEY INIT_DIR "
    "TIMESTAMP DEBUG PORT PGHOST POSTGRES_URL REDIS_URL SOSIK_BENCH_DATA CORPUS_DIR corpus_dir LOG_LEVEL".split(),
)
def test_names_of_other_programs_are_left_alone(name: str) -> None:
    assert [] == strange_names({name: "1"})


def test_another_programs_token_is_not_asked_about_where_ours_is_given() -> None:
    assert [] == strange_names({"BOT_TOKEN": "1", "TELEGRAM_BOT_TOKEN": TOKEN})


def test_a_misspelt_setting_is_asked_about_beside_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CORPUS_DIR")
    (tmp_path / ".env").write_text(f"CORPUS={tmp_path}\nTELEGRAM_BOT_TOKEN={TOKEN}\n", encoding="utf-8")
    missing, hint = faults(BotSettings)
    assert missing.startswith("CORPUS_DIR: is not set")
    assert "CORPUS: no such setting; did you mean CORPUS_DIR?" == hint
