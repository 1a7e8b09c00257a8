"""The settings, read once from the environment or `.env`, with every fault reported together.

By what a command needs: `Settings` (search, quote, corpus: no token), `AnswerSettings` (ask), `ChatSettings` (the
terminal: a database of its own, so that invented people never stand among real ones) and `BotSettings`
(Telegram: the token too).

>>> read_settings(Settings).timezone.key
'Asia/Seoul'
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit
from zlib import crc32
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as UnparsableSetting

from bot.config.names import misspelt
from bot.errors import SettingsError
from bot.patterns import lazy_compile

HERE = Path(__file__).resolve().parents[1]
# As @BotFather hands them out: the bot's id, a colon, 35 characters today; looser, so that theirs may change.
_PART = lazy_compile(r"[^\s,]+")
_PLACEHOLDER = lazy_compile(r"[\s{}]")
_CONTACT = lazy_compile(r"https?://[!-'*-~]{1,200}|[!-'*-?A-~]{1,100}@[!-'*-?A-~]{1,100}")
TOKEN = lazy_compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
SECRET = lazy_compile(r"[A-Za-z0-9_-]{16,256}")  # Bot API setWebhook; Telegram takes shorter ones too

DOTENV = ".env"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]


def bundled_corpus() -> Path:
    """The articles that come with Sosik: inside the package in a wheel, beside it in a checkout."""
    inside = HERE / "bundled"
    return inside if inside.is_dir() else HERE.parent / "corpus"


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _numbers(value: Any, form: str, fault: str) -> Any:
    """The ids in a variable; raises ValueError naming those that are not of *form*."""
    if not isinstance(value, str):
        return value
    parts = _PART.findall(value)
    if wrong := [part for part in parts if not re.fullmatch(form, part)]:
        raise ValueError(f"{', '.join(wrong)}: {fault} (several are separated by commas or spaces)")
    return [int(part) for part in parts]


class Settings(BaseSettings):
    """What every command needs. A field's name in capitals is its variable."""

    model_config = SettingsConfigDict(
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # a token in the wrong variable is still a secret
    )

    corpus_dir: Path = bundled_corpus()
    index_dir: Path = Path("data/index")
    timezone: ZoneInfo = ZoneInfo("Asia/Seoul")
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = "WARNING"  # somebody sits there and reads
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = "text"
    opensearch_url: str = ""  # "": there is no archive; addresses of several nodes have commas between
    opensearch_user: str = ""
    opensearch_password: SecretStr = SecretStr("")
    opensearch_ca: str = ""  # a file of certificates; "": those of the system
    opensearch_index: Annotated[str, Field(pattern="^[a-z][a-z0-9_-]{0,99}$")] = "sosik"
    hot_days: Annotated[int, Field(ge=1, le=36_500)] = 90  # beside an archive: what is older leaves memory

    @property
    def is_bundled(self) -> bool:
        """Whether the articles are Sosik's own, which nobody writes to."""
        folder = self.corpus_dir.resolve()
        return any(folder.is_relative_to(own.resolve()) for own in (bundled_corpus(), HERE))

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Without what a file or an editor leaves around a value: the end of a line is no part of a key or a folder."""
        bare = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in bare.items() if value != ""}

    @field_validator("corpus_dir")
    @classmethod
    def _folder(cls, folder: Path) -> Path:
        folder = folder.expanduser()
        if not folder.is_dir():
            raise ValueError(f"no such folder: {folder}")
        return folder

    @field_validator("index_dir")
    @classmethod
    def _home(cls, folder: Path) -> Path:
        return folder.expanduser()

    @field_validator("opensearch_url")
    @classmethod
    def _cluster(cls, urls: str) -> str:
        return ",".join(server_address(url) for url in urls.split(",") if url.strip())

    @field_validator("opensearch_ca")
    @classmethod
    def _certificates(cls, path: str) -> str:
        if path and not Path(path).expanduser().is_file():
            raise ValueError(f"no such file: {path}")
        return str(Path(path).expanduser()) if path else ""

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, name: Any) -> Any:
        if isinstance(name, ZoneInfo):
            return name
        try:
            return ZoneInfo(str(name))
        except (LookupError, ValueError, OSError):  # unknown, absolute or a folder of the zone database
            raise ValueError(f"no time zone is called {str(name)!r}; one is called Asia/Seoul") from None


class AnswerSettings(Settings):
    """What answering needs: the language model that chooses the sentences, "" where none does.

    llm_phrases: whether it also puts them into words of its own.
    """

    llm_url: str = ""
    llm_model: Annotated[str, Field(validate_default=True)] = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_phrases: bool = False
    llm_timeout: Annotated[float, Field(gt=0, le=120)] = 20.0  # seconds; then a reader had better read

    @field_validator("llm_url")
    @classmethod
    def _server(cls, url: str) -> str:
        return server_address(url) if url else ""

    @field_validator("llm_model")
    @classmethod
    def _model(cls, model: str, info: ValidationInfo) -> str:
        url = info.data.get("llm_url")
        if url and not model:
            raise ValueError("is needed beside LLM_URL: the name by which that server knows the model")
        if model and url == "":
            raise ValueError("needs LLM_URL beside it: the address of an OpenAI-compatible server")
        return model


class ChatSettings(AnswerSettings):
    """What the chat in a terminal needs."""

    database_url: str = "sqlite:///data/chat.db"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    admin_groups: Annotated[frozenset[int], NoDecode] = frozenset()
    contact: str = ""  # told to publishers whose feeds are polled
    feeds_allow_private: bool = False  # for tests alone: feeds on this machine and in its networks
    news_max_age_days: Annotated[int, Field(ge=0, le=36_500)] = 30  # 0: all that arrives is news
    chat_history: bool = True  # whether what is typed to `sosik chat` is kept
    ocr: Annotated[Literal["", "tesseract"], BeforeValidator(_lower)] = ""  # what reads photos
    stt_url: str = ""  # an OpenAI-compatible server that hears voice messages
    stt_model: str = "whisper-1"
    stt_api_key: SecretStr = SecretStr("")
    stt_timeout: Annotated[float, Field(gt=0, le=120)] = 30.0  # seconds

    def with_own_database(self) -> Self:
        """These, with a database of that folder's own where none is set and it is not the bundled one."""
        folder = self.corpus_dir.resolve()
        if "database_url" in self.model_fields_set or folder == bundled_corpus().resolve():
            return self
        mark = f"{crc32(str(folder).encode()):08x}"
        return self.model_copy(update={"database_url": f"sqlite:///data/chat-{mark}.db"})

    @field_validator("stt_url")
    @classmethod
    def _speech_server(cls, url: str) -> str:
        return server_address(url) if url else ""

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        scheme = url.partition("://")[0].partition("+")[0]
        if scheme not in {"sqlite", "postgres", "postgresql"} or "://" not in url:
            raise ValueError("must start with sqlite:///, postgresql:// or postgres://")
        return url

    @field_validator("contact")
    @classmethod
    def _contact(cls, contact: str) -> str:
        if contact and not _CONTACT.fullmatch(contact):
            raise ValueError("must be an e-mail address or a web address, such as desk@hanbit.example")
        return contact

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        fault = "not a numeric id; names change hands, so only the number that Telegram gives a person counts"
        return _numbers(value, "[0-9]{1,15}", fault)

    @field_validator("admin_groups", mode="before")
    @classmethod
    def _groups(cls, value: Any) -> Any:
        return _numbers(value, "-[0-9]{1,15}", "not a group's numeric id, which begins with a minus sign")


