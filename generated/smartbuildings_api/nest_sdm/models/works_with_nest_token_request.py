from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.works_with_nest_token_request_grant_type import (
    WorksWithNestTokenRequestGrantType,
)

T = TypeVar("T", bound="WorksWithNestTokenRequest")


@_attrs_define
class WorksWithNestTokenRequest:
    """A code of Works with Nest.

    Attributes:
        client_id (str): The product of Works with Nest.
        client_secret (str): Its secret.
        code (str): The code of a consent, or the PIN that the user was shown; it works once.
        grant_type (WorksWithNestTokenRequestGrantType): Always `authorization_code`.
    """

    client_id: str
    client_secret: str = _attrs_field(repr=False)
    code: str
    grant_type: WorksWithNestTokenRequestGrantType
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        client_id = self.client_id

        client_secret = self.client_secret

        code = self.code

        grant_type = self.grant_type.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client_id": client_id,
                "client_secret": client_secret,
                "code": code,
                "grant_type": grant_type,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        client_id = d.pop("client_id")

        client_secret = d.pop("client_secret")

        code = d.pop("code")

        grant_type = WorksWithNestTokenRequestGrantType(d.pop("grant_type"))

        works_with_nest_token_request = cls(
            client_id=client_id,
            client_secret=client_secret,
            code=code,
            grant_type=grant_type,
        )

        works_with_nest_token_request.additional_properties = d
        return works_with_nest_token_request

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
