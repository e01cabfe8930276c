from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.execution_context import ExecutionContext
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.profile_reference import ProfileReference


T = TypeVar("T", bound="ChildDevice")


@_attrs_define
class ChildDevice:
    """A device that belongs to another. Recorded responses have `deviceId`; the vendor's client library expects `id`.

    Attributes:
        device_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        profile (ProfileReference | Unset): The profile that the device follows.
        allowed (list[str] | None | Unset): Actions that the token may take.
        execution_context (ExecutionContext | Unset): Where automations of the device run.
    """

    device_id: str | Unset = UNSET
    id: str | Unset = UNSET
    profile: ProfileReference | Unset = UNSET
    allowed: list[str] | None | Unset = UNSET
    execution_context: ExecutionContext | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        device_id = self.device_id

        id = self.id

        profile: dict[str, Any] | Unset = UNSET
        if not isinstance(self.profile, Unset):
            profile = self.profile.to_dict()

        allowed: list[str] | None | Unset
        if isinstance(self.allowed, Unset):
            allowed = UNSET
        elif isinstance(self.allowed, list):
            allowed = self.allowed

        else:
            allowed = self.allowed

        execution_context: str | Unset = UNSET
        if not isinstance(self.execution_context, Unset):
            execution_context = self.execution_context.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if device_id is not UNSET:
            field_dict["deviceId"] = device_id
        if id is not UNSET:
            field_dict["id"] = id
        if profile is not UNSET:
            field_dict["profile"] = profile
        if allowed is not UNSET:
            field_dict["allowed"] = allowed
        if execution_context is not UNSET:
            field_dict["executionContext"] = execution_context

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_reference import ProfileReference  # noqa: PLC0415

        d = {**src_dict}
        device_id = d.pop("deviceId", UNSET)

        id = d.pop("id", UNSET)

        _profile = d.pop("profile", UNSET)
        profile: ProfileReference | Unset = UNSET
        if not isinstance(_profile, Unset):
            try:
                profile = ProfileReference.from_dict(_profile)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["profile"] = _profile

        def _parse_allowed(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                allowed_type_0 = cast(list[str], data)

                return allowed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        allowed = _parse_allowed(d.pop("allowed", UNSET))

        _execution_context = d.pop("executionContext", UNSET)
        execution_context: ExecutionContext | Unset = UNSET
        if not isinstance(_execution_context, Unset):
            try:
                execution_context = ExecutionContext(_execution_context)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["executionContext"] = _execution_context

        child_device = cls(
            device_id=device_id,
            id=id,
            profile=profile,
            allowed=allowed,
            execution_context=execution_context,
        )

        child_device.additional_properties = d
        return child_device

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
