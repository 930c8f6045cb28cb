"""Fields as YAML that a person can go on with: long texts as blocks, short lists on one line."""

from typing import Any

import yaml

_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Its own class: representers are registered by class."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(fields: dict[str, Any]) -> str:
    """The file's text, its fields in the order given."""
    clean = {name: _trimmed(value) for name, value in fields.items()}
    return yaml.dump(clean, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _trimmed(value: object) -> object:
    """Without spaces at ends of lines, with which YAML can set no block."""
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines()) + (
            "\n" if "\n" in value else ""
        )
    if isinstance(value, list):
        return [_trimmed(one) for one in value]
    if isinstance(value, dict):
        return {name: _trimmed(one) for name, one in value.items()}
    return value
