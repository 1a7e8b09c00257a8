"""What a Bot API call must look like: the facts of spec.tsv and the one function that holds a call to them.

>>> check("sendChatAction", {"chat_id": "7", "action": "typing"})
{'chat_id': 7, 'action': 'typing'}
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.emulator.faults import Refused

TABLE = Path(__file__).with_name("spec.tsv")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    data: bytes


class Field(NamedTuple):
    types: tuple[str, ...]
    required: bool
    only: str  # the one value allowed, "" for any


class Kinds(NamedTuple):
    methods: dict[str, dict[str, Field]]
    types: dict[str, dict[str, Field]]
    unions: dict[str, list[str]]


def _read() -> Kinds:
    kinds = Kinds({}, {}, {})
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, name, rest = line.split("\t")
        if kind == "union":
            kinds.unions[name] = rest.split()
            continue
        fields: dict[str, Field] = {}
        for word in rest.split():
            field, _, types = word.partition(":")
            types, _, only = types.partition("=")
            fields[field.removesuffix("!")] = Field(tuple(types.split("|")), field.endswith("!"), only)
        (kinds.methods if kind == "method" else kinds.types)[name] = fields
    return kinds


SPEC = _read()


def check(method: str, raw: dict[str, object]) -> dict[str, Any]:
    """The parameters of a call, typed. Stricter than Telegram, which overlooks a parameter it does not know.

    raw: strings as they stand in a form, values of a JSON body, or `Upload`s.
    Raises: Refused, 404 for an unknown method, 400 for anything amiss.
    """
    fields = SPEC.methods.get(method)
    if fields is None:
        raise Refused(404, f"Not Found: method {method} not found")
    for name in raw:
        # a file that another parameter points at with attach:// may have any name
        if name not in fields and not isinstance(raw[name], Upload):
            raise Refused(400, f"Bad Request: {method} has no parameter {name}")
    for name, field in fields.items():
        if field.required and name not in raw:
            said = {"chat_id": "chat_id is empty", "text": "message text is empty"}
            raise Refused(400, f"Bad Request: {said.get(name, f'parameter {name} is required')}")
    return {
        name: _typed(f"{method}.{name}", fields[name], value) for name, value in raw.items() if name in fields
    }


def _typed(where: str, field: Field, value: object) -> Any:
    faults = []
    for kind in field.types:
        try:
            typed = _as(where, kind, value)
        except ValueError as error:
            faults.append(str(error))
        else:
            if field.only and typed != field.only:
                raise Refused(400, f"Bad Request: {where} must be {field.only}")
            return typed
    raise Refused(400, f"Bad Request: can't parse {where}: {faults[0]}")


def _as(where: str, kind: str, value: object) -> Any:
    """A form's string or a JSON value as *kind*; ValueError with the reason when it is not one."""
    if kind == "str":
        if not isinstance(value, str):
            raise ValueError("must be of type String")
        return value
    if kind == "file":
        if not isinstance(value, Upload):
            raise ValueError("must be a file")
        return value
    if isinstance(value, str):
        if kind == "int" and not re.fullmatch(r"-?\d{1,18}", value):
            raise ValueError("must be of type Integer")
        if kind == "bool":
            value = value.lower()
        try:
            value = json.loads(value)
        except json.JSONDecodeError as error:
            raise ValueError(f"is not JSON ({error})") from None
    return _json_as(where, kind, value)


def _json_as(where: str, kind: str, value: object) -> Any:
    scalars: dict[str, tuple[type, ...]] = {
        "int": (int,),
        "bool": (bool,),
        "float": (int, float),
        "str": (str,),
    }
    if kind in scalars:
        if not isinstance(value, scalars[kind]) or (isinstance(value, bool) and kind != "bool"):
            raise ValueError(f"{where} must be of type {kind}")
        return value
    if kind.startswith("["):
        if not isinstance(value, list):
            raise ValueError(f"{where} must be an Array")
        return [_json_as(f"{where}[{i}]", kind[1:-1], item) for i, item in enumerate(value)]
    if not isinstance(value, dict):
        raise ValueError(f"{where} must be an Object")
    if kind in SPEC.unions:
        return _one_of(where, SPEC.unions[kind], value)
    fields = SPEC.types[kind]
    for name in value:
        if name not in fields:
            raise ValueError(f"{where}: {kind} has no field {name}")
    for name, field in fields.items():
        if field.required and name not in value:
            raise ValueError(f"{where}: {kind} needs {name}")
        if field.only and value.get(name) != field.only:
            raise ValueError(f"{where}.{name} must be {field.only}")
    return {name: _json_any(f"{where}.{name}", fields[name].types, item) for name, item in value.items()}


def _json_any(where: str, kinds: tuple[str, ...], value: object) -> Any:
    return _json_as(where, kinds[0], value) if len(kinds) == 1 else _one_of(where, list(kinds), value)


def _one_of(where: str, kinds: list[str], value: object) -> Any:
    faults = []
    for kind in kinds:
        try:
            return _json_as(where, kind, value)
        except ValueError as error:
            faults.append(str(error))
    raise ValueError("; ".join(dict.fromkeys(faults)))
