"""A model's replies kept in a folder, so that what was measured can be measured again with no network.

Each file holds what one question was answered, in the order in which it was asked: a second reading, a try
after a muddled reply and a repeat each have their own place. A prompt's nonce differs from call to call and
is left out of the key.
"""

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Question, Reply, Usage
from bot.errors import UserMustAct
from bot.ports import Model

ABOUT = "recording.json"
_NONCE = re.compile(r"[0-9a-f]{32}")
_AGAIN = "Record it again with `debrief eval … --live --record FOLDER`."


def key_of(question: Question, model: str) -> str:
    """The same for the same question to the same model, whatever nonce it carries."""
    parts = (model, question.name, question.stable, question.varying, json.dumps(question.schema))
    return sha256("\x00".join(_NONCE.sub("nonce", part) for part in parts).encode()).hexdigest()[:40]


@dataclass(slots=True)
class Recorder:
    """Asks the model behind it and keeps what it says."""

    behind: Model
    folder: Path
    _said: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.behind.name

    async def ask(self, question: Question) -> ModelOutcome:
        key = key_of(question, self.name)
        said = self._said.setdefault(key, [])
        place = len(said)
        said.append({})
        outcome = await self.behind.ask(question)
        said[place] = _kept(outcome)
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(self.folder / ABOUT, {"format": 1, "model": self.name})
        _write(self.folder / f"{key}.json", said)
        return outcome


@dataclass(slots=True)
class Replayed:
    """Says again what was recorded. A question that wasn't asked then raises UserMustAct."""

    name: str
    folder: Path
    _asked: Counter[str] = field(default_factory=Counter)

    async def ask(self, question: Question) -> ModelOutcome:
        key = key_of(question, self.name)
        place = self._asked[key]
        self._asked[key] += 1
        said = _read(self.folder / f"{key}.json")
        if not isinstance(said, list) or place >= len(said):
            raise UserMustAct(
                f"The recording in {self.folder} has fewer replies than are asked for. {_AGAIN}"
            )
        return _again(said[place], self.folder)


def replayed(folder: Path) -> Replayed:
    """A recording as a model, under the name of the one that was recorded. Raises UserMustAct."""
    if not (folder / ABOUT).is_file():
        there = "holds no recording" if folder.is_dir() else "isn't there"
        raise UserMustAct(f"The folder {folder} {there}. Name one that `--live --record FOLDER` has written.")
    about = _read(folder / ABOUT)
    if not isinstance(about, dict) or not isinstance(about.get("model"), str):
        raise UserMustAct(f"{folder / ABOUT} names no model. {_AGAIN}")
    return Replayed(about["model"], folder)


def _kept(outcome: ModelOutcome) -> dict[str, Any]:
    kept = asdict(outcome)
    if isinstance(outcome, NoReply):
        kept["failure"] = outcome.failure.value
        kept["after"] = None if outcome.after is None else outcome.after.total_seconds()
    return kept


def _again(kept: dict[str, Any], folder: Path) -> ModelOutcome:
    try:
        usage = Usage(**kept["usage"])
        if "failure" not in kept:
            return Reply(**{**kept, "usage": usage})
        after = None if kept["after"] is None else timedelta(seconds=kept["after"])
        return NoReply(ModelFailure(kept["failure"]), kept["detail"], usage, after)
    except (KeyError, TypeError, ValueError) as error:
        raise UserMustAct(f"A reply in {folder} can't be read ({error!r}). {_AGAIN}") from error


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserMustAct(
            f"The recording in {path.parent} lacks a question that is asked now. {_AGAIN}"
        ) from error
    except (OSError, ValueError) as error:
        raise UserMustAct(f"{path} can't be read ({error}). {_AGAIN}") from error


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
