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
    concurrency: int = Field(10, validation_alias="DEBRIEF_CONCURRENCY", ge=1, le=1000)
    """Jobs that one worker has in hand at once."""
    grace: float = Field(20.0, validation_alias="DEBRIEF_GRACE", ge=0, le=3600)
    """Seconds that work in hand is given when the process is told to stop."""

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