class DatabaseSettings(ChatSettings):
    """What work on the bot's own database needs; no token."""

    database_url: str = "sqlite:///data/sosik.db"


class StorageSettings(DatabaseSettings):
    """What needs the database, and a folder that may not be there yet."""

    @field_validator("corpus_dir")
    @classmethod
    def _folder(cls, folder: Path) -> Path:
        return folder.expanduser()


class DeskSettings(DatabaseSettings):
    """What editing the bot's articles needs: a folder of one's own."""

    corpus_dir: Path


class BotSettings(DeskSettings):
    """What the bot on Telegram needs."""

    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = "INFO"
    sentry_dsn: SecretStr = SecretStr("")  # "": errors are told to nobody
    telegram_bot_token: SecretStr
    telegram_api_url: str = "https://api.telegram.org"
    webhook_url: str = ""  # "": updates are polled for
    webhook_secret: Annotated[SecretStr, Field(validate_default=True)] = SecretStr("")
    bind_address: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 8080  # beside WEBHOOK_URL
    metrics_port: Annotated[int, Field(ge=0, le=65_535)] = (
        0  # where updates are polled for; 0: nothing is served
    )

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, dsn: SecretStr) -> SecretStr:
        parts = urlsplit(dsn.get_secret_value())
        if dsn.get_secret_value() and not (parts.username and parts.path.strip("/").isdecimal()):
            raise ValueError("is not the address that Sentry gives a project (value not shown)")
        if parts.scheme not in {"", "https"} and not _is_near(parts.hostname or ""):
            raise ValueError("needs https:// for a public server")
        return dsn

    @field_validator("webhook_url")
    @classmethod
    def _posts(cls, url: str) -> str:
        if not url:
            return ""
        url = server_address(url)
        parts = urlsplit(url)
        if parts.path in {"/healthz", "/readyz", "/metrics"}:
            raise ValueError(f"must not end with {parts.path}, where something else is told")
        if parts.scheme == "https" and parts.port not in {None, 80, 88, 443, 8443}:
            raise ValueError("Telegram posts to the ports 443, 80, 88 and 8443 alone")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        value = secret.get_secret_value()
        if info.data.get("webhook_url") and not SECRET.fullmatch(value):
            raise ValueError(
                "is needed beside WEBHOOK_URL: 16 to 256 of the characters A-Z a-z 0-9 _ - (value not shown)"
            )
        return secret

    @property
    def webhook_path(self) -> str:
        """Where posts come in."""
        return urlsplit(self.webhook_url).path or "/"

    @field_validator("telegram_bot_token", mode="before")
    @classmethod
    def _token(cls, token: Any) -> Any:
        if isinstance(token, str) and not TOKEN.fullmatch(token):
            raise ValueError("is not a bot token; @BotFather gives one like 123456789:AA… (value not shown)")
        return token

    @field_validator("telegram_api_url")
    @classmethod
    def _address(cls, url: str) -> str:
        return server_address(url)


