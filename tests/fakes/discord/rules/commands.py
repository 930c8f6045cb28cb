"""What an application command may be."""

from typing import Any

from tests.fakes.discord.rules.form import Form, Path, units

CHAT, USER, MESSAGE = 1, 2, 3
SUB, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
OPTIONS = range(1, 12)
MOST = {CHAT: 100, USER: 5, MESSAGE: 5}
MOST_TOGETHER = 8_000
LOCALES = frozenset(
    f"{each}"
    for part in (
        "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr",
        "cs el bg",
    )
    for each in part.split()
) | frozenset(("ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"))


def command(form: Form, at: Path, value: dict[str, Any]) -> dict[str, Any]:
    """As it's kept, where it's sound."""
    kind = form.one_of((*at, "type"), value.get("type", CHAT), (CHAT, USER, MESSAGE))
    if kind not in MOST:
        return {}
    _named(form, at, value, menu=kind != CHAT)
    if kind == CHAT:
        _described(form, at, value)
        _options(form, (*at, "options"), value.get("options"))
        if _length(value) > MOST_TOGETHER:
            said = f"Command exceeds maximum size ({MOST_TOGETHER})"
            form.wrong(at, "APPLICATION_COMMAND_TOO_LARGE", said)
    elif value.get("description") or value.get("options"):
        said = "Context menu commands cannot have description"
        form.wrong((*at, "description"), "APPLICATION_COMMAND_DESCRIPTION", said)
    for name, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        for number, each in enumerate(form.many((*at, name), value.get(name), 0, 3)):
            form.one_of((*at, name, number), each, allowed)
    held = value.get("default_member_permissions")
    if held is not None and not str(held).isdigit():
        form.wrong((*at, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'"{held}" is not int.')
    return _kept(value, kind)


def _kept(value: dict[str, Any], kind: int) -> dict[str, Any]:
    held = value.get("default_member_permissions")
    return {
        "type": kind,
        "name": value.get("name"),
        "name_localizations": value.get("name_localizations"),
        "description": value.get("description") or "",
        "description_localizations": value.get("description_localizations"),
        "options": value.get("options") or [],
        "default_member_permissions": None if held is None else str(held),
        "contexts": value.get("contexts"),
        "integration_types": value.get("integration_types") or [0],
        "nsfw": bool(value.get("nsfw", False)),
    }


def _named(form: Form, at: Path, value: dict[str, Any], *, menu: bool = False) -> None:
    said = {"": value.get("name")} | dict(value.get("name_localizations") or {})
    for locale, each in said.items():
        place = (*at, "name_localizations", locale) if locale else (*at, "name")
        if locale and locale not in LOCALES:
            form.wrong(place, "BASE_TYPE_CHOICES", f"Value must be one of {set(LOCALES)}.")
        name = form.text(place, each, 1, 32, needed=True)
        if not menu and not is_name(name):
            wanted = r"^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$"
            form.wrong(place, "APPLICATION_COMMAND_INVALID_NAME", f"Command name is invalid: {wanted}")


def is_name(name: str) -> bool:
    return name == name.lower() and all(each.isalnum() or each in "-_'" for each in name)


def _described(form: Form, at: Path, value: dict[str, Any]) -> None:
    form.text((*at, "description"), value.get("description"), 1, 100, needed=True)
    for locale, each in (value.get("description_localizations") or {}).items():
        place = (*at, "description_localizations", locale)
        if locale not in LOCALES:
            form.wrong(place, "BASE_TYPE_CHOICES", f"Value must be one of {set(LOCALES)}.")
        form.text(place, each, 1, 100, needed=True)


def _options(form: Form, at: Path, value: Any) -> None:
    given = form.many(at, value, 0, 25)
    names: set[str] = set()
    optional = False
    for number, each in enumerate(given):
        place = (*at, number)
        kind = form.one_of((*place, "type"), each.get("type"), OPTIONS)
        _named(form, place, each)
        _described(form, place, each)
        if each.get("name") in names:
            form.wrong(
                (*place, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name used"
            )
        names.add(str(each.get("name")))
        if kind in (SUB, GROUP):
            _nested(form, place, each, kind)
            continue
        if any(other.get("type") in (SUB, GROUP) for other in given):
            said = "Sub-command and sub-command group option types are mutually exclusive to all other types"
            form.wrong(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)
        if each.get("required") and optional:
            said = "Required options must be placed before non-required options"
            form.wrong(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
        optional = optional or not each.get("required")
        _values(form, place, each, kind)


def _nested(form: Form, at: Path, value: dict[str, Any], kind: int) -> None:
    inner = value.get("options") or []
    if kind == SUB and any(each.get("type") in (SUB, GROUP) for each in inner):
        form.wrong(
            (*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A sub-command holds no others"
        )
        return
    if kind == GROUP and not all(each.get("type") == SUB for each in inner):
        form.wrong((*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A group holds sub-commands")
        return
    _options(form, (*at, "options"), inner)


def _values(form: Form, at: Path, value: dict[str, Any], kind: int) -> None:
    choices = form.many((*at, "choices"), value.get("choices"), 0, 25)
    if choices and value.get("autocomplete"):
        said = "Choices and autocomplete are mutually exclusive"
        form.wrong((*at, "choices"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", said)
    for number, each in enumerate(choices):
        place = (*at, "choices", number)
        form.text((*place, "name"), each.get("name"), 1, 100, needed=True)
        if kind == STRING:
            form.text((*place, "value"), each.get("value"), 1, 100, needed=True)
        elif kind in (INTEGER, NUMBER) and not isinstance(each.get("value"), (int, float)):
            form.wrong((*place, "value"), "NUMBER_TYPE_COERCE", "is not a number")
    for name, least in (("min_length", 0), ("max_length", 1)):
        if value.get(name) is not None:
            form.number((*at, name), value[name], least, 6000)


def _length(value: dict[str, Any]) -> int:
    own = units(str(value.get("name") or "")) + units(str(value.get("description") or ""))
    choices = sum(
        units(str(each.get("name") or "")) + units(str(each.get("value") or ""))
        for each in value.get("choices") or []
    )
    return own + choices + sum(_length(each) for each in value.get("options") or [])
