"""What the documented chat-completions API accepts, and how it refuses the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.model_schema import schema_fault
from tests.fakes.model_wire import Answer, error

PATH = "/v1/chat/completions"
NUMBER = (int, float)
TYPES: dict[str, type | tuple[type, ...]] = {
    "model": str,
    "messages": list,
    "response_format": dict,
    "temperature": NUMBER,
    "top_p": NUMBER,
    "seed": int,
    "reasoning_effort": str,
    "verbosity": str,
    "max_tokens": int,
    "max_completion_tokens": int,
    "prompt_cache_key": str,
    "prompt_cache_retention": str,
    "safety_identifier": str,
    "service_tier": str,
    "store": bool,
    "stream": bool,
    "n": int,
    "stop": (str, list),
    "metadata": dict,
}
EFFORTS = {"none", "minimal", "low", "medium", "high", "xhigh", "max"}
ROLES = {"system", "developer", "user", "assistant"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as a behaviour sees it."""

    path: str
    headers: Mapping[str, str]
    body: Any

    @property
    def model(self) -> str:
        return str(self.body["model"])

    @property
    def stable(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def varying(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def name(self) -> str:
        """Of the schema that was asked for; empty without one."""
        return str(self.body.get("response_format", {}).get("json_schema", {}).get("name", ""))


@dataclass(slots=True)
class Api:
    """The checks. `lacks` names parameters that are refused here, `forms` the reply forms that are known."""

    key: str = "sk-fake"
    models: set[str] = field(default_factory=lambda: {"fake-model"})
    lacks: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=lambda: {"strict", "json_schema", "json_object"})
    names_what: bool = True
    """Whether a refusal says which parameter it's about."""

    def fault(self, asked: Asked) -> Answer | None:
        if asked.path != PATH:
            return error(404, None, "Unknown request URL.")
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return error(401, "invalid_api_key", "Incorrect API key provided.")
        if not isinstance(asked.body, dict):
            return error(400, None, "We could not parse the JSON body of your request.")
        checks: tuple[Callable[[dict[str, Any]], Answer | None], ...] = (
            self._parameters,
            self._model,
            _messages,
            _caps,
            self._form,
        )
        return next((fault for check in checks if (fault := check(asked.body))), None)

    def _parameters(self, body: dict[str, Any]) -> Answer | None:
        for name, value in body.items():
            if name not in TYPES:
                return error(400, None, f"Unrecognized request argument supplied: {name}")
            if name in self.lacks:
                return self._unsupported(name)
            if not isinstance(value, TYPES[name]) or (isinstance(value, bool) and TYPES[name] is not bool):
                return error(400, "invalid_type", f"Invalid type for '{name}'.", param=name)
        if body.get("reasoning_effort", "low") not in EFFORTS:
            return error(400, "invalid_value", "Invalid value.", param="reasoning_effort")
        return None

    def _unsupported(self, name: str) -> Answer:
        if not self.names_what:
            return error(400, None, "Bad request.")
        said = f"Unsupported parameter: '{name}' is not supported with this model."
        return error(400, "unsupported_parameter", said, param=name)

    def _model(self, body: dict[str, Any]) -> Answer | None:
        if body.get("model") in self.models:
            return None
        return error(404, "model_not_found", f"The model `{body.get('model')}` does not exist.")

    def _form(self, body: dict[str, Any]) -> Answer | None:
        form = body.get("response_format")
        if form is None:
            return None
        if form.get("type") == "json_schema":
            return self._schema(form.get("json_schema"))
        if form.get("type") != "json_object" or "json_object" not in self.forms:
            return self._no_form("response_format.type")
        if "json" not in str(body["messages"]).lower():
            return error(400, None, "'messages' must contain the word 'json'.", param="messages")
        return None

    def _schema(self, given: object) -> Answer | None:
        if not isinstance(given, dict) or not isinstance(given.get("name"), str) or "schema" not in given:
            return error(400, "missing_required_parameter", "Missing.", param="response_format.json_schema")
        if not set(given["name"]) <= set(NAME) or len(given["name"]) > MOST_OF_A_NAME:
            return error(400, "invalid_value", "Bad name.", param="response_format.json_schema.name")
        strict = given.get("strict") is True
        if ("strict" if strict else "json_schema") not in self.forms:
            return self._no_form("response_format")
        fault = schema_fault(given["schema"]) if strict else ""
        if fault:
            said = f"Invalid schema for response_format '{given['name']}': {fault}"
            return error(400, "invalid_json_schema", said, param="response_format")
        return None

    def _no_form(self, param: str) -> Answer:
        if not self.names_what:
            return error(400, None, "Bad request.")
        return error(400, "unsupported_value", "This response_format is not supported.", param=param)


NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
MOST_OF_A_NAME = 64


def _messages(body: dict[str, Any]) -> Answer | None:
    messages = body.get("messages")
    if not messages:
        return error(400, "missing_required_parameter", "Missing required parameter.", param="messages")
    for message in messages:
        sound = isinstance(message, dict) and message.get("role") in ROLES
        if not sound or not isinstance(message.get("content"), str):
            return error(400, "invalid_value", "Invalid message.", param="messages")
    return None


def _caps(body: dict[str, Any]) -> Answer | None:
    if "max_tokens" in body and "max_completion_tokens" in body:
        said = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
        return error(400, "invalid_parameter_combination", said, param="max_tokens")
    return None