def server_address(url: str) -> str:
    """*url* without a slash at its end. Raises: ValueError where secrets or readers' words cannot go there."""
    url = url.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("is not an address (value not shown)") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("must start with http:// or https:// and name a host")
    if parts.username or parts.query or parts.fragment or _PLACEHOLDER.search(url) or TOKEN.search(url):
        raise ValueError("is the server's address alone: no user, token, query or placeholder")
    if parts.scheme == "http" and not _is_near(host):
        raise ValueError("needs https:// for a public server, or the token travels readable by all")
    return url


def _is_near(host: str) -> bool:
    """This machine or a network of one's own, where http is usual (a self-hosted Bot API server)."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))
    return address.is_private


Kind = TypeVar("Kind", bound=Settings)


def read_settings(kind: type[Kind], corpus_dir: Path | None = None) -> Kind:
    """The settings of *kind*; *corpus_dir*, from the command line, stands above CORPUS_DIR.

    Raises: SettingsError with every fault, each naming its variable and none showing a secret.
    """
    given: dict[str, Any] = {} if corpus_dir is None else {"corpus_dir": corpus_dir}
    try:
        return kind(**given)
    except ValidationError as error:
        faults = [_fault(dict(one), given) for one in error.errors(include_input=False)]
        raise SettingsError(faults + strange_names()) from None
    except UnparsableSetting as error:
        raise SettingsError([str(error)]) from None
    except (UnicodeDecodeError, OSError):
        raise SettingsError([".env: cannot be read as UTF-8 text"]) from None


_WHAT_THEN = {
    "corpus_dir": "; name the folder of your articles (the bundled ones are for `sosik run --demo`)",
    "telegram_bot_token": "; @BotFather in Telegram gives one",
}


def _fault(error: dict[str, Any], given: dict[str, Any]) -> str:
    field = str(error["loc"][0])
    name = "--corpus" if field in given else field.upper()
    if error["type"] == "missing":
        return f"{name}: is not set{_WHAT_THEN.get(field, '')}"
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "literal_error":
        message = f"must be {error['ctx']['expected']}"
    return f"{name}: {message}"


def strange_names(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Names in the environment and `.env` that look like a setting of ours and are none, one line each."""
    try:
        written = dotenv_values(DOTENV)
    except (OSError, UnicodeDecodeError):
        written = {}  # told by `read_settings`
    ours = {name.upper() for kind in _kinds(Settings) for name in kind.model_fields}
    return misspelt({**written, **environment}, ours)


def _kinds(kind: type[Settings]) -> Iterator[type[Settings]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
