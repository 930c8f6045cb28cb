"""What the environment, or a file .env in the current folder, may say. Read once, when a process is wired."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import UserMustAct

ENV_FILE = Path(".env")
POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}


class Settings(BaseSettings):
    """Every field has a default that works on a bare machine. The environment outranks the file."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    database_url: str = Field("", validation_alias="DATABASE_URL")
    """Empty: an embedded Postgres is started, or joined."""
    home: Path | None = Field(None, validation_alias="DEBRIEF_HOME")
    """Where the embedded Postgres lives; None for the usual place of this system."""
    forgotten: Path | None = Field(None, validation_alias="DEBRIEF_FORGOTTEN")
    """The list of forgotten accounts, to be kept apart from the database and its backups."""
    host: str = Field("127.0.0.1", validation_alias="DEBRIEF_HOST")
    port: int = Field(8000, validation_alias="DEBRIEF_PORT", ge=0, le=65535)
    concurrency: int = Field(20, validation_alias="DEBRIEF_CONCURRENCY", ge=1, le=1000)
    """Jobs that one worker has in hand at once.

    Most wait for a platform. So few that all of them find a turn in one workspace's line within the patience:
    whoever is sent away costs a second attempt.
    """
    grace: float = Field(20.0, validation_alias="DEBRIEF_GRACE", ge=0, le=3600)
    """Seconds that work in hand is given when the process is told to stop."""
    openai_api_key: str = Field("", validation_alias="OPENAI_API_KEY", repr=False)
    """With neither a key nor an address there is no model: the automatic check grades."""
    openai_base_url: str = Field("", validation_alias="OPENAI_BASE_URL")
    """Of any endpoint that speaks as OpenAI's does; empty for OpenAI's own."""
    model: str = Field("gpt-5-mini", validation_alias="DEBRIEF_MODEL")
    effort: str = Field("low", validation_alias="DEBRIEF_MODEL_EFFORT")
    """How long a model that reasons may think: none, minimal, low, medium, high."""
    model_at_once: int = Field(16, validation_alias="DEBRIEF_MODEL_AT_ONCE", ge=1, le=1000)
    """Calls in flight, of one process."""
    second_model: str = Field("", validation_alias="DEBRIEF_SECOND_MODEL")
    """Asked when the first can't be reached; empty for none."""
    second_base_url: str = Field("", validation_alias="DEBRIEF_SECOND_BASE_URL")
    second_api_key: str = Field("", validation_alias="DEBRIEF_SECOND_API_KEY", repr=False)
    prices: Path | None = Field(None, validation_alias="DEBRIEF_PRICES")
    """A file with what models cost, beside the table that is shipped."""
    day_budget: float | None = Field(None, validation_alias="DEBRIEF_DAY_BUDGET", ge=0)
    """In dollars, for all groups and one day together; None for no limit."""

    slack_bot_token: str = Field("", validation_alias="SLACK_BOT_TOKEN", repr=False)
    """Of one workspace. For many, set the client's id and secret instead."""
    slack_app_token: str = Field("", validation_alias="SLACK_APP_TOKEN", repr=False)
    """For Socket Mode, which needs no public address; empty for HTTP."""
    slack_signing_secret: str = Field("", validation_alias="SLACK_SIGNING_SECRET", repr=False)
    slack_client_id: str = Field("", validation_alias="SLACK_CLIENT_ID")
    slack_client_secret: str = Field("", validation_alias="SLACK_CLIENT_SECRET", repr=False)
    slack_api_url: str = Field("", validation_alias="SLACK_API_URL")
    """Of a proxy or a test server; empty for Slack's own."""
    discord_bot_token: str = Field("", validation_alias="DISCORD_BOT_TOKEN", repr=False)
    """Of the app's bot; it serves any number of servers."""
    discord_api_url: str = Field("", validation_alias="DISCORD_API_URL")
    """Of a proxy or a test server, with the version; empty for Discord's own."""
    discord_gateway_url: str = Field("", validation_alias="DISCORD_GATEWAY_URL")
    """The same for the line over which events come."""
    secret_keys: str = Field("", validation_alias="DEBRIEF_SECRET_KEYS", repr=False)
    """Seal tokens in the database: newest first, with commas between."""
    url: str = Field("", validation_alias="DEBRIEF_URL")
    """The public address of the pages, as others reach them."""

    @field_validator("database_url")
    @classmethod
    def _is_postgres(cls, url: str) -> str:
        if url and url.partition("://")[0] not in POSTGRES:
            raise ValueError("it has to be the address of a Postgres, postgresql://…")
        return url


def read_settings() -> Settings:
    """The settings of this process. Raises UserMustAct when one of them can't be meant."""
    try:
        return Settings()
    except ValidationError as wrong:
        said = "; ".join(f"{error['loc'][0]}: {error['msg']}" for error in wrong.errors())
        raise UserMustAct(
            f"A setting can't be right ({said}). Nothing was started. Correct it in the environment or in "
            f"{ENV_FILE}."
        ) from wrong
