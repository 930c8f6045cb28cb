"""What strict mode asks of a schema."""

STRICT_KEYS = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "description", "anyOf",
    "const", "pattern", "minimum", "maximum", "minItems", "maxItems", "title", "$defs", "$ref",
}  # fmt: skip


def schema_fault(schema: object, where: str = "()") -> str:
    """Why strict mode would refuse it; empty when it wouldn't."""
    if not isinstance(schema, dict):
        return f"In context={where}, it is no object."
    if unknown := schema.keys() - STRICT_KEYS:
        return f"In context={where}, {min(unknown)!r} is not permitted."
    if schema.get("type") == "object":
        return _object_fault(schema, where)
    if schema.get("type") == "array":
        return schema_fault(schema.get("items"), f"{where}[]")
    return (
        "" if schema.keys() & {"type", "enum", "anyOf", "$ref", "const"} else f"In context={where}, no type."
    )


def _object_fault(schema: dict[str, object], where: str) -> str:
    properties, required = schema.get("properties", {}), schema.get("required", [])
    if schema.get("additionalProperties") is not False:
        return f"In context={where}, 'additionalProperties' is required to be supplied and to be false."
    if not isinstance(properties, dict) or not isinstance(required, list):
        return f"In context={where}, wrong types."
    if set(required) != set(properties):
        return f"In context={where}, 'required' has to name every key in properties."
    inner = ((part, f"{where}.{name}") for name, part in properties.items())
    return next((fault for part, here in inner if (fault := schema_fault(part, here))), "")
